package ensemble

import (
	"math"
	"slices"

	"computegap/model/internal/vec"
)

// QuantileType is a definition of the quantile of a sample, numbered as by Hyndman & Fan
// (1996), doi:10.1080/00031305.1996.10473566. Any number but 1 is taken for 7.
type QuantileType int

// The definitions, for a sample x_1 ≤ … ≤ x_n and a probability p.
const (
	// Type7 interpolates: with h = (n−1)p, x_(1+⌊h⌋) + (h−⌊h⌋)·(x_(2+⌊h⌋) − x_(1+⌊h⌋)).
	Type7 QuantileType = 7
	// Type1 is x_⌈np⌉, x_1 for p = 0: always a value of the sample, as a date must be.
	Type1 QuantileType = 1
)

// place returns the rank, from 0, of the order statistic at or below the quantile, and
// how far towards the next one it lies.
//
// Note: 0.55·100 is above 55 in floating point; what is a whole number but for rounding
// counts as one.
func (q QuantileType) place(n int, p float64) (rank int, part float64) {
	const fuzz = 4.0 / (1 << 52)
	if q == Type1 {
		h := float64(n) * p
		return max(1, min(n, int(math.Ceil(h-h*fuzz)))) - 1, 0
	}
	h := float64(n-1) * p
	if near := math.Round(h); math.Abs(h-near) <= h*fuzz {
		h = near
	}
	rank = min(n-1, int(h))
	return rank, h - float64(rank)
}

// Quantiles writes the quantiles of x for every p, each in [0, 1], to dst, which has a
// place for each. x holds at least one value, each finite and at most [Limit] in
// magnitude, in any order, and is not changed.
func (q QuantileType) Quantiles(dst, x, p []float64) { new(selector).quantiles(q, dst, x, p) }

// selector finds order statistics. It keeps memory for the next time.
type selector struct {
	ranks  []int
	order  []float64
	gather []float64
	bins   []int32
}

// quantiles is [QuantileType.Quantiles].
func (s *selector) quantiles(q QuantileType, dst, x, p []float64) {
	s.ranks = s.ranks[:0]
	for _, p := range p {
		rank, part := q.place(len(x), p)
		s.want(rank)
		if part > 0 {
			s.want(rank + 1)
		}
	}
	s.find(x)
	for i, p := range p {
		rank, part := q.place(len(x), p)
		dst[i] = s.at(rank)
		if part > 0 {
			next := s.at(rank + 1)
			dst[i] = min(next, dst[i]+part*(next-dst[i]))
		}
	}
}

// want adds a rank, from 0, to those that find looks for.
func (s *selector) want(rank int) { s.ranks = append(s.ranks, rank) }

// find looks for the order statistics that are wanted.
func (s *selector) find(x []float64) {
	slices.Sort(s.ranks)
	s.ranks = slices.Compact(s.ranks)
	s.order = slices.Grow(s.order[:0], len(s.ranks))[:len(s.ranks)]
	s.gather = s.gather[:0]
	s.pick(x, 0, s.ranks, s.order, 0)
}

// at returns the order statistic of a rank that was wanted.
func (s *selector) at(rank int) float64 {
	i, _ := slices.BinarySearch(s.ranks, rank)
	return s.order[i]
}

const (
	bins      = 2048 // the most intervals that values are counted in
	sortBelow = 128  // fewer values than these are sorted
	maxDepth  = 5    // values in one interval as often are sorted
)

// pick writes the order statistics of x of the given ranks, ascending and at least base,
// to order: the smallest value of x has rank base.
//
// It counts values in intervals, gathers those of the intervals in which a wanted rank
// lies, and looks there again: a few passes over x for all ranks together. Where the
// smallest value is frequent, as zero is among funding gaps, it is set apart first.
func (s *selector) pick(x []float64, base int, ranks []int, order []float64, depth int) {
	if len(ranks) == 0 {
		return
	}
	lo, hi := vec.Range(x)
	bin := newBinning(lo, hi, min(bins, len(x)/8), depth%2 == 1)
	switch ties := least(x, lo); {
	case lo == hi:
		fill(order, lo)
	case ties > len(x)/4:
		s.above(x, lo, ties, base, ranks, order, depth)
	case len(x) < sortBelow || depth == maxDepth || math.IsInf(bin.unit, 0):
		sorted := append(s.gather[len(s.gather):], x...)
		slices.Sort(sorted)
		for i, rank := range ranks {
			order[i] = sorted[rank-base]
		}
	default:
		s.narrow(x, bin, base, ranks, order, depth)
	}
}

