package model

import (
	"strings"
	"testing"
)

// promising is a scenario every term of which does something.
func promising() *Scenario {
	s := bare(24)
	a, b := promise("a", 100, 0, 12), promise("b", 100, 0, 12)
	a.Counterparty, b.Counterparty = "Acme", "Byte"
	a.Deferral = &Deferral{Notice: num("commitments.a.deferral.notice", 12), Max: num("commitments.a.deferral.max", 6)}
	b.Cancellation = &Cancellation{Notice: num("commitments.b.cancellation.notice", 3)}
	commit(s, a, b)
	s.Policy = DeferWhenShort
	s.Funding.Rounds = []Round{{ID: "r", Amount: num("funding.rounds.r.amount", 1), Month: jan2026, Kind: InKind, Counterparty: "ACME"}}
	s.Funding.Debt = []Debt{{ID: "d", Lender: "Bank", Amount: num("funding.debt.d.amount", 10), Rate: num("funding.debt.d.rate", 0.1), Month: jan2026,
		Term: num("funding.debt.d.term", 12), InterestOnly: num("funding.debt.d.interest_only", 11), Amortising: true}}
	s.Funding.Facilities = []Facility{{ID: "f", Limit: num("funding.facilities.f.limit", 1), Rate: num("funding.facilities.f.rate", 0.1), Lender: "Fund"}}
	s.Counterparties = []Counterparty{{ID: "acme"}, {ID: "b", Label: "byte"}, {ID: "bank"}, {ID: "fund"}}
	return s
}

