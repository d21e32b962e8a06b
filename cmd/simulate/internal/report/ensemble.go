package report

import (
	"fmt"
	"strings"

	"computegap/model"
	"computegap/model/ensemble"
)

// The probabilities of the quantiles that the tables show of every year.
const (
	lowest, middle, highest = 0.05, 0.5, 0.95
)

// YearProbs are the probabilities of the quantiles that [Run.Years] must have.
var YearProbs = []float64{lowest, middle, highest}

// quantile finds a quantile of a summary whose quantiles have these probabilities; it is
// nothing where no path has a value.
func quantile(s ensemble.Summary, probs []float64, p float64) ensemble.Estimate {
	for i, q := range probs {
		if q == p && s.Values != nil && i < len(s.Values.Quantiles) {
			return s.Values.Quantiles[i]
		}
	}
	return nothing
}

// spreading is a row of the ensemble's table.
type spreading struct {
	name   string
	metric model.MetricID
	varies bool // shown only where it does
}

// spread lists the metrics of the ensemble's table, then those that only some scenarios have.
var spread = []spreading{
	{"Peak gap", model.PeakGap, false},
	{"Gap at the end", model.GapAtEnd, false},
	{"First short month", model.FirstGapDate, false},
	{"Breakeven", model.BreakevenDate, false},
	{"Burn, at most", model.CumulativeBurn, false},
	{"Lowest cash", model.MinCash, true},
	{"Rounds", model.TotalFunding, true},
	{"Revenue", model.TotalRevenue, false},
	{"Compute", model.TotalCompute, false},
	{"Due beyond the end", model.CommittedBeyond, true},
	{"Put off at the end", model.DeferredAtEnd, false},
	{"Cut", model.TotalCancelled, false},
	{"Renewals", model.TotalRenewals, false},
	{"Paid in credits", model.TotalCredits, false},
	{"Fees", model.TotalFlexibilityFees, false},
	{"Compute bought", model.TotalBoughtCompute, false},
	{"Idle capacity", model.TotalIdleCost, false},
	{"Revenue lost", model.TotalRevenueLost, false},
	{"Dilution", model.Dilution, false},
	{"Cash covenant", model.MinCashBreach, false},
	{"Debt covenant", model.DebtBreach, false},
}

// spreads are the rows of the ensemble's table that the scenario has, amounts of the terms of
// its promises only where they are not nothing on every path.
func (r *Run) spreads() (list []spreading) {
	for _, s := range spread {
		v := r.Ensemble.Metrics[s.metric].Values
		switch {
		case !r.Model.HasMetric(s.metric), s.varies && (v == nil || v.SD.Value <= 0):
		case s.metric >= model.TotalRenewals && s.unit() != "date" && (v == nil || v.Mean.Value <= 0):
		default:
			list = append(list, s)
		}
	}
	return list
}

func (s spreading) unit() string { return s.metric.Info().Unit }

// text prints a value of the row's metric; dilution is a share.
func (s spreading) text(v float64, t model.Timeline) string {
	if s.metric == model.Dilution {
		return percent(v, 1)
	}
	return Value(v, s.unit(), t)
}

// distribution shows how the metrics spread over the paths.
func (r *Run) distribution() Table {
	e := r.Ensemble
	t := Table{Title: "Ensemble of " + sampleText(e.Sample), Columns: []Column{{Name: ""}}}
	for _, p := range e.Probs {
		t.Columns = append(t.Columns, Column{Name: strings.TrimPrefix(quantileName(p), "p") + "%", Right: true})
	}
	t.Columns = append(t.Columns, Column{Name: "Mean", Right: true}, Column{Name: "Central", Right: true})
	first := append([]string{"Gap, probability"}, make([]string, len(e.Probs))...)
	t.Rows = append(t.Rows, append(first, share(r.gapProbability().Value), ""))
	for _, s := range r.spreads() {
		t.Rows = append(t.Rows, s.row(e))
	}
	t.Notes = r.ensembleNotes()
	return t
}

// sampleText says which paths were drawn.
func sampleText(s ensemble.Sample) string {
	paths := thousands(s.Paths) + " paths"
	if s.Paths == 1 {
		paths = "1 path"
	}
	return fmt.Sprintf("%s (%s, seed %d)", paths, s.Kind, s.Seed)
}

func (s spreading) row(e *ensemble.Result) []string {
	m, row := &e.Metrics[s.metric], []string{s.name}
	for _, p := range e.Probs {
		row = append(row, s.text(quantile(m.Summary, e.Probs, p).Value, e.Timeline))
	}
	mean, central := "", none
	if s.unit() != "date" && m.Values != nil {
		mean = s.text(m.Values.Mean.Value, e.Timeline)
	}
	if !model.IsAbsent(m.Percentile) {
		central = percentileText(m.Percentile)
	}
	return append(row, mean, central)
}

// percentileText prints a percentile: never 0 or 100 unless it is.
func percentileText(p float64) string {
	switch {
	case p > 0 && p < 0.5:
		return "<1"
	case p > 99.5 && p < 100:
		return ">99"
	}
	return fmt.Sprintf("%.0f", p)
}

// gapProbability is the probability that the money ever runs short.
func (r *Run) gapProbability() ensemble.Estimate {
	return r.Ensemble.Metrics[model.FirstGapDate].Probability
}

