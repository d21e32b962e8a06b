package main

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/quantity"
	"computegap/model/sensitivity"
	"computegap/plots"
)

// study are the flags of `simulate sensitivity`.
type study struct {
	common
	method, metric, swing string
	varied                []string
	top                   int
	switches              bool
}

func newSensitivity(s *state) *cobra.Command {
	var flags study
	cmd := &cobra.Command{
		Use:   "sensitivity SCENARIO",
		Short: "Show which inputs move a metric: a tornado, or a data table",
		Long: `sensitivity shows what the answer hangs on.

--method tornado moves each input alone, from its 10th to its 90th percentile where it
has a distribution and by --swing to either side otherwise, and sorts by effect. It
shows switches of the scenario beside them, and marks the inputs whose change an
umbrella's remainder takes up. --vary narrows it to some inputs, or adds a list.

--method table is a data table over one or two --vary: a range with a number of points
(path=low..high/points), or a list of any YAML values, which may change the structure:
a term, a ramp, within: null, a class of firmness.`,
		Example: `  simulate sensitivity openai-announced --method tornado --metric gap_at_end
  simulate sensitivity openai-announced --method table --metric peak_gap \
    --vary revenue.chatgpt.growth.rate=20%..200%/10 --vary commitments.programme.overrun=0.8..1.4/7
  simulate sensitivity openai-announced --method table --vary commitments.programme.term='5 years','8 years'`,
		Args: exactArgs("SCENARIO"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return s.sensitivity(cmd.Context(), &flags, args[0])
		},
	}
	flags.register(cmd, true)
	f := cmd.Flags()
	f.StringVar(&flags.method, "method", "tornado", "`method`: tornado or table")
	f.StringVar(&flags.metric, "metric", "peak_gap", "`metric`, or a series at a date such as revenue@2030")
	f.StringArrayVar(&flags.varied, "vary", nil, "`path`, path=low..high/points or path=value,value (repeatable)")
	f.StringVar(&flags.swing, "swing", "10%", "`share` by which a tornado moves an input without a distribution")
	f.IntVar(&flags.top, "top", 15, "`bars` that a tornado shows")
	f.BoolVar(&flags.switches, "switches", true, "show switches of the scenario in a tornado")
	f.IntVar(&flags.workers, "workers", 0, "`number` of workers (0: one for every core); results do not depend on it")
	complete(cmd, "method", []string{"tornado", "table"})
	complete(cmd, "metric", metricNames())
	return cmd
}

func (s *state) sensitivity(ctx context.Context, flags *study, arg string) error {
	formats, err := flags.formats()
	if err != nil {
		return err
	}
	l, err := flags.load(s, arg)
	if err != nil {
		return err
	}
	list, err := parseAll(flags.varied)
	if err != nil {
		return err
	}
	q, err := parseMeasure("metric", flags.metric, l.model)
	if err != nil {
		return err
	}
	if err := checkWorkers(flags.workers); err != nil {
		return err
	}
	if flags.workers == 0 {
		flags.workers = runtime.GOMAXPROCS(0)
	}
	switch flags.method {
	case "tornado":
		return s.tornado(ctx, flags, l, q, list, formats)
	case "table":
		return s.dataTable(ctx, flags, l, q, list, formats)
	}
	return wrongValue("method", flags.method, []string{"tornado", "table"})
}

func (s *state) tornado(ctx context.Context, flags *study, l *loaded, q model.Measure, list []vary, formats []plots.Format) error {
	swing, err := quantity.Parse(quantity.Fraction, flags.swing)
	if err != nil || swing <= 0 || swing > 1 {
		return usagef("such as 10%", "--swing: %q is not a share between 0 and 100%%", flags.swing)
	}
	if flags.top < 1 {
		return usagef("", "--top: %d bars cannot be shown", flags.top)
	}
	t := &tornado{l: l, q: q, swing: swing}
	if err := t.choose(list); err != nil {
		return err
	}
	if flags.switches && len(list) == 0 {
		t.lists = append(t.lists, switches(l.model)...)
	}
	result, err := t.run(ctx, flags.workers)
	if err != nil {
		return err
	}
	result.Name, result.Measure = l.name, flags.metric
	if n := len(result.Bars); n > flags.top {
		result.Omitted, result.Bars = n-flags.top, result.Bars[:flags.top]
	}
	charts := []plots.Chart{tornadoChart(result, meta(l, l.model.Scenario()))}
	if err := writeCharts(ctx, s.words(flags.quiet), flags.directory(l.name), charts, formats); err != nil {
		return err
	}
	return result.Write(s.stdout, report.Format(flags.format))
}

