package model

import (
	"math"
	"testing"

	"computegap/model/dist"
)

// dealt is a projection by hand: two contracts with Acme, which invests and lends, one with
// Boole, one with nobody in particular, and one that counts elsewhere.
func dealt() *Projection {
	return &Projection{
		Timeline: Timeline{Start: jan2026 + 11, Months: 3, Step: 1},
		Commitments: []Contract{
			{ID: "a", Counterparty: "Acme", Taken: true, Due: []float64{10, 20, 30}, Paid: []float64{10, 15, 25}, Credits: []float64{4, 0, 0}, After: 5},
			{ID: "b", Counterparty: "Boole", Taken: true, Due: []float64{100, 0, 0}, Paid: []float64{100, 0, 0}, Renewal: []float64{0, 7, 7}},
			{ID: "c", Counterparty: "ACME", Taken: true, Due: []float64{0, 1, 0}, Paid: []float64{0, 1, 0}},
			{ID: "d", Taken: true, Due: []float64{500, 0, 500}, Paid: []float64{500, 0, 500}, After: 1},
			{ID: "e", Counterparty: "Acme", Memo: true, Taken: true, Due: []float64{8, 12, 0}, Paid: []float64{8, 12, 0}, After: 1e6},
		},
		Rounds: []Receipt{
			{ID: "r", Counterparty: "acme", Taken: true, Kind: Primary, Amount: 40},
			{ID: "s", Counterparty: "Acme", Taken: true, Kind: InKind, Amount: 50},
			{ID: "t", Counterparty: "Acme", Kind: Primary, Amount: 1000},
			{ID: "u", Counterparty: "Boole", Taken: true, Kind: Prepayment, Amount: 9},
			{ID: "v", Taken: true, Kind: Warrant, Amount: 60},
			{ID: "w", Taken: true, Kind: Secondary, Secondary: true, Amount: 70},
		},
		Loans: []Loan{{ID: "l", Lender: "Cantor", Drawn: []float64{10, 0, 0}, Repaid: []float64{0, 0, 4}, Interest: []float64{0, 1, 1}}},
	}
}

// TestCounterparties compares the dealings of a projection by hand with sums by hand.
func TestCounterparties(t *testing.T) {
	s := &Scenario{Counterparties: []Counterparty{{ID: "boole", Label: "boole"}, {ID: "cantor"}}}
	got, all := Counterparties(dealt(), s)
	want := []Dealing{
		{Name: "Boole", Due: 100, Paid: 100, Renewals: 14, Prepaid: 9},
		{Name: "Acme", Due: 61, Paid: 51, InKind: 4, Received: 40, Granted: 50, Through: 20, Circular: 81},
		{Name: "Cantor", Lent: 10, Repaid: 4, Interest: 2},
		{Due: 1000, Paid: 1000, Received: 60},
	}
	if len(got) != len(want) {
		t.Fatalf("%d dealings: %+v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v\nwant %+v", got[i], want[i])
		}
	}
	if want := (Circle{Gross: 160, Circular: 81}); all != want || all.Net() != 79 || all.Share() != 81.0/160 {
		t.Errorf("in all %+v, net %g, share %g", all, all.Net(), all.Share())
	}
	for i, want := range []float64{123, 51 - 4 - 40, 6 - 10, 940} {
		if net := got[i].Net(); net != want {
			t.Errorf("net of %s is %g, want %g", got[i].Name, net, want)
		}
	}
	if _, none := Counterparties(&Projection{}, s); !IsAbsent(none.Share()) {
		t.Errorf("without funding %g comes back", none.Share())
	}
}

