package model

import (
	"fmt"

	"pgregory.net/rapid"
)

// forest is what the umbrellas drawn so far can still hold.
type forest struct {
	parent      []int
	rest, power []float64 // power is below zero for a commitment that states none
}

// commitments draws up to seven commitments, each at the top or within an earlier one
// and, in dollars and in GW, at most half of what that has left.
func (g maker) commitments(s *Scenario) {
	var f forest
	for i := range g.int(0, 7) {
		parent := g.int(-1, i-1)
		c := Commitment{ID: fmt.Sprintf("k%d", i), Memo: g.int(0, 5) == 0, Firmness: g.firmness()}
		most := 4e11
		if parent >= 0 {
			c.Within = s.Commitments[parent].ID
			most = f.rest[parent] / 2
		}
		g.schedule(&c, s.Timeline, g.float(0, most))
		total := c.Total.Value
		for _, p := range c.Payments {
			total += p.Value
		}
		if parent >= 0 {
			f.rest[parent] -= total
		}
		f.parent, f.rest = append(f.parent, parent), append(f.rest, total)
		f.power = append(f.power, -1)
		g.power(&c, s.Timeline, &f, i)
		s.Commitments = append(s.Commitments, c)
	}
}

// power draws a capacity that the nearest umbrella with one can hold, or none.
func (g maker) power(c *Commitment, tl Timeline, f *forest, i int) {
	if g.maybe() {
		return
	}
	above := f.parent[i]
	for above >= 0 && f.power[above] < 0 {
		above = f.parent[above]
	}
	most := 30.0
	if above >= 0 {
		most = f.power[above] / 2
	}
	c.Capacity = g.num("commitments."+c.ID+".capacity", anyPower, 0, most)
	f.power[i] = c.Capacity.Value
	if above >= 0 {
		f.power[above] -= c.Capacity.Value
	}
	if c.Build = g.maybe(); !c.Build {
		from := tl.Start + g.int(-12, tl.Months)
		c.Online = &Window{from, from + g.int(0, 36)}
	}
}

// schedule draws when a total falls due, and how that may change.
func (g maker) schedule(c *Commitment, tl Timeline, total float64) {
	path := "commitments." + c.ID
	c.Delay = g.optional(path+".delay", anyMonths, 0, 20)
	c.Overrun = g.optional(path+".overrun", anyOverrun, 0.5, 2)
	c.Escalation = g.optional(path+".escalation", anyCost, -0.1, 0.3)
	first := tl.Start + g.int(-36, tl.Months+6)
	if g.int(0, 3) == 0 {
		c.Payments = g.pieces(path+".payments", first, total)
		return
	}
	c.Total = Quantity{Path: path + ".total", Value: total, Hi: anyMoney.hi, Stated: true}
	if g.int(0, 4) == 0 {
		c.Ramp = Ramp{Path: path + ".ramp", Shape: ByYear}
		n := g.int(1, 4)
		for i := range n {
			year := 12 * (first/12 + 2*i)
			q := Quantity{Path: fmt.Sprintf("%s.ramp.shares.%d", path, year/12), Value: 1 / float64(n), Hi: 1, Stated: true}
			c.Ramp.Shares = append(c.Ramp.Shares, Dated{year, year + 11, q})
		}
		return
	}
	c.Start = first
	if g.maybe() {
		c.Term = g.num(path+".term", anyMonths, 0.5, 120)
	} else {
		c.End = first + g.int(0, 90)
	}
	c.Ramp = g.ramp(path + ".ramp")
}

// pieces draws up to four payments over years, quarters and months, some with gaps
// between them.
func (g maker) pieces(path string, first int, total float64) (out []Dated) {
	n := g.int(1, 4)
	for i := range n {
		span := rapid.SampledFrom([]int{1, 3, 12}).Draw(g.t, "span")
		first = (first + span - 1) / span * span
		q := Quantity{Path: fmt.Sprintf("%s.%d", path, i), Value: total / float64(n), Hi: anyMoney.hi, Stated: true}
		out = append(out, Dated{first, first + span - 1, q})
		first += span + g.int(0, 5)
	}
	return out
}

func (g maker) ramp(path string) Ramp {
	shape := rapid.SampledFrom([]RampShape{"", Linear, Rising, FrontLoaded, SCurve, Plateau, BetaRamp}).Draw(g.t, "ramp")
	r := Ramp{Path: path, Shape: shape}
	switch shape {
	case SCurve:
		r.Midpoint = g.optional(path+".midpoint", anyShare, 0, 1)
		r.Steepness = g.optional(path+".steepness", bounds{0.01, 1000}, 0.1, 50)
	case Plateau:
		r.Build = g.num(path+".build", anyMonths, 0, 60)
	case BetaRamp:
		r.A = g.num(path+".a", bounds{0.1, 1e4}, 0.5, 8)
		r.B = g.num(path+".b", bounds{0.1, 1e4}, 0.5, 8)
	}
	return r
}
