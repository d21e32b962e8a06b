package report

import (
	"bytes"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/scenario"
	"computegap/scenarios"
)

// shippedRuns projects every shipped scenario, with settings such as
// "funding.cash_rate=50%".
func shippedRuns(t *testing.T, settings ...string) map[string]*Run {
	t.Helper()
	names, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	runs := map[string]*Run{}
	for _, file := range names {
		name := strings.TrimSuffix(file, ".yaml")
		runs[name] = setRun(t, name, nil, settings...)
	}
	return runs
}

func shippedRun(t *testing.T, name string, only ...model.Firmness) *Run {
	t.Helper()
	return setRun(t, name, only)
}

func setRun(t *testing.T, name string, only []model.Firmness, settings ...string) *Run {
	t.Helper()
	var list []scenario.Setting
	for _, text := range settings {
		s, err := scenario.ParseSetting(text, "--set")
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	d, err := (&scenario.Reader{Shipped: scenarios.FS}).Read(name)
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := d.Model(model.Options{Only: only}, list...)
	if err != nil {
		t.Fatal(err)
	}
	r := &Run{Name: name, Scenario: m.Scenario(), Model: m, Projection: m.Project(nil)}
	if err := r.Analyse(); err != nil {
		t.Fatal(err)
	}
	return r
}

// printed writes a run in a format.
func printed(t *testing.T, r *Run, f Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// read is a printed amount and half of its last digit, the most that rounding took.
func read(t *testing.T, text string) (v, half float64) {
	t.Helper()
	units := map[byte]float64{'K': 1e3, 'M': 1e6, 'B': 1e9, 'T': 1e12}
	number := strings.Replace(text, "$", "", 1)
	unit, decimals := 1.0, 0.01
	if u, ok := units[number[len(number)-1]]; ok {
		unit, decimals, number = u, 0.1, number[:len(number)-1]
		if u == 1e12 {
			decimals = 0.01
		}
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || !strings.Contains(text, "$") {
		t.Fatalf("%q is no amount", text)
	}
	return v * unit, decimals * unit / 2 * 1.0001
}
