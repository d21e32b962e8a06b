package scenario

import "computegap/model/quantity"

var fundingKeys = concat([]Key{
	{Path: "funding", Kind: Block, Required: true, Meaning: "The money the company has and can raise."},
	{Path: "funding.cash", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "Cash at the timeline's start."},
	{Path: "funding.cash_floor", Kind: Amount, Quantity: quantity.Money, Default: "$0", Lo: 0, Hi: most, Dist: true,
		Meaning: "The cash that must never be spent."},
	{Path: "funding.cash_rate", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "Interest earned on cash, per year."},
	{Path: "funding.gap_rate", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "Interest on the unfunded balance, per year."},
	{Path: "funding.discount_rate", Kind: Amount, Quantity: quantity.Rate, Default: "10%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "The rate per year at which npv_commitments discounts."},
	{Path: "funding.rounds", Kind: Named, Meaning: "New money on a date, by name."},
	{Path: "funding.rounds.*", Kind: Block, Meaning: "A round of new money."},
	{Path: "funding.rounds.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "funding.rounds.*.counterparty", Kind: Text, Meaning: "Who pays."},
	{Path: "funding.rounds.*.amount", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "The amount raised."},
	{Path: "funding.rounds.*.date", Kind: Month, Required: true,
		Meaning: "The month in which the money comes; one before the timeline is past and brings in nothing."},
	{Path: "funding.rounds.*.probability", Kind: Amount, Quantity: quantity.Fraction, Default: "100%", Lo: 0, Hi: 1, Dist: true, Unit: true,
		Meaning: "The probability that the round closes."},
	{Path: "funding.rounds.*.kind", Kind: Word, Words: []string{"primary", "secondary"}, Default: "primary",
		Meaning: "Whether the company gets the money; in a secondary sale of shares it gets nothing."},
	{Path: "funding.rounds.*.firmness", Kind: Word, Words: firmnesses, Default: "signed", Meaning: "How binding the promise is."},
}, under("funding.rounds.*", originKeys), facilityKeys, under("funding", originKeys))

var facilityKeys = concat([]Key{
	{Path: "funding.facilities", Kind: Named, Meaning: "Lines of credit, by name, in the order in which they are drawn."},
	{Path: "funding.facilities.*", Kind: Block, Meaning: "A line of credit."},
	{Path: "funding.facilities.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "funding.facilities.*.limit", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "The most that can be owed."},
	{Path: "funding.facilities.*.rate", Kind: Amount, Quantity: quantity.Rate, Lo: leastYield, Hi: mostYield, Dist: true, Required: true,
		Meaning: "Interest per year on what is owed."},
	{Path: "funding.facilities.*.from", Kind: Month, Meaning: "The first month in which it can be drawn; by default the timeline's first."},
	{Path: "funding.facilities.*.until", Kind: LastMonth,
		Meaning: "The last month in which it can be drawn, inclusive; the balance is due in the month after. By default it stays open."},
}, under("funding.facilities.*", originKeys))
