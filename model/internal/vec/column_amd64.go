package vec

// deviationsWide is [Deviations] in AVX2.
//
//go:noescape
func deviationsWide(x *[Size]float64, c, unit float64) (s1, s2 float64)
