package model

import "math"

// Broken is a set of relations between inputs that a draw did not keep. In the central
// case each is a fault; in a draw the value named here stands in, and is counted.
type Broken uint8

// The relations.
const (
	AtCeiling     Broken = 1 << iota // run-rate at or above its ceiling: it stays flat
	NegativeMonth                    // a month of spread yearly totals below zero: zero
	EmptyUmbrella                    // contracts within cost more than their umbrella: no remainder
	EmptyCapacity                    // contracts within bring more GW than their umbrella: no remainder
	Overflow                         // run-rate or escalation of a month beyond maxRunRate: held there
)

// Run-rates, USD/yr: the most is far above any economy and keeps every sum finite; the
// least, a billionth of a dollar, counts as nothing and keeps ratios finite.
const (
	maxRunRate = 1e18
	minRunRate = 1e-9
)

// law is a run-rate compiled against the timeline. fill writes the money of months lo
// to hi−1 into dst, USD, reading inputs from x; the rest of dst it leaves alone.
type law interface {
	fill(dst []float64, lo, hi int, x []float64, s *scratch) Broken
}

// scratch is the working memory that a law may use; each kernel has its own.
type scratch struct {
	a, b []float64
}

// room returns two slices of n values with anything in them.
func (s *scratch) room(n int) (a, b []float64) {
	if cap(s.a) < n {
		s.a, s.b = make([]float64, n), make([]float64, n)
	}
	return s.a[:n], s.b[:n]
}

// monthly turns a run-rate into the money of one month.
func monthly(rate float64, broken *Broken) float64 {
	if rate > maxRunRate {
		*broken |= Overflow
		rate = maxRunRate
	}
	return rate / 12
}

// years is the time of month m's middle after the origin, which lies origin months
// after the timeline's start.
func years(m int, origin float64) float64 { return (float64(m) + 0.5 - origin) / 12 }

// power is e^(rate·t) at the middles of successive months, t years after the origin. It
// multiplies from month to month and starts afresh at months 0, 12, 24, …, which costs
// a fraction of [math.Exp] and stays within a few roundings of it; a month's value does
// not depend on which months were asked for before.
type power struct {
	rate, origin float64 // per year; months from the timeline's start
	month        int     // the next one
	step, value  float64
	left, every  int // months until it starts afresh, and between
}

// newPower is ready for the given month, at least 0. Where a month multiplies so much that a year
// may leave the range of float64, every month starts afresh.
func newPower(rate, origin float64, month int) power {
	p := power{rate: rate, origin: origin, month: month - month%12, every: 12}
	if p.step = math.Exp(rate / 12); math.Abs(rate) > 100 {
		p.every = 1
	}
	for p.month < month {
		p.next()
	}
	return p
}

// next is the value of the month, and moves on.
func (p *power) next() float64 {
	if p.left == 0 {
		p.left, p.value = p.every, math.Exp(p.rate*years(p.month, p.origin))
	} else {
		p.value *= p.step
	}
	p.left--
	p.month++
	return p.value
}

// flat is ρ(τ) = ρ0.
type flat struct{ run int }

func (c flat) fill(dst []float64, lo, hi int, x []float64, _ *scratch) (b Broken) {
	v := monthly(x[c.run], &b)
	for m := lo; m < hi; m++ {
		dst[m] = v
	}
	return b
}

// constant is ρ(τ) = ρ0·e^(λτ) with λ = ln(1+rate).
type constant struct {
	run, rate int
	origin    float64
}

func (c constant) fill(dst []float64, lo, hi int, x []float64, _ *scratch) (b Broken) {
	run := x[c.run]
	if run < minRunRate {
		return fillZero(dst, lo, hi)
	}
	growth := newPower(math.Log1p(x[c.rate]), c.origin, lo)
	for m := lo; m < hi; m++ {
		dst[m] = monthly(run*growth.next(), &b)
	}
	return b
}

func fillZero(dst []float64, lo, hi int) Broken {
	clear(dst[lo:hi])
	return 0
}

// fade is growth that falls from rate towards fades_to, its excess halving every
// half-life H:
//
//	ρ(τ) = ρ0·exp(λ₂τ + (λ₁−λ₂)·(H/ln 2)·(1−2^(−τ/H)))
//
// which integrates the growth λ₂ + (λ₁−λ₂)·2^(−τ/H).
type fade struct {
	run, rate, to, halfLife int
	origin                  float64
}

func (c fade) fill(dst []float64, lo, hi int, x []float64, _ *scratch) (b Broken) {
	run := x[c.run]
	if run < minRunRate {
		return fillZero(dst, lo, hi)
	}
	end := math.Log1p(x[c.to])
	excess := math.Log1p(x[c.rate]) - end
	decay := math.Ln2 / (x[c.halfLife] / 12)
	step := -math.Expm1(-decay / 12)
	gone := 0.0 // 1 − 2^(−τ/H), moved on month by month and worked out afresh every year
	for m := lo - lo%12; m < hi; m++ {
		t := years(m, c.origin)
		if gone = step + (1-step)*gone; m%12 == 0 || step > 0.5 {
			gone = -math.Expm1(-decay * t)
		}
		if m < lo {
			continue
		}
		g := end * t
		if excess != 0 {
			g += excess / decay * gone
		}
		dst[m] = monthly(run*math.Exp(g), &b)
	}
	return b
}

