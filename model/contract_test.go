package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestCommitmentsAddUp checks for every generated commitment, at its central values and
// elsewhere, that what was due before, is paid and falls due after is all that is
// scheduled, and that this is V·(c₀ + o·(1−c₀)) with V·c₀ due before.
func TestCommitmentsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		m := compile(t, s)
		for _, x := range [][]float64{m.Central(), g.point(m)} {
			p := m.Project(x)
			for i, c := range p.Commitments {
				o := x[m.index["commitments."+c.ID+".overrun"]]
				scale := 1e-9 * (1 + c.Remainder*math.Max(1, o) + c.Escalation)
				if d := c.Before + total(c.Paid) - c.Escalation + c.After - c.Scheduled; !(math.Abs(d) <= scale) {
					t.Fatalf("%s: off by %g of %g", c.ID, d, c.Scheduled)
				}
				want := c.Before + o*(c.Remainder-c.Before)
				if !(math.Abs(c.Scheduled-want) <= scale) {
					t.Fatalf("%s: %g scheduled, want %g", c.ID, c.Scheduled, want)
				}
				checkBefore(t, &s.Commitments[i], c, s.Timeline, x, m.index)
			}
		}
	})
}

// checkBefore compares what was due before the timeline with the integral of the rate
// of payment.
func checkBefore(t *rapid.T, s *Commitment, c Contract, tl Timeline, x []float64, index map[string]int) {
	at := func(key string) float64 { return x[index["commitments."+c.ID+"."+key]] }
	pieces := append(append([]Dated{}, s.Payments...), s.Ramp.Shares...)
	share, all := 0.0, 0.0
	for _, d := range pieces {
		w := x[index[d.Path]]
		all += w
		share += w * math.Min(1, math.Max(0, float64(tl.Start-d.First)/float64(d.Last+1-d.First)))
	}
	if len(pieces) > 0 {
		if all > 0 {
			share /= all
		}
		near(t, c.ID+" before", c.Before, c.Remainder*share, 1e-9)
		return
	}
	term := float64(s.End + 1 - s.Start)
	if s.Term.Present() {
		term = at("term")
	}
	u := float64(tl.Start-s.Start) / term
	switch d := rate(s.Ramp.Shape, term, at); {
	case tl.Start <= s.Start:
		near(t, c.ID+" before", c.Before, 0, 0)
	case u >= 1:
		near(t, c.ID+" before", c.Before, c.Remainder, 0)
	case d != nil:
		if want := c.Remainder * cumulative(d, u); !(math.Abs(c.Before-want) <= 1e-3*c.Remainder) {
			t.Fatalf("%s: %g due before of %g, want %g (%s)", c.ID, c.Before, c.Remainder, want, s.Ramp.Shape)
		}
	}
}

// rate is the density of a ramp, nil where it is too steep to be integrated plainly.
func rate(shape RampShape, term float64, at func(key string) float64) func(u float64) float64 {
	switch shape {
	case Rising:
		return func(u float64) float64 { return u }
	case FrontLoaded:
		return func(u float64) float64 { return 1 - u }
	case SCurve:
		mid, k := at("ramp.midpoint"), at("ramp.steepness")
		return func(u float64) float64 { return sech2(k, mid, u) }
	case Plateau:
		build := at("ramp.build") / term
		return func(u float64) float64 { return math.Min(1, u/build) }
	case BetaRamp:
		a, b := at("ramp.a"), at("ramp.b")
		if min(a, b) < 1 || max(a, b) > 50 {
			return nil
		}
		return func(u float64) float64 { return math.Pow(u, a-1) * math.Pow(1-u, b-1) }
	}
	return func(float64) float64 { return 1 }
}

// TestOnline lets capacity come online between two months and go with the contract.
func TestOnline(t *testing.T) {
	cases := []struct {
		name           string
		start, term    int
		delay          float64
		from, by       int
		want           []float64
		before, beyond bool
	}{
		{name: "rises and ends", start: 0, term: 6, from: 1, by: 4, want: []float64{0, 1, 2, 3, 4, 4, 0, 0}},
		{name: "delay moves both", start: 0, term: 4, delay: 2, from: 0, by: 1, want: []float64{0, 0, 2, 4, 4, 4, 0, 0}},
		{name: "half a month late", start: 0, term: 4, delay: 0.5, from: 0, by: 1, want: []float64{1, 3, 4, 4, 4, 0, 0, 0}},
		{name: "what was online stays", start: -9, term: 15, delay: 2, from: -2, by: 1, want: []float64{2, 2, 3, 4, 4, 4, 4, 4}},
		{name: "long over", start: -9, term: 9, from: -9, by: -3, want: repeat(0, 8)},
	}
	for _, c := range cases {
		s := bare(8)
		k := promise("a", 1, c.start, c.term)
		k.Delay, k.Capacity = num("d", c.delay), num("gw", 4)
		k.Online = &Window{jan2026 + c.from, jan2026 + c.by}
		commit(s, k)
		nearAll(t, c.name, project(t, s).Series[CapacityGW], c.want, 1e-12)
	}
}

// TestBuild lets capacity follow the payments, overrun aside, and stay.
func TestBuild(t *testing.T) {
	s := bare(8)
	k := promise("a", 100, -1, 5)
	k.Overrun, k.Delay, k.Escalation = num("o", 3), num("d", 1), num("e", 0.5)
	k.Capacity, k.Build = num("gw", 10), true
	commit(s, k)
	nearAll(t, "capacity", project(t, s).Series[CapacityGW], []float64{2, 4, 6, 8, 10, 10, 10, 10}, 1e-12)
}

// TestEscalationCap refuses a schedule over centuries whose escalation outgrows every
// economy; at another point the month is held and the break is reported.
func TestEscalationCap(t *testing.T) {
	s := bare(12)
	c := Commitment{ID: "a", Payments: []Dated{piece("old", -12*400, 12, 1e9), piece("new", 0, 12, 1e9)}}
	c.Escalation = num("commitments.a.escalation", 10)
	commit(s, c)
	wantFault(t, s, "commitments.a.escalation", "a month's escalation exceeds $1e18")
	s.Commitments[0].Escalation.Value = 0
	m := compile(t, s)
	x := m.Central()
	x[m.index["commitments.a.escalation"]] = 10
	p := m.Project(x)
	nearAll(t, "paid", p.Commitments[0].Paid, repeat(1e18, 12), 1e-9)
	if len(p.Warnings) != 1 || p.Warnings[0].Path != "commitments.a.escalation" {
		t.Errorf("warnings %v", p.Warnings)
	}
}
