package ensemble

import (
	_ "embed" // for the table
	"math/bits"
)

// MaxDimensions is how many dimensions the table of Sobol's sequence has.
const MaxDimensions = 1111

// joeKuo holds the numbers D(6) of S. Joe and F. Y. Kuo, Constructing Sobol sequences
// with better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008), 2635–2654,
// doi:10.1137/070709359, for the dimensions 2 … 1111, in order, as a stream of bits,
// the most significant of every number and of every byte first, the last byte filled up
// with zeros. A dimension is
//
//	14 bits          its primitive polynomial over GF(2), of degree s, first and last coefficient included
//	i − 1 bits each  (m_i − 1)/2 for i = 1 … s, where m_i is odd and below 2^i
//
//go:embed joekuo.bin
var joeKuo string

// bitReader reads numbers off a string of bits.
type bitReader struct {
	from string
	at   int
}

// next returns the next width bits as a number.
func (r *bitReader) next(width int) uint32 {
	v := uint32(0)
	for range width {
		v = v<<1 | uint32(r.from[r.at/8]>>(7-r.at%8))&1
		r.at++
	}
	return v
}

// directions returns the direction numbers of the first n dimensions, in units of 2⁻³².
func directions(n int) [][32]uint32 {
	table := make([][32]uint32, n)
	r := bitReader{from: joeKuo}
	for d := range table {
		if d == 0 {
			for i := range 32 {
				table[0][i] = 1 << (31 - i)
			}
			continue
		}
		polynomial := r.next(14)
		s := bits.Len32(polynomial) - 1
		for i := range s {
			table[d][i] = (r.next(i)*2 + 1) << (31 - i)
		}
		recur(&table[d], polynomial, s)
	}
	return table
}

// recur completes direction numbers of which the first s are known:
//
//	v_i = v_(i−s) >> s  ⊕  v_(i−s)  ⊕  a_1·v_(i−1) ⊕ … ⊕ a_(s−1)·v_(i−s+1)
//
// where a_k is the coefficient of x^(s−k) in the polynomial.
func recur(v *[32]uint32, polynomial uint32, s int) {
	for i := s; i < len(v); i++ {
		v[i] = v[i-s] ^ v[i-s]>>s
		for k := 1; k < s; k++ {
			if polynomial>>(s-k)&1 == 1 {
				v[i] ^= v[i-k]
			}
		}
	}
}