// logistic is growth towards a ceiling K, rate being its speed at the start:
//
//	ρ(τ) = K/(1+(K/ρ0−1)·e^(−kτ)), k = λ/(1−ρ0/K).
//
// Source: P.-F. Verhulst (1838).
type logistic struct {
	run, rate, ceiling int
	origin             float64
}

func (c logistic) fill(dst []float64, lo, hi int, x []float64, s *scratch) (b Broken) {
	run, ceiling := x[c.run], x[c.ceiling]
	if run < minRunRate {
		return fillZero(dst, lo, hi)
	}
	if run/ceiling >= 1 || ceiling == 0 {
		return AtCeiling | flat{c.run}.fill(dst, lo, hi, x, s)
	}
	k := math.Log1p(x[c.rate]) / (1 - run/ceiling)
	room := (ceiling - run) / run
	left := newPower(-k, c.origin, lo)
	for m := lo; m < hi; m++ {
		dst[m] = monthly(ceiling/(1+room*left.next()), &b)
	}
	return b
}

// gompertz is growth towards a ceiling K whose speed falls exponentially:
//
//	ρ(τ) = K·exp(ln(ρ0/K)·e^(−bτ)), b = λ/ln(K/ρ0).
//
// Source: C. P. Winsor (1932), doi:10.1073/pnas.18.1.1.
type gompertz struct {
	run, rate, ceiling int
	origin             float64
}

func (c gompertz) fill(dst []float64, lo, hi int, x []float64, s *scratch) (b Broken) {
	run, ceiling := x[c.run], x[c.ceiling]
	if run < minRunRate {
		return fillZero(dst, lo, hi)
	}
	if run/ceiling >= 1 || ceiling == 0 {
		return AtCeiling | flat{c.run}.fill(dst, lo, hi, x, s)
	}
	depth := math.Log(run / ceiling)
	left := newPower(math.Log1p(x[c.rate])/depth, c.origin, lo)
	for m := lo; m < hi; m++ {
		dst[m] = monthly(ceiling*math.Exp(depth*left.next()), &b)
	}
	return b
}

// bass is adoption in a market K by innovation p and imitation q:
//
//	ρ(τ) = K·F(τ+τ₀), F(s) = (1−e^(−(p+q)s))/(1+(q/p)·e^(−(p+q)s)), F = 0 for s < 0,
//
// with F(τ₀) = ρ0/K, or τ₀ = 0 without a run-rate (run < 0).
// Source: F. M. Bass (1969), doi:10.1287/mnsc.15.5.215.
type bass struct {
	run, market, p, q int
	origin            float64
}

func (c bass) fill(dst []float64, lo, hi int, x []float64, s *scratch) (b Broken) {
	market, p, q := x[c.market], x[c.p], x[c.q]
	lead := 0.0
	if c.run >= 0 {
		share := x[c.run] / market
		if !(share < 1) {
			return AtCeiling | flat{c.run}.fill(dst, lo, hi, x, s)
		}
		lead = (math.Log1p(share*q/p) - math.Log1p(-share)) / (p + q)
	}
	for m := lo; m < hi; m++ {
		share, t := 0.0, years(m, c.origin)+lead
		if t > 0 {
			e := math.Exp(-(p + q) * t)
			share = -math.Expm1(-(p+q)*t) / (1 + q/p*e)
		}
		dst[m] = monthly(market*share, &b)
	}
	return b
}

// points joins given run-rates, log-linearly or linearly in time; a knot lies at the
// beginning of its month. Before the first it holds; after the last it holds or grows
// by beyond a year. The compiler has checked which of the two ends may be used.
type points struct {
	at     []float64 // months from the timeline's start, ascending
	value  []int
	linear bool
	beyond int // input, or −1 to hold
}

func (c points) fill(dst []float64, lo, hi int, x []float64, _ *scratch) (b Broken) {
	last := len(c.at) - 1
	j := 0 // the knot at or before the month's middle
	for m := lo; m < hi; m++ {
		t := float64(m) + 0.5
		for j < last && c.at[j+1] <= t {
			j++
		}
		v := x[c.value[j]]
		switch {
		case j == last && t > c.at[j]:
			if c.beyond >= 0 && v >= minRunRate {
				v *= math.Exp(math.Log1p(x[c.beyond]) * (t - c.at[j]) / 12)
			}
		case t > c.at[j]:
			v = between(v, x[c.value[j+1]], (t-c.at[j])/(c.at[j+1]-c.at[j]), c.linear)
		}
		dst[m] = monthly(v, &b)
	}
	return b
}

// between interpolates from a (w = 0) to b (w = 1). A log-linear step from or to zero,
// which only a draw can bring, is zero.
func between(a, b, w float64, linear bool) float64 {
	switch {
	case linear:
		return a + (b-a)*w
	case a < minRunRate || b < minRunRate:
		return 0
	}
	return a * math.Exp(w*math.Log(b/a))
}
