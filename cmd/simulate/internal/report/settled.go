package report

import (
	"slices"
	"strings"

	"computegap/model"
)

// flexes reports whether what is paid for compute differs from what is due.
func (r *Run) flexes() bool {
	return slices.ContainsFunc(r.Projection.Settlings()[1:], func(s model.Settling) bool { return moves(s.Months) })
}

// moves reports whether anything in a line is not zero.
func moves(months []float64) bool {
	return slices.ContainsFunc(months, func(v float64) bool { return v != 0 })
}

// credit is what is drawn on facilities and loans, net of what is paid back.
func credit(p *model.Projection) []float64 {
	out := slices.Clone(p.Series[model.FacilityDraws])
	for m, v := range p.Series[model.DebtDraws] {
		out[m] += v
	}
	return out
}

// ledgerNotes say what stands in the columns of the ledger.
func (r *Run) ledgerNotes() (notes []string) {
	if r.flexes() {
		notes = append(notes, "Compute: paid in cash; the next table begins with what falls due.")
	}
	if moves(r.Projection.Series[model.DebtDraws]) {
		notes = append(notes, "Credit: facilities and loans, less what is paid back.")
	}
	return notes
}

// settled shows year by year how what falls due for compute becomes what is paid in cash.
func (r *Run) settled() Table {
	p := r.Projection
	t := Table{Title: "Compute by year, from what falls due to what is paid", Columns: []Column{{Name: "Year"}}}
	years := calendarYears(p.Timeline)
	for _, y := range years {
		t.Rows = append(t.Rows, []string{y.label})
	}
	column := func(name string, months []float64) {
		t.Columns = append(t.Columns, Column{Name: name, Right: true})
		for j, y := range years {
			t.Rows[j] = append(t.Rows[j], Money(total(months[y.first:y.last+1])))
		}
	}
	var note strings.Builder
	note.WriteString("Paid, in cash = due")
	for i, s := range p.Settlings() {
		if i > 0 && !moves(s.Months) {
			continue
		}
		column(s.Name, s.Months)
		if i > 0 {
			note.WriteString(map[float64]string{1: " + ", -1: " − "}[s.Sign] + strings.ToLower(s.Name))
		}
	}
	column("Paid", p.ComputePaid())
	t.Notes = []string{note.String() + "."}
	if moves(p.Series[model.Deferred]) {
		t.Notes = append(t.Notes, "Put off: less what is paid later, so it may be negative.")
	}
	return t
}

// notTaken names the commitments that the central case goes without.
func notTaken(list []model.Contract) string {
	var names []string
	for _, c := range list {
		if !c.Taken && !c.Memo {
			names = append(names, entry{contract: &c}.name())
		}
	}
	return strings.Join(names, ", ")
}

// positive adds a row of the summary for an amount that is not nothing.
func positive(row func(name, value, text string)) func(name string, amount float64, text string) {
	return func(name string, amount float64, text string) {
		if amount > model.HalfCent {
			row(name, Money(amount), text)
		}
	}
}

// unpaidSummary adds what of the payments due is not made within the timeline.
func (r *Run) unpaidSummary(row func(name, value, text string)) {
	v, money := r.Projection.Metrics, positive(row)
	money("Put off at the end", v[model.DeferredAtEnd], "due within the timeline, and still to be paid")
	money("Cut", v[model.TotalCancelled], "due within the timeline, and never paid")
}

// termsSummary adds the rows of the summary that only some scenarios have.
func (r *Run) termsSummary(row func(name, value, text string)) {
	p, v, money := r.Projection, r.Projection.Metrics, positive(row)
	money("Renewals", v[model.TotalRenewals], "beside Compute: what ends is renewed, promised by nobody")
	money("Paid in credits", v[model.TotalCredits], "which counterparties gave for shares or cash")
	money("Fees", v[model.TotalFlexibilityFees], "for putting off and cutting")
	money("Compute bought", v[model.TotalBoughtCompute], "beside the commitments, in costs")
	money("Idle capacity", v[model.TotalIdleCost], "online and not used, at the price of demand")
	money("Revenue lost", v[model.TotalRevenueLost], "for want of capacity")
	if d := v[model.Dilution]; d > 0 {
		row("Dilution", percent(d, 1), "of the company goes to rounds with a valuation")
	}
	f := r.Scenario.Funding
	if f.MinCash.Present() {
		row("Cash covenant", broken(v[model.MinCashBreach], p.Timeline), "at least "+Money(f.MinCash.Value))
	}
	if f.DebtToRevenue.Present() {
		row("Debt covenant", broken(v[model.DebtBreach], p.Timeline), "at most "+Value(f.DebtToRevenue.Value, "1", p.Timeline)+" times the last twelve months' revenue")
	}
}

// broken says when a covenant is first broken.
func broken(date float64, t model.Timeline) string {
	if model.IsAbsent(date) {
		return "kept"
	}
	return Month(date, t)
}