// TestDealingsAddUp compares dealings with the metrics of the model: nothing is lost, nothing
// counted twice.
func TestDealingsAddUp(t *testing.T) {
	s := bare(24)
	a, b, c := promise("a", 120, 0, 12), promise("b", 240, 3, 40), promise("c", 50, 0, 10)
	a.Counterparty, b.Counterparty, c.Counterparty = "Acme", "ACME", "Boole"
	c.Memo = true
	commit(s, a, b, c, promise("d", 24, 0, 24))
	s.Funding.Rounds = []Round{
		{ID: "r", Counterparty: "acme", Amount: num("funding.rounds.r.amount", 500), Month: jan2026 + 2},
		{ID: "q", Counterparty: "Boole", Amount: num("funding.rounds.q.amount", 30), Month: jan2026 + 3},
	}
	p := project(t, s)
	list, all := Counterparties(p, s)
	due, in := 0.0, 0.0
	for _, d := range list {
		due += d.Due
		in += d.Received
	}
	near(t, "due", due, p.Metrics[TotalCompute], 1e-12)
	near(t, "received", in, p.Metrics[TotalFunding], 1e-12)
	near(t, "circular", all.Circular, list[0].Due+30, 1e-12) // Acme gives more than it gets, Boole gets it through others
	near(t, "net", all.Net(), 500-list[0].Due, 1e-12)
}

// TestExposures reads what those who are paid rely on off a projection by hand.
func TestExposures(t *testing.T) {
	p := dealt()
	p.Metrics[PeakGap], p.Metrics[PeakGapDate] = 63.7, 1
	p.Series[FundingGap] = []float64{1, 63.7, 0}
	s := &Scenario{Counterparties: []Counterparty{{ID: "acme", Backlog: num("", 0), Revenue: num("counterparties.acme.revenue", 102)}}}
	got := Exposures(p, s)
	soFar := 100 + 7 + 22 + 500.0 // in cash by the end of the second month
	want := []Exposure{
		{Name: "Boole", Years: []float64{100, 0}, Largest: 100, Renewals: 14, Loss: 63.7 * 107 / soFar},
		{Name: "Acme", Years: []float64{10, 51}, Beyond: 5, Largest: 51, Loss: 63.7 * 22 / soFar, Revenue: Share{0.5, 0.5, 0.5}},
		{Years: []float64{500, 500}, Beyond: 1, Largest: 500, Loss: 63.7 * 500 / soFar},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		g := got[i]
		nearAll(t, w.Name, append(g.Years, g.Beyond, g.Largest, g.Loss, g.Renewals), append(w.Years, w.Beyond, w.Largest, w.Loss, w.Renewals), 1e-12)
		if g.Name != w.Name || !IsAbsent(g.Backlog.Central) || g.Backlog.Uncertain() || IsAbsent(g.Revenue.Central) != (w.Revenue == (Share{})) || w.Revenue != (Share{}) && g.Revenue != w.Revenue {
			t.Errorf("%+v", g)
		}
	}
	s.Counterparties[0].Backlog = num("counterparties.acme.backlog", 660)
	near(t, "backlog", Exposures(p, s)[1].Backlog.Central, 0.1, 1e-12)
	s.Counterparties[0].Backlog.Dist, _ = dist.Uniform(220, 1100)
	b := Exposures(p, s)[1].Backlog
	nearAll(t, "an uncertain backlog", []float64{b.Central, b.Low, b.Top}, []float64{0.1, 66.0 / 1056, 66.0 / 264}, 1e-12)
	p.Series[FundingGap][0] = 0 // it opens in the second month: the first has been paid
	p.Metrics[PeakGap] = (7 + 16) / 2.0
	for i, want := range []float64{3.5, 8, 0} {
		near(t, "late", Exposures(p, s)[i].Loss, want, 1e-12)
	}
	p.Series[FundingGap][0], p.Metrics[PeakGap] = 1, 1e9
	near(t, "at most what is paid", Exposures(p, s)[0].Loss, 107, 1e-12)
	p.Metrics[PeakGap], p.Metrics[PeakGapDate] = 0, math.NaN()
	near(t, "never short", Exposures(p, s)[0].Loss, 0, 0)
}
