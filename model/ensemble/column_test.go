package ensemble

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// streams are laws of columns, by path of so many.
var streams = []struct {
	name string
	draw func(g *rand.Rand, i, n int) float64
}{
	{"normal", func(g *rand.Rand, _, _ int) float64 { return g.NormFloat64() }},
	{"mostly zero", func(g *rand.Rand, _, _ int) float64 { return max(0, g.NormFloat64()-1.5) }},
	{"half zero, some negative zero", func(g *rand.Rand, _, _ int) float64 {
		return max(0, g.NormFloat64()) * float64(1-2*g.IntN(2))
	}},
	{"few values", func(g *rand.Rand, _, _ int) float64 { return float64(g.IntN(7)) * 1e9 }},
	{"atoms in a continuum", func(g *rand.Rand, _, _ int) float64 {
		if g.IntN(3) == 0 {
			return float64(g.IntN(3))
		}
		return 3 * g.Float64()
	}},
	{"constant", func(*rand.Rand, int, int) float64 { return 0.1 }},
	{"heavy", func(g *rand.Rand, _, _ int) float64 { return math.Exp(4 * g.NormFloat64()) }},
	{"heavy on both sides", func(g *rand.Rand, _, _ int) float64 { return math.Sinh(9 * g.NormFloat64()) }},
	{"huge", func(g *rand.Rand, _, _ int) float64 { return Limit * (2*g.Float64() - 1) }},
	{"neighbouring", func(g *rand.Rand, _, _ int) float64 { return 1 + float64(g.IntN(50))/(1<<52) }},
	{"ascending", func(_ *rand.Rand, i, _ int) float64 { return float64(i) }},
	{"descending", func(_ *rand.Rand, i, n int) float64 { return float64(n-i) / 7 }},
	{"jump", func(g *rand.Rand, i, n int) float64 { return g.Float64() + 1e6*float64(2*i/n) }},
}

// drawn draws n values, some of them absent.
func drawn(law int, g *rand.Rand, n int, absent float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		if x[i] = streams[law].draw(g, i, n); g.Float64() < absent {
			x[i] = math.NaN()
		}
	}
	return x
}

// askedOf is a spec with everything but months.
func askedOf(probs []float64) columnSpec {
	return columnSpec{Probs: probs, Keep: true, Spread: true, Central: 1, Above: 0.5}
}

// failer is what tests and properties have in common.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// feedAll adds to every open part what it lacks of x, cut at random, from parts in turn where
// they are not closed one after the other, and closes them if told to.
func feedAll(t failer, c *column, x []float64, g *rand.Rand, closes bool) {
	t.Helper()
	for {
		left := false
		for r := range c.parts {
			for {
				first, end := c.bounds(r)
				if c.parts[r].closed || first+c.parts[r].fed == end {
					break
				}
				first += c.parts[r].fed
				k := min(end-first, 1+g.IntN(1+g.IntN(5000)))
				if err := c.add(r, x[first:first+k]); err != nil {
					t.Fatal(err)
				}
				if left = true; !closes {
					break
				}
			}
			if closes {
				c.close(r)
			}
		}
		if !left {
			return
		}
	}
}

// summaryOf is the summary of a column to which x is added, once more if need be.
func summaryOf(t failer, c *column, x []float64, g *rand.Rand, closes bool) Summary {
	t.Helper()
	feedAll(t, c, x, g, closes)
	s, ok := c.summary()
	if !ok {
		c.retry()
		feedAll(t, c, x, g, closes)
		if s, ok = c.summary(); !ok {
			t.Fatal("missed twice")
		}
	}
	return s
}

// sortedQuantile is the quantile of sorted values by the textbook.
func sortedQuantile(q QuantileType, s []float64, p float64) float64 {
	n := len(s)
	if q == Type1 {
		return s[max(0, int(math.Ceil(float64(n)*p-1e-9))-1)]
	}
	h := float64(n-1) * p
	i := int(math.Floor(h + 1e-9))
	if h -= float64(i); h < 1e-8 || i+1 == n {
		return s[i]
	}
	return s[i]*(1-h) + s[i+1]*h
}

// near reports whether two numbers agree but for rounding, to a scale.
func near(a, b, scale float64) bool { return math.Abs(a-b) <= 1e-13*scale }

