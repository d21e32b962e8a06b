package ensemble

import (
	"context"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"testing"

	"computegap/model"
	"computegap/model/internal/vec"
	"computegap/model/scenario"
)

// osFiles opens files by their names.
type osFiles struct{}

func (osFiles) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }
func (osFiles) Open(name string) (fs.File, error)     { return os.Open(name) }

// ReadModel compiles a scenario file, for the tests outside the package too.
func ReadModel(t testing.TB, name string) *model.Model {
	t.Helper()
	d, err := (&scenario.Reader{Files: osFiles{}}).Read(name)
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := d.Model(model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const (
	fanPaths   = 100_000
	fanMonths  = 120
	fanStreams = 3
)

// BenchmarkFan draws testdata/bench-fan.yaml: the whole ensemble, the evaluation of its
// paths alone on one core, and the floor under both, drawing as many normal numbers and
// exponentials as its noises need. All on every core but where it says so.
func BenchmarkFan(b *testing.B) {
	m := ReadModel(b, "../../testdata/bench-fan.yaml")
	report := func(b *testing.B, paths int) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(paths)/fanMonths, "ns/path-period")
	}
	for _, kind := range []Kind{Random, Sobol} {
		b.Run(kind.String(), func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(context.Background(), m, Config{Kind: kind, Paths: fanPaths, Seed: 1}); err != nil {
					b.Fatal(err)
				}
			}
			report(b, fanPaths)
		})
	}
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			var all sync.WaitGroup
			for w := range runtime.GOMAXPROCS(0) {
				all.Go(func() { floor(fanPaths/runtime.GOMAXPROCS(0), w) })
			}
			all.Wait()
		}
		report(b, fanPaths)
	})
	b.Run("evaluation, one core", func(b *testing.B) {
		e, err := newEngine(m, Config{Paths: fanPaths, Workers: 1}, fanPaths)
		if err != nil {
			b.Fatal(err)
		}
		if err := e.grow(fanPaths); err != nil {
			b.Fatal(err)
		}
		n, i := model.MaxWidth, 0
		for b.Loop() {
			e.fill(e.workers[0], stint{0, i * n, i*n + n, i * n % slabPaths}, tallies{})
			i = (i + 1) % (fanPaths / n)
		}
		report(b, n)
	})
	b.Run("floor, one core", func(b *testing.B) {
		for b.Loop() {
			floor(model.MaxWidth, 0)
		}
		report(b, model.MaxWidth)
	})
}

// floor draws the normal numbers and exponentials of so many paths.
func floor(paths, seed int) {
	z, g := make([]float64, model.MaxWidth), new(vec.Generators)
	for first := 0; first < paths; first += model.MaxWidth {
		for p := range z {
			g.Set(p, vec.NewGenerator(join(uint64(seed), uint64(first+p))))
		}
		for range fanMonths * fanStreams {
			normalRow(z, g)
			vec.Exp(z, z)
		}
	}
}
