package report

import (
	"fmt"
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// ledger shows the sources and uses of cash year by year.
func (r *Run) ledger() Table {
	p := r.Projection
	t := Table{Title: "Sources and uses of cash by year"}
	flows := []struct {
		name   string
		values []float64
	}{
		{"Revenue", p.Series[model.Revenue]},
		{"Costs", p.Series[model.Costs]},
		{"Compute", p.ComputePaid()},
		{"Interest", p.Series[model.Interest]},
		{"Rounds", p.Series[model.Rounds]},
		{"Credit", credit(p)},
		{"Unfunded", p.Series[model.GapDraws]},
		{"Cash", p.Series[model.Cash]},
		{"Gap", p.Series[model.FundingGap]},
	}
	optional := []string{"Interest", "Rounds", "Credit", "Unfunded"}
	years := calendarYears(p.Timeline)
	t.Columns = []Column{{Name: "Year"}}
	for _, y := range years {
		t.Rows = append(t.Rows, []string{y.label})
	}
	for i, f := range flows {
		if slices.Contains(optional, f.name) && !slices.ContainsFunc(f.values, func(v float64) bool { return v != 0 }) {
			continue
		}
		t.Columns = append(t.Columns, Column{Name: f.name, Right: true})
		for j, y := range years {
			v := f.values[y.last]
			if i < 7 {
				v = 0
				for _, x := range f.values[y.first : y.last+1] {
					v += x
				}
			}
			t.Rows[j] = append(t.Rows[j], Money(v))
		}
	}
	t.Notes = append([]string{sumNote(t.Columns)}, r.ledgerNotes()...)
	if v := total(r.Projection.Series[model.GapInterest]); v > model.HalfCent {
		t.Notes = append(t.Notes, fmt.Sprintf("Gap at the end = gap before + unfunded + its own interest, %s in all.", Money(v)))
	}
	for _, y := range years {
		if n := y.last - y.first + 1; n < 12 {
			t.Notes = append(t.Notes, fmt.Sprintf("%s covers %s.", y.label, count(n, "month")))
		}
	}
	return t
}

// sumNote says how the columns of the ledger add up.
func sumNote(columns []Column) string {
	note := "Cash at the end = cash before + revenue − costs − compute"
	for _, c := range columns {
		switch c.Name {
		case "Interest", "Rounds", "Credit", "Unfunded":
			note += " + " + strings.ToLower(c.Name)
		}
	}
	return note + "."
}

// year is a calendar year cut to the timeline: months first to last.
type year struct {
	label       string
	first, last int
}

func calendarYears(t model.Timeline) (years []year) {
	for m := 0; m < t.Months; m++ {
		calendar := quantity.Month(t.Start + m)
		if m == 0 || calendar.MonthOfYear() == 1 {
			years = append(years, year{label: fmt.Sprint(calendar.Year()), first: m})
		}
		years[len(years)-1].last = m
	}
	return years
}

// memoMark stands behind the name of a memo.
const memoMark = "°"

// contracts lists the commitments, each umbrella above what lies within it.
func (r *Run) contracts() Table {
	p := r.Projection
	t := Table{Title: "Commitments", Columns: []Column{{Name: "Commitment"}, {Name: "Firmness"}, {Name: "Total", Right: true}}}
	before := slices.ContainsFunc(p.Commitments, func(c model.Contract) bool { return c.Before != 0 })
	if before {
		t.Columns = append(t.Columns, Column{Name: "Before", Right: true})
	}
	t.Columns = append(t.Columns, Column{Name: "Paid", Right: true}, Column{Name: "Later", Right: true}, Column{Name: "% rev.", Right: true})
	gw := p.Series[model.CapacityGW] != nil
	if gw {
		t.Columns = append(t.Columns, Column{Name: "GW", Right: true})
	}
	memos := false
	for _, e := range tree(p.Commitments) {
		t.Rows = append(t.Rows, r.contractRow(e, before, gw))
		memos = memos || e.contract.Memo
	}
	t.Rows = append(t.Rows, r.totalRow(before, gw))
	if slices.ContainsFunc(p.Commitments, func(c model.Contract) bool { return c.Umbrella }) {
		t.Notes = append(t.Notes, "An umbrella's row shows its total; paid and later are those of its remainder, what the contracts within it leave.")
	}
	t.Notes = append([]string{"Paid: within the timeline" + r.butRenewals(", without renewals") + "; later: due after it; % rev.: paid, as a share of revenue."}, t.Notes...)
	if memos {
		text := memoMark + " counted elsewhere (memo): in no sum"
		if y := r.Projection.Series; moves(y[model.Deferred]) || moves(y[model.Cancelled]) {
			text += ", and shown as if nothing were put off or cut"
		}
		t.Notes = append(t.Notes, text+".")
	}
	if names := notTaken(p.Commitments); names != "" {
		t.Notes = append(t.Notes, "Not taken in the central case: "+names+".")
	}
	return t
}

func (r *Run) contractRow(e entry, before, gw bool) []string {
	c := e.contract
	name := Elide(e.indent()+e.name(), 25)
	if c.Memo {
		name = Elide(e.indent()+e.name(), 23) + " " + memoMark
	}
	row := []string{name, string(c.Firmness), Money(c.Total)}
	if before {
		row = append(row, Money(c.Before))
	}
	paid := total(c.Paid)
	row = append(row, Money(paid), Money(c.After), percent(paid, r.Projection.Metrics[model.TotalRevenue]))
	if gw {
		row = append(row, power(c.StatedCapacity))
	}
	return row
}

func (r *Run) totalRow(before, gw bool) []string {
	p := r.Projection
	var all, past float64
	for _, c := range p.Commitments {
		if !c.Memo {
			all += c.Remainder
			past += c.Before
		}
	}
	row := []string{"All, counted once", "", Money(all)}
	if before {
		row = append(row, Money(past))
	}
	v := p.Metrics
	paid := v[model.TotalCompute] - last(p.Series[model.Deferred]) - total(p.Series[model.Cancelled])
	row = append(row, Money(paid), Money(v[model.CommittedBeyond]), percent(paid, v[model.TotalRevenue]))
	if gw {
		row = append(row, "")
	}
	return row
}

// power is a capacity without its unit, empty for none.
func power(gw float64) string {
	if gw == 0 {
		return ""
	}
	return quantity.Format(quantity.Factor, gw)
}

func total(x []float64) (sum float64) {
	for _, v := range x {
		sum += v
	}
	return sum
}

// entry is a commitment and how deep it lies within umbrellas.
type entry struct {
	contract *model.Contract
	depth    int
}

func (e entry) indent() string { return "          "[:min(10, 2*e.depth)] }

func (e entry) name() string {
	if e.contract.Label != "" {
		return e.contract.Label
	}
	return e.contract.ID
}

// tree orders commitments so that each umbrella comes before what lies within it. What
// lies within one that is not there stands at the top.
func tree(list []model.Contract) (out []entry) {
	var walk func(parent string, depth int)
	walk = func(parent string, depth int) {
		for i := range list {
			if list[i].Within == parent {
				out = append(out, entry{&list[i], depth})
				walk(list[i].ID, depth+1)
			}
		}
	}
	walk("", 0)
	for i := range list {
		orphan := !slices.ContainsFunc(list, func(c model.Contract) bool { return c.ID == list[i].Within })
		if list[i].Within != "" && orphan {
			out = append(out, entry{&list[i], 0})
			walk(list[i].ID, 1)
		}
	}
	return out
}
