package ensemble

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// bigMoments returns the mean and the second and fourth central moments, to 300 bits.
func bigMoments(x []float64) (mean, second, fourth float64) {
	of := func(v float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(v) }
	n, sum := of(float64(len(x))), of(0)
	for _, v := range x {
		sum.Add(sum, of(v))
	}
	center := new(big.Float).SetPrec(300).Quo(sum, n)
	s2, s4 := of(0), of(0)
	for _, v := range x {
		d := of(v)
		d.Sub(d, center)
		d.Mul(d, d)
		s2.Add(s2, d)
		s4.Add(s4, d.Mul(d, d))
	}
	mean, _ = center.Float64()
	second, _ = s2.Quo(s2, n).Float64()
	fourth, _ = s4.Quo(s4, n).Float64()
	return mean, second, fourth
}

// experiment draws a lognormal sum of two inputs on every path, times 100, and returns
// the column.
func experiment(t *testing.T, kind Kind, seed uint64, n int) []float64 {
	u := draw(sampler(t, Spec{Kind: kind, Seed: seed, Paths: n, Inputs: []string{"a", "b"}}))
	x := make([]float64, n)
	for p := range x {
		x[p] = 100 * math.Exp(0.3*normalQuantile(u[2*p])+0.4*normalQuantile(u[2*p+1]))
	}
	return x
}

// Of repeated experiments about 95% have the truth within each interval: e^(0.5·z) is
// lognormal, so every statistic is known in closed form.
func TestCoverage(t *testing.T) {
	const runs, n = 600, 1600
	z := func(p float64) float64 { return 100 * math.Exp(0.5*normalQuantile(p)) }
	truth := []float64{
		100 * math.Exp(0.125), 100 * math.Exp(0.125) * math.Sqrt(math.Expm1(0.25)), z(0.05), z(0.5), z(0.95),
		0.5 * math.Erfc(math.Log(1.8)/0.5/math.Sqrt2), // P(x > 180)
		100 * math.Exp(0.125) * normalCDF(0.5-normalQuantile(0.95)) / 0.05,
		100 * math.Exp(0.125) * normalCDF(normalQuantile(0.05)-0.5) / 0.05,
	}
	what := []string{"mean", "sd", "p5", "p50", "p95", "probability", "shortfall", "lower shortfall"}
	for _, kind := range kinds {
		s, err := NewSummariser(Split(kind, n), 0.05, 0.5, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		hits := make([]int, len(truth))
		for seed := range runs {
			for i, e := range all(t, s, experiment(t, kind, uint64(seed), n)) {
				if e.CI.Low <= truth[i] && truth[i] <= e.CI.High {
					hits[i]++
				}
			}
		}
		for i, k := range hits {
			rate := float64(k) / runs
			t.Logf("%v: %s %.1f%%", kind, what[i], 100*rate)
			// Four standard errors of 600 runs are 3.6%. Skewness costs the
			// intervals of spreads and tails up to 3% more.
			least := 0.95 - 0.036
			if what[i] == "sd" || i >= 6 {
				least -= 0.03
			}
			if rate < least {
				t.Errorf("%v: the interval of the %s holds the truth in %.1f%% of the runs", kind, what[i], 100*rate)
			}
		}
	}
}

// all returns every statistic of a column.
func all(t *testing.T, s *Summariser, x []float64) []Estimate {
	t.Helper()
	sum, err := s.Summarise(x, Type7)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Probability(x, func(v float64) bool { return v > 180 })
	if err != nil {
		t.Fatal(err)
	}
	upper, _, err := s.Shortfall(x, 0.95, Upper)
	if err != nil {
		t.Fatal(err)
	}
	lower, _, err := s.Shortfall(x, 0.95, Lower)
	if err != nil {
		t.Fatal(err)
	}
	return append(sum.Values.estimates(), p, upper, lower)
}

// Whatever the column and however few its paths, no statistic is NaN or infinite, and
// values lie within their intervals.
func TestSane(t *testing.T) {
	g := rand.New(rand.NewPCG(9, 9))
	for name, f := range columns {
		for _, kind := range kinds {
			for _, n := range []int{1, 2, 3, 15, 16, 17, 40, 700} {
				x := make([]float64, n)
				for i := range x {
					if x[i] = f(g, i); g.IntN(3) == 0 && i > 0 {
						x[i] = math.NaN()
					}
				}
				s, err := NewSummariser(Split(kind, n), 0, 0.01, 0.05, 0.5, 0.95, 1)
				if err != nil {
					t.Fatal(err)
				}
				for i, e := range all(t, s, x) {
					numbers := []float64{e.Value, e.SE, e.CI.Low, e.CI.High}
					if slices.ContainsFunc(numbers, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) || e.CI.Low > e.Value || e.CI.High < e.Value {
						t.Errorf("%s, %v, %d paths: statistic %d is %+v", name, kind, n, i, e)
					}
				}
			}
		}
	}
}

// BenchmarkQuantiles compares the five usual quantiles by selection with sorting, and
// has the whole summary beside them.
func BenchmarkQuantiles(b *testing.B) {
	p := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	for _, name := range []string{"normal", "mostly zero", "heavy"} {
		g := rand.New(rand.NewPCG(1, 1))
		x := make([]float64, 100000)
		for i := range x {
			x[i] = columns[name](g, i)
		}
		var s selector
		out, sorted := make([]float64, len(p)), make([]float64, len(x))
		b.Run(name+"/select", func(b *testing.B) {
			for range b.N {
				s.quantiles(Type7, out, x, p)
			}
		})
		b.Run(name+"/sort", func(b *testing.B) {
			for range b.N {
				copy(sorted, x)
				slices.Sort(sorted)
			}
		})
		for _, kind := range kinds[:2] {
			sum, _ := NewSummariser(Split(kind, len(x)), p...)
			b.Run(name+"/summary/"+kind.String(), func(b *testing.B) {
				for range b.N {
					if _, err := sum.Summarise(x, Type7); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
