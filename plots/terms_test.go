package plots

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"computegap/model"
)

// TestTermsTextsStayApart draws flows, ladders and the other charts of terms at random
// and checks their texts.
func TestTermsTextsStayApart(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 60 {
		c := anyCompany(r)
		p := graded(c.project())
		flow := WhoPaysWhom(p, anyParties(r), anyMeta(r))
		gaps := make([]float64, 1+r.IntN(5))
		for i := range gaps {
			gaps[i] = anySize(r)
		}
		with, without := eased(c, r.Float64(), r.IntN(2) == 0)
		q := idling(c, r.Float64()*2)
		other := level(q, anySize(r)/1e13)
		q.AtHand = plus(q.AtHand, other)
		for _, chart := range drawable(flow, FirmnessLadder(p.Timeline, rungsOf(0, gaps...), anyMeta(r)),
			CommitmentsByFirmness(p, anyMeta(r)), Commitments(p, anyMeta(r)), Flexibility(with, without, anyMeta(r)),
			IdleCapacity(q, other, anyMeta(r))) {
			checkTexts(t, chart.Name()+": "+chart.Title(), chart)
			checkLines(t, chart.Title())
		}
	}
}

// TestFlowBalances checks that both sides of a flow have one size, that each party's
// money is on its side once, and that there are not too many bands.
func TestFlowBalances(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for i := range 300 {
		p, parties := anyCompany(r).project(), anyParties(r)
		f := flowOf(p, parties)
		if in, out := sizes(f.sources), sizes(f.uses); math.Abs(in-out) > 1e-8*f.size+0.1 {
			t.Errorf("company %d: %g in, %g out", i, in, out)
		}
		if n := max(len(f.sources), len(f.uses)); n > mostParties+6 {
			t.Errorf("company %d: %d bands", i, n)
		}
		var given, paid, gives, receives float64
		for _, q := range parties {
			given, paid = given+q.Rounds+q.Loans+q.InKind, paid+q.Paid+q.Repaid
		}
		for j, size := range []func(Party) float64{Party.gives, Party.receives} {
			named, small := notable(parties, size)
			if len(small) == 1 || len(named) > mostParties {
				t.Errorf("company %d: %d named, %d others", i, len(named), len(small))
			}
			for _, q := range append(named, small...) {
				gives, receives = gives+float64(1-j)*q.gives(), receives+float64(j)*(q.Paid+q.Repaid)
			}
		}
		if math.Abs(gives-given) > 1e-9*given+0.1 || math.Abs(receives-paid) > 1e-9*paid+0.1 {
			t.Errorf("company %d: %g given and %g paid, of %g and %g", i, gives, receives, given, paid)
		}
		// A company's own books have no party: what is left then is interest and cash.
		own := flowOf(p, nil)
		var rest, want float64
		for _, s := range own.uses {
			if s.name == "Interest, fees and what is left" {
				rest = s.size()
			}
		}
		want = p.Series[model.Cash][p.Timeline.Months-1] - total(p.Series[model.Interest]) + total(p.Series[model.GapInterest])
		if want > 1e-6*own.size && math.Abs(rest-want) > 1e-7*own.size+0.1 {
			t.Errorf("company %d: %g is left, want %g", i, rest, want)
		}
	}
}

// TestFlowColors checks that a party has its colour of the other charts on both sides,
// whatever the capitals of its name, and that the mark of return stands on both.
func TestFlowColors(t *testing.T) {
	p, _ := partner()
	bands, _ := bandsOf(p, func(c model.Contract) []float64 { return c.Paid }, total)
	f := flowOf(p, []Party{{Name: "ORACLE", Rounds: 5e9, Paid: 300e9, Returns: 5e9}, {Name: "SoftBank", Rounds: 9e9}})
	var marks int
	for _, s := range append(f.sources, f.uses...) {
		if s.name == "ORACLE" {
			if marks++; !s.returns || s.color != bands[0].color {
				t.Errorf("%+v, want the colour %v and a mark", s, bands[0].color)
			}
		} else if s.returns || s.color == bands[0].color {
			t.Errorf("%s has the colour or the mark of another", s.name)
		}
	}
	if marks != 2 || bands[0].name != "Oracle" {
		t.Errorf("%d bands of a party on two sides", marks)
	}
}

