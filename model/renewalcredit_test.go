package model

import "testing"

// TestRenewalCredits pays renewals with credits like what is due: only the rest is cash.
func TestRenewalCredits(t *testing.T) {
	s := bare(24)
	c := renewed(promise("a", 12, 0, 12))
	c.Counterparty = "Vendor"
	commit(s, c)
	s.Funding.Rounds = []Round{{ID: "r", Counterparty: "VENDOR", Kind: InKind, Amount: num("funding.rounds.r.amount", 20), Month: jan2026}}
	p := project(t, s)
	near(t, "credits", total(p.Series[Credits]), 20, 1e-12)
	near(t, "of renewals", total(p.Commitments[0].RenewalCredits), 8, 1e-12)
	list, _ := Counterparties(p, s)
	near(t, "cash", list[0].PaidCash(), 4, 1e-12)
}
