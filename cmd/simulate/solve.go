package main

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/quantity"
	"computegap/model/scenario"
	"computegap/model/sensitivity"
)

func newSolve(s *state) *cobra.Command {
	var flags common
	var varied, target string
	cmd := &cobra.Command{
		Use:   "solve SCENARIO --vary path --target 'metric = value'",
		Short: "Find the value of an input at which a metric meets a target",
		Long: `solve searches a range of one input for every value at which a metric meets a target,
or says that there is none. A path with * moves several inputs together, by a common
factor unless a range of values is given. Without a range it searches from nothing to
ten times what the scenario says, within the bounds of the key.`,
		Example: `  simulate solve openai-announced --vary 'revenue.*.growth.rate' --target 'peak_gap = $0'
  simulate solve openai-announced --vary costs.research.run_rate='$1B/yr..$40B/yr' --target 'gap_at_end = $100B'
  simulate solve openai-announced --vary commitments.programme.delay='0 months..60 months' --target 'first_gap_date = 2028-06'`,
		Args: exactArgs("SCENARIO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.solve(cmd.Context(), &flags, args[0], varied, target)
		},
	}
	flags.register(cmd, false)
	cmd.Flags().StringVar(&varied, "vary", "", "`path` of the input to move, or path=low..high")
	cmd.Flags().StringVar(&target, "target", "", "`metric = value` to meet, such as 'peak_gap = $0'")
	return cmd
}

func (s *state) solve(ctx context.Context, flags *common, arg, varied, target string) error {
	switch {
	case varied == "":
		return usagef("such as --vary 'revenue.*.growth.rate'", "--vary is missing: which input to move")
	case target == "":
		return usagef("such as --target 'peak_gap = $0'", "--target is missing: what to meet")
	}
	l, err := flags.load(s, arg)
	if err != nil {
		return err
	}
	v, err := parseVary(varied)
	if err != nil {
		return err
	}
	q, name, wanted, err := parseTarget(target, l.model)
	if err != nil {
		return err
	}
	search, err := newSearch(l.model, v)
	if err != nil {
		return err
	}
	found, err := sensitivity.Solve(ctx, search.lever.Func(q), search.low, search.high, wanted, sensitivity.SolveOptions{Tolerance: tolerance(q)})
	if err != nil {
		return err
	}
	out := &report.Solution{
		Name: l.name, Path: v.path, Factor: search.factor, Measure: name, Unit: q.Unit(), Target: wanted,
		Low: search.text(search.low), High: search.text(search.high), Least: found.Min, Most: found.Max,
		Base: l.model.Project(nil).Value(q), Time: l.model.Scenario().Timeline,
	}
	if !found.Found {
		out.Least, out.Most = model.Absent, model.Absent
	}
	for _, w := range offsets(l.model, v.path) {
		out.Notes = append(out.Notes, w.String()+".")
	}
	for _, c := range found.Crossings {
		if c.Kind == sensitivity.Exists && c.Value != wanted {
			continue // it begins or ceases to exist there, without meeting the target
		}
		out.Crossings = append(out.Crossings, search.crossing(arg, flags, c))
	}
	return out.Write(s.stdout, report.Format(flags.format))
}

// tolerance is how far from a target still meets it: half a cent of money, else what
// the search takes by itself.
func tolerance(q model.Measure) float64 {
	if q.Unit() == "USD" {
		return model.HalfCent
	}
	return 0
}

// search is one lever and the range in which it is moved.
type search struct {
	model     *model.Model
	lever     sensitivity.Lever
	factor    bool
	low, high float64
}

// widest is how far beyond the central value a search goes that no range limits.
const widest = 10

func newSearch(m *model.Model, v vary) (s search, err error) {
	inputs, err := v.inputs(m)
	if err != nil {
		return s, err
	}
	if len(v.values) > 0 || v.points > 0 {
		return s, usagef("write path=low..high", "--vary %s: a range is wanted", v.text)
	}
	s.model, s.factor = m, strings.Contains(v.path, "*") && !v.isRange()
	if s.lever, err = sensitivity.NewLever(m, v.path, s.factor); err != nil {
		return s, usagef("", "--vary %s", err)
	}
	if v.isRange() {
		s.low, s.high, err = v.ends(m, inputs)
		return s, err
	}
	least, most := s.lever.Bounds()
	central, _ := s.lever.Central()
	s.low, s.high = max(least, min(0, widest*central)), min(most, max(0, widest*central))
	if !(s.low < s.high) {
		return s, usagef("write --vary '"+v.path+"=low..high'", "--vary %s: is zero, so a range is wanted", v.text)
	}
	return s, nil
}

// text prints the lever's number for people.
func (s search) text(x float64) string {
	if s.factor {
		return "×" + quantity.Format(quantity.Factor, x)
	}
	return valueText(s.model.Inputs()[s.lever.Inputs()[0]], x)
}

var howNames = map[sensitivity.CrossingKind]string{
	sensitivity.Root:   "meets it",
	sensitivity.Touch:  "touches it",
	sensitivity.Jump:   "jumps over it",
	sensitivity.Edge:   "edge of where it holds",
	sensitivity.Exists: "meets it where it begins or ceases to exist",
}

