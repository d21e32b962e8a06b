package model

import (
	"math"
	"slices"
)

// contract is a compiled [Commitment]: inputs by index, times in months from the
// timeline's start.
type contract struct {
	info *Commitment
	path string
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

	timing []int // the inputs that its schedule depends on
	needs  []int // every input it depends on
}

// settle collects the inputs that the contract depends on.
func (c *contract) settle() {
	c.timing = []int{c.delay}
	if c.term >= 0 {
		c.timing = append(c.timing, c.term)
	}
	for _, s := range c.ramp.spans {
		c.timing = append(c.timing, s.weight)
	}
	switch c.ramp.shape {
	case SCurve, BetaRamp:
		c.timing = append(c.timing, c.ramp.a, c.ramp.b)
	case Plateau:
		c.timing = append(c.timing, c.ramp.a)
	}
	c.needs = slices.Concat(c.stated, c.within, c.capacity, c.capacityWithin,
		[]int{c.overrun, c.escalation}, c.timing)
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

// fillDue writes the share of the contract that is due by the beginning of each month,
// and by the end of the last: with the schedule c and the delay d,
//
//	max(c₀, c(τ−d)), c₀ = c(0),
//
// for what was due before the timeline is a fact that no delay changes.
func (c *contract) fillDue(due, x []float64) {
	term, _ := c.months(x)
	schedule := c.ramp.profile(c.start, term, x)
	delay := x[c.delay]
	due[0] = schedule.at(0)
	for m := 1; m < len(due); m++ {
		due[m] = max(due[m-1], min(1, schedule.at(float64(m)-delay)))
	}
}

// fill writes the payments of each month to paid, and the capacity at each month's end
// to gw where that is not nil. With total V, overrun o and the share due, what has
// fallen due by τ ≥ 0 is
//
//	V·[c₀ + o·(due(τ) − c₀)], c₀ = due(0):
//
// nor does an overrun change what was due before the timeline. A month pays the
// increase, times (1+escalation)^(years from the start).
func (c *contract) fill(paid, gw, due, x []float64) (a amounts, broken Broken) {
	a.total, a.remainder = remainder(c.stated, c.within, x, &broken)
	overrun := x[c.overrun]
	money := a.remainder * overrun
	for m := range paid {
		paid[m] = money * (due[m+1] - due[m])
	}
	if x[c.escalation] != 0 {
		a.escalation = c.escalate(paid, x, &broken)
	}
	first, last := due[0], due[len(paid)]
	a.before = a.remainder * first
	a.scheduled = a.remainder * (first + overrun*(1-first))
	a.after = money * (1 - last)
	if gw != nil {
		broken |= c.fillPower(gw, due, x)
	}
	return a, broken
}

// escalate raises payments by (1+escalation)^(years from the start) and returns what
// that adds; a month gains at most maxRunRate.
func (c *contract) escalate(paid, x []float64, broken *Broken) (added float64) {
	growth := newPower(math.Log1p(x[c.escalation]), c.start, 0)
	for m, v := range paid {
		factor := growth.next()
		if v == 0 || float64(m) < c.start {
			continue
		}
		extra := v * (factor - 1)
		if extra > maxRunRate {
			*broken |= Overflow
			extra = maxRunRate
		}
		paid[m] += extra
		added += extra
	}
	return added
}

// fillPower writes the capacity at each month's end: that which is built follows the
// payments, the rest comes online between its dates.
func (c *contract) fillPower(gw, due, x []float64) Broken {
	var short Broken
	_, power := remainder(c.capacity, c.capacityWithin, x, &short)
	if c.info.Build {
		for m := range gw {
			gw[m] = power * due[m+1]
		}
	} else {
		_, end := c.months(x)
		c.fillOnline(gw, power, x[c.delay], math.Ceil(end+x[c.delay]-1e-9))
	}
	if short != 0 {
		return EmptyCapacity
	}
	return 0
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
