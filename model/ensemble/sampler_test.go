package ensemble

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

// A block of paths drawn on its own is the same as in one piece, for every method and
// any borders, noises included.
func TestBlocks(t *testing.T) {
	for _, kind := range kinds {
		for _, n := range []int{1, 2, 17, 1000} {
			s := sampler(t, Spec{Kind: kind, Seed: 7, Paths: n, Inputs: names(5), Noises: []Noise{{"a", 13, 0.9}, {"b", 1, 1}}})
			u, z := draw(s), noise(s, 0)
			for from := 0; from < n; {
				to := min(n, from+1+from*7%61)
				block := make([]float64, 5*(to-from))
				s.Uniforms(block, from, to)
				if !slices.Equal(block, u[5*from:5*to]) {
					t.Fatalf("%v, %d paths: uniforms of %d to %d differ", kind, n, from, to)
				}
				block = make([]float64, 13*(to-from))
				s.Noise(block, 0, from, to)
				if !slices.Equal(block, z[13*from:13*to]) {
					t.Fatalf("%v, %d paths: noise of %d to %d differs", kind, n, from, to)
				}
				from = to
			}
		}
	}
}

// The order in which names are listed moves nothing; a seed moves everything.
func TestSeedAndOrder(t *testing.T) {
	for _, kind := range kinds {
		spec := Spec{Kind: kind, Paths: 64, Inputs: []string{"b", "c", "a"}, Noises: []Noise{{"y", 5, 1}, {"x", 7, 0.5}}}
		s := sampler(t, spec)
		if got := s.Inputs(); !slices.Equal(got, []string{"a", "b", "c"}) || spec.Inputs[0] != "b" {
			t.Errorf("%v: inputs %v, of %v", kind, got, spec.Inputs)
		}
		slices.Reverse(spec.Inputs)
		slices.Reverse(spec.Noises)
		same := sampler(t, spec)
		spec.Seed = 1
		other := sampler(t, spec)
		if !slices.Equal(draw(s), draw(same)) || !slices.Equal(noise(s, 1), noise(same, 1)) {
			t.Errorf("%v: the order of names moves draws", kind)
		}
		for i, u := range draw(other) {
			if u == draw(s)[i] {
				t.Errorf("%v: draw %d is the same under another seed", kind, i)
			}
		}
	}
}

// Of random draws none is moved by another input, another noise, more steps or more paths.
func TestRandomIsPure(t *testing.T) {
	small := sampler(t, Spec{Seed: 3, Paths: 100, Inputs: []string{"m"}, Noises: []Noise{{"n", 10, 0.5}}})
	large := sampler(t, Spec{Seed: 3, Paths: 400, Inputs: []string{"a", "m", "z"}, Noises: []Noise{{"k", 3, 1}, {"n", 25, 1}}})
	u, v := draw(small), columnOf(draw(large), 3, 1)
	z, w := noise(small, 0), noise(large, 1)
	for p := range 100 {
		if u[p] != v[p] {
			t.Errorf("path %d: m is %v, with others %v", p, u[p], v[p])
		}
		if !slices.Equal(z[10*p:10*p+10], w[25*p:25*p+10]) {
			t.Errorf("path %d: the noise moves", p)
		}
	}
	if slices.Equal(columnOf(draw(large), 3, 0), v) {
		t.Error("two inputs have the same draws")
	}
}

// Beyond the table of Sobol's sequence draws are those of the random method, and the
// inputs come before the noises.
func TestBeyondTheTable(t *testing.T) {
	const n = MaxDimensions + 3
	spec := Spec{Kind: Sobol, Seed: 5, Paths: 40, Inputs: names(n)}
	u := draw(sampler(t, spec))
	spec.Kind = Random
	v := draw(sampler(t, spec))
	for _, i := range []int{0, MaxDimensions - 1, MaxDimensions, n - 1} {
		random := slices.Equal(columnOf(u, n, i), columnOf(v, n, i))
		if random != (i >= MaxDimensions) {
			t.Errorf("dimension %d: random is %v", i, random)
		}
	}
	s := sampler(t, Spec{Kind: Sobol, Paths: 1, Inputs: names(1000), Noises: []Noise{{"a", 100, 1}, {"b", 50, 1}}})
	if a, b := s.streams[0].dims, s.streams[1].dims; a[60].kind != Sobol || b[49].points == nil || a[61].kind != Random ||
		*a[0].points != directions(1001)[1000] || *b[0].points != directions(1002)[1001] || *a[1].points != directions(1003)[1002] {
		t.Error("the dimensions of noises do not follow those of inputs, level by level")
	}
}

