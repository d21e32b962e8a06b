package dist

import "math"

// leastMass is the smallest share of a law that truncation may leave.
const leastMass = 1e-9

// truncated is a continuous law given that it lies in [lo, hi].
type truncated struct {
	base   law
	lo, hi float64
	below  float64 // mass of base below lo
	above  float64 // mass of base above hi
	mass   float64 // what is left between
}

// Truncated returns the law of d given that it lies in [lo, hi]; either bound may be
// infinite, and lo must be below hi (or equal, for a discrete law). Bounds beyond the
// support of d change nothing. It is an error if less than 1e-9 of the mass is left.
//
// The quantile at u is that of d at F(lo) + u·(F(hi) − F(lo)), taken from the upper end
// in the upper half of d, so that a far tail keeps its precision. A discrete law keeps
// the values in the bounds, in their proportions.
func Truncated(d Dist, lo, hi float64) (Dist, error) {
	if math.IsNaN(lo) || math.IsNaN(hi) || lo > hi {
		return nil, refuse("the low bound must be below the high bound")
	}
	from, to := d.Support()
	if lo <= from && hi >= to {
		return d, nil
	}
	lo, hi = max(lo, from), min(hi, to)
	switch d := d.(type) {
	case *discrete:
		values, weights, total := d.within(lo, hi)
		if total < leastMass {
			return nil, nothingLeft()
		}
		return newDiscrete(values, weights, total), nil
	case *table:
		return Truncated(d.law, lo, hi)
	case *truncated:
		return narrowed(d.base, lo, hi, d.mass)
	default:
		return narrowed(tailed(d), lo, hi, 1)
	}
}

// nothingLeft returns the error for bounds that leave too little.
func nothingLeft() error {
	return &Error{
		Message: "practically nothing of the distribution lies within the bounds",
		Hint:    "less than 1e-9 of its mass is left: check the units of the distribution and of the bounds",
	}
}

// narrowed returns d between lo and hi, where whole is the mass of d that counts as all.
func narrowed(d law, lo, hi, whole float64) (Dist, error) {
	if lo >= hi {
		return nil, nothingLeft()
	}
	t := between(d, lo, hi)
	if !(t.mass >= leastMass*whole) {
		return nil, nothingLeft()
	}
	if _, ok := d.(uniform); ok {
		return Uniform(lo, hi)
	}
	return t, nil
}

// between returns d given that it lies in [lo, hi], however little is left.
func between(d law, lo, hi float64) *truncated {
	t := &truncated{base: d, lo: lo, hi: hi, below: d.CDF(lo), above: d.survival(hi)}
	switch {
	case t.above > 0.5:
		t.mass = d.CDF(hi) - t.below
	case t.below > 0.5:
		t.mass = d.survival(lo) - t.above
	default:
		t.mass = 1 - t.below - t.above
	}
	return t
}

func (d *truncated) Quantile(u float64) float64 {
	open(u)
	return d.value(u, 1-u)
}

func (d *truncated) upper(s float64) float64 { return d.value(1-s, s) }

// value returns the quantile with share p of what is left below and q above it.
func (d *truncated) value(p, q float64) float64 {
	p, q = d.outer(p, q)
	if p <= 0.5 {
		return clamp(d.base.Quantile(max(p, leastU)), d.lo, d.hi)
	}
	return clamp(d.base.upper(max(q, leastU)), d.lo, d.hi)
}

// outer turns shares below and above of the truncated law into those of its base; of
// the two results the smaller is precise.
func (d *truncated) outer(p, q float64) (below, above float64) {
	below = d.below + p*d.mass
	if below <= 0.5 {
		return below, 1 - below
	}
	above = d.above + q*d.mass
	return 1 - above, above
}

func (d *truncated) CDF(x float64) float64 {
	if x >= d.hi {
		return 1
	}
	if f := d.base.CDF(x); f <= 0.5 {
		return clamp((f-d.below)/d.mass, 0, 1)
	}
	return clamp(1-(d.base.survival(x)-d.above)/d.mass, 0, 1)
}

func (d *truncated) survival(x float64) float64 {
	if x <= d.lo {
		return 1
	}
	if f := d.base.CDF(x); f <= 0.5 {
		return clamp(1-(f-d.below)/d.mass, 0, 1)
	}
	return clamp((d.base.survival(x)-d.above)/d.mass, 0, 1)
}

func (d *truncated) Support() (float64, float64) { return d.lo, d.hi }

// Mean is the closed form for the normal and the lognormal law where it is well
// conditioned, else a quadrature.
func (d *truncated) Mean() float64 {
	if m, _, ok := d.closed(); ok {
		return m
	}
	return clamp(meanOf(d), d.lo, d.hi)
}

// Variance is by the same route as Mean.
func (d *truncated) Variance() float64 {
	if _, v, ok := d.closed(); ok {
		return v
	}
	return varianceOf(d)
}

// closed returns the mean and the variance in closed form; ok is false where there is
// none, or where cancellation would cost it more than about three digits.
func (d *truncated) closed() (mean, variance float64, ok bool) {
	c, ok := d.base.(interface {
		moments(lo, hi float64) (mean, variance float64, ok bool)
	})
	if !ok {
		return 0, 0, false
	}
	return c.moments(d.lo, d.hi)
}

// grid takes the panels of the base and adds its corner, if it lies inside.
func (d *truncated) grid() grid {
	g := gridOf(d.base)
	if k, ok := d.base.(interface{ kink() float64 }); ok {
		if p := d.CDF(k.kink()); p > 0 && p < 1 {
			g.corner = zscore(p)
		}
	}
	return g
}

// moments returns mean and variance of the law given that it lies in [lo, hi]:
// with α, β the scores of the bounds and Z = Φ(β) − Φ(α),
//
//	mean = μ + σ(φ(α)−φ(β))/Z
//	variance = σ²[1 + (αφ(α)−βφ(β))/Z − ((φ(α)−φ(β))/Z)²]
//
// Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, 13.10.
func (d normal) moments(lo, hi float64) (mean, variance float64, ok bool) {
	alpha, beta := (lo-d.mean)/d.sd, (hi-d.mean)/d.sd
	z := share(alpha, beta)
	r := (density(alpha) - density(beta)) / z
	v := 1 + (scored(alpha)-scored(beta))/z - r*r
	return d.mean + d.sd*r, d.sd * d.sd * v, v > 1e-3
}

// moments returns mean and variance of the law given that it lies in [lo, hi], from
// E[X^k] = median^k·e^(k²σ²/2)·(Φ(β−kσ)−Φ(α−kσ))/(Φ(β)−Φ(α)). Source: as for the
// normal law, 14.
func (d lognormal) moments(lo, hi float64) (mean, variance float64, ok bool) {
	alpha, beta := d.score(lo), d.score(hi)
	z := share(alpha, beta)
	m1 := d.Mean() * share(alpha-d.sigma, beta-d.sigma) / z
	m2 := d.Mean() * d.Mean() * math.Exp(d.sigma*d.sigma) * share(alpha-2*d.sigma, beta-2*d.sigma) / z
	v := m2 - m1*m1
	return m1, v, v > 1e-3*m2
}

// share returns Φ(β) − Φ(α), taken in the tail that keeps its precision.
func share(alpha, beta float64) float64 {
	if alpha > 0 {
		return phi(-alpha) - phi(-beta)
	}
	return phi(beta) - phi(alpha)
}

// scored returns zφ(z), 0 at infinity.
func scored(z float64) float64 {
	if math.IsInf(z, 0) {
		return 0
	}
	return z * density(z)
}