// tornado is a one-at-a-time experiment being set up.
type tornado struct {
	l         *loaded
	q         model.Measure
	swing     float64
	variables []sensitivity.Variable
	lists     []vary // switches: values that may change the structure
	skipped   int
}

// choose picks the inputs to move: all of the scenario's, or those of --vary.
func (t *tornado) choose(list []vary) error {
	m := t.l.model
	all, skipped := sensitivity.Ranges(m, sensitivity.RangeOptions{Swing: t.swing})
	if len(list) == 0 {
		t.variables, t.skipped = all, len(skipped)
		return nil
	}
	everything, _ := sensitivity.Ranges(m, sensitivity.RangeOptions{Swing: t.swing, Defaults: true})
	for _, v := range list {
		if len(v.values) > 0 {
			t.lists = append(t.lists, v)
			continue
		}
		inputs, err := v.inputs(m)
		if err != nil {
			return err
		}
		if v.isRange() {
			lo, hi, err := v.ends(m, inputs)
			if err != nil {
				return err
			}
			t.variables = append(t.variables, sensitivity.Variable{Name: v.path, Inputs: inputs, Low: repeat(lo, len(inputs)), High: repeat(hi, len(inputs))})
			continue
		}
		found := 0
		for _, x := range everything {
			if slices.Contains(inputs, x.Inputs[0]) {
				t.variables = append(t.variables, x)
				found++
			}
		}
		t.skipped += len(inputs) - found
	}
	return nil
}

func repeat(x float64, n int) []float64 { return slices.Repeat([]float64{x}, n) }

func (t *tornado) run(ctx context.Context, workers int) (*report.Tornado, error) {
	m := t.l.model
	found, err := sensitivity.OneAtATime(ctx, sensitivity.Of(m, t.q), m.Central(), t.variables, workers)
	if err != nil {
		return nil, err
	}
	out := &report.Tornado{Unit: t.q.Unit(), Base: m.Project(nil).Value(t.q), Skipped: t.skipped, Time: m.Scenario().Timeline}
	for _, b := range found.Bars {
		if b.Effect == sensitivity.NoEffect {
			out.Silent++
			continue
		}
		out.Bars = append(out.Bars, t.bar(b))
	}
	for _, v := range t.lists {
		b, err := t.switchBar(v, out.Base)
		if err != nil {
			return nil, err
		}
		if !b.Appears && b.Swing <= 1e-12*max(math.Abs(b.AtLow), math.Abs(b.AtHigh)) || model.IsAbsent(b.AtLow) && model.IsAbsent(b.AtHigh) {
			out.Silent++
			continue
		}
		out.Bars = append(out.Bars, b)
	}
	slices.SortStableFunc(out.Bars, largestFirst)
	return out, nil
}

// largestFirst orders bars by swing, those along which the metric appears or vanishes
// last, for no number can be given to such a change.
func largestFirst(a, b report.Bar) int {
	if a.Appears != b.Appears {
		if b.Appears {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Swing, a.Swing), cmp.Compare(a.Path, b.Path))
}

func (t *tornado) bar(b sensitivity.Bar) report.Bar {
	q := t.l.model.Inputs()[b.Inputs[0]]
	out := report.Bar{Path: b.Name, Label: label(t.l.model, b.Name), AtLow: b.AtLow, AtHigh: b.AtHigh, Swing: b.Swing,
		Low: valueText(q, b.Low[0]), High: valueText(q, b.High[0]), LowInput: b.Low[0], HiInput: b.High[0],
		Appears: b.Effect == sensitivity.Appears}
	out.OffsetBy, _ = t.l.model.OffsetBy(q.Path)
	return out
}

// switchBar runs from the listed value with the least metric to that with the most; a
// single value is set against the scenario as it is.
func (t *tornado) switchBar(v vary, base float64) (report.Bar, error) {
	b := report.Bar{Path: v.path, Label: v.label(t.l.model), Switch: true, LowInput: model.Absent, HiInput: model.Absent}
	low, high := "as it is", ""
	atLow, atHigh := base, model.Absent
	for i, text := range v.values {
		m, err := v.model(t.l, text)
		if err != nil {
			return b, err
		}
		y := m.Project(nil).Value(t.q)
		switch {
		case i == 0 && len(v.values) == 1:
			high, atHigh = unquoted(text), y
		case i == 0:
			low, high, atLow, atHigh = unquoted(text), unquoted(text), y, y
		case y < atLow:
			low, atLow = unquoted(text), y
		case y > atHigh:
			high, atHigh = unquoted(text), y
		}
	}
	b.Low, b.High, b.AtLow, b.AtHigh = low, high, atLow, atHigh
	b.Appears = model.IsAbsent(atLow) != model.IsAbsent(atHigh)
	if !model.IsAbsent(atLow) && !model.IsAbsent(atHigh) {
		b.Swing = max(atLow, atHigh, base) - min(atLow, atHigh, base)
	}
	return b, nil
}

