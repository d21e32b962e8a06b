package model

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// chancy gives a commitment a probability.
func chancy(c Commitment, p float64) Commitment {
	c.Probability = num("commitments."+c.ID+".probability", p)
	return c
}

// requiring gives a commitment something that it requires.
func requiring(c Commitment, path string) Commitment {
	c.Requires = path
	return c
}

// odds are the usual probabilities of promises.
func odds() Odds {
	o := Odds{}
	for f, p := range map[Firmness]float64{Signed: 1, LetterOfIntent: 0.5, Option: 0, Conditional: 0.5, Target: 1} {
		o[f] = num("firmness."+string(f), p)
	}
	return o
}

// TestCentralPromises takes what is at least as likely as not, given what it requires.
func TestCentralPromises(t *testing.T) {
	s := bare(12)
	s.Odds = odds()
	s.Funding.Rounds = []Round{
		{ID: "likely", Amount: num("funding.rounds.likely.amount", 7), Probability: num("funding.rounds.likely.probability", 0.5), Month: jan2026},
		{ID: "unlikely", Amount: num("funding.rounds.unlikely.amount", 9), Probability: num("funding.rounds.unlikely.probability", 0.4), Month: jan2026},
		{ID: "after", Amount: num("funding.rounds.after.amount", 11), Month: jan2026 + 1, Requires: "funding.rounds.unlikely"},
		{ID: "beside", Amount: num("funding.rounds.beside.amount", 13), Month: jan2026 + 1, Requires: "commitments.letter"},
	}
	commit(s,
		promise("firm", 12, 0, 12), tagged(promise("letter", 24, 0, 12), LetterOfIntent), tagged(promise("option", 48, 0, 12), Option),
		chancy(tagged(promise("own", 96, 0, 12), Option), 0.6), requiring(promise("with", 192, 0, 12), "funding.rounds.likely"),
		requiring(promise("without", 384, 0, 12), "funding.rounds.unlikely"),
		tagged(promise("top", 2000, 0, 12), Target), inside(tagged(promise("below", 500, 0, 12), Target), "top"))
	for id, want := range map[string]float64{"firm": 12, "letter": 24, "option": 0, "own": 96, "with": 192, "without": 0, "top": 1500, "below": 500} {
		c := find(t, project(t, s), id)
		near(t, id, total(c.Due), want, 1e-12)
		near(t, id+" scheduled", c.Scheduled, want, 1e-12)
		if c.Taken != (want > 0) {
			t.Errorf("%s: taken %v", id, c.Taken)
		}
	}
	near(t, "rounds", total(project(t, s).Series[Rounds]), 7+13, 1e-12)
	s.Odds[Target] = num("firmness.target", 0.4)
	for id, want := range map[string]float64{"top": 0, "below": 0} {
		near(t, id+" where targets are missed", total(find(t, project(t, s), id).Due), want, 1e-12)
	}
	if c := find(t, project(t, s), "top"); c.Remainder != 1500 || c.Total != 2000 {
		t.Errorf("of what is not taken the total is %v, the remainder %v", c.Total, c.Remainder)
	}
}

// TestPromisesOff leaves every number alone where nothing has a probability.
func TestPromisesOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := maker{t}.scenario()
		for i := range s.Commitments {
			s.Commitments[i].Probability, s.Commitments[i].Requires = Quantity{}, ""
		}
		s.Odds = nil
		p := project(t, s)
		s.Odds = odds()
		for _, f := range Firmnesses() {
			s.Odds[f] = num("firmness."+string(f), 1)
		}
		for i := range s.Funding.Rounds {
			s.Funding.Rounds[i].Probability.Stated = true
		}
		q := project(t, s)
		for id := range p.Series {
			if !slices.Equal(p.Series[id], q.Series[id]) {
				t.Fatalf("series %s differs where all promises are certain", SeriesID(id).Info().Name)
			}
		}
	})
}

// TestJointPromises draws two commitments of which one requires the other at points with
// chosen numbers.
func TestJointPromises(t *testing.T) {
	s := bare(1)
	commit(s, chancy(promise("a", 1, 0, 1), 0.3), requiring(chancy(promise("b", 10, 0, 1), 0.8), "commitments.a"))
	m := compile(t, s)
	if c := m.Chance(); !slices.Equal(c.Commitments, []int{0, 1}) || !c.Any() {
		t.Fatalf("drawn are %v", c.Commitments)
	}
	k := m.BlockKernel(Setup{Commitments: []int{0, 1}, Width: 4})
	k.EvalBlock(&Block{Points: 4, Take: [][]float64{{0.71, 0.71, 0.69, 0.69}, {0.21, 0.19, 0.21, 0.19}}})
	got := make([]float64, 4)
	k.Values(got, Measure{Metric: TotalCompute})
	nearAll(t, "compute", got, []float64{11, 1, 0, 0}, 1e-15)
}

// TestRequirementFaults refuses what cannot be.
func TestRequirementFaults(t *testing.T) {
	s := bare(12)
	commit(s, requiring(promise("a", 1, 0, 1), "commitments.b"), requiring(promise("b", 1, 0, 1), "funding.rounds.c"), requiring(promise("d", 1, 0, 1), "commitments.none"))
	s.Funding.Rounds = []Round{{ID: "c", Amount: num("funding.rounds.c.amount", 1), Month: jan2026, Requires: "commitments.a"}}
	_, err := Compile(s, Options{})
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 2 || !strings.Contains(err.Error(), "commitments.a → commitments.b → funding.rounds.c → commitments.a") {
		t.Errorf("faults %v", err)
	}
	s = bare(12)
	commit(s, requiring(promise("a", 1, 0, 1), "funding.rounds.c"))
	s.Funding.Rounds = []Round{{ID: "c", Amount: num("funding.rounds.c.amount", 1), Month: jan2026, Trigger: &Trigger{Revenue: num("funding.rounds.c.trigger.revenue", 1)}},
		{ID: "d", Amount: num("funding.rounds.d.amount", 1), Month: jan2026, Requires: "funding.rounds.c"}}
	if _, err = Compile(s, Options{}); !errors.As(err, &faults) || len(faults) != 2 || !strings.Contains(err.Error(), "funding.rounds.c waits for a trigger") {
		t.Errorf("faults of what waits: %v", err)
	}
}

// TestMaskedCapacity takes the capacity of a commitment away with it.
func TestMaskedCapacity(t *testing.T) {
	s := bare(2)
	commit(s, powered(chancy(promise("a", 1, 0, 2), 0.4), 3), powered(promise("b", 1, 0, 2), 4))
	nearAll(t, "capacity", project(t, s).Series[CapacityGW], []float64{4, 4}, 1e-15)
	k := compile(t, s).BlockKernel(Setup{Commitments: []int{0}, Width: 2})
	k.EvalBlock(&Block{Points: 2, Take: [][]float64{{0.61, 0.59}}})
	got := make([]float64, 2)
	k.Values(got, Measure{Metric: CapacityAtEnd})
	nearAll(t, "drawn", got, []float64{7, 4}, 1e-15)
	if math.IsNaN(got[0]) {
		t.Error("no number")
	}
}
