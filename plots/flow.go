package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"computegap/model"
)

// WhoPaysWhom draws the money of the timeline from those who put it in, at the left,
// through the company to those who are paid, at the right. The two sides are equally
// high: sources beside the parties' are revenue, investors and lenders without a name,
// the cash of the beginning and the gap of the end; uses beside payments to parties are
// those that no party receives, other costs, and what is left.
func WhoPaysWhom(p *model.Projection, parties []Party, m Meta) Chart {
	c := Chart{name: "who-pays-whom", meta: m}
	c.absent = missing(p, model.Revenue, model.Costs, model.Compute, model.OperatingCash,
		model.Rounds, model.FacilityDraws, model.GapDraws, model.Cash, model.FundingGap)
	if c.absent == "" {
		c.absent = partyFault(parties)
	}
	if c.absent != "" {
		return c
	}
	f := flowOf(p, parties)
	if f.size <= model.HalfCent {
		c.absent = "no money flows"
		return c
	}
	c.title = f.title()
	c.subtitle = fmt.Sprintf("Who pays the company and whom it pays %s, USD", during(p.Timeline))
	c.notes = append(f.legend(), renewalNote(p, "Payments for compute: under commitments")...)
	c.draw = f.draw
	return c
}

// stream is a band of a flow at one side.
type stream struct {
	name, value string
	parts       []part // from the top
	color       color.RGBA
	hatched     bool
	returns     bool // money comes back
}

// size returns the amount of the stream.
func (s stream) size() float64 {
	var sum float64
	for _, p := range s.parts {
		sum += p.value
	}
	return sum
}

// flow is what goes into a company and out of it.
type flow struct {
	timeline       model.Timeline
	sources, uses  []stream // from the top
	size           float64  // of either side
	raised         float64
	fromPaid, back float64 // parts of raised: from those who are paid, and what is due back to them
	paid           float64 // for compute
	most           string  // who receives most of it
	mostPaid       float64
	paler, inKind  bool // loans, and credits, are shown
	through        bool // one that nothing is paid to directly is paid by way of others
}

// mostParties is how many parties have bands of their own.
const mostParties = 7

// flowOf sorts the flows of a projection.
func flowOf(p *model.Projection, parties []Party) flow {
	sum := func(id model.SeriesID) float64 { return total(p.Series[id]) }
	f := flow{timeline: p.Timeline}
	parties = slices.DeleteFunc(slices.Clone(parties), func(q Party) bool { return clean(q.Name) == "" })
	all := merge(parties)
	for _, q := range parties {
		f.count(q)
	}
	rounds, loans := sum(model.Rounds)-all.Rounds, drawn(p)-all.Loans
	f.raised = all.gives() + math.Max(rounds, 0) + math.Max(loans, 0)
	f.paid = sum(model.Compute) + sum(model.Renewals) - last(p, model.Deferred) - sum(model.Cancelled)
	f.parties(p, parties)
	f.source("Investors not named", rounds, silver, false)
	f.source("Lenders not named", loans, tint(silver, 0.7), false)
	f.source("Customers", sum(model.Revenue), tint(blue, 0.35), false)
	f.source("Opening cash and credit lines", opening(p)+sum(model.FacilityDraws)-ofLenders(p), silver, false)
	f.source("Nobody yet: the funding gap", last(p, model.FundingGap), tint(vermillion, 0.45), true)
	f.use("Not named or not yet assigned", f.paid-all.Paid, pale, true)
	bought := total(p.Series[model.BoughtCompute])
	f.use("Compute bought beside them", bought, tint(silver, 0.8), true)
	f.use("Other costs", sum(model.Costs)-bought, silver, false)
	f.balance()
	return f
}

// balance gives the lower side what it lacks, so that both have the same size.
func (f *flow) balance() {
	in, out := sizes(f.sources), sizes(f.uses)
	f.size = math.Max(in, out)
	if math.Abs(in-out) <= model.HalfCent+1e-9*f.size {
		return
	}
	f.use("Interest, fees and what is left", in-out, tint(silver, 0.6), false)
	f.source("Other sources", out-in, tint(silver, 0.6), false)
}

// drawn returns what loans, and credit lines of lenders with a name, pay out over the timeline.
func drawn(p *model.Projection) float64 {
	var sum float64
	for _, l := range p.Loans {
		sum += total(l.Drawn)
	}
	for _, w := range p.Facilities {
		if w.Lender != "" {
			sum += w.Drawn()
		}
	}
	return sum
}

// ofLenders returns what is owed at the end on credit lines of lenders with a name: these have
// bands of their own.
func ofLenders(p *model.Projection) (sum float64) {
	for _, w := range p.Facilities {
		if w.Lender != "" {
			sum += w.Drawn() - w.Repaid()
		}
	}
	return sum
}

// last returns a balance at the end of the timeline, 0 where there is none.
func last(p *model.Projection, id model.SeriesID) float64 {
	if months := p.Series[id]; len(months) > 0 {
		return months[len(months)-1]
	}
	return 0
}