// fill writes v everywhere.
func fill(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}

// least returns how often the smallest value, lo, occurs.
func least(x []float64, lo float64) int {
	var above [vec.Sifted]int
	vec.Sift(nil, x, 0, []float64{math.Nextafter(lo, math.Inf(1))}, &above)
	return len(x) - above[0]
}

// above is pick for values of which the smallest, lo, occurs often.
func (s *selector) above(x []float64, lo float64, ties, base int, ranks []int, order []float64, depth int) {
	at, _ := slices.BinarySearch(ranks, base+ties)
	fill(order[:at], lo)
	if at == len(ranks) {
		return
	}
	start := len(s.gather)
	for _, v := range x {
		if v > lo {
			s.gather = append(s.gather, v)
		}
	}
	s.pick(s.gather[start:], base+ties, ranks[at:], order[at:], depth)
	s.gather = s.gather[:start]
}

// binning assigns values to intervals, numbered 0 … last; it never decreases. Intervals
// are of equal width in the values, or, by magnitude, in [magnitude].
type binning struct {
	byMagnitude bool
	lo, unit    float64
	last        int
}

// newBinning returns so many intervals from lo to hi.
func newBinning(lo, hi float64, intervals int, byMagnitude bool) binning {
	if byMagnitude {
		lo, hi = magnitude(lo), magnitude(hi)
	}
	return binning{byMagnitude: byMagnitude, lo: lo, unit: float64(intervals) / (hi - lo), last: intervals - 1}
}

// all writes the interval of every x to dst, which is as long.
func (b *binning) all(dst []int32, x []float64) {
	if !b.byMagnitude {
		vec.Bins(dst, x, b.lo, b.unit, int32(b.last))
		return
	}
	for i, v := range x {
		dst[i] = int32(min(b.last, int((magnitude(v)-b.lo)*b.unit)))
	}
}

// magnitude returns the bits of v as a number, which grows with v, and with its logarithm
// rather than with v itself: what is left of a heavy tail spreads out.
func magnitude(v float64) float64 {
	b := int64(math.Float64bits(v))
	return float64(b ^ int64(uint64(b>>63)>>1))
}

// narrow is pick for intervals.
func (s *selector) narrow(x []float64, bin binning, base int, ranks []int, order []float64, depth int) {
	var counts, next [bins]int32
	s.bins = slices.Grow(s.bins[:0], len(x))[:len(x)]
	bin.all(s.bins, x)
	for _, b := range s.bins {
		counts[b&(bins-1)]++
	}
	start := len(s.gather)
	end := start
	for b, below, i := 0, base, 0; b <= bin.last; b++ {
		next[b] = -1
		below += int(counts[b])
		if i < len(ranks) && ranks[i] < below {
			next[b] = int32(end)
			end += int(counts[b])
			for i < len(ranks) && ranks[i] < below {
				i++
			}
		}
	}
	s.gather = slices.Grow(s.gather, end-start)[:end]
	for i, b := range s.bins {
		if at := &next[b&(bins-1)]; *at >= 0 {
			s.gather[*at] = x[i]
			*at++
		}
	}
	for b, below, i := 0, base, 0; b <= bin.last && i < len(ranks); b++ {
		first := i
		for i < len(ranks) && ranks[i] < below+int(counts[b]) {
			i++
		}
		if i > first {
			part := s.gather[next[b]-counts[b] : next[b]]
			s.pick(part, below, ranks[first:i], order[first:i], depth+1)
		}
		below += int(counts[b])
	}
	s.gather = s.gather[:start]
}
