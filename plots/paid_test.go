package plots

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// TestRevenueIsHeldAgainstWhatIsPaid compares the title of companies that put off, cut and pay
// in credits with that of the same companies whose compute is what is left to pay, worked out
// by hand.
func TestRevenueIsHeldAgainstWhatIsPaid(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for range 200 {
		c := anyCompany(r)
		p, plain := c.project(), c.project()
		n := p.Timeline.Months
		put, cut, credits, ahead, fees := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
		before := 0.0
		for m := range n {
			due := p.Series[model.Compute][m]
			put[m], cut[m], credits[m], ahead[m], fees[m] = before+0.2*due, 0.1*due+1, 0.05*due, 0.02*due, 0.01*due
			plain.Series[model.Compute][m] = due + before - put[m] - cut[m] - credits[m] + ahead[m] + fees[m]
			before = put[m]
		}
		p.Series[model.Deferred], p.Series[model.Cancelled], p.Series[model.Credits] = put, cut, credits
		p.Series[model.Prepaid], p.Series[model.FlexibilityFees] = ahead, fees
		chart := RevenueCompute(p, Meta{})
		want := strings.Replace(RevenueCompute(plain, Meta{}).Title(), "compute", "compute as paid", 1)
		if put[n-1] > 0.005 {
			want += ", with " + dollars(put[n-1]) + " put off and still to be paid and " + dollars(total(cut)) + " cut"
		} else {
			want += ", with " + dollars(total(cut)) + " cut"
		}
		if got := chart.Title(); got != want {
			t.Errorf("title\n %q, want\n %q", got, want)
		}
		checkLines(t, chart.Title())
		if !strings.Contains(chart.subtitle, "compute as paid") || !strings.Contains(strings.Join(chart.notes, " "), "Compute as paid, in cash: ") {
			t.Errorf("%q and %q do not say what compute is", chart.subtitle, chart.notes)
		}
	}
}

// TestPaidAbsent refuses to draw what is paid where a part of it cannot be used.
func TestPaidAbsent(t *testing.T) {
	for name, months := range map[string][]float64{"NaN": {math.NaN()}, "long": make([]float64, 500)} {
		for _, id := range []model.SeriesID{model.Deferred, model.Credits, model.FlexibilityFees} {
			p := lab().project()
			p.Series[id] = months
			if name == "NaN" {
				p.Series[id] = append(months, make([]float64, p.Timeline.Months-1)...)
			}
			var b bytes.Buffer
			var absent *AbsentError
			if err := RevenueCompute(p, Meta{}).Encode(&b, PNG); !errors.As(err, &absent) || b.Len() > 0 {
				t.Errorf("%s of %s: error %v after %d bytes", id.Info().Name, name, err, b.Len())
			}
		}
	}
}

// TestBoughtIsLeftOut names what is bought beside commitments among what no class promises.
func TestBoughtIsLeftOut(t *testing.T) {
	p := lab().project()
	bought := make([]float64, p.Timeline.Months)
	for _, c := range []struct {
		months []float64
		want   string
	}{
		{nil, ""},
		{bought, ""},
		{append([]float64{3e9, 4e9}, bought[2:]...), "Left out: $7B for compute bought beside the commitments, which no class promises"},
		{append([]float64{math.NaN()}, bought[1:]...), ""},
	} {
		p.Series[model.BoughtCompute] = c.months
		notes := strings.Join(CommitmentsByFirmness(p, Meta{}).notes, "\n")
		if got := strings.Contains(notes, "Left out"); got != (c.want != "") || !strings.Contains(notes, c.want) {
			t.Errorf("notes %q, want %q", notes, c.want)
		}
	}
}

// TestUprightLeavesLabelsFree moves an upright line across labels above bars: where it comes
// near one there is a gap that holds it, elsewhere none.
func TestUprightLeavesLabelsFree(t *testing.T) {
	style := strongStyle.at(10.5)
	f := field{}
	f.Min.Y, f.Max.X, f.Max.Y = 0, 400, 300
	labels := []topLabel{{x: 100, y: 200, room: 40, value: 0.22}, {x: 150, y: 120, room: 40, value: 0.15}, {x: 200, y: 0, room: 40}}
	half := float64(style.width("22%")) / 2
	for at := 60.0; at < 240; at++ {
		gaps := style.clears(f, "share", labels, vg.Length(at))
		hit := math.Abs(at-100) <= half || math.Abs(at-150) <= half
		if hit && len(gaps) != 1 || len(gaps) > 0 && math.Min(math.Abs(at-100), math.Abs(at-150)) > half+5 {
			t.Errorf("at %g: gaps %v", at, gaps)
		}
		for _, g := range gaps {
			y := vg.Length(200)
			if at > 125 {
				y = 120
			}
			if g[0] > y+5 || g[1] < y+5+style.size*0.75 {
				t.Errorf("at %g: the gap %v does not hold the label above %g", at, g, float64(y))
			}
		}
	}
}

// TestCreditsAreExplained says what of the credits in a bridge was paid for ahead.
func TestCreditsAreExplained(t *testing.T) {
	p := lab().project()
	months := make([]float64, p.Timeline.Months)
	p.Series[model.Credits], p.Series[model.Prepaid] = append([]float64{10e9}, months[1:]...), append([]float64{5e9}, months[1:]...)
	want := "Credits: $10B taken in place of cash, less $5B prepaid for them"
	if notes := strings.Join(CashBridge(p, Meta{}).notes, "\n"); !strings.Contains(notes, want) {
		t.Errorf("notes %q", notes)
	}
	p.Series[model.Prepaid] = nil
	if notes := strings.Join(CashBridge(p, Meta{}).notes, "\n"); strings.Contains(notes, "Credits:") {
		t.Errorf("notes %q without a prepayment", notes)
	}
}

// TestPaymentsSayWhatIsNoCash notes below the payments what of them credits pay and what is paid
// beside them, and explains a narrow bar only where there is one.
func TestPaymentsSayWhatIsNoCash(t *testing.T) {
	month := func(at int, v float64) []float64 {
		x := make([]float64, 6)
		x[at] = v
		return x
	}
	for _, c := range []struct {
		due, credits, ahead, fees []float64
		want                      string
	}{
		{month(5, 8e9), nil, nil, nil, ""},
		{month(5, 8e9), month(5, 3e9), nil, nil, "Credits pay $3B of it"},
		{month(5, 8e9), nil, month(0, 2e9), month(5, 1e9), "Not in it: $3B that is paid ahead or for putting off and cutting"},
		{month(0, 8e9), nil, nil, nil, "Only a part of 2025 lies in the timeline: a narrower bar, as high as for the whole year at the same pace"},
	} {
		p := &model.Projection{Timeline: model.Timeline{Start: 2025*12 + 9, Months: 6, Step: 3}}
		p.Series[model.Compute], p.Series[model.Credits], p.Series[model.Prepaid], p.Series[model.FlexibilityFees] = c.due, c.credits, c.ahead, c.fees
		k := stack{timeline: p.Timeline, bands: []band{{months: c.due}}}
		k.periods, k.grain = grain{12, "year"}.periods(p.Timeline), grain{12, "year"}
		k.periods = k.periods[:1] // the second is a part of 2026
		if got := strings.Join(append(partialNote(k.filled(), k.grain), asideNote(p)...), "; "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
