package plots

import (
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// TestTermsTitles pins the findings of charts of terms.
func TestTermsTitles(t *testing.T) {
	p, parties := partner()
	tl := p.Timeline
	ladder := func(gaps ...float64) Chart { return FirmnessLadder(tl, rungsOf(0, gaps...), Meta{}) }
	flexible := func(share float64, cut bool) Chart {
		with, without := eased(lab(), share, cut)
		return Flexibility(with, without, Meta{})
	}
	raised := lab()
	raised.rounds = 110e9
	amazon := Party{Name: "Amazon", Rounds: 50e9, Paid: 138e9, Returns: 50e9}
	some := amazon
	some.Returns = 30e9
	for _, c := range []struct {
		chart Chart
		want  string
	}{
		{WhoPaysWhom(raised.project(), []Party{amazon}, Meta{}), "$50B of the $110B raised to the end of 2033 comes from those who are paid for compute"},
		{WhoPaysWhom(raised.project(), []Party{some}, Meta{}), "$50B of the $110B raised to the end of 2033 comes from those who are paid for compute, and $30B of it goes back to them"},
		{WhoPaysWhom(raised.project(), nil, Meta{}), "None of the $110B raised to the end of 2033 comes from those who are paid for compute"},
		{WhoPaysWhom(single(24).project(), []Party{{Name: "Amazon", Paid: 10e9}}, Meta{}), "Nothing is raised to the end of 2027; of $10.9B paid for compute Amazon receives most, $10B"},
		{ladder(0, 0), "The money never runs short before the end of 2033, even if every promise is kept"},
		{ladder(0), "The money never runs short before the end of 2033; there are no promises but signed commitments"},
		{ladder(82.2e9), "Signed commitments leave a peak gap of $82.2B in August 2030; there are no others"},
		{ladder(82.2e9, 304.8e9), "Signed commitments alone leave a peak gap of $82.2B in August 2030; all promises together raise it to $305B in December 2030"},
		{ladder(82.2e9, 40e9), "Signed commitments alone leave a peak gap of $82.2B in August 2030; all promises together lower it to $40B in December 2030"},
		{ladder(82.2e9, 82.2e9), "Signed commitments alone leave the whole peak gap of $82.2B in August 2030"},
		{ladder(82.2e9, 0), "Signed commitments alone leave a peak gap of $82.2B in August 2030; with all promises there is none"},
		{ladder(0, 41e9), "Signed commitments alone leave no gap; all promises leave one of up to $41B in December 2030, short from June 2028"},
		{ladder(0, 41e9, 12e9), "Signed commitments alone leave no gap; up to letters of intent they leave $41B in December 2030, all promises $12B"},
		{ladder(0, 41e9, 0), "Signed commitments alone leave no gap; up to letters of intent they leave $41B in December 2030, all promises together none"},
		{ladder(9e9, 41e9, 12e9), "Signed commitments alone leave a peak gap of $9B; up to letters of intent it is $41B in December 2030, with all promises $12B"},
		{CommitmentsByFirmness(lab().project(), Meta{}), "All of the $1.26T paid for compute to the end of 2033 is signed"},
		{CommitmentsByFirmness(graded(lab().project()), Meta{}), "$730B of the $1.17T paid for compute to the end of 2033 is signed, and less than half of it in 2033"},
		{flexible(0.16, false), "Putting off payments is worth $119B at the peak: the gap falls from $745B to $626B in March 2032"},
		{flexible(0.3, true), "Cutting payments is worth $224B at the peak: the gap falls from $745B to $522B in March 2032"},
		{flexible(1, false), "Putting off payments closes the whole gap, which would peak at $745B in March 2032"},
		{flexible(0, false), "No payment is put off or cut; the gap peaks at $745B in March 2032"},
		{flexible(-0.02, false), "Putting off payments makes the peak gap $14.9B larger: $760B in March 2032, from $745B in March 2032"},
		{IdleCapacity(idling(lab(), 9), 0, Meta{}), "All compute at hand is in use in every month to the end of 2033"},
		{IdleCapacity(idling(lab(), 0.8), 0, Meta{}), "Idle compute peaks at 7.56 GW in March 2032, 28% of what is at hand; it costs $410B to the end of 2033"},
		{WhoPaysWhom(p, parties, Meta{}), "$72B of the $132B raised to the end of 2033 comes from those who are paid for compute"},
	} {
		if got := c.chart.Title(); got != c.want {
			t.Errorf("%s: title\n %q, want\n %q", c.chart.Name(), got, c.want)
		}
		checkLines(t, c.want)
	}
}

// TestNotTakenIsNotPaid checks that commitments not taken are in no band and in a note.
func TestNotTakenIsNotPaid(t *testing.T) {
	p := graded(lab().project())
	bare := *p
	bare.Commitments = slices.DeleteFunc(slices.Clone(p.Commitments), func(c model.Contract) bool { return !c.Taken })
	for _, of := range []func(*model.Projection, Meta) Chart{Commitments, CommitmentsByFirmness} {
		got, want := of(p, Meta{}), of(&bare, Meta{})
		if got.Title() != want.Title() {
			t.Errorf("%s: title %q, without what is not taken %q", got.Name(), got.Title(), want.Title())
		}
		if !strings.Contains(strings.Join(got.notes, "\n"), "Not taken in this case, and not paid: AMD") {
			t.Errorf("%s: notes %q", got.Name(), got.notes)
		}
	}
}
