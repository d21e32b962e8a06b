package scenario

import "computegap/model/quantity"

var firmnesses = []string{"signed", "letter-of-intent", "option", "conditional", "target"}

// dated lists what a schedule by date does without.
const byYearRamp = "ramp=by-year"

var commitmentKeys = concat([]Key{
	{Path: "commitments", Kind: Named, Meaning: "The promises to pay for compute, by name."},
	{Path: "commitments.*", Kind: Block, Meaning: "A promise to pay for compute, or an umbrella over several."},
	{Path: "commitments.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "commitments.*.counterparty", Kind: Text, Meaning: "Who is paid."},
	{Path: "commitments.*.within", Kind: Name, Refers: "commitments",
		Meaning: "The umbrella whose total already counts this one; the umbrella schedules only its remainder."},
	{Path: "commitments.*.memo", Kind: YesNo, Default: "false",
		Meaning: "Listed, but in no sum and no remainder, with whatever is within it: its dollars and GW are counted elsewhere."},
	{Path: "commitments.*.firmness", Kind: Word, Words: firmnesses, Default: "signed", Meaning: "How binding the promise is."},
	{Path: "commitments.*.total", Kind: Amount, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true,
		Unless: []string{"payments", "price"}, Excludes: []string{"payments", "price"}, Meaning: "The total amount."},
	{Path: "commitments.*.price", Kind: Amount, Quantity: quantity.Price, Lo: 0, Hi: most, Dist: true,
		Excludes: []string{"payments", "ramp", "kind=build"},
		Meaning:  "The price of a year's use of a gigawatt, in place of total and ramp: payments follow the capacity online."},
	{Path: "commitments.*.utilisation", Kind: Amount, Quantity: quantity.Fraction, Default: "100%", Lo: 0, Hi: 1, Dist: true, Unit: true,
		Only: []string{"price"}, Meaning: "The share of the capacity online that is paid for."},
	{Path: "commitments.*.start", Kind: Month, Unless: []string{"payments", byYearRamp, "price"}, Excludes: []string{"payments", byYearRamp},
		Meaning: "The first month for which payments fall due; with a price by default the first month online."},
	{Path: "commitments.*.term", Kind: Amount, Quantity: quantity.Duration, Lo: 0, Open: true, Hi: mostMonths, Dist: true,
		Unless: []string{"end", "payments", byYearRamp}, Excludes: []string{"end", "payments", byYearRamp},
		Meaning: "How long payments run from the start."},
	{Path: "commitments.*.end", Kind: LastMonth, Excludes: []string{"payments", byYearRamp},
		Meaning: "The last month for which payments fall due, inclusive, in place of `term`."},
	{Path: "commitments.*.payments", Kind: Dated, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Excludes: []string{"ramp"},
		Meaning: "Amounts by year, quarter or month, each falling due evenly, in place of total, start, term and ramp."},
	{Path: "commitments.*.delay", Kind: Amount, Quantity: quantity.Duration, Default: "0 months", Lo: 0, Hi: mostMonths, Dist: true,
		Meaning: "How much later everything comes that is not yet due at the timeline's start."},
	{Path: "commitments.*.overrun", Kind: Amount, Quantity: quantity.Factor, Default: "1", Lo: 0, Hi: 100, Dist: true,
		Meaning: "The factor on everything that is not yet due at the timeline's start."},
	{Path: "commitments.*.escalation", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastYield, Hi: mostYield, Dist: true,
		Meaning: "The rate per year at which payments rise from the start on."},
	{Path: "commitments.*.kind", Kind: Word, Words: []string{"rent", "build"}, Default: "rent",
		Meaning: "Whether capacity is rented until the contract ends, or built, following the payments, to stay."},
	{Path: "commitments.*.capacity", Kind: Amount, Quantity: quantity.Power, Lo: 0, Hi: 1e6, Dist: true,
		Meaning: "The compute capacity that the promise brings."},
	{Path: "commitments.*.online", Kind: Block, Only: []string{"capacity"}, Excludes: []string{"kind=build"},
		Meaning: "The months over which rented capacity comes online, evenly."},
	{Path: "commitments.*.online.from", Kind: Month, Required: true, Meaning: "The first month in which capacity comes online."},
	{Path: "commitments.*.online.by", Kind: LastMonth, Required: true, Meaning: "The last month in which capacity comes online, inclusive."},
	{Path: "commitments.*.chip_life", Kind: Amount, Quantity: quantity.Duration, Default: "5 years", Lo: 1, Hi: mostMonths, Dist: true, Aside: true,
		Only: []string{"kind=build"}, Meaning: "How long chips serve before they are replaced: it says what owning costs, and enters no sum."},
}, chanceKeys("commitments.*", "The probability that the promise is kept; by default that of its firmness."), flexibilityKeys, rampKeys, under("commitments.*", originKeys))

// chanceKeys describes what decides whether a promise is kept.
func chanceKeys(block, meaning string) []Key {
	return under(block, []Key{
		{Path: "probability", Kind: Amount, Quantity: quantity.Fraction, Lo: 0, Hi: 1, Dist: true, Unit: true, Meaning: meaning},
		{Path: "requires", Kind: Name, Refers: promises, Meaning: "The commitment or round without which it does not come about; its probability is then that given the other. A round with a trigger cannot be required."},
	})
}

// flexibilityKeys describes what need not be paid as it falls due.
var flexibilityKeys = under("commitments.*", []Key{
	{Path: "take_or_pay", Kind: Amount, Quantity: quantity.Fraction, Lo: 0, Hi: 1, Dist: true, Unit: true,
		Meaning: "The share of each month's amount that is due whatever happens; by default none of it where there is `deferral` or `cancellation`, else all."},
	{Path: "deferral", Kind: Block, Meaning: "The right to pay the rest later, used under `policy: defer-when-short`."},
	{Path: "deferral.notice", Kind: Amount, Quantity: quantity.Duration, Default: "0 months", Lo: 0, Hi: mostMonths, Dist: true,
		Meaning: "How long after the first short month it can be used."},
	{Path: "deferral.max", Kind: Amount, Quantity: quantity.Duration, Required: true, Lo: 1, Hi: mostMonths, Dist: true,
		Meaning: "How much later what is deferred is due at the latest."},
	{Path: "deferral.cost", Kind: Amount, Quantity: quantity.Rate, Also: true, Second: quantity.Price, Default: "0%", Lo: 0, Hi: mostYield, Dist: true,
		Meaning: "What deferring costs: a rate per year on what is outstanding, or a price for each GW-year put off."},
	{Path: "cancellation", Kind: Block, Meaning: "The right not to pay the rest, used under `policy: cancel-when-short`."},
	{Path: "cancellation.fee", Kind: Amount, Quantity: quantity.Fraction, Default: "0%", Lo: 0, Hi: 1, Dist: true, Unit: true,
		Meaning: "The share of what is cut that is due at once instead."},
	{Path: "cancellation.notice", Kind: Amount, Quantity: quantity.Duration, Default: "0 months", Lo: 0, Hi: mostMonths, Dist: true,
		Meaning: "How long after the first short month it can be used."},
	{Path: "after", Kind: Word, Words: []string{"stop", "renew"}, Default: "stop",
		Meaning: "What comes after the contract: nothing, or payments at the rate of its last year, shown apart from what was promised."},
})

// rampKeys describes how payments spread over the term.
var rampKeys = under("commitments.*", []Key{
	{Path: "ramp", Kind: Block, Selector: "shape", Bare: true, Whole: true,
		Meaning: "How payments spread over the term: the name of a shape, or a mapping."},
	{Path: "ramp.shape", Kind: Word, Default: "linear",
		Words:   []string{"linear", "rising", "front-loaded", "s-curve", "plateau", "beta", "by-year"},
		Meaning: "The name of the shape; u being the share of the term gone by, linear pays u, rising u², front-loaded 1−(1−u)²."},
	{Path: "ramp.midpoint", Kind: Amount, Quantity: quantity.Fraction, Default: "50%", Lo: 0, Hi: 1, Dist: true, Unit: true,
		Only: []string{"shape=s-curve"}, Meaning: "The share of the term at which the s-curve is steepest."},
	{Path: "ramp.steepness", Kind: Amount, Quantity: quantity.Factor, Default: "10", Lo: 0.01, Hi: 1000, Dist: true,
		Only: []string{"shape=s-curve"}, Meaning: "How steep the s-curve is."},
	{Path: "ramp.build", Kind: Amount, Quantity: quantity.Duration, Lo: 0, Hi: mostMonths, Dist: true, Required: true,
		Only: []string{"shape=plateau"}, Meaning: "The time over which payments rise linearly before they stay level."},
	{Path: "ramp.a", Kind: Amount, Quantity: quantity.Factor, Default: "2", Lo: 0.1, Hi: 1000, Dist: true,
		Only: []string{"shape=beta"}, Meaning: "The first parameter of the beta distribution."},
	{Path: "ramp.b", Kind: Amount, Quantity: quantity.Factor, Default: "3", Lo: 0.1, Hi: 1000, Dist: true,
		Only: []string{"shape=beta"}, Meaning: "The second parameter of the beta distribution."},
	{Path: "ramp.shares", Kind: Dated, Quantity: quantity.Fraction, Lo: 0, Hi: 1, Unit: true, Grain: "year", Required: true,
		Only: []string{"shape=by-year"}, Meaning: "The share of the total in each calendar year; they add up to 100%."},
})
