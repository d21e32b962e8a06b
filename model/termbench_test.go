package model

import "testing"

// typicalTerms is [typical] with every term in use: short of money, it puts payments off.
func typicalTerms() *Scenario {
	s := typical()
	s.Policy = DeferWhenShort
	names := []string{"Amazon", "AMD", "Oracle"}
	for i := range s.Commitments {
		c := &s.Commitments[i]
		*c = deferrable(with(*c, names[i%3]), 12, 3)
		c.Deferral.Cost = num("commitments."+c.ID+".deferral.cost", 0.05)
		c.TakeOrPay = num("commitments."+c.ID+".take_or_pay", 0.5)
	}
	s.Commitments[3].Renew = true
	raise(s, "credits", InKind, "AMD", 2e10, 6)
	raise(s, "ahead", Prepayment, "Oracle", 5e9, 3)
	later := raise(s, "later", Primary, "", 3e10, 12)
	later.Trigger = &Trigger{Revenue: num("funding.rounds.later.trigger.revenue", 3e10)}
	later.PostMoney = num("funding.rounds.later.post_money", 5e11)
	d := borrow(s, 1e10, 0.08, 60, -3)
	d.Amortising, d.InterestOnly = true, num("funding.debt.d.interest_only", 12)
	s.Funding.MinCash, s.Funding.DebtToRevenue = num("funding.covenants.min_cash", 2e10), num("funding.covenants.debt_to_revenue", 2)
	s.RevenuePerGW, s.OtherCapacity = num("compute_limits_revenue", 8e9), num("other_capacity", 1)
	s.OtherGrowth = num("other_capacity_growth", -0.2)
	s.Demand = &Demand{Price: num("demand.price", 1.2e10), Inference: &Need{Share: num("demand.inference.share", 0.4)},
		Training: []Need{{ID: "frontier", Curve: Curve{Shape: Constant, RunRate: num("demand.training.frontier.run_rate", 15e9), Rate: num("demand.training.frontier.growth.rate", 0.3)}}}}
	s.Costs = append(s.Costs, Cost{ID: "power", PerGW: num("costs.power.per_gw", 5e8)})
	return s
}

// BenchmarkTerms is [BenchmarkBlock] of a scenario with terms and without, by point, with the
// inputs moving that both have.
func BenchmarkTerms(b *testing.B) {
	for _, c := range []struct {
		name string
		make func() *Scenario
	}{{"without", typical}, {"with", typicalTerms}} {
		b.Run(c.name, func(b *testing.B) {
			m := compile(b, c.make())
			var free []int
			for _, path := range []string{"revenue.chat.growth.rate", "revenue.api.growth.rate", "costs.share.share", "commitments.c1.overrun", "commitments.c2.overrun", "commitments.c5.overrun"} {
				free = append(free, m.index[path])
			}
			k := m.BlockKernel(Setup{Free: free, Width: MaxWidth})
			points := &Block{Points: MaxWidth, Free: table(len(free), MaxWidth)}
			for j, i := range free {
				for p := range MaxWidth {
					points.Free[j][p] = m.central[i] * (0.9 + 0.003*float64(p))
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				k.EvalBlock(points)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/MaxWidth, "ns/point")
		})
	}
}

// TestTermAllocations evaluates terms without allocating, and they do something.
func TestTermAllocations(t *testing.T) {
	m := compile(t, typicalTerms())
	all := make([]int, len(m.inputs))
	for i := range all {
		all[i] = i
	}
	k, x := m.Kernel(m.Central(), all), m.Central()
	if n := testing.AllocsPerRun(10, func() { k.Eval(x) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
	p := m.Project(nil)
	for id := range NumSeries {
		if id != GapInterest && m.HasSeries(id) && total(p.Series[id]) == 0 {
			t.Errorf("%s is zero throughout", id.Info().Name)
		}
	}
}
