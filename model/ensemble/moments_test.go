package ensemble

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Values of several accumulators, of any sizes, far from each other or not, have the
// moments of all of them.
func TestMerge(t *testing.T) {
	g := rand.New(rand.NewPCG(8, 8))
	for range 50 {
		var x []float64
		all := accumulator{fourth: true, limit: Limit}
		for range 1 + g.IntN(5) {
			shift, scale, n := 5*g.NormFloat64(), math.Exp(2*g.NormFloat64()), 1+g.IntN(1000)
			part := accumulator{fourth: true, limit: Limit}
			var y []float64
			for range n {
				y = append(y, shift+scale*g.ExpFloat64())
			}
			for b := range slices.Chunk(y, blockSize) {
				part.add(b)
			}
			all.merge(part)
			x = append(x, y...)
		}
		mean, square, fourth := bigMoments(x)
		n := float64(len(x))
		m, sd, kurtosis := all.moments(), math.Sqrt(square*n/(n-1)), fourth/square/square
		if n > 1 && (math.Abs(m.mean-mean) > 1e-14*(math.Abs(mean)+sd) || math.Abs(m.sd-sd) > 1e-12*sd || math.Abs(m.kurtosis-kurtosis) > 1e-11*kurtosis) {
			t.Errorf("%d values: %+v, want mean %v, sd %v, kurtosis %v", len(x), m, mean, sd, kurtosis)
		}
	}
}
