package vec

import (
	"math"
	"math/bits"
)

// Width is the most points of a block.
const Width = 64

// Generator is xoshiro256++ of D. Blackman and S. Vigna (2021), doi:10.1145/3460772: 64
// random bits a number, a period of 2²⁵⁶ − 1.
type Generator [4]uint64

// NewGenerator returns the generator of a key. Its state is the first four numbers of
// SplitMix64 from there, as the authors advise.
func NewGenerator(key uint64) (g Generator) {
	for i := range g {
		key += 0x9e3779b97f4a7c15
		z := (key ^ key>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		g[i] = z ^ z>>31
	}
	return g
}

// Next returns 64 random bits.
func (g *Generator) Next() uint64 {
	h := bits.RotateLeft64(g[0]+g[3], 23) + g[0]
	shifted := g[1] << 17
	g[2] ^= g[0]
	g[3] ^= g[1]
	g[1] ^= g[2]
	g[0] ^= g[3]
	g[2] ^= shifted
	g[3] = bits.RotateLeft64(g[3], 45)
	return h
}

// Generators are the generators of up to [Width] points.
type Generators [4][Width]uint64

// Set puts a generator at point p.
func (s *Generators) Set(p int, g Generator) {
	s[0][p], s[1][p], s[2][p], s[3][p] = g[0], g[1], g[2], g[3]
}

// At returns the generator at point p.
func (s *Generators) At(p int) Generator {
	return Generator{s[0][p], s[1][p], s[2][p], s[3][p]}
}

// Places is the number of entries of a [Layers].
const Places = 1024

// Layers says what to make of 64 random bits: the lowest ten of them choose an entry, the
// highest 52 are a number.
type Layers [Places]Layer

// Layer is an entry of [Layers].
type Layer struct {
	Scale  float64 // what the number is multiplied by
	Inside uint64  // above the numbers that are within, below 2⁵³
}

// Split returns the entry and the number of 64 random bits.
func Split(h uint64) (entry int, place uint64) { return int(h % Places), h >> 12 }

// Draw writes the next number of every generator, scaled, a place a point. Where it is not
// within, the bits themselves stand there, as those of a float64, and the bit of the point
// is set in over.
func (s *Generators) Draw(dst []float64, l *Layers) (over uint64) {
	dst = dst[:min(len(dst), Width)]
	i := head(len(dst))
	if i > 0 {
		over = drawWide(&dst[0], s, l, i)
	}
	for ; i < len(dst); i++ {
		g := s.At(i)
		var ok bool
		if dst[i], ok = l.draw(&g); !ok {
			over |= 1 << i
		}
		s.Set(i, g)
	}
	return over
}

// draw returns the next number of a generator, scaled, or its bits and false.
func (l *Layers) draw(g *Generator) (x float64, ok bool) {
	h := g.Next()
	if entry, place := Split(h); place < l[entry].Inside {
		return float64(int64(place)) * l[entry].Scale, true
	}
	return math.Float64frombits(h), false
}
