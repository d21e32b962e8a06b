package sensitivity_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	. "computegap/model/sensitivity"
)

// found is what a test expects of one crossing.
type found struct {
	x      float64
	kind   CrossingKind
	rising bool
}

func nan() float64 { return math.NaN() }

func step(v float64) float64 {
	if v >= 0.5 {
		return 75
	}
	return 40
}

func TestSolve(t *testing.T) {
	tests := []struct {
		name           string
		f              func(v float64) float64
		lo, hi, target float64
		want           []found
	}{
		{"line", func(v float64) float64 { return 3*v - 1 }, 0, 1, 1, []found{{2. / 3, Root, true}}},
		{"falling line", func(v float64) float64 { return 1 - 3*v }, 0, 1, 0, []found{{1. / 3, Root, false}}},
		{"root on a point of the scan", func(v float64) float64 { return v - 0.5 }, 0, 1, 0, []found{{0.5, Root, true}}},
		{"root at the low end", func(v float64) float64 { return v }, 0, 1, 0, []found{{0, Root, true}}},
		{"root at the high end", func(v float64) float64 { return v * v }, 0, 3, 9, []found{{3, Root, true}}},
		{"falling roots at both ends", func(v float64) float64 { return v * (v - 1) * (2*v - 1) * -1 }, 0, 1, 0,
			[]found{{0, Root, false}, {0.5, Root, true}, {1, Root, false}}},
		{"five roots", func(v float64) float64 { return (v - 1) * (v - 2) * (v - 2.5) * (v - 3.3) * (v - 4.7) }, 0, 5, 0,
			[]found{{1, Root, true}, {2, Root, false}, {2.5, Root, true}, {3.3, Root, false}, {4.7, Root, true}}},
		{"far from zero", func(v float64) float64 { return math.Log(v) }, 1e9, 1e13, math.Log(3.8e10), []found{{3.8e10, Root, true}}},
		{"steep", func(v float64) float64 { return math.Cbrt(v - 0.123456) }, 0, 1, 0, []found{{0.123456, Root, true}}},
		{"exponential", func(v float64) float64 { return math.Exp(50 * v) }, 0, 1, 1000, []found{{math.Log(1000) / 50, Root, true}}},
		{"touch on a point of the scan", func(v float64) float64 { return (v - 0.5) * (v - 0.5) }, 0, 1, 0, []found{{0.5, Touch, false}}},
		{"kink", func(v float64) float64 { return math.Abs(v-0.3) - 0.1 }, 0, 1, 0, []found{{0.2, Root, false}, {0.4, Root, true}}},
		{"jump", step, 0, 1, 50, []found{{math.Nextafter(0.5, 0), Jump, true}}},
		{"jump down", func(v float64) float64 { return -step(v) }, 0, 1, -60, []found{{0.5, Jump, false}}},
		{"pole", math.Tan, 1, 3, -1, []found{{math.Pi / 2, Jump, false}, {0.75 * math.Pi, Root, true}}},
		{"flat up to an edge", func(v float64) float64 { return max(0, v-0.317) }, 0, 1, 0, []found{{0.317, Edge, true}}},
		{"flat from an edge", func(v float64) float64 { return max(0, 0.317-v) }, 0, 1, 0, []found{{0.317, Edge, false}}},
		{"flat at the top of a step", step, 0, 1, 75, []found{{0.5, Edge, true}}},
		{"flat between", func(v float64) float64 { return max(0, v-0.7) + min(0, v-0.2) }, 0, 1, 0,
			[]found{{0.2, Edge, true}, {0.7, Edge, true}}},
		{"flat between two points of the scan", func(v float64) float64 { return max(0, v-0.5044) + min(0, v-0.5011) }, 0, 1, 0,
			[]found{{0.5011, Edge, true}, {0.5044, Edge, true}}},
		{"flat around one point of the scan", func(v float64) float64 { return max(0, math.Abs(v-0.5)-0.001) }, 0, 1, 0,
			[]found{{0.499, Edge, false}, {0.501, Edge, true}}},
		{"flat everywhere", func(float64) float64 { return 7 }, 0, 1, 7, nil},
		{"never", func(v float64) float64 { return v }, 0, 1, 2, nil},
		{"begins to exist", func(v float64) float64 {
			if v < 0.37 {
				return nan()
			}
			return v
		}, 0, 1, 2, []found{{0.37, Exists, true}}},
		{"exists in between", func(v float64) float64 { return math.Log(0.04 - (v-0.5)*(v-0.5)) }, 0, 1, math.Log(0.03),
			[]found{{0.3, Exists, true}, {0.4, Root, true}, {0.6, Root, false}, {0.7, Exists, false}}},
		{"exists, crosses and ceases between two points", func(v float64) float64 {
			if v > 0.5041 {
				return nan()
			}
			return v - 0.5023
		}, 0, 1, 0, []found{{0.5023, Root, true}, {0.5041, Exists, false}}},
		{"absent around a root", func(v float64) float64 {
			if math.Abs(v-0.5025) < 0.001 {
				return nan()
			}
			return v - 0.5025
		}, 0, 1, 0, []found{{0.5015, Exists, false}, {0.5035, Exists, true}}},
		{"begins on the target", func(v float64) float64 {
			if v < 0.25 {
				return nan()
			}
			return max(0, v-0.75)
		}, 0, 1, 0, []found{{0.25, Exists, true}, {0.75, Edge, true}}},
		{"stops on the target, resumes above it", func(v float64) float64 {
			switch {
			case v < 0.5011:
				return 0
			case v < 0.5037:
				return nan()
			}
			return v
		}, 0, 1, 0, []found{{0.5011, Exists, false}, {0.5037, Exists, true}}},
		{"flat but for rounding", func(v float64) float64 { return 1e11 + 1e-3*math.Sin(1e6*v) + max(0, 1e12*(v-0.317)) }, 0, 1, 1e11,
			[]found{{0.317, Edge, true}}},
		{"never exists", func(float64) float64 { return nan() }, 0, 1, 0, nil},
		{"months", func(v float64) float64 { return math.Floor(10 * v) }, 0.05, 0.95, 4, []found{{0.4, Edge, true}, {math.Nextafter(0.5, 0), Edge, true}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Solve(context.Background(), test.f, test.lo, test.hi, test.target, SolveOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Crossings) != len(test.want) {
				t.Fatalf("got %+v, want %v", got.Crossings, test.want)
			}
			for i, c := range got.Crossings {
				w := test.want[i]
				if c.Kind != w.kind || c.Rising != w.rising || math.Abs(c.X-w.x) > 1e-10*math.Abs(w.x)+1e-15*(test.hi-test.lo) {
					t.Errorf("crossing %d is %+v, want %v", i, c, w)
				}
				checkBracket(t, test.f, test.target, c)
			}
			if test.name == "exponential" && got.Evaluations > 215 {
				t.Errorf("%d evaluations for a smooth root", got.Evaluations)
			}
			if got.Evaluations > 202+150*max(1, len(test.want)) {
				t.Errorf("%d evaluations", got.Evaluations)
			}
		})
	}
}

