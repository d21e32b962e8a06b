package scenario

import "math"

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
