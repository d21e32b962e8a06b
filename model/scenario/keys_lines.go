package scenario

import "computegap/model/quantity"

// Bounds that several keys share: the largest amount, rates of growth, rates of
// interest, and months.
const (
	most       = quantity.Limit
	leastRate  = -1 // excluded
	mostRate   = 100
	leastYield = -0.5
	mostYield  = 10
	mostMonths = 1200
)

// The shapes of growth by what they need.
const (
	grown   = "constant|fade|logistic|gompertz"
	capped  = "logistic|gompertz"
	tabled  = "points|annual"
	freeRun = "bass|points|annual"
)

// originKeys say where the figures of a block come from.
var originKeys = []Key{
	{Path: "source", Kind: Name, Refers: "sources", Meaning: "The source of every figure of the block that names none itself."},
	{Path: "status", Kind: Word, Words: statuses, Meaning: "How firm the figures of the block are known that do not say themselves; by default that of their source, else announced with a source and assumed without."},
	{Path: "as_of", Kind: Day, Meaning: "The date at which the figures of the block were true that do not say themselves."},
	{Path: "note", Kind: Text, Meaning: "A remark on the figures of the block that have none themselves."},
}

var statuses = []string{"announced", "reported", "derived", "assumed"}

var labelKey = Key{Path: "label", Kind: Text, Meaning: "The name shown in tables and charts; by default the key."}

var windowKeys = []Key{
	{Path: "from", Kind: Month, Meaning: "The first month in which the line is active; by default the timeline's first."},
	{Path: "until", Kind: LastMonth, Meaning: "The last month in which the line is active, inclusive; by default the timeline's last."},
}

var revenueKeys = concat(
	[]Key{
		{Path: "revenue", Kind: Named, Meaning: "The streams of revenue, by name."},
		{Path: "revenue.*", Kind: Block, Meaning: "A stream of revenue: an annualised run-rate that grows along a curve."},
		{Path: "revenue.*.label", Kind: Text, Meaning: labelKey.Meaning},
		{Path: "revenue.*.run_rate", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true,
			Unless: []string{"growth=" + freeRun}, Excludes: []string{"growth=" + tabled},
			Meaning: "The annualised revenue at the beginning of the month `at`."},
		{Path: "revenue.*.at", Kind: Month, Excludes: []string{"growth=" + tabled},
			Meaning: "The month at whose beginning the run-rate holds; by default `from`, else the timeline's start."},
	},
	under("revenue.*", windowKeys),
	growthKeys("revenue.*", true),
	[]Key{
		{Path: "revenue.*.volatility", Kind: Amount, Quantity: quantity.Fraction, Default: "0%", Lo: 0, Hi: 10, Dist: true,
			Meaning: "The standard deviation of the stream's noise per square root of a year."},
		{Path: "revenue.*.mean_reversion", Kind: Amount, Quantity: quantity.Rate, Default: "0", Lo: 0, Hi: 1000, Dist: true, Speed: true,
			Meaning: "The speed per year at which the noise returns to nought."},
	},
	under("revenue.*", originKeys),
)

