package plots

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"computegap/model"
	"computegap/model/ensemble"
)

// TestEnsembleTexts draws ensembles of any size and checks that texts stay apart and on
// the page, and that titles stand in two lines.
func TestEnsembleTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for i := range 40 {
		c := anyChances(r)
		for _, chart := range OfEnsemble(c.result(), c.central(), anyMeta(r)) {
			checkTexts(t, fmt.Sprintf("chances %d: %s", i, chart.Name()), chart)
			checkLines(t, chart.Title())
		}
	}
}

// anyChances returns a company of any size and fortune.
func anyChances(r *rand.Rand) chances {
	step := []int{1, 3, 12}[r.IntN(3)]
	c := chances{
		start: 2020*12 + 12*r.IntN(9), months: 12 * []int{1, 2, 3, 8, 30}[r.IntN(5)], step: step,
		paths: []int{1, 2, 7, 50, 300}[r.IntN(5)], kind: ensemble.Kind(r.IntN(3)),
		cash: anySize(r), floor: anySize(r) / 10, revenue: anySize(r) / 100, spend: anySize(r) / 100,
		growth: r.Float64() / 2, spread: r.Float64() / 5, rise: r.Float64() / 2, tail: 2 * r.Float64(), noise: r.Float64() / 10,
	}
	if r.IntN(3) == 0 {
		c.until = r.IntN(c.months)
	}
	if r.IntN(4) == 0 {
		c.floor = -c.floor
	}
	return c
}

// TestEnsembleTitles pins the findings that titles state.
func TestEnsembleTitles(t *testing.T) {
	for name, want := range map[string][]string{
		"usual": {
			"The funding gap peaks at $793B or less in 19 of 20 paths; 11% have none",
			"Cash at the end of 2033 is $10B to $1.96T in nine of ten paths",
			"In Q4 2033 revenue runs at $112B to $1.51T a year in nine of ten paths",
			"A funding gap becomes more likely than not in Q1 2028; its probability peaks at 88% in Q4 2029",
			"The funding gap peaks above $320B in half of all paths, and above $793B in one of twenty",
			"The money runs short in 89% of paths, in half of these by January 2028",
		},
		"never": {
			"Cash at the end of 2033 is $9000T in nine of ten paths",
			"In Q4 2033 revenue runs at $108B to $1.45T a year in nine of ten paths",
			"No path of 400 is short of money at the end of any quarter",
		},
		"certain": {
			"The funding gap reaches $338B in every path at its peak",
			"Cash at the end of 2033 is $112B in every path",
			"In Q4 2033 revenue runs at $430B a year in every path",
			"Every path becomes short of money in Q1 2028",
			"The funding gap peaks at $338B in every path",
			"The money runs short in January 2028 in every path",
		},
		"always": {
			"The funding gap reaches $773B to $1.27T in nine of ten paths at its peak",
			"Cash at the end of 2033 is $10B in nine of ten paths",
			"In Q4 2033 revenue runs at $89.9M to $1.21B a year in nine of ten paths",
			"Every path is short of money at the end of every quarter",
			"The funding gap peaks above $1T in half of all paths, and above $1.27T in one of twenty",
			"The money is short from the first month, October 2025, in every path",
		},
	} {
		charts := OfEnsemble(odd()[name].result(), odd()[name].central(), Meta{})
		if len(charts) != len(want) {
			t.Errorf("%s: %d charts, want %d", name, len(charts), len(want))
			continue
		}
		for i, c := range charts {
			if c.Title() != want[i] {
				t.Errorf("%s: title of %s\n %q, want\n %q", name, c.Name(), c.Title(), want[i])
			}
		}
	}
	r, p := oneShort()
	var titles []string
	for _, c := range OfEnsemble(r, p, Meta{}) {
		titles = append(titles, c.Title())
	}
	for _, want := range []string{
		"The probability of being short of money peaks at 0.1% in Q1 2028",
		"One path of 1,000 has a funding gap, of up to $338B",
		"One path of 1,000 runs short of money, in January 2028",
	} {
		if !slices.Contains(titles, want) {
			t.Errorf("no title %q among %q", want, titles)
		}
	}
}

