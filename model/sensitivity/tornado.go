package sensitivity

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Variable is one input, or several that move together, and how far it ranges.
type Variable struct {
	Name      string
	Inputs    []int     // by index
	Low, High []float64 // the value of each input at either end
}

// Effect says what an experiment with one variable did to the metric.
type Effect int

// The effects.
const (
	Moves    Effect = iota // the metric exists at all three points, and changes
	Appears                // it exists at some of the three points only
	NoEffect               // it is the same to 1e-12 at all three points, or exists at none
)

// Bar is what one variable does to the metric, everything else at its base.
type Bar struct {
	Variable
	AtLow, AtHigh float64 // the metric at either end; NaN where it does not exist
	Effect        Effect
	Swing         float64 // the largest less the smallest of AtLow, AtHigh and the base, of those that exist
}

// Tornado is what each variable does on its own: the numbers of a tornado diagram.
type Tornado struct {
	Base float64 // the metric with every input at its base; NaN where it does not exist
	Bars []Bar   // the largest effect first
}

// OneAtATime evaluates a metric with every input at its base, then at the low and the
// high end of one variable after the other.
//
// base holds a value for every input. newFunc makes evaluators for points that differ
// from base in the inputs listed in free alone; each of the workers (below 1: one per
// processor) has one of its own. [Of] makes them for a model.
//
// Bars that move the metric come first, by swing; for a metric that rises or falls
// throughout, the swing is |AtHigh − AtLow|, and where the base lies outside the two
// ends it reaches to there, so that a variable whose both ends raise the metric is not
// lost. Then come bars along which the metric appears or vanishes, a change to which
// no number can be given, by the swing of what exists; then those without effect. Equal
// bars stand by name. A variable with lists of different lengths, an input that base
// does not have or a value that is not finite is an error, and so is ctx when done.
//
// Source: R. A. Howard (1988), Decision analysis: practice and promise,
// doi:10.1287/mnsc.34.6.679; T. G. Eschenbach (1992), Spiderplots versus tornado
// diagrams for sensitivity analysis, doi:10.1287/inte.22.6.40.
//
// Note: all evaluators share one list of free inputs. One per variable would let a
// kernel hoist more, but sums in another order, and a variable without effect would
// then differ from the base by rounding.
func OneAtATime(ctx context.Context, newFunc func(free []int) Func, base []float64, variables []Variable, workers int) (Tornado, error) {
	free, err := inputsOf(variables, base)
	if err != nil {
		return Tornado{}, err
	}
	t := Tornado{Bars: make([]Bar, len(variables))}
	err = each(ctx, len(variables)+1, workers, func() func(int) {
		at := moved(newFunc(free), base)
		return func(i int) {
			if i == len(variables) {
				t.Base = at(nil, nil)
				return
			}
			v := variables[i]
			t.Bars[i] = Bar{Variable: v, AtLow: at(v.Inputs, v.Low), AtHigh: at(v.Inputs, v.High)}
		}
	})
	if err != nil {
		return Tornado{}, err
	}
	for i := range t.Bars {
		t.Bars[i].judge(t.Base)
	}
	slices.SortStableFunc(t.Bars, compareBars)
	return t, nil
}

// inputsOf lists every input that a variable moves, once, ascending, and checks them.
func inputsOf(variables []Variable, base []float64) (inputs []int, err error) {
	for _, v := range variables {
		if err := v.check(base); err != nil {
			return nil, err
		}
		inputs = append(inputs, v.Inputs...)
	}
	slices.Sort(inputs)
	return slices.Compact(inputs), nil
}

// moved returns f at base with some inputs at other values, NaN where f does not exist.
func moved(f Func, base []float64) func(inputs []int, values []float64) float64 {
	x := slices.Clone(base)
	return func(inputs []int, values []float64) float64 {
		for k, i := range inputs {
			x[i] = values[k]
		}
		y := f(x)
		for _, i := range inputs {
			x[i] = base[i]
		}
		if !isFinite(y) {
			return math.NaN()
		}
		return y
	}
}

func (v Variable) check(base []float64) error {
	if len(v.Inputs) == 0 || len(v.Low) != len(v.Inputs) || len(v.High) != len(v.Inputs) {
		return fmt.Errorf("%s: %d inputs with %d low and %d high values", v.Name, len(v.Inputs), len(v.Low), len(v.High))
	}
	for k, i := range v.Inputs {
		if i < 0 || i >= len(base) {
			return fmt.Errorf("%s: no input %d among %d", v.Name, i, len(base))
		}
		if !isFinite(v.Low[k]) || !isFinite(v.High[k]) {
			return fmt.Errorf("%s: a range from %g to %g", v.Name, v.Low[k], v.High[k])
		}
	}
	return nil
}

// rounding is the share of a metric below which a change is none: a contract and the
// remainder of its umbrella offset each other to the last digits only.
const rounding = 1e-12

// judge works out the effect and the swing.
func (b *Bar) judge(base float64) {
	lo, hi := math.Inf(1), math.Inf(-1)
	exist := 0
	for _, y := range []float64{b.AtLow, base, b.AtHigh} {
		if !math.IsNaN(y) {
			lo, hi = min(lo, y), max(hi, y)
			exist++
		}
	}
	if exist > 0 && hi-lo > rounding*max(math.Abs(lo), math.Abs(hi)) {
		b.Swing = hi - lo
	}
	switch {
	case exist == 1 || exist == 2:
		b.Effect = Appears
	case b.Swing == 0:
		b.Effect = NoEffect
	}
}

func compareBars(a, b Bar) int {
	return cmp.Or(cmp.Compare(a.Effect, b.Effect), cmp.Compare(b.Swing, a.Swing), cmp.Compare(a.Name, b.Name))
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
