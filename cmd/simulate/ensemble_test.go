package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/scenario"
)

// uncertainText is a scenario in which one figure is uncertain.
const uncertainText = `timeline: {start: 2026-01, end: 2026-12, report: quarter}
costs: {staff: {run_rate: uniform($6B/yr; $36B/yr)}}
funding: {cash: $10B}
`

// loadText loads a scenario from a text.
func loadText(t *testing.T, text string) *loaded {
	t.Helper()
	name := filepath.Join(t.TempDir(), "s.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	flags := common{format: "table"}
	l, err := flags.load(&state{stdin: strings.NewReader("")}, name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestDefaultsOfEnsembles compares the table of keys with the library.
func TestDefaultsOfEnsembles(t *testing.T) {
	if n, err := parsePaths(fallback("paths")); err != nil || n != ensemble.DefaultPaths {
		t.Errorf("%d paths (%v), the library's default is %d", n, err, ensemble.DefaultPaths)
	}
	k, _ := scenario.KeyAt("ensemble.paths")
	if k.Hi != ensemble.MaxPaths {
		t.Errorf("at most %g paths, the library has %d", k.Hi, ensemble.MaxPaths)
	}
	for _, name := range samplers() {
		if _, err := ensemble.ParseKind(name); err != nil {
			t.Error(err)
		}
	}
}

// TestDrawing tries who says how an ensemble is drawn: flags, then the file, then the
// defaults.
func TestDrawing(t *testing.T) {
	peak := &ensemble.Tolerance{Measure: model.Measure{Metric: model.PeakGap}, Prob: 0.95, Relative: 0.01}
	end := &ensemble.Tolerance{Measure: model.Measure{Metric: model.GapAtEnd}, Mean: true, Width: 1e9}
	const mean, sobol = "$1B of gap_at_end.mean", ensemble.Sobol
	for _, c := range []struct {
		name  string
		flags ensembleFlags
		file  string
		want  drawing
	}{
		{"nothing", ensembleFlags{}, "", drawing{seed: 1, kind: sobol}},
		{"a file without paths", ensembleFlags{}, "{seed: 3}", drawing{seed: 3, kind: sobol, saidSeed: true}},
		{"the file", ensembleFlags{}, "{paths: 9, seed: 0, sampler: lhs}", drawing{asked: true, paths: 9, kind: ensemble.LHS, saidSeed: true, saidKind: true}},
		{"flags", ensembleFlags{paths: "7", seed: "5", sampler: "random"}, "{paths: 9, seed: 0, sampler: lhs}",
			drawing{asked: true, paths: 7, seed: 5, kind: ensemble.Random, saidPaths: true, saidSeed: true, saidKind: true}},
		{"none", ensembleFlags{paths: "0"}, "{paths: 9}", drawing{none: true, seed: 1, kind: sobol, saidPaths: true}},
		{"auto", ensembleFlags{paths: "auto"}, "{paths: 9}", drawing{asked: true, seed: 1, kind: sobol, tolerance: peak}},
		{"auto with a tolerance", ensembleFlags{paths: "auto", tolerance: mean}, "", drawing{asked: true, seed: 1, kind: sobol, tolerance: end}},
		{"auto of the file", ensembleFlags{}, "{paths: auto}", drawing{asked: true, seed: 1, kind: sobol, tolerance: peak}},
		{"auto of the file with its tolerance", ensembleFlags{}, "{paths: auto, tolerance: " + mean + "}", drawing{asked: true, seed: 1, kind: sobol, tolerance: end}},
		{"auto, and the file's tolerance", ensembleFlags{paths: "auto"}, "{tolerance: " + mean + "}", drawing{asked: true, seed: 1, kind: sobol, tolerance: end}},
		{"the file's tolerance", ensembleFlags{}, "{tolerance: " + mean + "}", drawing{asked: true, seed: 1, kind: sobol, tolerance: end}},
		{"the file's tolerance and most", ensembleFlags{}, "{paths: 9, tolerance: " + mean + "}", drawing{asked: true, paths: 9, seed: 1, kind: sobol, tolerance: end}},
		{"just paths", ensembleFlags{paths: "7"}, "{paths: auto, tolerance: " + mean + "}", drawing{asked: true, paths: 7, seed: 1, kind: sobol, saidPaths: true}},
		{"a tolerance", ensembleFlags{tolerance: mean}, "{paths: 9}", drawing{asked: true, seed: 1, kind: sobol, tolerance: end}},
		{"a tolerance and most", ensembleFlags{tolerance: mean, paths: "7"}, "", drawing{asked: true, paths: 7, seed: 1, kind: sobol, saidPaths: true, tolerance: end}},
	} {
		text := uncertainText
		if c.file != "" {
			text += "ensemble: " + c.file + "\n"
		}
		got, err := c.flags.drawing(loadText(t, text).model)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if (got.tolerance == nil) != (c.want.tolerance == nil) || got.tolerance != nil && *got.tolerance != *c.want.tolerance {
			t.Errorf("%s: tolerance %+v, want %+v", c.name, got.tolerance, c.want.tolerance)
		}
		got.tolerance, c.want.tolerance = nil, nil
		if got != c.want {
			t.Errorf("%s: %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

func TestParsePaths(t *testing.T) {
	for text, want := range map[string]int{"0": 0, "1": 1, "16384": 16384, "1_000_000": 1e6, "1e6": 1e6, "1.5e3": 1500, "2E4": 20000, "16777216": 1 << 24} {
		if got, err := parsePaths(text); err != nil || got != want {
			t.Errorf("%s is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1,000", "1_0", "1.5", "1e-3", "16777217", "1e8", "1e99", "0x10", "Inf", "NaN", "10 000", "many"} {
		if n, err := parsePaths(text); err == nil {
			t.Errorf("%s is %d", text, n)
		}
	}
}

// TestAbsentChecks decides by the sense of what does not exist.
func TestAbsentChecks(t *testing.T) {
	time := loadText(t, uncertainText).model.Scenario().Timeline
	for text, want := range map[string]ensemble.Status{
		"first_gap_date > 2030": ensemble.Pass, "first_gap_date >= 2030": ensemble.Pass, "first_gap_date < 2030": ensemble.Fail, "breakeven_date <= 2030": ensemble.Fail,
		"runway_months > 18 months": ensemble.Pass, "runway_months <= 18 months": ensemble.Fail,
		"coverage > 0": ensemble.Fail, "coverage < 9": ensemble.Fail, "cost_per_gw >= $1/GW": ensemble.Fail, "capacity_at_end < 1 GW": ensemble.Fail,
	} {
		c, err := scenario.ParseCheck(text, time)
		if err != nil {
			t.Fatal(err)
		}
		if got := central(c, model.Absent); got.Verdict.Status != want || got.Note == "" {
			t.Errorf("%s: %s, %q; want %s", text, got.Verdict.Status, got.Note, want)
		}
	}
}

// TestCheckToHalfACent compares amounts as amounts, not as floating point numbers.
func TestCheckToHalfACent(t *testing.T) {
	time := loadText(t, uncertainText).model.Scenario().Timeline
	for text, want := range map[string]ensemble.Status{
		"peak_gap >= $7.5B": ensemble.Pass, "peak_gap <= $7.5B": ensemble.Pass, "peak_gap < $7.5B": ensemble.Fail, "peak_gap > $7.5B": ensemble.Fail,
		"peak_gap < $7500000000.02": ensemble.Pass, "peak_gap > $7499999999.98": ensemble.Pass,
	} {
		c, err := scenario.ParseCheck(text, time)
		if err != nil {
			t.Fatal(err)
		}
		if got := central(c, 7499999999.999996); got.Verdict.Status != want {
			t.Errorf("%s: %s, want %s", text, got.Verdict.Status, want)
		}
	}
}

// TestChecksReadTheirStatistic draws a law whose statistics are known and compares what
// each check looked at with them: uniform from $0 to $30B above $4B of cash missing.
func TestChecksReadTheirStatistic(t *testing.T) {
	l := loadText(t, strings.Replace(uncertainText, "$10B", "$6B", 1)+
		"checks: [peak_gap.p10 < $4B, peak_gap.mean < $16B, min_cash < $1B, peak_gap.sd < $9B, peak_gap.p90 < $28B, total_costs.p50 < $22B, first_gap_date.probability > 99%]\n")
	checks, err := readChecks(l)
	if err != nil {
		t.Fatal(err)
	}
	var f runFlags
	d, err := f.draw(t.Context(), &state{}, l, checks)
	if err != nil {
		t.Fatal(err)
	}
	list := evaluate(checks, l.model.Project(nil), d)
	for i, want := range []float64{3e9, 15e9, 0, 30e9 / 3.4641016, 27e9, 21e9, 1} {
		if got := list[i].Estimate.Value; got < want*0.999-1e6 || got > want*1.001+1e6 {
			t.Errorf("%s: %g, want %g", list[i].Text, got, want)
		}
		if !list[i].Holds() {
			t.Errorf("%s is %s", list[i].Text, list[i].Verdict.Status)
		}
	}
	for i, y := range d.years {
		if y.Values.Mean.Value != 0 {
			t.Errorf("year %d has a revenue of %g, want none", i, y.Values.Mean.Value)
		}
	}
	if len(d.years) != 1 {
		t.Errorf("%d years", len(d.years))
	}
}

// TestHeld lists what does not hold.
func TestHeld(t *testing.T) {
	of := func(statuses ...ensemble.Status) (list []report.Check) {
		for i, s := range statuses {
			list = append(list, report.Check{Text: string(rune('a' + i)), Verdict: ensemble.Verdict{Status: s}})
		}
		return list
	}
	for want, list := range map[string][]report.Check{
		"": of(ensemble.Pass, ensemble.Pass), "the check does not hold\n\tfail: a": of(ensemble.Fail),
		"1 of 2 checks does not hold\n\tundecided: b":          of(ensemble.Pass, ensemble.Undecided),
		"2 of 3 checks do not hold\n\tfail: a\n\tundecided: c": of(ensemble.Fail, ensemble.Pass, ensemble.Undecided),
	} {
		got := ""
		if err := held(list); err != nil {
			got = err.Error()
			if (&state{stderr: &bytes.Buffer{}}).report(err) != exitCheck {
				t.Errorf("%v: not exit code %d", err, exitCheck)
			}
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestProgress shows a bar on a terminal when there is time, and never else.
func TestProgress(t *testing.T) {
	shown := func(terminal, quiet bool, since time.Duration) string {
		var out bytes.Buffer
		p := (&state{stderr: &out, terminal: terminal}).progress(quiet)
		p.start = p.start.Add(-since)
		for done := 0; done <= 1000; done += 250 {
			p.update(done, 1000)
			time.Sleep(50 * time.Millisecond)
		}
		p.close()
		p.update(1000, 1000)
		return out.String()
	}
	if got := shown(true, false, time.Second); !strings.Contains(got, "of 1000 paths") {
		t.Errorf("a terminal shows %q", got)
	}
	for name, got := range map[string]string{"no terminal": shown(false, false, time.Second), "quiet": shown(true, true, time.Second), "quick": shown(true, false, 0)} {
		if got != "" {
			t.Errorf("%s: %q is shown", name, got)
		}
	}
}

// TestInterruptedEnsemble cancels a large ensemble: exit code 130, soon, nothing printed
// and no state written.
func TestInterruptedEnsemble(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	var out, words bytes.Buffer
	code := execute(ctx, &state{stdout: &out, stderr: &words, terminal: true},
		[]string{"run", "openai-announced", "--paths", "16777216", "--save", filepath.Join(dir, "state"), "--out", dir})
	if code != exitInterrupted || out.Len() > 0 {
		t.Errorf("exit code %d, and %d bytes printed", code, out.Len())
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// TestRefusedStates gives the name of the file to what is wrong with a state.
func TestRefusedStates(t *testing.T) {
	f := &ensembleFlags{resume: "a.state"}
	var s state
	var words bytes.Buffer
	s.stderr = &words
	if code := s.report(f.refused(&ensemble.StateError{Message: "is damaged", Hint: "draw anew"})); code != exitInput {
		t.Errorf("exit code %d", code)
	}
	if want := "simulate: --resume a.state: is damaged\n\thint: draw anew\n"; words.String() != want {
		t.Errorf("got %q, want %q", words.String(), want)
	}
	other := errors.New("other")
	if got := f.refused(other); !errors.Is(got, other) {
		t.Errorf("another error becomes %v", got)
	}
}

// TestConfigProbs wants every level once.
func TestConfigProbs(t *testing.T) {
	checks := []scenario.Check{{Statistic: "p95", Level: 0.95}, {Statistic: "p99", Level: 0.99}, {Statistic: ""}, {Statistic: "mean"}}
	c := drawing{}.config(checks, model.Timeline{Start: 24312, Months: 12, Step: 3})
	if want := []float64{0.05, 0.5, 0.95, 0.99}; !slices.Equal(c.Probs, want) || len(c.Measures) != 4 {
		t.Errorf("%v of %d measures", c.Probs, len(c.Measures))
	}
}
