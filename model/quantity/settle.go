package quantity

import (
	"math"
	"strconv"
)

// Settle returns v as it is to be rounded for people, to at most eleven digits: what lies at
// a tie but for the error of a sum, 1.3249999999999995, say, lies just beyond it, away from
// zero, so that amounts added up in another order are printed alike. It differs from v by at
// most a part in 10^11. A v that is not finite stays as it is.
//
// Note: twelve digits are what sums of some thousand amounts agree in; a step of 10^-13 beyond
// that reaches over a tie, and over nothing else that twelve digits can tell from it.
func Settle(v float64) float64 {
	if math.IsNaN(v) || math.Abs(v) > 1e300 {
		return v
	}
	near, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 11, 64), 64)
	if err != nil {
		return v
	}
	return near * (1 + 1e-13)
}