// Neither 0 nor 1 comes out of any bits, and the extremes lie evenly about one half.
func TestOpen(t *testing.T) {
	for h, want := range map[uint64]float64{0: 0x1p-53, 1<<64 - 1: 1 - 0x1p-53, 1 << 63: 0.5 + 0x1p-53, 1<<63 - 1: 0.5 - 0x1p-53} {
		if got := open(h); got != want {
			t.Errorf("%x gives %v, want %v", h, got, want)
		}
	}
}

// Every draw lies in (0, 1) and every input is uniform: Kolmogorov's statistic and the
// counts of pairs over 16 × 16 cells, seeds fixed. (Pairs of Sobol's dimensions fill cells
// by twos and fours, more so or less: TestNet knows how.)
func TestUniform(t *testing.T) {
	const inputs = 12
	for _, kind := range kinds {
		for _, n := range []int{500, 4096, 10007} {
			u := draw(sampler(t, Spec{Kind: kind, Seed: 11, Paths: n, Inputs: names(inputs)}))
			if lo, hi := slices.Min(u), slices.Max(u); lo < 1.0/(1<<53) || hi > 1-1.0/(1<<53) {
				t.Errorf("%v, %d: from %v to %v", kind, n, lo, hi)
			}
			for i := range inputs {
				if d := kolmogorov(columnOf(u, inputs, i)); d > 1.95 {
					t.Errorf("%v, %d: input %d has Kolmogorov's statistic %.2f", kind, n, i, d)
				}
			}
			for i := 1; i < inputs && n > 4000 && kind != Sobol; i++ {
				cells := make([]int, 256)
				for p := range n {
					cells[int(u[p*inputs+i-1]*16)*16+int(u[p*inputs+i]*16)]++
				}
				if x := chiSquare(cells); x > 4 {
					t.Errorf("%v, %d: inputs %d and %d: chi-square %.1f standard errors high", kind, n, i-1, i, x)
				}
			}
		}
	}
}

// Neighbouring paths are independent, and so are replicates.
func TestSerial(t *testing.T) {
	const n = 1 << 14
	u := draw(sampler(t, Spec{Seed: 2, Paths: n, Inputs: []string{"x"}}))
	for _, lag := range []int{1, 2, 16, 1024} {
		if r := correlation(u[lag:], u[:n-lag]) * math.Sqrt(n); math.Abs(r) > 4 {
			t.Errorf("random, lag %d: correlation of %.1f standard errors", lag, r)
		}
	}
	for _, kind := range []Kind{LHS, Sobol} {
		u := draw(sampler(t, Spec{Kind: kind, Seed: 2, Paths: n, Inputs: []string{"x"}}))
		const m = n / 16
		for r := 1; r < 16; r++ {
			// Sobol's points share their order, so only their digits after the first few count.
			if c := correlation(digits(u[:m]), digits(u[r*m:r*m+m])) * math.Sqrt(m); math.Abs(c) > 4 {
				t.Errorf("%v: replicate %d correlates with the first: %.1f standard errors", kind, r, c)
			}
		}
	}
}

// digits drops the first ten binary digits.
func digits(u []float64) []float64 {
	d := make([]float64, len(u))
	for i, v := range u {
		d[i] = v*1024 - math.Floor(v*1024)
	}
	return d
}

// Of the n paths of a replicate every input has one in each interval of length 1/n: of
// any n under LHS, of a power of two under Sobol.
func TestStratified(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		paths int
	}{{LHS, 1}, {LHS, 15}, {LHS, 17}, {LHS, 1000}, {LHS, 16 * 1024}, {LHS, 5003}, {Sobol, 16 * 64}, {Sobol, 16 * 1024}} {
		s := sampler(t, Spec{Kind: c.kind, Seed: 9, Paths: c.paths, Inputs: names(30)})
		u := draw(s)
		for i := range 30 {
			for r := range s.Replicates().Count {
				first, end := s.Replicates().Bounds(r)
				n := end - first
				seen := make([]bool, n)
				for p := first; p < end; p++ {
					seen[int(u[p*30+i]*float64(n))] = true
				}
				if slices.Contains(seen, false) {
					t.Fatalf("%v, %d paths: input %d leaves an interval of replicate %d empty", c.kind, c.paths, i, r)
				}
			}
		}
	}
}

