package ensemble

import (
	"math"
	"testing"

	"computegap/model/dist"
)

// TestColumnsOfSampler draws blocks input by input: they are those of rows, dependent ones
// too.
func TestColumnsOfSampler(t *testing.T) {
	copula, err := NewCopula(3, []dist.Pair{{I: 0, J: 2, Rho: 0.6}})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []Kind{Random, LHS, Sobol} {
		s, err := New(Spec{Kind: kind, Seed: 9, Paths: 500, Inputs: []string{"a", "b", "c"}})
		if err != nil {
			t.Fatal(err)
		}
		const from, to = 123, 187
		rows, columns := make([]float64, 3*(to-from)), matrix(3, to-from)
		s.Uniforms(rows, from, to)
		s.Columns(columns, from, to)
		copula.Uniforms(rows)
		copula.Columns(columns, make([]float64, 3))
		for p := range to - from {
			for i := range columns {
				if columns[i][p] != rows[p*3+i] {
					t.Fatalf("%s: input %d of path %d is %v by column, %v by row", kind, i, p, columns[i][p], rows[p*3+i])
				}
			}
		}
	}
}

// TestNoiseSteps asks for noises step by step, as a kernel does: they are those of the
// sampler, less the steps before a stream begins, and correlated ones depend month by
// month.
func TestNoiseSteps(t *testing.T) {
	for _, kind := range []Kind{Random, LHS, Sobol} {
		s, err := New(Spec{Kind: kind, Seed: 4, Paths: 40_000, Noises: []Noise{{"a", 9, 1}, {"b", 9, 0.7}, {"c", 5, 1}}})
		if err != nil {
			t.Fatal(err)
		}
		copula, err := NewCopula(3, []dist.Pair{{I: 0, J: 1, Rho: 0.8}})
		if err != nil {
			t.Fatal(err)
		}
		n := newNoises(s, copula, []int{0, 2, 0}, 64)
		z, rows := make([]float64, 64), make([]float64, 64*9)
		var sum float64
		for from := 0; from < 40_000; from += 64 {
			n.begin(from, min(40_000, from+64))
			width := n.to - n.from
			s.Noise(rows[:width*5], 2, n.from, n.to)
			for k := range 5 {
				n.step(2, k, z[:width])
				for p, v := range z[:width] {
					if v != rows[p*5+k] {
						t.Fatalf("%s: step %d of path %d is %v, want %v", kind, k, from+p, v, rows[p*5+k])
					}
				}
			}
			for k := range 7 { // step k of b is that of month k + 2, as step k + 2 of a is
				n.step(0, k+2, rows[:width])
				n.step(1, k, z[:width])
				for p, v := range z[:width] {
					sum += v * rows[p]
				}
			}
		}
		const count = 40_000 * 7
		want := 2 * math.Sin(math.Pi*0.8/6)
		if got := sum / count; math.Abs(got-want) > 4*math.Sqrt((1+want*want)/count) {
			t.Errorf("%s: correlation of a month %v, want %v", kind, got, want)
		}
	}
}
