package model

import (
	"math"
	"slices"

	"computegap/model/internal/vec"
)

// contract is a compiled [Commitment]: inputs by index, times in months from the
// timeline's start.
type contract struct {
	info  *Commitment
	path  string
	memo  bool // itself or an umbrella above it
	out   bool // left out by --only
	apart bool // the ledger needs its months at every point

	stated []int // inputs whose sum is the total
	within []int // inputs that count against it: the totals directly within it

	pricing      pricing
	pricedWithin []int // contracts with a price directly within it

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
	c.needs = slices.Concat(c.stated, c.priceNeeds(), c.within, c.capacity, c.capacityWithin,
		[]int{c.overrun, c.escalation}, c.timing)
}

// sums reports whether the contract enters the ledger.
func (c *contract) sums() bool { return !c.memo && !c.out }

// amounts is what a contract costs as a whole; see [Contract].
type amounts struct {
	total, remainder, scheduled, before, escalation, after float64
}

// remainders writes what the stated inputs leave when those within are taken off, at
// least zero, and their total, at every point; differences that rounding explains are
// zero. Where contracts within exceed the total, it marks what that breaks.
func remainders(total, rest []float64, stated, within []int, x rows, short Broken, s *scratch) (all Broken) {
	for p := range rest {
		sum := 0.0
		for _, i := range stated {
			sum += x[i][p]
		}
		left := sum
		for _, i := range within {
			left -= x[i][p]
		}
		left, broke := leftOver(left, sum, len(within) > 0)
		if broke {
			all |= s.mark(p, short)
		}
		total[p], rest[p] = sum, left
	}
	return all
}

// months is the contract's term at point p, and its end counted from the timeline's start,
// both without delay.
func (c *contract) months(x rows, p int) (term, end float64) {
	if c.term < 0 {
		return c.end - c.start, c.end
	}
	return x[c.term][p], c.start + x[c.term][p]
}

// fillDue writes the share of the contract that is due by the beginning of each month,
// and by the end of the last: with the schedule c and the delay d,
//
//	max(c₀, c(τ−d)), c₀ = c(0),
//
// for what was due before the timeline is a fact that no delay changes.
func (c *contract) fillDue(due []float64, x rows, p int) {
	term, _ := c.months(x, p)
	schedule := c.ramp.profile(c.start, term, x, p)
	delay := x[c.delay][p]
	due[0] = schedule.at(0)
	for m := 1; m < len(due); m++ {
		due[m] = max(due[m-1], min(1, schedule.at(float64(m)-delay)))
	}
}

// fillContract works out a commitment at every point of the block and adds what it pays
// to sum, the capacity at month ends to gw, and what is due after the timeline to beyond,
// where it counts. With total V, overrun o and the share due, what has fallen due by τ ≥ 0 is
//
//	V·[c₀ + o·(due(τ) − c₀)], c₀ = due(0):
//
// nor does an overrun change what was due before the timeline. A month pays the
// increase, times (1+escalation)^(years from the start).
func (k *Kernel) fillContract(i int, sum, gw lane, beyond []float64) {
	c, s, n := &k.m.contracts[i], &k.scratch, k.n
	total, rest, money := s.row(n), s.row(n), s.row(n)
	broken := k.money(c, total, rest)
	if k.keep || c.sums() {
		overrun := k.x[c.overrun]
		for p, v := range rest {
			money[p] = v * overrun[p]
		}
		k.mask(i, money)
		k.schedules[i].find(c, n, k.x)
		k.setApart(i, money)
		broken |= k.pay(i, money, sum)
		k.renew(i, money, k.renewals)
		if len(c.capacity) > 0 {
			broken |= k.power(i, gw)
		}
		k.settle(i, total, rest, money, beyond)
	}
	k.note(broken, c.path)
}

// money is [remainders] of a commitment's dollars.
func (k *Kernel) money(c *contract, total, rest []float64) Broken {
	if c.priced() || len(c.pricedWithin) > 0 {
		return k.pricedRemainders(c, total, rest)
	}
	return remainders(total, rest, c.stated, c.within, k.x, EmptyUmbrella, &k.scratch)
}