// TestOddsTitles pins what is said of probabilities by year.
func TestOddsTitles(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{0, 0.34, 0.2}, "The probability of being short of money peaks at 34% in 2027"},
		{[]float64{0, 0.1, 0.5}, "The probability of being short of money grows to 50% by the end of 2028"},
		{[]float64{0.1, 0.2, 0.51}, "A funding gap is more likely than not only at the end of 2028, at 51%"},
		{[]float64{0.1, 0.7, 0.6}, "A funding gap is more likely than not from 2027 on; its probability peaks at 70% in 2027"},
		{[]float64{0.1, 0.7, 0.8}, "A funding gap is more likely than not from 2027 on; its probability grows to 80% by the end of 2028"},
		{[]float64{0.7, 0.8, 0.1}, "A funding gap becomes more likely than not in 2026; its probability peaks at 80% in 2027"},
		{[]float64{0.7, 1, 0.1}, "A funding gap becomes more likely than not in 2026; in 2027 every path is short of money"},
		{[]float64{0.3, 0.3, 0.3}, "The probability of being short of money is 30% at the end of every year"},
		{[]float64{0.34}, "The probability of being short of money at the end of 2026 is 34%"},
	} {
		r := &ensemble.Result{
			Sample:   ensemble.Sample{Paths: 100},
			Timeline: model.Timeline{Start: 2026 * 12, Months: 12 * len(c.values), Step: 12},
		}
		for _, v := range c.values {
			r.Short = append(r.Short, ensemble.Estimate{Value: v, CI: ensemble.Interval{Low: v - 0.4, High: v + 0.4}})
		}
		chart := ShortProbability(r, Meta{})
		if chart.Title() != c.want {
			t.Errorf("title\n %q, want\n %q", chart.Title(), c.want)
		}
		checkTexts(t, c.want, chart)
	}
}

// TestBinsKeepThePaths counts the values of every bin anew, value by value.
func TestBinsKeepThePaths(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for i := range 400 {
		n := []int{1, 2, 3, 40, 1000, 4000}[r.IntN(6)]
		size, spread := anySize(r)+1, math.Pow(10, -6+7*r.Float64())
		x := make([]float64, n)
		for k := range x {
			x[k] = size * math.Exp(spread*r.NormFloat64()/3)
		}
		slices.Sort(x)
		b := binsOf(x)
		if len(b.counts) < 1 || len(b.counts) > mostBins || !(b.width > 0) {
			t.Fatalf("%d: %d bins of %g", i, len(b.counts), b.width)
		}
		total := b.beyond
		for k, got := range b.counts {
			total += got
			from, to, slack := b.low+float64(k)*b.width, b.low+float64(k+1)*b.width, 1e-9*b.width
			var least, most int // values at a border may stand on either side of it
			for _, v := range x {
				least += b2i(v > from+slack && v < to-slack)
				most += b2i(v > from-slack && v < to+slack)
			}
			if got < least || got > most {
				t.Errorf("%d: bin from %g has %d values, want %d to %d", i, from, got, least, most)
			}
		}
		if total != n || float64(b.beyond) > 0.005*float64(n) {
			t.Errorf("%d: %d values in all and %d beyond, want %d and at most 0.5%%", i, total, b.beyond, n)
		}
		if x[0] < b.low || b.beyond == 0 && x[n-1] > b.high()*(1+1e-12) {
			t.Errorf("%d: values from %g to %g outside of %g to %g", i, x[0], x[n-1], b.low, b.high())
		}
	}
}

