package plots

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"computegap/model"
)

// TestTermsTextsStayApart draws what terms of promises come to for companies of every size.
func TestTermsTextsStayApart(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for i := range 60 {
		c := anyCompany(r)
		with, without := eased(c, r.Float64()*1.3-0.3, r.IntN(2) == 0)
		firm := c.project()
		for k := range firm.Commitments {
			firm.Commitments[k].Firmness = model.Firmnesses()[r.IntN(5)]
			firm.Commitments[k].Taken = r.IntN(4) > 0
			firm.Commitments[k].Renewal = firm.Commitments[k].Paid
		}
		gaps := make([]float64, 1+r.IntN(5))
		for k := range gaps {
			gaps[k] = anySize(r)
		}
		for _, chart := range drawable(
			WhoPaysWhom(c.project(), anyParties(r), anyMeta(r)), Flexibility(with, without, anyMeta(r)),
			FirmnessLadder(firm.Timeline, rungsOf(0, gaps...), anyMeta(r)), CommitmentsByFirmness(firm, anyMeta(r)),
			Commitments(firm, anyMeta(r)), IdleCapacity(idling(c, r.Float64()*1.5), anySize(r)/1e13, anyMeta(r)),
		) {
			checkTexts(t, fmt.Sprintf("company %d: %s", i, chart.Name()), chart)
			checkLines(t, chart.Title())
		}
	}
}

// TestFlowKeepsTheMoney checks that as much goes in as out, that each party has what it
// gives and is paid, whatever is grouped, and that nobody stands twice on a side.
func TestFlowKeepsTheMoney(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for i := range 300 {
		parties := anyParties(r)
		f := flowOf(anyCompany(r).project(), parties)
		in, out := sizes(f.sources), sizes(f.uses)
		if math.Abs(in-out) > 1e-8*(in+out)+0.02 {
			t.Errorf("company %d: %g goes in, %g out", i, in, out)
		}
		var given, shown float64
		for _, p := range parties {
			given += p.Rounds + p.Loans + p.InKind
		}
		for _, s := range f.sources {
			if !strings.HasPrefix(s.name, "Investors") && !strings.HasPrefix(s.name, "Lenders") && s.name != "Customers" &&
				s.name != "Opening cash and credit lines" && s.name != "Nobody yet: the funding gap" && s.name != "Other sources" {
				shown += s.size()
			}
		}
		if math.Abs(given-shown) > 1e-9*given+0.1 {
			t.Errorf("company %d: parties give %g, bands show %g", i, given, shown)
		}
		if n := max(len(f.sources), len(f.uses)); n > mostParties+6 {
			t.Errorf("company %d: %d bands on a side", i, n)
		}
	}
}