// TestUnused breaks one term after the other, so that it does nothing, and wants one
// warning with its place and what to do.
func TestUnused(t *testing.T) {
	for _, c := range []struct {
		do         func(s *Scenario)
		path, says string // "": no warning
	}{
		{func(*Scenario) {}, "", ""},
		{func(s *Scenario) { s.Policy = CancelWhenShort }, "", ""},
		{func(s *Scenario) { s.Policy = Pay; s.Commitments[0].Deferral, s.Commitments[1].Cancellation = nil, nil }, "", ""},
		{func(s *Scenario) { s.Commitments[0].Deferral = nil }, "policy", "give one a deferral, such as deferral: {max: 1 year}, or write pay"},
		{func(s *Scenario) { s.Policy = CancelWhenShort; s.Commitments[1].Cancellation = nil }, "policy", "give one a cancellation, such as cancellation: {fee: 20%}, or write pay"},
		{func(s *Scenario) { s.Commitments[0].Deferral.Notice.Value = 13 }, "commitments.a.deferral.notice", "the notice of 13 months is longer than the commitment runs, 12 months: it comes too late unless money is short long before; shorten it"},
		{func(s *Scenario) { s.Commitments[1].Cancellation.Notice.Value = 24 }, "commitments.b.cancellation.notice", "the notice of 24 months is longer"},
		{func(s *Scenario) { s.Commitments[0].Term, s.Commitments[0].End = Quantity{}, jan2026+10 }, "commitments.a.deferral.notice", "than the commitment runs, 11 months"},
		{func(s *Scenario) { s.Commitments[1].Memo = true; s.Commitments[1].Cancellation.Notice.Value = 24 }, "", ""},
		{func(s *Scenario) { s.Funding.Rounds[0].Counterparty = "Fund" }, "funding.rounds.r.counterparty", "no commitment that counts is with Fund, so these credits pay for nothing: write the name as commitments do"},
		{func(s *Scenario) { s.Funding.Rounds[0].Kind, s.Funding.Rounds[0].Counterparty = Prepayment, "Fund" }, "funding.rounds.r.counterparty", "no commitment that counts is with Fund"},
		{func(s *Scenario) { s.Funding.Rounds[0].Kind, s.Funding.Rounds[0].Counterparty = Warrant, "Fund" }, "", ""},
		{func(s *Scenario) { s.Funding.Rounds[0].Counterparty = "Byte"; s.Commitments[1].Memo = true }, "funding.rounds.r.counterparty", "is with Byte"},
		{func(s *Scenario) { s.Funding.Debt[0].InterestOnly.Value = 12 }, "funding.debt.d.interest_only", "12 months of interest alone leave nothing of the term, 12 months, and all is paid back in its last month: shorten it"},
		{func(s *Scenario) { s.Funding.Debt[0].InterestOnly.Value = 11.6 }, "funding.debt.d.interest_only", "11.6 months"},
		{func(s *Scenario) { s.Funding.Debt[0].InterestOnly.Value, s.Funding.Debt[0].Amortising = 12, false }, "", ""},
		{func(s *Scenario) { s.Commitments[0].TakeOrPay = num("commitments.a.take_or_pay", 1) }, "commitments.a.take_or_pay", "all of it is due whatever happens, so that defer-when-short puts nothing off: lower it, or leave deferral out"},
		{func(s *Scenario) { s.Commitments[0].TakeOrPay = num("commitments.a.take_or_pay", 0.99) }, "", ""},
		{func(s *Scenario) { s.Commitments[1].TakeOrPay = num("commitments.b.take_or_pay", 1) }, "", ""},
		{func(s *Scenario) {
			s.Commitments[1].TakeOrPay, s.Policy = num("commitments.b.take_or_pay", 1), CancelWhenShort
		}, "commitments.b.take_or_pay", "so that cancel-when-short cuts nothing: lower it, or leave cancellation out"},
		{func(s *Scenario) {
			s.Commitments[1].Cancellation.Fee, s.Policy = num("commitments.b.cancellation.fee", 1), CancelWhenShort
		}, "commitments.b.cancellation.fee", "cutting costs as much as paying, so that cancel-when-short cuts nothing: lower it"},
		{func(s *Scenario) { s.Funding.DebtToRevenue = num("funding.covenants.debt_to_revenue", 2) }, "", ""},
		{func(s *Scenario) {
			s.Funding.DebtToRevenue = num("funding.covenants.debt_to_revenue", 2)
			s.Funding.Debt, s.Counterparties = nil, s.Counterparties[:2]
		}, "", ""},
		{func(s *Scenario) {
			s.Funding.DebtToRevenue = num("funding.covenants.debt_to_revenue", 2)
			s.Funding.Debt, s.Funding.Facilities, s.Counterparties = nil, nil, s.Counterparties[:2]
			earn(s, "a", 100, Window{})
		}, "funding.covenants.debt_to_revenue", "nothing is owed on loans or facilities, so that this is always kept: state funding.debt or funding.facilities, or remove it"},
		{func(s *Scenario) {
			s.Funding.MinCash, s.Funding.CashFloor = num("funding.covenants.min_cash", 10e9), num("funding.cash_floor", 10e9)
		}, "funding.covenants.min_cash", "cash never falls below cash_floor, $10B, so that this is always kept: ask for more than that, lower cash_floor, or remove it"},
		{func(s *Scenario) {
			s.Funding.MinCash, s.Funding.CashFloor = num("funding.covenants.min_cash", 10.1e9), num("funding.cash_floor", 10e9)
		}, "", ""},
		{func(s *Scenario) {
			raise(s, "t", Primary, "", 1, 3).Trigger = &Trigger{Revenue: num("funding.rounds.t.trigger.revenue", 0)}
		}, "funding.rounds.t.trigger.revenue", "any revenue will do, so that the round waits for nothing: state what it waits for, or leave trigger out"},
		{func(s *Scenario) { s.Counterparties[1].Label = "Bite" }, "counterparties.b", "nothing in the scenario is with Bite, so what is known of it is not shown: write its label as counterparty has it"},
	} {
		s := promising()
		c.do(s)
		w := project(t, s).Warnings
		if c.path == "" && len(w) > 0 || c.path != "" && (len(w) != 1 || w[0].Path != c.path || !strings.Contains(w[0].Message, c.says)) {
			t.Errorf("warns %v; want %s: …%s", w, c.path, c.says)
		}
	}
}

func TestCounterpartyTwice(t *testing.T) {
	s := promising()
	s.Counterparties[2].Label = "ACME"
	wantFault(t, s, "counterparties.bank.label", `"ACME" is the name of counterparties.acme as well`)
}

// TestCashCovenantKept breaks a covenant of cash if and only if it asks for more than the floor,
// which cash never falls below however short money is.
func TestCashCovenantKept(t *testing.T) {
	for _, c := range []struct {
		asks float64
		kept bool
	}{{5, true}, {10, true}, {10.1, false}} {
		s := bare(24)
		s.Funding.Cash, s.Funding.CashFloor = num("funding.cash", 3), num("funding.cash_floor", 10)
		s.Funding.MinCash = num("funding.covenants.min_cash", c.asks)
		spend(s, "x", 7, Window{})
		p := project(t, s)
		nearAll(t, "cash", p.Series[Cash], repeat(10, 24), 1e-12)
		if got := warned(p, "this is always kept"); (len(got) > 0) != c.kept || IsAbsent(p.Metrics[MinCashBreach]) != c.kept {
			t.Errorf("%g: breach in %g, warned at %v", c.asks, p.Metrics[MinCashBreach], got)
		}
	}
}
