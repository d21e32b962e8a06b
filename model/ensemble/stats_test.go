package ensemble

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The quantiles are those of numpy 2.4 (methods linear, which is type 7, and
// inverted_cdf, type 1) on ten values in no order, with ties.
func TestPublishedQuantiles(t *testing.T) {
	x := []float64{3.1, -2, 7.5, 0.25, 19, 4, 4, 8.125, -11, 2.5}
	p := []float64{0, .05, .1, .25, .5, .55, .75, .95, 1}
	for q, want := range map[QuantileType][]float64{
		Type7: {-11.0, -6.95, -2.9, 0.8125, 3.55, 3.955, 6.625, 14.106249999999989, 19.0},
		Type1: {-11.0, -11.0, -11.0, 0.25, 3.1, 4.0, 7.5, 19.0, 19.0},
	} {
		got := make([]float64, len(p))
		q.Quantiles(got, x, p)
		for i := range p {
			if math.Abs(got[i]-want[i]) > 1e-14*math.Abs(want[i]) {
				t.Errorf("type %d at %v: %v, want %v", q, p[i], got[i], want[i])
			}
		}
	}
	y := make([]float64, 101)
	for i := range y {
		y[i] = math.Pow(float64((i+1)*37%101), 1.5)
	}
	got := make([]float64, 6)
	Type7.Quantiles(got, y, []float64{.05, .25, .5, .75, .95, .333})
	for i, want := range []float64{11.180339887498949, 125.0, 353.5533905932738, 649.519052838329, 925.9454627568516, 192.17510646245057} {
		if math.Abs(got[i]-want) > 1e-13*want {
			t.Errorf("quantile %d is %v, want %v", i, got[i], want)
		}
	}
	if m := momentsOf(y); math.Abs(m.mean-401.00222292394994) > 1e-12 || math.Abs(m.sd-304.3257948024638) > 1e-12 {
		t.Errorf("mean %v, sd %v", m.mean, m.sd)
	}
	// 55% of 100 is 55, whatever 0.55·100 is; then type 1 is the 55th value.
	z := make([]float64, 100)
	for i := range z {
		z[i] = float64(100 - i)
	}
	if Type1.Quantiles(got[:1], z, []float64{0.55}); got[0] != 55 {
		t.Errorf("the 55%% quantile of 1 to 100 is %v", got[0])
	}
}

// shapes of columns that a selection could trip over.
var columns = map[string]func(g *rand.Rand, i int) float64{
	"normal":       func(g *rand.Rand, _ int) float64 { return g.NormFloat64() },
	"ascending":    func(_ *rand.Rand, i int) float64 { return float64(i) },
	"heavy":        func(g *rand.Rand, _ int) float64 { return math.Exp(20 * g.NormFloat64()) },
	"mostly zero":  func(g *rand.Rand, _ int) float64 { return max(0, g.NormFloat64()-2) },
	"few values":   func(g *rand.Rand, _ int) float64 { return float64(g.IntN(3)) },
	"one far":      func(g *rand.Rand, i int) float64 { return g.Float64() + 1e90*float64(1-min(1, i)) },
	"nested":       func(g *rand.Rand, _ int) float64 { return math.Ldexp(1+g.Float64(), -g.IntN(300)) },
	"denormal":     func(g *rand.Rand, _ int) float64 { return float64(g.IntN(1000)) * 5e-324 },
	"neighbouring": func(g *rand.Rand, _ int) float64 { return 1 + float64(g.IntN(50))/(1<<52) },
}

// Selection finds what sorting finds, exactly, whatever the values, and leaves x alone.
func TestSelection(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	var s selector
	for name, f := range columns {
		for _, n := range []int{1, 2, 17, 127, 128, 1000, 20000} {
			x := make([]float64, n)
			for i := range x {
				x[i] = f(g, i)
			}
			kept, sorted := slices.Clone(x), slices.Sorted(slices.Values(x))
			s.ranks = s.ranks[:0]
			for range 15 {
				s.want(g.IntN(n))
			}
			s.want(0)
			s.want(n - 1)
			s.find(x)
			for i, rank := range s.ranks {
				if s.order[i] != sorted[rank] {
					t.Fatalf("%s, %d values: rank %d is %v, want %v", name, n, rank, s.order[i], sorted[rank])
				}
			}
			if !slices.Equal(x, kept) {
				t.Fatalf("%s: x is changed", name)
			}
		}
	}
}

// Ranks and intervals agree with published tables and with sums of binomial terms.
func TestIntervals(t *testing.T) {
	for df, want := range map[int]float64{1: 12.7062047362, 5: 2.57058183661, 15: 2.13144954556, 99: 1.98421695159, 100000: 1.95998771, 100001: 1.95998771, 1000000: 1.95996636} {
		if got := studentQuantile(df); math.Abs(got/want-1) > 2e-8 {
			t.Errorf("t with %d degrees of freedom: %v, want %v", df, got, want)
		}
	}
	// scipy 1.17: binom.cdf, beta.ppf.
	for k, c := range map[int]struct{ p, want float64 }{4900: {0.05, 0.07407627}, 94800: {0.95, 0.00199548}, 49690: {0.5, 0.02514703}} {
		if got := binomialCDF(k, 100000, c.p); math.Abs(got-c.want) > 1e-8 {
			t.Errorf("binomial CDF at %d: %v, want %v", k, got, c.want)
		}
	}
	if i := share(3, 10); math.Abs(i.Low-0.06673951) > 1e-8 || math.Abs(i.High-0.65245285) > 1e-8 {
		t.Errorf("3 of 10: %v", i)
	}
	for _, n := range []int{1, 10, 100000} {
		none, all := share(0, n), share(n, n)
		if rest := math.Pow(1-none.High, float64(n)); none.Low != 0 || all.High != 1 || math.Abs(rest-outside) > 1e-9 || math.Abs(1-none.High-all.Low) > 1e-12 {
			t.Errorf("0 of %d: %v, all: %v", n, none, all)
		}
	}
	for _, n := range []int{1, 2, 17, 59, 300} {
		for _, p := range []float64{0, 0.05, 0.5, 0.95, 1} {
			low, high := orderRanks(n, p)
			wantLow, wantHigh := 0, n+1
			below := 0.0 // P(B ≤ k−1)
			for k := 1; k <= n; k++ {
				a, _ := math.Lgamma(float64(n) + 1)
				b, _ := math.Lgamma(float64(k))
				c, _ := math.Lgamma(float64(n-k) + 2)
				below += math.Exp(a-b-c) * math.Pow(p, float64(k-1)) * math.Pow(1-p, float64(n-k+1))
				if below <= outside {
					wantLow = k
				}
				if 1-below <= outside && k < wantHigh {
					wantHigh = k
				}
			}
			if low != wantLow || high != wantHigh {
				t.Errorf("n %d, p %v: ranks %d to %d, want %d to %d", n, p, low, high, wantLow, wantHigh)
			}
		}
	}
	i := Interval{Low: 1, High: 2}
	if !i.Below(2.5) || i.Below(2) || !i.Above(0.5) || i.Above(1) || (Interval{High: 1, OpenHigh: true}).Below(2) || (Interval{Low: 3, OpenLow: true}).Above(2) {
		t.Error("Below or Above")
	}
}

// summary is what Summarise returns, which has to succeed.
func summary(t testing.TB, split Replicates, x []float64, q QuantileType, p ...float64) Summary {
	t.Helper()
	s, err := NewSummariser(split, p...)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Summarise(x, q)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// estimates lists the mean, the standard deviation and the quantiles.
func (v *Values) estimates() []Estimate { return append([]Estimate{v.Mean, v.SD}, v.Quantiles...) }

// A column that never varies gives that very number, of any number of paths, however
// they were drawn, absent paths or not.
func TestConstant(t *testing.T) {
	for _, kind := range kinds {
		for _, n := range []int{1, 2, 17, 1000} {
			for _, v := range []float64{0, 0.1, -1.0 / 3, 1e99, 5e-324} {
				x := slices.Repeat([]float64{v}, n)
				if n == 1000 {
					x[3], x[900] = math.NaN(), math.NaN()
				}
				sum := summary(t, Split(kind, n), x, Type7, 0, 0.05, 0.3, 0.95, 1)
				for i, e := range sum.Values.estimates() {
					want := v
					if i == 1 {
						want = 0
					}
					if e.Value != want || e.SE != 0 || e.CI.Low != want || e.CI.High != want {
						t.Errorf("%v, %d paths of %v: statistic %d is %+v", kind, n, v, i, e)
					}
					if open := e.CI.OpenLow && e.CI.OpenHigh; n == 1 && !open && i < 2 {
						t.Errorf("%v: one path bounds statistic %d", kind, i)
					}
				}
				s, _ := NewSummariser(Split(kind, n))
				for _, tail := range []Tail{Upper, Lower} {
					if e, ok, err := s.Shortfall(x, 0.95, tail); !ok || err != nil || e.Value != v || e.CI.Low != v || e.CI.High != v {
						t.Errorf("%v, %d paths of %v: shortfall %v, %v, %v", kind, n, v, e, ok, err)
					}
				}
			}
		}
	}
}

// Where no path has a value there is nothing but its probability, 0; where some have,
// the rest does not count.
func TestAbsent(t *testing.T) {
	for _, kind := range kinds {
		for _, n := range []int{1, 2, 17, 320} {
			x := slices.Repeat([]float64{math.NaN()}, n)
			sum := summary(t, Split(kind, n), x, Type1, 0.5)
			if sum.Values != nil || sum.Present != 0 || sum.Paths != n || sum.Probability.Value != 0 || sum.Probability.CI.Low != 0 || sum.Probability.CI.High <= 0 {
				t.Errorf("%v, %d absent: %+v", kind, n, sum)
			}
			s, _ := NewSummariser(Split(kind, n))
			if e, ok, err := s.Shortfall(x, 0.9, Upper); ok || err != nil {
				t.Errorf("%v, %d absent: shortfall %v, %v", kind, n, e, err)
			}
			x[n/2] = 7
			sum = summary(t, Split(kind, n), x, Type1, 0.5)
			if e := sum.Values.Quantiles[0]; sum.Present != 1 || e.Value != 7 || !e.CI.OpenLow || !e.CI.OpenHigh || sum.Values.SD.Value != 0 || sum.Probability.Value != 1/float64(n) {
				t.Errorf("%v, one of %d present: %+v, %+v", kind, n, sum, e)
			}
		}
	}
	x := []float64{math.NaN(), 5, math.NaN(), 1, 9}
	sum := summary(t, Split(Random, 5), x, Type7, 0.25)
	if v := sum.Values; v.Mean.Value != 5 || v.SD.Value != 4 || v.Quantiles[0].Value != 3 || sum.Probability.Value != 0.6 {
		t.Errorf("%+v", sum)
	}
	if p, ok := Percentile(x, 5); p != 50 || !ok {
		t.Errorf("5 is at %v", p)
	}
}

// Percentiles count ties half, from below all to above all.
func TestPercentile(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 1: 12.5, 2: 50, 2.5: 75, 9: 100} {
		if p, ok := Percentile([]float64{1, 2, 2, 3}, v); p != want || !ok {
			t.Errorf("%v is at %v, want %v", v, p, want)
		}
	}
	for _, x := range [][]float64{nil, {math.NaN()}} {
		if p, ok := Percentile(x, 1); ok {
			t.Errorf("%v of %v", p, x)
		}
	}
	if _, ok := Percentile([]float64{1}, math.NaN()); ok {
		t.Error("absence has a percentile")
	}
}

// Shortfalls against the mean of the sorted tail, the value on the border in part.
func TestShortfall(t *testing.T) {
	x := []float64{5, 1, 9, 3, 7, 2, 8, 4, 10, 6} // 1 to 10
	for _, c := range []struct {
		level float64
		tail  Tail
		want  float64
	}{
		{0.8, Upper, 9.5}, {0.75, Upper, (10 + 9 + 0.5*8) / 2.5}, {0.95, Upper, 10}, {0, Upper, 5.5}, {0, Lower, 5.5},
		{0.8, Lower, 1.5}, {0.75, Lower, (1 + 2 + 0.5*3) / 2.5}, {0.99, Lower, 1},
	} {
		s, _ := NewSummariser(Split(Random, len(x)))
		e, ok, err := s.Shortfall(x, c.level, c.tail)
		if math.Abs(e.Value-c.want) > 1e-14 || !ok || err != nil || e.CI.Low > e.Value || e.CI.High < e.Value {
			t.Errorf("level %v, tail %d: %+v, %v; want %v", c.level, c.tail, e, err, c.want)
		}
		if c.level > 0 && e.CI.OpenHigh != (c.tail == Upper) || c.level > 0 && e.CI.OpenLow != (c.tail == Lower) {
			t.Errorf("level %v, tail %d: open at %+v", c.level, c.tail, e.CI)
		}
	}
}

// The statistics of many paths are those of slower, plainer sums.
func TestMoments(t *testing.T) {
	g := rand.New(rand.NewPCG(5, 5))
	for name, f := range columns {
		if name == "heavy" || name == "denormal" {
			continue
		}
		x := make([]float64, 10007)
		for i := range x {
			x[i] = f(g, i)
		}
		lo, hi := slices.Min(x), slices.Max(x)
		mean, square, fourth := bigMoments(x)
		m := momentsOf(x)
		kurtosis := fourth / square / square
		sd, tolerance := math.Sqrt(square*10007/10006), 1e-10
		if name == "neighbouring" { // the mean itself is rounded
			tolerance = 0.01
		}
		if math.Abs(m.mean-mean) > 1e-15*max(math.Abs(lo), math.Abs(hi)) || math.Abs(m.sd-sd) > 1e-12*sd || math.Abs(m.kurtosis-kurtosis) > tolerance*kurtosis {
			t.Errorf("%s: %+v, want mean %v, sd %v, kurtosis %v", name, m, mean, sd, kurtosis)
		}
	}
}

// Two columns that differ by a shift, and one of them on either side of other columns,
// give the same: memory of one column does not reach the next.
func TestReuse(t *testing.T) {
	g := rand.New(rand.NewPCG(6, 6))
	for _, kind := range kinds {
		s, err := NewSummariser(Split(kind, 999), 0.05, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		x, y := make([]float64, 999), make([]float64, 999)
		for i := range x {
			x[i], y[i] = g.NormFloat64(), math.NaN()
		}
		a, _ := s.Summarise(x, Type7)
		if _, err := s.Summarise(y, Type7); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Shortfall(x, 0.9, Lower); err != nil {
			t.Fatal(err)
		}
		b, _ := s.Summarise(x, Type7)
		if !slices.Equal(a.Values.estimates(), b.Values.estimates()) || a.Probability != b.Probability {
			t.Errorf("%v: %+v, then %+v", kind, a, b)
		}
	}
}

func TestSummariserRefusals(t *testing.T) {
	for _, p := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := NewSummariser(Split(Random, 3), p); err == nil {
			t.Errorf("a quantile for %v", p)
		}
	}
	if _, err := NewSummariser(Replicates{Count: 2, Paths: 1}); err == nil {
		t.Error("two replicates of one path")
	}
	s, err := NewSummariser(Split(Sobol, 3), 0.5)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][]float64{{1, 2}, {1, 2, math.Inf(1)}, {math.Inf(-1), 2, 3}, {1, 2e100, 3}} {
		_, e1 := s.Summarise(x, Type7)
		_, e2 := s.Probability(x, func(float64) bool { return true })
		_, _, e3 := s.Shortfall(x, 0.9, Upper)
		if e1 == nil || e2 == nil || e3 == nil {
			t.Errorf("%v: %v, %v, %v", x, e1, e2, e3)
		}
	}
	for _, level := range []float64{-0.1, 1, math.NaN()} {
		if _, _, err := s.Shortfall([]float64{1, 2, 3}, level, Upper); err == nil {
			t.Errorf("a shortfall at %v", level)
		}
	}
}

