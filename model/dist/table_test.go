package dist

import (
	"math"
	"testing"
	"time"
)

// TestTabulate holds the table to its bound, 1e-10 of the width of the support, and to
// never decreasing, at places inside every cell and across the edges of the table.
func TestTabulate(t *testing.T) {
	ok := must(t)
	shapes := []float64{0.5, 0.6, 1, 1.2, 2, 3, 5, 20, 300, 1e4}
	for _, a := range shapes {
		for _, b := range shapes {
			checkTable(t, a, b, ok(Beta(a, b)))
		}
	}
	checkTable(t, 2, 3, ok(Truncated(ok(Beta(2, 3)), 0.2, 0.6)))
	checkTable(t, 0.5, 3, ok(Truncated(ok(Beta(0.5, 3)), 1e-9, 0.01)))
	checkTable(t, 3, 2, ok(Truncated(ok(Beta(3, 2)), 0.9, 1)))
	checkTable(t, 60, 40, ok(Truncated(ok(Beta(60, 40)), 0.8, 1)))
	checkTable(t, 2, 4, ok(PERT(1e9, 2e9, 5e9)))
}

func checkTable(t *testing.T, a, b float64, d Dist) {
	t.Helper()
	fast, ok := Tabulate(d).(*table)
	if !ok {
		t.Fatalf("beta(%g; %g) is not tabulated", a, b)
	}
	lo, hi := d.Support()
	worst, at, last := 0.0, 0.0, math.Inf(-1)
	for _, u := range tableLevels() {
		x := fast.Quantile(u)
		if x < last-1e-14*math.Abs(last) || x < lo || x > hi {
			t.Fatalf("beta(%g; %g): Quantile(%g) = %.17g after %.17g", a, b, u, x, last)
		}
		last = x
		if miss := math.Abs(x-d.Quantile(u)) / (hi - lo); miss > worst {
			worst, at = miss, u
		}
	}
	if worst > 1e-10 {
		t.Errorf("beta(%g; %g): off by %.2g of the support at %g", a, b, worst, at)
	}
}

// tableLevels returns, ascending, a place inside every cell, wandering across it, and
// both sides of its edges.
func tableLevels() []float64 {
	low := []float64{1e-300, 1e-9, tableMin * (1 - 1e-9)}
	for i := range cells {
		from, to := edge(i), edge(i+1)
		share := math.Mod(float64(i)*0.61803, 1)
		low = append(low, from, from+(to-from)*share, math.Nextafter(to, 0))
	}
	all := append([]float64(nil), low...)
	all = append(all, 0.5)
	for i := len(low) - 1; i > 1; i-- {
		all = append(all, 1-low[i])
	}
	return all
}

// TestTabulateLeaves checks which laws come back as they are.
func TestTabulateLeaves(t *testing.T) {
	ok := must(t)
	pert := Tabulate(ok(PERT(0, 1, 4)))
	for _, d := range []Dist{
		ok(Normal(0, 1)), ok(Lognormal(1, 1)), ok(Uniform(0, 1)), ok(Beta(0.3, 2)), toy{},
		ok(Truncated(ok(Normal(0, 1)), 0, 1)), pert,
	} {
		if Tabulate(d) != d {
			t.Errorf("%T is not returned unchanged", d)
		}
	}
	cut := ok(Truncated(pert, 1, 2))
	if _, slow := cut.(*truncated); !slow {
		t.Errorf("truncating a table gives %T", cut)
	}
	near(t, "median", 0.5, pert.Quantile(0.5), ok(PERT(0, 1, 4)).Quantile(0.5), 1e-15)
}

// TestTabulateTime wants a table in well under what a reader would notice; the usual
// figure is one millisecond (BenchmarkTabulate).
func TestTabulateTime(t *testing.T) {
	d := must(t)(PERT(0, 1, 4))
	best := time.Hour
	for range 10 {
		start := time.Now()
		Tabulate(d)
		best = min(best, time.Since(start))
	}
	if best > 20*time.Millisecond {
		t.Errorf("a table takes %v", best)
	}
}

func BenchmarkTabulate(b *testing.B) {
	ok := must(b)
	for name, d := range map[string]Dist{
		"pert": ok(PERT(0, 1, 4)), "sharp": ok(Beta(1e4, 1e4)), "lopsided": ok(Beta(0.5, 1e4)),
		"truncated": ok(Truncated(ok(Beta(2, 3)), 0.2, 0.6)),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Tabulate(d)
			}
		})
	}
}

// BenchmarkQuantile draws from every law along a fixed golden-ratio stream.
func BenchmarkQuantile(b *testing.B) {
	for _, s := range specimens(b) {
		b.Run(s.name, func(b *testing.B) {
			u := 0.5
			for b.Loop() {
				u += 0.6180339887498949
				if u >= 1 {
					u--
				}
				s.dist.Quantile(u)
			}
		})
	}
}
