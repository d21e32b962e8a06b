package ensemble

import (
	"math"
	"slices"
	"testing"

	"computegap/model/dist"
)

// Pairs get their rank correlations within four standard errors, others none, and every
// input stays uniform, for every method.
func TestCopula(t *testing.T) {
	const n, inputs = 1 << 14, 6
	pairs := []dist.Pair{{I: 4, J: 1, Rho: 0.8}, {I: 1, J: 3, Rho: -0.5}, {I: 0, J: 5, Rho: 0.3}}
	want := map[[2]int]float64{{1, 4}: 0.8, {1, 3}: -0.5, {0, 5}: 0.3}
	c, err := NewCopula(inputs, pairs)
	if err != nil || !slices.Equal(c.Correlated(), []int{0, 1, 3, 4, 5}) {
		t.Fatal(c, err)
	}
	for _, kind := range kinds {
		free := draw(sampler(t, Spec{Kind: kind, Seed: 21, Paths: n, Inputs: names(inputs)}))
		u := slices.Clone(free)
		c.Uniforms(u)
		for i := range inputs {
			x := columnOf(u, inputs, i)
			kept := slices.Equal(x, columnOf(free, inputs, i))
			if root := i == 0 || i == 1 || i == 2; kept != root {
				t.Errorf("%v: input %d keeps its bits: %v", kind, i, kept)
			}
			if d := kolmogorov(x); d > 1.95 {
				t.Errorf("%v: input %d has Kolmogorov's statistic %.2f", kind, i, d)
			}
			for j := range i {
				// The standard error of a rank correlation is at most about 1/√n.
				r := correlation(ranks(x), ranks(columnOf(u, inputs, j)))
				if rho, given := want[[2]int{j, i}]; given || i == 2 || i == 5 && j != 0 {
					if e := (r - rho) * math.Sqrt(n); math.Abs(e) > 4 {
						t.Errorf("%v: inputs %d and %d have rank correlation %.4f, %.1f standard errors off", kind, j, i, r, e)
					}
				}
			}
		}
	}
}

// Normal numbers get the correlation that gives the ranks theirs, place by place.
func TestCopulaOfNoises(t *testing.T) {
	const n, steps = 4096, 12
	c, err := NewCopula(4, []dist.Pair{{I: 0, J: 2, Rho: 0.6}, {I: 2, J: 3, Rho: -0.5}})
	if err != nil {
		t.Fatal(err)
	}
	s := sampler(t, Spec{Seed: 1, Kind: Sobol, Paths: n, Noises: []Noise{{"a", steps, 1}, {"b", steps, 0.9}, {"c", steps, 0.5}, {"d", steps, 1}}})
	z := [][]float64{noise(s, 0), nil, noise(s, 2), noise(s, 3)}
	kept := slices.Clone(z[0])
	c.Normals(z)
	if !slices.Equal(z[0], kept) {
		t.Error("the first of a pair moves")
	}
	for month := range steps {
		for pair, rho := range map[[2]int]float64{{0, 2}: 0.6, {2, 3}: -0.5, {0, 3}: 0} {
			x, y := columnOf(z[pair[0]], steps, month), columnOf(z[pair[1]], steps, month)
			if e := (correlation(ranks(x), ranks(y)) - rho) * math.Sqrt(n); math.Abs(e) > 4 {
				t.Errorf("month %d: noises %v are %.1f standard errors off", month, pair, e)
			}
			other := columnOf(z[pair[1]], steps, (month+1)%steps)
			if e := correlation(x, other) * math.Sqrt(n); math.Abs(e) > 4 {
				t.Errorf("month %d correlates with the next: %.1f standard errors", month, e)
			}
		}
	}
	mustPanic(t, "things", func() { c.Normals(z[:2]) })
	mustPanic(t, "lengths", func() { c.Normals([][]float64{z[0], nil, z[2], z[3][1:]}) })
}

// Extreme draws stay in (0, 1), and nothing happens without pairs.
func TestCopulaEdges(t *testing.T) {
	c, err := NewCopula(2, []dist.Pair{{I: 0, J: 1, Rho: 0.99}})
	if err != nil {
		t.Fatal(err)
	}
	const least = 1.0 / (1 << 53)
	for _, row := range [][]float64{{least, least}, {1 - least, 1 - least}, {least, 1 - least}, {0.5, 0.5}} {
		u := slices.Clone(row)
		c.Uniforms(u)
		if u[0] != row[0] || !(u[1] > 0 && u[1] < 1) {
			t.Errorf("%v becomes %v", row, u)
		}
	}
	none, err := NewCopula(2, nil)
	if err != nil {
		t.Fatal(err)
	}
	u := []float64{0.1, 0.2, 0.3, 0.4}
	if none.Uniforms(u); !slices.Equal(u, []float64{0.1, 0.2, 0.3, 0.4}) {
		t.Error(u)
	}
	mustPanic(t, "rows", func() { none.Uniforms(u[:3]) })
	if _, err := NewCopula(2, []dist.Pair{{I: 0, J: 0, Rho: 0.5}}); err == nil {
		t.Error("an input correlates with itself")
	}
}
