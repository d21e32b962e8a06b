package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"computegap/model/scenario"
)

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitInput       = 2
	exitCheck       = 3
	exitInterrupted = 130
)

// usageError is a mistake on the command line, with a hint.
type usageError struct {
	message, hint string
}

func (e *usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return &usageError{message: fmt.Sprintf(format, args...), hint: hint}
}

// grace is how long an interrupted command may take to clean up.
const grace = time.Second

// execute runs the command line and returns the exit code.
func execute(ctx context.Context, s *state, args []string) int {
	root := newRoot(s)
	root.SetArgs(args)
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = root.ExecuteContext(ctx)
	}()
	select {
	case <-done:
		return s.report(err)
	case <-ctx.Done():
		// Note: a chart being drawn is given the time to remove its unfinished file; what
		// waits for input is not waited for. No file is ever half-written under its name.
		select {
		case <-done:
		case <-time.After(grace):
		}
		return exitInterrupted
	}
}

// report prints an error and returns its exit code.
func (s *state) report(err error) int {
	var faults scenario.Faults
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &faults):
		fmt.Fprintln(s.stderr, strings.TrimRight(err.Error(), "\n"))
		return exitInput
	}
	fmt.Fprintln(s.stderr, "simulate: "+err.Error())
	if isCheck(err) {
		return exitCheck
	}
	if errors.As(err, &usage) {
		if usage.hint != "" {
			fmt.Fprintln(s.stderr, "\thint: "+usage.hint)
		}
		return exitInput
	}
	return exitFailed
}

func newRoot(s *state) *cobra.Command {
	root := &cobra.Command{
		Use:   "simulate",
		Short: "Can growth pay for the compute that was promised?",
		Long: `simulate turns a scenario file, revenue, costs, commitments and funding, into the
funding gap: how large it is, when it opens, and what the answer hangs on.

A scenario is a file, - for standard input, or the name of a shipped one
(see simulate list).`,
		Example: `  simulate run openai-announced
  simulate run openai-announced --set revenue.chatgpt.growth.rate=90%
  simulate sensitivity openai-announced --method tornado
  simulate init mine.yaml && simulate run mine.yaml`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return noEmptyFlags(cmd) },
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(s.stdout)
	root.SetErr(s.stderr)
	root.SetIn(s.stdin)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newRun(s), newSensitivity(s), newSolve(s), newValidate(s), newList(s),
		newInit(s), newSchema(s), newVersion(s))
	return root
}

func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	if best, ok := scenario.Nearest(name, names); ok {
		return usagef("did you mean simulate "+best+"?", "no such command: %s", name)
	}
	return usagef("commands: "+strings.Join(names, ", "), "no such command: %s", name)
}

// flagError adds the nearest right name to a flag that does not exist.
func flagError(cmd *cobra.Command, err error) error {
	hint := "see " + cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if best, ok := scenario.Nearest(unknown.GetSpecifiedName(), names); ok {
			hint = "did you mean --" + best + "?"
		}
	}
	return &usageError{err.Error(), hint}
}

// noEmptyFlags refuses a flag whose text is empty, as that of an unset variable of a
// shell is: it would count as not given.
func noEmptyFlags(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && f.Value.String() == "" {
			err = usagef("give it one, or leave it out", "--%s has no value", f.Name)
		}
	})
	return err
}

// exactArgs wants n arguments and says which one is missing.
func exactArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return usagef("usage: "+cmd.UseLine(), "%s is missing", names[len(args)])
		case len(args) > len(names):
			return usagef("usage: "+cmd.UseLine(), "unexpected argument: %s", args[len(names)])
		}
		return nil
	}
}

// discard is where the words of a quiet command go.
func (s *state) words(quiet bool) io.Writer {
	if quiet {
		return io.Discard
	}
	return s.stderr
}
