package vec

// sumWide is [Sum] of n points, a multiple of four, and one to three rows.
//
//go:noescape
func sumWide(dst, first, rest *float64, stride, rows, n int)