// crossing describes one solution and the command that reproduces it.
func (s search) crossing(arg string, flags *common, c sensitivity.Crossing) report.Crossing {
	out := report.Crossing{X: c.X, Text: s.text(c.X), Kind: howNames[c.Kind], At: c.Value,
		Begins: c.Kind == sensitivity.Edge && c.X == c.High, Ends: c.Kind == sensitivity.Edge && c.X == c.Low,
		Jumps: c.Kind == sensitivity.Jump, Before: c.AtLow, After: c.AtHigh}
	x := s.model.Central()
	s.lever.Set(x, c.X)
	command := "simulate run " + shellWord(arg)
	for _, text := range flags.set {
		command += " --set " + shellWord(text)
	}
	if flags.only != "" {
		command += " --only " + flags.only
	}
	for _, i := range s.lever.Inputs() {
		q := s.model.Inputs()[i]
		out.Changes = append(out.Changes, report.Change{Path: q.Path, From: inputText(q), To: valueText(q, x[i])})
		command += " --set " + shellQuoted(q.Path+"="+quantity.Exact(scenario.KindOf(q), x[i]))
	}
	out.Command = command
	return out
}

// shellWord quotes a word for a shell where it needs it.
func shellWord(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(plainRunes, r) }) {
		return s
	}
	return shellQuoted(s)
}

// plainRunes need no quotes in a shell.
const plainRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,%+"

// shellQuoted puts a word into single quotes.
func shellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// parseTarget reads "metric = value".
func parseTarget(text string, m *model.Model) (q model.Measure, name string, value float64, err error) {
	const hint = "write 'metric = value', such as 'peak_gap = $0'"
	name, wanted, found := strings.Cut(text, "=")
	name, wanted = strings.TrimSpace(name), strings.TrimSpace(wanted)
	if !found || name == "" || wanted == "" {
		return q, name, 0, usagef(hint, "--target %q: no metric or no value", text)
	}
	if q, err = parseMeasure("target", name, m); err != nil {
		return q, name, 0, err
	}
	value, err = parseWanted(wanted, q.Unit(), m.Scenario().Timeline)
	if err != nil {
		return q, name, 0, usagef(hintOf(err), "--target %q: %s", text, err)
	}
	return q, name, value, nil
}

// parseWanted reads a value in the unit of a metric.
func parseWanted(text, unit string, t model.Timeline) (float64, error) {
	switch unit {
	case "date":
		span, err := quantity.ParseDate(text)
		return float64(int(span.First) - t.Start), err
	case "USD":
		return quantity.Parse(quantity.Money, text)
	case "USD/GW":
		return quantity.Parse(quantity.Money, strings.TrimSuffix(text, "/GW"))
	case "GW":
		return quantity.Parse(quantity.Power, text)
	case "months":
		if v, err := quantity.Parse(quantity.Factor, text); err == nil {
			return v, nil
		}
		return quantity.Parse(quantity.Duration, text)
	}
	return quantity.Parse(quantity.Factor, text)
}

// closingGrowth finds the largest common factor at which the gap closes for good: on
// the growth of every stream, or where one does not grow by a rate above zero, on all
// revenue. It returns nil when there is nothing to multiply.
func closingGrowth(ctx context.Context, m *model.Model) (*report.Growth, error) {
	g := &report.Growth{What: "every stream's growth", ByRate: true}
	inputs := growthRates(m)
	if inputs == nil {
		g.What, g.ByRate = "all revenue", false
		for _, path := range []string{"run_rate", "growth.ceiling", "growth.market", "growth.points.*", "growth.totals.*"} {
			inputs = append(inputs, sensitivity.Match(m, "revenue.*."+path)...)
		}
	}
	lever, err := sensitivity.LeverOn(m, g.What, inputs, true)
	if err != nil {
		return nil, nil // Note: the only errors are no inputs, and none above zero.
	}
	return g, closeGap(ctx, m, lever, g)
}

// growthRates are the rates of growth of all streams, nil where one has none above zero.
func growthRates(m *model.Model) (inputs []int) {
	for _, s := range m.Scenario().Revenue {
		if !(s.Curve.Rate.Value > 0) {
			return nil
		}
		i, _ := m.Index(s.Curve.Rate.Path)
		inputs = append(inputs, i)
	}
	return inputs
}

func closeGap(ctx context.Context, m *model.Model, lever sensitivity.Lever, g *report.Growth) error {
	_, most := lever.Bounds()
	g.Limit = min(widest, most)
	gap := lever.Func(model.Measure{Metric: model.PeakGap})
	found, err := sensitivity.Solve(ctx, gap, 0, g.Limit, 0, sensitivity.SolveOptions{Tolerance: model.HalfCent})
	if err != nil {
		return err
	}
	for _, c := range found.Crossings {
		if c.Rising || c.Kind != sensitivity.Edge {
			continue
		}
		x := m.Central()
		lever.Set(x, c.X)
		g.Found, g.Factor, g.Rates = true, c.X, nil
		for _, i := range lever.Inputs() {
			if in := m.Inputs()[i]; g.ByRate {
				g.Rates = append(g.Rates, report.Change{Path: in.Path, From: rateText(in.Value), To: rateText(x[i])})
			}
		}
		g.Revenue = lastTwelve(m.Project(x).Series[model.Revenue])
	}
	return nil
}

// rateText prints a rate of growth in whole percent.
func rateText(rate float64) string { return fmt.Sprintf("%.0f%%", math.Round(100*rate)) }

func lastTwelve(months []float64) (sum float64) {
	for _, v := range months[max(0, len(months)-12):] {
		sum += v
	}
	return sum
}
