package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// rungScenario has a commitment of every class but letters of intent, and a conditional round.
func rungScenario() *Scenario {
	s := bare(24)
	s.Funding.Cash.Value = 30
	for i, f := range []Firmness{Target, Signed, Option, Conditional} {
		c := promise(string(f), math.Pow(10, float64(i+1)), 0, 12)
		c.Firmness = f
		commit(s, c)
	}
	s.Commitments[0].Requires = "commitments.option"
	s.Commitments[2].Probability = num("commitments.option.probability", 0.2)
	s.Odds = Odds{}
	for _, f := range Firmnesses() {
		s.Odds[f] = num("firmness."+string(f), 0.4)
	}
	s.Funding.Rounds = []Round{{ID: "r", Firmness: Conditional, Amount: num("funding.rounds.r.amount", 7), Probability: num("funding.rounds.r.probability", 0.9), Month: jan2026}}
	return s
}

// TestLadder adds class after class by hand: all in full, whatever the odds say.
func TestLadder(t *testing.T) {
	m := compile(t, rungScenario())
	near(t, "as the odds say", m.Project(nil).Metrics[TotalCompute], 0, 0)
	rungs, err := m.Ladder()
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		class   Firmness
		label   string
		compute float64
		cash    float64
	}{
		{Signed, "signed", 100, 30}, {Option, "+ options", 1100, 30},
		{Conditional, "+ conditional", 11100, 37}, {Target, "+ targets", 11110, 37},
	}
	if len(rungs) != len(want) {
		t.Fatalf("%+v", rungs)
	}
	for i, w := range want {
		r := rungs[i]
		if r.Class != w.class || r.Label != w.label {
			t.Errorf("rung %d is %s, %q", i, r.Class, r.Label)
		}
		near(t, w.label, r.Metrics[TotalCompute], w.compute, 1e-12)
		near(t, "gap with "+w.label, r.Metrics[PeakGap], w.compute-w.cash, 1e-12)
	}
	s := rungScenario()
	s.Funding.Rounds[0].Requires, s.Funding.Rounds[0].Firmness = "commitments.option", Signed
	if rungs, err = compile(t, s).Ladder(); err != nil || len(rungs) != 4 {
		t.Fatalf("%+v, %v", rungs, err)
	}
	near(t, "signed, without the money that an option brings", rungs[0].Metrics[PeakGap], 70, 1e-12)
	near(t, "with the option and its money", rungs[1].Metrics[PeakGap], 1063, 1e-12)
	s = rungScenario() // what requires an option, itself or by way of a round, is not there without it
	s.Funding.Rounds[0].Requires, s.Funding.Rounds[0].Firmness = "commitments.option", Signed
	s.Commitments[1].Requires, s.Commitments[3].Requires = "funding.rounds.r", "commitments.option"
	if rungs, err = compile(t, s).Ladder(); err != nil || len(rungs) != 4 {
		t.Fatalf("%+v, %v", rungs, err)
	}
	alone := compile(t, s, Signed).Project(nil).Metrics
	near(t, "signed alone, as --only says", alone[TotalCompute], 0, 0)
	near(t, "and on the first rung", rungs[0].Metrics[TotalCompute], 0, 0)
	near(t, "with the option", rungs[1].Metrics[TotalCompute], 1100, 1e-12)
	s = rungScenario()
	s.Commitments = s.Commitments[1:3]
	if rungs, err = compile(t, s).Ladder(); err != nil || len(rungs) != 3 || rungs[2].Class != Conditional {
		t.Fatalf("%+v, %v", rungs, err)
	}
	near(t, "without the conditional round", rungs[1].Metrics[PeakGap], 1070, 1e-12)
	near(t, "with it", rungs[2].Metrics[PeakGap], 1063, 1e-12)
	rungs, err = compile(t, rungScenario(), Option, Signed).Ladder()
	if err != nil || len(rungs) != 2 || math.Abs(rungs[1].Metrics[TotalCompute]-1100) > 1e-9 {
		t.Errorf("of two classes: %+v, %v", rungs, err)
	}
}

// TestLadderLast compares the last rung with the scenario of which nothing is in doubt, to
// the bit, and leaves the scenario as it was.
func TestLadderLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := maker{t}.scenario()
		for i := range s.Commitments {
			s.Commitments[i].Firmness = rapid.SampledFrom(Firmnesses()).Draw(t, "firmness")
		}
		plain := *s
		want := compile(t, &plain).Project(nil).Metrics
		if len(s.Commitments) > 0 {
			s.Commitments[0].Probability = num("commitments."+s.Commitments[0].ID+".probability", 0.3)
		}
		m := compile(t, s)
		before := m.Project(nil).Metrics
		rungs, err := m.Ladder()
		if err != nil {
			t.Fatal(err)
		}
		if n := len(rungs); n > 0 && !sameBits(rungs[n-1].Metrics, want) {
			t.Fatalf("the last rung has %v, want %v", rungs[n-1].Metrics, want)
		}
		if !sameBits(m.Project(nil).Metrics, before) || len(s.Commitments) > 0 && !s.Commitments[0].Probability.Present() {
			t.Fatal("the scenario has changed")
		}
	})
}

