package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// sameResult compares a kernel's last evaluation with a projection.
func sameResult(t rapid.TB, k *Kernel, p *Projection, rel float64) {
	t.Helper()
	tol := rel * (1 + largest(p))
	for id := range NumSeries {
		for m, want := range p.Series[id] {
			if got := k.memory[id][m]; !(math.Abs(got-want) <= tol+rel*math.Abs(want)) {
				t.Fatalf("%s in month %d: kernel %g, projection %g", id.Info().Name, m, got, want)
			}
		}
	}
	for id := range NumMetrics {
		got, want := k.values[id][0], p.Metrics[id]
		if IsAbsent(got) != IsAbsent(want) || math.Abs(got-want) > tol*12+rel*math.Abs(want) {
			t.Fatalf("%s: kernel %g, projection %g", id.Info().Name, got, want)
		}
	}
	x := make([]float64, len(k.x))
	for i := range x {
		x[i] = k.x[i][0]
	}
	if len(k.broken) != len(k.m.Kernel(x, nil).broken) {
		t.Fatalf("kernel breaks %v", k.broken)
	}
}

// TestKernel moves a random set of inputs, again and again: every evaluation is that of
// a kernel made for the point, whatever came before.
func TestKernel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.any())
		var free []int
		for i := range m.inputs {
			if g.maybe() {
				free = append(free, i)
			}
		}
		base := m.Central()
		if g.maybe() {
			base = g.point(m)
		}
		k := m.Kernel(base, free)
		sameResult(t, k, m.Project(base), 1e-12)
		for range 3 {
			x, other := append([]float64{}, base...), g.point(m)
			for _, i := range free {
				x[i] = other[i]
			}
			k.Eval(x)
			sameResult(t, k, m.Project(x), 1e-12)
		}
		k.Eval(base)
		sameResult(t, k, m.Project(base), 1e-12)
	})
}

// TestFinite evaluates generated scenarios all over their input spaces, ends of bounds
// included: every series, line and metric is a number or, for a metric, absent.
func TestFinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.any())
		for range 4 {
			x := g.point(m)
			p := m.Project(x)
			for id := range NumSeries {
				finite(t, id.Info().Name, p.Series[id])
			}
			lines := append(p.Revenue, p.Costs...)
			for _, w := range p.Facilities {
				lines = append(lines, w.Line, Line{Months: w.Interest})
			}
			for _, l := range lines {
				finite(t, l.ID, l.Months)
			}
			for _, c := range p.Commitments {
				finite(t, c.ID, c.Paid)
				finite(t, c.ID, c.Capacity)
				finite(t, c.ID, []float64{c.Total, c.Remainder, c.Scheduled, c.Before, c.Escalation, c.After, c.StatedCapacity})
			}
			for id, v := range p.Metrics {
				if math.IsInf(v, 0) {
					t.Fatalf("%s is %g", MetricID(id).Info().Name, v)
				}
			}
		}
	})
}

func finite(t *rapid.T, name string, x []float64) {
	for i, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("%s: %g at %d", name, v, i)
		}
	}
}

// TestAllocations evaluates without allocating, in the central case and where relations
// break.
func TestAllocations(t *testing.T) {
	m := compile(t, typical())
	all := make([]int, len(m.inputs))
	for i := range all {
		all[i] = i
	}
	k := m.Kernel(m.Central(), all)
	x, broken := m.Central(), m.Central()
	broken[m.index["commitments.programme.total"]] = 1
	broken[m.index["revenue.api.run_rate"]] = 1e15
	k.Eval(broken)
	if len(k.broken) != 2 {
		t.Fatalf("breaks %v", k.broken)
	}
	if n := testing.AllocsPerRun(10, func() { k.Eval(x); k.Eval(broken) }); n != 0 {
		t.Errorf("%g allocations", n)
	}
}

// TestModelUnchanged evaluates a model elsewhere and finds it as it was.
func TestModelUnchanged(t *testing.T) {
	m := compile(t, typical())
	before := m.Project(nil)
	x := m.Central()
	for i := range x {
		x[i] /= 2
	}
	m.Project(x)
	after := m.Project(nil)
	for id := range NumSeries {
		nearAll(t, id.Info().Name, after.Series[id], before.Series[id], 0)
	}
}
