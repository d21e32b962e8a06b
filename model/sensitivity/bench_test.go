package sensitivity_test

import (
	"context"
	"testing"

	"computegap/model"
	. "computegap/model/sensitivity"
)

func BenchmarkTable(b *testing.B) {
	m := company(b, false, 1.4e12)
	dear := company(b, true, 1.4e12)
	one := Axis{Path: "revenue.a.growth.rate", Values: spread(0.5, 2.5, 101)}
	every := Axis{Path: "revenue.*.growth.rate", Factor: true, Values: spread(0.5, 1.5, 101)}
	overrun := Axis{Path: "commitments.all.overrun", Values: spread(0.5, 1.5, 101)}
	overruns := Axis{Path: "commitments.*.overrun", Factor: true, Values: spread(0.5, 1.5, 101)}
	for _, bench := range []struct {
		name string
		m    *model.Model
		x, y Axis
	}{
		{"growth-overrun", m, one, overrun},
		{"overrun-growth", m, overrun, one},
		{"all growth-all overruns", m, every, overruns},
		{"all growth-all overruns, beta ramps", dear, every, overruns},
		{"growth alone", m, one, Axis{}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			cells := len(bench.x.Values) * max(1, len(bench.y.Values))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Table(context.Background(), bench.m, metric(model.PeakGap), bench.x, bench.y, 0); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*cells), "ns/cell")
		})
	}
}

func BenchmarkOneAtATime(b *testing.B) {
	m := company(b, true, 1.4e12)
	variables, _ := Ranges(m, RangeOptions{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := OneAtATime(context.Background(), Of(m, metric(model.PeakGap)), m.Central(), variables, 0); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(variables)), "ns/variable")
}

func BenchmarkSolve(b *testing.B) {
	m := company(b, true, 1.4e12)
	lever, err := NewLever(m, "revenue.*.growth.rate", true)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Solve(context.Background(), lever.Func(metric(model.PeakGap)), 0, 3, 1e11, SolveOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// spread is n evenly spaced numbers from lo to hi.
func spread(lo, hi float64, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = lo + (hi-lo)*float64(i)/float64(n-1)
	}
	return v
}
