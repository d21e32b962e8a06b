package report

import (
	"cmp"
	"fmt"
	"math"

	"computegap/model"
)

// unnamed stands for all those whom the scenario does not name.
const unnamed = "not named"

func (r *Run) dealings() ([]model.Dealing, model.Circle) {
	return model.Counterparties(r.Projection, r.Scenario)
}

// partners shows who is paid, who pays, and how much of it goes round. Those who give nothing
// stand in one row: what is due to them is in the table of commitments.
func (r *Run) partners() Table {
	list, all := r.dealings()
	rows, names := gathered(list)
	columns := []struct {
		name   string
		value  func(d model.Dealing) float64
		hidden bool // where nobody has any
	}{
		{"Due", func(d model.Dealing) float64 { return d.Due + d.Renewals }, false},
		{"Paid", model.Dealing.PaidCash, true},
		{"Gives", func(d model.Dealing) float64 { return d.Received + d.Lent }, false},
		{"In kind", func(d model.Dealing) float64 { return d.Granted }, true},
		{"Gets back", func(d model.Dealing) float64 { return d.Repaid + d.Interest }, true},
		{"Net", model.Dealing.Net, false},
		{"Circular", func(d model.Dealing) float64 { return d.Circular }, false},
	}
	t := Table{Title: "Who pays whom", Columns: []Column{{Name: "Counterparty"}}}
	for _, name := range names {
		t.Rows = append(t.Rows, []string{Elide(name, 20)})
	}
	for _, c := range columns {
		all := rows[len(rows)-1]
		if c.hidden && (c.value(all) == 0 || c.name == "Paid" && !r.flexes()) {
			continue
		}
		t.Columns = append(t.Columns, Column{Name: c.name, Right: true})
		for i, d := range rows {
			t.Rows[i] = append(t.Rows[i], Money(c.value(d)))
		}
	}
	t.Notes = r.circularNotes(all)
	return t
}

// gathered lists those who give something, then the others as one, then all.
func gathered(list []model.Dealing) (rows []model.Dealing, names []string) {
	var others, all model.Dealing
	some := false
	for _, d := range list {
		all = added(all, d)
		if d.Funding() == 0 {
			others, some = added(others, d), true
			continue
		}
		rows, names = append(rows, d), append(names, cmp.Or(d.Name, unnamed))
	}
	if some {
		rows, names = append(rows, others), append(names, "give nothing")
	}
	return append(rows, all), append(names, "All")
}

// added adds up dealings.
func added(a, b model.Dealing) model.Dealing {
	return model.Dealing{Due: a.Due + b.Due, Paid: a.Paid + b.Paid, InKind: a.InKind + b.InKind, Renewals: a.Renewals + b.Renewals,
		Prepaid: a.Prepaid + b.Prepaid, Received: a.Received + b.Received, Granted: a.Granted + b.Granted, Lent: a.Lent + b.Lent,
		Repaid: a.Repaid + b.Repaid, Interest: a.Interest + b.Interest, Circular: a.Circular + b.Circular}
}

// circularNotes say what goes round, and what the gap is without it.
func (r *Run) circularNotes(all model.Circle) []string {
	notes := []string{"Due: for compute, within the timeline; gives: cash from rounds and loans; net: cash that goes there less cash that comes from there.",
		fmt.Sprintf("Circular: what comes from those who are paid for compute, at most what is due to them: %s of the %s of funding, %s.",
			Money(all.Circular), Money(all.Gross), percent(all.Circular, all.Gross))}
	if c := r.Circular; c != nil {
		notes = append(notes, fmt.Sprintf("Without any money from them the gap peaks at %s, with it at %s.", Money(c.Without[model.PeakGap]), Money(c.With[model.PeakGap])))
	}
	return notes
}

// mostVendors is how many of those who are paid have a column of their own.
const mostVendors = 6

// exposure shows what those who are paid rely on, year by year.
func (r *Run) exposure(list []model.Exposure) Table {
	years := calendarYears(r.Projection.Timeline)
	t := Table{Title: "What those who are paid rely on", Columns: []Column{{Name: ""}}}
	for _, y := range years {
		t.Rows = append(t.Rows, []string{y.label})
	}
	for _, name := range []string{"later", "% backlog", "% revenue", "loss"} {
		t.Rows = append(t.Rows, []string{name})
	}
	column := func(name string, e model.Exposure) {
		t.Columns = append(t.Columns, Column{Name: Elide(name, 9), Right: true})
		var cells []string
		for _, v := range e.Years {
			cells = append(cells, Money(v))
		}
		for i, cell := range append(cells, Money(e.Beyond), percent(e.Backlog, 1), percent(e.Revenue, 1), Money(e.Loss)) {
			t.Rows[i] = append(t.Rows[i], cell)
		}
	}
	others := model.Exposure{Years: make([]float64, len(years)), Backlog: model.Absent, Revenue: model.Absent}
	rest := false
	for i, e := range list {
		if e.Name != "" && i < mostVendors {
			column(e.Name, e)
			continue
		}
		rest = true
		for j, v := range e.Years {
			others.Years[j] += v
		}
		others.Beyond += e.Beyond
		others.Loss += e.Loss
	}
	if rest {
		column("Others", others)
	}
	t.Notes = []string{"% backlog: all that is due, of what its customers have promised it; % revenue: the largest year, of its yearly revenue.", r.lossNote()}
	return t
}

// lossNote says when those who are paid would lose how much.
func (r *Run) lossNote() string {
	v := r.Projection.Metrics
	if math.IsNaN(v[model.PeakGapDate]) {
		return "Loss: what would stay unpaid if the company paid only what it can; it is never short."
	}
	return fmt.Sprintf("Loss: what would stay unpaid if the company paid only what it can, when the gap peaks in %s, in proportion to what had been due.",
		Month(v[model.PeakGapDate], r.Projection.Timeline))
}
