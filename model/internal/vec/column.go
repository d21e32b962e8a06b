package vec

import "math"

// Size is how many numbers of a column are taken at a time.
const Size = 64

// magic added to −1 or more leaves that and 1, rounded, in the last 52 bits.
const magic = 1<<52 + 1

// Places writes (x − lo)·unit + 1, rounded and held between 0 and top + 1, in the last 52
// bits of out; what is no number has any place. The bits above are those of 2⁵².
func Places(out *[Size]uint64, x *[Size]float64, lo, unit, top float64) {
	if wide {
		placesWide(out, x, lo, unit, top)
		return
	}
	for i, v := range x {
		t := (v - lo) * unit
		if !(t > -1) {
			t = -1
		}
		if t > top {
			t = top
		}
		out[i] = math.Float64bits(t + magic)
	}
}

// Mark writes place wherever x is the very number atom, bit by bit.
func Mark(out *[Size]uint64, x *[Size]float64, atom, place uint64) {
	if wide {
		markWide(out, x, atom, place)
		return
	}
	for i, v := range x {
		if math.Float64bits(v) == atom {
			out[i] = place
		}
	}
}

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