// TestSharesAddUp checks that the bars of first short quarters are all paths that are
// ever short.
func TestSharesAddUp(t *testing.T) {
	for name, c := range odd() {
		r := c.result()
		d, absent := onsetOf(r)
		if absent != "" {
			continue
		}
		want := r.Metrics[model.FirstGapDate].Probability.Value
		if got := total(d.shares()); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: bars of %g, want %g", name, got, want)
		}
	}
}

// TestPercent checks that only never is 0% and only always 100%, and that a share and
// the rest read as 100% together.
func TestPercent(t *testing.T) {
	for p, want := range map[float64]string{
		0: "0%", 1: "100%", 0.5: "50%", 0.344: "34%", 0.1: "10%", 0.034: "3.4%", 1 / 16384.0: "0.0061%",
		0.9: "90%", 0.966: "96.6%", 1 - 1/16384.0: "99.9939%", 0.0996: "10%",
		0.99999: "99.999%", 0.95: "95%", 0.901: "90.1%", 1e-6: "0.0001%",
	} {
		if got := percent(p); got != want {
			t.Errorf("%v reads %s, want %s", p, got, want)
		}
	}
	for n := 1; n < 4e6; n += 1 + n/9 {
		for k := 0; k <= n; k += 1 + n/60 {
			a, b := toPercent(float64(k)/float64(n)), toPercent(float64(n-k)/float64(n))
			if math.Abs(a+b-1) > 1e-9 {
				t.Errorf("%d of %d: %g and %g", k, n, a, b)
			}
			if k > 0 && k < n && (percent(a) == "0%" || percent(a) == "100%") {
				t.Errorf("%d of %d reads %s", k, n, percent(a))
			}
		}
	}
}

// TestFanNames reads the values at the right of a fan and compares them with the
// quantiles of the last period.
func TestFanNames(t *testing.T) {
	c := odd()["off"]
	r := c.result()
	centre := c
	centre.growth -= 0.05
	p := centre.central()
	chart := Fan(r, p, model.Revenue, Meta{})
	var texts []string
	for _, b := range chart.render(newShapes()).on.texts {
		texts = append(texts, b.text)
	}
	all := strings.Join(texts, "\n")
	last := r.Series[model.Revenue][r.Timeline.Periods()-1].Values.Quantiles
	for i, name := range []string{"5%", "25%", "Median", "75%", "95%"} {
		if want := name + "\n" + dollars(4*last[i].Value); !strings.Contains(all, want) {
			t.Errorf("no %q in %q", want, texts)
		}
	}
	year := total(p.Series[model.Revenue][96:])
	if want := "Central case\n" + dollars(4*year); !strings.Contains(all, want) {
		t.Errorf("no %q in %q", want, texts)
	}
	if !strings.Contains(all, "Median and bands of 50% and 90% of 400 paths (sobol, seed 1); dashed: the central case") {
		t.Errorf("no note in %q", texts)
	}
}

// TestEveryFan draws all series of any sign, with and without a central case.
func TestEveryFan(t *testing.T) {
	c := odd()["few"]
	r := c.result()
	for id := range model.NumSeries {
		r.Series[id] = slices.Clone(r.Series[model.Revenue])
		if id%2 == 0 {
			for i := range r.Series[id] {
				r.Series[id][i] = negated(r.Series[id][i])
			}
		}
		chart := Fan(r, nil, id, someMeta)
		if err := chart.Err(); err != nil {
			t.Error(err)
			continue
		}
		checkTexts(t, chart.Name(), chart)
		if strings.Contains(chart.Name()+chart.Title(), "_") {
			t.Errorf("%s: title %q", chart.Name(), chart.Title())
		}
	}
}

// negated returns the summary of the values with the other sign.
func negated(s ensemble.Summary) ensemble.Summary {
	v := *s.Values
	v.Quantiles = slices.Clone(v.Quantiles)
	slices.Reverse(v.Quantiles)
	for i := range v.Quantiles {
		v.Quantiles[i].Value *= -1
	}
	s.Values = &v
	return s
}

