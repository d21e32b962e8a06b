package sensitivity_test

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"testing"

	"computegap/model"
	. "computegap/model/sensitivity"
)

func TestGrid(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7, 50} {
		var made atomic.Int32
		got, err := Grid(context.Background(), 5, 3, func() func(i, j int) float64 {
			made.Add(1)
			return func(i, j int) float64 {
				if i == j {
					return nan()
				}
				return float64(10*i + j)
			}
		}, workers)
		if err != nil || len(got) != 5 || workers > 0 && int(made.Load()) > workers {
			t.Fatalf("%d workers: %d rows, %d evaluators, %v", workers, len(got), made.Load(), err)
		}
		for i, row := range got {
			if len(row) != 3 {
				t.Fatalf("row %d has %d columns", i, len(row))
			}
			for j, v := range row {
				if i == j != math.IsNaN(v) || i != j && v != float64(10*i+j) {
					t.Errorf("(%d, %d) is %v", i, j, v)
				}
			}
		}
	}
}

func TestGridRefuses(t *testing.T) {
	for _, n := range [][2]int{{0, 3}, {3, 0}, {-1, 3}, {1 << 40, 1 << 40}} {
		if _, err := Grid(context.Background(), n[0], n[1], nil, 1); err == nil {
			t.Errorf("%v is accepted", n)
		}
	}
}

func TestGridStops(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		ctx, cancel := context.WithCancel(context.Background())
		var calls atomic.Int32
		got, err := Grid(ctx, 100, 100, func() func(i, j int) float64 {
			return func(i, j int) float64 {
				if calls.Add(1) == 150 {
					cancel()
				}
				return 0
			}
		}, workers)
		if !errors.Is(err, context.Canceled) || got != nil || workers == 1 && calls.Load() != 150 {
			t.Errorf("%d workers: %v after %d calls", workers, err, calls.Load())
		}
		cancel()
	}
}

// A firm's revenue is 3r·k for a factor k on both streams, its end cash
// 60 + 30 + 3rk·(1−s) − 120, in closed form; the table must say so cell by cell, whichever axis
// is the inner one and for any number of workers.
func TestTable(t *testing.T) {
	m := firm(t, 1200)
	factor := Axis{Name: "revenue", Path: "revenue.*.run_rate", Factor: true, Values: []float64{0.5, 1, 1.75}}
	share := Axis{Name: "share", Path: "costs.all.share", Values: []float64{0.5, 0.75, 0.875, 1}}
	end := model.Measure{IsSeries: true, Series: model.Cash, First: 11, Last: 11}
	cash := func(k, s float64) float64 { return 60 + 30 + 3600*k*(1-s) - 120 }
	for _, workers := range []int{1, 2, 7} {
		check := func(x, y Axis, want func(i, j int) float64) {
			t.Helper()
			got, err := Table(context.Background(), m, end, x, y, workers)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != max(1, len(x.Values)+len(x.Models)) || len(got[0]) != max(1, len(y.Values)+len(y.Models)) {
				t.Fatalf("%d × %d", len(got), len(got[0]))
			}
			for i, row := range got {
				for j, v := range row {
					if w := max(0, want(i, j)); math.Abs(v-w) > 1e-9 {
						t.Errorf("%d workers, %s × %s: (%d, %d) is %v, want %v", workers, x.Name, y.Name, i, j, v, w)
					}
				}
			}
		}
		f, s := factor.Values, share.Values
		check(factor, share, func(i, j int) float64 { return cash(f[i], s[j]) })
		check(share, factor, func(i, j int) float64 { return cash(f[j], s[i]) })
		check(factor, Axis{}, func(i, _ int) float64 { return cash(f[i], 0.95) })
		check(Axis{}, factor, func(_, j int) float64 { return cash(f[j], 0.95) })
		check(Axis{}, Axis{}, func(_, _ int) float64 { return cash(1, 0.95) })
		variants := Axis{Name: "variant", Models: []*model.Model{firm(t, 600), firm(t, 2400)}}
		check(variants, share, func(i, j int) float64 { return cash([]float64{0.5, 2}[i], s[j]) })
		check(share, variants, func(i, j int) float64 { return cash([]float64{0.5, 2}[j], s[i]) })
		check(variants, Axis{}, func(i, _ int) float64 { return cash([]float64{0.5, 2}[i], 0.95) })
	}
}

