package vec

import "math"

// Size is how many numbers of a column are taken at a time.
const Size = 64

// Deviations returns the sums of d and d², where d = (x − c)·unit, each added up in four
// lanes, and these as (0 + 2) + (1 + 3).
func Deviations(x *[Size]float64, c, unit float64) (s1, s2 float64) {
	if wide {
		return deviationsWide(x, c, unit)
	}
	var a, b [4]float64
	for i, v := range x {
		d := (v - c) * unit
		a[i%4] += d
		b[i%4] += float64(d * d)
	}
	return (a[0] + a[2]) + (a[1] + a[3]), (b[0] + b[2]) + (b[1] + b[3])
}

// Count writes for every x how many of the numbers in from are at most x, and how many of
// those in above are below it: together.
func Count(out *[Size]uint64, x *[Size]float64, from, above []float64) {
	if wide {
		countWide(out, x, from, above)
		return
	}
	for i, v := range x {
		n := uint64(0)
		for _, t := range from {
			if v >= t {
				n++
			}
		}
		for _, t := range above {
			if v > t {
				n++
			}
		}
		out[i] = n
	}
}

// Same reports whether all x are the same number, bit by bit.
func Same(x *[Size]float64) bool {
	first := math.Float64bits(x[0])
	if math.Float64bits(x[Size-1]) != first {
		return false
	}
	for _, v := range x {
		if math.Float64bits(v) != first {
			return false
		}
	}
	return true
}
