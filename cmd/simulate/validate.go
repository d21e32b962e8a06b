package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"computegap/model"
	"computegap/model/scenario"
)

func newValidate(s *state) *cobra.Command {
	var flags struct {
		set   []string
		quiet bool
	}
	cmd := &cobra.Command{
		Use:   "validate SCENARIO...",
		Short: "Check scenario files and report every fault with its place",
		Long: `validate reads scenarios, what they extend, and every figure in them, and reports all
faults of all files with their place and a hint. It exits with 2 when there is one. Of
a scenario without faults it shows the warnings, those of its central case with them.`,
		Example: `  simulate validate mine.yaml
  simulate validate scenarios/*.yaml --quiet`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return shippedNames(), cobra.ShellCompDirectiveDefault
		},
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("usage: "+cmd.UseLine(), "SCENARIO is missing")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			settings, err := (&common{set: flags.set}).settings()
			if err != nil {
				return err
			}
			return s.validate(args, settings, flags.quiet)
		},
	}
	cmd.Flags().StringArrayVar(&flags.set, "set", nil, "`path=value` to change before anything else, in place of keys that exclude it (repeatable)")
	cmd.Flags().BoolVar(&flags.quiet, "quiet", false, "print faults alone")
	return cmd
}

// verdict is what the check of one scenario found.
type verdict struct {
	summary  string
	warnings []model.Warning
	err      error
}

// validate checks the scenarios, several at once, reports in the order given, and
// returns the faults of all.
func (s *state) validate(args []string, settings []scenario.Setting, quiet bool) error {
	reader := s.reader()
	verdicts := make([]verdict, len(args))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, arg := range args {
		group.Go(func() error {
			verdicts[i] = judge(reader, arg, settings)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	var all scenario.Faults
	for i, v := range verdicts {
		var faults scenario.Faults
		switch {
		case errors.As(v.err, &faults):
			all = append(all, faults...)
		case v.err != nil:
			return v.err
		case !quiet:
			fmt.Fprintf(s.stdout, "%s: ok, %s\n", args[i], v.summary)
			for _, w := range v.warnings {
				fmt.Fprintf(s.stdout, "%s: warning: %s\n", args[i], w)
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	return nil
}

// judge reads a scenario, compiles it and runs its central case for the warnings.
func judge(r *scenario.Reader, arg string, settings []scenario.Setting) verdict {
	m, warnings, err := validateOne(r, arg, settings)
	if err != nil {
		return verdict{err: err}
	}
	return verdict{summary: describe(m), warnings: append(warnings, m.Project(nil).Warnings...)}
}

func validateOne(r *scenario.Reader, arg string, settings []scenario.Setting) (*model.Model, []model.Warning, error) {
	d, err := r.Read(arg)
	if err != nil {
		return nil, nil, err
	}
	return d.Model(model.Options{}, settings...)
}

// describe counts what a scenario holds.
func describe(m *model.Model) string {
	stated, uncertain, assumed := 0, 0, 0
	for _, q := range m.Inputs() {
		if !q.Stated {
			continue
		}
		stated++
		if q.Dist != nil {
			uncertain++
		}
		if q.Origin.Status == "assumed" {
			assumed++
		}
	}
	parts := []string{fmt.Sprintf("%d figures", stated)}
	if uncertain > 0 {
		parts = append(parts, fmt.Sprintf("%d uncertain", uncertain))
	}
	if assumed > 0 {
		parts = append(parts, fmt.Sprintf("%d assumed", assumed))
	}
	return strings.Join(parts, ", ")
}
