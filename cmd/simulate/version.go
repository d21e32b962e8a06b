package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is that of the program; the JSON documents carry it.
const version = "0.1.0"

func newVersion(s *state) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  simulate version",
		Args:    exactArgs(),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(s.stdout, "simulate %s (%s)\n", version, runtime.Version())
			return err
		},
	}
}
