package plots

import (
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// TestIdleOfHand takes what is idle off what is at hand.
func TestIdleOfHand(t *testing.T) {
	p := &model.Projection{Timeline: model.Timeline{Start: 24000, Months: 2, Step: 1}, AtHand: []float64{6, 9}}
	p.Series[model.IdleGW] = []float64{1, 5}
	if k, absent := idlenessOf(p, []float64{6, 9}); absent != "" || k.bands[0].months[0] != 5 || k.bands[0].months[1] != 4 {
		t.Errorf("used of 6 and 9 GW: %+v, %s", k.bands, absent)
	}
}

// TestOtherNote says how much is in no commitment, and from what to what it grows.
func TestOtherNote(t *testing.T) {
	for _, c := range []struct {
		other []float64
		says  string
	}{
		{nil, ""}, {[]float64{0, 0}, ""},
		{[]float64{2, 2}, "2 GW of the capacity at hand is in no listed commitment"},
		{[]float64{2, 1.5, 1}, "2 GW at first and 1 GW at the end of the capacity at hand is in no listed commitment"},
	} {
		if got := strings.Join(otherNote(c.other), "; "); got != c.says {
			t.Errorf("of %v: %q, want %q", c.other, got, c.says)
		}
	}
}

// TestFlowOfTheUnnamed checks that a party without a name is among those not named.
func TestFlowOfTheUnnamed(t *testing.T) {
	p, parties := partner()
	with := flowOf(p, append(parties, Party{Name: " ", Rounds: 7e9, Paid: 9e9}))
	if want := flowOf(p, parties); with.size != want.size || with.raised != want.raised || len(with.sources) != len(want.sources) {
		t.Errorf("an unnamed party makes %+v of %+v", with, want)
	}
}

// TestNotTakenIsNotPaid checks that titles do not count commitments that are not taken, and
// that one note names them.
func TestNotTakenIsNotPaid(t *testing.T) {
	p := graded(lab().project())
	bare := *p
	bare.Commitments = slices.DeleteFunc(slices.Clone(p.Commitments), func(c model.Contract) bool { return !c.Taken })
	for _, of := range []func(*model.Projection, Meta) Chart{Commitments, CommitmentsByFirmness} {
		if got, want := of(p, Meta{}).Title(), of(&bare, Meta{}).Title(); got != want {
			t.Errorf("title %q, without what is not taken %q", got, want)
		}
		if notes := strings.Join(of(p, Meta{}).notes, "\n"); strings.Count(notes, "AMD") != 1 {
			t.Errorf("notes %q name what is not taken more or less than once", notes)
		}
	}
}

// TestFlowColorsOfSmallerParties checks that a party that is not the largest has one colour,
// and that of its band in the chart of commitments, whatever its capitals.
func TestFlowColorsOfSmallerParties(t *testing.T) {
	p, parties := partner()
	parties[0].Name, parties[3].Name = "AMAZON", "MICROSOFT" // by rank the other way round
	f := flowOf(p, parties)
	bands, _ := bandsOf(p, func(c model.Contract) []float64 { return c.Paid }, total)
	both := 0
	for _, s := range f.sources {
		for _, u := range f.uses {
			if s.name == u.name {
				both++
				if s.color != u.color || s.returns != u.returns {
					t.Errorf("%s is %v at the left, %v at the right", s.name, s.color, u.color)
				}
			}
		}
	}
	if both < 3 {
		t.Errorf("%d parties on both sides, want Amazon, Oracle and AMD", both)
	}
	for _, u := range f.uses {
		for _, b := range bands {
			if strings.EqualFold(b.name, u.name) && b.color != u.color {
				t.Errorf("%s is %v, in the chart of commitments %v", u.name, u.color, b.color)
			}
		}
	}
}
