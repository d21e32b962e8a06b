package ensemble

import (
	"math"
	"math/bits"
	"slices"
	"sync"
)

// window returns the ranks, from 0, between which the quantile of all values will lie, by
// the n so far: n·p ± reach·√(n·p·(1−p)), and some more where few lie beyond. They may be
// below 0 or above n − 1.
func window(n int, p, reach float64) (low, high int) {
	const few = 24
	c := float64(n) * p
	h := reach*math.Sqrt(c*(1-p)) + few
	return int(math.Floor(c-h)) - 1, int(math.Ceil(c+h)) + 1
}

// locate returns the code of the values of a rank, from 0 to n − 1, and its rank among
// them.
func (s *selection) locate(rank int) (code, among int) {
	for code, k := range s.counts {
		if rank < k {
			return code, rank
		}
		rank -= k
	}
	panic("ensemble: no such rank")
}

// selectors are at rest.
var selectors = sync.Pool{New: func() any { return new(selector) }}

// spans writes, for every rank, from 0 to n − 1, the values between which the order
// statistic lies: itself, twice, if it is known.
func (s *selection) spans(dst []bracket, ranks []int) {
	order := selectors.Get().(*selector) // there are many selections
	defer selectors.Put(order)
	order.ranks = order.ranks[:0]
	for i, rank := range ranks {
		code, among := s.locate(rank)
		b := s.sideOf(code)
		dst[i] = bracket{b.lo + 0, b.hi + 0}
		if code%numSides == inside {
			order.want(s.before(code) + among)
		}
	}
	if len(order.ranks) == 0 {
		return
	}
	order.find(s.gathered)
	for i, rank := range ranks {
		if code, among := s.locate(rank); code%numSides == inside {
			v := order.at(s.before(code)+among) + 0 // −0 is 0
			dst[i] = bracket{v, v}
		}
	}
}

// before returns how many values are gathered in brackets before that of a code.
func (s *selection) before(code int) int {
	n := 0
	for c := inside; c < code; c += numSides {
		n += s.counts[c]
	}
	return n
}

// sideOf returns the values between which those of a code lie.
func (s *selection) sideOf(code int) bracket {
	i := code / numSides
	switch code % numSides {
	case atLo:
		return bracket{s.brackets[i].lo, s.brackets[i].lo}
	case atHi:
		return bracket{s.brackets[i].hi, s.brackets[i].hi}
	case inside:
		return s.brackets[i]
	}
	b := everywhere
	if i > 0 {
		b.lo = s.brackets[i-1].hi
	}
	if i < len(s.brackets) {
		b.hi = s.brackets[i].lo
	}
	return b
}

// isDue reports whether it is time to narrow brackets: when there are 2^12, 2^15 and 2^17
// values, then four times while their number doubles. That bounds the memory of what is
// gathered, and the work that this makes at last.
func (s *selection) isDue() bool {
	if s.n >= manyValues {
		return s.n&(s.dueEvery()-1) == 0
	}
	return s.n == firstNarrowing || s.n == secondNarrowing
}

// nextDue returns how many values there will be when it is time again.
func (s *selection) nextDue() int {
	switch {
	case s.n < firstNarrowing:
		return firstNarrowing
	case s.n < secondNarrowing:
		return secondNarrowing
	case s.n < manyValues:
		return manyValues
	}
	every := s.dueEvery()
	return s.n&^(every-1) + every
}

// dueEvery returns how many values come between two times, of which there are manyValues.
func (s *selection) dueEvery() int { return 1 << (bits.Len(uint(s.n)) - 3) }

// narrow takes narrower brackets by the values so far, where they are enough for it.
//
// It cuts brackets at steps of a histogram of a sample of what is gathered, and at order statistics
// only where that leaves more than twice what it should, or where they are open.
func (s *selection) narrow() {
	if s.n < firstNarrowing || s.n <= s.wait || s.lost {
		return
	}
	if h := newHistogram(s); h != nil {
		h.count(s.gathered)
		s.cut(h.edges)
		histograms.Put(h)
	}
	if s.isOpen() || len(s.gathered) > 2*s.wanted() {
		s.cut(s.spans)
	}
}

// wanted returns how many values lie in all windows.
func (s *selection) wanted() int { return s.wantedOf(s.n) }

// wantedOf is wanted of n values.
func (s *selection) wantedOf(n int) int {
	k := 0
	for _, p := range s.probs {
		low, high := window(n, p, s.reach)
		k += high - low
	}
	return k
}

