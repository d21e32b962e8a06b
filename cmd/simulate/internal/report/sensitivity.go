package report

import (
	"fmt"
	"io"
	"math"
	"slices"

	"computegap/model"
)

// Tornado is a one-at-a-time experiment on a metric.
type Tornado struct {
	Name    string // of the scenario
	Measure string // as the user wrote it
	Unit    string
	Base    float64
	Bars    []Bar // the largest effect first
	Omitted int   // bars beyond those asked for
	Silent  int   // inputs that do not move the metric
	Skipped int   // inputs without a range
	Time    model.Timeline
	Notes   []string
}

// Bar is what one input, or one switch of the scenario, does to the metric.
type Bar struct {
	Path, Label       string
	Low, High         string // the values of the input, for people
	AtLow, AtHigh     float64
	LowInput, HiInput float64 // the values of the input, base unit; NaN for a switch
	Swing             float64
	OffsetBy          string // umbrella whose remainder takes the change up
	Switch            bool
	Appears           bool // the metric exists at one end only
}

const (
	offsetNote = "† offset by an umbrella: its remainder takes up what this contract's total changes."
	switchNote = "‡ a switch, not a number: low is the scenario as it is, or the listed value with the least metric."
)

// Mark is the sign that a note explains.
func (b Bar) Mark() string {
	switch {
	case b.OffsetBy != "":
		return "†"
	case b.Switch:
		return "‡"
	}
	return ""
}

// MarkNotes explains the marks that the bars bear.
func (t *Tornado) MarkNotes() (notes []string) {
	offset, switched := false, false
	for _, b := range t.Bars {
		offset = offset || b.Mark() == "†"
		switched = switched || b.Mark() == "‡"
	}
	if offset {
		notes = append(notes, offsetNote)
	}
	if switched {
		notes = append(notes, switchNote)
	}
	return notes
}

// Write prints the experiment in the given format.
func (t *Tornado) Write(w io.Writer, f Format) error {
	switch f {
	case JSON:
		return t.writeJSON(w)
	case CSV:
		return t.writeCSV(w)
	}
	return t.table().Write(w, f)
}

func (t *Tornado) table() Table {
	out := Table{
		Title: fmt.Sprintf("%s: what moves %s (%s as it is)", t.Name, t.Measure, Value(t.Base, t.Unit, t.Time)),
		Columns: []Column{{Name: "Input", Wrap: 44}, {Name: "Low", Right: true}, {Name: "High", Right: true, Wrap: 18},
			{Name: "At low", Right: true}, {Name: "At high", Right: true}, {Name: "Swing", Right: true}},
	}
	for _, b := range t.Bars {
		swing := t.swing(b.Swing)
		if b.Appears {
			swing = none // a change to which no number can be given
		}
		out.Rows = append(out.Rows, []string{b.Path + mark(b), b.Low, b.High,
			Value(b.AtLow, t.Unit, t.Time), Value(b.AtHigh, t.Unit, t.Time), swing})
	}
	out.Notes = append(out.Notes, t.MarkNotes()...)
	if slices.ContainsFunc(t.Bars, func(b Bar) bool { return b.Appears }) {
		out.Notes = append(out.Notes, noValue)
	}
	if t.Omitted > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%s with a smaller effect left out; --top shows more.", count(t.Omitted, "input")))
	}
	if t.Silent > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%s without any effect left out.", count(t.Silent, "input")))
	}
	out.Notes = append(out.Notes, t.Notes...)
	return out
}

func mark(b Bar) string {
	if m := b.Mark(); m != "" {
		return " " + m
	}
	return ""
}

// swing prints a difference of the metric: of dates, in months.
func (t *Tornado) swing(v float64) string {
	if t.Unit == "date" {
		return Value(v, "months", t.Time)
	}
	return Value(v, t.Unit, t.Time)
}

func (t *Tornado) writeJSON(w io.Writer) error {
	bars := []object{}
	for _, b := range t.Bars {
		bars = append(bars, object{{"path", b.Path}, {"low", b.Low}, {"high", b.High},
			{"low_value", number(b.LowInput)}, {"high_value", number(b.HiInput)},
			{"at_low", metricValue(b.AtLow, t.Unit, t.Time)}, {"at_high", metricValue(b.AtHigh, t.Unit, t.Time)},
			{"swing", number(b.Swing)}, {"offset_by", optional(b.OffsetBy)}, {"switch", b.Switch}})
	}
	return writeDocument(w, object{{"schema", SchemaVersion}, {"scenario", t.Name}, {"method", "tornado"},
		{"metric", t.Measure}, {"unit", t.Unit}, {"base", metricValue(t.Base, t.Unit, t.Time)}, {"inputs", bars}})
}