// checkSummary compares a summary with what sorting tells.
func checkSummary(t failer, what string, sum Summary, x []float64, split Replicates, q QuantileType, probs []float64) {
	t.Helper()
	var parts [][]float64
	var all []float64
	for r := range max(1, split.Count) {
		first, end := 0, len(x)
		if split.Count > 0 {
			first, end = split.Bounds(r)
		}
		part := slices.DeleteFunc(slices.Clone(x[first:end]), math.IsNaN)
		all = append(all, part...)
		if slices.Sort(part); len(part) > 0 {
			parts = append(parts, part)
		}
	}
	slices.Sort(all)
	if sum.Present != len(all) || sum.Paths != len(x) || sum.Values == nil != (len(all) == 0) {
		t.Fatalf("%s: %+v of %d values", what, sum, len(all))
	}
	if len(all) == 0 {
		return
	}
	scale := max(-all[0], all[len(all)-1])
	mean, square, _ := bigMoments(all)
	if !near(sum.Values.Mean.Value, mean, scale) {
		t.Fatalf("%s: mean %v, want %v", what, sum.Values.Mean.Value, mean)
	}
	if n := float64(len(all)); n > 1 && scale > 1e-100 {
		sd := math.Sqrt(square) * math.Sqrt(n/(n-1))
		if split.Count > 0 {
			sd = math.Hypot(math.Sqrt(square), sum.Values.Mean.SE)
		}
		if got := sum.Values.SD.Value; math.Abs(got-sd) > 1e-9*sd+1e-15*scale {
			t.Fatalf("%s: sd %v, want %v", what, got, sd)
		}
	}
	for i, p := range probs {
		e, want := sum.Values.Quantiles[i], sortedQuantile(q, all, p)
		if i := int(float64(len(all)-1) * p); !near(e.Value, want, max(math.Abs(all[i]), math.Abs(all[min(i+1, len(all)-1)]))) {
			t.Fatalf("%s: quantile for %v is %v, want %v", what, p, e.Value, want)
		}
		if split.Count == 0 {
			low, high := orderRanks(len(all), p)
			lo, hi := min(e.Value, all[max(0, low-1)]), max(e.Value, all[min(len(all), high)-1])
			if e.CI != (Interval{lo, hi, low < 1, high > len(all)}) {
				t.Fatalf("%s: interval for %v is %+v, want %v to %v", what, p, e.CI, lo, hi)
			}
			continue
		}
		var each []float64
		for _, part := range parts {
			each = append(each, sortedQuantile(q, part, p))
		}
		if r := float64(len(each)); r > 1 {
			_, s2, _ := bigMoments(each)
			if se := math.Sqrt(s2 / (r - 1)); math.Abs(e.SE-se) > 1e-9*se+1e-13*scale {
				t.Fatalf("%s: standard error for %v is %v, want %v", what, p, e.SE, se)
			}
		}
	}
}

// A column finds what sorting finds, whatever the values, their order and the pieces they
// come in; it gives what a summariser gives to the last bit.
func TestColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		law := rapid.IntRange(0, len(streams)-1).Draw(t, "law")
		n := rapid.OneOf(rapid.IntRange(1, 300), rapid.IntRange(1, 50000)).Draw(t, "paths")
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		absent := rapid.SampledFrom([]float64{0, 0, 0.001, 0.3, 1}).Draw(t, "absent")
		probs := rapid.SampledFrom([][]float64{fiveProbs, {0, 1}, {0.5}, nil, {0.9, 0.1, 0.01, 0.5, 0.999, 0.51, 0, 0.25, 0.3}}).Draw(t, "probs")
		closes := rapid.Bool().Draw(t, "closes")
		g := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		x := drawn(law, g, n, absent)
		split, name := Split(kind, n), streams[law].name
		c := newColumn(askedOf(probs), split)
		s, err := NewSummariser(split, probs...)
		if err != nil {
			t.Fatal(err)
		}
		sum := summaryOf(t, c, x, g, closes)
		checkSummary(t, name, sum, x, split, Type7, probs)
		if want, err := s.Summarise(x, Type7); err != nil || !reflect.DeepEqual(sum, want) {
			t.Fatalf("%s: column %+v, summariser %+v, %v", name, sum, want, err)
		}
		checkCounts(t, c, s, x)
	})
}

// checkCounts compares the rest of what a column of askedOf tells.
func checkCounts(t failer, c *column, s *Summariser, x []float64) {
	t.Helper()
	want, _ := s.Probability(x, func(v float64) bool { return v > 0.5 })
	if got := c.above(); got != want {
		t.Fatalf("above: %+v, want %+v", got, want)
	}
	p, ok := Percentile(x, 1)
	if got, has := c.percentile(); got != p || has != ok {
		t.Fatalf("percentile: %v, %v, want %v, %v", got, has, p, ok)
	}
	short, ok, _ := s.Shortfall(x, 0.95, Upper)
	if got, has := c.shortfall(0.95); got != short || has != ok {
		t.Fatalf("shortfall: %+v, want %+v", got, short)
	}
	present := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	if slices.Sort(present); !slices.Equal(c.sorted(), present) {
		t.Fatal("sorted")
	}
}

