package model

import (
	"fmt"
	"testing"
)

// typical is a scenario of ordinary size: 99 months, three streams, a share and a
// run-rate of costs, an umbrella over eleven contracts, two rounds, two facilities.
func typical() *Scenario {
	s := bare(99)
	s.Timeline = Timeline{Start: 12*2025 + 9, Months: 99, Step: 3}
	fade := Curve{Shape: Fade, RunRate: num("revenue.chat.run_rate", 14e9), Rate: num("revenue.chat.growth.rate", 1.1),
		FadesTo: num("revenue.chat.growth.fades_to", 0.1), HalfLife: num("revenue.chat.growth.half_life", 18)}
	api := Curve{Shape: Logistic, RunRate: num("revenue.api.run_rate", 3e9), Rate: num("revenue.api.growth.rate", 0.9),
		Ceiling: num("revenue.api.growth.ceiling", 60e9)}
	other := Curve{Shape: Constant, RunRate: num("revenue.other.run_rate", 1e9), Rate: num("revenue.other.growth.rate", 0.4)}
	s.Revenue = []Stream{{ID: "chat", Curve: fade}, {ID: "api", Curve: api}, {ID: "other", Curve: other}}
	s.Costs = []Cost{
		{ID: "share", Share: num("costs.share.share", 0.2)},
		{ID: "opex", Curve: Curve{Shape: Constant, RunRate: num("costs.opex.run_rate", 9e9), Rate: num("costs.opex.growth.rate", 0.25)}},
	}
	programme := promise("programme", 1.4e12, -2, 96)
	programme.Ramp = Ramp{Shape: Plateau, Build: num("commitments.programme.ramp.build", 60)}
	programme.Capacity, programme.Build = num("commitments.programme.capacity", 30), true
	commit(s, programme)
	shapes := []RampShape{Linear, Plateau, SCurve, Rising}
	for i := range 11 {
		c := promise(fmt.Sprintf("c%d", i), 50e9, i, 60+i)
		c.Within, c.Ramp.Shape = "programme", shapes[i%len(shapes)]
		c.Ramp.Build = num("commitments."+c.ID+".ramp.build", 14)
		c.Overrun = num("commitments."+c.ID+".overrun", 1)
		commit(s, c)
	}
	f := &s.Funding
	f.Cash, f.CashFloor, f.CashRate = num("funding.cash", 17.5e9), num("funding.cash_floor", 1e10), num("funding.cash_rate", 0.04)
	f.Rounds = []Round{{ID: "a", Amount: num("funding.rounds.a.amount", 4e10), Month: jan2026 + 3}, {ID: "b", Amount: num("funding.rounds.b.amount", 5e10), Month: jan2026 + 14}}
	f.Facilities = []Facility{
		{ID: "revolver", Limit: num("funding.facilities.revolver.limit", 4e9), Rate: num("funding.facilities.revolver.rate", 0.06)},
		{ID: "bridge", Limit: num("funding.facilities.bridge.limit", 2e10), Rate: num("funding.facilities.bridge.rate", 0.09), Window: Window{Until: jan2026 + 40}},
	}
	return s
}

func BenchmarkProject(b *testing.B) {
	m := compile(b, typical())
	b.ReportAllocs()
	for b.Loop() {
		m.Project(nil)
	}
}

// BenchmarkEval moves a growth rate and an overrun.
func BenchmarkEval(b *testing.B) {
	m := compile(b, typical())
	rate, overrun := m.index["revenue.chat.growth.rate"], m.index["commitments.c2.overrun"]
	k := m.Kernel(m.Central(), []int{rate, overrun})
	x := m.Central()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		x[rate], x[overrun] = 1+0.001*float64(i%100), 0.9+0.002*float64(i%200)
		k.Eval(x)
		i++
	}
}
