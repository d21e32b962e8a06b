package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/plots"
)

// runFlags are the flags of `simulate run`.
type runFlags struct {
	common
	ensemble ensembleFlags
}

func newRun(s *state) *cobra.Command {
	var flags runFlags
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Project a scenario: the funding gap, tables and charts",
		Long: `run projects a scenario month by month at its central values and prints the answer:
how large the funding gap is, when it opens, which growth would close it, how much of
the total is signed, then the cash of every year and every contract. It draws charts
into out/NAME.

Where something is uncertain it draws an ensemble too: many paths, each with its own
draw of every input that has a distribution, of every round that may close, and of the
noise of every stream; and says how the results spread and how well that is known. The
same seed gives the same ensemble.

Then it evaluates the checks of the scenario. It exits with 3 when one does not hold.`,
		Example: `  simulate run openai-announced
  simulate run openai-announced --set revenue.chatgpt.growth.rate=90% --out slower
  simulate run openai-announced --only signed --charts none
  simulate run openai-announced --paths auto --tolerance '2% of peak_gap.p95'
  simulate run openai-announced --paths 4096 --save state.bin --charts none
  simulate run openai-announced --paths 8192 --resume state.bin --charts none
  simulate run mine.yaml --format json > mine.json
  simulate run - < mine.yaml`,
		Args: exactArgs("SCENARIO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runScenario(cmd.Context(), s, &flags, args[0])
		},
	}
	flags.register(cmd, true)
	flags.ensemble.register(cmd)
	return cmd
}

func runScenario(ctx context.Context, s *state, flags *runFlags, arg string) error {
	formats, err := flags.formats()
	if err != nil {
		return err
	}
	l, err := flags.load(s, arg)
	if err != nil {
		return err
	}
	checks, err := readChecks(l)
	if err != nil {
		return err
	}
	d, err := flags.draw(ctx, s, l, checks)
	if err != nil {
		return err
	}
	result, err := answer(ctx, l)
	if err != nil {
		return err
	}
	result.Ensemble, result.Years, result.Checks = d.result, d.years, evaluate(checks, result.Projection, d)
	result.Manifest.Seed = d.seed
	if err := flags.write(ctx, s, l, result, formats); err != nil {
		return err
	}
	return held(result.Checks)
}

// write saves the state, draws the charts and prints the results. The state comes first:
// what took long is not lost with a chart that cannot be written.
func (f *runFlags) write(ctx context.Context, s *state, l *loaded, r *report.Run, formats []plots.Format) error {
	words := s.words(f.quiet)
	if err := f.ensemble.saveState(words, r.Ensemble); err != nil {
		return err
	}
	about := meta(l, l.model.Scenario())
	terms, err := termCharts(r, about)
	if err != nil {
		return err
	}
	charts := append(plots.Of(r.Projection, about), terms...)
	if r.Ensemble != nil {
		charts = append(charts, plots.OfEnsemble(r.Ensemble, r.Projection, about)...)
	}
	if err := writeCharts(ctx, words, f.directory(l.name), charts, formats); err != nil {
		return err
	}
	return r.Write(s.stdout, report.Format(f.format))
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
	return r, r.Analyse()
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
