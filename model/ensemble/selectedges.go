package ensemble

import (
	"math"

	"computegap/model/internal/vec"
)

// edges are the ends of brackets as values are compared with them: first all values with
// those of the closed brackets, then what lies within these, which is little, with those of
// the open ones. What is between them equals an end.
//
// Both list pairs of numbers that a value has to reach: to get into a bracket, and to be
// beyond it. Brackets that are wide come first. Those of a single value only count, in closed.
type edges struct {
	closed, open [2 * mostBrackets]float64
	wide, single int // the number of pairs
}

// edgesOf returns the edges of brackets.
func edgesOf(brackets []bracket) (e edges) {
	var singles [2 * mostBrackets]float64
	for i, b := range brackets {
		into, beyond := b.lo, math.Nextafter(b.hi, math.Inf(1))
		if i > 0 && brackets[i-1].hi == b.lo { // which is the end of the one before
			into = math.Nextafter(b.lo, math.Inf(1))
		}
		if b.lo == b.hi {
			singles[2*e.single], singles[2*e.single+1] = into, beyond
			e.single++
			continue
		}
		e.closed[2*e.wide], e.closed[2*e.wide+1] = into, beyond
		e.open[2*e.wide], e.open[2*e.wide+1] = math.Nextafter(b.lo, math.Inf(1)), b.hi
		e.wide++
	}
	copy(e.closed[2*e.wide:], singles[:2*e.single])
	return e
}

// sift adds to counts, by code, how many values lie where as to the brackets, and writes
// those that lie inside of one to dst, which is as long as x and may be x. It returns how
// many these are.
//
// Note: this is the innermost of the statistics of an ensemble.
func (e *edges) sift(dst, x []float64, brackets []bracket, counts []int) int {
	odd, all := 2*e.wide, 2*(e.wide+e.single)
	var closed, open [vec.Sifted]int // how many have reached each number
	near := vec.Sift(dst, x, odd, e.closed[:all], &closed)
	kept := vec.Sift(dst[:near], dst[:near], odd, e.open[:odd], &open)
	left, beyond := near, len(x) // near values from here on; values beyond the bracket before
	wide, single := 0, odd
	for i, b := range brackets {
		at := single
		if b.lo != b.hi {
			at = wide
		}
		into := closed[at]
		counts[codeOf(i, plain)] += beyond - into
		beyond = closed[at+1]
		if b.lo == b.hi {
			counts[codeOf(i, atLo)] += into - beyond
			single += 2
			continue
		}
		counts[codeOf(i, atLo)] += left - open[at]
		counts[codeOf(i, inside)] += open[at] - open[at+1]
		left -= into - beyond
		counts[codeOf(i, atHi)] += open[at+1] - left
		wide += 2
	}
	counts[codeOf(len(brackets), plain)] += beyond
	return kept
}
