package scenario

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"computegap/model"
)

// FuzzRead promises both ways: what is accepted compiles and projects without a NaN or
// an infinity, what is refused names at least one place, and neither takes long.
func FuzzRead(f *testing.F) {
	f.Add(full(f), "funding.cash=$2B")
	f.Add(settable, "commitments.*.total=$1B to $2B")
	f.Add(base, "revenue.a={run_rate: $1B/yr, growth: {curve: logistic, ceiling: $2B/yr, rate: 10%}}")
	f.Add("a: &a [*a]\n", "title=[[[")
	f.Add("extends: openai\n", "x")
	f.Add(base+"costs: {a: {run_rate: $0/yr, growth: {curve: gompertz, ceiling: $1/yr, rate: -99%}}}", "timeline.report=month")
	shipped, err := filepath.Glob("../../scenarios/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range shipped {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "funding.discount_rate=5%")
	}
	f.Fuzz(func(t *testing.T, text, setting string) {
		begin := time.Now()
		m, err := try(text, setting)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("took %v", took)
		}
		if err != nil {
			checkRefused(t, err)
			return
		}
		checkProjection(t, m.Project(nil))
	})
}

// try reads, decodes and compiles a text with a setting, if it is one.
func try(text, setting string) (*model.Model, error) {
	d, err := disk{"f.yaml": text, "openai": base}.reader().Read("f.yaml")
	if err != nil {
		return nil, err
	}
	var settings []Setting
	if s, err := ParseSetting(setting, "--set"); err == nil {
		settings = append(settings, s)
	}
	m, _, err := d.Model(model.Options{}, settings...)
	return m, err
}

// checkRefused finds a place in every fault.
func checkRefused(t *testing.T, err error) {
	t.Helper()
	var faults Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("refused without faults: %v", err)
	}
	for _, f := range faults {
		if f.File == "" || f.Message == "" || f.File == "f.yaml" && (f.Line < 1 || f.Column < 1) {
			t.Errorf("a fault without a place: %#v", f)
		}
	}
	if len(faults.Error()) == 0 {
		t.Error("faults that say nothing")
	}
}

// checkProjection finds no number that is not finite, but for metrics that are absent.
func checkProjection(t *testing.T, p *model.Projection) {
	t.Helper()
	for i, months := range p.Series {
		for _, v := range months {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%s holds %g", model.SeriesID(i).Info().Name, v)
			}
		}
	}
	for i, v := range p.Metrics {
		if math.IsInf(v, 0) {
			t.Errorf("%s is %g", model.MetricID(i).Info().Name, v)
		}
	}
}
