// Package vec holds arithmetic on blocks of numbers that is quicker than number by number.
package vec

import (
	"fmt"
	"math"
)

// expBits is the logarithm of expSteps, the steps that the table of [Exp] has from 1 to 2.
const (
	expBits  = 11
	expSteps = 1 << expBits
)

// powers holds the bits of 2^(j/2048), the nearest float64, less those of j in the exponent's
// last places: what is left when the bits of a whole number of steps are added.
var powers = newPowers()

func newPowers() (t [expSteps]uint64) {
	for j := range t {
		t[j] = math.Float64bits(math.Exp2(float64(j)/expSteps)) - uint64(j)<<(52-expBits)
	}
	return t
}

// Limit is where [Exp] leaves the work to [math.Exp]: below it 2^k is normal.
const Limit = 700

// Exp writes e^x for every x of src to dst, which has the same length and may be src.
//
// With k the integer nearest to 2048·x/ln 2 and r = x − k·ln 2/2048, |r| ≤ ln 2/4096, it is
// 2^(k/2048)·(1 + r + r²/2 + r³/6), the power from a table. Its relative error is below
// 2.5·10⁻¹⁶: half a unit in the last place from the table (1.11·10⁻¹⁶), half a unit from
// the last addition, 4·10⁻¹⁷ from the polynomial and little else. Beyond ±700 and for what
// is not a number it is [math.Exp]. Source of the method: Tang (1989),
// doi:10.1145/63522.214389.
func Exp(dst, src []float64) {
	if len(dst) != len(src) {
		panic(fmt.Sprintf("vec: Exp of %d numbers has room for %d", len(src), len(dst)))
	}
	for i := 0; i < len(src); {
		if n := head(len(src) - i); n > 0 {
			if i += expWide(&dst[i], &src[i], n); i == len(src) {
				return
			}
		}
		for range min(4, len(src)-i) {
			if x := src[i]; x > -Limit && x < Limit {
				dst[i] = Exp1(x)
			} else {
				dst[i] = math.Exp(x)
			}
			i++
		}
	}
}

// Exp1 is what [Exp] writes for one x with |x| < Limit; for any other it is not defined.
//
// Note: adding 1.5·2⁵² rounds to an integer and leaves it in the lowest bits; ln2Hi has
// zeros in its last bits, so that k·ln2Hi is exact.
func Exp1(x float64) float64 {
	const (
		magic = 3 << 51
		ln2Hi = 6.93147180369123816490e-01 / expSteps
		ln2Lo = 1.90821492927058770002e-10 / expSteps
	)
	shifted := x*(expSteps/math.Ln2) + magic
	bits := math.Float64bits(shifted)
	k := shifted - magic
	r := x - k*ln2Hi - k*ln2Lo
	power := math.Float64frombits(powers[bits&(expSteps-1)] + bits<<(52-expBits))
	return power + power*(r+r*r*(0.5+r*(1.0/6)))
}
