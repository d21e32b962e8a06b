package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
)

// run runs the program in this process and wants exit code 0.
func run(t *testing.T, args ...string) string {
	t.Helper()
	var out, words bytes.Buffer
	s := &state{stdin: strings.NewReader(""), stdout: &out, stderr: &words}
	if code := execute(t.Context(), s, args); code != exitDone {
		t.Fatalf("simulate %s: exit code %d\n%s", strings.Join(args, " "), code, words.String())
	}
	return out.String()
}

// shipped runs a test for every shipped scenario, several at once; of short tests for one in
// four.
func shipped(t *testing.T, test func(t *testing.T, name string)) {
	t.Helper()
	for i, name := range shippedNames() {
		if testing.Short() && i%4 != 0 { // a race shows in a few as in all
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, name)
		})
	}
}

// TestWidth holds every text to its width, for every shipped scenario and every command
// that prints tables.
func TestWidth(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		commands := [][]string{
			{"run", name, "--charts", "none", "--paths", "1024"},
			{"run", name, "--charts", "none", "--paths", "256", "--only", "signed"},
			{"list", name, "--facts"},
			{"sensitivity", name, "--charts", "none", "--top", "200"},
			{"sensitivity", name, "--charts", "none", "--metric", "first_gap_date"},
			{"sensitivity", name, "--charts", "none", "--method", "table", "--metric", "cumulative_burn",
				"--vary", "funding.cash=$0..$200B/3", "--vary", "commitments.*.overrun=0.95..1.05/12"},
			{"sensitivity", name, "--charts", "none", "--method", "table", "--metric", "breakeven_date",
				"--vary", "funding.cash=$0,$200B", "--vary", "commitments.*.escalation=0%,1%,2%,3%,4%,5%,6%,7%"},
			{"solve", name, "--vary", "funding.cash", "--target", "min_cash = $7B"},
		}
		if strings.Contains(run(t, "run", name, "--format", "json", "--paths", "0"), ".growth.rate") {
			commands = append(commands, []string{"solve", name, "--vary", "revenue.*.growth.rate", "--target", "peak_gap = $1B"},
				[]string{"solve", name, "--vary", "revenue.*.growth.rate", "--target", "first_gap_date = 2028-01"})
		}
		for _, args := range commands {
			for line := range strings.Lines(run(t, args...)) {
				line = strings.TrimSuffix(line, "\n")
				if n := utf8.RuneCountInString(line); n > report.Width {
					t.Errorf("simulate %s: %d columns: %s", strings.Join(args, " "), n, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Errorf("simulate %s: a line ends with a space: %q", strings.Join(args, " "), line)
				}
			}
		}
	})
	for line := range strings.Lines(run(t, "list")) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > report.Width {
			t.Errorf("simulate list: %d columns: %s", n, line)
		}
	}
}

// TestHelp wants of every command an example that begins with its own name, a line that
// says what it does, and help that fits the width and names no flag twice.
func TestHelp(t *testing.T) {
	root := newRoot(&state{})
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if !strings.Contains(c.Example, "  "+c.CommandPath()) {
			t.Errorf("%s: no example of it: %q", c.CommandPath(), c.Example)
		}
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short text %q", c.CommandPath(), c.Short)
		}
		args := strings.Fields(c.CommandPath())[1:]
		help := run(t, append(args, "--help")...)
		if !strings.Contains(help, "Examples:\n"+c.Example) {
			t.Errorf("%s --help shows no example:\n%s", c.CommandPath(), help)
		}
		if c != root && c.RunE == nil {
			t.Errorf("%s does nothing", c.CommandPath())
		}
	}
}

// TestExamples compiles the command line of every example: flags exist and scenarios
// are found, so that it does not end with a usage error.
func TestExamples(t *testing.T) {
	t.Chdir(t.TempDir())
	run(t, "init", "mine.yaml", "--from", "aws-deal")
	root := newRoot(&state{})
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		text := strings.ReplaceAll(c.Example, "\\\n", " ")
		for line := range strings.Lines(text) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), " > ")
			line, _, _ = strings.Cut(line, " && ")
			line, _, _ = strings.Cut(line, " | ")
			if strings.Contains(line, " < ") || strings.Contains(line, "scenarios/*.yaml") {
				continue // the shell's part of it is no argument
			}
			args := split(line)[1:]
			if args[0] == "init" {
				args = append(args, "--force")
			}
			run(t, args...)
		}
	}
}

// program starts the program in a process of its own, in dir.
func program(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"simulate"}, args...), Dir: dir}
}

// TestInterrupt stops a long table and many charts: exit code 130, soon, and no file.
func TestInterrupt(t *testing.T) {
	tests := map[string][]string{
		"table": {"sensitivity", "openai-announced", "--method", "table", "--charts", "png",
			"--vary", "revenue.chatgpt.growth.rate=20%..200%/3000", "--vary", "commitments.programme.overrun=0.8..1.4/3000"},
		"stdin": {"run", "-"},
	}
	for name, args := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cmd := program(t, dir, args...)
			var out bytes.Buffer
			cmd.Stdout = &out
			stdin, err := cmd.StdinPipe() // open and silent, as a terminal would be
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(300 * time.Millisecond) // it is at work by now
			start := time.Now()
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			var exit *exec.ExitError
			if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
				t.Errorf("ended with %v, want exit code %d", err, exitInterrupted)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v to stop", d)
			}
			if out.Len() > 0 {
				t.Errorf("wrote %.80q", out.String())
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

// TestInterruptedCharts stops a run at many moments: whatever chart is there is whole,
// and no part of another lies beside it.
func TestInterruptedCharts(t *testing.T) {
	whole := t.TempDir()
	args := []string{"run", "openai-announced", "--paths", "64", "--charts", "svg,pdf,png", "--quiet", "--out"}
	run(t, append(args, whole)...)
	for delay := 20 * time.Millisecond; delay <= 200*time.Millisecond; delay += 30 * time.Millisecond {
		dir := filepath.Join(t.TempDir(), "out")
		cmd := program(t, whole, append(args, dir)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(delay)
		if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait() // done, or interrupted
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			got, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join(whole, e.Name()))
			if err != nil {
				t.Errorf("after %v: %s is left", delay, e.Name())
			} else if !bytes.Equal(got, want) {
				t.Errorf("after %v: %s is not what a whole run writes", delay, e.Name())
			}
		}
	}
}

// TestCancelled stops a command that has not begun: the same exit code.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	s := &state{stdin: strings.NewReader(""), stdout: &out, stderr: &out}
	args := []string{"sensitivity", "openai-announced", "--charts", "none"}
	if code := execute(ctx, s, args); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
}

// TestReportExitCodes maps every kind of error to its exit code.
func TestReportExitCodes(t *testing.T) {
	tests := []struct {
		err  error
		want int
		text string
	}{
		{nil, exitDone, ""},
		{usagef("do this", "wrong: %d", 3), exitInput, "simulate: wrong: 3\n\thint: do this\n"},
		{usagef("", "wrong"), exitInput, "simulate: wrong\n"},
		{errors.New("disk full"), exitFailed, "simulate: disk full\n"},
		{context.Canceled, exitInterrupted, ""},
	}
	for _, tt := range tests {
		var words bytes.Buffer
		s := &state{stderr: &words}
		if got := s.report(tt.err); got != tt.want || words.String() != tt.text {
			t.Errorf("%v: exit code %d and %q, want %d and %q", tt.err, got, words.String(), tt.want, tt.text)
		}
	}
}

// document reads a JSON document.
func document(t *testing.T, text string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	return v
}
