package sensitivity_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"computegap/model"
	. "computegap/model/sensitivity"
)

// plain gives every worker the same closed form.
func plain(f Func) func([]int) Func { return func([]int) Func { return f } }

func variable(name string, input int, low, high float64) Variable {
	return Variable{Name: name, Inputs: []int{input}, Low: []float64{low}, High: []float64{high}}
}

func names(t Tornado) (n []string) {
	for _, b := range t.Bars {
		n = append(n, b.Name)
	}
	return n
}

// A linear function: each swing is its slope times its range, and what the ends add to
// the base sums to what all of them add together.
func TestOneAtATimeLinear(t *testing.T) {
	slopes := []float64{3, -7, 0, 2, 0.5}
	linear := func(x []float64) float64 {
		y := 1.0
		for i, a := range slopes {
			y += a * x[i]
		}
		return y
	}
	base := []float64{1, 1, 1, 1, 1}
	vars := []Variable{variable("three", 0, 0.5, 1.5), variable("seven", 1, 0, 1.5), variable("none", 2, -9, 9),
		variable("two", 3, 0.25, 1.75), variable("also three", 0, 0.5, 1.5),
		{Name: "pair", Inputs: []int{3, 4}, Low: []float64{0, 0}, High: []float64{2, 4}}}
	want := []string{"seven", "pair", "also three", "three", "two", "none"}
	swings := []float64{10.5, 6, 3, 3, 3, 0}
	var first Tornado
	for _, workers := range []int{0, 1, 2, 7} {
		got, err := OneAtATime(context.Background(), plain(linear), base, vars, workers)
		if err != nil || got.Base != -0.5 || !slices.Equal(names(got), want) {
			t.Fatalf("%d workers: base %v, %v, %v", workers, got.Base, names(got), err)
		}
		for i, b := range got.Bars {
			if math.Abs(b.Swing-swings[i]) > 1e-12 || math.Abs(b.Swing-math.Abs(b.AtHigh-b.AtLow)) > 1e-12 {
				t.Errorf("%s swings by %v, want %v", b.Name, b.Swing, swings[i])
			}
			if (b.Effect == NoEffect) != (i == 5) || b.Effect == Appears {
				t.Errorf("%s has effect %v", b.Name, b.Effect)
			}
			if first.Bars != nil && (b.AtLow != first.Bars[i].AtLow || b.AtHigh != first.Bars[i].AtHigh) {
				t.Errorf("%d workers: %+v, else %+v", workers, b, first.Bars[i])
			}
		}
		first = got
	}
	sum, all := 0.0, slices.Clone(base)
	for _, b := range first.Bars {
		if b.Name == "also three" || b.Name == "two" {
			continue // their inputs are in others too
		}
		sum += b.AtHigh - first.Base
		for k, i := range b.Inputs {
			all[i] = b.High[k]
		}
	}
	if together := linear(all) - first.Base; math.Abs(sum-together) > 1e-12 {
		t.Errorf("one by one %v, together %v", sum, together)
	}
	if !slices.Equal(base, []float64{1, 1, 1, 1, 1}) {
		t.Errorf("base was changed to %v", base)
	}
}

