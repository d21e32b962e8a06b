package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

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
		name, means string
		value       func(d model.Dealing) float64
		hidden      bool // where nobody has any
	}{
		{"Due", "Due: under the commitments, within the timeline", func(d model.Dealing) float64 { return d.Due }, false},
		{"Renewals", "renewals: for compute after they have ended", func(d model.Dealing) float64 { return d.Renewals }, true},
		{"Paid", "paid: in cash, with what is renewed or paid ahead", model.Dealing.PaidCash, true},
		{"Gives", "gives: cash from rounds, loans and credit lines", func(d model.Dealing) float64 { return d.Received + d.Lent }, false},
		{"In kind", "in kind: credits that it gives", func(d model.Dealing) float64 { return d.Granted }, true},
		{"Gets back", "gets back: on loans and credit lines, with interest", func(d model.Dealing) float64 { return d.Repaid + d.Interest }, true},
		{"Net", "net: cash that goes there less cash that comes from there", model.Dealing.Net, false},
		{"Circular", "", func(d model.Dealing) float64 { return d.Circular }, false}, // a note of its own
	}
	t := Table{Title: "Who pays whom", Columns: []Column{{Name: "Counterparty", Wrap: 20}}}
	for _, name := range names {
		t.Rows = append(t.Rows, []string{name})
	}
	sum, apart := rows[len(rows)-1], false
	var means []string
	for _, c := range columns {
		if c.hidden && (c.value(sum) == 0 || c.name == "Paid" && !r.flexes()) {
			continue
		}
		t.Columns = append(t.Columns, Column{Name: c.name, Right: true})
		if c.means != "" {
			means = append(means, c.means)
		}
		for i, d := range rows {
			cell := Money(c.value(d))
			if c.name == "Net" && names[i] == unnamed && d.Due+d.Renewals > 0 {
				cell, apart = none, true
			}
			t.Rows[i] = append(t.Rows[i], cell)
		}
	}
	t.Notes = append([]string{strings.Join(means, "; ") + "."}, r.circularNotes(all)...)
	if apart {
		t.Notes = append(t.Notes, "No net of those not named: who gives may be another than who is paid.")
	}
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
	most := "what is due to them"
	if r.renews() {
		most += " and what is renewed"
	}
	notes := []string{
		fmt.Sprintf("Circular: what comes from those who are paid for compute, at most %s: %s of the %s of funding, %s.",
			most, Money(all.Circular), Money(all.Gross), percent(all.Circular, all.Gross))}
	if names := r.through(); len(names) > 0 {
		notes = append(notes, fmt.Sprintf("Paid by others, with what the company pays them (memos, in no sum), which counts here: %s.", strings.Join(names, ", ")))
	}
	if c := r.Circular; c != nil {
		notes = append(notes, fmt.Sprintf("Without any money from them the gap peaks at %s, with it at %s.", Money(c.Without[model.PeakGap]), Money(c.With[model.PeakGap])))
	}
	return notes
}

// through names those whose money is circular because others pay them.
func (r *Run) through() (names []string) {
	list, _ := r.dealings()
	for _, d := range list {
		if d.Through > 0 && d.Circular > d.Due+d.Renewals {
			names = append(names, d.Name)
		}
	}
	return names
}

// rangeRow names the row that says how far the share above it is known.
const rangeRow = "  5–95%"

// shareRange is what a share comes to for the middle 90% of a quantity that is uncertain.
func shareRange(s model.Share) string {
	if !s.Uncertain() {
		return none
	}
	top, most := percent(s.Top, 1), 9.995 // that other cells are as wide as
	switch {
	case s.Low >= most:
		return ">999%"
	case s.Top >= most:
		top = ">999%"
	}
	return strings.TrimSuffix(percent(s.Low, 1), "%") + "–" + top
}

// mostVendors is how many of those who are paid have a column of their own.
const mostVendors = 6

