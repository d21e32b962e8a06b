package ensemble

import (
	"math"
	"math/rand/v2"
	"testing"
)

// laws of columns as an ensemble has them.
var laws = []struct {
	name string
	draw func(g *rand.Rand) float64
}{
	{"normal", func(g *rand.Rand) float64 { return 3 + g.NormFloat64() }},
	{"mostlyzero", func(g *rand.Rand) float64 { return max(0, g.NormFloat64()-1) }},
	{"halfzero", func(g *rand.Rand) float64 { return max(0, g.NormFloat64()) }},
	{"heavy", func(g *rand.Rand) float64 { return math.Exp(2 * g.NormFloat64()) }},
	{"atoms", func(g *rand.Rand) float64 { return float64(g.IntN(8)) }},
	{"constant", func(*rand.Rand) float64 { return 3 }},
}

var fiveProbs = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

// BenchmarkColumn compares a column with five quantiles, mean and standard deviation with
// a plain pass for sum, squares, smallest and largest, per value.
func BenchmarkColumn(b *testing.B) {
	const n, slab = 1 << 20, 4096
	x := make([]float64, n)
	report := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/value")
	}
	for _, law := range laws {
		g := rand.New(rand.NewPCG(1, 1))
		for i := range x {
			x[i] = law.draw(g)
		}
		b.Run(law.name+"/plain", func(b *testing.B) {
			for range b.N {
				var s, q float64
				lo, hi := x[0], x[0]
				for _, v := range x {
					s, q, lo, hi = s+v, q+v*v, min(lo, v), max(hi, v)
				}
				if s+q+lo+hi == 0 {
					b.Fatal()
				}
			}
			report(b)
		})
		for _, kind := range []Kind{Random, Sobol} {
			spec := columnSpec{Probs: fiveProbs, Central: math.NaN(), Above: math.NaN()}
			b.Run(law.name+"/"+kind.String(), func(b *testing.B) {
				for range b.N {
					c := newColumn(spec, Split(kind, n))
					for r := range c.parts {
						first, end := c.bounds(r)
						for ; first < end; first += slab {
							if err := c.add(r, x[first:min(end, first+slab)]); err != nil {
								b.Fatal(err)
							}
						}
						c.close(r)
					}
					if _, ok := c.summary(); !ok {
						b.Fatal("missed")
					}
				}
				report(b)
			})
		}
	}
}
