package report

import (
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// cellsOf finds the cells of a column, by the name of its row.
func cellsOf(t *testing.T, table Table, column string) map[string]string {
	t.Helper()
	i := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == column })
	if i < 0 {
		return nil
	}
	cells := map[string]string{}
	for _, row := range table.Rows {
		cells[row[0]] = row[i]
	}
	return cells
}

// TestDueIsDue compares what the tables call due, and renewals, with the metrics of every
// shipped scenario: who pays whom, and in all rows of what those who are paid rely on.
func TestDueIsDue(t *testing.T) {
	renewing := 0
	for name, r := range shippedRuns(t) {
		v := r.Projection.Metrics
		partners := r.partners()
		if got, want := cellsOf(t, partners, "Due")["All"], Money(v[model.TotalCompute]); got != want {
			t.Errorf("%s: %s is due in all, want %s", name, got, want)
		}
		renewals := cellsOf(t, partners, "Renewals")
		if (renewals != nil) != (v[model.TotalRenewals] > 0) || renewals != nil && renewals["All"] != Money(v[model.TotalRenewals]) {
			t.Errorf("%s: renewals %q of %s", name, renewals["All"], Money(v[model.TotalRenewals]))
		}
		table := r.exposure(model.Exposures(r.Projection, r.Scenario))
		row := slices.IndexFunc(table.Rows, func(row []string) bool { return row[0] == "renewals" })
		if (row >= 0) != (renewals != nil) {
			t.Errorf("%s: a row of renewals: %v", name, row >= 0)
		}
		if row < 0 {
			continue
		}
		renewing++
		sum, slack := 0.0, 0.0
		for _, cell := range table.Rows[row][1:] {
			got, half := read(t, cell)
			sum, slack = sum+got, slack+half
		}
		if want := v[model.TotalRenewals]; sum < want-slack || sum > want+slack {
			t.Errorf("%s: the row of renewals adds up to %s, want %s", name, Money(sum), Money(want))
		}
	}
	if renewing < 3 {
		t.Errorf("%d scenarios renew", renewing)
	}
}

// TestExposureRows leaves out a row in which nothing is known of anybody, with its note.
func TestExposureRows(t *testing.T) {
	for _, c := range []struct {
		revenue, backlog bool
	}{{true, true}, {true, false}, {false, true}, {false, false}} {
		r := shippedRun(t, "openai-announced")
		s := *r.Scenario
		s.Counterparties = slices.Clone(s.Counterparties)
		for i := range s.Counterparties {
			s.Counterparties[i].Backlog, s.Counterparties[i].Revenue = model.Quantity{}, model.Quantity{}
		}
		known := model.Quantity{Path: "counterparties.oracle.revenue", Value: 57e9, Stated: true}
		i := slices.IndexFunc(s.Counterparties, func(c model.Counterparty) bool { return c.ID == "oracle" })
		if c.revenue {
			s.Counterparties[i].Revenue = known
		}
		if c.backlog {
			s.Counterparties[i].Backlog = known
		}
		r.Scenario = &s
		table := r.exposure(model.Exposures(r.Projection, r.Scenario))
		for name, want := range map[string]bool{"% revenue": c.revenue, "% backlog": c.backlog, "loss": true, "later": true} {
			got := slices.ContainsFunc(table.Rows, func(row []string) bool { return row[0] == name })
			noted := strings.Contains(strings.Join(table.Notes, " "), name+":")
			if got != want || strings.HasPrefix(name, "%") && noted != want {
				t.Errorf("%+v: a row %s: %v, a note: %v", c, name, got, noted)
			}
		}
	}
}

// TestFundingTotals compares what comes in of all rounds with total_funding, and the credits with
// the rounds in kind and the prepayments that are taken.
func TestFundingTotals(t *testing.T) {
	runs := shippedRuns(t)
	runs["terms"] = termsRun(t)
	credits := 0
	for name, r := range runs {
		cells := func(column string) string { return cellsOf(t, r.funding(), column)["All"] }
		if got, want := cells("Comes in"), Money(r.Projection.Metrics[model.TotalFunding]); got != want {
			t.Errorf("%s: %s comes in, want %s", name, got, want)
		}
		given := 0.0
		for _, x := range r.Projection.Rounds {
			if x.Taken && (x.Kind == model.InKind || x.Kind == model.Prepayment) {
				given += x.Amount
			}
		}
		if got := cells("Credits"); got != blank(given) {
			t.Errorf("%s: credits %q, want %s", name, got, Money(given))
		}
		if given > 0 {
			credits++
		}
	}
	if credits == 0 {
		t.Error("no round brings credits")
	}
}
