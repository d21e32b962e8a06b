package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestBlock evaluates random points in blocks of random widths, with noise and rounds
// drawn: what a point gives, to the last bit, is what it gives on its own.
func TestBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.any())
		setup := Setup{Noisy: noisy(m), Width: MaxWidth}
		for i := range m.inputs {
			if g.maybe() {
				setup.Free = append(setup.Free, i)
			}
		}
		for i := range m.funding.rounds {
			setup.Rounds = append(setup.Rounds, i)
		}
		k := m.BlockKernel(setup)
		setup.Width = 1
		one := m.BlockKernel(setup)
		for range 2 {
			n := g.int(1, MaxWidth)
			b := &Block{Points: n, Free: table(len(setup.Free), n), Close: table(len(setup.Rounds), n)}
			for p := range n {
				x := g.point(m)
				for j, i := range setup.Free {
					b.Free[j][p] = x[i]
				}
				for j := range setup.Rounds {
					b.Close[j][p] = math.Mod(float64(p+1)*0.618+float64(j)*0.37, 1)
				}
			}
			b.Noise = func(noise, step int, z []float64) {
				for p := range z {
					z[p] = wave(noise, step, p)
				}
			}
			k.EvalBlock(b)
			breaches := map[Breach]int{}
			for p := range n {
				single := blockPoint(b, p)
				one.EvalBlock(single)
				samePoint(t, k, p, one)
				for _, v := range one.Breaches() {
					breaches[Breach{v.Path, v.What, 0}]++
				}
			}
			for _, v := range k.Breaches() {
				if breaches[Breach{v.Path, v.What, 0}] != v.Points {
					t.Fatalf("%v at %d points, one by one at %d", v, v.Points, breaches[Breach{v.Path, v.What, 0}])
				}
				delete(breaches, Breach{v.Path, v.What, 0})
			}
			if len(breaches) > 0 {
				t.Fatalf("the block does not have %v", breaches)
			}
		}
	})
}

// noisy gives every stream a noise, whatever its volatility.
func noisy(m *Model) (list []Noise) {
	for i := range m.streams {
		if s := &m.streams[i]; s.lo < s.hi {
			list = append(list, Noise{i, s.path + ".noise", s.hi - s.lo, s.volatility, s.reversion})
		}
	}
	return list
}

// wave is some number for a noise, a step and a point, about as large as a normal one.
func wave(noise, step, p int) float64 {
	return 1.5 * math.Sin(float64(noise*71+step*13+p*7))
}

// blockPoint is point p of a block as a block of its own.
func blockPoint(b *Block, p int) *Block {
	one := &Block{Points: 1, Noise: func(noise, step int, z []float64) { z[0] = wave(noise, step, p) }}
	for _, row := range b.Free {
		one.Free = append(one.Free, row[p:p+1])
	}
	for _, row := range b.Close {
		one.Close = append(one.Close, row[p:p+1])
	}
	return one
}

// samePoint compares point p of a block with a block of that point.
func samePoint(t rapid.TB, k *Kernel, p int, one *Kernel) {
	t.Helper()
	same := func(name string, m int, got, want float64) {
		if got != want && !(IsAbsent(got) && IsAbsent(want)) {
			t.Fatalf("%s in month %d at point %d: %v in the block, %v alone", name, m, p, got, want)
		}
	}
	for id := range NumSeries {
		for m := range k.m.time.Months {
			if id > CapacityGW && !k.m.HasSeries(id) {
				break
			}
			same(id.Info().Name, m, k.series[id].row(m)[p], one.series[id].row(m)[0])
		}
	}
	for id := range NumMetrics {
		same(id.Info().Name, -1, k.values[id][p], one.values[id][0])
	}
}

