package ensemble

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Places never decrease with the value, however far it lies from the ends of brackets.
func TestPlacesAscend(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	x := []float64{-Limit, Limit, 0, math.Copysign(0, -1), -5e-324, 5e-324}
	for range 20000 {
		v := math.Ldexp(1+g.Float64(), g.IntN(1350)-1022)
		x = append(x, min(v, Limit), -min(v, Limit))
	}
	slices.Sort(x)
	for _, ends := range [][2]float64{{0, 1}, {-1, 1}, {-3, 2}, {1, 1}, {-Limit, Limit}, {0, 5e-324}, {1, 1 + 0x1p-52}, {1e-9, 1e40}, {-7e20, -3}} {
		for _, byBits := range []bool{false, true} {
			p, last := newPlacing(ends[0], ends[1], byBits), 0
			for i, v := range x {
				j := p.place(v)
				if j < last || j > topSlot || i > 0 && x[i-1] == v && j != last {
					t.Fatalf("%v, by bits %v: %v has place %d after %d", ends, byBits, v, j, last)
				}
				last = j
			}
			if lo, hi := p.place(ends[0]), p.place(ends[1]); lo < 1 || hi >= topSlot {
				t.Errorf("%v, by bits %v: ends have places %d and %d", ends, byBits, lo, hi)
			}
		}
	}
}

// Brackets narrow to about what order statistics need, by steps of a histogram, by order
// statistics where that fails, and keep frequent values at their ends.
func TestNarrowing(t *testing.T) {
	g := rand.New(rand.NewPCG(2, 2))
	for law := range streams[:9] {
		s := &selection{probs: fiveProbs}
		s.restart(nil, 0)
		for x := range slices.Chunk(drawn(law, g, 1<<17, 0), blockSize) {
			s.feed(x)
		}
		s.narrow()
		if len(s.gathered) > 2*s.wanted() {
			t.Errorf("%s: %d values are gathered, want %d", streams[law].name, len(s.gathered), s.wanted())
		}
		if s.sift(nil); s.n != 1<<17 || sumOf(s.counts) != s.n {
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
