package model

import (
	"slices"
	"strings"
)

// Project evaluates the model at x, one value per input, or at the central values
// when x is nil.
func (m *Model) Project(x []float64) *Projection {
	if x == nil {
		x = m.central
	}
	// Note: what is uncertain counts as moving, as for a path of an ensemble, so that both add
	// lines up in the same order and agree to the last bit.
	c := m.Chance()
	k := m.newKernel(Setup{X: x, Free: c.Inputs, Noisy: c.Noises})
	k.keep = true
	k.hoist()
	k.Eval(x)
	p := &Projection{Timeline: m.time, Series: k.memory}
	for id := range p.Metrics {
		p.Metrics[id] = k.values[id][0]
	}
	for i := range m.streams {
		p.Revenue = append(p.Revenue, Line{m.streams[i].info.ID, m.streams[i].info.Label, k.streams[i].v})
	}
	for i := range m.costs {
		p.Costs = append(p.Costs, Line{m.costs[i].info.ID, m.costs[i].info.Label, k.costs[i]})
		p.ends = append(p.ends, m.costs[i].ends(x, m.time.Months))
		p.shares = append(p.shares, len(m.costs[i].share) > 0)
	}
	for i := range m.contracts {
		if !m.contracts[i].out {
			p.Commitments = append(p.Commitments, k.contract(i))
		}
	}
	for i := range m.funding.rounds {
		if r := &m.funding.rounds[i]; m.options.allows(r.info.Firmness) {
			p.Rounds = append(p.Rounds, Receipt{ID: r.info.ID, Label: r.info.Label, Counterparty: r.info.Counterparty,
				Firmness: r.info.Firmness, Month: r.info.Month, Amount: x[r.amount], Secondary: r.info.Secondary, Taken: r.month >= 0 && k.kept(k.m.roundEvent(i)) && !k.goesRound(r.circular),
				Probability: x[r.probability], Requires: k.m.requirementOf(k.m.roundEvent(i))})
		}
	}
	for i := range m.funding.facilities {
		info := m.funding.facilities[i].info
		p.Facilities = append(p.Facilities, CreditLine{Line{info.ID, info.Label, k.balances[i]}, info.Lender, k.interest[i]})
	}
	k.describeTerms(p, x)
	p.Warnings = append(append(k.warnings(), m.worthWarnings()...), m.unusedWarnings()...)
	m.weighRenewals(p)
	m.doubtLimit(p, x)
	m.doubtCredits(p)
	if causes, why := p.BreakevenCauses(); len(causes) > 0 {
		p.Warnings = append(p.Warnings, Warning{BreakevenDate.Info().Name,
			"hangs on " + why + "; without that breakeven would come later or never: " + strings.Join(causes, ", ") +
				". To see it, give costs a later until, commitments a longer term"})
	}
	return p
}

// contract gathers what the last evaluation found for one commitment.
func (k *Kernel) contract(i int) Contract {
	c, a := &k.m.contracts[i], k.amounts[i]
	out := Contract{
		ID: c.info.ID, Label: c.info.Label, Counterparty: c.info.Counterparty, Within: c.info.Within,
		Firmness: c.info.Firmness, Memo: c.memo,
		Umbrella: len(c.within) > 0 || slices.ContainsFunc(k.m.contracts, func(o contract) bool { return o.info.Within == c.info.ID }),
		Total:    a.total, Remainder: a.remainder, Scheduled: a.scheduled, Before: a.before,
		Due: k.paid[i], Paid: k.paid[i], Escalation: a.escalation, After: a.after, Capacity: k.gw[i],
	}
	e := commitmentEvent(i)
	out.Probability, out.Requires, out.Taken = k.probability(e), k.m.requirementOf(e), k.kept(e)
	if c.renewing() {
		out.Renewal = k.renewed[i]
	}
	for _, j := range c.capacity {
		out.StatedCapacity += k.x[j][0]
	}
	return out
}

