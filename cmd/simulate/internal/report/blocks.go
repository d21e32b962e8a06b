package report

import (
	"cmp"
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// blocks are the parts of a document that only some scenarios have something to say in.
func (r *Run) blocks() (list object) {
	add := func(name string, o object) {
		if len(o) > 0 {
			list = append(list, member{name, o})
		}
	}
	add("rounds", r.roundObjects())
	add("loans", r.loanObjects())
	if len(r.Ladder) > 0 {
		add("firmness", object{{"ladder", r.ladderObjects()}})
	}
	if list, _ := r.dealings(); slices.ContainsFunc(list, func(d model.Dealing) bool { return d.Name != "" }) {
		add("counterparties", r.dealingObjects())
		add("circular", r.circularObject())
		add("exposure", r.exposureObjects())
	}
	if c := r.Flexible; c != nil {
		more := []model.MetricID{model.DeferredAtEnd, model.TotalCancelled, model.TotalFlexibilityFees}
		add("flexibility", object{{"policy", string(r.Scenario.Policy)}, {"with", r.gapObject(c.With, more...)}, {"without", r.gapObject(c.Without)}})
	}
	add("funding", r.fundingObjects())
	add("capacity", r.capacityObjects())
	return list
}

// months shows a line by reporting period.
func (r *Run) months(line []float64) (out byPeriod) {
	for _, v := range r.Projection.Timeline.Sum(line) {
		out = append(out, number(v))
	}
	return out
}

// balance shows a line at the end of every reporting period.
func (r *Run) balance(line []float64) (out byPeriod) {
	for _, v := range r.Projection.Timeline.Last(line) {
		out = append(out, number(v))
	}
	return out
}

// termsOf shows what only some commitments have: chances where promises may not be kept,
// and what is not paid in cash as it falls due.
func (r *Run) termsOf(c model.Contract) (o object) {
	if r.chancy() {
		o = append(o, member{"probability", number(c.Probability)}, member{"taken", c.Taken}, member{"requires", stated(c.Requires)})
	}
	if !slices.Equal(c.Due, c.Paid) {
		o = append(o, member{"due", r.months(c.Due)})
	}
	flows := []struct {
		name   string
		months []float64
		show   func([]float64) byPeriod
	}{
		{"deferred", c.Deferred, r.balance}, {"cancelled", c.Cancelled, r.months}, {"credits", c.Credits, r.months}, {"renewal", c.Renewal, r.months},
	}
	for _, f := range flows {
		if f.months != nil {
			o = append(o, member{f.name, f.show(f.months)})
		}
	}
	return o
}

// chancy reports whether a commitment may not be taken.
func (r *Run) chancy() bool {
	return r.Scenario.Odds != nil || slices.ContainsFunc(r.Scenario.Commitments, func(c model.Commitment) bool {
		return c.Probability.Present() || c.Requires != ""
	})
}

// stated is a text of a document, null where there is none.
func stated(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// some is a number of a document, null for nothing.
func some(v float64) any {
	if v == 0 {
		return nil
	}
	return number(v)
}

func (r *Run) roundObjects() (o object) {
	p := r.Projection
	for _, x := range p.Rounds {
		var arrives any
		if x.Taken {
			arrives = calendar(x.When(p.Timeline), p.Timeline)
		}
		o = append(o, member{x.ID, object{
			{"amount", number(x.Amount)},
			{"date", calendar(x.Month, p.Timeline)},
			{"taken", x.Taken},
			{"arrives", arrives},
			{"kind", string(x.Form())},
			{"quality", strings.ReplaceAll(string(x.Sort()), " ", "-")},
			{"firmness", string(x.Firmness)},
			{"counterparty", x.Counterparty},
			{"probability", number(x.Probability)},
			{"requires", stated(x.Requires)},
			{"post_money", some(x.PostMoney)},
			{"dilution", some(x.Dilution)},
			{"trigger", r.triggerOf(x)},
		}})
	}
	return o
}

// triggerOf shows what a round waits for, null where that is nothing.
func (r *Run) triggerOf(x model.Receipt) any {
	a, t := x.Awaits, r.Projection.Timeline
	if a == nil {
		return nil
	}
	return object{
		{"revenue", metricValue(a.Revenue, "USD", t)},
		{"capacity_gw", metricValue(a.Capacity, "GW", t)},
		{"commitments", append([]string{}, a.Commitments...)},
		{"by", calendar(a.Until, t)},
	}
}

func (r *Run) loanObjects() (o object) {
	for _, l := range r.Projection.Loans {
		o = append(o, member{l.ID, object{
			{"amount", number(l.Amount)},
			{"date", calendar(l.Month, r.Projection.Timeline)},
			{"counterparty", l.Lender},
			{"drawn", r.months(l.Drawn)},
			{"repaid", r.months(l.Repaid)},
			{"interest", r.months(l.Interest)},
			{"balance", r.balance(l.Balance)},
		}})
	}
	return o
}

// gapObject shows the metrics of a gap, and more.
func (r *Run) gapObject(v model.Values, more ...model.MetricID) (o object) {
	for _, id := range append([]model.MetricID{model.PeakGap, model.PeakGapDate, model.FirstGapDate, model.GapAtEnd}, more...) {
		info := id.Info()
		o = append(o, member{info.Name, metricValue(v[id], info.Unit, r.Projection.Timeline)})
	}
	return o
}

func (r *Run) ladderObjects() (list []object) {
	for _, g := range r.Ladder {
		list = append(list, append(object{{"class", string(g.Class)}, {"label", g.Label}}, r.gapObject(g.Metrics, model.TotalCompute)...))
	}
	return list
}

func (r *Run) dealingObjects() (o object) {
	list, _ := r.dealings()
	for _, d := range list {
		o = append(o, member{cmp.Or(d.Name, unnamed), object{
			{"due", number(d.Due)},
			{"paid", number(d.Paid)},
			{"in_kind", number(d.InKind)},
			{"renewals", number(d.Renewals)},
			{"prepaid", number(d.Prepaid)},
			{"received", number(d.Received)},
			{"granted", number(d.Granted)},
			{"lent", number(d.Lent)},
			{"repaid", number(d.Repaid)},
			{"interest", number(d.Interest)},
			{"net", number(d.Net())},
			{"circular", number(d.Circular)},
		}})
	}
	return o
}

func (r *Run) circularObject() object {
	_, all := r.dealings()
	o := object{{"gross", number(all.Gross)}, {"circular", number(all.Circular)}, {"net", number(all.Net())}, {"share", metricValue(all.Share(), "1", r.Projection.Timeline)}}
	if c := r.Circular; c != nil {
		o = append(o, member{"with", r.gapObject(c.With)}, member{"without", r.gapObject(c.Without)})
	}
	return o
}

func (r *Run) exposureObjects() (o object) {
	t := r.Projection.Timeline
	for _, e := range model.Exposures(r.Projection, r.Scenario) {
		years := object{}
		for i, y := range calendarYears(t) {
			years = append(years, member{y.label, number(e.Years[i])})
		}
		o = append(o, member{cmp.Or(e.Name, unnamed), object{
			{"due", years},
			{"beyond", number(e.Beyond)},
			{"renewals", number(e.Renewals)},
			{"largest_year", number(e.Largest)},
			{"share_of_backlog", metricValue(e.Backlog.Central, "1", t)},
			{"share_of_backlog_range", rangeOf(e.Backlog)},
			{"share_of_revenue", metricValue(e.Revenue.Central, "1", t)},
			{"share_of_revenue_range", rangeOf(e.Revenue)},
			{"loss", number(e.Loss)},
		}})
	}
	return o
}

// rangeOf is what a share comes to for the middle 90% of a quantity, null where that is
// certain or unknown.
func rangeOf(s model.Share) any {
	if !s.Uncertain() {
		return nil
	}
	return pair{number(s.Low), number(s.Top)}
}

func (r *Run) fundingObjects() (o object) {
	for _, q := range model.FundingByQuality(r.Projection, r.Scenario) {
		o = append(o, member{strings.ReplaceAll(string(q.Quality), " ", "-"), object{
			{"rounds", len(q.Rounds)},
			{"taken", number(q.Taken)},
			{"not_taken", number(q.NotTaken)},
			{"past", number(q.Past)},
			{"dilution", number(q.Dilution)},
		}})
	}
	return o
}

// sides say where a price lies against what is published.
var sides = map[int]string{-1: "below", 0: "inside", 1: "above"}

func (r *Run) capacityObjects() (o object) {
	t := r.Projection.Timeline
	for _, w := range r.Model.Worth() {
		span, kind := model.Rents, "rent"
		if w.Built {
			span, kind = model.BuildCosts, "build"
		}
		o = append(o, member{w.ID, object{
			{"kind", kind},
			{"gw", number(w.Capacity)},
			{"gw_years", some(w.GWYears)},
			{"total", number(w.Total)},
			{"price_per_gw_year", metricValue(w.Price, "USD", t)},
			{"build_cost_per_gw", metricValue(w.BuildCost, "USD", t)},
			{"published", object{{"low", number(span.Low)}, {"high", number(span.High)}}},
			{"side", sides[w.Side()]},
			{"chip_life", metricValue(w.ChipLife, quantity.Duration.Unit(), t)},
			{"owning_per_gw_year", metricValue(w.Ownership, "USD", t)},
			{"energy_twh", r.energyOf(w.ID)},
		}})
	}
	return o
}

// energyOf is [model.Contract.Energy] of a commitment.
func (r *Run) energyOf(id string) number {
	i := slices.IndexFunc(r.Projection.Commitments, func(c model.Contract) bool { return c.ID == id })
	if i < 0 {
		return 0
	}
	return number(r.Projection.Commitments[i].Energy())
}
