package report

import (
	"cmp"
	"slices"

	"computegap/model"
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

// funding lists rounds by quality, each quality above its rounds.
func (r *Run) funding() Table {
	p := r.Projection
	t := Table{Title: "Rounds by how certain they are", Columns: []Column{{Name: "Round"}, {Name: "Date", Right: true}, {Name: "Chance", Right: true},
		{Name: "Comes in", Right: true}, {Name: "Does not", Right: true}, {Name: "Before", Right: true}, {Name: "Dilutes", Right: true}}}
	all, kept := model.QualityOfFunding{}, 1.0
	for _, q := range model.FundingByQuality(p, r.Scenario) {
		t.Rows = append(t.Rows, []string{string(q.Quality), "", "", blank(q.Taken), blank(q.NotTaken), blank(q.Past), dilution(q.Dilution)})
		for _, x := range q.Rounds {
			cells := []string{"  " + Elide(cmp.Or(x.Label, x.ID), 23), calendar(x.When(p.Timeline), p.Timeline), percent(x.Probability, 1), "", "", "", ""}
			switch {
			case x.Taken:
				cells[3], cells[6] = Money(x.Amount), dilution(x.Dilution)
			case x.Past(p.Timeline, r.Scenario):
				cells[2], cells[5] = "", Money(x.Amount)
			default:
				cells[4] = Money(x.Amount)
			}
			t.Rows = append(t.Rows, cells)
		}
		all.Taken, all.NotTaken, all.Past = all.Taken+q.Taken, all.NotTaken+q.NotTaken, all.Past+q.Past
		kept *= 1 - q.Dilution
	}
	t.Rows = append(t.Rows, []string{"All", "", "", Money(all.Taken), Money(all.NotTaken), Money(all.Past), dilution(1 - kept)})
	t.Notes = []string{"Before: ahead of the timeline. In kind comes in as credits, a prepayment goes out as cash and comes in as credits; a secondary brings the company nothing.",
		"Dilutes: the share of the company that a round with a valuation gives away; in all, what they leave of what was."}
	return t
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
	if v <= 0 {
		return ""
	}
	return percent(v, 1)
}
