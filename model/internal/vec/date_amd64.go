package vec

// firstBelowWide is [FirstBelow] of n points, a multiple of four.
//
//go:noescape
func firstBelowWide(dates, x, limit *float64, n int, month float64)
