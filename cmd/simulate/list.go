package main

import (
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/scenarios"
)

func newList(s *state) *cobra.Command {
	var facts bool
	format := "table"
	cmd := &cobra.Command{
		Use:   "list [SCENARIO...]",
		Short: "List the shipped scenarios, or every sourced figure in them",
		Long: `list shows the shipped scenarios with a line each. With --facts it shows the figures
behind them: what each is, its status, its source and the date it was true, together
with the facts that a scenario gives as context and does not compute with.`,
		Example: `  simulate list
  simulate list --facts openai-announced
  simulate list --facts --format csv > facts.csv`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return shippedNames(), cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error {
			opt := common{format: format}
			if _, err := opt.options(); err != nil {
				return err
			}
			return s.list(args, facts, report.Format(format))
		},
	}
	cmd.Flags().BoolVar(&facts, "facts", false, "show every sourced figure and the context")
	cmd.Flags().StringVar(&format, "format", "table", "print `table`, markdown, csv or json")
	complete(cmd, "format", report.Formats())
	return cmd
}

// shippedNames lists the shipped scenarios in the order of their names.
func shippedNames() (names []string) {
	// Note: the embedded folder is always there.
	entries, _ := fs.ReadDir(scenarios.FS, ".")
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

func (s *state) list(args []string, facts bool, f report.Format) error {
	all := len(args) == 0
	if all {
		args = shippedNames()
	}
	var shelf []report.Shelved
	for _, name := range args {
		m, _, err := validateOne(s.reader(), name, nil)
		if err != nil {
			return err
		}
		shelf = append(shelf, shelve(nameOf(name), m, all))
	}
	if facts {
		return report.WriteFacts(s.stdout, shelf, f)
	}
	return report.WriteList(s.stdout, shelf, f)
}

// shelve gathers what the list says of a scenario; with own, only the figures that its
// own file gives, not those it inherits.
func shelve(name string, m *model.Model, own bool) report.Shelved {
	sc := m.Scenario()
	out := report.Shelved{Name: name, Title: sc.Title, AsOf: sc.AsOf, Context: sc.Context, Sources: sc.Sources, Default: name == scenarios.Default}
	for _, q := range m.Inputs() {
		if q.Stated && (!own || strings.HasPrefix(q.Origin.Place, name+".yaml:")) {
			out.Figures = append(out.Figures, report.Figure{Quantity: q, Text: inputText(q)})
		}
	}
	return out
}
