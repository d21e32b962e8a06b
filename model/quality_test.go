package model

import "testing"

// TestFundingByQuality sorts rounds by hand.
func TestFundingByQuality(t *testing.T) {
	p := &Projection{Timeline: Timeline{Start: jan2026, Months: 12, Step: 1}, Rounds: []Receipt{
		{ID: "late", Quality: Tranche, Taken: true, Amount: 5, Month: jan2026 - 3, Arrives: 4, Dilution: 0.5},
		{ID: "a", Quality: Closed, Taken: true, Amount: 10, Month: jan2026, Dilution: 0.1},
		{ID: "b", Quality: Closed, Taken: true, Amount: 20, Month: jan2026 + 1, Arrives: 1, Dilution: 0.2},
		{ID: "old", Quality: Closed, Amount: 40, Month: jan2026 - 1, Arrives: -1},
		{ID: "never", Quality: Tranche, Amount: 80, Month: jan2026 - 1, Arrives: -1, Dilution: 0.9},
		{ID: "maybe", Quality: ConditionalRound, Amount: 160, Month: jan2026 + 3, Arrives: -1},
		{ID: "shares", Quality: SecondaryRound, Secondary: true, Amount: 320, Month: jan2026 + 3},
	}}
	s := &Scenario{Funding: Funding{Rounds: []Round{{ID: "late", Trigger: &Trigger{}}, {ID: "never", Trigger: &Trigger{}}}}}
	got := FundingByQuality(p, s)
	want := []struct {
		quality               Quality
		rounds                int
		taken, not, past, cut float64
	}{
		{Closed, 3, 30, 0, 40, 1 - 0.9*0.8}, {Tranche, 2, 5, 80, 0, 0.5},
		{ConditionalRound, 1, 0, 160, 0, 0}, {SecondaryRound, 1, 0, 320, 0, 0},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	all := 0.0
	for i, w := range want {
		q := got[i]
		if q.Quality != w.quality || len(q.Rounds) != w.rounds || q.Taken != w.taken || q.NotTaken != w.not || q.Past != w.past {
			t.Errorf("got %+v, want %+v", q, w)
		}
		near(t, "dilution", q.Dilution, w.cut, 1e-12)
		all += q.Taken + q.NotTaken + q.Past
	}
	near(t, "in all", all, 635, 0) // each round once
	if when := p.Rounds[0].When(p.Timeline); when != jan2026+4 {
		t.Errorf("the tranche comes in month %d", when-jan2026)
	}
	if when := p.Rounds[3].When(p.Timeline); when != jan2026-1 {
		t.Errorf("the past round came in month %d", when-jan2026)
	}
}
