package ensemble

import "computegap/model"

// Result is what an ensemble of a model found. Dates are months of the timeline, counted
// from its start, as in a projection.
type Result struct {
	Sample   Sample
	Timeline model.Timeline
	Probs    []float64 // of the quantiles of every summary: 5, 25, 50, 75 and 95%

	Metrics  [model.NumMetrics]Metric
	Series   [model.NumSeries][]Summary // by reporting period; nil where the series does not exist
	Short    []Estimate                 // by reporting period: the probability of a gap at its end
	Measures []Summary                  // of the measures asked for, in their order
	Asked    []float64                  // the probabilities of the quantiles of Measures
	// Precision is how well the statistic of the tolerance is known; nil without one.
	Precision *Precision
	Broken    []Breach // in the order of the scenario; empty when every draw keeps every relation
	State     *State   // nil unless asked for
	Breaking  Estimate // the share of paths that break any relation
}

// Sample says which paths were drawn.
type Sample struct {
	Kind  Kind
	Seed  uint64
	Paths int
}

// Metric is what a metric comes to over the paths.
type Metric struct {
	Summary
	// Percentile is at which percentile, 0 to 100, of the paths where the metric exists the
	// central case lies, ties counting half; [model.Absent] where either does not exist.
	Percentile float64
	// Shortfall is the expected shortfall, or CVaR 95: the mean of the worst 5% of the
	// paths. Of the peak gap alone; nil for the others.
	Shortfall *Estimate
	// Sorted holds the value of every path, ascending. Of the peak gap alone.
	Sorted []float64
	// Months holds the number of paths by month of the timeline. Of dates alone.
	Months []int
}

// Breach says how often draws break a relation between inputs.
type Breach struct {
	Path  string // of the line, "revenue.chatgpt"
	What  model.Broken
	Paths int
	Share Estimate
}
