package vec

import "math"

// FirstBelow dates the points at which x is below limit for the first time: those without a
// date, which is no number, get the month.
func FirstBelow(dates, x, limit []float64, month float64) {
	n := len(dates)
	x, limit = x[:n], limit[:n]
	i := head(n)
	if i > 0 {
		firstBelowWide(&dates[0], &x[0], &limit[0], i, month)
	}
	for ; i < n; i++ {
		if x[i] < limit[i] && math.IsNaN(dates[i]) {
			dates[i] = month
		}
	}
}
