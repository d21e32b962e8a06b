package sensitivity

import (
	"math"

	"computegap/model"
)

// RangeOptions says how far inputs range. The zero value is the usual choice.
type RangeOptions struct {
	Swing    float64 // of a certain input, as a fraction of its central value; 0: 10%
	Tail     float64 // of an uncertain one, the probability beyond either end, below ½; 0: 10%
	Defaults bool    // also inputs that the scenario leaves at the default of their key
}

// Skipped is an input that has no range.
type Skipped struct {
	Path   string
	Reason string
}

// Ranges returns one variable for every input of m that has a range, in the order of
// the model, and the inputs that have none.
//
// An input with a distribution runs from its 10th to its 90th percentile. A certain one
// runs 10% of its central value to either side. Both are cut to the bounds of the key.
// Left out, with a reason, are certain inputs that are zero (a share of nothing is
// nothing), defaults unless asked for, and inputs whose two ends are equal.
func Ranges(m *model.Model, opt RangeOptions) (variables []Variable, skipped []Skipped) {
	if opt.Swing == 0 {
		opt.Swing = 0.1
	}
	if opt.Tail == 0 {
		opt.Tail = 0.1
	}
	for i, q := range m.Inputs() {
		low, high, reason := opt.ends(q)
		if reason != "" {
			skipped = append(skipped, Skipped{q.Path, reason})
			continue
		}
		variables = append(variables, Variable{Name: q.Path, Inputs: []int{i}, Low: []float64{low}, High: []float64{high}})
	}
	return variables, skipped
}

// ends returns the range of one input, or the reason why it has none.
func (opt RangeOptions) ends(q model.Quantity) (low, high float64, reason string) {
	switch {
	case !q.Stated && !opt.Defaults:
		return 0, 0, "is not stated"
	case q.Dist != nil:
		low, high = q.Dist.Quantile(opt.Tail), q.Dist.Quantile(1-opt.Tail)
	case q.Value == 0:
		return 0, 0, "is zero and certain"
	default:
		reach := opt.Swing * math.Abs(q.Value)
		low, high = q.Value-reach, q.Value+reach
	}
	low, high = min(q.Hi, max(q.Lo, low)), min(q.Hi, max(q.Lo, high))
	if low == high {
		return 0, 0, "has the same value at both ends of its range"
	}
	return low, high, ""
}
