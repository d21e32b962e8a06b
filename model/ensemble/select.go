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
	// secondNarrowing is when they are narrowed for the first time.
	secondNarrowing = 1 << 15
	// usualReach is how many standard errors of a rank a bracket reaches to either side.
	// An order statistic that is wanted at last stays within with a probability of
	// 1 − 4e−8. firstReach is that of the first replicate, whose brackets serve the others.
	usualReach, firstReach = 5.5, 7.5
	// manyValues is from how many values on brackets are narrowed four times while their number
	// doubles.
	manyValues = 1 << 17
	// feedSize is how many values are taken in at a time at most.
	feedSize = 512
	// mostBrackets is how many probabilities one selection serves.
	mostBrackets = 5
	// maxCodes is more codes than there are.
	maxCodes = 32
)

// selection finds exact order statistics of a stream of values in memory of about the
// square root of their number.
//
// All values are gathered at first. When there are 4096, and again and again as more come, every
// probability gets a bracket: from the order statistic of the values so far that lies
// usualReach standard errors below its quantile to that as far above. From then on
// only values within brackets are gathered and the others counted, so every rank within a
// bracket is known exactly at last, and for all others it is known between which brackets
// they lie. Brackets only ever get narrower, and depend on nothing but the values and
// their order.
type selection struct {
	probs    []float64
	n        int       // values
	most     int       // values that are expected; 0: not known
	reach    float64   // of brackets, in standard errors of a rank
	wait     int       // there is no narrowing up to so many values
	lost     bool      // by a merge of brackets that have nothing in common
	brackets []bracket // ascending; two may share an end, which is the first one's then
	own      []int     // the bracket of every probability
	counts   []int     // by code
	edges    edges
	gathered []float64 // in the order they came
}

// restart empties the selection and keeps its memory. It begins with these brackets, one
// for each of its probabilities, at most mostBrackets, or with open ones if ends is nil.
func (s *selection) restart(ends []bracket, wait int) {
	*s = selection{probs: s.probs, most: s.most, wait: wait, reach: usualReach, gathered: s.gathered[:0]}
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
	s.counts = make([]int, codeOf(len(s.brackets), plain)+1, maxCodes)
	s.edges = edgesOf(s.brackets)
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

// feed takes in values: blocks of blockSize of them, or fewer if they are the last.
func (s *selection) feed(x []float64) {
	for len(x) > 0 {
		if s.isDue() {
			s.narrow()
		}
		k := min(len(x), s.nextDue()-s.n, feedSize)
		s.room(k)
		s.take(x[:k])
		s.n += k
		x = x[k:]
	}
}

// room sees to it that so many more values can be gathered.
func (s *selection) room(more int) {
	if k := len(s.gathered) + more; k > cap(s.gathered) {
		grown := make([]float64, len(s.gathered), max(k+k/4, s.enough()))
		copy(grown, s.gathered)
		s.gathered = grown
	}
}

// enough returns how many values will hardly ever be gathered at a time: those between the
// first two narrowings, at 2^12 and 2^15 values, or those that are wanted at last. Memory
// that stays unused costs nothing.
func (s *selection) enough() int {
	early := firstNarrowing + feedSize
	if more := min(s.most, secondNarrowing) - firstNarrowing; more > 0 {
		early += more * s.wantedOf(firstNarrowing) / firstNarrowing * 11 / 10
	}
	return max(early, s.wantedOf(s.most)*6/5)
}

// take counts values, which there is room for, and gathers those that lie within brackets.
func (s *selection) take(x []float64) {
	from := len(s.gathered)
	to := s.gathered[from : from+len(x)]
	if s.isOpen() {
		copy(to, x)
		s.counts[codeOf(0, inside)] += len(x)
		s.gathered = s.gathered[:from+len(x)]
		return
	}
	s.gathered = s.gathered[:from+s.edges.sift(to, x, s.brackets, s.counts)]
}

// sift goes through everything that was gathered once more, by brackets that are new.
func (s *selection) sift() {
	for i := range s.brackets {
		s.counts[codeOf(i, inside)] = 0
	}
	if s.isOpen() {
		s.counts[codeOf(0, inside)] = len(s.gathered)
		return
	}
	s.gathered = s.gathered[:s.edges.sift(s.gathered, s.gathered, s.brackets, s.counts)]
}
