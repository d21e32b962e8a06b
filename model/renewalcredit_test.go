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

// TestOverspentUmbrella defers nothing of an umbrella on which a draw leaves nothing, and gives
// numbers all the same.
func TestOverspentUmbrella(t *testing.T) {
	s := bare(6)
	s.Policy = DeferWhenShort
	top := powered(promise("top", 100, 0, 6), 2)
	price := num("commitments.top.deferral.cost", 5)
	price.Unit = pricePerGW
	top.Deferral = &Deferral{Max: num("commitments.top.deferral.max", 12), Cost: price}
	commit(s, top, inside(powered(promise("child", 60, 0, 6), 1), "top"))
	m := compile(t, s)
	x := m.Central()
	for _, total := range []float64{60, 100, 140} { // of the child: with something left, nothing, less than nothing
		x[m.index["commitments.child.total"]], x[m.index["commitments.child.capacity"]] = total, 3
		p := m.Project(x)
		for id, values := range p.Series {
			for _, v := range values {
				if v-v != 0 {
					t.Fatalf("a child of %v: %s is %v", total, SeriesID(id).Info().Name, v)
				}
			}
		}
		if total >= 100 && p.Metrics[DeferredAtEnd] != 0 {
			t.Errorf("a child of %v: %v is deferred", total, p.Metrics[DeferredAtEnd])
		}
	}
}
