package model

import (
	"math"
	"testing"
)

// ramped is a commitment of one dollar from January 2026 over ten months.
func ramped(r Ramp) Commitment {
	c := promise("a", 1, 0, 10)
	c.Ramp = r
	return c
}

// cumulative integrates a density over [0, 1], which need not integrate to one, by the
// midpoint rule and returns its normalised integral up to u.
func cumulative(density func(u float64) float64, u float64) float64 {
	const n = 20000
	below, all := 0.0, 0.0
	for i := range n {
		at := (float64(i) + 0.5) / n
		d := density(at)
		all += d
		below += d * math.Min(1, math.Max(0, u*n-float64(i)))
	}
	return below / all
}

// densities are the ramps by the rate at which they pay.
var densities = []struct {
	name    string
	ramp    Ramp
	density func(u float64) float64
}{
	{"default", Ramp{}, func(u float64) float64 { return 1 }},
	{"linear", Ramp{Shape: Linear}, func(u float64) float64 { return 1 }},
	{"rising", Ramp{Shape: Rising}, func(u float64) float64 { return u }},
	{"front-loaded", Ramp{Shape: FrontLoaded}, func(u float64) float64 { return 1 - u }},
	{"s-curve", Ramp{Shape: SCurve}, func(u float64) float64 { return sech2(10, 0.5, u) }},
	{"s-curve early", Ramp{Shape: SCurve, Midpoint: num("m", 0.2), Steepness: num("k", 25)},
		func(u float64) float64 { return sech2(25, 0.2, u) }},
	{"s-curve at the end", Ramp{Shape: SCurve, Midpoint: num("m", 1), Steepness: num("k", 4)},
		func(u float64) float64 { return sech2(4, 1, u) }},
	{"plateau", Ramp{Shape: Plateau, Build: num("b", 4)}, func(u float64) float64 { return math.Min(1, u/0.4) }},
	{"plateau at once", Ramp{Shape: Plateau, Build: num("b", 0)}, func(u float64) float64 { return 1 }},
	{"plateau to the end", Ramp{Shape: Plateau, Build: num("b", 10)}, func(u float64) float64 { return u }},
	{"plateau never level", Ramp{Shape: Plateau, Build: num("b", 25)}, func(u float64) float64 { return u }},
	{"beta", Ramp{Shape: BetaRamp, A: num("a", 2), B: num("b", 3)}, func(u float64) float64 { return u * (1 - u) * (1 - u) }},
	{"beta late", Ramp{Shape: BetaRamp, A: num("a", 5), B: num("b", 1.5)},
		func(u float64) float64 { return math.Pow(u, 4) * math.Sqrt(1-u) }},
}

// sech2 is the density of the logistic law with steepness k about mid, but for a factor.
func sech2(k, mid, u float64) float64 {
	c := math.Cosh(k * (u - mid) / 2)
	return 1 / (c * c)
}

// TestRamps compares what has fallen due with the integral of the rate of payment.
func TestRamps(t *testing.T) {
	for _, r := range densities {
		s := bare(12)
		commit(s, ramped(r.ramp))
		due := 0.0
		for m, v := range project(t, s).Commitments[0].Paid {
			if v < 0 {
				t.Fatalf("%s: pays %g", r.name, v)
			}
			due += v
			near(t, r.name, due, cumulative(r.density, math.Min(1, float64(m+1)/10)), 1e-6)
		}
		near(t, r.name+" in all", due, 1, 1e-15)
	}
}

// TestRampEnds checks F(0) = 0, F(1) = 1 and that no ramp ever falls, at a fine step.
func TestRampEnds(t *testing.T) {
	for _, r := range densities {
		s := bare(1)
		commit(s, ramped(r.ramp))
		m := compile(t, s)
		f := m.contracts[0].ramp.profile(0, 1, m.Kernel(nil, nil).x, 0)
		if f.at(0) != 0 || f.at(1) != 1 || f.at(-5) != 0 || f.at(7) != 1 {
			t.Errorf("%s does not run from 0 to 1", r.name)
		}
		last := 0.0
		for i := range 5001 {
			v := f.at(float64(i) / 5000)
			if v < last {
				t.Fatalf("%s falls at %d", r.name, i)
			}
			last = v
		}
	}
}

