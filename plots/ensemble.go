package plots

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/ensemble"
)

// OfEnsemble returns every chart that the ensemble has data for, in the order in which a
// reader wants them: fans of the funding gap, cash and revenue, the probability of being
// short, the distribution of the peak gap, and that of the first short month. p is the
// central case, drawn into the fans; nil leaves it out.
func OfEnsemble(r *ensemble.Result, p *model.Projection, m Meta) []Chart {
	return drawable(
		Fan(r, p, model.FundingGap, m), Fan(r, p, model.Cash, m), Fan(r, p, model.Revenue, m),
		ShortProbability(r, m), PeakDistribution(r, m), FirstShortDistribution(r, m),
	)
}

// unusable says why a result cannot be drawn at all, "" if it can.
func unusable(r *ensemble.Result) string {
	switch {
	case r == nil || r.Sample.Paths < 1:
		return "no ensemble"
	case r.Timeline.Step < 1 || r.Timeline.Periods() < 1:
		return "the ensemble has no reporting periods"
	}
	return ""
}

// The quantiles that charts of an ensemble show.
const (
	q5 = iota
	q25
	q50
	q75
	q95
)

// quintet holds the five quantiles.
type quintet [5]float64

var (
	quintetProbs = quintet{0.05, 0.25, 0.5, 0.75, 0.95}
	quintetNames = [5]string{"5%", "25%", "median", "75%", "95%"}
)

// quintetOf reads the quantiles of a summary. It returns false if one of them is missing
// or not a number.
func quintetOf(r *ensemble.Result, s ensemble.Summary) (quintet, bool) {
	var q quintet
	if s.Values == nil || len(s.Values.Quantiles) != len(r.Probs) {
		return q, false
	}
	for i, want := range quintetProbs {
		q[i] = math.NaN()
		for k, p := range r.Probs {
			if math.Abs(p-want) < 1e-9 {
				q[i] = s.Values.Quantiles[k].Value
			}
		}
	}
	return q, finite(q[:])
}

// certain reports whether all paths have the same value.
func certain(s ensemble.Summary) bool { return s.Values != nil && s.Values.SD.Value == 0 }

// sampleName says which paths were drawn, such as "16,384 paths (sobol, seed 1)".
func sampleName(s ensemble.Sample) string {
	return fmt.Sprintf("%s (%v, seed %d)", paths(s.Paths), s.Kind, s.Seed)
}

// paths counts paths, such as "16,384 paths".
func paths(n int) string { return counted(n) + plural(float64(n), " path", " paths") }

// counted writes a number with commas between thousands.
func counted(n int) string { return grouped(strconv.Itoa(n)) }

// percent writes a probability as [toPercent] rounds it.
func percent(p float64) string {
	p = toPercent(p)
	if p <= 0.9 || p >= 1 {
		return exact("share", p)
	}
	decimals := int(1 - math.Floor(math.Log10(100*(1-p))+1e-9)) // two digits of what is left
	text := strconv.FormatFloat(100*p, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text + "%"
}

// toPercent rounds a probability: to whole per cent in the middle, less towards 0 and 1,
// which stand for never and always alone. The rounded p and 1 − p add up to 1.
func toPercent(p float64) float64 {
	const fuzz = 1e-12 // above the error of 1 − p
	switch {
	case p > 0.5:
		return 1 - toPercent(1-p)
	case p > 0 && p < 0.1-fuzz:
		return significant(p+fuzz*p, 2)
	}
	return math.Round(100*p+fuzz) / 100
}

// either writes a range of amounts as "$1B to $2B", or as one if both read the same.
func either(unit string, low, high float64) string {
	a, b := amount(unit, low), amount(unit, high)
	if a == b {
		return a
	}
	return a + " to " + b
}

// reporting returns the reporting periods of a timeline, and their length.
func reporting(t model.Timeline) ([]period, grain) {
	g := grain{t.Step, "month"}
	switch t.Step {
	case 3:
		g.name = "quarter"
	case 12:
		g.name = "year"
	}
	return g.periods(t), g
}
