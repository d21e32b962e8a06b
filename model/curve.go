package model

import (
	"math"
	"math/bits"

	"computegap/model/internal/vec"
)

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
// to hi−1 into dst, USD, at every point of a block, reading inputs from x; the rest of
// dst it leaves alone. What breaks at a point it marks in s.broken and returns the union.
type law interface {
	fill(dst lane, lo, hi int, x rows, s *scratch) Broken
}

// monthly turns run-rates into the money of one month, in place, where run is what each
// is a multiple of: a multiple of nothing is nothing.
func monthly(rate, run []float64, s *scratch) (all Broken) {
	run = run[:len(rate)]
	for p, v := range rate {
		if !(v <= maxRunRate) {
			if v = maxRunRate; run[p] < minRunRate {
				v = 0
			} else {
				s.broken[p] |= Overflow
				all |= Overflow
			}
		}
		rate[p] = v / 12
	}
	return all
}

// runRate returns run-rates of which those that count as nothing are zero.
func runRate(x []float64, s *scratch) []float64 {
	run := s.row(len(x))
	for p, v := range x {
		if run[p] = v; v < minRunRate {
			run[p] = 0
		}
	}
	return run
}

// years is the time of month m's middle after the origin, which lies origin months
// after the timeline's start.
func years(m int, origin float64) float64 { return (float64(m) + 0.5 - origin) / 12 }

// power is e^(rate·t) at the middles of successive months, t years after the origin, at
// every point of a block. It multiplies from month to month and starts afresh at months 0, 12,
// 24, …, which costs a fraction of an exponential and stays within a few roundings of it; a
// month's value does not depend on which months were asked for before. Where a month
// multiplies so much that a year may leave the range of float64, every month starts afresh.
type power struct {
	rate, step, value []float64 // a year; a month; now
	origin            float64   // months from the timeline's start
	month             int       // the next one
	steep             bool      // some rate is beyond maxSteady
}

// maxSteady is the rate a year beyond which [power] starts afresh every month.
const maxSteady = 100

// newPower is ready for the given month, at least 0. It borrows three rows; rate is one
// that it may keep.
func newPower(rate []float64, origin float64, month int, s *scratch) power {
	w := power{rate: rate, step: s.row(len(rate)), value: s.row(len(rate)), origin: origin, month: month - month%12}
	for p, r := range rate {
		w.step[p] = r / 12
		w.steep = w.steep || math.Abs(r) > maxSteady
	}
	vec.Exp(w.step, w.step)
	for w.month < month {
		w.next()
	}
	return w
}

// next is the values of the month, and moves on. They stay until the next call.
func (w *power) next() []float64 {
	t := years(w.month, w.origin)
	switch {
	case w.month%12 == 0:
		for p, r := range w.rate {
			w.value[p] = r * t
		}
		vec.Exp(w.value, w.value)
	case w.steep:
		for p, r := range w.rate {
			if math.Abs(r) > maxSteady {
				w.value[p] = math.Exp(r * t)
			} else {
				w.value[p] *= w.step[p]
			}
		}
	default:
		step := w.step[:len(w.value)]
		for p := range w.value {
			w.value[p] *= step[p]
		}
	}
	w.month++
	return w.value
}

// log1p returns ln(1+v) of every value.
func log1p(x []float64, s *scratch) []float64 {
	out := s.row(len(x))
	for p, v := range x {
		out[p] = math.Log1p(v)
	}
	return out
}

// flat is ρ(τ) = ρ0.
type flat struct{ run int }

func (c flat) fill(dst lane, lo, hi int, x rows, s *scratch) (b Broken) {
	for m := lo; m < hi; m++ {
		row := dst.row(m)
		copy(row, x[c.run])
		b |= monthly(row, x[c.run], s)
	}
	return b
}

// constant is ρ(τ) = ρ0·e^(λτ) with λ = ln(1+rate).
type constant struct {
	run, rate int
	origin    float64
}

