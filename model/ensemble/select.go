package ensemble

import (
	"cmp"
	"math"
	"slices"
)

// bracket is a range of values in which wanted order statistics lie. Its ends are counted;
// what lies strictly between them is gathered. An infinite end is open.
type bracket struct{ lo, hi float64 }

// everywhere holds all values.
var everywhere = bracket{math.Inf(-1), math.Inf(1)}

// Where values lie as to a bracket: codeOf(i, plain) below bracket i and above the one
// before. Codes grow with the values.
const (
	plain = iota
	atLo
	inside
	atHi
	numSides
)

// codeOf returns the code of a side of a bracket.
func codeOf(bracket, side int) int { return numSides*bracket + side }

const (
	// firstNarrowing is how many values are gathered before there are brackets.
	firstNarrowing = 4096
	// usualReach is how many standard errors of a rank a bracket reaches to either side.
	// The order statistics that are wanted at last stay within with a probability of
	// 1 − 1e−8. firstReach is that of the first replicate, whose brackets serve the others.
	usualReach, firstReach = 6, 8
	// manyAtoms is the share of the values, 1 in so many, from which on a value that is an
	// end of a bracket is counted apart.
	manyAtoms = 16
	// mostBrackets is how many probabilities one selection serves.
	mostBrackets = lanes - 2
)

// selection finds exact order statistics of a stream of values in memory of about the
// square root of their number.
//
// All values are gathered at first. When there are 4096, and whenever their number has
// doubled since, every probability gets a bracket: from the order statistic of the values
// so far that lies 6 standard errors below its quantile to that as far above. From then on
// only values within brackets are gathered and the others counted, so every rank within a
// bracket is known exactly at last, and for all others it is known between which brackets
// they lie. Brackets only ever get narrower, and depend on nothing but the values and
// their order.
type selection struct {
	probs    []float64
	n        int       // values
	reach    float64   // of brackets, in standard errors of a rank
	wait     int       // there is no narrowing up to so many values
	lost     bool      // by a merge of brackets that have nothing in common
	brackets []bracket // ascending; two may share an end, which is the first one's then
	own      []int     // the bracket of every probability
	counts   []int     // by code
	look     *lookup   // nil while there is but one bracket, open on both sides
	gathered []float64 // in the order they came
	sifted   int       // up to here, all lie within brackets; those are in counts
	frequent float64   // an end that is known to be frequent, or NaN
}

// restart empties the selection and keeps its memory. It begins with these brackets, one
// for each of its probabilities, at most mostBrackets, or with open ones if ends is nil.
func (s *selection) restart(ends []bracket, wait int) {
	*s = selection{probs: s.probs, wait: wait, reach: usualReach, gathered: s.gathered[:0], frequent: math.NaN()}
	if ends == nil {
		ends = slices.Repeat([]bracket{everywhere}, len(s.probs))
	}
	s.setBrackets(ends)
}

// setBrackets takes brackets for every probability and begins to count anew.
func (s *selection) setBrackets(ends []bracket) {
	s.brackets, s.own = s.brackets[:0], slices.Grow(s.own[:0], len(ends))[:len(ends)]
	byLo := make([]int, len(ends))
	for i := range byLo {
		byLo[i] = i
	}
	slices.SortStableFunc(byLo, func(i, j int) int {
		return cmp.Or(cmp.Compare(ends[i].lo, ends[j].lo), cmp.Compare(ends[i].hi, ends[j].hi))
	})
	for _, i := range byLo {
		last := len(s.brackets) - 1
		switch {
		case last >= 0 && ends[i].hi <= s.brackets[last].hi:
		case last >= 0 && ends[i].lo < s.brackets[last].hi:
			s.brackets[last].hi = ends[i].hi
		default:
			s.brackets = append(s.brackets, ends[i])
			last++
		}
		s.own[i] = last
	}
	s.counts = make([]int, codeOf(len(s.brackets), plain)+1)
	s.look = nil
}

// search returns the code of a value.
func (s *selection) search(v float64) int {
	for i, b := range s.brackets {
		switch {
		case v > b.hi:
			continue
		case v < b.lo:
			return codeOf(i, plain)
		case v == b.lo:
			return codeOf(i, atLo)
		case v == b.hi:
			return codeOf(i, atHi)
		}
		return codeOf(i, inside)
	}
	return codeOf(len(s.brackets), plain)
}

