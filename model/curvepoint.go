package model

import "math"

// pointwise is a law that is worked out point by point: seldom uncertain, or too branched
// for rows. fillAt writes the run-rates of one point's months, USD/yr, reading its inputs
// from x.
type pointwise struct {
	path interface {
		fillAt(dst []float64, lo, hi int, x rows, p int, s *scratch) Broken
	}
}

func (c pointwise) fill(dst lane, lo, hi int, x rows, s *scratch) (all Broken) {
	months := s.line
	for p := range dst.w {
		b := c.path.fillAt(months, lo, hi, x, p, s)
		for m := lo; m < hi; m++ {
			rate := months[m]
			if !(rate <= maxRunRate) {
				b |= Overflow
				rate = maxRunRate
			}
			dst.v[m*dst.step+p] = rate / 12
		}
		all |= s.mark(p, b)
	}
	return all
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

func (c bass) fillAt(dst []float64, lo, hi int, x rows, at int, _ *scratch) Broken {
	market, p, q := x[c.market][at], x[c.p][at], x[c.q][at]
	lead := 0.0
	if c.run >= 0 {
		run := x[c.run][at]
		share := run / market
		if !(share < 1) {
			fillRow(dst[lo:hi], run)
			return AtCeiling
		}
		lead = (math.Log1p(share*q/p) - math.Log1p(-share)) / (p + q)
	}
	for m := lo; m < hi; m++ {
		share, t := 0.0, years(m, c.origin)+lead
		if t > 0 {
			e := math.Exp(-(p + q) * t)
			share = -math.Expm1(-(p+q)*t) / (1 + q/p*e)
		}
		dst[m] = market * share
	}
	return 0
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

func (c points) fillAt(dst []float64, lo, hi int, x rows, p int, _ *scratch) Broken {
	last := len(c.at) - 1
	j := 0 // the knot at or before the month's middle
	for m := lo; m < hi; m++ {
		t := float64(m) + 0.5
		for j < last && c.at[j+1] <= t {
			j++
		}
		v := x[c.value[j]][p]
		switch {
		case j == last && t > c.at[j]:
			if c.beyond >= 0 && v >= minRunRate {
				v *= math.Exp(math.Log1p(x[c.beyond][p]) * (t - c.at[j]) / 12)
			}
		case t > c.at[j]:
			v = between(v, x[c.value[j+1]][p], (t-c.at[j])/(c.at[j+1]-c.at[j]), c.linear)
		}
		dst[m] = v
	}
	return 0
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