// TestClassesKeepTheMoney adds up the classes of firmness by another route, in their
// order, and leaves memos and renewals out.
func TestClassesKeepTheMoney(t *testing.T) {
	p := graded(lab().project())
	p.Commitments[2].Firmness = "" // signed
	want := map[string]float64{}
	for _, c := range p.Commitments {
		if !c.Memo {
			want[string(c.Firmness)] += total(c.Paid)
		}
	}
	bands := classBands(p)
	if len(bands) != 2 || bands[0].name != "Signed" || bands[1].name != "Targets" {
		t.Fatalf("bands %v", bands)
	}
	if got := bands[0].size; math.Abs(got-want["signed"]-want[""]) > 1 {
		t.Errorf("signed: %g, want %g", got, want["signed"]+want[""])
	}
	if got := bands[1].size; math.Abs(got-want["target"]) > 1 {
		t.Errorf("targets: %g, want %g", got, want["target"])
	}
	for i := 1; i < len(classes); i++ {
		if luminance(classes[i].color) < luminance(classes[i-1].color)+0.02 {
			t.Errorf("%s is not paler than %s", classes[i].short, classes[i-1].short)
		}
	}
}

// TestRenewalsAreABand checks that renewals add to the payments of a chart and that a
// commitment that is not taken is named.
func TestRenewalsAreABand(t *testing.T) {
	p := graded(lab().project())
	var want float64
	for _, c := range p.Commitments {
		if !c.Memo {
			want += total(c.Renewal)
		}
	}
	bands := renewalBand(p)
	if len(bands) != 1 || !bands[0].hatched || math.Abs(bands[0].size-want) > 1 || want <= 0 {
		t.Fatalf("renewals %v, want %g", bands, want)
	}
	c := Commitments(p, Meta{})
	if !strings.HasSuffix(c.Title(), dollars(want)+" more is paid after contracts end") {
		t.Errorf("title %q", c.Title())
	}
	if notes := strings.Join(c.notes, "\n"); !strings.Contains(notes, "Not taken in this case, and not paid: AMD") {
		t.Errorf("notes %q", notes)
	}
	if bands := renewalBand(lab().project()); bands != nil {
		t.Errorf("renewals of none: %v", bands)
	}
}

// TestRenewalsAreNamed checks that charts in which renewals are among the payments say so, and
// that the one that leaves them out does.
func TestRenewalsAreNamed(t *testing.T) {
	p := graded(lab().project())
	_, parties := partner()
	renewed := renewalBand(p)[0]
	p.Series[model.Renewals] = renewed.months
	want := dollars(renewed.size)
	for _, c := range []struct {
		chart Chart
		note  string
	}{
		{CashBridge(p, Meta{}), "Compute: what is due, and " + want + " that is renewed after contracts end"},
		{RevenueCompute(p, Meta{}), "Compute: what is due, and " + want + " that is renewed after contracts end"},
		{WhoPaysWhom(p, parties, Meta{}), "Payments for compute: under commitments, and " + want + " that is renewed after contracts end"},
		{CommitmentsByFirmness(p, Meta{}), "Left out: " + want + " paid after contracts end, which no class promises"},
	} {
		if notes := strings.Join(c.chart.notes, "\n"); !strings.Contains(notes, c.note) {
			t.Errorf("%s: notes %q, want %q", c.chart.Name(), notes, c.note)
		}
		checkTexts(t, c.chart.Name(), c.chart)
	}
	p = lab().project()
	for _, c := range []Chart{CashBridge(p, Meta{}), RevenueCompute(p, Meta{}), WhoPaysWhom(p, parties, Meta{}), CommitmentsByFirmness(p, Meta{})} {
		if notes := strings.Join(c.notes, "\n"); strings.Contains(notes, "after contracts end") {
			t.Errorf("%s: %q without renewals", c.Name(), notes)
		}
	}
}