var costKeys = concat(
	[]Key{
		{Path: "costs", Kind: Named, Meaning: "The lines of costs, by name."},
		{Path: "costs.*", Kind: Block, Meaning: "A line of costs: a share of revenue, a price of capacity online, or a run-rate with or without growth."},
		{Path: "costs.*.label", Kind: Text, Meaning: labelKey.Meaning},
		{Path: "costs.*.share", Kind: Amount, Quantity: quantity.Fraction, Lo: 0, Hi: 100, Dist: true,
			Excludes: []string{"run_rate", "at", "growth"},
			Meaning:  "The share of revenue that the line costs; it may exceed 100%."},
		{Path: "costs.*.per_gw", Kind: Amount, Quantity: quantity.Price, Lo: 0, Hi: most, Dist: true,
			Excludes: []string{"share", "of", "run_rate", "at", "growth"},
			Meaning:  "What a year of each gigawatt online under the commitments costs, such as its power."},
		{Path: "costs.*.commitments", Kind: List, Refers: "commitments", Only: []string{"per_gw"},
			Meaning: "The commitments whose gigawatts `per_gw` is paid for, such as those that are built, of an umbrella what is left to it; by default all."},
		{Path: "costs.*.share.points", Kind: Dated, Quantity: quantity.Fraction, Lo: 0, Hi: 100, Dist: true, Grain: "month", Required: true,
			Meaning: "The share at the beginning of months, linear between them and level outside; a quarter or a year means its first month."},
		{Path: "costs.*.of", Kind: List, Refers: "revenue", Excludes: []string{"run_rate", "at", "growth"},
			Meaning: "The streams of which the line costs a share; by default all."},
		{Path: "costs.*.run_rate", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true,
			Unless: []string{"share", "per_gw", "growth=" + freeRun}, Excludes: []string{"growth=" + tabled},
			Meaning: "The annualised cost at the beginning of the month `at`; level where there is no growth."},
		{Path: "costs.*.at", Kind: Month, Excludes: []string{"growth=" + tabled},
			Meaning: "The month at whose beginning the run-rate holds; by default `from`, else the timeline's start."},
	},
	under("costs.*", windowKeys),
	growthKeys("costs.*", false),
	under("costs.*", originKeys),
)

// growthKeys describes the curves along which a run-rate grows.
func growthKeys(line string, required bool) []Key {
	only := func(curves string) []string { return []string{"curve=" + curves} }
	rate := func(name, curves, meaning string) Key {
		return Key{Path: "growth." + name, Kind: Amount, Quantity: quantity.Rate, Lo: leastRate, Open: true, Hi: mostRate, Dist: true,
			Required: true, Only: only(curves), Meaning: meaning}
	}
	return under(line, []Key{
		{Path: "growth", Kind: Block, Required: required, Selector: "curve", Whole: true,
			Meaning: "The curve along which the run-rate moves."},
		{Path: "growth.curve", Kind: Word, Required: true,
			Words:   []string{"constant", "fade", "logistic", "gompertz", "bass", "points", "annual"},
			Meaning: "The name of the curve."},
		rate("rate", grown, "The growth per year, of a logistic or Gompertz curve at the month `at`."),
		rate("fades_to", "fade", "The growth per year towards which the rate falls or rises."),
		{Path: "growth.half_life", Kind: Amount, Quantity: quantity.Duration, Lo: 0, Open: true, Hi: 12000, Dist: true,
			Required: true, Only: only("fade"), Meaning: "The time in which the rate covers half of its way to `fades_to`."},
		{Path: "growth.ceiling", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true,
			Required: true, Only: only(capped), Meaning: "The run-rate that is approached and never reached."},
		{Path: "growth.market", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true,
			Required: true, Only: only("bass"), Meaning: "The run-rate of the whole market once everybody has adopted."},
		{Path: "growth.p", Kind: Amount, Quantity: quantity.Factor, Lo: 1e-9, Hi: 10, Dist: true,
			Required: true, Only: only("bass"), Meaning: "Bass's coefficient of innovation, per year."},
		{Path: "growth.q", Kind: Amount, Quantity: quantity.Factor, Lo: 0, Hi: 10, Dist: true,
			Required: true, Only: only("bass"), Meaning: "Bass's coefficient of imitation, per year."},
		{Path: "growth.points", Kind: Dated, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true, Grain: "month",
			Required: true, Only: only("points"), Meaning: "Run-rates at the beginning of months; a quarter or a year means its first month."},
		{Path: "growth.interpolation", Kind: Word, Words: []string{"log-linear", "linear"}, Default: "log-linear",
			Only: only("points"), Meaning: "How the run-rate moves between points."},
		{Path: "growth.totals", Kind: Dated, Quantity: quantity.Money, Lo: 0, Hi: most, Dist: true, Grain: "year",
			Required: true, Only: only("annual"), Meaning: "Totals of consecutive calendar years, spread smoothly over their months."},
		{Path: "growth.beyond", Kind: Amount, Quantity: quantity.Rate, Lo: leastRate, Open: true, Hi: mostRate, Dist: true, Words: []string{"hold"},
			Only: only(tabled), Meaning: "How the curve goes on after its last date: level (hold), or growing at a rate per year. Without it the curve must cover every active month."},
	})
}
