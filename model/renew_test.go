package model

import (
	"testing"

	"pgregory.net/rapid"
)

// renewed makes a commitment go on after its end.
func renewed(c Commitment) Commitment {
	c.Renew = true
	return c
}

// TestRenewal goes on at the mean of the last year, as long as the timeline, beside what was
// promised.
func TestRenewal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		start, term, delay := g.int(0, 10), g.int(1, 30), g.int(0, 6)
		s := bare(60)
		c := renewed(promise("a", g.float(1, 100), start, term))
		c.Ramp.Shape = []RampShape{Linear, Rising, FrontLoaded}[g.int(0, 2)]
		c.Delay = num("commitments.a.delay", float64(delay))
		c.Overrun = num("commitments.a.overrun", g.float(0.5, 2))
		commit(s, c)
		p := project(t, s)
		due, end := p.Commitments[0].Due, start+term+delay
		year := min(12, term)
		rate := total(due[end-year:end]) / float64(year)
		for m, v := range p.Commitments[0].Renewal {
			want := 0.0
			if m >= end {
				want = rate
			}
			near(t, "renewal", v, want, 1e-9)
		}
		near(t, "what was promised", total(due), p.Commitments[0].Scheduled, 1e-9)
	})
}

// TestRenewalOfCapacity keeps what is rented online.
func TestRenewalOfCapacity(t *testing.T) {
	s := bare(12)
	commit(s, renewed(powered(promise("a", 12, 0, 6), 3)), powered(promise("b", 12, 0, 6), 4))
	nearAll(t, "capacity", project(t, s).Series[CapacityGW], append(repeat(7, 6), repeat(3, 6)...), 1e-15)
}

// TestRenewalEscalates goes on at the prices of the end.
func TestRenewalEscalates(t *testing.T) {
	s := bare(36)
	c := renewed(promise("a", 24, 0, 24))
	c.Escalation = num("commitments.a.escalation", 0.1)
	commit(s, c)
	p := project(t, s)
	near(t, "renewal", p.Commitments[0].Renewal[24], p.Commitments[0].Due[23], 1e-12)
}