// checkBracket holds a crossing to what its fields promise.
func checkBracket(t *testing.T, f func(float64) float64, target float64, c Crossing) {
	t.Helper()
	same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
	switch {
	case c.Kind == Jump && math.Abs(c.Residual) > min(math.Abs(c.AtLow-target), math.Abs(c.AtHigh-target)):
		t.Errorf("not the nearer end: %+v", c)
	case c.Kind == Edge && math.Abs(c.Residual) > 1e-12*math.Abs(target), math.IsNaN(c.Value):
		t.Errorf("not the end at which it holds: %+v", c)
	case c.X != c.Low && c.X != c.High, c.Low > c.High:
		t.Errorf("X = %v is no end of [%v, %v]", c.X, c.Low, c.High)
	case c.High-c.Low > 1e-12*max(math.Abs(c.X), 1e-3):
		t.Errorf("bracket [%v, %v] is wide", c.Low, c.High)
	case c.Value != f(c.X), !same(c.AtLow, f(c.Low)), !same(c.AtHigh, f(c.High)), c.Residual != c.Value-target:
		t.Errorf("values disagree with f: %+v", c)
	}
}

// A single missing number in the middle of a jump splits it, wherever it lies.
func TestSolveMissingNumber(t *testing.T) {
	for i := range 50 {
		hole := 0.01 + float64(i)*0.0193
		got, err := Solve(context.Background(), func(v float64) float64 {
			switch {
			case v < hole:
				return -1
			case v > hole:
				return 1
			}
			return nan()
		}, 0, 1, 0, SolveOptions{})
		if err != nil || len(got.Crossings) != 2 || got.Crossings[0].High != hole || got.Crossings[1].Low != hole {
			t.Errorf("%v: %+v, %v", hole, got.Crossings, err)
		}
	}
}

