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
	sum, product, scaled, scale := x(), x(), x(), x()
	Add(sum, x())
	AddProduct(product, x(), x())
	AddScaled(scaled, x(), g.NormFloat64())
	ok := []float64{0}
	if Scale(scale, x(), 1e5) {
		ok[0] = 1
	}
	near, gone := x(), x()
	Approach(near, gone, x(), x(), x(), x(), g.NormFloat64())
	e, y := x(), x()
	Walk(e, y, x(), g.NormFloat64(), g.NormFloat64(), g.NormFloat64())
	powers := x()
	for i := range powers {
		powers[i] = math.Mod(powers[i], 800)
	}
	Exp(powers, powers)
	var picks Picks
	var from [Picked]float64
	copy(from[:], numbers(g, Picked))
	for p := range min(n, 64) {
		picks.Set(p, g.IntN(Picked))
	}
	picked := x()[:min(n, 64)]
	picks.AddPicked(picked, x(), &from)
	o := Operating{x(), x(), x(), x(), x(), x(), x(), x()}
	o.Run()
	b := Balance{x(), x(), x(), x(), x(), x(), x(), x(), x(), x(), x()}
	b.Run()
	w := Gauge{x(), x(), x(), x(), x(), x(), x(), x(), x()}
	w.Run(7, 0.005)
	column := (*[Size]float64)(numbers(g, Size))
	s1, s2 := Deviations(column, 3, 0.1)
	return [][]float64{{s1, s2}, sum, product, scaled, scale, ok, near, gone, e, y, powers, picked,
		o.Interest, o.Operating, b.GapInterest, b.Draws, b.NewGap, b.NewCash, w.Peak, w.First, w.Burn, w.Most, w.Low, w.Even}
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

// TestFormulas works a few results out as their comments say.
func TestFormulas(t *testing.T) {
	five := func(v ...float64) []float64 { return v }
	e, y := five(1, 1, 1, 1, 1), five(2, 2, 2, 2, 2)
	Walk(e, y, five(1, 2, 3, 4, 5), 0.5, 10, 3)
	same(t, "y", y, five(11, 21, 31, 41, 51))
	same(t, "e", e, five(9, 19, 29, 39, 49))
	dst, gone := make([]float64, 5), five(1, 2, 3, 4, 5)
	Approach(dst, gone, five(1, 1, 1, 1, 1), five(2, 2, 2, 2, 2), five(1, 2, 3, 4, 5), five(1, 1, 1, 1, 1), 100)
	same(t, "gone", gone, five(3, 5, 7, 9, 11))
	same(t, "dst", dst, five(103, 205, 307, 409, 511))
	o := Operating{make([]float64, 5), make([]float64, 5), five(-1, 0, 1, 2, 3), five(2, 2, 2, 2, 2), five(1, 1, 1, 1, 1), five(10, 10, 10, 10, 10), five(1, 2, 3, 4, 5), five(5, 5, 5, 5, 5)}
	o.Run()
	same(t, "interest", o.Interest, five(-1, -1, 1, 3, 5))
	same(t, "operating", o.Operating, five(3, 2, 3, 4, 5))
	b := Balance{make([]float64, 5), make([]float64, 5), make([]float64, 5), make([]float64, 5),
		five(1, 1, 1, 1, 1), five(0, 10, 10, 0, 0), five(5, 5, 20, -9, 0), five(0, 0, 0, 0, 0), five(0, 0, 0, 0, 3), five(0.5, 0.5, 0.5, 0.5, 0.5), five(2, 2, 2, 2, 2)}
	b.Run()
	same(t, "gap", b.NewGap, five(0, 11, 0, 10, 4))
	same(t, "cash", b.NewCash, five(6, 2, 6, 2, 2))
	same(t, "draws", b.Draws, five(0, -4, -15, 10, 4))
	x := five(1, 2, 3, 4, 5)
	if Scale(x, five(1, 1, 1, 1, 2), 9.5) || !Scale(x, five(1, 1, 1, 1, 0.5), 9.5) || Scale(five(1, 1, math.NaN(), 1), five(1, 1, 1, 1), 9) {
		t.Error("Scale does not know what is within its limit")
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