// exposure shows what those who are paid rely on, year by year, and below that what says how
// much it is to them.
func (r *Run) exposure(list []model.Exposure) Table {
	years := calendarYears(r.Projection.Timeline)
	t := Table{Title: "What those who are paid rely on", Columns: []Column{{Name: ""}}}
	for _, y := range years {
		t.Rows = append(t.Rows, []string{y.label})
	}
	rows := []struct {
		name string
		cell func(e model.Exposure) string
	}{
		{"later", func(e model.Exposure) string { return Money(e.Beyond) }},
		{"renewals", func(e model.Exposure) string { return Money(e.Renewals) }},
		{"% backlog", func(e model.Exposure) string { return percent(e.Backlog.Central, 1) }},
		{rangeRow, func(e model.Exposure) string { return shareRange(e.Backlog) }},
		{"% revenue", func(e model.Exposure) string { return percent(e.Revenue.Central, 1) }},
		{rangeRow, func(e model.Exposure) string { return shareRange(e.Revenue) }},
		{"loss", func(e model.Exposure) string { return Money(e.Loss) }},
	}
	shown := vendors(list, len(years))
	for _, e := range shown {
		t.Columns = append(t.Columns, Column{Name: e.Name, Right: true, Wrap: 14})
		for i, v := range e.Years {
			t.Rows[i] = append(t.Rows[i], Money(v))
		}
	}
	for _, row := range rows {
		cells := []string{row.name}
		for _, e := range shown {
			cells = append(cells, row.cell(e))
		}
		empty := !slices.ContainsFunc(cells[1:], func(cell string) bool { return cell != none })
		if !empty && (row.name != "renewals" || r.renews()) {
			t.Rows = append(t.Rows, cells)
		}
	}
	t.Notes = r.exposureNotes(t.Rows)
	return t
}

// vendors are those with a column of their own, then all others as one.
func vendors(list []model.Exposure, years int) (shown []model.Exposure) {
	others := model.Exposure{Name: "Others", Years: make([]float64, years), Backlog: model.NoShare(), Revenue: model.NoShare()}
	rest := false
	for i, e := range list {
		if e.Name != "" && i < mostVendors {
			shown = append(shown, e)
			continue
		}
		rest = true
		for j, v := range e.Years {
			others.Years[j] += v
		}
		others.Beyond += e.Beyond
		others.Renewals += e.Renewals
		others.Loss += e.Loss
	}
	if rest {
		shown = append(shown, others)
	}
	return shown
}

// renews reports whether anything is paid after commitments have ended.
func (r *Run) renews() bool { return moves(r.Projection.Series[model.Renewals]) }

// exposureNotes say what stands in the rows of the table of exposure.
func (r *Run) exposureNotes(rows [][]string) (notes []string) {
	if r.renews() {
		notes = append(notes, "By year and later: due under the commitments; renewals: within the timeline, after they have ended, promised by nobody.")
	}
	var parts []string
	for _, row := range rows {
		switch row[0] {
		case "% backlog":
			parts = append(parts, "% backlog: all that is due, of what its customers had promised it at its own date, perhaps without these contracts yet: it may exceed 100%")
		case "% revenue":
			parts = append(parts, "% revenue: the largest year, of its yearly revenue")
		}
	}
	if slices.ContainsFunc(rows, func(row []string) bool { return row[0] == rangeRow }) {
		parts = append(parts, strings.TrimSpace(rangeRow)+": the same where that is uncertain, for the middle 90% of it")
	}
	if len(parts) > 0 {
		notes = append(notes, strings.Join(parts, "; ")+".")
	}
	return append(notes, r.lossNote())
}

// lossNote says when those who are paid would lose how much.
func (r *Run) lossNote() string {
	v := r.Projection.Metrics
	if math.IsNaN(v[model.PeakGapDate]) {
		return "Loss: what would stay unpaid if the company paid only what it can; it is never short."
	}
	return fmt.Sprintf("Loss: what would stay unpaid if the company paid only what it can, when the gap peaks in %s, in proportion to what is paid in cash from the month on in which that gap opens.",
		Month(v[model.PeakGapDate], r.Projection.Timeline))
}
