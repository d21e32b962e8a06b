package vec

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRange compares with the library.
func TestRange(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 5))
	was := wide
	defer func() { wide = was }()
	for n := 1; n < 200; n++ {
		x := make([]float64, n)
		for i := range x {
			x[i] = g.NormFloat64()
		}
		for _, wide = range []bool{false, was} {
			if lo, hi := Range(x); lo != slices.Min(x) || hi != slices.Max(x) {
				t.Fatalf("assembly %v: from %v to %v: %v", wide, lo, hi, x)
			}
		}
	}
}

// TestBins looks at every number alone.
func TestBins(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 6))
	was := wide
	defer func() { wide = was }()
	for n := range 200 {
		x := make([]float64, n)
		for i := range x {
			x[i] = 3 + g.Float64()
		}
		for _, wide = range []bool{false, was} {
			dst := make([]int32, n)
			Bins(dst, x, 3, 100, 90)
			for i, v := range x {
				if want := min(90, int32((v-3)*100)); dst[i] != want {
					t.Fatalf("assembly %v: %v lies in %d, want %d", wide, v, dst[i], want)
				}
			}
		}
	}
}
