package ensemble

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a 95% confidence interval, in the unit of what it is of.
type Interval struct {
	Low, High float64
	// OpenLow and OpenHigh say that there are too few paths to bound that side. Low or
	// High is then only what the paths show, such as the smallest or largest value.
	OpenLow, OpenHigh bool
}

// Below reports whether the whole interval lies below v.
func (i Interval) Below(v float64) bool { return !i.OpenHigh && i.High < v }

// Above reports whether the whole interval lies above v.
func (i Interval) Above(v float64) bool { return !i.OpenLow && i.Low > v }

// outside is the probability that an interval leaves on each side.
const outside = 0.025

// studentQuantile returns the 97.5% quantile of Student's t with df degrees of freedom, 1
// or more. For many it is z·(1 + (z² + 1)/(4·df)), the beginning of the expansion of
// Cornish & Fisher (1937), doi:10.2307/1400905, with the normal quantile z.
func studentQuantile(df int) float64 {
	if df > 1e5 {
		z := normalQuantile(1 - outside)
		return z * (1 + (z*z+1)/(4*float64(df)))
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}.Quantile(1 - outside)
}

// binomialCDF returns the probability of k or fewer of n events of probability p:
// I_(1−p)(n−k, k+1), the regularised incomplete beta function.
func binomialCDF(k, n int, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n || p == 0:
		return 1
	case p == 1:
		return 0
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 1-p)
}

// orderRanks returns the ranks, from 1, of the order statistics of n independent values
// that bound the quantile for p from both sides: the largest low and the smallest high
// with
//
//	P(B ≤ low − 1) ≤ 2.5%,  P(B ≥ high) ≤ 2.5%,  B binomial (n, p)
//
// low is 0 and high n + 1 where there is none. It holds for every law. Source: David &
// Nagaraja, Order Statistics (2003), section 7.1.
func orderRanks(n int, p float64) (low, high int) {
	low = leastCount(n, func(k int) bool { return binomialCDF(k, n, p) > outside })
	high = leastCount(n, func(k int) bool { return 1-binomialCDF(k, n, p) <= outside }) + 1
	if high > n {
		high = n + 1
	}
	return low, high
}

// leastCount returns the least k from 0 to n for which ok holds, which holds for n and
// from there on.
func leastCount(n int, ok func(k int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		if mid := lo + (hi-lo)/2; ok(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// share returns the interval of a probability of which k of n independent paths are
// instances. Source: Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404.
func share(k, n int) Interval {
	a, b := float64(k), float64(n-k)
	switch never := math.Pow(outside, 1/float64(n)); k { // the closed forms of what follows
	case 0:
		return Interval{Low: 0, High: 1 - never}
	case n:
		return Interval{Low: never, High: 1}
	}
	return Interval{Low: mathext.InvRegIncBeta(a, b+1, outside), High: mathext.InvRegIncBeta(a+1, b, 1-outside)}
}

// logNormalError returns s times and divided by e^h: the interval of a positive number
// whose logarithm has the half-width h.
func logNormalError(s, h float64) Interval {
	return Interval{Low: s * math.Exp(-h), High: s * math.Exp(h)}
}