// Absence stays absence: no gap opens while the share is small enough.
func TestTableAbsent(t *testing.T) {
	got, err := Table(context.Background(), firm(t, 1200), metric(model.FirstGapDate),
		Axis{Path: "costs.all.share", Values: []float64{0, 1}}, Axis{}, 2)
	if err != nil || !math.IsNaN(got[0][0]) || got[1][0] != 9 { // 90 in cash pays 9 months' rent
		t.Errorf("%v, %v", got, err)
	}
}

func TestTableWorkers(t *testing.T) {
	m := company(t, true, 1.4e12)
	x := Axis{Path: "revenue.*.growth.rate", Factor: true, Values: spread(0.5, 1.5, 13)}
	y := Axis{Path: "commitments.*.overrun", Factor: true, Values: spread(0.5, 1.5, 11)}
	var first [][]float64
	for _, workers := range []int{1, 2, 7} {
		got, err := Table(context.Background(), m, metric(model.PeakGap), x, y, workers)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		for i := range got {
			for j := range got[i] {
				if got[i][j] != first[i][j] {
					t.Errorf("%d workers: (%d, %d) is %v, with one %v", workers, i, j, got[i][j], first[i][j])
				}
			}
		}
	}
	if first[0][0] == first[12][10] {
		t.Error("nothing moves")
	}
	for _, at := range [][2]int{{0, 0}, {3, 7}, {12, 10}} { // against single projections
		v := m.Central()
		for _, move := range []struct {
			a Axis
			i int
		}{{x, at[0]}, {y, at[1]}} {
			for _, i := range Match(m, move.a.Path) {
				v[i] *= move.a.Values[move.i]
			}
		}
		if want := m.Project(v).Metrics[model.PeakGap]; !equal(first[at[0]][at[1]], want, 1e-12) {
			t.Errorf("%v is %v, want %v", at, first[at[0]][at[1]], want)
		}
	}
}

func TestTableRefuses(t *testing.T) {
	m := firm(t, 1200)
	share := Axis{Path: "costs.all.share", Values: []float64{0.5}}
	variants := Axis{Models: []*model.Model{m}}
	for name, axes := range map[string][2]Axis{
		"out of bounds":      {{Path: "costs.all.share", Values: []float64{0.5, 1.5}}, {}},
		"factor too large":   {{Path: "costs.all.share", Factor: true, Values: []float64{2}}, {}},
		"not a number":       {{Path: "costs.all.share", Values: []float64{nan()}}, {}},
		"no such input":      {{Path: "costs.none.share", Values: []float64{0.5}}, {}},
		"no values":          {{Path: "costs.all.share"}, {}},
		"values, no path":    {{Values: []float64{1}}, {}},
		"same input twice":   {share, {Path: "costs.*.share", Factor: true, Values: []float64{1}}},
		"two lists of model": {variants, variants},
		"path and models":    {{Path: "costs.all.share", Models: variants.Models}, {}},
		"units differ":       {{Path: "revenue.one.*", Values: []float64{1}}, {}},
		"factor on zero":     {{Path: "revenue.*.growth.rate", Factor: true, Values: []float64{1}}, {}},
	} {
		if _, err := Table(context.Background(), m, metric(model.PeakGap), axes[0], axes[1], 1); err == nil {
			t.Errorf("%s: accepted", name)
		}
		if _, err := Table(context.Background(), m, metric(model.PeakGap), axes[1], axes[0], 1); err == nil {
			t.Errorf("%s, the other way round: accepted", name)
		}
	}
}

func TestTableStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Table(ctx, firm(t, 1200), metric(model.PeakGap), Axis{}, Axis{Path: "costs.all.share", Values: []float64{0.5}}, 2)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A cell costs no memory; a row costs a kernel.
func TestTableAllocations(t *testing.T) {
	m := company(t, false, 1.4e12)
	growth := func(n int) Axis { return Axis{Path: "revenue.a.growth.rate", Values: spread(0.5, 2, n)} }
	overrun := func(n int) Axis { return Axis{Path: "commitments.all.overrun", Values: spread(0.5, 1.5, n)} }
	allocations := func(x, y Axis) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, err := Table(context.Background(), m, metric(model.PeakGap), x, y, 1); err != nil {
				t.Fatal(err)
			}
		})
	}
	for name, pair := range map[string][2]float64{
		"more columns":          {allocations(growth(5), overrun(3)), allocations(growth(5), overrun(203))},
		"more points, one axis": {allocations(growth(3), Axis{}), allocations(growth(203), Axis{})},
		"growth, which moves more, within a row or not": {allocations(growth(50), overrun(5)), allocations(overrun(5), growth(50))},
	} {
		if math.Abs(pair[0]-pair[1]) > 20 {
			t.Errorf("%s: %g allocations, then %g", name, pair[0], pair[1])
		}
	}
}