// Both ends raise the metric: the swing reaches down to the base.
func TestOneAtATimeBothWays(t *testing.T) {
	square := func(x []float64) float64 { return x[0] * x[0] }
	got, err := OneAtATime(context.Background(), plain(square), []float64{0}, []Variable{variable("x", 0, -2, 2)}, 1)
	if err != nil || got.Bars[0].Swing != 4 || got.Bars[0].Effect != Moves {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOneAtATimeAbsent(t *testing.T) {
	date := func(x []float64) float64 { // exists while x[0] is positive
		if x[0] <= 0 {
			return nan()
		}
		return 10*x[0] + x[1]
	}
	vars := []Variable{variable("vanishes", 0, -1, 5), variable("moves", 1, 0, 2), variable("idle", 2, 0, 1), variable("vanishes less", 0, -1, 2)}
	got, err := OneAtATime(context.Background(), plain(date), []float64{1, 1, 0}, vars, 2)
	if err != nil || !slices.Equal(names(got), []string{"moves", "vanishes", "vanishes less", "idle"}) {
		t.Fatalf("%v, %v", names(got), err)
	}
	effects := []Effect{Moves, Appears, Appears, NoEffect}
	swings := []float64{2, 40, 10, 0}
	for i, b := range got.Bars {
		if b.Effect != effects[i] || b.Swing != swings[i] || math.IsNaN(b.AtLow) != (b.Effect == Appears) {
			t.Errorf("%+v", b)
		}
	}
	got, err = OneAtATime(context.Background(), plain(date), []float64{0, 1, 0}, vars, 2)
	if err != nil || !math.IsNaN(got.Base) || !slices.Equal(names(got), []string{"vanishes", "vanishes less", "idle", "moves"}) {
		t.Fatalf("from absence: %v, %v", names(got), err)
	}
	if b := got.Bars[3]; b.Effect != NoEffect || b.Swing != 0 {
		t.Errorf("%+v exists nowhere", b)
	}
}

// A change that is rounding is none.
func TestOneAtATimeRounding(t *testing.T) {
	offset := func(x []float64) float64 { return 1e11 + 1e-3*x[0] + x[1] }
	got, err := OneAtATime(context.Background(), plain(offset), []float64{0, 0}, []Variable{variable("rest", 0, -1, 1), variable("cash", 1, -1, 1)}, 1)
	if err != nil || !slices.Equal(names(got), []string{"cash", "rest"}) || got.Bars[0].Swing != 2 ||
		got.Bars[1].Swing != 0 || got.Bars[1].Effect != NoEffect {
		t.Errorf("%+v, %v", got, err)
	}
}

// What is infinite does not exist either.
func TestOneAtATimeInfinite(t *testing.T) {
	inverse := func(x []float64) float64 { return 1 / x[0] }
	got, err := OneAtATime(context.Background(), plain(inverse), []float64{1}, []Variable{variable("x", 0, 0, 2)}, 1)
	if b := got.Bars[0]; err != nil || !math.IsNaN(b.AtLow) || b.Effect != Appears || b.Swing != 0.5 {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestOneAtATimeRefuses(t *testing.T) {
	for name, v := range map[string]Variable{
		"nothing":       {Name: "x"},
		"lengths":       {Name: "x", Inputs: []int{0, 1}, Low: []float64{1}, High: []float64{1, 2}},
		"unknown input": variable("x", 2, 0, 1),
		"negative":      variable("x", -1, 0, 1),
		"not a number":  variable("x", 0, nan(), 1),
		"infinite":      variable("x", 0, 0, math.Inf(1)),
	} {
		if _, err := OneAtATime(context.Background(), plain(func([]float64) float64 { return 0 }), []float64{0, 0}, []Variable{v}, 1); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestOneAtATimeStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	f := func([]float64) float64 {
		if calls++; calls == 5 {
			cancel()
		}
		return 0
	}
	vars := slices.Repeat([]Variable{variable("x", 0, 0, 1)}, 100)
	got, err := OneAtATime(ctx, plain(f), []float64{0}, vars, 1)
	if !errors.Is(err, context.Canceled) || got.Bars != nil || calls != 6 { // the variable it is at is finished
		t.Errorf("%v, %d bars after %d calls", err, len(got.Bars), calls)
	}
}

// A model: every bar agrees with projections of its own, and inputs that cannot matter
// have no effect at all, not one of rounding.
func TestOneAtATimeModel(t *testing.T) {
	m := company(t, true, 1.4e12)
	vars, _ := Ranges(m, RangeOptions{Defaults: true})
	factor, err := NewLever(m, "revenue.*.growth.rate", true)
	if err != nil {
		t.Fatal(err)
	}
	vars = append(vars, factor.Variable(0.9, 1.1))
	got, err := OneAtATime(context.Background(), Of(m, metric(model.PeakGap)), m.Central(), vars, 2)
	if err != nil || len(got.Bars) != len(vars) {
		t.Fatal(err)
	}
	project := func(inputs []int, values []float64) float64 {
		x := m.Central()
		for k, i := range inputs {
			x[i] = values[k]
		}
		return m.Project(x).Metrics[model.PeakGap]
	}
	if !equal(got.Base, project(nil, nil), 1e-12) {
		t.Errorf("base %v", got.Base)
	}
	for _, b := range got.Bars {
		if !equal(b.AtLow, project(b.Inputs, b.Low), 1e-12) || !equal(b.AtHigh, project(b.Inputs, b.High), 1e-12) {
			t.Errorf("%+v", b)
		}
		if idle := b.Name == "funding.discount_rate"; idle && b.Effect != NoEffect {
			t.Errorf("%s has an effect of %g", b.Name, b.Swing)
		}
	}
	if !slices.IsSortedFunc(got.Bars, func(a, b Bar) int { return int(b.Swing - a.Swing) }) {
		t.Error("out of order")
	}
	for _, workers := range []int{1, 7} {
		again, err := OneAtATime(context.Background(), Of(m, metric(model.PeakGap)), m.Central(), vars, workers)
		if err != nil || !slices.EqualFunc(got.Bars, again.Bars, func(a, b Bar) bool {
			return a.Name == b.Name && a.AtLow == b.AtLow && a.AtHigh == b.AtHigh && a.Swing == b.Swing
		}) {
			t.Errorf("%d workers disagree with two, %v", workers, err)
		}
	}
}

// A variable costs no memory beyond its bar and, once, that of the lines it moves.
func TestOneAtATimeAllocations(t *testing.T) {
	m := company(t, false, 1.4e12)
	vars, _ := Ranges(m, RangeOptions{})
	vars = append(vars[:65:65], vars[:65]...)
	allocations := func(n int) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, err := OneAtATime(context.Background(), Of(m, metric(model.PeakGap)), m.Central(), vars[:n], 1); err != nil {
				t.Fatal(err)
			}
		})
	}
	if few, many := allocations(65), allocations(130); many > few+5 {
		t.Errorf("65 more variables bring %g allocations to %g", few, many)
	}
}

func TestRanges(t *testing.T) {
	m := firm(t, 1200)
	vars, skipped := Ranges(m, RangeOptions{})
	ends := map[string][2]float64{
		"revenue.one.run_rate":       {1080, 1320},
		"revenue.two.run_rate":       {2160, 2640},
		"costs.all.share":            {0.855, 1}, // 1.045 is cut to its bound
		"costs.rent.run_rate":        {108, 132},
		"funding.cash":               {54, 66},
		"funding.rounds.seed.amount": {22, 38}, // uniform(20; 40)
	}
	checkRanges(t, m, vars, ends)
	reasons := map[string]string{}
	for _, s := range skipped {
		reasons[s.Path] = s.Reason
	}
	if len(vars)+len(skipped) != len(m.Inputs()) || reasons["revenue.one.growth.rate"] != "is zero and certain" ||
		reasons["funding.rounds.seed.probability"] != "is not stated" ||
		reasons["funding.discount_rate"] != "has the same value at both ends of its range" {
		t.Errorf("%v", skipped)
	}
	vars, _ = Ranges(m, RangeOptions{Swing: 0.5, Tail: 0.25, Defaults: true})
	ends = map[string][2]float64{
		"revenue.one.run_rate": {600, 1800}, "revenue.two.run_rate": {1200, 3600}, "costs.all.share": {0.475, 1},
		"costs.rent.run_rate": {60, 180}, "funding.cash": {30, 90}, "funding.rounds.seed.amount": {25, 35},
		"funding.rounds.seed.probability": {0.3, 0.9},
	}
	checkRanges(t, m, vars, ends)
}

func checkRanges(t *testing.T, m *model.Model, vars []Variable, want map[string][2]float64) {
	t.Helper()
	if len(vars) != len(want) {
		t.Errorf("%d variables, want %d", len(vars), len(want))
	}
	for _, v := range vars {
		w, ok := want[v.Name]
		i, _ := m.Index(v.Name)
		if !ok || !slices.Equal(v.Inputs, []int{i}) || !equal(v.Low[0], w[0], 1e-12) || !equal(v.High[0], w[1], 1e-12) {
			t.Errorf("%+v, want %v", v, w)
		}
	}
}
