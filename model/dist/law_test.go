package dist

import (
	"math"
	"testing"
)

// specimen is a law under test. bend is a u at which its quantile function has a corner
// or a singularity besides the ends, ½ if none.
type specimen struct {
	name string
	dist Dist
	bend float64
}

// must returns d and fails the test on an error.
func must(t testing.TB) func(d Dist, err error) Dist {
	return func(d Dist, err error) Dist {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// specimens returns one or more of every law.
func specimens(t testing.TB) []specimen {
	ok := must(t)
	inf := math.Inf(1)
	pert := ok(PERT(0.9, 1, 1.3))
	tri := ok(Triangular(0.9, 1, 1.3))
	return []specimen{
		{"normal", ok(Normal(3, 2)), 0.5},
		{"normal large", ok(Normal(-4e11, 1e10)), 0.5},
		{"lognormal", ok(Lognormal(38e9, 0.4)), 0.5},
		{"logit-normal", ok(LogitNormal(0.3, 0.8)), 0.5},
		{"logit-normal wide", ok(LogitNormal(0.9, 10)), 0.4},
		{"uniform", ok(Uniform(-1, 3)), 0.5},
		{"triangular", tri, 0.25},
		{"triangular at low end", ok(Triangular(2, 2, 5)), 0.5},
		{"triangular at high end", ok(Triangular(2, 5, 5)), 0.5},
		{"pert", pert, 0.5},
		{"pert at low end", ok(PERT(1e9, 1e9, 4e9)), 0.5},
		{"pert tabulated", Tabulate(pert), 0.5},
		{"beta", ok(Beta(2, 3)), 0.5},
		{"beta arcsine", ok(Beta(0.5, 0.5)), 0.5},
		{"beta u-shaped", ok(Beta(0.1, 0.2)), 0.6},
		{"beta lopsided", ok(Beta(5, 1e4)), 0.5},
		{"beta sharp", ok(Beta(1e4, 1e4)), 0.5},
		{"beta tabulated", Tabulate(ok(Beta(0.7, 60))), 0.5},
		{"discrete", ok(Discrete([]float64{10, 20, 30, 50, 40}, []float64{0.1, 0.2, 0.05, 0.1, 0.55})), 0.5},
		{"discrete sure", ok(Discrete([]float64{7}, []float64{1})), 0.5},
		{"truncated normal", ok(Truncated(ok(Normal(0, 1)), -1, 2)), 0.5},
		{"truncated normal, one side", ok(Truncated(ok(Normal(0, 1)), 1, inf)), 0.5},
		{"truncated normal, far", ok(Truncated(ok(Normal(0, 1)), 5, 6)), 0.5},
		{"truncated normal, beyond", between(normal{0, 1}, 8, 9), 0.5},
		{"truncated normal, far below", ok(Truncated(ok(Normal(0, 1)), -inf, -5)), 0.5},
		{"truncated normal, narrow", ok(Truncated(ok(Normal(0, 1)), 0.2, 0.25)), 0.5},
		{"truncated lognormal", ok(Truncated(ok(Lognormal(1, 0.5)), 0.5, 3)), 0.5},
		{"truncated lognormal, narrow", ok(Truncated(ok(Lognormal(1, 0.01)), 1, 1.02)), 0.5},
		{"truncated logit-normal", ok(Truncated(ok(LogitNormal(0.3, 0.8)), 0.2, 0.9)), 0.5},
		{"truncated uniform", ok(Truncated(ok(Uniform(0, 10)), 2, 3)), 0.5},
		{"truncated triangular", ok(Truncated(tri, 0.95, 1.2)), between(tri.(law), 0.95, 1.2).CDF(1)},
		{"truncated beta", ok(Truncated(ok(Beta(2, 3)), 0.2, 0.6)), 0.5},
		{"truncated pert tabulated", Tabulate(ok(Truncated(pert, 0.95, 1.2))), 0.5},
		{"truncated discrete", ok(Truncated(ok(Discrete([]float64{1, 2, 3}, []float64{0.2, 0.3, 0.5})), 2, 9)), 0.375},
		{"truncated foreign", ok(Truncated(toy{}, 0.25, 0.5)), 0.5},
	}
}

// toy is a law made outside the package's own: density 2x on [0, 1].
type toy struct{}

func (toy) Quantile(u float64) float64  { return math.Sqrt(u) }
func (toy) CDF(x float64) float64       { x = max(0, min(1, x)); return x * x }
func (toy) Support() (float64, float64) { return 0, 1 }
func (toy) Mean() float64               { return 2.0 / 3 }
func (toy) Variance() float64           { return 1.0 / 18 }

// levels returns uniforms over (0, 1), ascending, crowded at both ends.
func levels() []float64 {
	us := []float64{1e-300}
	for e := -290.0; e < -3; e += 10 {
		us = append(us, math.Pow(10, e))
	}
	for i := 1; i < 4000; i++ {
		us = append(us, float64(i)/4000)
	}
	for e := 12; e <= 53; e++ {
		us = append(us, 1-math.Pow(2, -float64(e)))
	}
	return us
}

// TestLaws puts every law through the same examination.
func TestLaws(t *testing.T) {
	for _, s := range specimens(t) {
		t.Run(s.name, func(t *testing.T) {
			checkQuantiles(t, s.dist)
			checkEnds(t, s.dist)
			checkMoments(t, s)
			if _, steps := s.dist.(*discrete); steps {
				checkSteps(t, s.dist)
			} else {
				checkInverse(t, s.dist)
			}
		})
	}
}

// checkQuantiles wants finite quantiles inside the support that never decrease.
func checkQuantiles(t *testing.T, d Dist) {
	t.Helper()
	lo, hi := d.Support()
	last := math.Inf(-1)
	for _, u := range append([]float64{math.SmallestNonzeroFloat64}, levels()...) {
		x := d.Quantile(u)
		if math.IsNaN(x) || math.IsInf(x, 0) || x < lo || x > hi {
			t.Fatalf("Quantile(%g) = %v, support %v to %v", u, x, lo, hi)
		}
		if x < last-1e-14*math.Abs(last) {
			t.Fatalf("Quantile(%g) = %.17g after %.17g", u, x, last)
		}
		last = x
	}
}

// checkEnds wants a CDF that is 0 below and 1 above the support, and panics outside (0, 1).
func checkEnds(t *testing.T, d Dist) {
	t.Helper()
	lo, hi := d.Support()
	if f := d.CDF(math.Nextafter(lo, math.Inf(-1))); f != 0 {
		t.Errorf("CDF below the support = %v", f)
	}
	if f := d.CDF(hi); f != 1 {
		t.Errorf("CDF at the high end = %v", f)
	}
	if f := [2]float64{d.CDF(math.Inf(-1)), d.CDF(math.Inf(1))}; f != [2]float64{0, 1} {
		t.Errorf("CDF at the infinities = %v", f)
	}
	for _, u := range []float64{0, 1, -0.5, 2, math.NaN()} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Quantile(%v) does not panic", u)
				}
			}()
			d.Quantile(u)
		}()
	}
}

