package quantity

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestSettle prints what lies at a tie but for the error of a sum, on either side, as the tie
// itself away from zero, and what lies further from it as it is: the digits of the tie are
// drawn, so that what is to be printed is known beforehand.
func TestSettle(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		digits := 1000 + r.IntN(8999) // of 4, then a 5
		shift := r.IntN(12) - 3
		tie := (float64(digits) + 0.5) * math.Pow(10, float64(shift))
		up := Format(Factor, float64(digits+1)*math.Pow(10, float64(shift)))
		down := Format(Factor, float64(digits)*math.Pow(10, float64(shift)))
		if shift > 0 {
			continue // every whole digit stands
		}
		for _, c := range []struct {
			v    float64
			want string
		}{
			{tie, up}, {tie * (1 + 4e-16), up}, {tie * (1 - 4e-16), up}, {tie * (1 - 2e-13), up},
			{tie * (1 - 1e-10), down}, {tie * (1 + 1e-10), up}, {-tie, "-" + up}, {-tie * (1 - 4e-16), "-" + up},
		} {
			if got := Format(Factor, c.v); got != c.want {
				t.Fatalf("%.17g is %s, want %s", c.v, got, c.want)
			}
		}
		if Format(Power, tie*(1-4e-16)) != up+" GW" {
			t.Fatalf("%.17g GW is %s", tie, Format(Power, tie))
		}
	}
	for _, v := range []float64{0, 1, -2.5, 1e11, 123456789012, 1e300, math.MaxFloat64, math.Inf(1), 5e-324} {
		if got := Settle(v); math.Abs(got-v) > 1e-11*math.Abs(v) && v != 5e-324 {
			t.Errorf("%g settles at %g", v, got)
		}
	}
	if !math.IsNaN(Settle(math.NaN())) || fmt.Sprint(Settle(0)) != "0" {
		t.Error("what is no number settles, or nothing at something")
	}
}

// TestFormatLarge prints every whole digit of large amounts.
func TestFormatLarge(t *testing.T) {
	for v, want := range map[float64]string{123456789012345: "123456789012345", 98765432101: "98765432101", 1e15: "1000000000000000"} {
		if got := Format(Factor, v); got != want {
			t.Errorf("%g is %s, want %s", v, got, want)
		}
	}
	if got := Format(Money, 1e25); got != "$10000000000000T" {
		t.Errorf("1e25 is %s", got)
	}
}
