package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestFill fills blocks of every law: they are its quantiles, to the last bit.
func TestFill(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	u := []float64{0x1p-53, 1 - 0x1p-53, 1e-300, 0.5, 0.425, 0.925}
	for range 1001 {
		u = append(u, g.Float64()+0x1p-54)
	}
	x := make([]float64, len(u))
	for _, s := range specimens(t) {
		Fill(s.dist, x, u)
		for i := range u {
			if want := s.dist.Quantile(u[i]); math.Float64bits(x[i]) != math.Float64bits(want) {
				t.Fatalf("%s at %v: %v, want %v", s.name, u[i], x[i], want)
			}
		}
	}
}

// TestFewAndMany finds the values of laws of few and of many, at and beside the steps.
func TestFewAndMany(t *testing.T) {
	for _, n := range []int{1, 2, 5, 16, 17, 64} {
		values, weights := make([]float64, n), make([]float64, n)
		for i := range values {
			values[i], weights[i] = float64(i), 1/float64(n)
		}
		d, err := Discrete(values, weights)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			for _, part := range []float64{0.001, 0.5, 0.999, 1} {
				u := min((float64(i)+part)/float64(n), 1-1e-9)
				if got := d.Quantile(u); got != values[i] {
					t.Errorf("of %d values %v at %v, want %v", n, got, u, values[i])
				}
			}
		}
	}
}
