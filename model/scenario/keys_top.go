package scenario

import (
	"math"

	"computegap/model/quantity"
)

var topKeys = []Key{
	{Path: "title", Kind: Text, Meaning: "What the scenario is called; by default the name of its file."},
	{Path: "description", Kind: Text, Meaning: "What the scenario is about."},
	{Path: "as_of", Kind: Day, Meaning: "The date up to which facts are known."},
	{Path: "extends", Kind: Text, Meaning: "The file, relative to this one, or the shipped scenario that this one changes key by key."},
	{Path: "timeline", Kind: Block, Required: true, Meaning: "The months that are computed."},
	{Path: "timeline.start", Kind: Month, Required: true, Meaning: "The first month, on the border of a reporting period."},
	{Path: "timeline.end", Kind: LastMonth, Required: true,
		Meaning: "The last month, inclusive, on the border of a reporting period; at most 100 years after the start."},
	{Path: "timeline.report", Kind: Word, Words: []string{"month", "quarter", "year"}, Default: "quarter",
		Meaning: "The step in which results are shown; nothing depends on it."},
}

// promises is what a key refers to that names a commitment or a round.
const promises = "commitments or funding.rounds"

// termKeys describes what holds of all promises.
var termKeys = concat([]Key{
	{Path: "firmness", Kind: Block, Meaning: "The probabilities that promises are kept, by firmness; without this block every commitment counts in full."},
	odds("signed", "100%", "A signed contract."),
	odds("letter-of-intent", "50%", "A letter of intent."),
	odds("option", "0%", "An option."),
	odds("conditional", "50%", "A promise that hangs on something."),
	odds("target", "100%", "A target; of one within an umbrella, given that the umbrella's promise is kept."),
	{Path: "policy", Kind: Word, Words: []string{"pay", "defer-when-short", "cancel-when-short"}, Default: "pay",
		Meaning: "What the company does, where it is short of money, with payments that it may defer or cancel."},
	{Path: "circular", Kind: Word, Words: []string{"include", "exclude"}, Default: "include",
		Meaning: "Whether rounds and loans count that come from those who are paid for compute. What requires such a round stays."},
	{Path: "compute_limits_revenue", Kind: Amount, Quantity: quantity.Yield, Lo: 0, Open: true, Hi: most, Dist: true,
		Meaning: "The most revenue a year that each gigawatt online can serve; by default there is no limit."},
	{Path: "other_capacity", Kind: Amount, Quantity: quantity.Power, Lo: 0, Hi: 1e6, Dist: true,
		Meaning: "Capacity online at the timeline's start that no commitment lists: it serves revenue and demand, and enters no sum of capacity."},
	{Path: "other_capacity_growth", Kind: Amount, Quantity: quantity.Rate, Default: "0%", Lo: leastRate, Open: true, Hi: mostRate, Dist: true,
		Only: []string{"other_capacity"}, Meaning: "How that capacity grows per year from the timeline's start on, up to 1000000 GW; below zero, it is retired and not replaced."},
	{Path: "demand", Kind: Block, Meaning: "What the company needs compute for: the rest of its capacity is idle."},
	{Path: "demand.price", Kind: Amount, Quantity: quantity.Price, Lo: 0, Open: true, Hi: most, Dist: true, Required: true,
		Meaning: "What a year's use of a gigawatt costs: it turns demand into capacity, values what is idle, and buys what is missing."},
}, inferenceKeys, trainingKeys, under("demand", originKeys), counterpartyKeys)

// odds describes the probability of a class of firmness.
func odds(class, otherwise, meaning string) Key {
	return Key{Path: "firmness." + class, Kind: Amount, Quantity: quantity.Fraction, Default: otherwise, Lo: 0, Hi: 1, Dist: true, Unit: true, Meaning: meaning}
}

var metFrom = Key{Path: "met_from", Kind: Word, Words: []string{"commitments", "market"}, Default: "commitments",
	Meaning: "Whether capacity under the commitments serves it first, at no further cost, or all of it is bought beside them."}

var inferenceKeys = concat([]Key{
	{Path: "demand.inference", Kind: Block, Meaning: "The compute that revenue needs."},
	{Path: "demand.inference.share", Kind: Amount, Quantity: quantity.Fraction, Lo: 0, Hi: 100, Dist: true, Required: true,
		Meaning: "The share of revenue that it comes to."},
}, under("demand.inference", []Key{metFrom}, originKeys))

var trainingKeys = concat([]Key{
	{Path: "demand.training", Kind: Named, Meaning: "The compute that the company chooses to use, by name."},
	{Path: "demand.training.*", Kind: Block, Meaning: "Compute that the company chooses to use: a run-rate with or without growth."},
	{Path: "demand.training.*.label", Kind: Text, Meaning: labelKey.Meaning},
	{Path: "demand.training.*.run_rate", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Hi: most, Dist: true,
		Unless: []string{"growth=" + freeRun}, Excludes: []string{"growth=" + tabled},
		Meaning: "What it comes to, annualised, at the beginning of the month `at`; level where there is no growth."},
	{Path: "demand.training.*.at", Kind: Month, Excludes: []string{"growth=" + tabled},
		Meaning: "The month at whose beginning the run-rate holds; by default `from`, else the timeline's start."},
}, under("demand.training.*", windowKeys, []Key{metFrom}), growthKeys("demand.training.*", false), under("demand.training.*", originKeys))

