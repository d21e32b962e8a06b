package vec

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSift compares sifting, with assembly and without, with a look at every number alone.
func TestSift(t *testing.T) {
	was := wide
	defer func() { wide = was }()
	for seed := range uint64(3000) {
		g := rand.New(rand.NewPCG(seed, 2))
		x := numbers(g, g.IntN(200))
		from := slices.DeleteFunc(numbers(g, g.IntN(Sifted+1)), math.IsNaN)
		for i := range from {
			if len(x) > 0 && g.IntN(2) == 0 {
				from[i] = x[g.IntN(len(x))] + 0
			}
		}
		odd := g.IntN(len(from) + 1)
		var want []float64
		counts := [Sifted]int{3, 1: 5}
		for _, v := range x {
			passed := 0
			for i, w := range from {
				if v >= w {
					counts[i]++
					if i < odd {
						passed++
					}
				}
			}
			if passed%2 == 1 {
				want = append(want, v)
			}
		}
		for _, wide = range []bool{false, was} {
			for _, inPlace := range []bool{false, true} {
				src := slices.Clone(x)
				dst := make([]float64, len(x)+g.IntN(3))
				if inPlace {
					dst = src
				}
				reached := [Sifted]int{3, 1: 5}
				k := Sift(dst, src, odd, from, &reached)
				if !slices.Equal(dst[:k], want) || reached != counts {
					t.Fatalf("seed %d, assembly %v: %v %v, want %v %v", seed, wide, dst[:k], reached, want, counts)
				}
				if !inPlace && !slices.EqualFunc(src, x, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
					t.Fatal("what is sifted changes")
				}
			}
		}
	}
}

// BenchmarkSift sifts 512 numbers of which every eighth lies within five brackets.
func BenchmarkSift(b *testing.B) {
	g := rand.New(rand.NewPCG(1, 4))
	x, dst := make([]float64, 512), make([]float64, 512)
	for i := range x {
		x[i] = g.Float64()
	}
	var from []float64
	for i := range Sifted / 2 {
		from = append(from, float64(i)/5, float64(i)/5+1.0/40)
	}
	var reached [Sifted]int
	for b.Loop() {
		Sift(dst, x, len(from), from, &reached)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(x)), "ns/number")
}
