package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"slices"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/scenario"
)

// drawn is the ensemble of a run with the measures that were asked for: those of the
// checks and then those of the years.
type drawn struct {
	seed   uint64
	result *ensemble.Result // nil when none was drawn
	checks []ensemble.Summary
	years  []ensemble.Summary
}

// draw draws the ensemble that flags and scenario ask for, if any.
func (f *runFlags) draw(ctx context.Context, s *state, l *loaded, checks []scenario.Check) (drawn, error) {
	d, err := f.ensemble.drawing(l.model)
	if err != nil {
		return drawn{}, err
	}
	if d.none || !d.asked && f.ensemble.resume == "" && !uncertain(l.model) {
		return drawn{seed: d.seed}, f.undrawn(l, d, checks)
	}
	if err := f.ensemble.savable(); err != nil {
		return drawn{}, err
	}
	c := d.config(checks, l.model.Scenario().Timeline)
	c.Workers, c.Hash, c.Keep = f.ensemble.workers, l.stateHash(), f.ensemble.save != ""
	if err := f.ensemble.goOn(&c, d); err != nil {
		return drawn{}, err
	}
	bar := s.progress(f.quiet)
	c.Progress = bar.update
	result, err := ensemble.Run(ctx, l.model, c)
	bar.close()
	if err != nil {
		return drawn{}, f.ensemble.refused(err)
	}
	if p := result.Precision; p != nil && !p.Kept() {
		fmt.Fprintln(s.words(f.quiet), "note: "+imprecise(result, c.Tolerance.Measure.Unit()))
	}
	n := len(c.Measures) - len(report.YearMeasures(result.Timeline)) // of the checks
	return drawn{result.Sample.Seed, result, result.Measures[:n], result.Measures[n:len(c.Measures)]}, nil
}

// imprecise says that the paths are too few for a tolerance in a measure's unit.
func imprecise(r *ensemble.Result, unit string) string {
	p := r.Precision
	if unit == "date" {
		unit = "months"
	}
	known := "nothing bounds it yet"
	if !math.IsInf(p.Reach, 0) {
		known = "it is known to ±" + report.Value(p.Reach, unit, r.Timeline)
	}
	return fmt.Sprintf("%d paths are too few for the tolerance: %s, not to ±%s; more --paths would help", r.Sample.Paths, known, report.Value(p.Allowed, unit, r.Timeline))
}

// undrawn says what cannot be had without an ensemble.
func (f *runFlags) undrawn(l *loaded, d drawing, checks []scenario.Check) error {
	why, hint := "nothing in the scenario is uncertain", "leave it out, or draw one with --paths"
	if d.none {
		why, hint = "--paths is 0", "leave out --paths 0, or the checks with --set checks=null"
	}
	switch {
	case f.ensemble.resume != "":
		return usagef(hint, "--resume wants an ensemble, and %s", why)
	case f.ensemble.save != "":
		return usagef(hint, "--save wants an ensemble, and %s", why)
	}
	for i, c := range checks {
		if c.Statistic != "" {
			return l.document.Fault(model.Fault{Path: fmt.Sprintf("checks.%d", i+1), Hint: hint,
				Message: fmt.Sprintf("%s is a statistic of an ensemble, and %s", c.Measure.Name()+"."+c.Statistic, why)}, l.settings...)
		}
	}
	return nil
}

// config asks for what the run reports.
func (d drawing) config(checks []scenario.Check, t model.Timeline) ensemble.Config {
	c := ensemble.Config{Kind: d.kind, Seed: d.seed, Paths: d.paths, Tolerance: d.tolerance}
	for _, check := range checks {
		if check.Statistic != "" {
			c.Measures = append(c.Measures, check.Measure)
		}
		if check.Level > 0 {
			c.Probs = append(c.Probs, check.Level)
		}
	}
	c.Measures = append(c.Measures, report.YearMeasures(t)...)
	c.Probs = append(c.Probs, report.YearProbs...)
	slices.Sort(c.Probs)
	c.Probs = slices.Compact(c.Probs)
	return c
}

// goOn reads the state to go on from. What nobody says, it says: the seed, the sampler
// and, without a tolerance, the number of paths.
func (f *ensembleFlags) goOn(c *ensemble.Config, d drawing) error {
	if f.resume == "" {
		return nil
	}
	st, err := readState(f.resume)
	if err != nil {
		return f.refused(err)
	}
	have := st.Sample
	again := fmt.Sprintf("go on with --seed %d --sampler %s, or draw anew without --resume", have.Seed, have.Kind)
	switch {
	case d.saidSeed && d.seed != have.Seed:
		return usagef(again, "--resume %s: the state is of seed %d, not %d", f.resume, have.Seed, d.seed)
	case d.saidKind && d.kind != have.Kind:
		return usagef(again, "--resume %s: the state is of the sampler %s, not %s", f.resume, have.Kind, d.kind)
	case d.saidPaths && d.paths < have.Paths:
		return usagef(fmt.Sprintf("ask for %d or more, or draw anew without --resume", have.Paths),
			"--resume %s: the state holds %d paths, more than %d", f.resume, have.Paths, d.paths)
	}
	c.Resume, c.Seed, c.Kind = st, have.Seed, have.Kind
	if !d.saidPaths && c.Tolerance == nil {
		c.Paths = have.Paths
	}
	return nil
}

// readState reads the state of a run from a file.
func readState(name string) (*ensemble.State, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return ensemble.ReadState(file)
}

// refused gives what is wrong with a state, or with its file, its name.
func (f *ensembleFlags) refused(err error) error {
	var bad *ensemble.StateError
	var path *fs.PathError
	switch {
	case errors.As(err, &bad):
		return usagef(bad.Hint, "--resume %s: %s", f.resume, bad.Message)
	case errors.As(err, &path):
		return usagef("", "--resume %s: cannot be read: %v", f.resume, path.Err)
	}
	return err
}

// savable refuses a place that cannot take a state before the paths are drawn.
func (f *ensembleFlags) savable() error {
	if info, err := os.Stat(f.save); f.save != "" && err == nil && info.IsDir() {
		return usagef("name a file", "--save %s: is a directory", f.save)
	}
	return nil
}

// saveState writes the state of the ensemble for a later run.
func (f *ensembleFlags) saveState(words io.Writer, r *ensemble.Result) error {
	if f.save == "" || r == nil {
		return nil
	}
	if err := writeFile(f.save, r.State.Write); err != nil {
		return err
	}
	fmt.Fprintln(words, f.save)
	return nil
}
