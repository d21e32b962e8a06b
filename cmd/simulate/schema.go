package main

import (
	"github.com/spf13/cobra"

	"computegap/model/scenario"
)

func newSchema(s *state) *cobra.Command {
	var reference bool
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files, or the reference of their keys",
		Long: `schema prints the JSON Schema of scenario files. Editors complete and mark keys by it:
save it beside your files and begin each with

  # yaml-language-server: $schema=schema.json`,
		Example: `  simulate schema > schema.json
  simulate schema --reference`,
		Args: exactArgs(),
		RunE: func(*cobra.Command, []string) error {
			text := scenario.Schema()
			if reference {
				text = scenario.Reference()
			}
			_, err := s.stdout.Write(text)
			return err
		},
	}
	cmd.Flags().BoolVar(&reference, "reference", false, "print every key with its unit, default, bounds and meaning, as Markdown")
	return cmd
}
