package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"computegap/scenarios"
)

// benchmark runs a command line again and again, within one process.
func benchmark(b *testing.B, args ...string) {
	b.Helper()
	for b.Loop() {
		var stdout, stderr bytes.Buffer
		if code := execute(context.Background(), &state{stdout: &stdout, stderr: &stderr}, args); code != exitDone {
			b.Fatalf("exit %d: %s", code, stderr.String())
		}
	}
}

// BenchmarkRun reads and projects the default scenario, draws its ensemble, and prints.
func BenchmarkRun(b *testing.B) {
	benchmark(b, "run", scenarios.Default, "--charts", "none", "--quiet")
}

// BenchmarkRunCharts draws every chart as PNG as well.
func BenchmarkRunCharts(b *testing.B) {
	benchmark(b, "run", scenarios.Default, "--out", b.TempDir(), "--quiet")
}

// BenchmarkTable evaluates a two-way table of 101×101 cells.
func BenchmarkTable(b *testing.B) {
	benchmark(b, "sensitivity", scenarios.Default, "--method", "table", "--format", "csv", "--quiet",
		"--vary", "revenue.chatgpt.growth.rate=20%..200%/101", "--vary", "commitments.programme.overrun=0.8..1.4/101")
}

// BenchmarkTornado moves every input of the default scenario.
func BenchmarkTornado(b *testing.B) {
	benchmark(b, "sensitivity", scenarios.Default, "--charts", "none", "--quiet")
}

// BenchmarkValidate checks 100 files that extend the default scenario, and reports the
// time for each.
func BenchmarkValidate(b *testing.B) {
	dir := b.TempDir()
	args := []string{"validate", "--quiet"}
	for i := range 100 {
		name := filepath.Join(dir, fmt.Sprintf("s%d.yaml", i))
		text := fmt.Sprintf("extends: %s\ntitle: Scenario %d\nfunding: {cash: $%d.5B}\n", scenarios.Default, i, i+1)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		args = append(args, name)
	}
	benchmark(b, args...)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100, "ns/scenario")
}