// switches are the choices of structure that a scenario offers by itself: all contracts
// on top of their umbrella instead of within it, an umbrella paid evenly, and a cost
// line that goes on instead of ending.
func switches(m *model.Model) (list []vary) {
	sc := m.Scenario()
	within := false
	for _, c := range sc.Commitments {
		within = within || c.Within != "" && !c.Memo
	}
	if within {
		list = append(list, vary{path: "commitments.*.within", values: []string{"null"}, name: "Every contract on top of its umbrella"})
	}
	for _, c := range sc.Commitments {
		umbrella := slices.ContainsFunc(sc.Commitments, func(o model.Commitment) bool { return o.Within == c.ID })
		if umbrella && !c.Memo && len(c.Payments) == 0 && c.Ramp.Shape != model.Linear && c.Ramp.Shape != model.ByYear {
			list = append(list, vary{path: "commitments." + c.ID + ".ramp", values: []string{"linear"}, name: cmp.Or(c.Label, c.ID) + ": paid evenly"})
		}
	}
	for _, c := range sc.Costs {
		if end := sc.Timeline.Start + sc.Timeline.Months - 1; c.Window.Until != 0 && c.Window.Until < end {
			list = append(list, vary{path: "costs." + c.ID + ".until", values: []string{"null"}, name: cmp.Or(c.Label, c.ID) + ": does not end"})
		}
	}
	return list
}

// label names a switch for a chart: by its own name, or by its path and values.
func (v vary) label(m *model.Model) string {
	if v.name != "" {
		return v.name
	}
	texts := make([]string, len(v.values))
	for i, text := range v.values {
		texts[i] = unquoted(text)
	}
	return label(m, v.path) + " " + strings.Join(texts, " or ")
}

// label names an input for a chart: the label of its line, then the key.
func label(m *model.Model, path string) string {
	parts := strings.Split(path, ".")
	if len(parts) < 3 || parts[1] == "*" {
		return strings.ReplaceAll(strings.Join(parts[min(1, len(parts)-1):], " "), "_", " ")
	}
	name, rest := parts[1], parts[2:]
	sc := m.Scenario()
	find := func(id, text string) {
		if id == name && text != "" {
			name = text
		}
	}
	switch parts[0] {
	case "revenue":
		for _, s := range sc.Revenue {
			find(s.ID, s.Label)
		}
	case "costs":
		for _, s := range sc.Costs {
			find(s.ID, s.Label)
		}
	case "commitments":
		for _, s := range sc.Commitments {
			find(s.ID, s.Label)
		}
	case "funding":
		name, rest = parts[2], parts[3:]
	}
	rest = slices.DeleteFunc(slices.Clone(rest), func(s string) bool { return s == "growth" && !slices.Contains(rest, "rate") })
	return strings.TrimSpace(report.Elide(name, 30) + ": " + strings.ReplaceAll(strings.Join(rest, " "), "_", " "))
}

// tornadoChart draws the bars whose both ends exist.
func tornadoChart(t *report.Tornado, m plots.Meta) plots.Chart {
	z := [][]float64{{t.Base}}
	for _, b := range t.Bars {
		z = append(z, []float64{b.AtLow, b.AtHigh})
	}
	z = calendar(z, t.Unit, t.Time)
	var bars []plots.Bar
	for i, b := range t.Bars {
		if model.IsAbsent(b.AtLow) || model.IsAbsent(b.AtHigh) {
			continue
		}
		bar := plots.Bar{Label: b.Label, Low: z[i+1][0], High: z[i+1][1], LowText: b.Low, HighText: b.High, Switch: b.Switch}
		if b.Switch {
			bar.LowText, bar.HighText = "", ""
		}
		if b.OffsetBy != "" {
			bar.Mark = "†"
		}
		bars = append(bars, bar)
	}
	return plots.Tornado(prose(t.Measure), t.Unit, z[0][0], bars, nil, m)
}