// TestNoise works the factors of a stream's revenue out by their definition, the
// variance of the walk from its sum.
func TestNoise(t *testing.T) {
	for _, c := range []struct{ sigma, kappa float64 }{{0.3, 0}, {0.2, 1.5}, {0.7, 40}, {0, 1}} {
		s := bare(30)
		s.Revenue = []Stream{{ID: "a", Curve: constantRun("revenue.a", 100), Window: Window{From: jan2026 + 3, Until: jan2026 + 26},
			Volatility: num("revenue.a.volatility", c.sigma), MeanReversion: num("revenue.a.mean_reversion", c.kappa)}}
		s.Revenue[0].Volatility.Hi, s.Revenue[0].MeanReversion.Hi = 10, 1000
		m := compile(t, s)
		k := m.BlockKernel(Setup{Noisy: noisy(m)})
		k.EvalBlock(&Block{Points: 1, Noise: func(_, n int, z []float64) { z[0] = wave(0, n, 0) }})
		phi := math.Exp(-c.kappa / 12)
		step := c.sigma * c.sigma / 12
		if c.kappa > 0 {
			step = c.sigma * c.sigma * (1 - phi*phi) / (2 * c.kappa)
		}
		for n := range 24 {
			y, variance := 0.0, 0.0
			for j := range n + 1 {
				weight := math.Pow(phi, float64(n-j))
				y += weight * math.Sqrt(step) * wave(0, j, 0)
				variance += weight * weight * step
			}
			near(t, "revenue", k.series[Revenue].row(n + 3)[0], 100*math.Exp(y-variance/2), 1e-12)
		}
		if k.series[Revenue].row(2)[0] != 0 || k.series[Revenue].row(27)[0] != 0 {
			t.Error("revenue outside the window")
		}
	}
}

// TestRoundsDrawn takes a round exactly where its number is at least 1 − p.
func TestRoundsDrawn(t *testing.T) {
	s := bare(12)
	p := num("funding.rounds.a.probability", 0.3)
	p.Lo, p.Hi = 0, 1
	s.Funding.Rounds = []Round{{ID: "a", Amount: num("funding.rounds.a.amount", 7), Probability: p, Month: jan2026 + 4}}
	m := compile(t, s)
	k := m.BlockKernel(Setup{Rounds: []int{0}, Width: 4})
	k.EvalBlock(&Block{Points: 4, Close: [][]float64{{0.1, 0.699, 0.701, 0.999}}})
	nearAll(t, "rounds", k.values[TotalFunding], []float64{0, 0, 7, 7}, 0)
	nearAll(t, "cash", k.series[Cash].row(4), []float64{0, 0, 7, 7}, 0)
}

// BenchmarkBlock is [BenchmarkEval] in blocks, by point.
func BenchmarkBlock(b *testing.B) {
	m := compile(b, typical())
	free := []int{m.index["revenue.chat.growth.rate"], m.index["commitments.c2.overrun"]}
	k := m.BlockKernel(Setup{Free: free, Width: MaxWidth})
	points := &Block{Points: MaxWidth, Free: table(2, MaxWidth)}
	for p := range MaxWidth {
		points.Free[0][p], points.Free[1][p] = 1+0.001*float64(p), 0.9+0.002*float64(p)
	}
	b.ReportAllocs()
	for b.Loop() {
		k.EvalBlock(points)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/MaxWidth, "ns/point")
}

// TestRead reads measures while months are at hand: they are those of a kernel that keeps
// its months.
func TestRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.any())
		setup := Setup{Noisy: noisy(m), Width: 5}
		for i := range m.inputs {
			setup.Free = append(setup.Free, i)
		}
		b := &Block{Points: 5, Free: table(len(setup.Free), 5), Noise: func(noise, step int, z []float64) {
			for p := range z {
				z[p] = wave(noise, step, p)
			}
		}}
		for p := range 5 {
			for j, v := range g.point(m) {
				b.Free[j][p] = v
			}
		}
		whole := m.BlockKernel(setup)
		whole.EvalBlock(b)
		for id := range NumMetrics {
			setup.Read = append(setup.Read, Measure{Metric: id})
		}
		for id := range NumSeries {
			first := g.int(0, m.time.Months-1)
			setup.Read = append(setup.Read, Measure{Series: id, IsSeries: true, First: first, Last: g.int(first, m.time.Months-1)})
		}
		b.Out = table(len(setup.Read), 5)
		m.BlockKernel(setup).EvalBlock(b)
		want := make([]float64, 5)
		for i, q := range setup.Read {
			whole.Values(want, q)
			for p := range want {
				if got := b.Out[i][p]; got != want[p] && !(IsAbsent(got) && IsAbsent(want[p])) {
					t.Fatalf("%s at point %d: %v read, %v kept", q.Name(), p, got, want[p])
				}
			}
		}
	})
}
