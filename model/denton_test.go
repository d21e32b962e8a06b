package model

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// spread solves the least-squares problem of Denton's first differences as it stands:
// minimise Σ(x_m − x_{m−1})² subject to the sum of every year, by the whole system of
// its first-order conditions
//
//	| 2D'D  A' | |x|   |0|
//	| A     0  | |μ| = |totals|.
func spread(t testing.TB, totals []float64) []float64 {
	t.Helper()
	n, years := 12*len(totals), len(totals)
	k := mat.NewDense(n+years, n+years, nil)
	rhs := mat.NewVecDense(n+years, nil)
	bump := func(i, j int, v float64) { k.Set(i, j, k.At(i, j)+v) }
	for m := 1; m < n; m++ {
		bump(m, m, 2)
		bump(m-1, m-1, 2)
		bump(m, m-1, -2)
		bump(m-1, m, -2)
	}
	for m := range n {
		k.Set(n+m/12, m, 1)
		k.Set(m, n+m/12, 1)
	}
	for y, v := range totals {
		rhs.SetVec(n+y, v)
	}
	var x mat.VecDense
	if err := x.SolveVec(k, rhs); err != nil {
		t.Fatal(err)
	}
	return x.RawVector().Data[:n]
}

// yearly is a curve of calendar-year totals from the given year on.
func yearly(first int, totals ...float64) Curve {
	c := Curve{Path: "revenue.a.growth", Shape: Annual}
	for i, v := range totals {
		year := 12 * (first + i)
		c.Totals = append(c.Totals, Dated{First: year, Last: year + 11, Quantity: num("y"+string(rune('a'+i)), v)})
	}
	return c
}

func TestAnnual(t *testing.T) {
	for _, totals := range [][]float64{
		{30}, {30, 62}, {13.07, 30, 62, 100}, {280, 200, 150, 140, 139}, {5, 5, 5},
	} {
		want := spread(t, totals)
		for _, first := range []int{2026, 2025} {
			cut := 12 * (2026 - first)
			if cut >= len(want) {
				continue
			}
			got := runRates(t, yearly(first, totals...), Window{}, len(want)-cut)
			for m, v := range got {
				near(t, "month", v/12, want[m+cut], 1e-9)
			}
		}
	}
}

// TestAnnualBeyond extends the totals through the timeline's last year before they are
// spread, also for a line that ends earlier; and never backwards.
func TestAnnualBeyond(t *testing.T) {
	c := yearly(2026, 30, 62)
	c.Beyond.Allowed = true
	check := func(name string, want []float64, w Window, lo, hi int) {
		t.Helper()
		for m, v := range runRates(t, c, w, 42) {
			expected := 0.0
			if m >= lo && m < hi {
				expected = want[m]
			}
			near(t, name, v/12, expected, 1e-9)
		}
	}
	held := spread(t, []float64{30, 62, 62, 62})
	check("held", held, Window{}, 0, 42)
	check("held, line ends", held, Window{Until: jan2026 + 20}, 0, 21)
	c.Beyond.Growth = num("beyond", 0.5)
	check("growing", spread(t, []float64{30, 62, 93, 139.5}), Window{From: jan2026 + 3}, 3, 42)
	c = yearly(2027, 30, 62)
	c.Beyond.Allowed = true
	s := bare(36)
	s.Revenue = []Stream{{ID: "a", Curve: c}}
	if _, err := Compile(s, Options{}); err == nil {
		t.Error("totals that begin after the line were accepted")
	}
}

// TestNegativeMonth refuses totals that would make a month negative in the central
// case; at another point the month is zero and the break is reported.
func TestNegativeMonth(t *testing.T) {
	s := bare(36)
	s.Revenue = []Stream{{ID: "a", Curve: yearly(2026, 100, 1, 100)}}
	wantFault(t, s, "revenue.a.growth.totals", "the yearly totals change so fast that a month would be negative")
	s.Revenue[0].Curve = yearly(2026, 100, 100, 100)
	m := compile(t, s)
	x := m.Central()
	x[1] = 1
	p := m.Project(x)
	want := spread(t, []float64{100, 1, 100})
	for i, v := range p.Revenue[0].Months {
		near(t, "month", v, math.Max(0, want[i]), 1e-9)
	}
	if len(p.Warnings) != 1 || p.Warnings[0].Path != "revenue.a.growth.totals" {
		t.Errorf("warnings %v", p.Warnings)
	}
}