func sameBits(a, b Values) bool {
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) && !(IsAbsent(a[i]) && IsAbsent(b[i])) {
			return false
		}
	}
	return true
}

// TestContrasts asks for what is worth nothing where there is nothing, and says with and
// without whichever the scenario states.
func TestContrasts(t *testing.T) {
	s := bare(12)
	c := promise("a", 120, 0, 12)
	c.Counterparty = "Acme"
	commit(s, c)
	s.Funding.Rounds = []Round{{ID: "r", Counterparty: "Boole", Amount: num("funding.rounds.r.amount", 50), Month: jan2026}}
	if c, err := compile(t, s).FlexibilityWorth(); c != nil || err != nil {
		t.Errorf("flexibility %v, %v", c, err)
	}
	if c, err := compile(t, s).CircularWorth(); c != nil || err != nil {
		t.Errorf("circular %v, %v", c, err)
	}
	s.Funding.Rounds[0].Counterparty = "ACME"
	circular, err := compile(t, s).CircularWorth()
	if err != nil || circular == nil {
		t.Fatalf("circular %v, %v", circular, err)
	}
	near(t, "with circular money", circular.With[PeakGap], 70, 1e-12)
	excluded := *s
	excluded.NoCircular = true
	if circular, err = compile(t, &excluded).CircularWorth(); err != nil {
		t.Fatal(err)
	}
	near(t, "with circular money that is excluded", circular.With[PeakGap], 70, 1e-12)
	s.Policy = DeferWhenShort
	flexible, err := compile(t, s).FlexibilityWorth()
	if err != nil || flexible == nil {
		t.Fatalf("flexibility %v, %v", flexible, err)
	}
	near(t, "without a right to defer", flexible.With[PeakGap], flexible.Without[PeakGap], 0)
	for _, change := range []func(*Round){
		func(r *Round) { r.Kind = Prepayment },
		func(r *Round) { r.Secondary = true },
		func(r *Round) { r.Counterparty = "" },
	} {
		other := *s
		other.Funding.Rounds = []Round{s.Funding.Rounds[0]}
		change(&other.Funding.Rounds[0])
		if m := compile(t, &other); m.circular(m.Project(nil)) {
			t.Errorf("%+v counts as circular", other.Funding.Rounds[0])
		}
	}
	other := *s
	other.Commitments = []Commitment{c}
	other.Commitments[0].Memo = true
	other.Funding.Rounds = []Round{s.Funding.Rounds[0]}
	other.NoCircular = true
	m := compile(t, &other)
	if !m.circular(m.Project(nil)) || m.Project(nil).Metrics[TotalFunding] != 0 {
		t.Error("what is paid through others is not circular")
	}
	if m = compile(t, &other, Option); m.circular(m.Project(nil)) {
		t.Error("what is left out pays")
	}
}

// TestExcludedRung has a rung for promises in no sum where money that comes with them is left out.
func TestExcludedRung(t *testing.T) {
	s := bare(12)
	chips := promise("b", 1000, 0, 12)
	chips.Counterparty, chips.Memo, chips.Firmness = "Acme", true, LetterOfIntent
	option := promise("c", 12, 0, 12)
	option.Firmness = Option
	commit(s, promise("a", 120, 0, 12), chips, option)
	s.Funding.Rounds = []Round{{ID: "r", Counterparty: "Acme", Amount: num("funding.rounds.r.amount", 50), Month: jan2026}}
	for excluded, want := range map[bool][]float64{false: {70, 82}, true: {70, 120, 132}} {
		s.NoCircular = excluded
		rungs, err := compile(t, s).Ladder()
		if err != nil {
			t.Fatal(err)
		}
		got := make([]float64, len(rungs))
		for i, r := range rungs {
			got[i] = r.Metrics[PeakGap]
		}
		nearAll(t, "rungs", got, want, 1e-12)
	}
}

// TestCircularCredit takes what a supplier's credit line gives for circular money.
func TestCircularCredit(t *testing.T) {
	s := bare(12)
	c := promise("a", 120, 0, 6)
	c.Counterparty = "Acme"
	commit(s, c)
	earn(s, "r", 10, Window{})
	s.Funding.Facilities = []Facility{{ID: "v", Lender: "ACME", Limit: num("funding.facilities.v.limit", 25), Rate: num("funding.facilities.v.rate", 0)},
		{ID: "w", Limit: num("funding.facilities.w.limit", 12), Rate: num("funding.facilities.w.rate", 0)}}
	m := compile(t, s)
	list, all := Counterparties(m.Project(nil), s)
	if len(list) != 1 || list[0].Lent != 25 || list[0].Repaid != 25 || list[0].Circular != 25 || all.Gross != 25 {
		t.Errorf("%+v of %+v", list, all)
	}
	worth, err := m.CircularWorth()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "with it", worth.With[PeakGap], 120-60-25-12, 1e-12)
	near(t, "without it", worth.Without[PeakGap], 120-60-12, 1e-12)
	s.NoCircular = true
	k := compile(t, s).BlockKernel(Setup{Commitments: []int{0}, Width: 2})
	k.EvalBlock(&Block{Points: 2})
	near(t, "left out", k.Value(Measure{Metric: PeakGap}), 120-60-12, 1e-12)
}
