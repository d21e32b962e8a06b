package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/scenario"
	"computegap/model/sensitivity"
	"computegap/plots"
	"computegap/scenarios"
)

// common are the flags that every command on a scenario shares.
type common struct {
	set     []string
	only    string
	out     string
	format  string
	charts  string
	workers int
	quiet   bool
}

func (c *common) register(cmd *cobra.Command, charts bool) {
	f := cmd.Flags()
	f.StringArrayVar(&c.set, "set", nil, "`path=value` to change before anything else, in place of keys that exclude it (repeatable)")
	f.StringVar(&c.only, "only", "", "keep commitments and rounds of these `classes` of firmness alone, such as signed,letter-of-intent")
	f.StringVar(&c.format, "format", "table", "print `table`, markdown, csv or json")
	f.BoolVar(&c.quiet, "quiet", false, "print results and errors alone")
	if charts {
		f.StringVar(&c.out, "out", "", "`directory` for charts (default out/NAME)")
		f.StringVar(&c.charts, "charts", "", "draw `png`, svg, pdf (a list) or none (default png with tables, none with csv and json)")
	}
	complete(cmd, "format", report.Formats())
	complete(cmd, "only", firmnesses())
	if charts {
		complete(cmd, "charts", []string{"png", "svg", "pdf", "none"})
	}
	cmd.ValidArgsFunction = completeScenario
}

func complete(cmd *cobra.Command, flag string, values []string) {
	// Note: the only error is a flag that does not exist, a mistake in this program.
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
}

// completeScenario offers the shipped names beside files.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return shippedNames(), cobra.ShellCompDirectiveDefault
}

func firmnesses() (names []string) {
	for _, f := range model.Firmnesses() {
		names = append(names, string(f))
	}
	return names
}

// options checks the flags that a command shares with others.
func (c *common) options() (opt model.Options, err error) {
	if !slices.Contains(report.Formats(), c.format) {
		return opt, wrongValue("format", c.format, report.Formats())
	}
	if c.only == "" {
		return opt, nil
	}
	for name := range strings.SplitSeq(c.only, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(firmnesses(), name) {
			return opt, wrongValue("only", name, firmnesses())
		}
		opt.Only = append(opt.Only, model.Firmness(name))
	}
	return opt, nil
}

func wrongValue(flag, value string, allowed []string) error {
	hint := "use " + strings.Join(allowed, ", ")
	if best, ok := scenario.Nearest(value, allowed); ok {
		hint = "did you mean " + best + "?"
	}
	return usagef(hint, "--%s: no such value: %q", flag, value)
}

// settings parses the --set flags.
func (c *common) settings() (list []scenario.Setting, err error) {
	for _, text := range c.set {
		s, err := scenario.ParseSetting(text, "--set")
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// reader reads files, standard input and shipped scenarios.
func (s *state) reader() *scenario.Reader {
	return &scenario.Reader{Files: s.files, Shipped: scenarios.FS, Stdin: s.stdin}
}

// loaded is a scenario as a command starts from it.
type loaded struct {
	document *scenario.Document
	settings []scenario.Setting
	model    *model.Model
	warnings []model.Warning
	name     string
}

// load reads the scenario and compiles it under the common flags.
func (c *common) load(s *state, arg string) (*loaded, error) {
	opt, err := c.options()
	if err != nil {
		return nil, err
	}
	l := &loaded{name: nameOf(arg)}
	if l.settings, err = c.settings(); err != nil {
		return nil, err
	}
	if l.document, err = s.reader().Read(arg); err != nil {
		return nil, err
	}
	l.model, l.warnings, err = l.document.Model(opt, l.settings...)
	if err != nil {
		return nil, err
	}
	for _, set := range l.settings {
		l.warnings = append(l.warnings, offsets(l.model, set.Path)...)
	}
	return l, nil
}

// changes says in how far the scenario is not as its file has it: the settings and the
// classes of firmness, "" when it is.
func (l *loaded) changes() string {
	var parts []string
	for _, s := range l.settings {
		parts = append(parts, s.Path+"="+s.Value)
	}
	for _, f := range l.model.Options().Only {
		parts = append(parts, "only "+string(f))
	}
	if len(parts) == 0 {
		return ""
	}
	return " with " + strings.Join(parts, ", ")
}

// offsets warns of each input at a path whose change the remainder of an umbrella takes
// up.
func offsets(m *model.Model, path string) (list []model.Warning) {
	for _, i := range sensitivity.Match(m, path) {
		changed := m.Inputs()[i].Path
		if umbrella, ok := m.OffsetBy(changed); ok {
			stays := "total"
			if strings.HasSuffix(changed, ".capacity") {
				stays = "capacity"
			}
			list = append(list, model.Warning{Path: changed,
				Message: fmt.Sprintf("the change is offset by the remainder of %s, whose %s stays: to see it in full, change that as well, or take the contract out with within: null", umbrella, stays)})
		}
	}
	return list
}

// nameOf is what a scenario is called: the file's name without folder and extension.
func nameOf(arg string) string {
	if arg == "-" {
		return "stdin"
	}
	base := filepath.Base(arg)
	name := strings.TrimSuffix(base, filepath.Ext(base))
	if strings.Trim(name, ".") == "" {
		return "scenario" // Note: it becomes a directory, which . and .. must not name.
	}
	return name
}

// formats lists the chart formats asked for.
func (c *common) formats() ([]plots.Format, error) {
	text := c.charts
	if text == "" {
		text = "png"
		if f := report.Format(c.format); f == report.CSV || f == report.JSON {
			text = "none"
		}
	}
	if text == "none" {
		return nil, nil
	}
	var list []plots.Format
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if name == "none" {
			return nil, usagef("say none, or formats", "--charts: none stands alone")
		}
		if !slices.Contains([]string{"png", "svg", "pdf"}, name) {
			return nil, wrongValue("charts", name, []string{"png", "svg", "pdf", "none"})
		}
		list = append(list, plots.Format(name))
	}
	return list, nil
}

// directory is where the charts of a scenario go.
func (c *common) directory(name string) string {
	if c.out != "" {
		return c.out
	}
	return filepath.Join("out", name)
}

// mostWorkers is the largest number of workers: each takes memory of its own.
const mostWorkers = 256

// checkWorkers refuses numbers of workers that make no sense.
func checkWorkers(n int) error {
	if n < 0 || n > mostWorkers {
		return usagef(fmt.Sprintf("from 1 to %d, or 0 for one on every core", mostWorkers), "--workers: %d workers cannot work", n)
	}
	return nil
}
