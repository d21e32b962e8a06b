//go:build !amd64

package vec

func firstBelowWide(dates, x, limit *float64, n int, month float64) { panic(noWide) }
