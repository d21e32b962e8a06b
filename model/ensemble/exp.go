package ensemble

import (
	"fmt"
	"math"
)

// expSteps is how many steps the table of [Exp] has from 1 to 2.
const expSteps = 128

// powers holds the bits of 2^(j/128), each the nearest float64 to it.
var powers = newPowers()

func newPowers() (t [expSteps]uint64) {
	for j := range t {
		t[j] = math.Float64bits(math.Exp2(float64(j) / expSteps))
	}
	return t
}

// expLimit is where [Exp] leaves the work to [math.Exp]: below it 2^k is normal.
const expLimit = 700

// Exp writes e^x for every x of src to dst, which has the same length and may be src.
//
// With k the integer nearest to 128·x/ln 2 and r = x − k·ln 2/128, |r| ≤ ln 2/256, it is
// 2^(k/128)·(1 + r + r²/2 + r³/6 + r⁴/24 + r⁵/120), the power from a table. Its relative
// error is below 2.5·10⁻¹⁶: half a unit in the last place from the table (1.11·10⁻¹⁶),
// half a unit from the last addition, 5·10⁻¹⁹ from the polynomial and little else. Beyond ±700
// and for what is not a number it is [math.Exp]. Source of the method: Tang (1989),
// doi:10.1145/63522.214389.
func Exp(dst, src []float64) {
	if len(dst) != len(src) {
		panic(fmt.Sprintf("ensemble: Exp of %d numbers has room for %d", len(src), len(dst)))
	}
	for i, x := range src {
		if !(x > -expLimit && x < expLimit) {
			dst[i] = math.Exp(x)
			continue
		}
		dst[i] = exp(x)
	}
}

// exp is e^x for |x| < expLimit.
//
// Note: adding 1.5·2⁵² rounds to an integer and leaves it in the lowest bits; ln2Hi has
// zeros in its last bits, so that k·ln2Hi is exact.
func exp(x float64) float64 {
	const (
		magic = 3 << 51
		ln2Hi = 6.93147180369123816490e-01 / expSteps
		ln2Lo = 1.90821492927058770002e-10 / expSteps
	)
	shifted := x*(expSteps/math.Ln2) + magic
	bits := math.Float64bits(shifted)
	k := shifted - magic
	r := x - k*ln2Hi - k*ln2Lo
	j := bits & (expSteps - 1)
	power := math.Float64frombits(powers[j] + (bits-j)<<(52-7))
	q := r + r*r*(1.0/2+r*(1.0/6)+r*r*(1.0/24+r*(1.0/120)))
	return power + power*q
}
