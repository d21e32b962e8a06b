package quantity_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/quick"

	. "computegap/model/quantity"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		v    float64
		want string
	}{
		{Money, 207.3e9, "$207.3B"}, {Money, 1.4e12, "$1.4T"}, {Money, 0, "$0"}, {Money, -5.2e9, "-$5.2B"}, {Money, 38e9, "$38B"},
		{Money, 207349999999, "$207.3B"}, {Money, 1.234e12, "$1.23T"}, {Money, 1.2301e12, "$1.23T"}, {Money, 999.96e9, "$1T"},
		{Money, 999.94e9, "$999.9B"}, {Money, 12345e12, "$12345T"}, {Money, 5000, "$5K"}, {Money, 1234, "$1.23K"}, {Money, 999.95, "$999.95"},
		{Money, 999.996, "$1K"}, {Money, 1.234, "$1.23"}, {Money, -0.004, "$0"}, {Money, math.Copysign(0, -1), "$0"}, {Money, -0.25, "-$0.25"},
		{RunRate, 14e9, "$14B/yr"}, {RunRate, -5.2e9, "-$5.2B/yr"}, {RunRate, 0, "$0/yr"},
		{Rate, 1.45, "145%"}, {Rate, 0.125, "12.5%"}, {Rate, 0.07, "7%"}, {Rate, 1.0 / 3, "33.33%"}, {Rate, -0.05, "-5%"},
		{Fraction, 0.99999, "100%"}, {Fraction, 1e-10, "1e-08%"}, {Fraction, math.Copysign(0, -1), "0%"},
		{Factor, 1.08, "1.08"}, {Factor, 12345.6, "12346"}, {Factor, 0.00012344, "0.0001234"}, {Factor, 1e18, "1e18"},
		{Duration, 18, "18 months"}, {Duration, 84, "7 years"}, {Duration, 12, "12 months"}, {Duration, 24, "2 years"}, {Duration, 25, "25 months"},
		{Duration, 1, "1 month"}, {Duration, 4.5, "4.5 months"}, {Duration, 0, "0 months"}, {Duration, -36, "-3 years"}, {Duration, 24.5, "24.5 months"},
		{Power, 4.5, "4.5 GW"}, {Power, 0.75, "0.75 GW"}, {Power, 10, "10 GW"}, {Power, 0, "0 GW"},
		{Money, math.NaN(), "NaN"}, {Power, math.Inf(-1), "-Inf"},
	} {
		if got := Format(c.kind, c.v); got != c.want {
			t.Errorf("Format(%v, %v) = %q, want %q", c.kind, c.v, got, c.want)
		}
	}
}

func TestExact(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		v    float64
		want string
	}{
		{Money, 38e9, "$38B"}, {Money, 1.4e12, "$1.4T"}, {Money, 1.234e9, "$1234M"}, {Money, 12.345e9, "$12345M"}, {Money, -123.456e12, "-$123456B"},
		{Money, 1.2345e9, "$1.2345B"}, {Money, 1.234, "$1.2340"}, {Money, 12.345, "$12.3450"}, {Money, 1234, "$1234"}, {Money, 0.125, "$0.125"},
		{Money, 0, "$0"}, {Money, math.Copysign(0, -1), "$0"}, {Money, 1e18, "$1000000T"}, {Money, 1.5e-9, "$1.5e-9"},
		{RunRate, 14e9, "$14B/yr"}, {Rate, 1.45, "145%"}, {Rate, 0.07, "7%"}, {Fraction, 0, "0%"}, {Fraction, 0.0123, "1.23%"},
		{Factor, 1.08, "1.08"}, {Duration, 84, "84 months"}, {Power, 0.75, "0.75 GW"}, {Power, 1e-7, "1e-7 GW"},
	} {
		if got := Exact(c.kind, c.v); got != c.want {
			t.Errorf("Exact(%v, %v) = %q, want %q", c.kind, c.v, got, c.want)
		}
	}
}

// TestExactRefusedBeyondRange makes sure that no text stands for what is not an amount.
func TestExactRefusedBeyondRange(t *testing.T) {
	for _, k := range Kinds() {
		for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Nextafter(Limit, 2*Limit), -math.MaxFloat64} {
			if got, err := Parse(k, Exact(k, v)); err == nil {
				t.Errorf("%v: Parse(%q) = %v, want a refusal", k, Exact(k, v), got)
			}
		}
	}
}

// amounts draws amounts of two sorts in turn: any float64 at all within the range, and
// decimals of a few digits, as people write them.
func amounts(seed uint64) func() float64 {
	r, turn := rand.New(rand.NewPCG(seed, 1)), 0
	return func() float64 {
		turn++
		for turn%2 == 0 {
			if v := math.Float64frombits(r.Uint64()); math.Abs(v) <= Limit {
				return v
			}
		}
		return math.Round(r.NormFloat64()*1e4) * math.Pow(10, float64(r.IntN(18)-6))
	}
}

func TestExactReadsBack(t *testing.T) {
	draw := amounts(1)
	property := func(kind uint8) bool {
		k, v := Kind(kind%7), draw()
		got, err := Parse(k, Exact(k, v))
		if err != nil || got != v {
			t.Logf("Parse(%v, Exact(%v) = %q) = %v, %v", k, v, Exact(k, v), got, err)
		}
		return err == nil && got == v
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 50000}); err != nil {
		t.Error(err)
	}
}

// TestFormatReadsBack reads what Format writes: near to half a unit in the fourth
// digit, or for money in the third, or half a cent.
func TestFormatReadsBack(t *testing.T) {
	draw := amounts(2)
	property := func(kind uint8) bool {
		k, v := Kind(kind%7), draw()
		text := Format(k, v)
		got, err := Parse(k, text)
		near := math.Abs(got-v) <= 5.0001e-4*math.Abs(v)
		if k == Money || k == RunRate {
			near = near || math.Abs(got-v) <= max(0.0050001, 5.0001e-3*math.Abs(v))
		}
		if err != nil || !near || got == 0 && strings.HasPrefix(text, "-") {
			t.Logf("Parse(%v, Format(%v) = %q) = %v, %v", k, v, text, got, err)
			return false
		}
		return true
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 50000}); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	for _, k := range Kinds() {
		f.Add(uint8(k), k.Example())
	}
	for _, text := range []string{"$1,4T", "$38.000M", "-$5e-9B", "US$ 1.5 bn per quarter", "1_0", "0x1p-2", "inf", "−3 %", "1.2.3,4", "$\xff", "9e17 months", "1e18 mo", "-0", "1e-400"} {
		f.Add(uint8(Money), text)
		f.Add(uint8(Duration), text)
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		k := Kind(kind % 7)
		v, err := Parse(k, text)
		if err != nil {
			fuzzRefusal(t, text, err)
			return
		}
		if math.IsNaN(v) || math.Abs(v) > Limit || v == 0 && math.Signbit(v) {
			t.Fatalf("Parse(%v, %q) = %v", k, text, v)
		}
		if again, err := Parse(k, Exact(k, v)); err != nil || again != v {
			t.Fatalf("%q is %v, but %q is %v, %v", text, v, Exact(k, v), again, err)
		}
		if _, err := Parse(k, Format(k, v)); err != nil {
			t.Fatalf("%q is %v, but %q gives %v", text, v, Format(k, v), err)
		}
	})
}
