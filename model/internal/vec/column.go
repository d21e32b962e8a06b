package vec

// Size is how many numbers of a column are added up at a time.
const Size = 128

// Deviations returns the sums of d and d², where d = (x − c)·unit, each added up in eight
// lanes. Lane i and lane 4 + i make one of four, and these come to (0 + 2) + (1 + 3).
func Deviations(x *[Size]float64, c, unit float64) (s1, s2 float64) {
	if wide {
		return deviationsWide(x, c, unit)
	}
	var a, b [8]float64
	for i, v := range x {
		d := (v - c) * unit
		a[i%8] += d
		b[i%8] += float64(d * d)
	}
	return lanesOf(&a), lanesOf(&b)
}

// lanesOf adds eight lanes up.
func lanesOf(a *[8]float64) float64 {
	return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]))
}
