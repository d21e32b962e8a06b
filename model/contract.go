package model

import (
	"math"
	"slices"
)

// contract is a compiled [Commitment]: inputs by index, times in months from the
// timeline's start.
type contract struct {
	info *Commitment
	memo bool // itself or an umbrella above it
	out  bool // left out by --only

	stated []int // inputs whose sum is the total
	within []int // inputs that count against it: the totals directly within it

	start, end float64 // end is used without a term
	term       int     // input, or −1
	ramp       ramp

	delay, overrun, escalation int

	capacity       []int // inputs whose sum is the stated capacity; empty: none
	capacityWithin []int // capacities that count against it
	online         [2]float64

	needs []int // every input it depends on
}

// settle collects the inputs that the contract depends on.
func (c *contract) settle() {
	c.needs = slices.Concat(c.stated, c.within, c.capacity, c.capacityWithin,
		[]int{c.delay, c.overrun, c.escalation})
	if c.term >= 0 {
		c.needs = append(c.needs, c.term)
	}
	for _, s := range c.ramp.spans {
		c.needs = append(c.needs, s.weight)
	}
	switch c.ramp.shape {
	case SCurve, BetaRamp:
		c.needs = append(c.needs, c.ramp.a, c.ramp.b)
	case Plateau:
		c.needs = append(c.needs, c.ramp.a)
	}
}

// sums reports whether the contract enters the ledger.
func (c *contract) sums() bool { return !c.memo && !c.out }

// amounts is what a contract costs as a whole; see [Contract].
type amounts struct {
	total, remainder, scheduled, before, escalation, after float64
}

// remainder is what the stated inputs leave when those within are taken off, at least
// zero; differences that rounding explains are zero.
func remainder(stated, within []int, x []float64, broken *Broken) (total, rest float64) {
	for _, i := range stated {
		total += x[i]
	}
	rest = total
	for _, i := range within {
		rest -= x[i]
	}
	if math.Abs(rest) <= 1e-12*total {
		rest = 0
	}
	if rest < 0 {
		*broken |= EmptyUmbrella
		rest = 0
	}
	return total, rest
}

// months is the contract's term at x, and its end counted from the timeline's start,
// both without delay.
func (c *contract) months(x []float64) (term, end float64) {
	if c.term < 0 {
		return c.end - c.start, c.end
	}
	return x[c.term], c.start + x[c.term]
}

// fill writes the payments of each month to paid, and the capacity at each month's end
// to gw where that is not nil.
//
// With total V, delay d, overrun o and the schedule c, what has fallen due by τ ≥ 0 is
//
//	V·[c₀ + o·(max(c₀, c(τ−d)) − c₀)], c₀ = c(0):
//
// what was due before the timeline is a fact that neither delay nor overrun changes.
// A month pays the increase, times (1+escalation)^max(0, years from the start).
func (c *contract) fill(paid, gw []float64, x []float64) (a amounts, broken Broken) {
	a.total, a.remainder = remainder(c.stated, c.within, x, &broken)
	term, end := c.months(x)
	schedule := c.ramp.profile(c.start, term, x)
	delay, overrun := x[c.delay], x[c.overrun]
	power := 0.0
	if gw != nil {
		var short Broken
		_, power = remainder(c.capacity, c.capacityWithin, x, &short)
		if short != 0 {
			broken |= EmptyCapacity
		}
		if !c.info.Build {
			c.fillOnline(gw, power, delay, math.Ceil(end+delay-1e-9))
		}
	}
	escalation := math.Log1p(x[c.escalation])
	first := schedule.at(0)
	due := first // the largest share due so far
	for m := range paid {
		next := math.Max(first, schedule.at(float64(m+1)-delay))
		money := a.remainder * overrun * (next - due)
		if escalation != 0 && money != 0 {
			extra := money * math.Expm1(escalation*math.Max(0, (float64(m)+0.5-c.start)/12))
			a.escalation += extra
			money += extra
		}
		paid[m] = money
		due = next
		if gw != nil && c.info.Build {
			gw[m] = power * next
		}
	}
	a.before = a.remainder * first
	a.scheduled = a.remainder * (first + overrun*(1-first))
	a.after = a.remainder * overrun * (1 - due)
	return a, broken
}

// fillOnline writes the capacity of a contract that comes online over given months,
// w(τ) rising linearly, and lasts until month last: GW·max(w(0), w(τ−d)).
func (c *contract) fillOnline(gw []float64, power, delay, last float64) {
	rise := func(tau float64) float64 {
		return math.Min(1, math.Max(0, (tau-c.online[0])/(c.online[1]-c.online[0])))
	}
	first := rise(0)
	for m := range gw {
		gw[m] = 0
		if tau := float64(m + 1); tau <= last {
			gw[m] = power * math.Max(first, rise(tau-delay))
		}
	}
}