// TestBridgeHoldsTerms walks the bars of a ledger with loans, renewals, credits and
// relief to its closing cash.
func TestBridgeHoldsTerms(t *testing.T) {
	p := lab().project()
	s, n := &p.Series, p.Timeline.Months
	flow := func(v float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = v
		}
		return out
	}
	s[model.DebtDraws], s[model.Renewals], s[model.Credits] = flow(3e9), flow(2e9), flow(1e9)
	s[model.Prepaid], s[model.Cancelled], s[model.FlexibilityFees] = flow(0.4e9), flow(0.7e9), flow(0.1e9)
	s[model.Deferred] = flow(5e9)
	for m := range n {
		put := 0.0
		if m == 0 {
			put = 5e9
		}
		s[model.OperatingCash][m] += put - 2e9 + 1e9 - 0.4e9 + 0.7e9 - 0.1e9
		s[model.Cash][m] += 5e9 + float64(m+1)*(3e9-2e9+1e9-0.4e9+0.7e9-0.1e9)
	}
	b := bridgeOf(p)
	var level float64
	for _, st := range b.steps[:len(b.steps)-1] {
		level += st.amount
	}
	if want := s[model.Cash][n-1]; math.Abs(level-want) > 1 {
		t.Errorf("the bars end at %g, closing cash is %g", level, want)
	}
	if math.Abs(b.steps[0].amount-lab().cash) > 1 {
		t.Errorf("opening cash %g", b.steps[0].amount)
	}
	checkTexts(t, "bridge", CashBridge(p, someMeta))
}

// TestTermsTitles pins the findings that titles state.
func TestTermsTitles(t *testing.T) {
	p, parties := partner()
	tl := p.Timeline
	flexible := func(share float64) Chart {
		with, without := eased(lab(), share, false)
		return Flexibility(with, without, Meta{})
	}
	idle := func(share float64) Chart {
		q := idling(lab(), share)
		q.Series[model.IdleCost] = nil
		return IdleCapacity(q, nil, Meta{})
	}
	for _, c := range []struct {
		chart Chart
		want  string
	}{
		{WhoPaysWhom(p, parties, Meta{}), "$72B of the $132B raised to the end of 2033 comes from those who are paid for compute"},
		{WhoPaysWhom(p, []Party{{Name: "Amazon", Rounds: 105e9, Paid: 38e9, Returns: 38e9}}, Meta{}), "All of the $105B raised to the end of 2033 comes from those who are paid for compute, and $38B of it is due back to them"},
		{WhoPaysWhom(p, []Party{{Name: "Amazon", Rounds: 105e9, Paid: 20e9, Returns: 38e9}}, Meta{}), "All of the $105B raised to the end of 2033 comes from those who are paid for compute, and $38B of it is due back to them"},
		{WhoPaysWhom(p, []Party{{Name: "Oracle", Paid: 38e9}}, Meta{}), "None of the $105B raised to the end of 2033 comes from those who are paid for compute"},
		{FirmnessLadder(tl, rungsOf(0, 82.2e9, 304.8e9), Meta{}), "Signed commitments alone leave a peak gap of $82.2B in August 2030; all promises together raise it to $305B in December 2030"},
		{FirmnessLadder(tl, rungsOf(0, 82.2e9, 40e9), Meta{}), "Signed commitments alone leave a peak gap of $82.2B in August 2030; all promises together lower it to $40B in December 2030"},
		{FirmnessLadder(tl, rungsOf(0, 82.2e9, 82.2e9), Meta{}), "Signed commitments alone leave the whole peak gap of $82.2B in August 2030"},
		{FirmnessLadder(tl, rungsOf(0, 0, 40e9), Meta{}), "Signed commitments alone leave no gap; all promises leave one of up to $40B in December 2030, short from June 2028"},
		{FirmnessLadder(tl, rungsOf(0, 0, 41e9, 12e9), Meta{}), "Signed commitments alone leave no gap; up to letters of intent they leave $41B in December 2030, all promises $12B"},
		{FirmnessLadder(tl, rungsOf(0, 0, 41e9, 0), Meta{}), "Signed commitments alone leave no gap; up to letters of intent they leave $41B in December 2030, all promises together none"},
		{FirmnessLadder(tl, rungsOf(0, 9e9, 41e9, 12e9), Meta{}), "Signed commitments alone leave a peak gap of $9B; up to letters of intent it is $41B in December 2030, with all promises $12B"},
		{FirmnessLadder(tl, rungsOf(0, 9e9, 0), Meta{}), "Signed commitments alone leave a peak gap of $9B in August 2030; with all promises there is none"},
		{FirmnessLadder(tl, rungsOf(0, 0, 0), Meta{}), "The money never runs short before the end of 2033, even if every promise is kept"},
		{FirmnessLadder(tl, rungsOf(4, 405e9), Meta{}), "All commitments are targets; they leave a peak gap of $405B in August 2030"},
		{CommitmentsByFirmness(lab().project(), Meta{}), "All of the $1.26T paid under commitments to the end of 2033 is signed"},
		{CommitmentsByFirmness(graded(lab().project()), Meta{}), "$730B of the $1.17T paid under commitments to the end of 2033 is signed, and less than half of it in 2033"},
		{flexible(0.16), "Putting off payments is worth $119B at the peak: the gap falls from $745B to $626B in March 2032, with $73.8B put off and still to be paid"},
		{flexible(-0.02), "Putting off payments makes the peak gap $14.9B larger: $760B in March 2032, from $745B in March 2032, with $9.22B put off and still to be paid"},
		{flexible(1), "Putting off payments closes the whole gap, which would peak at $745B in March 2032, with $461B put off and still to be paid"},
		{flexible(0), "No payment is put off or cut; the gap peaks at $745B in March 2032"},
		{idle(0.8), "Idle compute peaks at 7.56 GW in March 2032, 28% of what is at hand"},
		{idle(9), "All compute at hand is in use in every month to the end of 2033"},
	} {
		if got := c.chart.Title(); got != c.want {
			t.Errorf("%s: title\n %q, want\n %q", c.chart.Name(), got, c.want)
		}
		checkLines(t, c.chart.Title())
	}
}

