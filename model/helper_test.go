package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// jan2026 is the first month of most timelines in these tests.
const jan2026 = 12 * 2026

// num is a certain number that its bounds hardly restrict.
func num(path string, v float64) Quantity {
	return Quantity{Path: path, Value: v, Unit: "1", Lo: -1e18, Hi: 1e18, Stated: true}
}

// bare is a scenario of the given months from January 2026 with nothing in it but cash.
func bare(months int) *Scenario {
	return &Scenario{
		Timeline: Timeline{Start: jan2026, Months: months, Step: 1},
		Funding:  Funding{Cash: num("funding.cash", 0)},
	}
}

// compile compiles a scenario that has no fault.
func compile(t rapid.TB, s *Scenario, only ...Firmness) *Model {
	t.Helper()
	m, err := Compile(s, Options{Only: only})
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	return m
}

// project compiles a scenario and evaluates it at its central values.
func project(t rapid.TB, s *Scenario, only ...Firmness) *Projection {
	t.Helper()
	return compile(t, s, only...).Project(nil)
}

// near fails unless got is want to the given relative error (absolute below one).
func near(t rapid.TB, what string, got, want, rel float64) {
	t.Helper()
	if !(math.Abs(got-want) <= rel*math.Max(1, math.Abs(want))) {
		t.Fatalf("%s: got %.17g, want %.17g", what, got, want)
	}
}

// nearAll compares slices with near.
func nearAll(t rapid.TB, what string, got, want []float64, rel float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: got %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= rel*math.Max(1, math.Abs(want[i]))) {
			t.Fatalf("%s: month %d: got %.17g, want %.17g", what, i, got[i], want[i])
		}
	}
}

// constantRun is a run-rate of money a month that does not change.
func constantRun(path string, month float64) Curve {
	return Curve{Path: path + ".growth", Shape: Flat, RunRate: num(path+".run_rate", 12*month)}
}

// earn adds a stream that brings the given money every month of its window.
func earn(s *Scenario, id string, month float64, w Window) {
	s.Revenue = append(s.Revenue, Stream{ID: id, Curve: constantRun("revenue."+id, month), Window: w})
}

// spend adds a cost line of the given money every month of its window.
func spend(s *Scenario, id string, month float64, w Window) {
	s.Costs = append(s.Costs, Cost{ID: id, Curve: constantRun("costs."+id, month), Window: w})
}

// promise is a linear commitment of the given total over whole months, counted from
// January 2026.
func promise(id string, total float64, start, months int) Commitment {
	path := "commitments." + id
	return Commitment{ID: id, Total: num(path+".total", total), Start: jan2026 + start, Term: num(path+".term", float64(months))}
}

// commit adds commitments to a scenario.
func commit(s *Scenario, list ...Commitment) { s.Commitments = append(s.Commitments, list...) }

// find returns the contract with the given ID.
func find(t testing.TB, p *Projection, id string) Contract {
	t.Helper()
	for _, c := range p.Commitments {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no commitment %s in the projection", id)
	return Contract{}
}

// repeat is v n times.
func repeat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// total adds up in another order than the model does, from the end.
func total(x []float64) (s float64) {
	for i := len(x) - 1; i >= 0; i-- {
		s += x[i]
	}
	return s
}