// warnings says which relations between inputs the point breaks.
func (k *Kernel) warnings() (w []Warning) {
	c := compiler{m: k.m}
	for _, b := range k.broken {
		path, message, _ := c.explain(b)
		w = append(w, Warning{path, message})
	}
	return w
}

// BreakevenCauses names the cost lines and contracts, by path, whose end makes the
// company break even, and says in words what they do: they end inside the timeline, at
// most a year before that month, and were they carried on, each alone, at the mean of
// their last twelve months, breakeven would come later or never. A contract that is
// renewed does not end; but where it is renewed for much less than it was worth, it
// counts if breakeven would come later or never at the mean of what it paid. None when
// breakeven never comes.
func (p *Projection) BreakevenCauses() (paths []string, why string) {
	even := p.Metrics[BreakevenDate]
	if IsAbsent(even) {
		return nil, ""
	}
	ended, renewed := false, false
	for i, l := range p.Costs {
		var of []float64
		if p.shares[i] {
			of = p.Series[Revenue]
		}
		if p.ends[i] && p.breaksEvenBy(l.Months, nil, of, int(even)) {
			paths, ended = append(paths, "costs."+l.ID), true
		}
	}
	for _, c := range p.Commitments {
		if c.Memo || c.Renewal != nil && !c.renewedLow || !p.breaksEvenBy(c.Paid, c.Renewal, nil, int(even)) {
			continue
		}
		paths = append(paths, "commitments."+c.ID)
		ended, renewed = ended || c.Renewal == nil, renewed || c.Renewal != nil
	}
	switch {
	case ended && renewed:
		why = "what ends inside the timeline or is renewed for much less"
	case renewed:
		why = "what is renewed for much less"
	case ended:
		why = "what ends inside the timeline"
	}
	return paths, why
}

// ends reports whether the line can end by itself: a share may also be nothing because
// the revenue it is of has ended.
func (c *cost) ends(x []float64, months int) bool {
	last := len(c.share) - 1
	return c.law != nil || c.hi < months || last > 0 && x[c.share[last]] == 0
}

// breaksEvenBy reports whether the line stops paying inside the timeline and operating
// cash would be negative in some month after that, from month even on, if it went on at
// the mean of its last twelve months, per dollar of what it is a share of where it is one; or
// in place of its renewal at the mean of them all.
func (p *Projection) breaksEvenBy(line, renewal, of []float64, even int) bool {
	last := len(line) - 1
	for last >= 0 && line[last] == 0 {
		last--
	}
	if last < max(0, even-12) || last+1 >= len(line) {
		return false
	}
	from := max(0, last-11)
	if renewal != nil {
		from = slices.IndexFunc(line, func(v float64) bool { return v != 0 })
	}
	base := float64(last + 1 - from)
	if of != nil {
		base = sum(of[from : last+1])
	}
	for m := max(even, last+1); m < len(line); m++ {
		more := sum(line[from:last+1]) / base
		if of != nil {
			more *= of[m]
		}
		if renewal != nil {
			more -= renewal[m]
		}
		if p.Series[OperatingCash][m]-more < -HalfCent {
			return true
		}
	}
	return false
}

// Periods is the number of reporting periods.
func (t Timeline) Periods() int { return t.Months / t.Step }

// Sum adds months up to reporting periods.
func (t Timeline) Sum(months []float64) []float64 {
	out := make([]float64, t.Periods())
	for i := range out {
		out[i] = sum(months[i*t.Step : (i+1)*t.Step])
	}
	return out
}

// Last takes the month at the end of each reporting period.
func (t Timeline) Last(months []float64) []float64 {
	out := make([]float64, t.Periods())
	for i := range out {
		out[i] = months[(i+1)*t.Step-1]
	}
	return out
}

// Report is a series by reporting period: flows summed, balances at the end; nil where
// the series does not exist.
func (p *Projection) Report(s SeriesID) []float64 {
	switch {
	case p.Series[s] == nil:
		return nil
	case s.Info().Balance:
		return p.Timeline.Last(p.Series[s])
	}
	return p.Timeline.Sum(p.Series[s])
}