// ensembleNotes says how to read the table and how well its headline is known.
func (r *Run) ensembleNotes() []string {
	e := r.Ensemble
	notes := []string{"Central: at which percentile of the paths the central case lies."}
	if text := r.datesNote(); text != "" {
		notes = append(notes, text)
	}
	notes = append(notes, precision(quantile(e.Metrics[model.PeakGap].Summary, e.Probs, highest)))
	if s := e.Metrics[model.PeakGap].Shortfall; s != nil && s.Value > model.HalfCent {
		notes = append(notes, fmt.Sprintf("In the worst 5%% of the paths the peak gap is %s on average (expected shortfall).", Money(s.Value)))
	}
	return notes
}

// datesNote says on which share of the paths a date exists, where that is not all.
func (r *Run) datesNote() string {
	var parts []string
	for _, s := range r.spreads() {
		m := r.Ensemble.Metrics[s.metric]
		if s.metric.Info().Unit == "date" && m.Present < m.Paths {
			parts = append(parts, fmt.Sprintf("%s %s", strings.ToLower(s.name), share(m.Probability.Value)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Dates are of the paths that have them: " + strings.Join(parts, ", ") + "."
}

// precision says how well the 95% quantile of the peak gap is known.
func precision(e ensemble.Estimate) string {
	const what = "The 95% quantile of the peak gap"
	reach := max(e.CI.High-e.Value, e.Value-e.CI.Low)
	switch {
	case e.CI.OpenLow || e.CI.OpenHigh:
		return "The paths are too few to say how well the 95% quantile of the peak gap is known."
	case reach == 0:
		return fmt.Sprintf("%s is %s, with no error that the paths show.", what, Money(e.Value))
	case e.Value <= model.HalfCent:
		return fmt.Sprintf("%s is %s to %s (95%% interval).", what, Money(max(0, e.CI.Low)), Money(e.CI.High))
	}
	return fmt.Sprintf("%s is known to ±%s (%s to %s, 95%% interval).", what, digits(100*reach/e.Value), Money(max(0, e.CI.Low)), Money(e.CI.High))
}

// digits prints a percentage with two digits.
func digits(percentage float64) string {
	if percentage >= 10 {
		return fmt.Sprintf("%.0f%%", percentage)
	}
	return fmt.Sprintf("%.2g%%", percentage)
}

// byYear shows the gap at the end of every year, how likely it is, and the revenue of
// the year.
func (r *Run) byYear() Table {
	e := r.Ensemble
	t := Table{Title: "The paths by year: quantiles of the gap and of cash at its end, and of revenue", Columns: []Column{{Name: "Year"},
		{Name: "Gap 5%", Right: true}, {Name: "50%", Right: true}, {Name: "95%", Right: true}, {Name: "Short", Right: true},
		{Name: "Revenue 5%", Right: true}, {Name: "50%", Right: true}, {Name: "95%", Right: true}, {Name: "Cash 50%", Right: true}}}
	for i, y := range calendarYears(e.Timeline) {
		period := y.last / e.Timeline.Step
		row := []string{y.label}
		for _, p := range YearProbs {
			row = append(row, Money(quantile(e.Series[model.FundingGap][period], e.Probs, p).Value))
		}
		row = append(row, share(e.Short[period].Value))
		for _, p := range YearProbs {
			row = append(row, Money(quantile(r.Years[i], e.Asked, p).Value))
		}
		t.Rows = append(t.Rows, append(row, Money(quantile(e.Series[model.Cash][period], e.Probs, middle).Value)))
	}
	t.Notes = []string{"Short: the share of the paths with a gap at the end of the year."}
	return t
}

// YearMeasures are the measures whose summaries [Run.Years] holds: the revenue of every
// calendar year of a timeline.
func YearMeasures(t model.Timeline) (list []model.Measure) {
	for _, y := range calendarYears(t) {
		list = append(list, model.Measure{Series: model.Revenue, IsSeries: true, First: y.first, Last: y.last})
	}
	return list
}

// paths says in a sentence what the ensemble adds to the headline.
func (r *Run) paths() string {
	e := r.Ensemble
	peak := e.Metrics[model.PeakGap].Summary
	low, high := quantile(peak, e.Probs, lowest).Value, quantile(peak, e.Probs, highest).Value
	rest := fmt.Sprintf("in nine of ten the gap peaks between %s and %s.", Money(low), Money(high))
	if low == high {
		rest = fmt.Sprintf("in nine of ten the gap peaks at %s.", Money(high))
	}
	central := r.Projection.Metrics
	switch p := r.gapProbability(); {
	case e.Metrics[model.FirstGapDate].Present == 0:
		return "The money lasts in all of the paths."
	case e.Metrics[model.FirstGapDate].Present == e.Sample.Paths && low == high &&
		!model.IsAbsent(central[model.FirstGapDate]) && Money(high) == Money(central[model.PeakGap]):
		return "So it does in all of the paths."
	case e.Metrics[model.FirstGapDate].Present == e.Sample.Paths:
		return "The money runs short in all of the paths; " + rest
	case high <= model.HalfCent:
		return fmt.Sprintf("In %s of the paths the money runs short.", share(p.Value))
	default:
		return fmt.Sprintf("In %s of the paths the money runs short; %s", share(p.Value), rest)
	}
}