// TestTitlesOwnWhatIsKeptBack checks over many companies, with and without a gap, that the
// titles of cash name what is put off at the end and what is cut, claim no cover of all uses
// then, and still have room; and say nothing of it where nothing is kept back.
func TestTitlesOwnWhatIsKeptBack(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for i := range 300 {
		p := anyCompany(r).project()
		put, cut := make([]float64, p.Timeline.Months), make([]float64, p.Timeline.Months)
		var want []string
		if i%3 > 0 {
			put[len(put)-1] = 1e9 + anySize(r)
			want = append(want, dollars(put[len(put)-1])+" put off and still to be paid")
		}
		if i%2 > 0 {
			cut[0], cut[len(cut)-1] = 2e9, 3e9
			want = append(want, dollars(cut[0]+cut[len(cut)-1]*float64(min(1, len(cut)-1)))+" cut")
			if len(cut) == 1 {
				want[len(want)-1] = "$3B cut"
			}
		}
		p.Series[model.Deferred], p.Series[model.Cancelled] = put, cut
		for _, chart := range []Chart{CashBridge(p, Meta{}), FundingGap(p, Meta{})} {
			title := chart.Title()
			checkLines(t, title)
			if len(want) == 0 && strings.Contains(title, ", with $") && (strings.Contains(title, "put off") || strings.Contains(title, "cut")) {
				t.Errorf("nothing is kept back: %q", title)
			}
			if len(want) > 0 && (!strings.HasSuffix(title, ", with "+strings.Join(want, " and ")) || strings.Contains(title, "cover")) {
				t.Errorf("%s: %q, want the end %q", chart.Name(), title, want)
			}
		}
	}
}

