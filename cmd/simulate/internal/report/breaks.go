package report

import (
	"fmt"

	"computegap/model"
)

// reason says which relation between inputs a draw breaks, what the model does then, and
// what helps.
type reason struct {
	what                model.Broken
	name, happens, cure string
}

var reasons = []reason{
	{model.AtCeiling, "at_ceiling", "the run-rate reaches its ceiling and stays flat", "raise the ceiling, or narrow the growth"},
	{model.NegativeMonth, "negative_month", "a month would be negative and counts as zero", "narrow the yearly totals"},
	{model.EmptyUmbrella, "empty_umbrella", "the contracts within cost more than the total; the remainder counts as zero", "raise the total, or narrow the contracts"},
	{model.EmptyCapacity, "empty_capacity", "the contracts within bring more than the capacity; the remainder counts as zero", "raise the capacity, or narrow that of the contracts"},
	{model.Overflow, "overflow", "an amount grows beyond $1e18 a year and is held there", "narrow the growth"},
}

// reasonOf finds what a breach means.
func reasonOf(what model.Broken) reason {
	for _, r := range reasons {
		if r.what&what != 0 {
			return r
		}
	}
	return reason{name: "other", happens: "a relation between inputs does not hold", cure: "narrow the distributions"}
}

// breaches lists the lines of which draws break a relation between inputs.
func (r *Run) breaches() Table {
	e := r.Ensemble
	t := Table{
		Title:   fmt.Sprintf("Draws break a relation between inputs in %s of the paths", share(e.Breaking.Value)),
		Columns: []Column{{Name: "Line", Wrap: 30}, {Name: "Paths", Right: true}, {Name: "What happens; what helps", Wrap: 40}},
	}
	for _, b := range e.Broken {
		why := reasonOf(b.What)
		t.Rows = append(t.Rows, []string{b.Path, share(b.Share.Value), why.happens + "; " + why.cure})
	}
	return t
}
