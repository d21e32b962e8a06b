package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// beta is the law of lo + width·X, X having the beta density
// x^(a−1)·(1−x)^(b−1)/B(a, b) on [0, 1].
type beta struct {
	lo, width float64
	a, b      float64
	lnB       float64 // ln B(a, b)
	below     float64 // probability of X ≤ ½
	above     float64 // probability of X > ½
}

// Shapes outside these bounds are refused: below, half the mass sits at values that
// float64 cannot tell from the ends; above, the density is a spike.
const minShape, maxShape = 0.1, 1e4

// Beta returns the beta law on [0, 1] with the shapes a and b, each from 0.1 to 10000.
func Beta(a, b float64) (Dist, error) {
	if err := finite("the shapes", a, b); err != nil {
		return nil, err
	}
	if min(a, b) < minShape || max(a, b) > maxShape {
		return nil, refuse("the shapes of a beta law must lie between %v and %v", minShape, maxShape)
	}
	return newBeta(0, 1, a, b), nil
}

// PERT returns the beta law on [lo, hi] with the given mode and the mean
// (lo + 4·mode + hi)/6: shapes 1 + 4(mode−lo)/(hi−lo) and 1 + 4(hi−mode)/(hi−lo). The
// mode lies between the ends and may be one of them; lo must be below hi. Source: Malcolm,
// Roseboom, Clark & Fazar (1959), doi:10.1287/opre.7.5.646.
func PERT(lo, mode, hi float64) (Dist, error) {
	if err := checkMode(lo, mode, hi); err != nil {
		return nil, err
	}
	w := hi - lo
	return settled(newBeta(lo, w, 1+4*((mode-lo)/w), 1+4*((hi-mode)/w)))
}

// newBeta fills in what a beta law precomputes.
func newBeta(lo, width, a, b float64) beta {
	return beta{
		lo: lo, width: width, a: a, b: b, lnB: mathext.Lbeta(a, b),
		below: mathext.RegIncBeta(a, b, 0.5), above: mathext.RegIncBeta(b, a, 0.5),
	}
}

func (d beta) Quantile(u float64) float64 {
	open(u)
	return d.value(u, 1-u)
}

func (d beta) upper(s float64) float64 { return d.value(1-s, s) }

// value returns the quantile with probability p below and q above it.
func (d beta) value(p, q float64) float64 {
	x, far := d.root(p, q)
	lo, hi := d.Support()
	if far {
		return max(hi-d.width*x, lo)
	}
	return min(lo+d.width*x, hi)
}

// root returns the standard quantile with probability p below and q above it, as its
// distance x from the near end: from 1 if far, else from 0.
func (d beta) root(p, q float64) (x float64, far bool) {
	if p < 0.5 && p > d.below || p >= 0.5 && q < d.above {
		return solveBeta(d.b, d.a, d.lnB, q, p), true
	}
	return solveBeta(d.a, d.b, d.lnB, p, q), false
}

func (d beta) CDF(x float64) float64 {
	t := clamp((x-d.lo)/d.width, 0, 1)
	return mathext.RegIncBeta(d.a, d.b, t)
}

func (d beta) survival(x float64) float64 {
	_, hi := d.Support()
	t := clamp((hi-x)/d.width, 0, 1)
	return mathext.RegIncBeta(d.b, d.a, t)
}

func (d beta) Support() (float64, float64) { return d.lo, d.lo + d.width }

// Mean is a/(a+b) of the way from the low end.
func (d beta) Mean() float64 { return d.lo + d.width*(d.a/(d.a+d.b)) }

// Variance is ab/((a+b)²(a+b+1)) in units of the squared width.
func (d beta) Variance() float64 {
	n := d.a + d.b
	return d.width * d.width * (d.a / n) * (d.b / n) / (n + 1)
}

// solveBeta returns the x in (0, ½] at which the regularised incomplete beta function
// of shapes a, b is p, given lnB = ln B(a, b), q = 1 − p and that there is one.
//
// It is Newton's method in ln x on ln p, or on −ln q where q is below a tenth, started
// from the leading term p = x^a/(a·B(a, b)) and held in a bracket that is halved where a
// step leaves it. Below 1e-308 the result is 0.
//
// Note: mathext.InvRegIncBeta would do this, but it returns NaN or wrong values at some
// lopsided shapes, for example 0.04 for 0.00023 at a = 5, b = 1e5, p = 0.999999.
func solveBeta(a, b, lnB, p, q float64) float64 {
	y := (math.Log(p) + math.Log(a) + lnB) / a // p = x^a/(a·B(a, b)), the leading term
	if y < -40-math.Log1p(b) {
		return math.Exp(y)
	}
	// On [0, ½] the factor (1−x)^(b−1) that the leading term leaves out is below 1 if
	// b > 1, and between 1 and 2^(1−b) otherwise: the term is a bound from one side.
	lo, hi := y-math.Ln2*max(0, 1-b)/a, -math.Ln2
	y = clamp(betaGuess(a, b, p, q, y), lo, hi)
	for range 200 {
		miss, slope := betaMiss(a, b, lnB, p, q, y)
		if miss < 0 {
			lo = max(lo, y)
		} else {
			hi = min(hi, y)
		}
		step := miss / slope
		if math.Abs(step) < 1e-9 || hi-lo < 1e-16 {
			return min(math.Exp(y-step), 0.5)
		}
		y -= step
		if !(y > lo && y < hi) {
			y = lo + (hi-lo)/2
		}
	}
	return min(math.Exp(y), 0.5)
}

// betaGuess returns a guess at ln x for solveBeta: from the normal law where both shapes
// exceed 1, else the leading term y. Source: Abramowitz & Stegun (1964), 26.5.22.
func betaGuess(a, b, p, q, y float64) float64 {
	if a <= 1 || b <= 1 {
		return y
	}
	z := -zscore(p)
	if p > 0.5 {
		z = zscore(q)
	}
	ra, rb := 1/(2*a-1), 1/(2*b-1)
	h, l := 2/(ra+rb), (z*z-3)/6
	if h+l <= 0 {
		return y
	}
	w := z*math.Sqrt(h+l)/h - (rb-ra)*(l+5.0/6-2/(3*h))
	return -math.Log1p(b / a * math.Exp(2*w))
}

// betaMiss returns by how much, on a log scale, the probability at x = e^y misses p,
// negative if y is too low, and its derivative in y.
func betaMiss(a, b, lnB, p, q, y float64) (miss, slope float64) {
	x := math.Exp(y)
	flow := math.Exp(a*y + (b-1)*math.Log1p(-x) - lnB) // x times the density
	if q >= 0.1 {
		f := mathext.RegIncBeta(a, b, x)
		return math.Log(f / p), flow / f
	}
	s := mathext.RegIncBeta(b, a, 1-x)
	return -math.Log(s / q), flow / s
}