func (c constant) fill(dst lane, lo, hi int, x rows, s *scratch) (b Broken) {
	run := runRate(x[c.run], s)
	growth := newPower(log1p(x[c.rate], s), c.origin, lo, s)
	for m := lo; m < hi; m++ {
		row, g := dst.row(m), growth.next()
		for p := range row {
			row[p] = run[p] * g[p]
		}
		b |= monthly(row, run, s)
	}
	return b
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

func (c fade) fill(dst lane, lo, hi int, x rows, s *scratch) Broken {
	return c.fillNoisy(dst, lane{}, lo, hi, x, nil, s)
}

// fillNoisy is fill where every month is multiplied by what the noise brings, if there is
// one, and added to sum, if there is one: one exponential serves both, and one pass.
func (c fade) fillNoisy(dst, sum lane, lo, hi int, x rows, z *walk, s *scratch) (all Broken) {
	n := len(x[c.run])
	money, none := runRate(x[c.run], s), s.row(n)
	clear(none)
	for p := range money {
		money[p] /= 12
	}
	e := newFading(x[c.rate], x[c.to], x[c.halfLife], s)
	month := vec.Stream{Left: e.left, End: e.end, Money: money, Y: none, Z: none, Sum: none, Limit: maxRunRate / 12}
	if sum.w == 0 {
		month.Sum = s.row(n)
		clear(month.Sum)
	}
	for m := range lo {
		e.skip(m, years(m, c.origin))
	}
	for m := lo; m < hi; m++ {
		if month.Row = dst.row(m); sum.w > 0 {
			month.Sum = sum.row(m)
		}
		month.Time = years(m, c.origin)
		month.Lift, month.Keep = e.next(m, month.Time)
		if z != nil {
			z.drive(&month)
		}
		for over := month.Run(); over != 0; over &= over - 1 {
			all |= s.mark(bits.TrailingZeros64(over), Overflow)
		}
	}
	return all
}

// fading is the exponent λ₂τ + (λ₁−λ₂)/δ·(1−e^(−δτ)) with δ = ln 2/H, of which the last
// part, left, is moved on month by month and worked out afresh every ten years; where a
// half-life is below a month, every month.
type fading struct {
	end, scale, decay, lift, keep, left []float64
	fresh, none                         []float64
	quick                               bool // some half-life is below a month
}

// newFading borrows its rows.
func newFading(rate, to, halfLife []float64, s *scratch) *fading {
	n := len(rate)
	e := &s.fading
	*e = fading{end: s.row(n), scale: s.row(n), decay: s.row(n), lift: s.row(n), keep: s.row(n), left: s.row(n), fresh: s.row(n), none: s.row(n)}
	clear(e.left)
	clear(e.none)
	for p := range rate {
		e.end[p] = math.Log1p(to[p])
		excess := math.Log1p(rate[p]) - e.end[p]
		e.scale[p], e.decay[p], e.lift[p], e.keep[p] = 0, 0, 0, 1
		if excess != 0 {
			e.decay[p] = math.Ln2 / (halfLife[p] / 12)
			e.scale[p] = excess / e.decay[p]
			step := -math.Expm1(-e.decay[p] / 12)
			e.lift[p], e.keep[p] = step*e.scale[p], 1-step
			e.quick = e.quick || step > 0.5
		}
	}
	return e
}

// next returns what moves left to month m, whose middle lies t years after the origin: left
// becomes lift + keep·left. Every month must be moved to.
func (e *fading) next(m int, t float64) (lift, keep []float64) {
	begins := m%120 == 0
	if !begins && !e.quick {
		return e.lift, e.keep
	}
	for p, k := range e.keep {
		if begins || k < 0.5 {
			e.fresh[p] = -e.scale[p] * math.Expm1(-e.decay[p]*t)
		} else {
			e.fresh[p] = e.lift[p] + k*e.left[p]
		}
	}
	return e.fresh, e.none
}

// skip moves to month m without an exponent.
func (e *fading) skip(m int, t float64) {
	lift, keep := e.next(m, t)
	for p := range e.left {
		e.left[p] = lift[p] + keep[p]*e.left[p]
	}
}

// rises reports whether a run-rate is something and below its ceiling.
func rises(run, ceiling float64) bool {
	return run >= minRunRate && ceiling != 0 && run/ceiling < 1
}

// tops returns what curves towards a ceiling are multiples of: the ceiling where the
// run-rate rises, otherwise the run-rate itself, flat, or nothing.
func tops(run, ceiling []float64, s *scratch) (top []float64, b Broken) {
	top = s.row(len(run))
	for p, r := range run {
		switch top[p] = ceiling[p]; {
		case r < minRunRate:
			top[p] = 0
		case !rises(r, ceiling[p]):
			top[p] = r
			b |= s.mark(p, AtCeiling)
		}
	}
	return top, b
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

func (c logistic) fill(dst lane, lo, hi int, x rows, s *scratch) Broken {
	n := len(x[c.run])
	room, k := s.row(n), s.row(n)
	top, b := tops(x[c.run], x[c.ceiling], s)
	for p, run := range x[c.run] {
		room[p], k[p] = 0, 0
		if ceiling := x[c.ceiling][p]; rises(run, ceiling) {
			room[p] = (ceiling - run) / run
			k[p] = -math.Log1p(x[c.rate][p]) / (1 - run/ceiling)
		}
	}
	left := newPower(k, c.origin, lo, s)
	for m := lo; m < hi; m++ {
		row, e := dst.row(m), left.next()
		for p := range row {
			row[p] = top[p] / (1 + room[p]*e[p])
		}
		b |= monthly(row, top, s)
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

func (c gompertz) fill(dst lane, lo, hi int, x rows, s *scratch) Broken {
	n := len(x[c.run])
	depth, k := s.row(n), s.row(n)
	top, b := tops(x[c.run], x[c.ceiling], s)
	for p, run := range x[c.run] {
		depth[p], k[p] = 0, 0
		if ceiling := x[c.ceiling][p]; rises(run, ceiling) {
			depth[p] = math.Log(run / ceiling)
			k[p] = math.Log1p(x[c.rate][p]) / depth[p]
		}
	}
	left := newPower(k, c.origin, lo, s)
	for m := lo; m < hi; m++ {
		row, e := dst.row(m), left.next()
		for p := range row {
			row[p] = depth[p] * e[p]
		}
		vec.Exp(row, row)
		for p := range row {
			row[p] *= top[p]
		}
		b |= monthly(row, top, s)
	}
	return b
}

// mark notes that a point breaks something.
func (s *scratch) mark(p int, b Broken) Broken {
	s.broken[p] |= b
	return b
}
