package model

import (
	"math"

	"computegap/model/dist"
)

// ramp is a compiled [Ramp] or schedule of payments: inputs by index.
type ramp struct {
	shape RampShape
	a, b  int    // midpoint and steepness, build, or the beta's a and b
	spans []span // dated schedules; their weights are inputs

	online [2]float64 // months from and by which capacity comes online, where payments follow it
}

// span is a piece of a dated schedule, months from the timeline's start, [from, to).
type span struct {
	from, to float64
	weight   int
}

// profile is a ramp at one point of the input space: the cumulative share c(τ) of a
// commitment due by τ months after the timeline's start.
type profile struct {
	ramp        *ramp
	x           rows
	p           int // the point
	start, term float64
	a, b        float64 // parameters of the shape
	base, scale float64
	beta        dist.Dist
}

// profile prepares c(τ). For dated schedules start and term are not used.
func (r *ramp) profile(start, term float64, x rows, p int) profile {
	f := profile{ramp: r, x: x, p: p, start: start, term: term}
	switch r.shape {
	case SCurve:
		f.a, f.b = x[r.a][p], x[r.b][p]
		f.base = sigmoid(-f.b * f.a)
		f.scale = 1 / (sigmoid(f.b*(1-f.a)) - f.base)
	case Plateau:
		f.a = math.Min(1, x[r.a][p]/term)
	case BetaRamp:
		// Note: the bounds of the keys keep both parameters positive.
		f.beta, _ = dist.Beta(x[r.a][p], x[r.b][p])
	case followsCapacity:
		f.base = onlineMonths(start, r.online)
		if all := onlineMonths(start+term, r.online) - f.base; all > 0 { // else it comes to nothing
			f.scale = 1 / all
		}
	case ByYear:
		for _, s := range r.spans {
			f.scale += x[s.weight][p]
		}
	}
	return f
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// at is c(τ), from 0 to 1.
func (f *profile) at(tau float64) float64 {
	if f.ramp.shape == ByYear {
		return f.dated(tau)
	}
	if tau <= f.start {
		return 0
	}
	u := (tau - f.start) / f.term // +Inf without a term
	if u >= 1 {
		return 1
	}
	if f.ramp.shape == followsCapacity {
		return (onlineMonths(tau, f.ramp.online) - f.base) * f.scale
	}
	switch f.ramp.shape {
	case Rising:
		return u * u
	case FrontLoaded:
		return 1 - (1-u)*(1-u)
	case SCurve:
		return (sigmoid(f.b*(u-f.a)) - f.base) * f.scale
	case Plateau:
		if u < f.a {
			return u * u / (2 * f.a) / (1 - f.a/2)
		}
		return (u - f.a/2) / (1 - f.a/2)
	case BetaRamp:
		return f.beta.CDF(u)
	}
	return u
}

// dated is c(τ) of a dated schedule: each piece runs evenly over its months.
func (f *profile) dated(tau float64) float64 {
	if f.scale == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range f.ramp.spans {
		switch {
		case tau >= s.to:
			sum += f.x[s.weight][f.p]
		case tau > s.from:
			sum += f.x[s.weight][f.p] * (tau - s.from) / (s.to - s.from)
		}
	}
	return sum / f.scale
}
