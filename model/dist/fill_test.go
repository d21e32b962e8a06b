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
