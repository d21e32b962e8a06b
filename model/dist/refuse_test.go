package dist

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// TestRefusals wants an *Error with the words of the fault, and no law.
func TestRefusals(t *testing.T) {
	ok := must(t)
	n := ok(Normal(0, 1))
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		want string
		make func() (Dist, error)
	}{
		{"must be finite", func() (Dist, error) { return Normal(nan, 1) }},
		{"must be finite", func() (Dist, error) { return Normal(0, inf) }},
		{"above zero", func() (Dist, error) { return Normal(0, 0) }},
		{"not finite", func() (Dist, error) { return Normal(0, 1e200) }},
		{"must be finite", func() (Dist, error) { return Lognormal(nan, 1) }},
		{"median of a lognormal", func() (Dist, error) { return Lognormal(0, 1) }},
		{"sigma must be above zero", func() (Dist, error) { return Lognormal(1, -1) }},
		{"not finite", func() (Dist, error) { return Lognormal(1, 40) }},
		{"must be finite", func() (Dist, error) { return LogitNormal(0.5, nan) }},
		{"above 0% and below 100%", func() (Dist, error) { return LogitNormal(1, 1) }},
		{"at most 100", func() (Dist, error) { return LogitNormal(0.5, 101) }},
		{"must be finite", func() (Dist, error) { return Uniform(0, inf) }},
		{"low end must be below", func() (Dist, error) { return Uniform(2, 2) }},
		{"not finite", func() (Dist, error) { return Uniform(-1e308, 1e308) }},
		{"must be finite", func() (Dist, error) { return Triangular(0, nan, 1) }},
		{"low end must be below", func() (Dist, error) { return Triangular(1, 1, 1) }},
		{"mode must lie between", func() (Dist, error) { return Triangular(0, 2, 1) }},
		{"not finite", func() (Dist, error) { return Triangular(-1e308, 0, 1e308) }},
		{"mode must lie between", func() (Dist, error) { return PERT(0, -1, 1) }},
		{"not finite", func() (Dist, error) { return PERT(-1e200, 0, 1e200) }},
		{"must be finite", func() (Dist, error) { return Beta(inf, 1) }},
		{"between 0.1 and 10000", func() (Dist, error) { return Beta(0, 1) }},
		{"between 0.1 and 10000", func() (Dist, error) { return Beta(1, 2e4) }},
		{"each with its weight", func() (Dist, error) { return Discrete(nil, nil) }},
		{"each with its weight", func() (Dist, error) { return Discrete([]float64{1}, []float64{0.5, 0.5}) }},
		{"must be finite", func() (Dist, error) { return Discrete([]float64{nan}, []float64{1}) }},
		{"each probability", func() (Dist, error) { return Discrete([]float64{1, 2}, []float64{1, 0}) }},
		{"add up to 90%", func() (Dist, error) { return Discrete([]float64{1, 2}, []float64{0.5, 0.4}) }},
		{"low bound", func() (Dist, error) { return Truncated(n, 1, 0) }},
		{"low bound", func() (Dist, error) { return Truncated(n, nan, 0) }},
		{"practically nothing", func() (Dist, error) { return Truncated(n, 1, 1) }},
		{"practically nothing", func() (Dist, error) { return Truncated(n, 8, 9) }},
		{"practically nothing", func() (Dist, error) { return Truncated(ok(Lognormal(1, 1)), -2, -1) }},
		{"practically nothing", func() (Dist, error) {
			return Truncated(ok(Discrete([]float64{1, 5}, []float64{0.5, 0.5})), 2, 4)
		}},
		{"must be finite", func() (Dist, error) { return Interval(0, inf, false) }},
		{"below its high end", func() (Dist, error) { return Interval(2, 1, false) }},
		{"90% interval of a fraction", func() (Dist, error) { return Interval(0, 0.5, true) }},
		{"90% interval of a fraction", func() (Dist, error) { return Interval(0.5, 1, true) }},
	} {
		d, err := c.make()
		var e *Error
		if d != nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, %v; want an error with %q", d, err, c.want)
		}
	}
}

