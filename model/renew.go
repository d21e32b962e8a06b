package model

import (
	"math"

	"computegap/model/internal/vec"
)

// renewing reports whether the commitment goes on after its end.
func (c *contract) renewing() bool { return c.info.Renew && c.sums() }

// lastMonth is the month, counted from the timeline's start, in which the commitment at
// point p has ended.
func (c *contract) lastMonth(x rows, p int) float64 {
	_, end := c.months(x, p)
	return math.Ceil(end + x[c.delay][p] - 1e-9)
}

// renewal is what the commitment goes on to pay in each month after its last one, per dollar
// that its schedule spreads: the mean of its last year, or of its term where that is shorter,
// as escalated at the end.
func (c *contract) renewal(x rows, p int, last float64) float64 {
	term, end := c.months(x, p)
	f := c.ramp.profile(c.start, term, x, p)
	year := math.Min(12, term)
	if year <= 0 {
		return 0
	}
	rate := (1 - f.at(end-year)) / year
	if escalation := x[c.escalation][p]; escalation != 0 {
		after := math.Max(0, years(int(last)-1, c.start))
		rate *= math.Min(math.Exp(math.Log1p(escalation)*after), maxRunRate)
	}
	return rate
}

// renew adds what a commitment pays after its end to the renewals, and keeps it where it is
// asked for. Money is what its schedule spreads at every point, USD.
func (k *Kernel) renew(i int, money []float64, sum lane) {
	c, s, months := &k.m.contracts[i], &k.scratch, k.m.time.Months
	if !c.renewing() {
		return
	}
	ends, pay := s.row(k.n), s.row(k.n)
	first, last := months, 0
	for p, v := range money {
		end := c.lastMonth(k.x, p)
		pay[p] = math.Min(v*c.renewal(k.x, p, end), maxRunRate)
		ends[p] = math.Max(0, math.Min(end, float64(months)))
		first, last = min(first, int(ends[p])), max(last, int(ends[p]))
	}
	for m := first; m < months; m++ {
		now := pay
		if m < last { // not at all points
			now = s.row(k.n)
			for p, end := range ends {
				if now[p] = 0; float64(m) >= end {
					now[p] = pay[p]
				}
			}
			s.used--
		}
		k.renewIn(i, m, now, sum)
	}
}

// renewIn adds what a commitment pays in month m after its end.
func (k *Kernel) renewIn(i, m int, pay []float64, sum lane) {
	vec.Add(sum.row(m), pay)
	if a := k.aparts[i]; a != nil {
		copy(a.after.row(m), pay)
	}
	if k.keep {
		k.renewed[i][m] = pay[0]
	}
}
