package vec

import (
	"math"
	"math/rand/v2"
	"testing"
)

// numbers returns n numbers of all kinds, special ones among them.
func numbers(g *rand.Rand, n int) []float64 {
	special := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1e300, 5e-324, 699.99, -700, 1e17 / 1.2}
	x := make([]float64, n)
	for i := range x {
		if x[i] = g.NormFloat64() * math.Pow(10, float64(g.IntN(8))); g.IntN(12) == 0 {
			x[i] = special[g.IntN(len(special))]
		}
	}
	return x
}

// operations runs everything of the package on the same numbers and returns what it wrote.
func operations(seed uint64, n int) [][]float64 {
	g := rand.New(rand.NewPCG(seed, 1))
	x := func() []float64 { return numbers(g, n) }
	sum, product, scaled, filled := x(), x(), x(), x()
	Fill(filled, g.NormFloat64())
	grown := x()
	Scale(grown, x(), g.NormFloat64())
	Add(sum, x())
	AddProduct(product, x(), x())
	AddScaled(scaled, x(), g.NormFloat64())
	powers := x()
	for i := range powers {
		powers[i] = math.Mod(powers[i], 800)
	}
	Exp(powers, powers)
	column := (*[Size]float64)(numbers(g, Size))
	s1, s2 := Deviations(column, 3, 0.1)
	return append(blocks(g, min(n, Width)), []float64{s1, s2}, sum, product, scaled, filled, grown, powers)
}

// TestWide does everything with the assembly and without: the bits are the same, but for
// the sign of zero and the payload of what is no number.
func TestWide(t *testing.T) {
	if !wide {
		t.Log("this machine has no assembly")
	}
	was := wide
	defer func() { wide = was }()
	for seed := range uint64(3000) {
		n := int(seed % 67)
		wide = false
		want := operations(seed, n)
		wide = was
		for k, got := range operations(seed, n) {
			for i := range got {
				if w := want[k][i]; got[i] != w && (got[i] == got[i] || w == w) {
					t.Fatalf("result %d of %d numbers, place %d: %v, without assembly %v", k, n, i, got[i], w)
				}
			}
		}
	}
}

// same compares numbers.
func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}
