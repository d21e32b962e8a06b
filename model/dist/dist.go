package dist

import (
	"fmt"
	"math"
)

// Dist is the law of one uncertain number, in the number's own unit.
//
// Quantile returns the smallest x with CDF(x) ≥ u, finite and inside the support, for
// every u in (0, 1), however close to either end, and never decreases in u; a u
// outside (0, 1) is a programmer's mistake and panics. CDF returns the probability of
// a value ≤ x and takes any x, infinite ones included. Support returns the ends of the
// smallest interval that holds every value; an end may be infinite. Mean and Variance
// are finite.
type Dist interface {
	Quantile(u float64) float64
	CDF(x float64) float64
	Support() (lo, hi float64)
	Mean() float64
	Variance() float64
}

// law is a Dist that keeps full relative precision in its upper tail as well, which is
// what truncation there needs.
type law interface {
	Dist
	// survival returns 1 − CDF(x).
	survival(x float64) float64
	// upper returns Quantile(1 − s), for s in (0, 1).
	upper(s float64) float64
}

// Error is a refusal by a constructor. Message says what is wrong, in lower case and
// without naming a place; Hint, which may be empty, says what would do instead.
type Error struct {
	Message string
	Hint    string
}

// Error returns the message without the hint.
func (e *Error) Error() string { return e.Message }

// refuse returns an [*Error] without a hint.
func refuse(format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...)}
}

// Interval returns the law of which lo and hi are the 5% and the 95% quantile: a 90%
// interval.
//
// It is lognormal if both ends are positive and normal otherwise; with unit, which is
// meant for probabilities and other fractions that cannot exceed one, it is logit-normal
// and both ends must lie strictly between 0 and 1.
func Interval(lo, hi float64, unit bool) (Dist, error) {
	if err := finite("the ends", lo, hi); err != nil {
		return nil, err
	}
	if lo >= hi {
		return nil, refuse("the low end of the interval must be below its high end")
	}
	const width = 2 * z95
	switch {
	case unit && (lo <= 0 || hi >= 1):
		return nil, &Error{
			Message: "both ends of a 90% interval of a fraction must lie above 0% and below 100%",
			Hint:    "a bound that can be reached wants uniform(a; b), triangular(a; mode; b) or pert(a; mode; b)",
		}
	case unit:
		low, high := logit(lo), logit(hi)
		return LogitNormal(expit((low+high)/2), (high-low)/width)
	case lo > 0:
		return Lognormal(math.Sqrt(lo)*math.Sqrt(hi), (math.Log(hi)-math.Log(lo))/width)
	default:
		return Normal(lo/2+hi/2, hi/width-lo/width)
	}
}

// z95 is the 95% quantile of the standard normal law. Source: A. Hald, Statistical
// Tables and Formulas (1952), and any later table; TestPublished checks it.
const z95 = 1.6448536269514722

// Cut returns the share of the mass of d, in [0, 1], that lies outside [lo, hi]: what
// [Truncated] with the same bounds cuts away. Bounds may be infinite.
func Cut(d Dist, lo, hi float64) float64 {
	below := d.CDF(math.Nextafter(lo, math.Inf(-1)))
	return min(1, below+tailed(d).survival(hi))
}

// tailed returns d as a law; a Dist from elsewhere gets its upper tail from its CDF and
// Quantile, at their precision.
func tailed(d Dist) law {
	if l, ok := d.(law); ok {
		return l
	}
	return foreign{d}
}

// foreign is a Dist that this package did not make.
type foreign struct{ Dist }

func (f foreign) survival(x float64) float64 { return 1 - f.CDF(x) }

func (f foreign) upper(s float64) float64 { return f.Quantile(min(1-s, lastBelowOne)) }

// lastBelowOne is the largest float64 below 1.
const lastBelowOne = 1 - 1.0/(1<<53)

// open panics unless u lies in (0, 1).
func open(u float64) {
	if !(u > 0 && u < 1) {
		outside(u)
	}
}

// outside panics about u. It is apart from open so that open can be inlined.
func outside(u float64) { panic(fmt.Sprintf("dist: u = %v is outside (0, 1)", u)) }

// finite returns an error unless every x is finite; what names them, in the plural.
func finite(what string, x ...float64) error {
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return refuse("%s must be finite numbers", what)
		}
	}
	return nil
}

// settled returns d, or an error if its mean or variance overflows.
func settled(d Dist) (Dist, error) {
	if finite("", d.Mean(), d.Variance()) != nil {
		return nil, refuse("the spread is so large that the mean or the variance is not finite")
	}
	return d, nil
}

// clamp returns x moved into [lo, hi].
func clamp(x, lo, hi float64) float64 { return max(lo, min(hi, x)) }