// TestEnsembleAbsent checks that what an ensemble cannot show says so.
func TestEnsembleAbsent(t *testing.T) {
	usual, never := odd()["few"].result(), odd()["never"].result()
	broken := func(f func(r *ensemble.Result)) *ensemble.Result {
		r := odd()["few"].result()
		f(r)
		return r
	}
	other := odd()["years"].central()
	lone, _ := oneShort()
	for name, c := range map[string]Chart{
		"no ensemble fan": Fan(nil, nil, model.Cash, Meta{}), "no ensemble odds": ShortProbability(nil, Meta{}),
		"no ensemble peaks": PeakDistribution(nil, Meta{}), "no ensemble dates": FirstShortDistribution(nil, Meta{}),
		"empty": Fan(&ensemble.Result{}, nil, model.Cash, Meta{}), "no capacity": Fan(usual, nil, model.CapacityGW, Meta{}),
		"never short, gap": Fan(never, nil, model.FundingGap, Meta{}), "never short, peaks": PeakDistribution(never, Meta{}),
		"never short, dates": FirstShortDistribution(never, Meta{}), "hardly ever short": Fan(lone, nil, model.FundingGap, Meta{}),
		"other timeline": Fan(usual, other, model.Cash, Meta{}),
		"no quantile":    Fan(broken(func(r *ensemble.Result) { r.Probs[2] = 0.4 }), nil, model.Cash, Meta{}),
		"NaN":            Fan(broken(func(r *ensemble.Result) { r.Series[model.Cash][3].Values.Quantiles[1].Value = math.NaN() }), nil, model.Cash, Meta{}),
		"no values":      Fan(broken(func(r *ensemble.Result) { r.Series[model.Cash][3].Values = nil }), nil, model.Cash, Meta{}),
		"short":          ShortProbability(broken(func(r *ensemble.Result) { r.Short = r.Short[:4] }), Meta{}),
		"NaN odds":       ShortProbability(broken(func(r *ensemble.Result) { r.Short[2].Value = math.NaN() }), Meta{}),
		"no paths":       PeakDistribution(broken(func(r *ensemble.Result) { r.Metrics[model.PeakGap].Sorted = nil }), Meta{}),
		"dates":          FirstShortDistribution(broken(func(r *ensemble.Result) { r.Metrics[model.FirstGapDate].Months[0]++ }), Meta{}),
	} {
		var b bytes.Buffer
		var absent *AbsentError
		if err := c.Encode(&b, PNG); !errors.As(err, &absent) || absent.What == "" || b.Len() > 0 {
			t.Errorf("%s: error %v after %d bytes, want an AbsentError", name, err, b.Len())
		}
	}
	if n := len(OfEnsemble(nil, nil, Meta{})); n != 0 {
		t.Errorf("%d charts of nothing", n)
	}
}

// TestThroughEnds checks that values stand at the ends of their periods, and that what a
// gap begins from is zero.
func TestThroughEnds(t *testing.T) {
	same := func(v float64) vg.Length { return vg.Length(v) }
	f := field{x: same, y: same}
	tl := model.Timeline{Start: 2026 * 12, Months: 9, Step: 3}
	for _, c := range []struct {
		fromZero bool
		want     []vg.Point
	}{
		{false, []vg.Point{{X: 0, Y: 5}, {X: 3, Y: 5}, {X: 6, Y: 7}, {X: 9, Y: 1}}},
		{true, []vg.Point{{X: 0, Y: 0}, {X: 3, Y: 5}, {X: 6, Y: 7}, {X: 9, Y: 1}}},
	} {
		if got := throughEnds(f, tl, []float64{5, 7, 1}, c.fromZero); !slices.Equal(got, c.want) {
			t.Errorf("from zero %v: %v, want %v", c.fromZero, got, c.want)
		}
	}
}
