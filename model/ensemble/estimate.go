package ensemble

import (
	"fmt"
	"math"
	"slices"
)

// Probability returns the share of paths whose value exists and meets a condition. It
// fails as [Summariser.Summarise] does.
func (s *Summariser) Probability(x []float64, holds func(v float64) bool) (Estimate, error) {
	if err := s.load(x); err != nil {
		return Estimate{}, err
	}
	k, first := 0, 0
	for i, end := range s.borders {
		for _, v := range s.values[first:end] {
			if holds(v) {
				k++
			}
		}
		first, s.borders[i] = end, k
	}
	return shareOf(s.split, s.borders), nil
}

// leastShare divided by the number of paths is the least half-width of the interval of
// a probability: what [share] says of an event that never happened, for a condition that
// is rare, or met equally often in every replicate, need not be certain.
const leastShare = 3.7

// shareOf returns the share of paths that an event happens on, of which counts has how
// often it does up to the end of each replicate.
func shareOf(split Replicates, counts []int) Estimate {
	n, k := split.Paths, counts[len(counts)-1]
	p := float64(k) / float64(n)
	if split.Count < 2 {
		return Estimate{Value: p, SE: math.Sqrt(p * (1 - p) / float64(n)), CI: share(k, n)}
	}
	var parts []float64
	before := 0
	for i, k := range counts {
		first, end := split.Bounds(i)
		parts = append(parts, float64(k-before)/float64(end-first))
		before = k
	}
	e := fromParts(p, parts)
	least := leastShare / float64(n)
	e.CI.Low, e.CI.High = max(0, min(e.CI.Low, p-least)), min(1, max(e.CI.High, p+least))
	return e
}

// Tail is an end of a distribution.
type Tail int

// The ends.
const (
	Upper Tail = iota
	Lower
)

// tailPaths is the least number of independent paths in the tail, and tailPathsEach in
// that of a replicate, at which the outer side of the interval of a shortfall is not open.
const tailPaths, tailPathsEach = 10, 1

// Shortfall returns the expected shortfall, or CVaR: the mean of the worst 1 − level of
// the values that exist, those in the tail. Of n values sorted towards the tail, k =
// (1 − level)·n of them count, the one on the border with the part of it that k leaves:
//
//	q + Σ max(0, x − q)/k,  q = x_(n−⌊k⌋)
//
// level is from 0 (the mean) to below 1. It returns false if no value exists; otherwise
// it fails as [Summariser.Summarise] does. The standard error of independent paths is
// that of q + max(0, x − q)/(1 − level). Source: Rockafellar & Uryasev (2000),
// doi:10.21314/JOR.2000.038.
func (s *Summariser) Shortfall(x []float64, level float64, tail Tail) (Estimate, bool, error) {
	if !(level >= 0 && level < 1) {
		return Estimate{}, false, fmt.Errorf("a shortfall needs a level from 0 to below 1, not %v", level)
	}
	if err := s.load(x); err != nil || len(s.values) == 0 {
		return Estimate{}, false, err
	}
	if tail == Lower {
		negate(s.values)
	}
	e := s.shortfall(level)
	if tail == Lower {
		ci := e.CI
		e.Value, e.CI = -e.Value, Interval{Low: -ci.High, High: -ci.Low, OpenLow: ci.OpenHigh, OpenHigh: ci.OpenLow}
	}
	return e, true, nil
}

// negate changes the sign of every value.
func negate(x []float64) {
	for i, v := range x {
		x[i] = -v
	}
}

// shortfall returns the shortfall of one value or more, in the upper tail. It puts them in
// order, those of each replicate apart.
func (s *sample) shortfall(level float64) Estimate {
	if len(s.borders) == 1 {
		slices.Sort(s.values)
		return independentShortfall(s.values, level)
	}
	all := slices.Sorted(slices.Values(s.values))
	value, _ := worst(all, level)
	least, first := len(s.values), 0
	var parts []float64
	for _, end := range s.borders {
		if x := s.values[first:end]; len(x) > 0 {
			least = min(least, len(x))
			slices.Sort(x)
			v, _ := worst(x, level)
			parts = append(parts, v)
		}
		first = end
	}
	e := fromParts(value, parts)
	e.CI.OpenHigh = e.CI.OpenHigh || float64(least)*(1-level) < tailPathsEach
	return e
}

// independentShortfall returns the shortfall of independent values, ascending.
func independentShortfall(x []float64, level float64) Estimate {
	value, sd := worst(x, level)
	n := float64(len(x))
	if n < 2 {
		return unknown(value)
	}
	se := sd / (1 - level) / math.Sqrt(n)
	e := about(value, se, se*students.at(len(x)-1))
	e.CI.OpenHigh = (1-level)*n < tailPaths
	return e
}

// worst returns the mean of the largest 1 − level of x, which ascends, and the standard
// deviation of what exceeds the border, max(0, x − q).
func worst(x []float64, level float64) (mean, sd float64) {
	n := float64(len(x))
	border := max(0, len(x)-1-int((1-level)*n))
	q := x[border]
	var sum, squares total
	for _, v := range x[border+1:] {
		sum.add(v - q)
		squares.add((v - q) * (v - q))
	}
	excess := sum.value() / n
	if n > 1 {
		sd = math.Sqrt(max(0, squares.value()-n*excess*excess) / (n - 1))
	}
	return q + excess/(1-level), sd
}

// Percentile returns at which percentile, 0 to 100, of the values that exist v lies: the
// share of those below it, and half of those equal to it. It returns false if no value
// exists or v does not.
func Percentile(x []float64, v float64) (float64, bool) {
	below, ties, n := 0, 0, 0
	for _, w := range x {
		switch {
		case w < v:
			below++
		case w == v:
			ties++
		case math.IsNaN(w):
			continue
		}
		n++
	}
	return percentile(below, ties, n, v)
}

// percentile is [Percentile] of n values, so many of them below v and equal to it.
func percentile(below, ties, n int, v float64) (float64, bool) {
	if n == 0 || math.IsNaN(v) {
		return 0, false
	}
	return 100 * (float64(below) + float64(ties)/2) / float64(n), true
}