func (t *Tornado) writeCSV(w io.Writer) error {
	var l long
	l.add("tornado", "base", "", metricText(t.Base, t.Unit, t.Time))
	for _, b := range t.Bars {
		l.add("tornado", b.Path+".low", b.Low, metricText(b.AtLow, t.Unit, t.Time))
		l.add("tornado", b.Path+".high", b.High, metricText(b.AtHigh, t.Unit, t.Time))
		l.number("tornado", b.Path+".swing", "", b.Swing)
	}
	return l.write(w)
}

// Grid is a data table over one or two axes.
type Grid struct {
	Name    string
	Measure string
	Unit    string
	Base    float64
	X, Y    Side // Y has one point and no path in a one-way table
	Z       [][]float64
	Time    model.Timeline
	Notes   []string
}

// Side is an axis: a path and its values, for people.
type Side struct {
	Path   string
	Values []string
}

// OneWay reports whether the table has one axis.
func (g *Grid) OneWay() bool { return g.Y.Path == "" }

// Write prints the table in the given format; Z holds the metric at [x][y].
func (g *Grid) Write(w io.Writer, f Format) error {
	switch f {
	case JSON:
		return g.writeJSON(w)
	case CSV:
		return g.writeCSV(w)
	}
	return g.table(f).Write(w, f)
}

// rowHeads and columnHeads are the widths to which the headings of a grid are folded.
const rowHeads, columnHeads = 18, 12

// noValue explains cells and ends of bars that have none.
const noValue = none + " no value: the metric does not exist there, or the figures contradict each other (an umbrella smaller than its contracts, a run-rate at its ceiling)."

func (g *Grid) table(f Format) Table {
	t := Table{Title: fmt.Sprintf("%s: %s (%s as it is)", g.Name, g.Measure, Value(g.Base, g.Unit, g.Time)), Notes: g.Notes}
	if slices.ContainsFunc(g.Z, func(row []float64) bool { return slices.ContainsFunc(row, model.IsAbsent) }) {
		t.Notes = append(t.Notes, noValue)
	}
	if g.OneWay() {
		t.Columns = []Column{{Name: g.X.Path, Right: true}, {Name: g.Measure, Right: true}}
		for i, x := range g.X.Values {
			t.Rows = append(t.Rows, []string{x, Value(g.Z[i][0], g.Unit, g.Time)})
		}
		return t
	}
	t.Title += fmt.Sprintf("\ndown: %s; across: %s", g.X.Path, g.Y.Path)
	all, shown := len(g.Y.Values), len(g.Y.Values)
	for g.fill(&t, shown); f != Markdown && shown > 2 && tooWide(t.render()); g.fill(&t, shown) {
		shown--
	}
	if shown < all {
		t.Notes = append(t.Notes, fmt.Sprintf("%d of %d columns shown; --format markdown, csv or json has them all.", shown, all))
	}
	return t
}

// fill writes so many columns of the grid to a table, evenly.
func (g *Grid) fill(t *Table, columns int) {
	shown := every(len(g.Y.Values), columns)
	t.Columns, t.Rows = []Column{{Name: "", Right: true, Wrap: rowHeads}}, nil
	for _, j := range shown {
		t.Columns = append(t.Columns, Column{Name: g.Y.Values[j], Right: true, Wrap: columnHeads})
	}
	for i, x := range g.X.Values {
		row := []string{x}
		for _, j := range shown {
			row = append(row, Value(g.Z[i][j], g.Unit, g.Time))
		}
		t.Rows = append(t.Rows, row)
	}
}

// every picks at most most of n columns, evenly, with the first and the last.
func every(n, most int) (picked []int) {
	if n <= most {
		for j := range n {
			picked = append(picked, j)
		}
		return picked
	}
	for k := range most {
		picked = append(picked, int(math.Round(float64(k*(n-1))/float64(most-1))))
	}
	return picked
}

func (g *Grid) writeJSON(w io.Writer) error {
	rows := [][]any{}
	for i := range g.X.Values {
		row := []any{}
		for j := range g.Z[i] {
			row = append(row, metricValue(g.Z[i][j], g.Unit, g.Time))
		}
		rows = append(rows, row)
	}
	axes := []object{{{"path", g.X.Path}, {"values", g.X.Values}}}
	if !g.OneWay() {
		axes = append(axes, object{{"path", g.Y.Path}, {"values", g.Y.Values}})
	}
	return writeDocument(w, object{{"schema", SchemaVersion}, {"scenario", g.Name}, {"method", "table"},
		{"metric", g.Measure}, {"unit", g.Unit}, {"base", metricValue(g.Base, g.Unit, g.Time)}, {"axes", axes}, {"values", rows}})
}

func (g *Grid) writeCSV(w io.Writer) error {
	var l long
	for i, x := range g.X.Values {
		for j := range g.Z[i] {
			name := g.X.Path + "=" + x
			if !g.OneWay() {
				name += ";" + g.Y.Path + "=" + g.Y.Values[j]
			}
			l.add("table", name, "", metricText(g.Z[i][j], g.Unit, g.Time))
		}
	}
	return l.write(w)
}
