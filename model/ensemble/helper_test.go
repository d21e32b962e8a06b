package ensemble

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// kinds is every method.
var kinds = []Kind{Random, LHS, Sobol}

// names returns n names of inputs.
func names(n int) []string {
	s := make([]string, n)
	for i := range s {
		s[i] = fmt.Sprintf("input.%04d", i)
	}
	return s
}

// sampler is New for a spec that has to hold.
func sampler(t testing.TB, spec Spec) *Sampler {
	t.Helper()
	s, err := New(spec)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// draw returns all uniforms of a sampler, paths × inputs.
func draw(s *Sampler) []float64 {
	u := make([]float64, s.Paths()*len(s.Inputs()))
	s.Uniforms(u, 0, s.Paths())
	return u
}

// noise returns all numbers of one noise, paths × steps.
func noise(s *Sampler, i int) []float64 {
	z := make([]float64, s.Paths()*s.Noises()[i].Steps)
	s.Noise(z, i, 0, s.Paths())
	return z
}

// column returns one column of rows of so many numbers.
func columnOf(x []float64, width, i int) []float64 {
	var c []float64
	for ; i < len(x); i += width {
		c = append(c, x[i])
	}
	return c
}

// kolmogorov returns √n times the largest distance between the distribution of u and
// the uniform one. Independent draws exceed 1.95 once in a thousand samples.
func kolmogorov(u []float64) float64 {
	s := slices.Sorted(slices.Values(u))
	n, d := float64(len(s)), 0.0
	for i, v := range s {
		d = max(d, v-float64(i)/n, float64(i+1)/n-v)
	}
	return d * math.Sqrt(n)
}

// chiSquare returns how many of its standard errors √(2(k−1)) Pearson's statistic of k
// counts with one expectation lies above its mean k−1.
func chiSquare(counts []int) float64 {
	total, k := 0, float64(len(counts))
	for _, c := range counts {
		total += c
	}
	expected, x := float64(total)/k, 0.0
	for _, c := range counts {
		x += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	return (x - (k - 1)) / math.Sqrt(2*(k-1))
}

// correlation returns Pearson's.
func correlation(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
	}
	for i := range x {
		a, b := x[i]-sx/n, y[i]-sy/n
		sxx, syy, sxy = sxx+a*a, syy+b*b, sxy+a*b
	}
	return sxy / math.Sqrt(sxx*syy)
}

// ranks returns the rank of every value, none of which is tied.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if x[a] < x[b] {
			return -1
		}
		return 1
	})
	r := make([]float64, len(x))
	for rank, i := range order {
		r[i] = float64(rank)
	}
	return r
}

// mustPanic reports an error unless f panics.
func mustPanic(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Errorf("%s: no panic", what)
		}
	}()
	f()
}