// The shape of a funding gap: zero while growth suffices, rising as it falls short; the
// answer is the least growth at which nothing is missing.
func TestSolveGap(t *testing.T) {
	gap := func(growth float64) float64 {
		peak, u, revenue := 0.0, -100e9, 20e9
		for range 8 {
			u = u + 60e9 - revenue
			revenue *= 1 + growth
			peak = max(peak, u)
		}
		return peak
	}
	got, err := Solve(context.Background(), gap, 0, 3, 0, SolveOptions{Tolerance: 0.005})
	if err != nil || len(got.Crossings) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	c := got.Crossings[0]
	if c.Kind != Edge || c.Rising || gap(c.X) > 0.005 || gap(c.X-1e-9) <= 0.005 {
		t.Errorf("%+v", c)
	}
	if got.Min != 0 || got.Max != gap(0) {
		t.Errorf("range %g to %g, want 0 to %g", got.Min, got.Max, gap(0))
	}
}

func TestSolveRange(t *testing.T) {
	got, err := Solve(context.Background(), func(v float64) float64 { return v * v }, -1, 2, 9, SolveOptions{Points: 4})
	if err != nil || !got.Found || got.Min != 0 || got.Max != 4 || len(got.Crossings) != 0 || got.Evaluations != 4 {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = Solve(context.Background(), func(float64) float64 { return nan() }, -1, 2, 9, SolveOptions{})
	if err != nil || got.Found || got.Min != 0 || got.Max != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSolveRefuses(t *testing.T) {
	for _, bad := range []struct {
		lo, hi, target float64
		opt            SolveOptions
	}{
		{1, 1, 0, SolveOptions{}}, {2, 1, 0, SolveOptions{}}, {nan(), 1, 0, SolveOptions{}},
		{0, math.Inf(1), 0, SolveOptions{}}, {-1.7e308, 1.7e308, 0, SolveOptions{}},
		{0, 1, nan(), SolveOptions{}}, {0, 1, 0, SolveOptions{Points: 1}}, {0, 1, 0, SolveOptions{Tolerance: -1}},
		{0, 1, 0, SolveOptions{Tolerance: nan()}},
	} {
		if _, err := Solve(context.Background(), step, bad.lo, bad.hi, bad.target, bad.opt); err == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
}

func TestSolveStops(t *testing.T) {
	for _, after := range []int{0, 50, 210, 230} {
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		_, err := Solve(ctx, func(v float64) float64 {
			if calls++; calls >= after {
				cancel()
			}
			return math.Sin(20 * v)
		}, 0, 1, 0.3, SolveOptions{})
		if !errors.Is(err, context.Canceled) || calls > after+1 {
			t.Errorf("after %d: %v, %d calls", after, err, calls)
		}
		cancel()
	}
}

func ExampleSolve() {
	// A round closes when its probability is a half or more.
	funding := func(probability float64) float64 {
		if probability < 0.5 {
			return 40
		}
		return 75
	}
	result, _ := Solve(context.Background(), funding, 0, 1, 50, SolveOptions{})
	for _, c := range result.Crossings {
		fmt.Printf("%v between %.6g and %.6g: from %g to %g\n", c.Kind, c.Low, c.High, c.AtLow, c.AtHigh)
	}
	// Output: jump between 0.5 and 0.5: from 40 to 75
}
