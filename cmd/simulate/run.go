package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/plots"
)

// runFlags are the flags of `simulate run`.
type runFlags struct {
	common
	paths int
	seed  uint64
}

func newRun(s *state) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Project a scenario: the funding gap, tables and charts",
		Long: `run projects a scenario month by month at its central values and prints the answer:
how large the funding gap is, when it opens, which growth would close it, how much of
the total is signed, then the cash of every year and every contract. It draws charts
into out/NAME.`,
		Example: `  simulate run openai-announced
  simulate run openai-announced --set revenue.chatgpt.growth.rate=90% --out slower
  simulate run openai-announced --only signed --charts none
  simulate run mine.yaml --format json > mine.json
  simulate run - < mine.yaml`,
		Args: exactArgs("SCENARIO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runScenario(cmd.Context(), s, &flags, args[0])
		},
	}
	flags.register(cmd, true)
	cmd.Flags().IntVar(&flags.paths, "paths", 0, "`number` of paths of an ensemble (not drawn yet; 0: none)")
	cmd.Flags().Uint64Var(&flags.seed, "seed", 1, "`number` from which the draws of an ensemble follow")
	return cmd
}

func runScenario(ctx context.Context, s *state, flags *runFlags, arg string) error {
	if flags.paths < 0 {
		return usagef("0 for none", "--paths: %d paths cannot be drawn", flags.paths)
	}
	formats, err := flags.formats()
	if err != nil {
		return err
	}
	l, err := flags.load(s, arg)
	if err != nil {
		return err
	}
	result, err := answer(ctx, l)
	if err != nil {
		return err
	}
	result.Manifest.Seed = flags.seed
	words := s.words(flags.quiet)
	sc := l.model.Scenario()
	if sc.Ensemble != nil || flags.paths > 0 {
		fmt.Fprintln(words, "note: the ensemble is not yet used; the results are the central case alone")
	}
	if len(sc.Checks) > 0 {
		fmt.Fprintln(words, "note: the checks are not yet evaluated")
	}
	if err := writeCharts(ctx, words, flags.directory(l.name), plots.Of(result.Projection, meta(l, sc)), formats); err != nil {
		return err
	}
	return result.Write(s.stdout, report.Format(flags.format))
}

// answer projects the scenario and asks the questions of the summary.
func answer(ctx context.Context, l *loaded) (*report.Run, error) {
	r := &report.Run{
		Name: l.name, Changes: l.changes(), Scenario: l.model.Scenario(), Model: l.model,
		Projection: l.model.Project(nil), Warnings: l.warnings,
		Manifest: report.Manifest{Version: version, SHA256: l.hash()},
	}
	growth, err := closingGrowth(ctx, l.model)
	if err != nil {
		return nil, err
	}
	r.Growth = growth
	if partlySigned(l.model) {
		signed, err := model.Compile(l.model.Scenario(), model.Options{Only: []model.Firmness{model.Signed}})
		if err != nil {
			return nil, err
		}
		r.Signed = signed.Project(nil)
	}
	return r, nil
}

// partlySigned reports whether the model keeps what is signed together with what is not.
func partlySigned(m *model.Model) bool {
	if only := m.Options().Only; len(only) > 0 && !slices.Contains(only, model.Signed) {
		return false
	}
	for _, c := range m.Project(nil).Commitments {
		if c.Firmness != model.Signed {
			return true
		}
	}
	return false
}
