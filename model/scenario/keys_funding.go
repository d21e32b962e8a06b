package scenario

import "computegap/model/quantity"

// effective ends the meaning of a rate of interest.
const effective = " Effective: (1+rate)^(1/12)−1 a month."

var fundingKeys = concat([]Key{
	{Path: "funding", Kind: Block, Required: true, Meaning: "The money the company has and can raise."},
	{Path: "funding.cash", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "Cash at the timeline's start."},
	{Path: "funding.cash_floor", Kind: Amount, Quantity: quantity.Money, Default: "$0", Lo: 0, Hi: most, Dist: true,
		Meaning: "The cash that must never be spent."},
	{Path: "funding.cash_rate", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "Interest earned on cash, per year." + effective},
	{Path: "funding.gap_rate", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "Interest on the unfunded balance, per year." + effective},
	{Path: "funding.discount_rate", Kind: Amount, Quantity: quantity.Rate, Default: "10%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "The rate per year at which npv_commitments discounts; effective, as those of interest."},
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
	{Path: "funding.rounds.*.kind", Kind: Word, Words: []string{"primary", "secondary", "in-kind", "warrant", "prepayment"}, Default: "primary",
		Meaning: "What the company gets: cash for new shares; nothing, in a secondary sale; credits towards what the counterparty is owed; cash from the sale of shares that the counterparty gives beside a purchase; or credits for cash that it pays to the counterparty."},
	{Path: "funding.rounds.*.requires", Kind: Name, Refers: promises, Meaning: "The commitment or round without which it does not close; its probability is then that given the other. A round with a trigger cannot be required."},
	{Path: "funding.rounds.*.trigger", Kind: Block, Meaning: "What the money waits for, from the date on: it comes in the first month in which all of it is there."},
	{Path: "funding.rounds.*.trigger.revenue", Kind: Amount, Quantity: quantity.RunRate, Unless: []string{"capacity"}, Lo: 0, Hi: most, Dist: true,
		Meaning: "What the annualised revenue of a month must reach."},
	{Path: "funding.rounds.*.trigger.capacity", Kind: Amount, Quantity: quantity.Power, Lo: 0, Open: true, Hi: 1e6, Dist: true,
		Meaning: "What the capacity online at the end of a month, less what the month before gave up, must reach."},
	{Path: "funding.rounds.*.trigger.commitments", Kind: List, Refers: "commitments", Only: []string{"capacity"},
		Meaning: "The commitments whose capacity that is, of an umbrella what is left to it; by default all."},
	{Path: "funding.rounds.*.trigger.by", Kind: LastMonth, Meaning: "The last month in which that may happen, inclusive; by default the timeline's last."},
	{Path: "funding.rounds.*.pre_money", Kind: Amount, Quantity: quantity.Money, Lo: 0, Open: true, Hi: most, Dist: true, Excludes: []string{"post_money"},
		Meaning: "The valuation of the company before the money, from which dilution follows."},
	{Path: "funding.rounds.*.post_money", Kind: Amount, Quantity: quantity.Money, Lo: 0, Open: true, Hi: most, Dist: true,
		Meaning: "The valuation of the company after the money."},
	{Path: "funding.rounds.*.firmness", Kind: Word, Words: firmnesses, Default: "signed", Meaning: "How binding the promise is."},
}, under("funding.rounds.*", originKeys), facilityKeys, debtKeys, covenantKeys, under("funding", originKeys))

var debtKeys = concat([]Key{
	{Path: "funding.debt", Kind: Named, Meaning: "Loans of a fixed amount, by name."},
	{Path: "funding.debt.*", Kind: Block, Meaning: "A loan of a fixed amount."},
	{Path: "funding.debt.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "funding.debt.*.counterparty", Kind: Text, Meaning: "Who lends."},
	{Path: "funding.debt.*.amount", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "The amount lent."},
	{Path: "funding.debt.*.date", Kind: Month, Required: true,
		Meaning: "The month in which it is paid out; of a loan from before the timeline what is not yet paid back is owed at its start."},
	{Path: "funding.debt.*.rate", Kind: Amount, Quantity: quantity.Rate, Lo: leastYield, Hi: mostYield, Dist: true, Required: true,
		Meaning: "Interest per year, paid monthly from the month after." + effective},
	{Path: "funding.debt.*.term", Kind: Amount, Quantity: quantity.Duration, Lo: 1, Hi: mostMonths, Dist: true, Required: true,
		Meaning: "The time until it is paid back, in whole months."},
	{Path: "funding.debt.*.repayment", Kind: Word, Words: []string{"interest-only", "amortising"}, Default: "interest-only",
		Meaning: "Whether it is paid back at the end, or in level monthly payments."},
	{Path: "funding.debt.*.interest_only", Kind: Amount, Quantity: quantity.Duration, Default: "0 months", Lo: 0, Hi: mostMonths, Dist: true,
		Only: []string{"repayment=amortising"}, Meaning: "How long interest alone is paid before the level payments begin."},
}, under("funding.debt.*", originKeys))

var covenantKeys = concat([]Key{
	{Path: "funding.covenants", Kind: Block, Meaning: "What lenders ask for; the first month in which it does not hold is a metric."},
	{Path: "funding.covenants.min_cash", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true,
		Meaning: "The least cash at a month's end."},
	{Path: "funding.covenants.debt_to_revenue", Kind: Amount, Quantity: quantity.Factor, Lo: 0, Hi: 1000, Dist: true,
		Meaning: "The most debt at a month's end, loans and facilities, as a multiple of the last twelve months' revenue; in the first eleven months of the revenue so far, taken to a year."},
}, under("funding.covenants", originKeys))

var facilityKeys = concat([]Key{
	{Path: "funding.facilities", Kind: Named, Meaning: "Lines of credit, by name, in the order in which they are drawn."},
	{Path: "funding.facilities.*", Kind: Block, Meaning: "A line of credit."},
	{Path: "funding.facilities.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "funding.facilities.*.counterparty", Kind: Text, Meaning: "Who lends."},
	{Path: "funding.facilities.*.limit", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Required: true,
		Meaning: "The most that can be owed."},
	{Path: "funding.facilities.*.rate", Kind: Amount, Quantity: quantity.Rate, Lo: leastYield, Hi: mostYield, Dist: true, Required: true,
		Meaning: "Interest per year on what is owed." + effective},
	{Path: "funding.facilities.*.from", Kind: Month, Meaning: "The first month in which it can be drawn; by default the timeline's first."},
	{Path: "funding.facilities.*.until", Kind: LastMonth,
		Meaning: "The last month in which it can be drawn, inclusive; the balance is due in the month after. By default it stays open."},
}, under("funding.facilities.*", originKeys))
