package ensemble

import (
	"context"
	"testing"
)

// BenchmarkTerms draws the shipped openai-2026 under each policy, the same without any terms, and
// the shipped unpublished-terms, which adds those that openai-2026 lacks; and testdata/bench-fan.yaml
// beside testdata/bench-terms.yaml, in which every commitment has all of them. On one core.
func BenchmarkTerms(b *testing.B) {
	const paths = 1 << 14
	for _, c := range []struct{ name, file string }{
		{"without", "../../testdata/bench-plain.yaml"},
		{"pay", "../../scenarios/openai-2026.yaml"},
		{"defer", "../../testdata/bench-defer.yaml"},
		{"cancel", "../../testdata/bench-cancel.yaml"},
		{"every term", "../../scenarios/unpublished-terms.yaml"},
		{"fan without", "../../testdata/bench-fan.yaml"},
		{"fan with every term", "../../testdata/bench-terms.yaml"},
	} {
		b.Run(c.name, func(b *testing.B) {
			m := ReadModel(b, c.file)
			for b.Loop() {
				if _, err := Run(context.Background(), m, Config{Kind: Random, Paths: paths, Seed: 1, Workers: 1}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/paths, "ns/path")
		})
	}
}
