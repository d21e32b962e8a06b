package sensitivity_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"computegap/model"
	. "computegap/model/sensitivity"
)

func TestMatch(t *testing.T) {
	m := firm(t, 1200)
	for pattern, want := range map[string][]string{
		"revenue.one.run_rate":   {"revenue.one.run_rate"},
		"revenue.*.run_rate":     {"revenue.one.run_rate", "revenue.two.run_rate"},
		"*.*.run_rate":           {"revenue.one.run_rate", "revenue.two.run_rate", "costs.rent.run_rate"},
		"revenue.t*.run_rate":    {"revenue.two.run_rate"},
		"revenue.*o.run_*":       {"revenue.two.run_rate"},
		"revenue.onone*one.x":    nil,
		"revenue.on*ne.run_rate": nil, // its two parts may not overlap
		"revenue.*":              nil,
		"*":                      nil,
	} {
		var got []string
		for _, i := range Match(m, pattern) {
			got = append(got, m.Inputs()[i].Path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s matches %v, want %v", pattern, got, want)
		}
	}
}

func lever(t *testing.T, m *model.Model, pattern string, factor bool) Lever {
	t.Helper()
	l, err := NewLever(m, pattern, factor)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLever(t *testing.T) {
	m := firm(t, 1200)
	x := m.Central()
	both := lever(t, m, "revenue.*.run_rate", true)
	both.Set(x, 1.5)
	one, _ := m.Index("revenue.one.run_rate")
	two, _ := m.Index("revenue.two.run_rate")
	if x[one] != 1800 || x[two] != 3600 {
		t.Errorf("a factor of 1.5 gives %v and %v", x[one], x[two])
	}
	if lo, hi := both.Bounds(); lo != 0 || hi != 1e18/2400 {
		t.Errorf("bounds %v to %v", lo, hi)
	}
	if v, ok := both.Central(); v != 1 || !ok {
		t.Errorf("central %v, %v", v, ok)
	}
	same := lever(t, m, "revenue.*.run_rate", false)
	same.Set(x, 7)
	if x[one] != 7 || x[two] != 7 {
		t.Errorf("a value of 7 gives %v and %v", x[one], x[two])
	}
	if v, ok := same.Central(); v != 1200 || ok {
		t.Errorf("central %v, %v", v, ok)
	}
	share := lever(t, m, "costs.all.share", true)
	if lo, hi := share.Bounds(); lo != 0 || hi != 1/0.95 {
		t.Errorf("bounds %v to %v", lo, hi)
	}
	if v := share.Variable(0.5, 2); v.Low[0] != 0.475 || v.High[0] != 1 || v.Name != "costs.all.share" {
		t.Errorf("%+v", v)
	}
}

// The bounds of a factor turn round for a negative input and do not depend on a zero.
func TestLeverBoundsNegative(t *testing.T) {
	s := firmScenario(t, 1200)
	s.Revenue[1].Curve.Rate.Value = -0.2
	l := lever(t, compile(t, s), "revenue.*.growth.rate", true)
	if lo, hi := l.Bounds(); !equal(lo, -500, 1e-12) || !equal(hi, 4.95, 1e-12) {
		t.Errorf("bounds %v to %v", lo, hi)
	}
	if v := l.Variable(10, -2); v.Low[1] != -0.99 || !equal(v.High[1], 0.4, 1e-12) || v.Low[0] != 0 {
		t.Errorf("%+v", v)
	}
}

// The share of costs at which cash just lasts: 60 + 30 + 3600·(1−s) = 120; above it a
// gap opens, and its date begins to exist.
func TestLeverSolve(t *testing.T) {
	m := firm(t, 1200)
	share := lever(t, m, "costs.all.share", false)
	lo, hi := share.Bounds()
	for _, test := range []struct {
		id     model.MetricID
		target float64
		want   found
	}{
		{model.PeakGap, 0, found{1 - 30./3600, Edge, true}},
		{model.PeakGap, 15, found{1 - 15./3600, Root, true}},
		{model.FirstGapDate, -1, found{1 - 30./3600, Exists, true}},
	} {
		got, err := Solve(context.Background(), share.Func(metric(test.id)), lo, hi, test.target, SolveOptions{Tolerance: 1e-9})
		if err != nil || len(got.Crossings) != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
		// The model's own half a cent decides when a gap exists.
		c, slack := got.Crossings[0], 1e-12
		if test.want.kind == Exists {
			slack = 0.006 / 3600
		}
		if c.Kind != test.want.kind || c.Rising != test.want.rising || math.Abs(c.X-test.want.x) > slack {
			t.Errorf("%+v, want %+v", c, test.want)
		}
	}
	round := lever(t, m, "funding.rounds.seed.probability", false)
	got, err := Solve(context.Background(), round.Func(metric(model.TotalFunding)), 0, 1, 20, SolveOptions{})
	if err != nil || len(got.Crossings) != 1 || got.Crossings[0].Kind != Jump || got.Crossings[0].High != 0.5 {
		t.Errorf("%+v, %v", got, err)
	}
}

// A call costs no memory.
func TestLeverAllocations(t *testing.T) {
	f := lever(t, company(t, false, 1.4e12), "revenue.*.growth.rate", true).Func(metric(model.PeakGap))
	v := 0.9
	if n := testing.AllocsPerRun(50, func() { v += 0.001; f(v) }); n != 0 {
		t.Errorf("%g allocations a call", n)
	}
}