var counterpartyKeys = concat([]Key{
	{Path: "counterparties", Kind: Named, Meaning: "What is known of those whom the scenario pays or is paid by, by name."},
	{Path: "counterparties.*", Kind: Block, Meaning: "A company that the scenario pays or is paid by."},
	{Path: "counterparties.*.label", Kind: Text, Meaning: "Its name as `counterparty` has it; by default the key. Capitals do not count."},
	{Path: "counterparties.*.revenue", Kind: Amount, Quantity: quantity.RunRate, Lo: 0, Open: true, Hi: most, Dist: true, Aside: true,
		Meaning: "Its own yearly revenue, as reported. Where it is uncertain, shares of it have a range; no path draws it."},
	{Path: "counterparties.*.backlog", Kind: Amount, Quantity: quantity.Money, Lo: 0, Open: true, Hi: most, Dist: true, Aside: true,
		Meaning: "What its customers have promised it, as reported. Where it is uncertain, shares of it have a range; no path draws it."},
}, under("counterparties.*", originKeys))

var sourceKeys = []Key{
	{Path: "sources", Kind: Named, Meaning: "The documents that figures are taken from, by name."},
	{Path: "sources.*", Kind: Block, Meaning: "A document that figures are taken from."},
	{Path: "sources.*.title", Kind: Text, Required: true, Meaning: "Its title."},
	{Path: "sources.*.publisher", Kind: Text, Meaning: "Who published it."},
	{Path: "sources.*.date", Kind: Day, Meaning: "When it was published."},
	{Path: "sources.*.url", Kind: Text, Meaning: "Where it can be read."},
	{Path: "sources.*.status", Kind: Word, Words: statuses, Meaning: "The status of the figures taken from it that do not say themselves."},
	{Path: "sources.*.note", Kind: Text, Meaning: "A remark."},
}

var ensembleKeys = []Key{
	{Path: "correlations", Kind: List, Meaning: "Rank correlations (Spearman's) between inputs, or between the noises of streams (`revenue.NAME.noise`)."},
	{Path: "correlations.*", Kind: Pair, Lo: -1, Hi: 1, Meaning: "Two paths and their rank correlation, such as [revenue.chatgpt.growth.rate, commitments.azure.overrun, 0.3]."},
	{Path: "ensemble", Kind: Block, Meaning: "How the ensemble is drawn, where flags do not say."},
	{Path: "ensemble.paths", Kind: Integer, Lo: 1, Hi: 1 << 24, Words: []string{"auto"}, Default: "16384",
		Meaning: "The number of paths, or auto for as many as the tolerance needs."},
	{Path: "ensemble.seed", Kind: Integer, Lo: 0, Hi: math.MaxUint64, Default: "1", Meaning: "The number from which all draws follow."},
	{Path: "ensemble.sampler", Kind: Word, Words: []string{"random", "lhs", "sobol"}, Default: "sobol",
		Meaning: "How points are drawn: independently, by Latin hypercubes, or along Sobol's sequence."},
	{Path: "ensemble.tolerance", Kind: Text, Default: "1% of peak_gap.p95",
		Meaning: "How well a statistic must be known: paths are added until its 95% interval reaches so far to either side. It holds with paths: auto, and beside a number of paths where it is stated, which is then the most."},
	{Path: "checks", Kind: List, Meaning: "Conditions on the results, such as `peak_gap.p95 < $900B`."},
}

var contextKeys = []Key{
	{Path: "context", Kind: List, Meaning: "Figures that the model does not use and a reader should know."},
	{Path: "context.*", Kind: Block, Meaning: "A figure that the model does not use."},
	{Path: "context.*.fact", Kind: Text, Required: true, Meaning: "What it is."},
	{Path: "context.*.figure", Kind: Text, Meaning: "How much it is, as published."},
	{Path: "context.*.when", Kind: Text, Meaning: "When it was so."},
	{Path: "context.*.source", Kind: Name, Refers: "sources", Meaning: "Who says so."},
	{Path: "context.*.status", Kind: Word, Words: statuses, Meaning: "How firm it is known; by default as for any figure."},
	{Path: "context.*.note", Kind: Text, Meaning: "A remark."},
}

// partKeys say how any quantity may be written as a mapping.
var partKeys = []Key{
	{Path: anyQuantity + ".value", Kind: Amount, Meaning: "The central value; by default the median of the distribution."},
	{Path: anyQuantity + ".dist", Kind: Text, Meaning: "The distribution, such as `30% to 60%`, a 90% interval, or `triangular(0.9; 1; 1.3)`."},
	{Path: anyQuantity + ".source", Kind: Name, Refers: "sources", Meaning: "The source of the figure."},
	{Path: anyQuantity + ".status", Kind: Word, Words: statuses,
		Meaning: "How firm it is known; by default that of its block, then of its source, else announced with a source and assumed without."},
	{Path: anyQuantity + ".as_of", Kind: Day, Meaning: "The date at which it was true."},
	{Path: anyQuantity + ".note", Kind: Text, Meaning: "A remark."},
}