// Dates stay months: the quantile is one of the column, its interval whole months about it.
func TestDates(t *testing.T) {
	g := rand.New(rand.NewPCG(7, 7))
	for _, kind := range kinds {
		x := make([]float64, 777)
		for i := range x {
			x[i] = math.Floor(40 + 12*g.NormFloat64())
		}
		for _, e := range summary(t, Split(kind, 777), x, Type1, 0.05, 0.5, 0.95).Values.Quantiles {
			if !slices.Contains(x, e.Value) || e.CI.Low != math.Floor(e.CI.Low) || e.CI.High != math.Floor(e.CI.High) || e.CI.Low > e.Value || e.CI.High < e.Value {
				t.Errorf("%v: %+v", kind, e)
			}
		}
	}
}

// A side of an interval is open where paths are too few to show what lies beyond: of
// replicates, where the smallest is not expected to have one value there.
func TestOpenSides(t *testing.T) {
	x := make([]float64, 320)
	for i := range x {
		x[i] = float64(i * 37 % 320)
	}
	for _, c := range []struct {
		kind              Kind
		n                 int
		p                 float64
		openLow, openHigh bool
	}{
		{Sobol, 160, 0.05, true, false}, {Sobol, 160, 0.5, false, false}, {LHS, 160, 0.95, false, true},
		{Sobol, 320, 0.05, false, false}, {Sobol, 320, 0.95, false, false}, {Sobol, 320, 0, true, false},
		{Random, 17, 0.95, false, true}, {Random, 17, 0.05, true, false}, {Random, 71, 0.95, false, true}, {Random, 72, 0.95, false, false},
	} {
		e := summary(t, Split(c.kind, c.n), x[:c.n], Type7, c.p).Values.Quantiles[0]
		if e.CI.OpenLow != c.openLow || e.CI.OpenHigh != c.openHigh {
			t.Errorf("%v, %d paths, quantile for %v: %+v", c.kind, c.n, c.p, e.CI)
		}
	}
	for n, open := range map[int]bool{160: true, 320: false} {
		s, _ := NewSummariser(Split(Sobol, n))
		if e, _, err := s.Shortfall(x[:n], 0.95, Upper); e.CI.OpenHigh != open || e.CI.OpenLow || err != nil {
			t.Errorf("%d paths: shortfall %+v, %v", n, e, err)
		}
	}
}
