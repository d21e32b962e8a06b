package main

import (
	"context"
	"strings"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/scenario"
	"computegap/model/sensitivity"
	"computegap/plots"
)

// usual is the number of points of a range that does not say how many.
const usual = 11

// mostCells is how many cells a table may have.
const mostCells = 10_000_000

// dataTable evaluates a metric over one or two --vary.
func (s *state) dataTable(ctx context.Context, flags *study, l *loaded, q model.Measure, list []vary, formats []plots.Format) error {
	if len(list) < 1 || len(list) > 2 {
		return usagef(varyHint, "--method table wants one or two --vary, and has %d", len(list))
	}
	t := table{l: l, q: q, workers: flags.workers}
	result := &report.Grid{Name: l.name, Measure: flags.metric, Unit: q.Unit(), Base: l.model.Project(nil).Value(q), Time: l.model.Scenario().Timeline}
	x, err := t.side(list[0])
	if err != nil {
		return err
	}
	y := side{}
	if len(list) == 2 {
		if y, err = t.side(list[1]); err != nil {
			return err
		}
	}
	if n := max(1, len(x.texts)) * max(1, len(y.texts)); n > mostCells {
		return usagef("take fewer points", "the table has %d cells; at most %d are possible", n, mostCells)
	}
	if result.Z, err = t.evaluate(ctx, x, y); err != nil {
		return err
	}
	result.X, result.Y = x.shown(), y.shown()
	for _, v := range list {
		for _, w := range offsets(l.model, v.path) {
			result.Notes = append(result.Notes, w.String()+".")
		}
	}
	chart := tableChart(result, meta(l, l.model.Scenario()))
	if err := writeCharts(ctx, s.words(flags.quiet), flags.directory(l.name), []plots.Chart{chart}, formats); err != nil {
		return err
	}
	return result.Write(s.stdout, report.Format(flags.format))
}

// table is a data table being set up.
type table struct {
	l       *loaded
	q       model.Measure
	workers int
}

// side is one axis: numbers that inputs take, or values that change the structure.
type side struct {
	vary   vary
	values []float64
	texts  []string
}

// structural reports whether the side needs a model of its own at every point.
func (s side) structural() bool { return s.vary.path != "" && s.values == nil }

func (s side) shown() report.Side { return report.Side{Path: s.vary.path, Values: s.texts} }

func (t table) side(v vary) (s side, err error) {
	s.vary = v
	if len(v.values) > 0 {
		for _, text := range v.values {
			s.texts = append(s.texts, unquoted(text))
		}
		s.values, _ = v.numbers(t.l.model)
		return s, nil
	}
	if !v.isRange() {
		return s, usagef(varyHint, "--vary %s: a table wants values", v.text)
	}
	inputs, err := v.inputs(t.l.model)
	if err != nil {
		return s, err
	}
	lo, hi, err := v.ends(t.l.model, inputs)
	if err != nil {
		return s, err
	}
	n := v.points
	if n == 0 {
		n = usual
	}
	s.values = spaced(lo, hi, n)
	for _, x := range s.values {
		s.texts = append(s.texts, valueText(t.l.model.Inputs()[inputs[0]], x))
	}
	return s, nil
}

// axis is the side as the sensitivity package takes it.
func (t table) axis(s side) (sensitivity.Axis, error) {
	a := sensitivity.Axis{Name: s.vary.path}
	if !s.structural() {
		a.Path, a.Values = s.vary.path, s.values
		return a, nil
	}
	for _, text := range s.vary.values {
		m, err := s.vary.model(t.l, text)
		if err != nil {
			return a, err
		}
		a.Models = append(a.Models, m)
	}
	return a, nil
}

// evaluate returns the metric at [x][y].
func (t table) evaluate(ctx context.Context, x, y side) ([][]float64, error) {
	if x.structural() && y.structural() {
		return t.evaluateStructures(x, y)
	}
	ax, err := t.axis(x)
	if err != nil {
		return nil, err
	}
	ay, err := t.axis(y)
	if err != nil {
		return nil, err
	}
	return sensitivity.Table(ctx, t.l.model, t.q, ax, ay, t.workers)
}

// evaluateStructures compiles a model for every cell.
func (t table) evaluateStructures(x, y side) (z [][]float64, err error) {
	for _, xt := range x.vary.values {
		first, err := scenario.ParseSetting(x.vary.path+"="+xt, "--vary")
		if err != nil {
			return nil, err
		}
		row := make([]float64, len(y.vary.values))
		for j, yt := range y.vary.values {
			m, err := y.vary.model(t.l, yt, first)
			if err != nil {
				return nil, err
			}
			row[j] = m.Project(nil).Value(t.q)
		}
		z = append(z, row)
	}
	return z, nil
}

// tableChart turns the table so that the first --vary runs down and the second across.
func tableChart(g *report.Grid, m plots.Meta) plots.Chart {
	grid := plots.Grid{XLabel: g.Y.Path, YLabel: g.X.Path, X: g.Y.Values, Y: g.X.Values, Z: calendar(g.Z, g.Unit, g.Time), Unit: g.Unit, Metric: prose(g.Measure)}
	if g.OneWay() {
		row := make([]float64, len(g.Z))
		for i := range g.Z {
			row[i] = grid.Z[i][0]
		}
		grid = plots.Grid{XLabel: g.X.Path, X: g.X.Values, Y: []string{""}, Z: [][]float64{row}, Unit: g.Unit, Metric: prose(g.Measure)}
	}
	return plots.Table(grid, m)
}

// prose is the name of a metric in a sentence.
func prose(metric string) string { return strings.ReplaceAll(metric, "_", " ") }

// calendar turns dates, which count from the timeline's start, into calendar months;
// values in other units stay.
func calendar(z [][]float64, unit string, t model.Timeline) [][]float64 {
	if unit != "date" {
		return z
	}
	out := make([][]float64, len(z))
	for i, row := range z {
		for _, v := range row {
			out[i] = append(out[i], v+float64(t.Start))
		}
	}
	return out
}
