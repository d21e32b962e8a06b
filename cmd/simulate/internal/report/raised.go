package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// loans lists the loans.
func (r *Run) loans() Table {
	p := r.Projection
	t := Table{Title: "Loans", Columns: []Column{{Name: "Loan"}, {Name: "Lender"}, {Name: "Date", Right: true}, {Name: "Amount", Right: true},
		{Name: "Repaid", Right: true}, {Name: "Interest", Right: true}, {Name: "At the end", Right: true}}}
	for _, l := range p.Loans {
		t.Rows = append(t.Rows, []string{Elide(cmp.Or(l.Label, l.ID), 20), Elide(l.Lender, 12), calendar(l.Month, p.Timeline), Money(l.Amount),
			Money(total(l.Repaid)), Money(total(l.Interest)), Money(last(l.Balance))})
	}
	t.Notes = []string{"Repaid and interest: within the timeline."}
	return t
}

// calendar is a calendar month as a date.
func calendar(month int, t model.Timeline) string { return Month(float64(month-t.Start), t) }

// last is the end of a line, nothing of none.
func last(months []float64) float64 {
	if len(months) == 0 {
		return 0
	}
	return months[len(months)-1]
}

// qualified reports whether a round says more of itself than when and how much it brings.
func (r *Run) qualified() bool {
	return slices.ContainsFunc(r.Scenario.Funding.Rounds, func(x model.Round) bool {
		return x.Kind == model.InKind || x.Kind == model.Warrant || x.Kind == model.Prepayment || x.Requires != "" || x.Trigger != nil ||
			x.PreMoney.Present() || x.PostMoney.Present()
	})
}

// raisings are where the amount of a round stands in its table.
var raisings = []struct {
	name  string
	holds func(x model.Receipt, past bool) bool
}{
	{"Comes in", func(x model.Receipt, past bool) bool { return x.Taken && !asCredits(x) }},
	{"Credits", func(x model.Receipt, past bool) bool { return x.Taken && asCredits(x) }},
	{"Does not", func(x model.Receipt, past bool) bool { return !x.Taken && !past }},
	{"Before", func(x model.Receipt, past bool) bool { return !x.Taken && past }},
}

// asCredits reports whether a round brings credits in place of cash.
func asCredits(x model.Receipt) bool {
	return x.Form() == model.InKind || x.Form() == model.Prepayment
}

// funding lists rounds by quality, each quality above its rounds. Cash and credits have a
// column each, so that the sum of what comes in is that of total_funding.
func (r *Run) funding() Table {
	p, columns := r.Projection, raisings
	if !slices.ContainsFunc(p.Rounds, func(x model.Receipt) bool { return x.Taken && asCredits(x) }) {
		columns = slices.Delete(slices.Clone(raisings), 1, 2)
	}
	credited := len(columns) == len(raisings)
	t := Table{Title: "Rounds by how certain they are", Columns: []Column{{Name: "Round", Wrap: 30}, {Name: "Date", Right: true}, {Name: "Chance", Right: true}}}
	for _, c := range columns {
		t.Columns = append(t.Columns, Column{Name: c.name, Right: true})
	}
	t.Columns = append(t.Columns, Column{Name: "Dilutes", Right: true})
	sums := func(rounds []model.Receipt, show func(float64) string) (cells []string) {
		for _, c := range columns {
			sum := 0.0
			for _, x := range rounds {
				if c.holds(x, x.Past(p.Timeline, r.Scenario)) {
					sum += x.Amount
				}
			}
			cells = append(cells, show(sum))
		}
		return cells
	}
	var all []model.Receipt
	for _, q := range model.FundingByQuality(p, r.Scenario) {
		t.Rows = append(t.Rows, append(append([]string{string(q.Quality), "", ""}, sums(q.Rounds, blank)...), dilution(q.Dilution)))
		for _, x := range slices.SortedStableFunc(slices.Values(q.Rounds), func(a, b model.Receipt) int {
			return cmp.Compare(a.When(p.Timeline), b.When(p.Timeline))
		}) {
			chance, given := percent(x.Probability, 1), ""
			if x.Taken {
				given = dilution(x.Dilution)
			} else if x.Past(p.Timeline, r.Scenario) {
				chance = ""
			}
			row := []string{"  " + cmp.Or(x.Label, x.ID), calendar(x.When(p.Timeline), p.Timeline), chance}
			t.Rows = append(t.Rows, append(append(row, sums([]model.Receipt{x}, blank)...), given))
		}
		all = append(all, q.Rounds...)
	}
	t.Rows = append(t.Rows, append(append([]string{"All", "", ""}, sums(all, Money)...), dilution(p.Metrics[model.Dilution])))
	t.Notes = r.fundingNotes(credited)
	return t
}

// fundingNotes say what stands in the table of rounds.
func (r *Run) fundingNotes(credited bool) (notes []string) {
	if slices.ContainsFunc(r.Projection.Rounds, func(x model.Receipt) bool { return x.Requires != "" }) {
		notes = append(notes, "Chance: given what it requires.")
	}
	notes = append(notes, "Closed: certain. Tranche: once a trigger or another round has come. Conditional: by its odds, or with a commitment.")
	means := "Comes in: as cash within the timeline. Before: ahead of it. "
	if credited {
		means += "Credits: in kind, or for a prepayment, which goes out as cash. "
	}
	notes = append(notes, means+"A secondary brings the company nothing.",
		"Dilutes: the share of the company that a round with a valuation gives away; those of one valuation after the money add up, others take their part of what is left.")
	return append(notes, r.triggers()...)
}

// triggers say what rounds wait for.
func (r *Run) triggers() (notes []string) {
	t := r.Projection.Timeline
	for _, x := range r.Projection.Rounds {
		if x.Awaits != nil {
			notes = append(notes, fmt.Sprintf("%s waits until %s, in %s at the latest.",
				cmp.Or(x.Label, x.ID), r.awaited(x.Awaits), calendar(x.Awaits.Until, t)))
		}
	}
	return notes
}

// awaited is what a round waits for, in words.
func (r *Run) awaited(a *model.Awaited) string {
	var parts []string
	if !model.IsAbsent(a.Revenue) {
		parts = append(parts, "revenue runs at "+Money(a.Revenue)+"/yr")
	}
	if !model.IsAbsent(a.Capacity) {
		text := quantity.Format(quantity.Power, a.Capacity) + " of capacity is online"
		var under []string
		for _, c := range r.Scenario.Commitments {
			if slices.Contains(a.Commitments, c.ID) {
				under = append(under, cmp.Or(c.Label, c.ID))
			}
		}
		switch len(under) {
		case 0:
		case 1:
			text += " under " + under[0]
		default:
			text += " together under " + strings.Join(under[:len(under)-1], ", ") + " and " + under[len(under)-1]
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " and ")
}

// blank is an amount, and nothing where there is none.
func blank(v float64) string {
	if v == 0 {
		return ""
	}
	return Money(v)
}

// dilution is a share of the company, and nothing where there is none.
func dilution(v float64) string {
	if !(v > 0) {
		return ""
	}
	return percent(v, 1)
}
