package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"computegap/model/scenario"
	"computegap/scenarios"
)

func newInit(s *state) *cobra.Command {
	var force bool
	var from string
	cmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a scenario file to start from",
		Long: `init writes a copy of a shipped scenario, the smallest complete one unless --from names
another, to FILE (scenario.yaml when none is named, - for standard output).`,
		Example: `  simulate init mine.yaml
  simulate init mine.yaml --from openai-announced
  simulate init - | less`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("usage: "+cmd.UseLine(), "unexpected argument: %s", args[1])
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := "scenario.yaml"
			if len(args) > 0 {
				name = args[0]
			}
			return s.init(name, from, force)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	cmd.Flags().StringVar(&from, "from", scenarios.First, "shipped `scenario` to copy")
	complete(cmd, "from", shippedNames())
	return cmd
}

// extendsFile is the line by which a shipped scenario extends another beside it; a copy
// elsewhere names the shipped one, without the extension.
var extendsFile = regexp.MustCompile(`(?m)^(extends: [a-z0-9-]+)\.yaml\b`)

func (s *state) init(name, from string, force bool) error {
	if !slices.Contains(shippedNames(), from) {
		hint := "see simulate list"
		if best, ok := scenario.Nearest(from, shippedNames()); ok {
			hint = "did you mean " + best + "?"
		}
		return usagef(hint, "--from: no shipped scenario is named %q", from)
	}
	text, err := fs.ReadFile(scenarios.FS, from+".yaml")
	if err != nil {
		return err
	}
	text = extendsFile.ReplaceAll(text, []byte("${1}"))
	if name == "-" {
		_, err := s.stdout.Write(text)
		return err
	}
	if _, err := os.Lstat(name); err == nil && !force {
		return usagef("name another file, or say --force to replace it", "%s exists", name)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeFile(name, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.stderr, "wrote %s; now: simulate run %s\n", name, name)
	return err
}
