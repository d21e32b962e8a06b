package ensemble

import (
	"math"
	"slices"
)

// ranking is how many values there are, and for which probability.
type ranking struct {
	n int
	p float64
}

// limits has [orderRanks].
var limits = memo[ranking, [2]int]{of: func(r ranking) [2]int {
	low, high := orderRanks(r.n, r.p)
	return [2]int{low, high}
}}

// ordered holds the order statistics that a quantile is made of.
type ordered struct {
	at, next  float64 // those at the ranks of [QuantileType.place]
	low, high float64 // those that bound it
	missed    bool    // they are not known, as they lie outside of brackets
	reach     bracket // where all of these lie
}

// wanted returns the ranks of at, next, low and high, and of the ends of the window of
// more values. The interval is from low to high, in ranks from 1, which may lie outside.
func wanted(q QuantileType, n int, p float64, low, high int) [6]int {
	rank, _ := q.place(n, p)
	from, to := window(n, p, usualReach)
	ranks := [6]int{rank, rank + 1, low - 1, high - 1, from, to}
	for i, r := range ranks {
		ranks[i] = max(0, min(n-1, r))
	}
	return ranks
}

// orderedOf reads the order statistics from where those of [wanted] lie.
func orderedOf(spans []bracket) ordered {
	o := ordered{at: spans[0].lo, next: spans[1].lo, low: spans[2].lo, high: spans[3].lo, reach: spans[0]}
	for i, s := range spans {
		o.missed = o.missed || i < 4 && s.lo != s.hi
		o.reach = bracket{min(o.reach.lo, s.lo), max(o.reach.hi, s.hi)}
	}
	return o
}

// order returns the order statistics of n values, at least one, for every probability,
// from selections, or from counts by month if those are asked for. Where it is bounded
// there are those that bound the quantile; where it looks ahead they reach as far as those
// that more values may ask for.
func (c *column) order(picks []*selection, months []int, n int, bounded, ahead bool) []ordered {
	var all []ordered
	for _, group := range c.groupsOf() {
		var ranks []int
		for _, p := range group {
			rank, _ := c.spec.quantileType().place(n, p)
			low, high := rank+1, rank+2
			if bounded {
				b := limits.at(ranking{n, p})
				low, high = b[0], b[1]
			}
			w := wanted(c.spec.quantileType(), n, p, low, high)
			if !ahead {
				w[4], w[5] = w[0], w[1]
			}
			ranks = append(ranks, w[:]...)
		}
		spans := make([]bracket, len(ranks))
		if c.spec.Months > 0 {
			monthSpans(spans, months, ranks)
		} else {
			picks[len(all)/mostBrackets].spans(spans, ranks)
		}
		for s := range slices.Chunk(spans, 6) {
			all = append(all, orderedOf(s))
		}
	}
	return all
}

// groupsOf returns the groups of probabilities; of dates, which need no selection, one.
func (c *column) groupsOf() [][]float64 {
	if c.spec.Months > 0 {
		return [][]float64{c.spec.Probs}
	}
	return c.probs
}

// monthSpans is [selection.spans] by counts of months.
func monthSpans(dst []bracket, months, ranks []int) {
	for i, rank := range ranks {
		m := 0
		for rank >= months[m] {
			rank -= months[m]
			m++
		}
		dst[i] = bracket{float64(m), float64(m)}
	}
}

// rowOf returns the order statistics of a replicate; nil if it has no values.
func (c *column) rowOf(p *part, picks []*selection) []ordered {
	if p.present() == 0 {
		return nil
	}
	return c.order(picks, p.months, p.present(), false, false)
}

// quantile returns the quantile for p of n values.
func (o *ordered) quantile(q QuantileType, n int, p float64) float64 {
	_, part := q.place(n, p)
	return min(o.next, o.at+float64(part*(o.next-o.at)))
}