// piece is an amount over calendar months counted from January 2026.
func piece(path string, first, months int, v float64) Dated {
	return Dated{jan2026 + first, jan2026 + first + months - 1, num(path, v)}
}

func TestByYear(t *testing.T) {
	s := bare(30)
	c := promise("a", 1200, 0, 0)
	c.Start, c.Term = 0, Quantity{}
	c.Ramp = Ramp{Shape: ByYear, Shares: []Dated{piece("s25", -12, 12, 0.1), piece("s26", 0, 12, 0.3), piece("s28", 24, 12, 0.6)}}
	commit(s, c)
	got := project(t, s).Commitments[0]
	want := append(repeat(30, 12), repeat(0, 12)...)
	nearAll(t, "paid", got.Paid, append(want, repeat(60, 6)...), 1e-12)
	near(t, "before", got.Before, 120, 1e-12)
	near(t, "after", got.After, 360, 1e-12)
}

// dated is a schedule of payments by year, quarter and month, out of order.
func dated() Commitment {
	return Commitment{ID: "a", Payments: []Dated{
		piece("q", 12, 3, 30), piece("y", 0, 12, 240), piece("m", 16, 1, 7),
	}}
}

func TestPayments(t *testing.T) {
	s := bare(24)
	commit(s, dated())
	want := append(repeat(20, 12), 10, 10, 10, 0, 7, 0, 0, 0, 0, 0, 0, 0)
	got := project(t, s).Commitments[0]
	nearAll(t, "paid", got.Paid, want, 1e-12)
	near(t, "total", got.Total, 277, 1e-12)
}

// TestDelayedPayments shifts a dated schedule as a whole, the origin of its escalation
// not.
func TestDelayedPayments(t *testing.T) {
	s := bare(36)
	c := dated()
	c.Delay, c.Escalation = num("d", 5), num("e", 0.1)
	commit(s, c)
	plain := append(repeat(0, 5), append(repeat(20, 12), 10, 10, 10, 0, 7)...)
	plain = append(plain, repeat(0, 36-len(plain))...)
	extra := 0.0
	for m := range plain {
		grown := plain[m] * math.Pow(1.1, (float64(m)+0.5)/12)
		extra += grown - plain[m]
		plain[m] = grown
	}
	got := project(t, s).Commitments[0]
	nearAll(t, "paid", got.Paid, plain, 1e-12)
	near(t, "escalation", got.Escalation, extra, 1e-12)
}

// TestDelayOfTheRest delays by half a month a commitment of which two months were due
// before the timeline: these stay due, and the delay shows in what comes after.
func TestDelayOfTheRest(t *testing.T) {
	s := bare(6)
	c := promise("a", 100, -2, 5)
	c.Delay, c.Overrun = num("d", 0.5), num("o", 2)
	commit(s, c)
	got := project(t, s).Commitments[0]
	near(t, "before", got.Before, 40, 1e-12)
	nearAll(t, "paid", got.Paid, []float64{20, 40, 40, 20, 0, 0}, 1e-12)
	near(t, "scheduled", got.Scheduled, 160, 1e-12)
}

// TestEscalationAfterStart escalates from the start of a contract, which may lie before the
// timeline.
func TestEscalationAfterStart(t *testing.T) {
	s := bare(12)
	c := promise("a", 240, -12, 24)
	c.Escalation = num("e", 0.21)
	commit(s, c)
	for m, v := range project(t, s).Commitments[0].Paid {
		near(t, "paid", v, 10*math.Pow(1.21, 1+(float64(m)+0.5)/12), 1e-12)
	}
}
