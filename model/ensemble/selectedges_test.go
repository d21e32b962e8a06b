package ensemble

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Values are counted and gathered as a look at each of them alone tells, whatever brackets
// there are: open ones, some that share an end, some of a single value.
func TestEdges(t *testing.T) {
	for seed := range uint64(2000) {
		g := rand.New(rand.NewPCG(seed, 7))
		s := &selection{probs: fiveProbs[:1+g.IntN(5)]}
		s.restart(nil, 0)
		ends := make([]bracket, len(s.probs))
		for i := range ends {
			lo := float64(g.IntN(12))
			ends[i] = bracket{lo, lo + float64(g.IntN(3))}
		}
		if g.IntN(4) == 0 {
			ends[0].lo = math.Inf(-1)
		}
		if k := len(ends) - 1; g.IntN(4) == 0 {
			ends[k].hi = math.Inf(1)
		}
		if s.setBrackets(ends); s.isOpen() {
			continue
		}
		x := make([]float64, g.IntN(300))
		want, gathered := make([]int, len(s.counts)), []float64(nil)
		for i := range x {
			if x[i] = float64(g.IntN(30)-2) / 2; x[i] == 0 && g.IntN(2) == 0 {
				x[i] = math.Copysign(0, -1)
			}
			code := s.search(x[i])
			want[code]++
			if code%numSides == inside {
				gathered = append(gathered, x[i])
			}
		}
		s.room(len(x))
		s.take(x)
		if !slices.Equal(s.counts, want) || !slices.Equal(s.gathered, gathered) {
			t.Fatalf("brackets %v: %v %v, want %v %v", s.brackets, s.counts, s.gathered, want, gathered)
		}
	}
}
