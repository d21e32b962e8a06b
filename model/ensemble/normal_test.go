package ensemble

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"computegap/model/internal/vec"
)

// The layers of the ziggurat have one area each and close at the top: r is where a
// rectangle and the tail beside it have the area v of every other layer, 512 in all.
func TestZiggurat(t *testing.T) {
	z := layersOfNormal
	tailArea := math.Sqrt(math.Pi/2) * math.Erfc(tailStart/math.Sqrt2)
	if v := tailStart*math.Exp(-tailStart*tailStart/2) + tailArea; math.Abs(v/layerArea-1) > 1e-13 {
		t.Errorf("the bottom has area %v, want %v", v, layerArea)
	}
	for i := 1; i < layers; i++ {
		if v := z.edge[i] * (z.height[i+1] - z.height[i]); math.Abs(v/layerArea-1) > 1e-10 {
			t.Errorf("layer %d has area %v, want %v", i, v, layerArea)
		}
		if h := math.Exp(-z.edge[i] * z.edge[i] / 2); math.Abs(h-z.height[i]) > 1e-14 {
			t.Errorf("layer %d begins at %v, the curve is at %v", i, z.height[i], h)
		}
	}
}

// The numbers of the ziggurat are normal: Kolmogorov's statistic, counts over cells of
// equal probability, moments to the sixth and the tail beyond the last layer, in
// standard errors; and a shorter noise is the beginning of a longer one.
func TestNormals(t *testing.T) {
	const n, length = 1 << 20, 64
	z := make([]float64, n)
	for p := 0; p < n; p += length {
		normals(z[p:p+length], join(1, uint64(p)))
	}
	u, cells, tails := make([]float64, n), make([]int, 1024), 0
	var moments [7]float64
	for i, x := range z {
		u[i] = normalCDF(x)
		cells[int(u[i]*1024)]++
		if math.Abs(x) > tailStart {
			tails++
		}
		for k, power := 1, x; k <= 6; k, power = k+1, power*x {
			moments[k] += power / n
		}
	}
	if d := kolmogorov(u); d > 1.95 {
		t.Errorf("Kolmogorov's statistic is %.2f", d)
	}
	if x := chiSquare(cells); math.Abs(x) > 4 {
		t.Errorf("chi-square is %.1f standard errors high", x)
	}
	want, variance := [7]float64{0, 0, 1, 0, 3, 0, 15}, [7]float64{0, 1, 2, 15, 96, 945, 10170}
	for k := 1; k <= 6; k++ {
		if e := (moments[k] - want[k]) / math.Sqrt(variance[k]/n); math.Abs(e) > 4 {
			t.Errorf("moment %d is %v, %.1f standard errors off", k, moments[k], e)
		}
	}
	if e := n * math.Erfc(tailStart/math.Sqrt2); math.Abs(float64(tails)-e) > 4*math.Sqrt(e) {
		t.Errorf("%d numbers lie in the tails, want %.0f", tails, e)
	}
	for _, lag := range []int{1, 2, length} {
		if r := correlation(z[lag:], z[:n-lag]) * math.Sqrt(n); math.Abs(r) > 4 {
			t.Errorf("lag %d: correlation of %.1f standard errors", lag, r)
		}
	}
	short := make([]float64, 20)
	normals(short, join(1, 0))
	if !slices.Equal(short, z[:20]) {
		t.Error("the beginning depends on the length")
	}
}

// Beside the rectangle of a layer a place is kept as often as the curve is above it.
func TestWedge(t *testing.T) {
	z, g := layersOfNormal, vec.NewGenerator(4)
	for _, layer := range []int{1, 2, 10, 100, 200, layers - 1} {
		inner, width := z.edge[layer+1], z.edge[layer]-z.edge[layer+1]
		kept, want, variance := 0.0, 0.0, 0.0
		for range 20000 {
			x := inner + width*open(g.Next())
			p := (math.Exp(-x*x/2) - z.height[layer]) / (z.height[layer+1] - z.height[layer])
			want, variance = want+p, variance+p*(1-p)
			if z.edgeCase(&g, layer, x) == x {
				kept++
			}
		}
		if e := (kept - want) / math.Sqrt(variance); math.Abs(e) > 4 {
			t.Errorf("layer %d keeps %v places, want %.0f, %.1f standard errors off", layer, kept, want, e)
		}
	}
}

// The tail alone: beyond r the law is normal given that it is.
func TestTail(t *testing.T) {
	g := vec.NewGenerator(3)
	u := make([]float64, 50000)
	for i := range u {
		u[i] = math.Erfc(tail(&g)/math.Sqrt2) / math.Erfc(tailStart/math.Sqrt2)
	}
	if d := kolmogorov(u); d > 1.95 || slices.Max(u) > 1 {
		t.Errorf("Kolmogorov's statistic is %.2f, the smallest %v", d, slices.Max(u))
	}
}

func BenchmarkNormal(b *testing.B) {
	z := make([]float64, 96)
	perNumber := func(b *testing.B, numbers int) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*numbers), "ns/number")
	}
	b.Run("ziggurat", func(b *testing.B) {
		for i := range b.N {
			normals(z, uint64(i))
		}
		perNumber(b, len(z))
	})
	b.Run("math/rand/v2", func(b *testing.B) {
		g := rand.New(rand.NewPCG(1, 2))
		for range b.N {
			for i := range z {
				z[i] = g.NormFloat64()
			}
		}
		perNumber(b, len(z))
	})
	x, y := slices.Clone(z), make([]float64, len(z))
	b.Run("vec.Exp", func(b *testing.B) {
		for range b.N {
			vec.Exp(y, x)
		}
		perNumber(b, len(z))
	})
	b.Run("math.Exp", func(b *testing.B) {
		for range b.N {
			for i, v := range x {
				y[i] = math.Exp(v)
			}
		}
		perNumber(b, len(z))
	})
}

func BenchmarkSampler(b *testing.B) {
	const inputs, steps, block = 60, 99, 256
	for _, kind := range kinds {
		s := sampler(b, Spec{Kind: kind, Paths: 16384, Inputs: names(inputs), Noises: []Noise{{"a", steps, 0.98}}})
		u, z := make([]float64, inputs*block), make([]float64, steps*block)
		b.Run("uniforms/"+kind.String(), func(b *testing.B) {
			for i := range b.N {
				s.Uniforms(u, i%32*block, (i%32+1)*block)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(u)), "ns/number")
		})
		b.Run("noise/"+kind.String(), func(b *testing.B) {
			for i := range b.N {
				s.Noise(z, 0, i%32*block, (i%32+1)*block)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(z)), "ns/number")
		})
	}
}
