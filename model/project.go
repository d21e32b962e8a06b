package model

import (
	"slices"
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
	k.doubtTriggers(p, x)
	m.weighBreakeven(p, x)
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
