package model

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// termed draws a scenario that uses terms.
func (g maker) termed() *Scenario {
	s := g.scenario()
	g.terms(s)
	return s
}

// any draws a scenario with terms or without.
func (g maker) any() *Scenario {
	if g.maybe() {
		return g.termed()
	}
	return g.scenario()
}

// terms adds terms of all kinds.
func (g maker) terms(s *Scenario) {
	s.Policy = rapid.SampledFrom([]Policy{"", Pay, DeferWhenShort, DeferWhenShort, CancelWhenShort}).Draw(g.t, "policy")
	s.NoCircular = g.int(0, 4) == 0
	for i := range s.Commitments {
		g.rights(&s.Commitments[i])
	}
	for i := range s.Funding.Rounds {
		g.tranche(&s.Funding.Rounds[i], s)
	}
	g.debts(s)
	s.Funding.MinCash = g.optional("funding.covenants.min_cash", anyMoney, 0, 3e10)
	s.Funding.DebtToRevenue = g.optional("funding.covenants.debt_to_revenue", bounds{0, 1000}, 0, 3)
	s.OtherCapacity = g.num("other_capacity", anyPower, 0, 3)
	s.OtherGrowth = g.optional("other_capacity_growth", bounds{-1 + 1e-9, 100}, -0.9, 2)
	if g.maybe() {
		s.RevenuePerGW = g.num("compute_limits_revenue", bounds{1e-9, 1e18}, 1e9, 4e10)
	}
	if g.maybe() {
		g.demand(s)
	}
	if len(s.Costs) > 0 && g.maybe() {
		s.Costs[0] = Cost{ID: "c0", PerGW: g.num("costs.c0.per_gw", anyMoney, 0, 4e9), Window: g.window(s.Timeline)}
	}
}

// name draws a counterparty, in small letters or capitals.
func (g maker) name() string {
	return rapid.SampledFrom([]string{"Amazon", "amazon", "AMD", "amd", "Oracle", ""}).Draw(g.t, "name")
}

func (g maker) rights(c *Commitment) {
	path := "commitments." + c.ID
	c.Counterparty, c.Renew = g.name(), g.int(0, 3) == 0
	c.TakeOrPay = g.optional(path+".take_or_pay", anyShare, 0, 1)
	if g.maybe() {
		c.Deferral = &Deferral{Notice: g.optional(path+".deferral.notice", anyMonths, 0, 12),
			Max: g.num(path+".deferral.max", bounds{1, 1200}, 1, 30), Cost: g.optional(path+".deferral.cost", bounds{0, 10}, 0, 0.3)}
		if c.Online != nil && c.Capacity.Present() && g.maybe() {
			c.Deferral.Cost = g.num(path+".deferral.cost", anyMoney, 0, 1e9)
			c.Deferral.Cost.Unit = pricePerGW
		}
	}
	if g.maybe() {
		c.Cancellation = &Cancellation{Fee: g.optional(path+".cancellation.fee", anyShare, 0, 1),
			Notice: g.optional(path+".cancellation.notice", anyMonths, 0, 12)}
	}
}

func (g maker) tranche(r *Round, s *Scenario) {
	path := "funding.rounds." + r.ID
	r.Counterparty = g.name()
	if !r.Secondary {
		r.Kind = rapid.SampledFrom([]RoundKind{"", Primary, InKind, Warrant, Prepayment}).Draw(g.t, "kind")
	}
	if (r.Kind == InKind || r.Kind == Prepayment) && r.Counterparty == "" {
		r.Counterparty = "Amazon"
	}
	if g.int(0, 2) == 0 {
		r.Trigger = g.trigger(path+".trigger", s)
		if g.maybe() {
			r.Trigger.By = r.Month + g.int(0, s.Timeline.Months)
		}
	}
	switch g.int(0, 2) {
	case 0:
		r.PreMoney = g.num(path+".pre_money", bounds{1e-9, 1e18}, 1e9, 1e12)
	case 1:
		r.PostMoney = g.num(path+".post_money", bounds{1e-9, 1e18}, r.Amount.Value*1.01+1, 1e12)
	}
}

// trigger draws what a round waits for: revenue, capacity or both.
func (g maker) trigger(path string, s *Scenario) *Trigger {
	var powered []string
	for _, c := range s.Commitments {
		if c.Capacity.Present() && !memoized(s, c.ID) {
			powered = append(powered, c.ID)
		}
	}
	t := &Trigger{}
	if len(powered) > 0 && g.maybe() {
		t.Capacity = g.num(path+".capacity", bounds{1e-9, 1e6}, 0.01, 6)
		if g.maybe() {
			t.Commitments = powered[:g.int(1, len(powered))]
		}
	}
	if !t.Capacity.Present() || g.maybe() {
		t.Revenue = g.num(path+".revenue", anyMoney, 0, 5e10)
	}
	return t
}

// memoized reports whether a commitment is a memo, or within one.
func memoized(s *Scenario, id string) bool {
	i := slices.IndexFunc(s.Commitments, func(c Commitment) bool { return c.ID == id })
	return i >= 0 && (s.Commitments[i].Memo || memoized(s, s.Commitments[i].Within))
}

func (g maker) debts(s *Scenario) {
	for i := range g.int(0, 3) {
		path := fmt.Sprintf("funding.debt.d%d", i)
		s.Funding.Debt = append(s.Funding.Debt, Debt{ID: fmt.Sprintf("d%d", i), Lender: g.name(), Amount: g.num(path+".amount", anyMoney, 0, 3e10),
			Rate: g.num(path+".rate", anyCost, -0.05, 0.2), Month: s.Timeline.Start + g.int(-40, s.Timeline.Months+3),
			Term: g.num(path+".term", bounds{1, 1200}, 1, 60), Amortising: g.maybe(), InterestOnly: g.optional(path+".interest_only", anyMonths, 0, 70)})
	}
}

func (g maker) demand(s *Scenario) {
	s.Demand = &Demand{Price: g.num("demand.price", bounds{1e-9, 1e18}, 1e9, 2e10)}
	if g.maybe() {
		s.Demand.Inference = &Need{Share: g.num("demand.inference.share", bounds{0, 100}, 0, 1), Bought: g.int(0, 2) == 0}
	}
	for i := range g.int(0, 2) {
		id := fmt.Sprintf("t%d", i)
		s.Demand.Training = append(s.Demand.Training, Need{ID: id, Curve: g.curve("demand.training."+id, s.Timeline), Window: g.window(s.Timeline), Bought: g.maybe()})
	}
}

// flows is a month of a series, nothing where it does not exist.
func flows(p *Projection, s SeriesID, m int) float64 {
	if m < 0 || p.Series[s] == nil {
		return 0
	}
	return p.Series[s][m]
}
