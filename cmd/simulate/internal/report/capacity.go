package report

import (
	"cmp"
	"fmt"
	"slices"

	"computegap/model"
	"computegap/model/quantity"
)

// capacity shows what commitments come to per unit of capacity, against published figures.
func (r *Run) capacity(list []model.Worth) Table {
	t := Table{Title: "What capacity costs", Columns: []Column{{Name: "Commitment"}, {Name: "GW", Right: true}, {Name: "GW-years", Right: true},
		{Name: "Total", Right: true}, {Name: "Rent", Right: true}, {Name: "Build", Right: true}, {Name: "Own", Right: true}, {Name: "TWh", Right: true}}}
	outside := false
	for _, w := range list {
		rent, build := perUnit(w.Price), perUnit(w.BuildCost)
		if w.Side() != 0 {
			outside = true
			if w.Built {
				build += "!"
			} else {
				rent += "!"
			}
		}
		t.Rows = append(t.Rows, []string{Elide(cmp.Or(w.Label, w.ID), 22), power(w.Capacity), power(w.GWYears), Money(w.Total), rent, build, perUnit(w.Ownership), fmt.Sprintf("%.0f", quantity.Settle(float64(r.energyOf(w.ID))))})
	}
	t.Notes = []string{
		fmt.Sprintf("Rent: per GW-year, published %s to %s; build: per GW, published %s to %s.", Money(model.Rents.Low), Money(model.Rents.High),
			Money(model.BuildCosts.Low), Money(model.BuildCosts.High)),
		"Own: per GW-year over the life of the chips, after Epoch AI, to hold against rents.",
		"GW-years: over the whole contract" + r.butRenewals(", without renewals") + ". TWh: within the timeline, at full power" +
			r.butRenewals(", with renewals") + "; of an umbrella what is left to it.",
	}
	if slices.ContainsFunc(r.Scenario.Commitments, func(c model.Commitment) bool { return c.Utilisation.Present() && c.Utilisation.Stated }) {
		t.Notes = append(t.Notes, "With a utilisation, rent is per GW-year that is used and paid for, so that the total is less than GW-years times rent.")
	}
	if outside {
		t.Notes = append(t.Notes, "! outside of what is published: see the warnings.")
	}
	return t
}

// butRenewals is the text where anything is renewed.
func (r *Run) butRenewals(text string) string {
	if !r.renews() {
		return ""
	}
	return text
}

// perUnit is a price, and nothing where there is none.
func perUnit(v float64) string {
	if model.IsAbsent(v) {
		return ""
	}
	return Money(v)
}
