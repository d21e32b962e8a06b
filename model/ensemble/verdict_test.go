package ensemble

import (
	"strconv"
	"strings"
	"testing"
)

// holds is what an operator means of a single number.
func holds(v float64, operator string, bound float64) bool {
	return map[string]bool{"<": v < bound, "<=": v <= bound, ">": v > bound, ">=": v >= bound}[operator]
}

// TestJudge enumerates intervals, open sides, operators and bounds on a small grid: a
// condition passes when it holds at every number that the interval leaves possible, and
// fails when it holds at none.
func TestJudge(t *testing.T) {
	const most = 5
	for low := 1; low <= most; low++ {
		for high := low; high <= most; high++ {
			for sides := range 4 {
				ci := Interval{Low: float64(low), High: float64(high), OpenLow: sides&1 != 0, OpenHigh: sides&2 != 0}
				for bound := 0; bound <= most+1; bound++ {
					for _, operator := range []string{"<", "<=", ">", ">="} {
						judged(t, ci, operator, float64(bound))
					}
				}
			}
		}
	}
}

// judged compares a verdict with what holds at each possible number: steps of a quarter
// in the interval, and beyond it where a side is open.
func judged(t *testing.T, ci Interval, operator string, bound float64) {
	t.Helper()
	from, to := ci.Low, ci.High
	if ci.OpenLow {
		from = -10
	}
	if ci.OpenHigh {
		to = 20
	}
	yes, no := false, false
	for v := from; v <= to; v += 0.25 {
		if holds(v, operator, bound) {
			yes = true
		} else {
			no = true
		}
	}
	want := Undecided
	switch {
	case !no:
		want = Pass
	case !yes:
		want = Fail
	}
	e := Estimate{Value: (ci.Low + ci.High) / 2, CI: ci}
	got := Judge(e, operator, bound, 1000)
	if got.Status != want {
		t.Errorf("%+v %s %g: %s, want %s", ci, operator, bound, got.Status, want)
	}
	if got.Status != Undecided && (got.Paths != 0 || got.Open) {
		t.Errorf("%+v %s %g: decided, and still %+v", ci, operator, bound, got)
	}
	if got.Paths != 0 && got.Paths <= 1000 {
		t.Errorf("%+v %s %g: %d paths would decide what 1000 did not", ci, operator, bound, got.Paths)
	}
}

// TestJudgePaths works out by hand how many paths would decide.
func TestJudgePaths(t *testing.T) {
	ci := Interval{Low: 90, High: 120}
	for _, c := range []struct {
		ci    Interval
		bound float64
		paths int
		want  Verdict
	}{
		{ci, 110, 16384, Verdict{Undecided, 66000, false}},                    // 20 over 10: four times 16384 = 65536
		{ci, 95, 16384, Verdict{Undecided, 66000, false}},                     // 10 over 5
		{ci, 98, 1000, Verdict{Undecided, 25000, false}},                      // 10 over 2
		{ci, 119.9, 1000, Verdict{Undecided, 1100, false}},                    // 20 over 19.9: just more
		{ci, 120, 1000, Verdict{Undecided, 1100, false}},                      // at the edge: some more
		{ci, 100, 1000, Verdict{Undecided, 0, false}},                         // at the bound: none would
		{ci, 100.1, 1000, Verdict{Undecided, 0, false}},                       // 40 million are too many
		{ci, 100.2, 1600, Verdict{Undecided, 16000000, false}},                // 16 million are not
		{ci, 120, MaxPaths, Verdict{Undecided, 0, false}},                     // there are no more
		{Interval{90, 120, false, true}, 130, 9, Verdict{Undecided, 0, true}}, // nobody knows
		{Interval{90, 120, true, false}, 110, 100, Verdict{Undecided, 400, false}},
		{Interval{90, 120, true, true}, 100, 100, Verdict{Undecided, 0, true}},
	} {
		e := Estimate{Value: 100, CI: c.ci}
		if got := Judge(e, "<=", c.bound, c.paths); got != c.want && !(c.bound == 120 && got.Status == Pass) {
			t.Errorf("100 in %+v, %d paths, against %g: %+v, want %+v", c.ci, c.paths, c.bound, got, c.want)
		}
		if got := Judge(e, "<", c.bound, c.paths); got != c.want {
			t.Errorf("100 in %+v, %d paths, below %g: %+v, want %+v", c.ci, c.paths, c.bound, got, c.want)
		}
	}
}

// TestRoundUp counts the digits before the zeros that end a number.
func TestRoundUp(t *testing.T) {
	for _, v := range []float64{1, 1.5, 9, 99, 99.5, 100, 101, 110, 111, 999, 1001, 16384, 65536, 99000, 99001, 16777216} {
		got := roundUp(v)
		if digits := strings.TrimRight(strconv.Itoa(got), "0"); len(digits) > 2 {
			t.Errorf("%g becomes %d, which has more than two digits", v, got)
		}
		if float64(got) < v || float64(got) > 1.1*v+1 {
			t.Errorf("%g becomes %d", v, got)
		}
	}
}

// TestJudgePanics wants an operator that is none to be a programmer's mistake.
func TestJudgePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("== is judged")
		}
	}()
	Judge(Estimate{}, "==", 0, 1)
}

// TestWithin cuts intervals, also those that lie outside altogether.
func TestWithin(t *testing.T) {
	for _, c := range []struct{ in, want Interval }{
		{Interval{Low: -3, High: 20}, Interval{Low: 0, High: 9}},
		{Interval{Low: 2, High: 5}, Interval{Low: 2, High: 5}},
		{Interval{Low: 12, High: 15, OpenHigh: true}, Interval{Low: 9, High: 9, OpenHigh: true}},
		{Interval{Low: -5, High: -2, OpenLow: true}, Interval{Low: 0, High: 0, OpenLow: true}},
	} {
		if got := c.in.Within(0, 9); got != c.want {
			t.Errorf("%+v becomes %+v, want %+v", c.in, got, c.want)
		}
	}
}
