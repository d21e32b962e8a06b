package sensitivity

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"computegap/model"
)

// Lever is one number that moves one or several inputs of a model away from their
// central values: it is either the value that each of them takes, or a common factor on
// what each of them is. It is immutable and safe for concurrent use.
type Lever struct {
	pattern string
	factor  bool
	model   *model.Model
	base    []float64
	inputs  []int
}

// NewLever returns the lever of the inputs at a path, which may hold * for any part of
// its names (revenue.*.growth.rate). With factor the lever's number multiplies their
// central values; else it is their value, in their base unit, which must be the same
// for all. It returns an error where no input matches, where units differ, and where a
// factor would move nothing because every central value is zero.
func NewLever(m *model.Model, pattern string, factor bool) (Lever, error) {
	return LeverOn(m, pattern, Match(m, pattern), factor)
}

// LeverOn is [NewLever] for inputs listed by index, under a name of their own.
func LeverOn(m *model.Model, name string, inputs []int, factor bool) (Lever, error) {
	l := Lever{pattern: name, factor: factor, model: m, base: m.Central(), inputs: inputs}
	if len(l.inputs) == 0 {
		return Lever{}, fmt.Errorf("%s: no such input", name)
	}
	first := m.Inputs()[l.inputs[0]]
	moves := false
	for _, i := range l.inputs {
		if q := m.Inputs()[i]; !factor && q.Unit != first.Unit {
			return Lever{}, fmt.Errorf("%s: %s is in %s and %s in %s, so one value cannot stand for both",
				name, first.Path, first.Unit, q.Path, q.Unit)
		}
		moves = moves || !factor || l.base[i] != 0
	}
	if !moves {
		return Lever{}, fmt.Errorf("%s: is zero, which no factor changes", name)
	}
	return l, nil
}

// Inputs lists the inputs that the lever moves, by index. The caller must not change it.
func (l Lever) Inputs() []int { return l.inputs }

// Central is the lever's number in the central case: 1 for a factor, else the central
// value, which several inputs share or not: then ok is false and it is the first one's.
func (l Lever) Central() (v float64, ok bool) {
	if l.factor {
		return 1, true
	}
	v = l.base[l.inputs[0]]
	return v, !slices.ContainsFunc(l.inputs, func(i int) bool { return l.base[i] != v })
}

// Bounds returns the least and the largest number that leaves every input within the
// bounds of its key. Either may be infinite for a factor on keys without a bound.
func (l Lever) Bounds() (lo, hi float64) {
	lo, hi = math.Inf(-1), math.Inf(1)
	for _, i := range l.inputs {
		q, b := l.model.Inputs()[i], l.base[i]
		low, high := q.Lo, q.Hi
		switch {
		case l.factor && b == 0:
			continue
		case l.factor && b > 0:
			low, high = q.Lo/b, q.Hi/b
		case l.factor:
			low, high = q.Hi/b, q.Lo/b
		}
		lo, hi = max(lo, low), min(hi, high)
	}
	return lo, hi
}

// Set writes the inputs that the lever moves into x, a value for every input of the
// model, as they are when its number is v. Values stay within the bounds of their keys.
func (l Lever) Set(x []float64, v float64) {
	for _, i := range l.inputs {
		q := l.model.Inputs()[i]
		moved := v
		if l.factor {
			moved = l.base[i] * v
		}
		x[i] = min(q.Hi, max(q.Lo, moved))
	}
}

// Func returns the measure q as a function of the lever's number, everything else in
// its central case; NaN where it does not exist, and where the model would refuse the
// scenario, as with an umbrella smaller than what lies within it. v must lie within [Lever.Bounds]. The
// function keeps a kernel and must not be called from two goroutines at a time.
func (l Lever) Func(q model.Measure) func(v float64) float64 {
	x := slices.Clone(l.base)
	kernel := l.model.Kernel(x, l.inputs)
	return func(v float64) float64 {
		l.Set(x, v)
		return at(kernel, x, q)
	}
}

// at evaluates a measure at a point; NaN where the point is no scenario.
func at(kernel *model.Kernel, x []float64, q model.Measure) float64 {
	kernel.Eval(x)
	if kernel.Broken() != 0 {
		return math.NaN()
	}
	return kernel.Value(q)
}

// Variable returns the lever's inputs as one variable that runs from where they are at
// low to where they are at high, cut to the bounds of their keys.
func (l Lever) Variable(low, high float64) Variable {
	v := Variable{Name: l.pattern, Inputs: l.inputs}
	for _, to := range []struct {
		end *[]float64
		at  float64
	}{{&v.Low, low}, {&v.High, high}} {
		x := slices.Clone(l.base)
		l.Set(x, to.at)
		for _, i := range l.inputs {
			*to.end = append(*to.end, x[i])
		}
	}
	return v
}

// Match returns the inputs of m whose path matches a pattern, in the order of the
// model: name for name, where one * in a name stands for any run of characters.
func Match(m *model.Model, pattern string) (inputs []int) {
	want := strings.Split(pattern, ".")
	for i, q := range m.Inputs() {
		if slices.EqualFunc(strings.Split(q.Path, "."), want, matchName) {
			inputs = append(inputs, i)
		}
	}
	return inputs
}

func matchName(name, pattern string) bool {
	before, after, star := strings.Cut(pattern, "*")
	if !star {
		return name == pattern
	}
	return len(name) >= len(before)+len(after) && strings.HasPrefix(name, before) && strings.HasSuffix(name, after)
}

// Of returns a maker of evaluators of the measure q of m, which read every input of the
// model and may differ from its central case in those listed in free; they give NaN
// where [Lever.Func] does. Each evaluator keeps a kernel of its own.
func Of(m *model.Model, q model.Measure) func(free []int) Func {
	return func(free []int) Func {
		kernel := m.Kernel(m.Central(), free)
		return func(x []float64) float64 { return at(kernel, x, q) }
	}
}