// cut narrows brackets to what edges says of the windows of the probabilities: the values
// between which each end lies, for which it is asked with the ranks of all ends.
func (s *selection) cut(edges func(dst []bracket, ranks []int)) {
	var ranks []int
	for _, p := range s.probs {
		low, high := window(s.n, p, s.reach)
		ranks = append(ranks, max(0, low), min(s.n-1, high))
	}
	at := make([]bracket, len(ranks))
	edges(at, ranks)
	ends := make([]bracket, len(s.probs))
	for i, p := range s.probs {
		low, high := window(s.n, p, s.reach)
		ends[i] = s.within(s.own[i], low, high, at[2*i].lo, at[2*i+1].hi)
	}
	s.rebracket(ends)
}

// within returns bracket i cut to lo and hi, which have the ranks low and high; as it is
// if it does not reach there.
func (s *selection) within(i, low, high int, lo, hi float64) bracket {
	b := s.brackets[i]
	first := 0
	for _, k := range s.counts[:codeOf(i, atLo)] {
		first += k
	}
	end := first
	for _, k := range s.counts[codeOf(i, atLo) : codeOf(i, atHi)+1] {
		end += k
	}
	if i > 0 && s.brackets[i-1].hi == b.lo {
		first -= s.counts[s.search(b.lo)]
	}
	if low >= end || high < first {
		return b
	}
	if low >= first && low >= 0 {
		b.lo = min(b.hi, max(b.lo, lo))
	}
	if high < end {
		b.hi = max(b.lo, min(b.hi, hi))
	}
	return b
}

// rebracket changes to brackets that lie within those there are.
func (s *selection) rebracket(ends []bracket) {
	old, counts := slices.Clone(s.brackets), s.counts
	s.setBrackets(ends)
	s.recount(old, counts)
	s.sift()
}

// recount takes over the counts of brackets in which those of s lie.
func (s *selection) recount(old []bracket, counts []int) {
	to := 0
	for i := range len(old) + 1 {
		// Brackets before old[i] lie within those before it.
		for i > 0 && to < len(s.brackets) && s.brackets[to].hi <= old[i-1].hi {
			to++
		}
		s.counts[codeOf(to, plain)] += counts[codeOf(i, plain)]
		if i < len(old) {
			s.counts[s.search(old[i].lo)] += counts[codeOf(i, atLo)]
			s.counts[s.search(old[i].hi)] += counts[codeOf(i, atHi)]
		}
	}
}

// ends returns the brackets, one for each probability.
func (s *selection) ends() (ends []bracket) {
	for _, i := range s.own {
		ends = append(ends, s.brackets[i])
	}
	return ends
}

// clone returns a selection that changes apart from s.
func (s *selection) clone() *selection {
	c := *s
	c.brackets, c.own, c.counts = slices.Clone(s.brackets), slices.Clone(s.own), append(make([]int, 0, maxCodes), s.counts...)
	c.gathered = slices.Clone(s.gathered)
	return &c
}

// fork returns a selection to which a block of values more can be fed, of use until s takes in
// other ones: it gathers them behind what s has, without a copy of that.
func (s *selection) fork() *selection {
	if s.isDue() {
		return s.clone()
	}
	c := *s
	c.counts = append(make([]int, 0, maxCodes), s.counts...)
	return &c
}

// merge takes in what another selection for the same probabilities took in.
func (s *selection) merge(o *selection) {
	if s.lost = s.lost || o.lost; s.lost || len(s.probs) == 0 {
		s.gathered = nil
		return
	}
	ends := make([]bracket, len(s.probs))
	for i := range ends {
		a, b := s.brackets[s.own[i]], o.brackets[o.own[i]]
		ends[i] = bracket{max(a.lo, b.lo), min(a.hi, b.hi)}
		if ends[i].lo > ends[i].hi {
			s.lost, s.gathered = true, nil
			return
		}
	}
	if !s.hasEnds(ends) {
		s.rebracket(ends)
	}
	s.recount(o.brackets, o.counts)
	for x := range slices.Chunk(o.gathered, 16*blockSize) {
		if k := len(s.gathered) + len(x); k > cap(s.gathered) {
			grown := make([]float64, len(s.gathered), k+k/16)
			copy(grown, s.gathered)
			s.gathered = grown
		}
		s.take(x)
	}
	s.n += o.n
	if s.isOpen() || 2*len(s.gathered) > 3*s.wanted() {
		s.narrow()
	}
}

// hasEnds reports whether these are the brackets there are.
func (s *selection) hasEnds(ends []bracket) bool {
	for i, b := range ends {
		if s.brackets[s.own[i]] != b {
			return false
		}
	}
	return true
}
