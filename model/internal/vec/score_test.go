package vec

import (
	"math"
	"testing"
)

// Scores are the quantiles of the normal law: its distribution function leads back.
func TestScores(t *testing.T) {
	u := []float64{0.5, 0.25, 0.75, 0.075, math.Nextafter(0.075, 0), 0.93, 0, 1, math.NaN()}
	for i := range 1000 {
		u = append(u, 0.0751+0.8498*float64(i)/1000)
	}
	z := make([]float64, len(u))
	Scores(z, u)
	for i, want := range u {
		if inside := math.Abs(want-0.5) <= 0.425; inside != (z[i] == z[i]) {
			t.Errorf("the score of %v is %v", want, z[i])
		} else if got := math.Erfc(-z[i]/math.Sqrt2) / 2; inside && math.Abs(got/want-1) > 1e-14 {
			t.Errorf("the score of %v is %v, which belongs to %v", want, z[i], got)
		}
	}
	if z[0] != 0 || z[1] != -z[2] {
		t.Errorf("scores are %v", z[:3])
	}
}
