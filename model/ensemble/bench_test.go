package ensemble_test

import (
	"context"
	"io/fs"
	"os"
	"testing"

	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/scenario"
)

// benchFan compiles testdata/bench-fan.yaml.
func benchFan(t testing.TB) *model.Model {
	t.Helper()
	d, err := (&scenario.Reader{Files: files{}}).Read("../../testdata/bench-fan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := d.Model(model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// BenchmarkFan draws 100,000 paths of ten years by month.
func BenchmarkFan(b *testing.B) {
	m := benchFan(b)
	for b.Loop() {
		if _, err := ensemble.Run(context.Background(), m, ensemble.Config{Paths: 100_000, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100_000/120, "ns/path-period")
}

type files struct{}

func (files) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }
func (files) Open(name string) (fs.File, error)     { return os.Open(name) }
