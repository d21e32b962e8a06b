package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"computegap/model"
)

// Analyse works out what needs projections of its own: the ladder of firmness, and what
// flexibility and circular money are worth.
func (r *Run) Analyse() (err error) {
	if r.unsure() {
		if r.Ladder, err = r.Model.Ladder(); err != nil {
			return err
		}
	}
	if r.Flexible, err = r.Model.FlexibilityWorth(); err != nil {
		return err
	}
	r.Circular, err = r.Model.CircularWorth()
	return err
}

// unsure reports whether promises differ in how firm they are, or the scenario says how far
// they are kept.
func (r *Run) unsure() bool {
	first := model.Firmness("")
	return r.Scenario.Odds != nil || slices.ContainsFunc(r.Projection.Commitments, func(c model.Contract) bool {
		if c.Memo {
			return false
		}
		first = cmp.Or(first, c.Firmness)
		return c.Firmness != first
	})
}

// analyses are the tables that only some scenarios have something to say in.
func (r *Run) analyses() (tables []Table) {
	if len(r.Ladder) > 0 {
		tables = append(tables, r.ladder())
	}
	if r.Flexible != nil {
		tables = append(tables, r.flexibility())
		if t := r.flexed(); len(t.Rows) > 0 {
			tables = append(tables, t)
		}
	}
	if _, all := r.dealings(); all.Circular > 0 || r.Circular != nil {
		tables = append(tables, r.partners())
	}
	if list := model.Exposures(r.Projection, r.Scenario); len(list) > 0 && len(r.Scenario.Counterparties) > 0 {
		tables = append(tables, r.exposure(list))
	}
	if len(r.Projection.Loans) > 0 {
		tables = append(tables, r.loans())
	}
	if r.qualified() {
		tables = append(tables, r.funding())
	}
	if list := r.Model.Worth(); len(list) > 1 {
		tables = append(tables, r.capacity(list))
	}
	return tables
}

// gapColumns head the cells of [gapCells].
func gapColumns() []Column {
	return []Column{{Name: "Peak gap", Right: true}, {Name: "in", Right: true}, {Name: "Short from", Right: true}, {Name: "Gap at end", Right: true}}
}

// gapCells say how large a gap is, when it peaks and opens, and what is left of it.
func gapCells(v model.Values, t model.Timeline) []string {
	return []string{Money(v[model.PeakGap]), Value(v[model.PeakGapDate], "date", t), Value(v[model.FirstGapDate], "date", t), Money(v[model.GapAtEnd])}
}

// ladder shows what each class of firmness adds.
func (r *Run) ladder() Table {
	t := Table{Title: "How much rests on promises that are not signed",
		Columns: append([]Column{{Name: "Promises"}, {Name: "Compute", Right: true}}, gapColumns()...),
		Notes:   []string{"Each row adds a class of commitments in full, and the rounds of that class." + r.butRenewals(" Compute: due, without renewals.")}}
	for _, g := range r.Ladder {
		t.Rows = append(t.Rows, append([]string{g.Label, Money(g.Metrics[model.TotalCompute])}, gapCells(g.Metrics, r.Projection.Timeline)...))
	}
	if r.Scenario.Odds != nil {
		t.Notes = append(t.Notes, "All in full, whatever the odds of the scenario; rounds close as theirs say. The tables above show the case that the odds make likely.")
	}
	off, on := r.memoClasses()
	if len(off) > 0 {
		t.Notes = append(t.Notes, "In no sum, and so on no rung: "+strings.Join(off, ", ")+" (memos).")
	}
	if len(on) > 0 {
		t.Notes = append(t.Notes, "In no sum: "+strings.Join(on, ", ")+" (memos); with them falls away what those who are paid under them give.")
	}
	return t
}

// memoClasses names the classes of firmness that only commitments in no sum have: those that are
// on no rung, and those that are on one for the circular money that they take away.
func (r *Run) memoClasses() (off, on []string) {
	counts, memos := map[model.Firmness]bool{}, map[model.Firmness]bool{}
	for _, c := range r.Projection.Commitments {
		if f := cmp.Or(c.Firmness, model.Signed); c.Memo {
			memos[f] = true
		} else {
			counts[f] = true
		}
	}
	for _, f := range model.Firmnesses() {
		if !memos[f] || counts[f] {
			continue
		}
		if slices.ContainsFunc(r.Ladder, func(g model.Rung) bool { return g.Class == f }) {
			on = append(on, f.Plural())
		} else {
			off = append(off, f.Plural())
		}
	}
	return off, on
}

// policyNames are the policies in words.
var policyNames = map[model.Policy]string{
	model.Pay: "pay everything", model.DeferWhenShort: "defer when short", model.CancelWhenShort: "cancel when short",
}

// flexibility compares the policy of the scenario with paying everything.
func (r *Run) flexibility() Table {
	t := Table{Title: "What flexibility is worth", Columns: append([]Column{{Name: "Policy"}}, gapColumns()...)}
	stated := append([]string{policyNames[r.Scenario.Policy]}, gapCells(r.Flexible.With, r.Projection.Timeline)...)
	pay := append([]string{policyNames[model.Pay]}, gapCells(r.Flexible.Without, r.Projection.Timeline)...)
	for _, c := range []struct {
		name   string
		metric model.MetricID
	}{{"Put off", model.DeferredAtEnd}, {"Cut", model.TotalCancelled}, {"Fees", model.TotalFlexibilityFees}} {
		if v := r.Flexible.With[c.metric]; !model.IsAbsent(v) {
			t.Columns = append(t.Columns, Column{Name: c.name, Right: true})
			stated, pay = append(stated, Money(v)), append(pay, "$0")
		}
	}
	t.Rows = [][]string{stated, pay}
	t.Notes = []string{"Put off: still to be paid at the end; cut: never paid."}
	if off := r.Flexible.Without[model.PeakGap] - r.Flexible.With[model.PeakGap]; math.Abs(off) > model.HalfCent {
		worth := "It takes " + Money(off) + " off the largest gap"
		if off < 0 {
			worth = "It adds " + Money(-off) + " to the largest gap, by fees and by what the capacity given up would have earned or saved"
		}
		if text := unpaid(r.Flexible.With); text != "" {
			worth += ", with " + text
		}
		t.Notes = append([]string{worth + "."}, t.Notes...)
	}
	return t
}

// flexed lists the commitments that need not be paid as they fall due.
func (r *Run) flexed() Table {
	t := Table{Title: "Due and paid within the timeline", Columns: []Column{{Name: "Commitment"}, {Name: "Due", Right: true},
		{Name: "Paid", Right: true}, {Name: "Put off", Right: true}, {Name: "at most", Right: true}, {Name: "Cut", Right: true}}}
	for _, c := range r.Projection.Commitments {
		if c.Memo || c.Deferred == nil && c.Cancelled == nil {
			continue
		}
		end, most := 0.0, 0.0
		if n := len(c.Deferred); n > 0 {
			end, most = c.Deferred[n-1], slices.Max(c.Deferred)
		}
		t.Rows = append(t.Rows, []string{Elide(entry{contract: &c}.name(), 25), Money(total(c.Due)), Money(total(c.Paid)), Money(end), Money(most), Money(total(c.Cancelled))})
	}
	t.Notes = []string{"Due = paid + put off at the end + cut. At most: the largest amount put off at a month's end."}
	return t
}