// Dates are counted; their quantiles are those of sorted dates.
func TestColumnOfDates(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 3))
	for _, kind := range kinds {
		for _, n := range []int{1, 7, 100, 5000} {
			x, months := make([]float64, n), make([]int, 40)
			for i := range x {
				m := min(39, g.IntN(20)+g.IntN(21))
				if x[i] = float64(m); g.IntN(4) == 0 {
					x[i] = math.NaN()
				} else {
					months[m]++
				}
			}
			c := newColumn(columnSpec{Probs: fiveProbs, Months: 40, Spread: true, Central: math.NaN(), Above: math.NaN()}, Split(kind, n))
			sum := summaryOf(t, c, x, g, true)
			if got := c.months(); !slices.Equal(got, months) {
				t.Errorf("months %v, want %v", got, months)
			}
			s, _ := NewSummariser(Split(kind, n), fiveProbs...)
			if want, err := s.Summarise(x, Type1); err != nil || !reflect.DeepEqual(sum, want) {
				t.Errorf("%v, %d: %+v, want %+v", kind, n, sum, want)
			}
			if sum.Values != nil {
				checkDates(t, sum, x)
			}
		}
	}
}

// checkDates compares quantiles of dates with those of sorted ones.
func checkDates(t *testing.T, sum Summary, x []float64) {
	t.Helper()
	sorted := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	slices.Sort(sorted)
	for i, p := range fiveProbs {
		if want := sortedQuantile(Type1, sorted, p); sum.Values.Quantiles[i].Value != want {
			t.Errorf("date for %v is %v, want %v", p, sum.Values.Quantiles[i].Value, want)
		}
	}
}

// encoded is the state of a column.
func encoded(t failer, c *column) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A column that is saved, read, and goes on with more paths, several times, ends with the
// same summary as one that was never saved, and, of independent paths, with the same bytes.
func TestColumnGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		law := rapid.IntRange(0, len(streams)-1).Draw(t, "law")
		kind := rapid.SampledFrom([]Kind{Random, Sobol}).Draw(t, "kind")
		sizes := rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(1, 1500), func(k int) int { return 16 * k }), 1, 4, rapid.ID).Draw(t, "paths")
		slices.Sort(sizes)
		n := sizes[len(sizes)-1]
		g := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2))
		x := drawn(law, g, n, rapid.SampledFrom([]float64{0, 0.1}).Draw(t, "absent"))
		spec := askedOf(fiveProbs)
		c := newColumn(spec, Split(kind, sizes[0]))
		for _, k := range sizes {
			if err := c.grow(Split(kind, k)); err != nil {
				t.Fatal(err)
			}
			fillGrowing(t, c, x, n, g)
			if rapid.Bool().Draw(t, "looked at") {
				c.summary()
			}
			b := encoded(t, c)
			c = newColumn(spec, Split(kind, k))
			if err := c.decode(bytes.NewReader(b)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(encoded(t, c), b) {
				t.Fatal("a state that is read and written differs")
			}
		}
		once := newColumn(spec, Split(kind, n))
		fillGrowing(t, once, x, n, g)
		if kind == Random && !bytes.Equal(encoded(t, once), encoded(t, c)) {
			t.Fatal("states differ")
		}
		want, ok := once.summary()
		got, also := c.summary()
		if ok != also || ok && !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %+v, want %+v", streams[law].name, got, want)
		}
		short, _ := c.shortfall(0.9)
		shortOnce, _ := once.shortfall(0.9)
		at, _ := c.percentile()
		atOnce, _ := once.percentile()
		if short != shortOnce || at != atOnce || c.above() != once.above() || !slices.Equal(c.sorted(), once.sorted()) {
			t.Fatalf("%s: shortfall, percentile, share or values differ", streams[law].name)
		}
		if !ok {
			once.retry()
			fillGrowing(t, once, x, n, g)
			if _, ok := once.summary(); !ok {
				t.Fatal("missed twice")
			}
		}
	})
}