// pay adds the payments of a contract to sum where it counts, and keeps them as a line.
func (k *Kernel) pay(i int, money []float64, sum lane) (broken Broken) {
	c, d := &k.m.contracts[i], k.schedules[i]
	rate := k.x[c.escalation]
	escalates := slices.ContainsFunc(rate, func(r float64) bool { return r != 0 })
	apart := k.aparts[i]
	if !escalates && !k.keep {
		if apart == nil {
			d.payInto(sum, money, false)
			return 0
		}
		d.payInto(apart.due, money, true)
		sum.addLane(apart.due, d.lo, d.hi)
		return 0
	}
	var growth power
	if escalates {
		growth = newPower(log1p(rate, &k.scratch), c.start, d.lo, &k.scratch)
	}
	row, added := k.scratch.row(len(money)), k.scratch.row(len(money))
	clear(added)
	for m := d.lo; m < d.hi; m++ {
		d.pay(row, money, m)
		if escalates {
			broken |= k.escalate(row, added, growth.next(), float64(m) >= c.start)
		}
		if c.sums() {
			vec.Add(sum.row(m), row)
		}
		if apart != nil {
			copy(apart.due.row(m), row)
		}
		if k.keep {
			k.paid[i][m] = row[0]
		}
	}
	k.amounts[i].escalation = added[0]
	return broken
}

// escalate raises payments by a factor, once the contract has started, and adds what
// that comes to; a month gains at most maxRunRate.
func (k *Kernel) escalate(row, added, factor []float64, started bool) (broken Broken) {
	if !started {
		return 0
	}
	for p, v := range row {
		if v == 0 {
			continue
		}
		extra := v * (factor[p] - 1)
		if extra > maxRunRate {
			broken |= k.scratch.mark(p, Overflow)
			extra = maxRunRate
		}
		row[p] += extra
		added[p] += extra
	}
	return broken
}

// settle adds what is due after the timeline to beyond where the contract counts, and
// keeps its amounts.
func (k *Kernel) settle(i int, total, rest, money, beyond []float64) {
	d, months := k.schedules[i], k.m.time.Months
	if k.m.contracts[i].sums() {
		for p, v := range money {
			beyond[p] += v * (1 - d.due[d.at[p]][months])
		}
	}
	if k.keep {
		a, due := &k.amounts[i], d.due[d.at[0]]
		a.total, a.remainder = total[0], rest[0]
		if !k.kept(commitmentEvent(i)) {
			*a = amounts{total: total[0], remainder: rest[0]}
			return
		}
		a.before = rest[0] * due[0]
		a.scheduled = rest[0] * (due[0] + k.x[k.m.contracts[i].overrun][0]*(1-due[0]))
		a.after = money[0] * (1 - due[months])
	}
}

// power adds the capacity of a contract at each month's end to gw where it counts: that
// which is built follows the payments, the rest comes online between its dates.
func (k *Kernel) power(i int, gw lane) (broken Broken) {
	c, d, n := &k.m.contracts[i], k.schedules[i], k.n
	total, rest := k.scratch.row(n), k.scratch.row(n)
	broken = remainders(total, rest, c.capacity, c.capacityWithin, k.x, EmptyCapacity, &k.scratch)
	k.mask(i, rest)
	switch apart := k.aparts[i]; {
	case apart != nil: // it counts
		d.energise(apart.gw, rest, true)
		gw.addLane(apart.gw, 0, k.m.time.Months)
	case !c.sums():
	case k.energises[i]:
		d.energise(gw, rest, false)
	default: // all points are alike
		for m := range k.m.time.Months {
			if v := rest[0] * d.sharesOnline(m)[d.at[0]]; v != 0 {
				shift(gw.row(m), v)
			}
		}
	}
	if k.keep {
		for m := range k.gw[i] {
			k.gw[i][m] = rest[0] * d.sharesOnline(m)[d.at[0]]
		}
	}
	return broken
}

// fillOnline writes the share of a contract's capacity that is there at each month's end: of
// what is built the share that is due, of the rest max(w(0), w(τ−d)) until the month in which it ends,
// w(τ) rising linearly between the months in which it comes online.
func (c *contract) fillOnline(dst, due []float64, x rows, p int) {
	if c.info.Build {
		copy(dst, due[1:])
		return
	}
	last, delay := c.lastMonth(x, p), x[c.delay][p]
	if c.info.Renew {
		last = math.Inf(1)
	}
	rise := func(tau float64) float64 {
		return min(1, max(0, (tau-c.online[0])/(c.online[1]-c.online[0])))
	}
	first := rise(0)
	for m := range dst {
		dst[m] = 0
		if tau := float64(m + 1); tau <= last {
			dst[m] = max(first, rise(tau-delay))
		}
	}
}