// Permutations of Latin hypercubes reach every order: of 4 things all 24, equally often,
// and of more things each pair of places every pair of things.
func TestPermutations(t *testing.T) {
	for n, want := range map[int]int{2: 2, 3: 6, 4: 24, 5: 120, 8: 8 * 7, 33: 33 * 32, 64: 64 * 63, 65: 65 * 64, 100: 100 * 99} {
		orders := map[[5]uint32]int{}
		for key := range 200000 {
			p := newPermutation(mix(uint64(key)), n)
			var order [5]uint32
			for i := range min(n, 5) {
				if n <= 5 || i < 2 {
					order[i] = p.at(uint32(i * (n - 1) / (min(n, 5) - 1)))
				}
			}
			orders[order]++
		}
		if counts := slices.Collect(maps.Values(orders)); len(counts) != want {
			t.Errorf("%d things: %d orders of %d", n, len(counts), want)
		} else if x := chiSquare(counts); math.Abs(x) > 4 {
			t.Errorf("%d things: chi-square %.1f standard errors high", n, x)
		}
	}
}

// Replicates cover all paths in order, their sizes differ by one at most, and Of agrees.
func TestReplicates(t *testing.T) {
	for _, n := range []int{1, 2, 15, 16, 17, 1000, MaxPaths - 1} {
		r := Split(Sobol, n)
		at, least, most := 0, n, 0
		for i := range r.Count {
			first, end := r.Bounds(i)
			if first != at || r.Of(first) != i || r.Of(end-1) != i || r.Of(first) != first*r.Count/n {
				t.Errorf("%d paths: replicate %d is %d to %d", n, i, first, end)
			}
			at, least, most = end, min(least, end-first), max(most, end-first)
		}
		if at != n || most-least > 1 || least < 1 || r.Count != min(n, 16) {
			t.Errorf("%d paths: %d replicates of %d to %d paths end at %d", n, r.Count, least, most, at)
		}
	}
	if Split(Random, 5).Count != 0 {
		t.Error("random paths have replicates")
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		spec Spec
		want string
	}{
		{Spec{Paths: 0}, "the number of paths must lie between 1 and 16777216, not be 0"},
		{Spec{Paths: MaxPaths + 1}, "not be 16777217"},
		{Spec{Paths: 1, Kind: 3}, "no sampler has the number 3"},
		{Spec{Paths: 1, Inputs: []string{"a", "b", "a"}}, "two inputs are called a"},
		{Spec{Paths: 1, Noises: []Noise{{"a", 1, 1}, {"a", 2, 1}}}, "two noises are called a"},
		{Spec{Paths: 1, Kind: Sobol, Noises: []Noise{{"a", 0, 1}}}, "noise a: a bridge needs one step or more, not 0"},
		{Spec{Paths: 1, Noises: []Noise{{"a", 1, 1.5}}}, "must lie between 0 and 1, not be 1.5"},
		{Spec{Paths: 1, Noises: []Noise{{"a", 1, math.NaN()}}}, "not be NaN"},
	} {
		if _, err := New(c.spec); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.spec, err, c.want)
		}
	}
	for _, k := range kinds {
		if got, err := ParseKind(k.String()); got != k || err != nil {
			t.Errorf("%v parses as %v, %v", k, got, err)
		}
	}
	if _, err := ParseKind("sobel"); err == nil || err.Error() != `no sampler is called "sobel": there are random, lhs, sobol` {
		t.Error(err)
	}
	s := sampler(t, Spec{Paths: 10, Inputs: names(2), Noises: []Noise{{"a", 3, 1}}})
	mustPanic(t, "short", func() { s.Uniforms(make([]float64, 3), 0, 2) })
	mustPanic(t, "beyond", func() { s.Uniforms(make([]float64, 4), 9, 11) })
	mustPanic(t, "noise", func() { s.Noise(make([]float64, 2), 0, 0, 1) })
	if Kind(9).String() != "Kind(9)" {
		t.Error(Kind(9))
	}
}

// Drawing allocates nothing.
func TestAllocations(t *testing.T) {
	for _, kind := range kinds {
		s := sampler(t, Spec{Kind: kind, Paths: 1000, Inputs: names(5), Noises: []Noise{{"a", 20, 0.9}}})
		u, z := make([]float64, 5*100), make([]float64, 20*100)
		if n := testing.AllocsPerRun(3, func() { s.Uniforms(u, 50, 150); s.Noise(z, 0, 50, 150) }); n != 0 {
			t.Errorf("%v: %v allocations", kind, n)
		}
	}
}
