package vec

import "math"

// Sifted is the most numbers that [Sift] compares with.
const Sifted = 10

// lanes counts, four at a time, how many numbers have reached each of Sifted others.
type lanes [Sifted][4]uint64

// packs holds, for every set of four places, the halves of the numbers in these places, in
// order: what assembly permutes by.
//
//nolint:unused // by Go
var packs = func() (all [16][8]uint32) {
	for set := range all {
		n := 0
		for place := range uint32(4) {
			if set>>place&1 == 1 {
				all[set][n], all[set][n+1] = 2*place, 2*place+1
				n += 2
			}
		}
	}
	return all
}()

// Sift writes to dst, in their order, the x that have reached an odd number of the first odd
// numbers in from, at most Sifted, and returns how many. x reaches what it equals, and nothing
// if it is NaN. It adds to reached, for each number in from, how many x have reached it. dst is not
// shorter than x and may be x; what it holds beyond is of no use. If odd is 0, it may be nil.
func Sift(dst, x []float64, odd int, from []float64, reached *[Sifted]int) int {
	if len(x) == 0 || len(from) == 0 {
		return 0
	}
	if odd == 0 {
		dst = x // to which nothing is written
	}
	if dst = dst[:len(x)]; !wide {
		return sift(dst, x, odd, from, reached)
	}
	var counts lanes
	n, k := len(x)&^31, 0
	if n > 0 {
		k = siftWide(&dst[0], &x[0], n, &from[0], odd, len(from), &counts)
	}
	if n < len(x) {
		rest := nothing // which reaches no number
		copy(rest[:], x[n:])
		m := siftWide(&rest[0], &rest[0], len(rest), &from[0], odd, len(from), &counts)
		k += copy(dst[k:], rest[:m])
	}
	for i := range from {
		c := &counts[i]
		reached[i] += int(c[0] + c[1] + c[2] + c[3])
	}
	return k
}

// nothing is what is no number.
var nothing = func() (all [32]float64) {
	for i := range all {
		all[i] = math.NaN()
	}
	return all
}()

// sift is [Sift] without assembly.
func sift(dst, x []float64, odd int, from []float64, reached *[Sifted]int) int {
	k := 0
	for _, v := range x {
		isOdd := 0
		for i, t := range from {
			bit := 0
			if v >= t {
				bit = 1
			}
			if reached[i] += bit; i < odd {
				isOdd ^= bit
			}
		}
		if isOdd == 1 {
			dst[k] = v
			k++
		}
	}
	return k
}
