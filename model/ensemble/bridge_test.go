package ensemble

import (
	"fmt"
	"math"
	"testing"
)

// matrixOf returns what f makes of each unit vector, by columns.
func matrixOf(n int, f func([]float64)) [][]float64 {
	columns := make([][]float64, n)
	for i := range columns {
		columns[i] = make([]float64, n)
		columns[i][i] = 1
		f(columns[i])
	}
	return columns
}

// inner returns row i times row j of a matrix given by columns: a covariance.
func inner(columns [][]float64, i, j int) float64 {
	s := 0.0
	for _, c := range columns {
		s += c[i] * c[j]
	}
	return s
}

// The bridge has exactly the covariance of y_n = φ·y_(n−1) + z_n, here summed term by
// term, and what Steady returns is exactly uncorrelated with variance 1, for mean
// reversions from none to complete and any number of steps.
func TestBridge(t *testing.T) {
	for _, kappa := range []float64{0, 1e-9, 0.1, 1, 5, 60, math.Inf(1)} {
		for _, n := range []int{1, 2, 3, 7, 12, 64, 99} {
			phi := math.Exp(-kappa / 12)
			b, err := NewBridge(n, phi)
			if err != nil || b.Steps() != n {
				t.Fatal(b.Steps(), err)
			}
			y, z := matrixOf(n, b.Walk), matrixOf(n, b.Steady)
			for i := range n {
				for j := range i + 1 {
					want, unit := 0.0, 0.0
					for k := range j + 1 {
						want += math.Pow(phi, float64(i-k)) * math.Pow(phi, float64(j-k))
					}
					if i == j {
						unit = 1
					}
					if got := inner(y, i, j); math.Abs(got-want) > 1e-13*float64(n) {
						t.Fatalf("κ %v, %d steps: covariance of %d and %d is %v, want %v", kappa, n, i, j, got, want)
					}
					if got := inner(z, i, j); math.Abs(got-unit) > 1e-12 {
						t.Fatalf("κ %v, %d steps: steps %d and %d have covariance %v", kappa, n, i, j, got)
					}
				}
			}
		}
	}
}

// Levels fill the end, the middle, the quarters, every step once.
func TestBridgeOrder(t *testing.T) {
	b, _ := NewBridge(8, 1)
	var order []int
	for level := range 8 {
		order = append(order, b.At(level))
	}
	if got := fmt.Sprint(order); got != "[7 3 1 5 0 2 4 6]" {
		t.Error(got)
	}
	mustPanic(t, "length", func() { b.Walk(make([]float64, 7)) })
	// At φ = 1 the first number alone is a straight line, the second a tent.
	y := make([]float64, 8)
	y[7] = 1
	b.Walk(y)
	for n, v := range y {
		if want := float64(n+1) / 8 * math.Sqrt(8); math.Abs(v-want) > 1e-15 {
			t.Errorf("step %d is %v, want %v", n, v, want)
		}
	}
}

// Noise is standard normal and independent from step to step, whatever the method and φ.
func TestNoise(t *testing.T) {
	const n, steps = 1 << 13, 9
	for _, kind := range kinds {
		for _, phi := range []float64{0, math.Exp(-1.0 / 12), 1} {
			s := sampler(t, Spec{Kind: kind, Seed: 8, Paths: n, Noises: []Noise{{"a", steps, phi}}})
			z := noise(s, 0)
			for i := range steps {
				c := columnOf(z, steps, i)
				u := make([]float64, n)
				for p, v := range c {
					u[p] = normalCDF(v)
				}
				if d := kolmogorov(u); d > 1.95 {
					t.Errorf("%v, φ %v: step %d has Kolmogorov's statistic %.2f", kind, phi, i, d)
				}
				for j := range i {
					if r := correlation(c, columnOf(z, steps, j)) * math.Sqrt(n); math.Abs(r) > 4 {
						t.Errorf("%v, φ %v: steps %d and %d correlate, %.1f standard errors", kind, phi, j, i, r)
					}
				}
			}
		}
	}
}

// The bridge pays: the sum of a noise's walk, its roughest feature, is integrated far
// better than by random draws of as many paths.
func TestBridgePays(t *testing.T) {
	rms := func(kind Kind) float64 {
		total := 0.0
		for seed := range 20 {
			s := sampler(t, Spec{Kind: kind, Seed: uint64(seed), Paths: 4096, Noises: []Noise{{"a", 64, 1}}})
			z, mean := noise(s, 0), 0.0
			for row := 0; row < len(z); row += 64 {
				y, sum := 0.0, 0.0
				for _, v := range z[row : row+64] {
					y += v
					sum += y
				}
				mean += math.Exp(sum/(64*64)) / 4096
			}
			variance := 0.0
			for k := 1; k <= 64; k++ {
				variance += float64(k*k) / (64 * 64 * 64 * 64)
			}
			total += math.Pow(mean-math.Exp(variance/2), 2) / 20
		}
		return math.Sqrt(total)
	}
	if random, sobol := rms(Random), rms(Sobol); sobol > random/10 {
		t.Errorf("Sobol is off by %.2g, random by %.2g", sobol, random)
	}
}

// The first dimension of a noise is the end of its walk, and the second its middle given
// the end.
func TestBridgeTakesTheFirstDimensions(t *testing.T) {
	const n, steps = 50, 16
	for _, kind := range []Kind{LHS, Sobol} {
		s := sampler(t, Spec{Kind: kind, Seed: 3, Paths: n, Noises: []Noise{{"a", steps, 1}}})
		z, u := noise(s, 0), make([]float64, 2*n)
		s.fill(&s.streams[0].dims[0], u, 0, 2, 0, n)
		s.fill(&s.streams[0].dims[1], u, 1, 2, 0, n)
		for p := range n {
			end, middle := 0.0, 0.0
			for i, v := range z[p*steps : (p+1)*steps] {
				if end += v; i < steps/2 {
					middle += v
				}
			}
			if want := math.Sqrt(steps) * normalQuantile(u[2*p]); math.Abs(end-want) > 1e-12 {
				t.Errorf("%v: path %d ends at %v, want %v", kind, p, end, want)
			}
			if want := end/2 + math.Sqrt(steps)/2*normalQuantile(u[2*p+1]); math.Abs(middle-want) > 1e-12 {
				t.Errorf("%v: path %d is half-way at %v, want %v", kind, p, middle, want)
			}
		}
	}
}
