//go:build !amd64

package vec

func deviationsWide(x *[Size]float64, c, unit float64) (s1, s2 float64) { panic(noWide) }
