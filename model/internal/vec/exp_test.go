package vec

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// bigExp returns e^x to 150 bits from its series, of x/2^20 and then squared.
func bigExp(x float64) *big.Float {
	r := new(big.Float).SetPrec(200).SetFloat64(math.Ldexp(x, -20))
	sum, term := new(big.Float).SetPrec(200).SetInt64(1), new(big.Float).SetPrec(200).SetInt64(1)
	for k := int64(1); k < 30; k++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetInt64(k))
		sum.Add(sum, term)
	}
	for range 20 {
		sum.Mul(sum, sum)
	}
	return sum
}

// Exp stays within its bound of the true value, near zero, over its whole range and
// where r is largest.
func TestExp(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 2))
	x := []float64{0, 1, -1, 1e-300, -1e-17, 699.999, -699.999}
	for range 4000 {
		x = append(x, g.NormFloat64(), (2*g.Float64()-1)*Limit, g.NormFloat64()*0.01)
	}
	for k := -300; k < 300; k++ { // where r is largest
		x = append(x, (float64(k)+0.4999999)*math.Ln2, (float64(k)+0.5000001)*math.Ln2)
	}
	y, worst := make([]float64, len(x)), 0.0
	Exp(y, x)
	for i := range x {
		want := bigExp(x[i])
		diff := new(big.Float).SetPrec(200).Sub(new(big.Float).SetFloat64(y[i]), want)
		e, _ := diff.Quo(diff, want).Float64()
		worst = max(worst, math.Abs(e))
	}
	if worst > 2e-16 {
		t.Errorf("the largest relative error is %.3g", worst)
	}
	t.Logf("the largest relative error is %.3g", worst)
	edge := []float64{700, -700, 745, -746, 800, math.Inf(1), math.Inf(-1)}
	got := slices.Clone(edge)
	Exp(got, got)
	for i, v := range edge {
		if got[i] != math.Exp(v) {
			t.Errorf("e^%v is %v", v, got[i])
		}
	}
	nan := []float64{math.NaN()}
	if Exp(nan, nan); !math.IsNaN(nan[0]) || y[0] != 1 {
		t.Errorf("e^NaN is %v, e^0 is %v", nan[0], y[0])
	}
	defer func() {
		if recover() == nil {
			t.Error("lengths that differ are taken")
		}
	}()
	Exp(y[:1], x[:2])
}