// TestFlowColours checks that a party has one colour, and that of its band in the chart of
// commitments, whatever its capitals.
func TestFlowColours(t *testing.T) {
	p, parties := partner()
	parties[0].Name = "AMAZON"
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

// TestFlowOfTheUnnamed checks that a party without a name is among those not named.
func TestFlowOfTheUnnamed(t *testing.T) {
	p, parties := partner()
	with := flowOf(p, append(parties, Party{Name: " ", Rounds: 7e9, Paid: 9e9}))
	if want := flowOf(p, parties); with.size != want.size || with.raised != want.raised || len(with.sources) != len(want.sources) {
		t.Errorf("an unnamed party makes %+v of %+v", with, want)
	}
}

// TestClassesKeepTheMoney checks that classes add up to what is paid, memos left out.
func TestClassesKeepTheMoney(t *testing.T) {
	p := graded(lab().project())
	var want, got, renewed float64
	for _, k := range p.Commitments {
		if !k.Memo {
			want += total(k.Paid)
			renewed += total(k.Renewal)
		}
	}
	bands := classBands(p)
	for i, b := range bands {
		got += b.size
		if i > 0 && luminance(b.color) <= luminance(bands[i-1].color) {
			t.Errorf("%s is not paler than %s", b.name, bands[i-1].name)
		}
	}
	if math.Abs(got-want) > 1e-9*want {
		t.Errorf("classes of %g, paid %g", got, want)
	}
	after := renewalBand(p)
	if len(after) != 1 || !after[0].hatched || math.Abs(after[0].size-renewed) > 1e-9*renewed {
		t.Errorf("renewals of %g are shown as %+v", renewed, after)
	}
}

// TestBridgeWithTerms walks the bars of a ledger that has every term.
func TestBridgeWithTerms(t *testing.T) {
	p := lab().project()
	n := p.Timeline.Months
	s := &p.Series
	flows := map[model.SeriesID]float64{ // by month, with its sign in operating cash
		model.Renewals: -2e8, model.Credits: 3e8, model.Prepaid: -1e8, model.Cancelled: 4e7, model.FlexibilityFees: -1e7,
	}
	var change float64
	for id, v := range flows {
		s[id] = make([]float64, n)
		for m := range s[id] {
			s[id][m] = math.Abs(v)
		}
		change += v
	}
	s[model.Deferred], s[model.DebtDraws] = make([]float64, n), make([]float64, n)
	var more float64 // cash so far
	for m := range n {
		s[model.Deferred][m], s[model.DebtDraws][m] = 5e7*float64(m+1), 6e7
		s[model.OperatingCash][m] += change + 5e7
		more += change + 5e7 + 6e7
		s[model.Cash][m] += more
	}
	b := bridgeOf(p)
	var level float64
	for i, step := range b.steps {
		if i == 0 || !step.level {
			level += step.amount
		}
	}
	if want := s[model.Cash][n-1]; math.Abs(level-want) > 1e-9*1e12 {
		t.Errorf("the bars end at %g, closing cash is %g", level, want)
	}
	for _, name := range []string{"Loans", "Credits", "Relief"} {
		if !b.has(name) {
			t.Errorf("no step %s", name)
		}
	}
}

// TestTermsAbsent checks that charts of terms refuse what they cannot draw.
func TestTermsAbsent(t *testing.T) {
	nan := math.NaN()
	p, parties := partner()
	change := func(set func(q *Party)) []Party {
		list := append([]Party(nil), parties...)
		set(&list[0])
		return list
	}
	with, without := eased(lab(), 0.2, false)
	other, _ := eased(single(24), 0.2, false)
	broken, negative := *with, *with
	broken.Series[model.Deferred] = append([]float64{nan}, with.Series[model.Deferred][1:]...)
	negative.Series[model.Deferred] = append([]float64{-1e9}, with.Series[model.Deferred][1:]...)
	idle := idling(lab(), 0.5)
	holed := *idle
	holed.Series[model.IdleGW] = append([]float64{math.Inf(1)}, idle.Series[model.IdleGW][1:]...)
	dateless := rungsOf(0, 1e9, 2e9)
	dateless[1].Metrics[model.FirstGapDate] = model.Absent
	tl := p.Timeline
	for name, c := range map[string]Chart{
		"flow: no projection": WhoPaysWhom(nil, parties, Meta{}), "flow: NaN": WhoPaysWhom(p, change(func(q *Party) { q.Rounds = nan }), Meta{}),
		"flow: negative": WhoPaysWhom(p, change(func(q *Party) { q.Paid = -5 }), Meta{}),
		"flow: credits":  WhoPaysWhom(p, change(func(q *Party) { q.Credits = 2 * q.Paid }), Meta{}),
		"flow: returns":  WhoPaysWhom(p, change(func(q *Party) { q.Returns = 2 * q.gives() }), Meta{}),
		"flow: no money": WhoPaysWhom(company{start: 24000, months: 12, step: 3}.project(), nil, Meta{}),
		"ladder: none":   FirmnessLadder(tl, nil, Meta{}), "ladder: no time": FirmnessLadder(model.Timeline{}, rungsOf(0, 1), Meta{}),
		"ladder: NaN": FirmnessLadder(tl, rungsOf(0, nan), Meta{}), "ladder: negative": FirmnessLadder(tl, rungsOf(0, -1e9), Meta{}),
		"ladder: no date": FirmnessLadder(tl, dateless, Meta{}),
		"classes: none":   CommitmentsByFirmness(company{start: 24000, months: 12, step: 3}.project(), Meta{}),
		"flexibility":     Flexibility(without, without, Meta{}), "flexibility: times": Flexibility(with, other, Meta{}),
		"flexibility: NaN": Flexibility(&broken, without, Meta{}), "flexibility: negative": Flexibility(&negative, without, Meta{}),
		"flexibility: no projection": Flexibility(with, nil, Meta{}),
		"idle: no demand":            IdleCapacity(p, 0, Meta{}), "idle: Inf": IdleCapacity(&holed, 0, Meta{}),
		"idle: other": IdleCapacity(idle, nan, Meta{}), "idle: below zero": IdleCapacity(idle, -1, Meta{}),
		"idle: no capacity": IdleCapacity(idling(company{start: 24000, months: 12, step: 3}, 0.5), 0, Meta{}),
	} {
		var b bytes.Buffer
		var absent *AbsentError
		if err := c.Encode(&b, PNG); !errors.As(err, &absent) || absent.What == "" || b.Len() > 0 {
			t.Errorf("%s: error %v after %d bytes, want an AbsentError", name, err, b.Len())
		}
	}
}

// TestIdleOfOtherCapacity checks that capacity that no commitment lists counts as at hand.
func TestIdleOfOtherCapacity(t *testing.T) {
	p := &model.Projection{Timeline: model.Timeline{Start: 24000, Months: 2, Step: 1}}
	p.Series[model.IdleGW] = []float64{1, 5}
	if k, absent := idlenessOf(p, 6); absent != "" || k.bands[0].months[0] != 5 || k.bands[0].months[1] != 1 {
		t.Errorf("used of 6 GW: %+v, %s", k.bands, absent)
	}
	p.Commitments = []model.Contract{{Taken: true, Capacity: []float64{2.5, 3.5}}, {Taken: true, Memo: true, Capacity: []float64{9, 9}}}
	p.Series[model.CapacityGW] = []float64{2, 3} // half a gigawatt is given up
	if hand := atHand(p); hand[0] != 2.5 || hand[1] != 3 {
		t.Errorf("at hand %v, want 2.5 and 3 GW", hand)
	}
	p.Commitments = nil
	if k, absent := idlenessOf(p, 6); absent != "" || k.bands[0].months[0] != 7 || k.bands[0].months[1] != 4 {
		t.Errorf("used of 8 and 9 GW: %+v, %s", k.bands, absent)
	}
}
