package ensemble

import (
	"fmt"
	"math"
)

// quantiles returns the quantiles of the values that are loaded, at least one.
func (s *Summariser) quantiles(q QuantileType) []Estimate {
	var all []Estimate
	if s.split.Count == 0 {
		all = s.ordered(q)
	} else {
		all = s.replicated(q)
	}
	if q == Type1 {
		for i := range all {
			ci := &all[i].CI
			ci.Low, ci.High = math.Floor(ci.Low), math.Ceil(ci.High)
		}
	}
	return all
}

// ordered returns the quantiles of independent values, between order statistics.
func (s *Summariser) ordered(q QuantileType) []Estimate {
	n, sel := len(s.values), &s.order
	bounds := s.bounds(n)
	sel.ranks = sel.ranks[:0]
	for i, p := range s.probs {
		rank, _ := q.place(n, p)
		for _, r := range []int{rank, min(n-1, rank+1), max(0, bounds[i][0]-1), min(n-1, bounds[i][1]-1)} {
			sel.want(r)
		}
	}
	sel.find(s.values)
	all := make([]Estimate, len(s.probs))
	for i, p := range s.probs {
		low, high := bounds[i][0], bounds[i][1]
		rank, part := q.place(n, p)
		at, next := sel.at(rank), sel.at(min(n-1, rank+1))
		ci := Interval{
			Low: sel.at(max(0, low-1)), High: sel.at(min(n-1, high-1)),
			OpenLow: low < 1, OpenHigh: high > n,
		}
		width := (ci.High - ci.Low) / (2 * normalQuantile(1-outside))
		value := min(next, at+part*(next-at))
		ci.Low, ci.High = min(ci.Low, value), max(ci.High, value) // an open side may fall short
		all[i] = Estimate{Value: value, SE: width, CI: ci}
	}
	return all
}

// bounds is [orderRanks] of every probability, kept for numbers of values that recur.
func (s *Summariser) bounds(n int) [][2]int {
	b, ok := s.ranks[n]
	if ok {
		return b
	}
	for _, p := range s.probs {
		low, high := orderRanks(n, p)
		b = append(b, [2]int{low, high})
	}
	if len(s.ranks) < 1000 {
		s.ranks[n] = b
	}
	return b
}

// replicated returns the quantiles of values in replicates. A side is open where the
// smallest replicate is not expected to have a value beyond the quantile.
func (s *Summariser) replicated(q QuantileType) []Estimate {
	k, least := len(s.probs), len(s.values)
	s.parts = s.parts[:0]
	s.each(func(x []float64) {
		s.order.quantiles(q, s.row, x, s.probs)
		s.parts = append(s.parts, s.row...)
		least = min(least, len(x))
	})
	all, r := make([]Estimate, k), len(s.parts)/max(1, k)
	s.order.quantiles(q, s.row, s.values, s.probs)
	s.tail = s.tail[:0]
	for i, p := range s.probs {
		s.tail = s.tail[:0]
		for j := range r {
			s.tail = append(s.tail, s.parts[j*k+i])
		}
		all[i] = s.fromParts(s.row[i], s.tail)
		ci := &all[i].CI
		ci.OpenLow = ci.OpenLow || float64(least)*p < 1
		ci.OpenHigh = ci.OpenHigh || float64(least)*(1-p) < 1
	}
	return all
}

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
	return s.shareOf(s.borders), nil
}

// leastShare divided by the number of paths is the least half-width of the interval of
// a probability: what [share] says of an event that never happened, for a condition that
// is rare, or met equally often in every replicate, need not be certain.
const leastShare = 3.7

// shareOf returns the share of paths that an event happens on, of which counts has how
// often it does up to the end of each replicate.
func (s *Summariser) shareOf(counts []int) Estimate {
	n, k := s.split.Paths, counts[len(counts)-1]
	p := float64(k) / float64(n)
	if s.split.Count < 2 {
		return Estimate{Value: p, SE: math.Sqrt(p * (1 - p) / float64(n)), CI: share(k, n)}
	}
	s.parts = s.parts[:0]
	before := 0
	for i, k := range counts {
		first, end := s.split.Bounds(i)
		s.parts = append(s.parts, float64(k-before)/float64(end-first))
		before = k
	}
	e := s.fromParts(p, s.parts)
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

// shortfall returns the shortfall of the values that are loaded, in the upper tail.
func (s *Summariser) shortfall(level float64) Estimate {
	value, excess := s.worst(s.values, level)
	if n := float64(len(s.values)); s.split.Count == 0 {
		if n < 2 {
			return unknown(value)
		}
		se := excess.sd / (1 - level) / math.Sqrt(n)
		e := about(value, se, se*s.student(len(s.values)-1))
		e.CI.OpenHigh = (1-level)*n < tailPaths
		return e
	}
	least := len(s.values)
	s.parts = s.parts[:0]
	s.each(func(x []float64) {
		least = min(least, len(x))
		v, _ := s.worst(x, level)
		s.parts = append(s.parts, v)
	})
	e := s.fromParts(value, s.parts)
	e.CI.OpenHigh = e.CI.OpenHigh || float64(least)*(1-level) < tailPathsEach
	return e
}

// worst returns the mean of the largest 1 − level of x, and the moments of what exceeds
// the border.
func (s *Summariser) worst(x []float64, level float64) (float64, moments) {
	n := len(x)
	k := (1 - level) * float64(n)
	sel := &s.order
	sel.ranks = sel.ranks[:0]
	border := max(0, n-1-int(k))
	sel.want(border)
	sel.find(x)
	q := sel.at(border)
	s.tail = s.tail[:0]
	for _, v := range x {
		s.tail = append(s.tail, max(0, v-q))
	}
	excess := partMoments(s.tail)
	return q + excess.mean/(1-level), excess
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
	if n == 0 || math.IsNaN(v) {
		return 0, false
	}
	return 100 * (float64(below) + float64(ties)/2) / float64(n), true
}