// checkInverse wants CDF and Quantile to undo each other. A quantile may be off by some
// rounding errors, so u must lie between the probabilities just below and above it.
func checkInverse(t *testing.T, d Dist) {
	t.Helper()
	lo, hi := d.Support()
	nudge := 2e-15
	if _, ok := d.(*table); ok {
		nudge = 1e-9 * (hi - lo)
	}
	for _, u := range levels() {
		x := d.Quantile(u)
		by := max(nudge, 4e-14*math.Abs(x))
		below, above := d.CDF(x-by), d.CDF(x+by)
		slack := 1e-11 * u
		if u < below-slack || u > above+slack {
			t.Fatalf("CDF(Quantile(%g)) is between %.17g and %.17g", u, below, above)
		}
		f := d.CDF(x)
		if f < 1e-6 || f > 1-1e-6 {
			continue
		}
		back := d.Quantile(f)
		if math.Abs(d.CDF(back)-f) > 1e-12 && math.Abs(back-x) > 2*by {
			t.Fatalf("Quantile(CDF(%.17g)) = %.17g", x, back)
		}
	}
}

// checkSteps wants the smallest value with CDF ≥ u.
func checkSteps(t *testing.T, d Dist) {
	t.Helper()
	for _, u := range levels() {
		x := d.Quantile(u)
		before := d.CDF(math.Nextafter(x, math.Inf(-1)))
		if f := d.CDF(x); f < u*(1-2*slack) || before >= u {
			t.Fatalf("Quantile(%g) = %v, CDF %v, just below it %v", u, x, f, before)
		}
	}
}

// checkMoments integrates the quantile function over (0, 1) and compares.
func checkMoments(t *testing.T, s specimen) {
	t.Helper()
	mean, variance := s.dist.Mean(), s.dist.Variance()
	sum := func(g func(x float64) float64) float64 {
		if d, ok := s.dist.(*discrete); ok {
			return riemann(func(u float64) float64 { return g(d.Quantile(u)) })
		}
		f := func(u float64) float64 { return g(s.dist.Quantile(u)) }
		return tanhSinh(f, 0, s.bend) + tanhSinh(f, s.bend, 1)
	}
	gotMean := sum(func(x float64) float64 { return x })
	gotVariance := sum(func(x float64) float64 { return (x - mean) * (x - mean) })
	sd := math.Sqrt(variance)
	if math.Abs(gotMean-mean) > 2e-9*sd+1e-13*math.Abs(mean) {
		t.Errorf("Mean = %.15g, the quantiles integrate to %.15g", mean, gotMean)
	}
	if math.Abs(gotVariance-variance) > 1e-7*variance {
		t.Errorf("Variance = %.15g, the quantiles integrate to %.15g", variance, gotVariance)
	}
}

// riemann is exact for steps at multiples of 1/1000.
func riemann(f func(u float64) float64) float64 {
	total := 0.0
	for i := range 1000 {
		total += f((float64(i) + 0.5) / 1000)
	}
	return total / 1000
}

// tanhSinh integrates f over (a, b), with any integrable singularity at the ends.
// Source: Takahasi & Mori (1974), doi:10.2977/prims/1195192451.
func tanhSinh(f func(u float64) float64, a, b float64) float64 {
	const h = 1.0 / 64
	total := 0.0
	for i := -256; i <= 256; i++ {
		y := math.Pi / 2 * math.Sinh(float64(i)*h)
		share := 1 / (1 + math.Exp(-2*y)) // of the way from a to b
		u := a + (b-a)*share
		if y > 0 {
			u = b - (b-a)/(1+math.Exp(2*y))
		}
		if u <= 0 || u >= 1 {
			continue
		}
		c := math.Cosh(y)
		total += f(u) * math.Pi / 4 * math.Cosh(float64(i)*h) / (c * c)
	}
	return total * h * (b - a)
}