// isOpen reports whether all values are gathered.
func (s *selection) isOpen() bool { return len(s.brackets) == 1 && s.brackets[0] == everywhere }

// feed takes in a block of values: blockSize of them, or fewer if they are the last.
func (s *selection) feed(x []float64) {
	if len(x) == 0 {
		return
	}
	if s.isDue() {
		s.narrow()
	}
	s.room()
	if s.look == nil && !s.isOpen() {
		s.prepare()
	}
	if s.look == nil {
		s.gathered = append(s.gathered, x...)
	} else {
		k := len(s.gathered)
		k += s.look.sift(s.gathered[k:cap(s.gathered)], x, s.counts)
		s.gathered = s.gathered[:k]
	}
	s.n += len(x)
}

// room sees to it that another block can be gathered.
func (s *selection) room() {
	if len(s.gathered)+blockSize <= cap(s.gathered) {
		return
	}
	s.sift(nil)
	if k := len(s.gathered) + blockSize; k > cap(s.gathered)*7/8 {
		grown := make([]float64, len(s.gathered), k+max(2*blockSize, min(k, firstNarrowing), k/4))
		copy(grown, s.gathered)
		s.gathered = grown
	}
}

// sift goes through what was gathered in places that are unsure and counts what lies
// outside of brackets. With a histogram it goes through everything, and fills that.
func (s *selection) sift(h *histogram) {
	if s.look == nil && !s.isOpen() {
		s.prepare()
	}
	x := s.gathered
	if s.look == nil {
		s.counts[codeOf(0, inside)], s.sifted = len(x), len(x)
		return
	}
	if h != nil {
		s.sifted = 0
		for i := range s.brackets {
			s.counts[codeOf(i, inside)] = 0
		}
	}
	k := s.sifted
	var codes, kept [blockSize]int16
	for i := k; i < len(x); i += blockSize {
		b, first := x[i:min(i+blockSize, len(x))], k
		s.codes(&codes, b)
		for j, v := range b {
			code := codes[j&(blockSize-1)]
			s.counts[code]++
			x[k], kept[(k-first)&(blockSize-1)] = v, code
			k += int(code >> 1 &^ code & 1) // those inside
		}
		if h != nil {
			h.count(x[first:k], &kept)
		}
	}
	s.gathered, s.sifted = x[:k], k
}

// codes writes the code of every value of a block.
func (s *selection) codes(out *[blockSize]int16, x []float64) {
	if s.look.codes(out, x) {
		return
	}
	for j, v := range x {
		if out[j&(blockSize-1)] == noCode {
			out[j&(blockSize-1)] = int16(s.search(v))
		}
	}
}

// prepare makes the lookup for the brackets, by values or by their bits, whichever has
// fewer values in places that are unsure.
func (s *selection) prepare() {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, b := range s.brackets {
		for _, v := range []float64{b.lo, b.hi} {
			if !math.IsInf(v, 0) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	linear, byBits := newPlacing(lo, hi, false), newPlacing(lo, hi, true)
	best := linear
	if s.unsure(&byBits) < s.unsure(&linear) {
		best = byBits
	}
	atom, code := s.atom()
	if c := s.search(s.frequent); code == noCode && isPresent(s.frequent) && c%numSides%2 == 1 {
		atom, code = s.frequent, c
	}
	s.look = newLookup(best, s.brackets, atom, code)
}

// atom returns the most frequent end and its code, which is noCode if none is frequent.
func (s *selection) atom() (v float64, code int) {
	code, most := noCode, s.n/manyAtoms
	for i, b := range s.brackets {
		if c := codeOf(i, atLo); s.counts[c] > most {
			v, code, most = b.lo, c, s.counts[c]
		}
		if c := codeOf(i, atHi); s.counts[c] > most {
			v, code, most = b.hi, c, s.counts[c]
		}
	}
	return v, code
}

// unsure returns about which share of what is gathered lies in places with an end of a
// bracket.
func (s *selection) unsure(p *placing) float64 {
	sum := 0.0
	for i, own := range s.own {
		b, prob := s.brackets[own], s.probs[i]
		if b.lo < b.hi && !math.IsInf(b.lo, 0) && !math.IsInf(b.hi, 0) {
			sum += math.Sqrt(prob*(1-prob)) / float64(1+p.place(b.hi)-p.place(b.lo))
		}
	}
	return sum
}