// TestInterval wants the ends at 5% and 95%, and the law that the ends ask for.
func TestInterval(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		unit   bool
		median float64
	}{
		{0.3, 0.6, false, math.Sqrt(0.18)},
		{38e9, 52e9, false, math.Sqrt(38e9 * 52e9)},
		{-2, 3, false, 0.5},
		{0, 3, false, 1.5},
		{0.2, 0.8, true, 0.5},
		{0.9, 0.999, true, 1 / (1 + math.Sqrt(0.1/0.9*0.001/0.999))},
	} {
		d := must(t)(Interval(c.lo, c.hi, c.unit))
		near(t, "high end", c.hi, d.Quantile(0.95), c.hi, 1e-13)
		near(t, "median", c.hi, d.Quantile(0.5), c.median, 1e-13)
		if math.Abs(d.Quantile(0.05)-c.lo) > 1e-13*c.hi {
			t.Errorf("low end %v, want %v", d.Quantile(0.05), c.lo)
		}
	}
}

// TestMedians checks that the central case is exactly what was written.
func TestMedians(t *testing.T) {
	ok := must(t)
	for _, m := range []float64{1e-9, 0.05, 0.3, 0.5, 0.7, 0.95, 1 - 1e-12} {
		for _, d := range []Dist{ok(Normal(m, 3)), ok(Lognormal(m, 2)), ok(LogitNormal(m, 2)), ok(Uniform(0, 2*m))} {
			if got := d.Quantile(0.5); got != m {
				t.Errorf("%T: median %.17g, want %.17g", d, got, m)
			}
		}
	}
}

// TestDiscreteSums wants u on a sum of weights to give the value that completes it,
// though the weights are not exact in binary.
func TestDiscreteSums(t *testing.T) {
	values := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	tenth := []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}
	d := must(t)(Discrete(values, tenth))
	for i := 1; i < 10; i++ {
		if got := d.Quantile(float64(i) / 10); got != float64(i) {
			t.Errorf("Quantile(%v) = %v", float64(i)/10, got)
		}
	}
	d = must(t)(Discrete(values[:4], []float64{0.35, 0.1, 0.05, 0.5}))
	if got := d.Quantile(0.5); got != 3 {
		t.Errorf("the median is %v", got)
	}
	d = must(t)(Discrete([]float64{50, 10, 10}, []float64{0.5, 0.3, 0.2}))
	if got := [2]float64{d.Quantile(0.5), d.Quantile(0.50001)}; got != [2]float64{10, 50} {
		t.Errorf("quantiles %v", got)
	}
	if d.Mean() != 30 || d.Variance() != 400 {
		t.Errorf("mean %v, variance %v", d.Mean(), d.Variance())
	}
}

// TestCut compares the share cut away with the closed form.
func TestCut(t *testing.T) {
	ok := must(t)
	steps := ok(Discrete([]float64{10, 20, 50}, []float64{0.5, 0.2, 0.3}))
	n := ok(Normal(0, 1))
	for _, c := range []struct {
		d            Dist
		lo, hi, want float64
	}{
		{n, math.Inf(-1), math.Inf(1), 0},
		{n, -1.6448536269514722, math.Inf(1), 0.05},
		{n, -1.6448536269514722, 1.959963984540054, 0.075},
		{n, math.Inf(-1), 10, 7.61985302416052606e-24}, // mpmath, 50 digits
		{steps, 10, 50, 0}, {steps, 11, 50, 0.5}, {steps, 10, 49, 0.3}, {steps, 60, 70, 1},
		{ok(Uniform(0, 4)), 1, 2, 0.75}, {toy{}, 0.5, 2, 0.25},
	} {
		if got := Cut(c.d, c.lo, c.hi); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("Cut(%T, %v, %v) = %v, want %v", c.d, c.lo, c.hi, got, c.want)
		}
	}
}

// TestTruncatedTwice wants the order and number of truncations not to matter.
func TestTruncatedTwice(t *testing.T) {
	ok := must(t)
	n := ok(Normal(0, 1))
	once := ok(Truncated(n, 1, 2))
	twice := ok(Truncated(ok(Truncated(n, 0, 2)), 1, 5))
	for _, u := range levels() {
		if once.Quantile(u) != twice.Quantile(u) {
			t.Fatalf("at %v: %v and %v", u, once.Quantile(u), twice.Quantile(u))
		}
	}
	if ok(Truncated(ok(Uniform(0, 9)), 2, 3)) != ok(Uniform(2, 3)) {
		t.Error("a uniform law does not stay one")
	}
	if ok(Truncated(n, math.Inf(-1), math.Inf(1))) != n {
		t.Error("bounds beyond the support change the law")
	}
}