// count adds a party to what the title says.
func (f *flow) count(p Party) {
	f.back += p.Returns
	f.paler = f.paler || p.Loans+p.Repaid > model.HalfCent
	f.inKind = f.inKind || p.InKind+p.Credits > model.HalfCent
	if p.Paid > model.HalfCent || p.circles() {
		f.through = f.through || p.Paid <= model.HalfCent
		f.fromPaid += p.gives()
	}
	if p.Paid > f.mostPaid {
		f.most, f.mostPaid = clean(p.Name), p.Paid
	}
}

// parties adds the parties to the sides where they have something.
func (f *flow) parties(p *model.Projection, parties []Party) {
	givers, otherGivers := notable(parties, Party.gives)
	paid, otherPaid := notable(parties, Party.receives)
	var names []string
	for _, q := range slices.Concat(paid, givers) {
		names = append(names, q.Name)
	}
	next := palette(names, p)
	for _, q := range paid {
		f.receiver(q, q.Name, next(q.Name))
	}
	for _, q := range givers {
		f.giver(q, q.Name, next(q.Name))
	}
	f.giver(merge(otherGivers), fmt.Sprintf("%d others", len(otherGivers)), grey)
	f.receiver(merge(otherPaid), fmt.Sprintf("%d others", len(otherPaid)), grey)
}

// giver adds what a party gives.
func (f *flow) giver(p Party, name string, c color.RGBA) {
	value := dollars(p.gives())
	switch {
	case p.circles() && p.Returns > 0.995*p.gives():
		value += ", all due back"
	case p.circles():
		value += ", " + dollars(p.Returns) + " due back"
	}
	f.add(&f.sources, stream{name: name, value: value, color: c, returns: p.circles(), parts: []part{
		{value: p.Rounds, color: c}, {value: p.Loans, color: tint(c, 0.55)}, {value: p.InKind, color: tint(c, 0.75), hatched: true},
	}})
}

// receiver adds what a party is paid.
func (f *flow) receiver(p Party, name string, c color.RGBA) {
	value := dollars(p.receives())
	if back := math.Min(p.Returns, p.Paid); back > model.HalfCent {
		value += ", " + dollars(back) + " its own money"
	}
	f.add(&f.uses, stream{name: name, value: value, color: c, returns: p.circles(), parts: []part{
		{value: p.Paid - p.Credits, color: c}, {value: p.Credits, color: tint(c, 0.75), hatched: true},
		{value: p.Repaid, color: tint(c, 0.55)},
	}})
}

// source and use add what has no party.
func (f *flow) source(name string, v float64, c color.RGBA, hatched bool) {
	f.add(&f.sources, stream{name: name, value: dollars(v), color: c, hatched: hatched, parts: []part{{v, c, hatched}}})
}

func (f *flow) use(name string, v float64, c color.RGBA, hatched bool) {
	f.add(&f.uses, stream{name: name, value: dollars(v), color: c, hatched: hatched, parts: []part{{v, c, hatched}}})
}

// add adds a stream to a side, without its parts of nothing, unless it is nothing.
func (f *flow) add(side *[]stream, s stream) {
	s.parts = slices.DeleteFunc(s.parts, func(p part) bool { return p.value <= model.HalfCent })
	if len(s.parts) > 0 {
		s.name = cmp.Or(clean(s.name), "Unnamed")
		*side = append(*side, s)
	}
}

// sizes adds up streams.
func sizes(side []stream) float64 {
	var sum float64
	for _, s := range side {
		sum += s.size()
	}
	return sum
}

// title states how much of the money raised comes from those who are paid.
func (f flow) title() string {
	end := theEnd(f.timeline)
	raised := fmt.Sprintf("the %s raised to %s", dollars(f.raised), end)
	switch {
	case f.raised <= model.HalfCent && f.most == "":
		return fmt.Sprintf("Nothing is raised to %s, and nobody with a name is paid for compute", end)
	case f.raised <= model.HalfCent:
		return fmt.Sprintf("Nothing is raised to %s; of %s paid for compute %s receives most, %s", end, dollars(f.paid), f.most, dollars(f.mostPaid))
	case f.fromPaid <= model.HalfCent:
		return fmt.Sprintf("None of %s comes from those who are paid for compute", raised)
	}
	part := fmt.Sprintf("%s of %s comes", dollars(f.fromPaid), raised)
	if f.fromPaid > 0.995*f.raised {
		part = fmt.Sprintf("All of %s comes", raised)
	}
	part += " from those who are paid for compute"
	if f.back < 0.995*f.fromPaid {
		part += ", and " + dollars(f.back) + " of it is due back to them"
	}
	return part
}

// legend explains the marks in use.
func (f flow) legend() []string {
	var parts []string
	if f.back > model.HalfCent {
		legend := "↔ what the counterparty gives is due back to it, all or in part, for compute"
		if f.through {
			legend += ", itself or by way of others"
		}
		parts = append(parts, legend)
	}
	if f.inKind {
		parts = append(parts, "hatched in its colour: credits, not cash")
	}
	if f.paler {
		parts = append(parts, "paler: loans and their repayment")
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{upperFirst(strings.Join(parts, "; "))}
}