// summary returns the statistics of all values, which have been added. It is false where
// order statistics have turned out to lie outside of what was gathered: call retry, and
// add all values once more.
//
// Note: values whose order says something about their size can do that, independent ones
// hardly ever.
func (c *column) summary() (Summary, bool) {
	counts := c.running(func(p *part) int { return p.present() })
	n := counts[len(counts)-1]
	sum := Summary{Paths: c.split.Paths, Present: n, Probability: shareOf(c.split, counts)}
	if n == 0 {
		return sum, true
	}
	sum.Values = &Values{}
	var ok bool
	if c.split.Count == 0 {
		m := c.parts[0].total().moments()
		sum.Values.Mean, sum.Values.SD = meanOf(m, n), unknown(m.sd)
		if c.spec.Spread {
			sum.Values.SD = sdOf(m, n)
		}
		sum.Values.Quantiles, ok = c.independent(n)
	} else {
		sum.Values.Mean, sum.Values.SD = c.replicatedMoments()
		sum.Values.Quantiles, ok = c.replicated(n)
	}
	if !ok {
		return Summary{}, false
	}
	if c.spec.Whole || c.spec.quantileType() == Type1 {
		for i := range sum.Values.Quantiles {
			ci := &sum.Values.Quantiles[i].CI
			ci.Low, ci.High = math.Floor(ci.Low), math.Ceil(ci.High)
		}
	}
	return sum, true
}

// running returns the sums of a count up to the end of each part.
func (c *column) running(of func(p *part) int) []int {
	counts, sum := make([]int, len(c.parts)), 0
	for i := range c.parts {
		sum += of(&c.parts[i])
		counts[i] = sum
	}
	return counts
}

// replicatedMoments returns the mean and the standard deviation of values in replicates;
// for the latter a replicate with a single value does not count.
//
// Note: the mean square deviation of n values from their mean falls short of the variance
// by the variance of that mean: 1/n of it where values are independent, far less where
// they are not. So the square of the mean's standard error is added instead.
func (c *column) replicatedMoments() (mean, sd Estimate) {
	all := accumulator{limit: Limit}
	var means, sds []float64
	for i := range c.parts {
		part := c.parts[i].total()
		all.merge(part)
		m := part.moments()
		if part.n > 0 {
			means = append(means, m.mean)
		}
		if part.n > 1 {
			sds = append(sds, m.sd*math.Sqrt(1-1/float64(part.n)))
		}
	}
	m := all.moments()
	mean = fromParts(m.mean, means)
	sd = fromParts(math.Hypot(m.sd*math.Sqrt(1-1/float64(max(1, all.n))), mean.SE), sds)
	sd.CI.Low = max(0, sd.CI.Low)
	return mean, sd
}

// independent returns the quantiles of n independent values, between order statistics.
func (c *column) independent(n int) ([]Estimate, bool) {
	p := &c.parts[0]
	var all []Estimate
	for i, o := range c.order(c.finished(p), p.months, n, true, false) {
		if o.missed {
			return nil, false
		}
		prob := c.spec.Probs[i]
		b := limits.at(ranking{n, prob})
		ci := Interval{Low: o.low, High: o.high, OpenLow: b[0] < 1, OpenHigh: b[1] > n}
		width := (ci.High - ci.Low) / (2 * normalQuantile(1-outside))
		value := o.quantile(c.spec.quantileType(), n, prob)
		ci.Low, ci.High = min(ci.Low, value), max(ci.High, value) // an open side may fall short
		all = append(all, Estimate{Value: value, SE: width, CI: ci})
	}
	return all, true
}

// replicated returns the quantiles of n values in replicates. A side is open where the
// smallest replicate is not expected to have a value beyond the quantile.
func (c *column) replicated(n int) ([]Estimate, bool) {
	q, least := c.spec.quantileType(), n
	rows := make([][]float64, len(c.spec.Probs))
	for r := range c.parts {
		k := c.parts[r].present()
		if k == 0 {
			continue
		}
		least = min(least, k)
		for i, o := range c.row(r) {
			if o.missed {
				return nil, false
			}
			rows[i] = append(rows[i], o.quantile(q, k, c.spec.Probs[i]))
		}
	}
	whole := c.merged()
	for _, s := range whole {
		if s.lost {
			return nil, false
		}
	}
	var all []Estimate
	for i, o := range c.order(whole, c.months(), n, false, false) {
		if o.missed {
			return nil, false
		}
		p := c.spec.Probs[i]
		e := fromParts(o.quantile(q, n, p), rows[i])
		e.CI.OpenLow = e.CI.OpenLow || float64(least)*p < 1
		e.CI.OpenHigh = e.CI.OpenHigh || float64(least)*(1-p) < 1
		all = append(all, e)
	}
	return all, true
}

