// Package vec holds arithmetic on blocks of numbers that is quicker than number by number.
package vec

import (
	"fmt"
	"math"
)

// Limit is where [Exp] leaves the work to [math.Exp]: below it 2^k is normal.
const Limit = 700

// Exp writes e^x for every x of src to dst, which has the same length and may be src.
//
// With k the integer nearest to x/ln 2 and r = x − k·ln 2, |r| ≤ 0.347, it is 2^k·(1 + r +
// r²/2! + … + r¹³/13!), of which what is left out is below 5·10⁻¹⁸. Its relative error is below
// 2·10⁻¹⁶: half a unit in the last place from the last addition, 1.11·10⁻¹⁶, and what the
// steps before leave. Beyond ±700 and for what is not a number it is [math.Exp]. Source of the
// method: Cody & Waite (1980), Software Manual for the Elementary Functions, chapter 6.
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
// zeros in its last bits, so that k·ln2Hi is exact. Odd and even powers of r are added up
// apart, so that neither waits for the other.
func Exp1(x float64) float64 {
	const (
		magic = 3 << 51
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
	)
	shifted := math.FMA(x, 1/math.Ln2, magic)
	k := shifted - magic
	r := math.FMA(k, -ln2Lo, math.FMA(k, -ln2Hi, x))
	square := r * r
	odd, even := 1.0/factorial13, 1.0/factorial12
	for _, c := range exponential {
		odd, even = math.FMA(square, odd, c[0]), math.FMA(square, even, c[1])
	}
	power := math.FMA(square, math.FMA(r, odd, even), r) + 1
	return math.Float64frombits(math.Float64bits(power) + math.Float64bits(shifted)<<52)
}

// What 13 and 12 numbers can be ordered in.
const (
	factorial12 = 1 * 2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12
	factorial13 = 13 * factorial12
)

// exponential holds 1/k! for k = 11 and 10, 9 and 8, … 3 and 2.
var exponential = [...][2]float64{
	{1.0 / 39916800, 1.0 / 3628800}, {1.0 / 362880, 1.0 / 40320}, {1.0 / 5040, 1.0 / 720}, {1.0 / 120, 1.0 / 24}, {1.0 / 6, 1.0 / 2},
}
