package report

import (
	"encoding/csv"
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

// metricText is a metric with every digit, dates as months, nothing when absent.
func metricText(v float64, unit string, t model.Timeline) string {
	if unit == "date" && !model.IsAbsent(v) {
		return Month(v, t)
	}
	return exact(v)
}
