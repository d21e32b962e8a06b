package ensemble

import "math/bits"

// stratified writes Latin hypercube draws: point i of n is (π(i) + v)/n, where π is a
// permutation of 0 … n−1 and v in (0, 1) is random, both pure functions of the key.
//
// Note: v has 32 bits and n at most 2²⁰, so that π + v is exact and the quotient neither
// reaches 1 nor leaves its interval.
func (b block) stratified() {
	pi := newPermutation(b.key, b.size)
	n := float64(b.size)
	for i := b.from; i < b.to; i++ {
		v := (float64(join(b.key, uint64(i))>>32) + 0.5) * (1.0 / (1 << 32))
		b.dst[(i-b.from)*b.stride] = (float64(pi.at(uint32(i))) + v) / n
	}
}

// shuffled is the size up to which a permutation is shuffled as a whole.
const shuffled = 64

// permutation is one of 0 … n−1, of which any place can be asked for on its own: an
// alternating Feistel network on numbers of as many bits as n−1 has, applied again while
// the result is not below n. Source: Black & Rogaway (2002),
// doi:10.1007/3-540-45760-7_9, the generalised Feistel and the cycle-walking cipher.
//
// Note: on 3 bits even eight rounds prefer some orders, on 6 bits four do and six pass
// every test. So few things are shuffled.
type permutation struct {
	n, mask uint32
	width   int // of the lower half, in bits
	keys    [6]uint64
	few     [shuffled]uint8
}

// newPermutation returns the permutation of 0 … n−1 that belongs to key.
func newPermutation(key uint64, n int) permutation {
	width := max(1, bits.Len32(uint32(n-1)))
	p := permutation{n: uint32(n), mask: 1<<width - 1, width: (width + 1) / 2}
	if n <= shuffled {
		p.shuffle(key)
		return p
	}
	for r := range p.keys {
		p.keys[r] = join(key, uint64(r))
	}
	return p
}

// shuffle makes few a random order: Durstenfeld (1964), algorithm 235,
// doi:10.1145/364520.364540.
func (p *permutation) shuffle(key uint64) {
	for i := range p.n {
		j, _ := bits.Mul64(join(key, uint64(i)), uint64(i+1))
		p.few[i] = p.few[j]
		p.few[j] = uint8(i)
	}
}

// at returns the image of i, below n.
func (p *permutation) at(i uint32) uint32 {
	if p.n <= shuffled {
		return uint32(p.few[i])
	}
	for {
		i = p.round(i)
		if i < p.n {
			return i
		}
	}
}

// round sends i through all rounds: in each a hash of one half flips bits of the other,
// first of the lower one.
func (p *permutation) round(i uint32) uint32 {
	low := uint32(1)<<p.width - 1
	for r := 0; r < len(p.keys); r += 2 {
		i ^= uint32(mix(p.keys[r]+uint64(i>>p.width)*gamma)) & low
		i ^= uint32(mix(p.keys[r+1]+uint64(i&low)*gamma)) << p.width & p.mask
	}
	return i
}
