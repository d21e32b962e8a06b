package main

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/scenario"
)

// ensembleFlags are the flags that say how an ensemble is drawn. An empty text was not
// given.
type ensembleFlags struct {
	paths, seed, sampler, tolerance string
	workers                         int
	save, resume                    string
}

func (f *ensembleFlags) register(cmd *cobra.Command) {
	set := cmd.Flags()
	set.StringVar(&f.paths, "paths", "", "`number` of paths of the ensemble, or auto (default "+fallback("paths")+" where something is uncertain; 0: none)")
	set.StringVar(&f.seed, "seed", "", "`number` from which all draws follow (default "+fallback("seed")+")")
	set.StringVar(&f.sampler, "sampler", "", "draw by `random`, lhs or sobol (default "+fallback("sampler")+")")
	set.StringVar(&f.tolerance, "tolerance", "", "add paths until a statistic is known so well, such as `'"+fallback("tolerance")+"'`")
	set.IntVar(&f.workers, "workers", 0, "`number` of workers (0: one for every core); results do not depend on it")
	set.StringVar(&f.save, "save", "", "write the state of the ensemble to a `file`, for --resume")
	set.StringVar(&f.resume, "resume", "", "go on from the state in a `file`")
	complete(cmd, "sampler", samplers())
	complete(cmd, "paths", []string{"auto", "0"})
}

// fallback is the default of a key of the ensemble, as the table of keys has it.
func fallback(name string) string {
	k, _ := scenario.KeyAt("ensemble." + name)
	return k.Default
}

func samplers() []string {
	k, _ := scenario.KeyAt("ensemble.sampler")
	return k.Words
}

// drawing is how an ensemble is to be drawn.
type drawing struct {
	asked     bool // somebody asks for an ensemble, uncertain or not
	none      bool // somebody asks for none
	paths     int  // 0: as many as the tolerance needs or the state has, else the default
	seed      uint64
	kind      ensemble.Kind
	tolerance *ensemble.Tolerance // nil: just the paths

	// What was said rather than left to a default; a state may say it where nobody does.
	saidPaths, saidSeed, saidKind bool
}

// drawing puts flags before what the scenario says, and that before the defaults.
func (f *ensembleFlags) drawing(m *model.Model) (d drawing, err error) {
	stated := m.Scenario().Ensemble
	if stated == nil {
		stated = &model.Ensemble{}
	}
	if err := checkWorkers(f.workers); err != nil {
		return d, err
	}
	auto, err := f.count(&d, stated)
	if err != nil {
		return d, err
	}
	if err := f.origin(&d, stated); err != nil {
		return d, err
	}
	return d, f.precision(&d, stated, m.Scenario().Timeline, auto)
}

// count reads the number of paths; auto says that the tolerance decides.
func (f *ensembleFlags) count(d *drawing, stated *model.Ensemble) (auto bool, err error) {
	switch {
	case f.paths == "auto" || f.paths == "" && stated.Auto:
		d.asked = true
		return true, nil
	case f.paths != "":
		if d.paths, err = parsePaths(f.paths); err != nil {
			return false, err
		}
		d.asked, d.none, d.saidPaths = d.paths > 0, d.paths == 0, true
	case stated.Paths > 0:
		d.asked, d.paths = true, stated.Paths
	}
	return false, nil
}

// origin reads the seed and the sampler.
func (f *ensembleFlags) origin(d *drawing, stated *model.Ensemble) (err error) {
	seed, sampler := f.seed, f.sampler
	if seed == "" && stated.Seed != nil {
		seed = strconv.FormatUint(*stated.Seed, 10)
	}
	if sampler == "" {
		sampler = stated.Sampler
	}
	d.saidSeed, d.saidKind = seed != "", sampler != ""
	if seed == "" {
		seed = fallback("seed")
	}
	if sampler == "" {
		sampler = fallback("sampler")
	}
	if d.seed, err = strconv.ParseUint(seed, 10, 64); err != nil {
		return usagef(fmt.Sprintf("a whole number from 0 to %d", uint64(math.MaxUint64)), "--seed: %q is not a seed", seed)
	}
	if d.kind, err = ensemble.ParseKind(sampler); err != nil {
		return wrongValue("sampler", sampler, samplers())
	}
	return nil
}

// precision decides which tolerance holds: that of the flag; else that of the scenario
// or the default where the tolerance decides on the paths, and beside a number of paths
// the scenario's own where the number is the scenario's too.
func (f *ensembleFlags) precision(d *drawing, stated *model.Ensemble, t model.Timeline, auto bool) error {
	text := f.tolerance
	switch {
	case d.none && text != "":
		return usagef("leave one of them out", "--tolerance wants paths, and --paths is 0")
	case text != "":
		d.asked = true
		if !d.saidPaths {
			d.paths = 0
		}
	case auto:
		if text = stated.Tolerance; text == "" {
			text = fallback("tolerance")
		}
	case !d.saidPaths && stated.Tolerance != "":
		d.asked, text = true, stated.Tolerance
	default:
		return nil
	}
	x, err := scenario.ParseTolerance(text, t)
	if err != nil {
		message, hint := scenario.Explain(err)
		return usagef(hint, "--tolerance: %s", message)
	}
	d.tolerance = &ensemble.Tolerance{Measure: x.Measure, Mean: x.Level == 0, Prob: x.Level, Relative: x.Relative, Width: x.Width}
	return nil
}

var (
	groupedDigits = regexp.MustCompile(`^[0-9]{1,3}(_[0-9]{3})+$`)
	wholeNumber   = regexp.MustCompile(`^[0-9]+$`)
	scientific    = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?[eE]\+?[0-9]{1,2}$`)
)

// parsePaths reads a number of paths: 16384, 1_000_000 or 1e6.
func parsePaths(text string) (int, error) {
	const hint = "write a whole number, such as 16384, 1_000_000 or 1e6, or auto"
	digits := text
	if groupedDigits.MatchString(text) {
		digits = strings.ReplaceAll(text, "_", "")
	}
	if !wholeNumber.MatchString(digits) && !scientific.MatchString(digits) {
		return 0, usagef(hint, "--paths: %q is not a number of paths", text)
	}
	v, err := strconv.ParseFloat(digits, 64)
	switch {
	case err != nil || v > ensemble.MaxPaths:
		return 0, usagef(fmt.Sprintf("at most %d", ensemble.MaxPaths), "--paths: %s paths are too many", text)
	case v != math.Trunc(v):
		return 0, usagef(hint, "--paths: %q is not a whole number", text)
	}
	return int(v), nil
}

// uncertain reports whether the paths of an ensemble differ: an input has a distribution,
// a stream is volatile, or a round that counts may or may not close.
func uncertain(m *model.Model) bool {
	c := m.Chance()
	return len(c.Inputs)+len(c.Noises)+len(c.Commitments) > 0 || slices.ContainsFunc(c.Rounds, func(i int) bool {
		return counts(m, m.Scenario().Funding.Rounds[i].Firmness)
	})
}

// counts reports whether a class of firmness is kept; what states none is signed.
func counts(m *model.Model, f model.Firmness) bool {
	only := m.Options().Only
	return len(only) == 0 || slices.Contains(only, cmp.Or(f, model.Signed))
}
