package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"computegap/model"
)

// long collects the rows of one long table: table, name, period, value.
type long struct {
	rows [][]string
}

func (l *long) add(table, name, period, value string) {
	l.rows = append(l.rows, []string{table, name, period, value})
}

// number adds a value with every digit; absence is an empty field.
func (l *long) number(table, name, period string, v float64) {
	l.add(table, name, period, exact(v))
}

// exact prints every digit of v, nothing when it is absent.
func exact(v float64) string {
	if model.IsAbsent(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

func (l *long) byPeriod(table, name string, labels []string, values []float64) {
	for i, v := range values {
		l.number(table, name, labels[i], v)
	}
}

func (l *long) write(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"table", "name", "period", "value"}); err != nil {
		return err
	}
	if err := out.WriteAll(l.rows); err != nil {
		return err
	}
	return out.Error()
}

func (r *Run) writeCSV(w io.Writer) error {
	p := r.Projection
	t := p.Timeline
	labels := periods(t)
	var l long
	for i := range model.NumMetrics {
		info := i.Info()
		l.add("metrics", info.Name, "", metricText(p.Metrics[i], info.Unit, t))
	}
	for i := range model.NumSeries {
		l.byPeriod("series", i.Info().Name, labels, p.Report(i))
	}
	for _, s := range p.Revenue {
		l.byPeriod("revenue", s.ID, labels, t.Sum(s.Months))
	}
	for _, s := range p.Costs {
		l.byPeriod("costs", s.ID, labels, t.Sum(s.Months))
	}
	for _, c := range p.Commitments {
		l.contract(c, labels, t)
		l.members("commitments", c.ID, "", labels, r.termsOf(c))
	}
	for _, block := range r.blocks() {
		l.members(block.name, "", "", labels, block.value.(object))
	}
	if r.Ensemble != nil {
		l.ensemble(r.ensembleObject(), labels)
	}
	for i, o := range r.checkObjects() {
		l.tree("checks", strconv.Itoa(i+1), "", labels, o)
	}
	for _, w := range r.allWarnings() {
		l.add("warnings", w.Path, "", w.Message)
	}
	return l.write(w)
}

func (l *long) contract(c model.Contract, labels []string, t model.Timeline) {
	const table = "commitments"
	l.number(table, c.ID+".total", "", c.Total)
	l.number(table, c.ID+".remainder", "", c.Remainder)
	l.number(table, c.ID+".scheduled", "", c.Scheduled)
	l.number(table, c.ID+".before", "", c.Before)
	l.byPeriod(table, c.ID+".paid", labels, t.Sum(c.Paid))
	l.number(table, c.ID+".escalation", "", c.Escalation)
	l.number(table, c.ID+".after", "", c.After)
}

// ensemble adds what an ensemble found: its metrics under their own names, and its
// series as a table of their own.
func (l *long) ensemble(o object, labels []string) {
	for _, m := range o {
		switch m.name {
		case "metrics":
			l.members("ensemble", "", "", labels, m.value.(object))
		case "series":
			l.members("ensemble_series", "", "", labels, m.value.(object))
		default:
			l.tree("ensemble", m.name, "", labels, m.value)
		}
	}
}

func (l *long) members(table, name, period string, labels []string, o object) {
	for _, m := range o {
		if name == "" {
			l.tree(table, m.name, period, labels, m.value)
			continue
		}
		l.tree(table, name+"."+m.name, period, labels, m.value)
	}
}

// tree adds a part of a document: a row for every value in it, named by the members that
// lead there, joined by points. The ends of an interval are low and high, entries of a
// list are numbered from 1, and a list by period has a row for each. A series that does
// not exist has none.
func (l *long) tree(table, name, period string, labels []string, v any) {
	switch v := v.(type) {
	case object:
		l.members(table, name, period, labels, v)
	case []object:
		for i, o := range v {
			l.members(table, name+"."+strconv.Itoa(i+1), period, labels, o)
		}
	case []string:
		for i, text := range v {
			l.add(table, name+"."+strconv.Itoa(i+1), period, text)
		}
	case pair:
		l.tree(table, name+".low", period, labels, v[0])
		l.tree(table, name+".high", period, labels, v[1])
	case byPeriod:
		for i, x := range v {
			l.tree(table, name, labels[i], labels, x)
		}
	case number:
		l.number(table, name, period, float64(v))
	case nil:
		if table != "ensemble_series" || period != "" {
			l.add(table, name, period, "")
		}
	default:
		l.add(table, name, period, fmt.Sprint(v))
	}
}

// metricText is a metric with every digit, dates as months, nothing when absent.
func metricText(v float64, unit string, t model.Timeline) string {
	if unit == "date" && !model.IsAbsent(v) {
		return Month(v, t)
	}
	return exact(v)
}