// TestDollarsAtATie prints amounts between two alike however their sum was rounded, further
// from zero, and so do the amounts of a bridge.
func TestDollarsAtATie(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range 5_000 {
		steps := 100 + r.IntN(899)
		tie := (float64(steps) + 0.5) * 1e10
		want := dollars(float64(steps+1) * 1e10)
		for _, v := range []float64{tie, tie * (1 - 4e-16), tie * (1 + 4e-16)} {
			if got := dollars(v); got != want || dollars(-v) != "−"+want {
				t.Fatalf("dollars(%.17g) = %s, want %s", v, got, want)
			}
			if got := commonUnit(1e14).round(v); got != float64(steps+1) {
				t.Fatalf("%.17g is %g steps, want %d", v, got, steps+1)
			}
		}
	}
}

// TestTermsAbsent checks that what cannot be drawn says so and writes nothing.
func TestTermsAbsent(t *testing.T) {
	nan := math.NaN()
	p, _ := partner()
	nothing := &model.Projection{Timeline: model.Timeline{Start: 24000, Months: 12, Step: 3}}
	with, without := eased(lab(), 0.2, false)
	longer, _ := eased(single(30), 0.2, false)
	sick, _ := eased(lab(), 0.2, false)
	sick.Series[model.Deferred][4] = nan
	owing, _ := eased(lab(), 0.2, false)
	owing.Series[model.Deferred][4] = -5
	stiff := lab().project()
	stiff.Series[model.Deferred], stiff.Series[model.Cancelled] = nil, nil
	idle := idling(lab(), 0.5)
	calm := lab().project()
	calm.Series[model.IdleGW] = nil
	undated := rungsOf(0, 5e9)
	undated[0].Metrics[model.FirstGapDate] = nan
	away := idling(lab(), 0.5)
	away.AtHand = away.AtHand[1:]
	zero := company{start: 24312, months: 6, step: 1}.project()
	for name, c := range map[string]Chart{
		"flow of nothing": WhoPaysWhom(nothing, nil, Meta{}), "flow of nil": WhoPaysWhom(nil, nil, Meta{}),
		"flow of zeros":    WhoPaysWhom(zero, nil, Meta{}),
		"flow of NaN":      WhoPaysWhom(p, []Party{{Name: "A", Loans: nan}}, Meta{}),
		"flow of Inf":      WhoPaysWhom(p, []Party{{Name: "A", Paid: math.Inf(1)}}, Meta{}),
		"flow of less":     WhoPaysWhom(p, []Party{{Name: "A", Repaid: -5}}, Meta{}),
		"no rungs":         FirmnessLadder(p.Timeline, nil, Meta{}),
		"rung of NaN":      FirmnessLadder(p.Timeline, rungsOf(0, nan), Meta{}),
		"rung undated":     FirmnessLadder(p.Timeline, undated, Meta{}),
		"no timeline":      FirmnessLadder(model.Timeline{}, rungsOf(0, 1), Meta{}),
		"no classes":       CommitmentsByFirmness(nothing, Meta{}),
		"no policy":        Flexibility(stiff, without, Meta{}),
		"two timelines":    Flexibility(with, longer, Meta{}),
		"deferred NaN":     Flexibility(sick, without, Meta{}),
		"deferred less":    Flexibility(owing, without, Meta{}),
		"flexible nil":     Flexibility(nil, nil, Meta{}),
		"no demand":        IdleCapacity(calm, nil, Meta{}),
		"other NaN":        IdleCapacity(idle, level(idle, nan), Meta{}),
		"other less":       IdleCapacity(idle, level(idle, -1), Meta{}),
		"other short":      IdleCapacity(idle, []float64{1}, Meta{}),
		"not at hand":      IdleCapacity(away, nil, Meta{}),
		"flow of credits":  WhoPaysWhom(p, []Party{{Name: "A", Paid: 1, Credits: 2}}, Meta{}),
		"flow of returns":  WhoPaysWhom(p, []Party{{Name: "A", Rounds: 1, Returns: 2}}, Meta{}),
		"no renewals left": Commitments(nothing, Meta{}),
	} {
		var b bytes.Buffer
		var absent *AbsentError
		if err := c.Encode(&b, PNG); !errors.As(err, &absent) || absent.What == "" || b.Len() > 0 {
			t.Errorf("%s: error %v after %d bytes, want an AbsentError", name, err, b.Len())
		}
	}
}
