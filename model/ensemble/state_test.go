package ensemble_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/ensemble"
)

// saved draws an ensemble and sends its state through a file.
func saved(t testing.TB, m *model.Model, c ensemble.Config) *ensemble.State {
	t.Helper()
	c.Keep = true
	var file bytes.Buffer
	if err := run(t, m, c).State.Write(&file); err != nil {
		t.Fatal(err)
	}
	s, err := ensemble.ReadState(&file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestResume goes on from a state, once or twice: the result is that of one run, to the
// last bit, and so is the state it leaves.
func TestResume(t *testing.T) {
	m := compile(t, rich())
	for _, kind := range kinds {
		c := ensemble.Config{Kind: kind, Seed: 8, Paths: 30_000, Hash: "h", Keep: true,
			Measures: []model.Measure{{Metric: model.MinCash}}, Probs: []float64{0.9}}
		want := run(t, m, c)
		for _, stops := range [][]int{{30_000}, {100}, {1000, 20_001}} {
			var s *ensemble.State
			for _, c.Paths = range stops {
				c.Resume = s
				s = saved(t, m, c)
			}
			c.Resume, c.Paths = s, 30_000
			got := run(t, m, c)
			var a, b bytes.Buffer
			if err := errors.Join(got.State.Write(&a), want.State.Write(&b)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s by way of %v: another state", kind, stops)
			}
			same := *want
			got.State, same.State = nil, nil
			if !sameResult(got, &same) {
				t.Errorf("%s by way of %v: another result", kind, stops)
			}
		}
	}
}

// TestStateRefused offers states that do not fit, and files that are damaged at some byte.
func TestStateRefused(t *testing.T) {
	m := compile(t, rich())
	good := ensemble.Config{Kind: ensemble.Random, Seed: 8, Paths: 500, Hash: "h"}
	s := saved(t, m, good)
	refuse := func(what string, change func(c *ensemble.Config)) {
		c := good
		c.Resume = s
		change(&c)
		_, err := ensemble.Run(t.Context(), m, c)
		var bad *ensemble.StateError
		if !errors.As(err, &bad) || bad.Hint == "" || !strings.Contains(bad.Message, what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refuse("another scenario", func(c *ensemble.Config) { c.Hash = "g" })
	refuse("the sampler random, not sobol", func(c *ensemble.Config) { c.Kind = ensemble.Sobol })
	refuse("seed 8, not 9", func(c *ensemble.Config) { c.Seed = 9 })
	refuse("500 paths, more than 400", func(c *ensemble.Config) { c.Paths = 400 })
	refuse("other checks", func(c *ensemble.Config) { c.Measures = []model.Measure{{Metric: model.MinCash}} })

	var file bytes.Buffer
	if err := s.Write(&file); err != nil {
		t.Fatal(err)
	}
	b := file.Bytes()
	for i := 0; i < len(b); i += 1 + len(b)/500 {
		b[i] ^= 0x10
		if _, err := ensemble.ReadState(bytes.NewReader(b)); err == nil {
			t.Fatalf("accepted with byte %d changed", i)
		}
		b[i] ^= 0x10
		if _, err := ensemble.ReadState(bytes.NewReader(b[:i])); err == nil {
			t.Fatalf("accepted with %d bytes of %d", i, len(b))
		}
	}
}

// TestTolerance adds paths until a quantile is known well enough: the result is that of
// one run of as many paths, and half of them were too few.
func TestTolerance(t *testing.T) {
	m := compile(t, rich())
	for _, kind := range kinds {
		for _, tol := range []ensemble.Tolerance{
			{Measure: model.Measure{Metric: model.PeakGap}, Prob: 0.95, Relative: 0.005},
			{Measure: model.Measure{Metric: model.MinCash}, Mean: true, Width: 0.05},
		} {
			c := ensemble.Config{Kind: kind, Seed: 2, Tolerance: &tol}
			got := run(t, m, c)
			n := got.Sample.Paths
			if n <= 4096 || n > 1<<22 {
				t.Fatalf("%s stops at %d paths", kind, n)
			}
			if !precise(got, tol) || precise(run(t, m, ensemble.Config{Kind: kind, Seed: 2, Paths: 4096}), tol) {
				t.Errorf("%s stops at %d paths, which are not the right number", kind, n)
			}
			if p := got.Precision; !p.Kept() || !p.Exists || p.Allowed <= 0 || p.Reach > p.Allowed {
				t.Errorf("%s: %+v", kind, p)
			}
			got.Precision = nil
			if !sameResult(got, run(t, m, ensemble.Config{Kind: kind, Seed: 2, Paths: n})) {
				t.Errorf("%s: %d paths one by one give another result", kind, n)
			}
		}
		c := ensemble.Config{Kind: kind, Paths: 5000, Tolerance: &ensemble.Tolerance{Measure: model.Measure{Metric: model.MinCash}, Mean: true, Relative: 1e-9}}
		if got := run(t, m, c); got.Sample.Paths != 5000 || got.Precision.Kept() {
			t.Errorf("%s draws %d paths where 5000 are the most, %+v", kind, got.Sample.Paths, got.Precision)
		}
	}
}

// precise reports whether a result keeps a tolerance.
func precise(r *ensemble.Result, tol ensemble.Tolerance) bool {
	v := r.Metrics[tol.Measure.Metric].Values
	e := v.Mean
	if !tol.Mean {
		e = v.Quantiles[4]
	}
	allowed := tol.Width + tol.Relative*e.Value
	return e.CI.High-e.Value <= allowed && e.Value-e.CI.Low <= allowed
}
