package ensemble

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Brackets narrow to about what order statistics need, by steps of a histogram, by order
// statistics where that fails, and keep frequent values at their ends.
func TestNarrowing(t *testing.T) {
	g := rand.New(rand.NewPCG(2, 2))
	for law := range streams[:9] {
		s := &selection{probs: fiveProbs}
		s.restart(nil, 0)
		for x := range slices.Chunk(drawn(law, g, 1<<17, 0), 30*blockSize) {
			s.feed(x)
		}
		s.narrow()
		if len(s.gathered) > 2*s.wanted() {
			t.Errorf("%s: %d values are gathered, want %d", streams[law].name, len(s.gathered), s.wanted())
		}
		if s.sift(); s.n != 1<<17 || sumOf(s.counts) != s.n {
			t.Errorf("%s: %d values are counted", streams[law].name, sumOf(s.counts))
		}
	}
}

// sumOf adds up.
func sumOf(x []int) (sum int) {
	for _, k := range x {
		sum += k
	}
	return sum
}