// fillGrowing adds what parts lack of x, of which those of n paths have theirs from its
// beginning, whatever number of paths c has.
func fillGrowing(t failer, c *column, x []float64, n int, g *rand.Rand) {
	t.Helper()
	whole := c.split
	whole.Paths = n
	for r := range c.parts {
		from := 0
		if whole.Count > 0 {
			from, _ = whole.Bounds(r)
		}
		for {
			first, end := c.bounds(r)
			fed := c.parts[r].fed
			if fed == end-first {
				break
			}
			k := min(end-first-fed, 1+g.IntN(3000))
			if err := c.add(r, x[from+fed:from+fed+k]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The bytes of a state do not depend on the pieces values came in.
func TestStateIsCanonical(t *testing.T) {
	g := rand.New(rand.NewPCG(4, 4))
	for law := range streams {
		for _, kind := range []Kind{Random, LHS} {
			x := drawn(law, g, 30000, 0.01*float64(law%2))
			var first []byte
			for range 3 {
				c := newColumn(askedOf(fiveProbs), Split(kind, len(x)))
				feedAll(t, c, x, g, true)
				if b := encoded(t, c); first == nil {
					first = b
				} else if !bytes.Equal(b, first) {
					t.Errorf("%s, %v: states differ", streams[law].name, kind)
				}
			}
		}
	}
}

// Values that are refused are named by their path; too many are refused too.
func TestColumnRefusals(t *testing.T) {
	for _, bad := range []float64{math.Inf(1), math.Inf(-1), 2 * Limit} {
		for _, at := range []int{0, 5, 100, 299} {
			c := newColumn(askedOf(fiveProbs), Split(Random, 1000))
			if err := c.add(0, make([]float64, 130)); err != nil {
				t.Fatal(err)
			}
			x := make([]float64, 300)
			x[at] = bad
			err := c.add(0, x)
			if err == nil || err.Error() != beyond(130+at, bad).Error() {
				t.Errorf("%v at %d: %v", bad, at, err)
			}
		}
	}
	c := newColumn(columnSpec{Months: 12, Central: math.NaN(), Above: math.NaN()}, Split(Sobol, 160))
	for _, bad := range []float64{-1, 0.5, 12, math.Inf(1)} {
		if err := c.add(3, []float64{3, math.NaN(), bad}); err == nil {
			t.Errorf("%v is no month of 12", bad)
		}
	}
	c.close(5)
	if c.add(5, []float64{1}) == nil || c.add(6, make([]float64, 11)) == nil || c.grow(Split(Sobol, 320)) == nil || c.grow(Split(Random, 320)) == nil {
		t.Error("a column takes what it should refuse")
	}
}

// The memory of a column grows with the square root of the number of paths.
func TestColumnMemory(t *testing.T) {
	sizes := []int{1 << 16, 1 << 18}
	if !testing.Short() {
		sizes = append(sizes, 1_000_000)
	}
	for law := range 7 {
		for _, kind := range []Kind{Random, Sobol} {
			for _, n := range sizes {
				g := rand.New(rand.NewPCG(5, 5))
				c := newColumn(columnSpec{Probs: fiveProbs, Central: math.NaN(), Above: math.NaN()}, Split(kind, n))
				most := 0
				x := make([]float64, 1000)
				for r := range c.parts {
					for first, end := c.bounds(r); first < end; first += len(x) {
						x = x[:min(1000, end-first)]
						for i := range x {
							x[i] = streams[law].draw(g, first+i, n)
						}
						if err := c.add(r, x); err != nil {
							t.Fatal(err)
						}
						most = max(most, c.held())
					}
					x = x[:cap(x)]
					c.close(r)
					most = max(most, c.held())
				}
				if _, ok := c.summary(); !ok {
					t.Errorf("%s, %v: missed", streams[law].name, kind)
				}
				// 150 MB for 400 columns of a million values.
				if limit := 375e3 * max(0.6, math.Sqrt(float64(n)/1e6)); float64(8*most) > limit {
					t.Errorf("%s, %v, %d paths: %d bytes, want at most %.0f", streams[law].name, kind, n, 8*most, limit)
				}
			}
		}
	}
}

// held returns for how many values a column has room, and tables by their size.
func (c *column) held() int {
	n := 0
	count := func(all []*selection) {
		for _, s := range all {
			n += cap(s.gathered)
		}
	}
	for i := range c.parts {
		count(c.parts[i].picks)
	}
	count(c.whole)
	for _, s := range c.free {
		count(s)
	}
	return n
}

// In the steady state nothing is allocated.
func TestColumnAllocations(t *testing.T) {
	g := rand.New(rand.NewPCG(6, 6))
	const n = 1 << 20
	c := newColumn(columnSpec{Probs: fiveProbs, Central: 1, Above: 0.5}, Split(Random, n))
	x := drawn(0, g, 60000, 0)
	for range 3 {
		if err := c.add(0, x); err != nil {
			t.Fatal(err)
		}
	}
	if a := testing.AllocsPerRun(5, func() {
		if err := c.add(0, x[:2048]); err != nil {
			t.Fatal(err)
		}
	}); a > 0 {
		t.Errorf("%v allocations", a)
	}
}
