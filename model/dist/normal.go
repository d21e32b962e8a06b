package dist

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"computegap/model/internal/vec"
)

// normal is the law N(mean, sd²).
type normal struct{ mean, sd float64 }

// certain is the hint for a law without spread.
const certain = "a value that is certain stands alone, without a distribution"

// Normal returns the normal law with the given mean and standard deviation, which are
// in the same unit; sd must be above zero.
func Normal(mean, sd float64) (Dist, error) {
	if err := finite("the mean and the standard deviation", mean, sd); err != nil {
		return nil, err
	}
	if sd <= 0 {
		return nil, &Error{Message: "the standard deviation must be above zero", Hint: certain}
	}
	return settled(normal{mean, sd})
}

func (d normal) Quantile(u float64) float64 {
	open(u)
	return d.mean + d.sd*zscore(u)
}

func (d normal) upper(s float64) float64     { return d.mean - d.sd*zscore(s) }
func (d normal) CDF(x float64) float64       { return phi((x - d.mean) / d.sd) }
func (d normal) survival(x float64) float64  { return phi((d.mean - x) / d.sd) }
func (d normal) Support() (float64, float64) { return math.Inf(-1), math.Inf(1) }
func (d normal) Mean() float64               { return d.mean }
func (d normal) Variance() float64           { return d.sd * d.sd }

// leastU is the smallest normal float64. Below it logarithms lose their precision.
const leastU = 0x1p-1022

// zscore returns the standard normal quantile of u, that of 2^−1022 for a u below it.
func zscore(u float64) float64 {
	if z := vec.Score1(u); z == z {
		return z
	}
	return mathext.NormalQuantile(max(u, leastU))
}

// phi returns the standard normal distribution function, precise in both tails.
func phi(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// density returns the standard normal density.
func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// lognormal is the law of median·exp(sigma·Z), Z standard normal.
type lognormal struct{ median, sigma float64 }

// Lognormal returns the law whose logarithm is normal with standard deviation sigma, a
// pure number; median carries the unit. Both must be above zero.
func Lognormal(median, sigma float64) (Dist, error) {
	if err := finite("the median and sigma", median, sigma); err != nil {
		return nil, err
	}
	if median <= 0 {
		return nil, &Error{Message: "the median of a lognormal law must be above zero", Hint: "a quantity that may be zero or negative wants normal(mean; sd)"}
	}
	if sigma <= 0 {
		return nil, &Error{Message: "sigma must be above zero", Hint: certain}
	}
	return settled(lognormal{median, sigma})
}

func (d lognormal) Quantile(u float64) float64 {
	open(u)
	return d.at(zscore(u))
}

func (d lognormal) upper(s float64) float64 { return d.at(-zscore(s)) }

// at returns the value at the normal score z, held inside the positive numbers where
// the exponential leaves them.
func (d lognormal) at(z float64) float64 {
	return d.of(exp(d.sigma * z))
}

// of is the value of which e is a multiple of the median.
func (d lognormal) of(e float64) float64 {
	return clamp(d.median*e, math.SmallestNonzeroFloat64, math.MaxFloat64)
}

// exp returns e^x, by the quicker way where it serves.
func exp(x float64) float64 {
	if x > -vec.Limit && x < vec.Limit {
		return vec.Exp1(x)
	}
	return math.Exp(x)
}

// score returns the normal score of x, −Inf for x ≤ 0.
func (d lognormal) score(x float64) float64 {
	if x <= 0 {
		return math.Inf(-1)
	}
	return math.Log(x/d.median) / d.sigma
}

func (d lognormal) CDF(x float64) float64       { return phi(d.score(x)) }
func (d lognormal) survival(x float64) float64  { return phi(-d.score(x)) }
func (d lognormal) Support() (float64, float64) { return 0, math.Inf(1) }

// Mean is median·e^(σ²/2).
func (d lognormal) Mean() float64 { return d.median * math.Exp(d.sigma*d.sigma/2) }

// Variance is mean²·(e^(σ²) − 1).
func (d lognormal) Variance() float64 {
	m := d.Mean()
	return m * m * math.Expm1(d.sigma*d.sigma)
}

// logitNormal is the law of expit(logit(median) + sigma·Z), Z standard normal.
type logitNormal struct{ median, sigma float64 }

// LogitNormal returns the law on (0, 1) whose log-odds ln(x/(1−x)) are normal with
// standard deviation sigma. The median must lie strictly between 0 and 1, sigma above
// zero and at most 100: beyond that the law is a coin between 0 and 1.
func LogitNormal(median, sigma float64) (Dist, error) {
	if err := finite("the median and sigma", median, sigma); err != nil {
		return nil, err
	}
	if median <= 0 || median >= 1 {
		return nil, refuse("the median of a logit-normal law must lie above 0%% and below 100%%")
	}
	if sigma <= 0 || sigma > 100 {
		return nil, refuse("sigma must be above zero and at most 100")
	}
	return logitNormal{median, sigma}, nil
}

func (d logitNormal) Quantile(u float64) float64 {
	open(u)
	return d.at(zscore(u))
}

func (d logitNormal) upper(s float64) float64 { return d.at(-zscore(s)) }

// at returns the value at the normal score z, held inside the open interval (0, 1). It
// weighs the odds rather than adding to the logit, so that z = 0 gives the very median.
func (d logitNormal) at(z float64) float64 {
	m, n := d.median, 1-d.median
	if z < 0 {
		m *= math.Exp(d.sigma * z)
	} else {
		n *= math.Exp(-d.sigma * z)
	}
	return clamp(m/(m+n), math.SmallestNonzeroFloat64, lastBelowOne)
}

// score returns the normal score of x, infinite outside (0, 1).
func (d logitNormal) score(x float64) float64 {
	switch {
	case x <= 0:
		return math.Inf(-1)
	case x >= 1:
		return math.Inf(1)
	}
	return (logit(x) - logit(d.median)) / d.sigma
}

func (d logitNormal) CDF(x float64) float64       { return phi(d.score(x)) }
func (d logitNormal) survival(x float64) float64  { return phi(-d.score(x)) }
func (d logitNormal) Support() (float64, float64) { return 0, 1 }
func (d logitNormal) Mean() float64               { return meanOf(d) }
func (d logitNormal) Variance() float64           { return varianceOf(d) }

// logit returns ln(x/(1−x)) for x in (0, 1).
func logit(x float64) float64 { return math.Log(x) - math.Log1p(-x) }

// expit returns the inverse of logit, strictly between 0 and 1.
func expit(y float64) float64 {
	return clamp(1/(1+math.Exp(-y)), math.SmallestNonzeroFloat64, lastBelowOne)
}
