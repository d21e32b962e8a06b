package model

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// borrow adds a loan.
func borrow(s *Scenario, amount, rate, term float64, month int) *Debt {
	s.Funding.Debt = append(s.Funding.Debt, Debt{ID: "d", Amount: num("funding.debt.d.amount", amount), Rate: num("funding.debt.d.rate", rate),
		Term: num("funding.debt.d.term", term), Month: jan2026 + month})
	return &s.Funding.Debt[len(s.Funding.Debt)-1]
}

// TestLoan pays loans down: level payments whose present value is the loan.
func TestLoan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		amount, rate, term, only := g.float(1, 1e11), g.float(-0.1, 0.5), g.int(1, 40), g.int(0, 50)
		s := bare(60)
		d := borrow(s, amount, rate, float64(term), g.int(0, 15))
		d.Amortising, d.InterestOnly = true, num("funding.debt.d.interest_only", float64(only))
		l := project(t, s).Loans[0]
		only = min(only, term-1)
		first, month := d.Month-jan2026, yearly12(rate)
		value, level := 0.0, math.NaN()
		for m, back := range l.Repaid {
			n := m - first
			pays := back + l.Interest[m]
			value += pays / math.Pow(1+month, float64(n))
			switch {
			case n <= 0 || n > term:
				near(t, "nothing", pays, 0, 0)
			case n <= only:
				near(t, "interest alone", pays/amount, month, 1e-12)
			case math.IsNaN(level):
				level = pays
			default:
				near(t, "a level payment", pays/amount, level/amount, 1e-9)
			}
		}
		near(t, "the value of all payments", value/amount, 1, 1e-9)
		near(t, "drawn", l.Drawn[first], amount, 0)
		near(t, "left", l.Balance[59], 0, 0)
	})
}

// TestOldLoan owes at the timeline's start what is not yet paid back.
func TestOldLoan(t *testing.T) {
	s := bare(12)
	borrow(s, 120, 0, 12, -3).Amortising = true
	p := project(t, s)
	series(t, p, DebtBalance, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0)
	series(t, p, DebtDraws, -10, -10)
	series(t, p, FundingGap, 10, 20)
	s.Funding.Debt[0].Amortising = false
	series(t, project(t, s), DebtBalance, 120, 120, 120, 120, 120, 120, 120, 120, 120, 0)
	s.Funding.Debt[0].Month = jan2026 - 13
	series(t, project(t, s), DebtBalance, 0, 0)
}

// TestCovenants finds the first month in which they do not hold.
func TestCovenants(t *testing.T) {
	for _, c := range []struct{ least, want float64 }{{5, 2}, {5.0049, 2}, {5.0051, 1}, {16, 0}, {0, math.NaN()}} {
		s := bare(12)
		s.Funding.Cash, s.Funding.MinCash = num("funding.cash", 25), num("funding.covenants.min_cash", c.least)
		spend(s, "a", 10, Window{})
		p := project(t, s)
		sameMetric(t, MinCashBreach, p.Metrics[MinCashBreach], c.want, 0)
	}
	for most, want := range map[float64]float64{1: 0, 1.16: 0, 1.17: 12, 1.5: 14, 3.5: 20, 1000: 23} {
		s := bare(26) // 5 a month in the first year, then nothing; 40 drawn and 30 lent throughout
		s.Funding.DebtToRevenue = num("funding.covenants.debt_to_revenue", most)
		earn(s, "a", 5, Window{Until: jan2026 + 11})
		s.Funding.Facilities = []Facility{{ID: "f", Limit: num("funding.facilities.f.limit", 70), Rate: num("funding.facilities.f.rate", 0)}}
		spend(s, "b", 75-5, Window{Until: jan2026})
		spend(s, "c", 5, Window{Until: jan2026 + 11})
		borrow(s, 30, 0, 100, 0)
		p := project(t, s)
		near(t, "owed", flows(p, FacilityBalance, 25)+flows(p, DebtBalance, 25), 70, 1e-9)
		sameMetric(t, DebtBreach, p.Metrics[DebtBreach], want, 0)
	}
}

// TestTermFaults refuses what cannot be meant, at its path and with a hint.
func TestTermFaults(t *testing.T) {
	cases := []struct {
		path string
		make func(s *Scenario)
	}{
		{"funding.debt.d.term", func(s *Scenario) { borrow(s, 1, 0, 1, 0).Term = Quantity{} }},
		{"funding.debt.d.date", func(s *Scenario) { borrow(s, 1, 0, 1, -jan2026) }},
		{"funding.rounds.r.trigger.by", func(s *Scenario) {
			raise(s, "r", Primary, "", 1, 3).Trigger = &Trigger{Revenue: num("funding.rounds.r.trigger.revenue", 1), By: jan2026 + 2}
		}},
		{"funding.rounds.r.trigger", func(s *Scenario) { raise(s, "r", Primary, "", 1, 3).Trigger = &Trigger{} }},
		{"funding.rounds.r.trigger.capacity", func(s *Scenario) { commit(s, memo(stepping("a", 2))); waitFor(s, 1) }},
		{"funding.rounds.r.trigger.commitments.1", func(s *Scenario) { commit(s, stepping("a", 2)); commit(s, promise("b", 1, 0, 3)); waitFor(s, 1, "b") }},
		{"funding.rounds.r.trigger.commitments.1", func(s *Scenario) { commit(s, stepping("a", 2)); waitFor(s, 1, "c") }},
		{"funding.rounds.r.counterparty", func(s *Scenario) { raise(s, "r", InKind, "", 1, 3) }},
		{"funding.rounds.r.kind", func(s *Scenario) { raise(s, "r", "gift", "", 1, 3) }},
		{"funding.rounds.r.post_money", func(s *Scenario) { raise(s, "r", Primary, "", 5, 3).PostMoney = num("funding.rounds.r.post_money", 5) }},
		{"commitments.a.deferral.cost", func(s *Scenario) {
			c := deferrable(promise("a", 1, 0, 3), 4, 0)
			c.Deferral.Cost = num("commitments.a.deferral.cost", 4)
			c.Deferral.Cost.Unit = pricePerGW
			commit(s, c)
		}},
		{"commitments.a.deferral.max", func(s *Scenario) {
			c := deferrable(promise("a", 1, 0, 3), 4, 0)
			c.Deferral.Max = Quantity{}
			commit(s, c)
		}},
		{"compute_limits_revenue", func(s *Scenario) { s.RevenuePerGW = num("compute_limits_revenue", 1) }},
		{"policy", func(s *Scenario) { s.Policy = "hope" }},
		{"costs.bought_compute", func(s *Scenario) {
			spend(s, "bought_compute", 1, Window{})
			s.Demand = &Demand{Price: num("demand.price", 1)}
		}},
		{"demand.price", func(s *Scenario) { s.Demand = &Demand{} }},
		{"demand.training.x.growth", func(s *Scenario) {
			s.Demand = &Demand{Price: num("demand.price", 1), Training: []Need{{ID: "x"}}}
		}},
	}
	for _, c := range cases {
		s := bare(12)
		c.make(s)
		_, err := Compile(s, Options{})
		var faults Faults
		if !errors.As(err, &faults) || len(faults) != 1 || faults[0].Path != c.path {
			t.Errorf("%s: %v", c.path, fmt.Sprint(err))
		}
	}
}