// row returns the order statistics of a replicate.
func (c *column) row(r int) []ordered {
	p := &c.parts[r]
	if p.closed {
		return p.row
	}
	return c.rowOf(p, c.finished(p))
}

// merged returns the selections of all values in replicates.
func (c *column) merged() []*selection {
	whole, apart := c.whole, false
	for i := range c.parts {
		p := &c.parts[i]
		if p.closed || p.present() == 0 {
			continue
		}
		if !apart {
			whole, apart = slices.Clone(whole), true
			for g, s := range whole {
				whole[g] = s.clone()
			}
		}
		for g, s := range c.finished(p) {
			whole[g].merge(s)
		}
	}
	return whole
}

// retry forgets all values, but keeps where the order statistics that were missed lie, if
// any were, so that the same values, added once more, do not miss them again.
func (c *column) retry() {
	if _, ok := c.summary(); ok {
		c.reset()
		return
	}
	reach := make([]bracket, len(c.spec.Probs))
	for i := range reach {
		reach[i] = bracket{math.Inf(1), math.Inf(-1)}
	}
	waits := make([]int, len(c.parts))
	for r := range c.parts {
		first, end := c.bounds(r)
		waits[r] = end - first
		for i, o := range c.rowFor(r) {
			reach[i] = bracket{min(reach[i].lo, o.reach.lo), max(reach[i].hi, o.reach.hi)}
		}
	}
	for i, b := range reach {
		if b.lo > b.hi {
			reach[i] = everywhere
		}
	}
	c.ends, c.waits = slices.Collect(slices.Chunk(reach, mostBrackets)), waits
	c.reset()
}

// rowFor is row with what bounds the quantiles of independent paths.
func (c *column) rowFor(r int) []ordered {
	p := &c.parts[r]
	if c.split.Count > 0 || p.present() == 0 {
		return c.row(r)
	}
	return c.order(c.finished(p), p.months, p.present(), true, true)
}

// forget forgets all values and whatever a retry has learnt.
func (c *column) forget() {
	c.ends, c.waits = nil, nil
	c.reset()
}

// above returns the share of paths with a value above that of the spec.
func (c *column) above() Estimate {
	return shareOf(c.split, c.running(func(p *part) int { return p.above }))
}

// percentile is [Percentile] of the central value of the spec.
func (c *column) percentile() (float64, bool) {
	below, ties, n := 0, 0, 0
	for i := range c.parts {
		p := &c.parts[i]
		below, ties, n = below+p.below, ties+p.equal, n+p.present()
	}
	return percentile(below, ties, n, c.spec.Central)
}

// months returns the number of paths by month.
func (c *column) months() []int {
	all := make([]int, c.spec.Months)
	for i := range c.parts {
		for m, k := range c.parts[i].months {
			all[m] += k
		}
	}
	return all
}

// shortfall is [Summariser.Shortfall] of values that are kept, for the upper tail, at a
// level from 0 to below 1. It puts them in order.
func (c *column) shortfall(level float64) (Estimate, bool) {
	if len(c.parts) == 1 {
		if all := c.sorted(); len(all) > 0 {
			return independentShortfall(all, level), true
		}
		return Estimate{}, false
	}
	var s sample
	for i := range c.parts {
		s.take(c.parts[i].kept)
	}
	if len(s.values) == 0 {
		return Estimate{}, false
	}
	return s.shortfall(level), true
}

// sorted puts the values that are kept in order and returns them, ascending; they stay the
// column's.
func (c *column) sorted() []float64 {
	if len(c.parts) == 1 {
		slices.Sort(c.parts[0].kept)
		return c.parts[0].kept
	}
	var all []float64
	for i := range c.parts {
		all = append(all, c.parts[i].kept...)
	}
	slices.Sort(all)
	return all
}
