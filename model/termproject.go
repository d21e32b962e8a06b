package model

import (
	"cmp"
	"slices"
)

// keepCredits makes room for what credits pay of each commitment.
func (d *desk) keepCredits(months int) {
	if len(d.t.payees) == 0 {
		return
	}
	d.byPayee, d.renewedBy = make([][]float64, len(d.flex.place)), make([][]float64, len(d.flex.place))
	for _, c := range d.t.payees {
		for _, i := range c.members {
			d.byPayee[i], d.renewedBy[i] = make([]float64, months), make([]float64, months)
		}
	}
}

// keepShares keeps what credits pay of each commitment of a counterparty in month m.
func (d *desk) keepShares(k *Kernel, j, m int) {
	for _, i := range d.t.payees[j].members {
		owed := k.aparts[i].due.row(m)[0]
		if f := d.flex.of(i); f != nil && f.late {
			owed += f.Forced[0]
		}
		d.byPayee[i][m] = d.credits[j].share[0] * owed
		if k.m.contracts[i].info.Renew {
			d.renewedBy[i][m] = d.credits[j].share[0] * k.aparts[i].after.row(m)[0]
		}
	}
}

// describeTerms fills in what terms make of a projection.
func (k *Kernel) describeTerms(p *Projection, x []float64) {
	k.describeRounds(p, x)
	d := k.desk
	for id := range NumSeries {
		if !k.m.HasSeries(id) {
			p.Series[id] = nil
		}
	}
	if d == nil {
		return
	}
	d.describeLines(k, p)
	for i := range d.loans {
		l := &d.loans[i]
		if k.goesRound(d.t.loans[i].circular) {
			continue
		}
		l.Amount = x[d.t.loans[i].amount]
		p.Loans = append(p.Loans, *l)
	}
	at := 0
	for i := range k.m.contracts {
		if k.m.contracts[i].out {
			continue
		}
		c := &p.Commitments[at]
		at++
		if b := d.flex.of(i); b != nil {
			c.Paid = b.paid
			if b.cuts {
				c.Cancelled = b.lines
			} else {
				c.Deferred = b.left
			}
		}
		if len(d.byPayee) > 0 {
			c.Credits, c.RenewalCredits = d.byPayee[i], d.renewedBy[i]
		}
	}
}

// describeLines cuts revenue and its shares down to what was served, and adds the compute
// that was bought to the lines of costs.
func (d *desk) describeLines(k *Kernel, p *Projection) {
	for m, f := range d.served {
		if f == 1 {
			continue
		}
		for i := range p.Revenue {
			p.Revenue[i].Months[m] *= f
		}
		for i := range p.Costs {
			if len(k.m.costs[i].share) > 0 {
				p.Costs[i].Months[m] *= f
			}
		}
	}
	if d.t.demand != nil || d.t.limit >= 0 {
		p.AtHand = d.atHand
	}
	if d.t.demand != nil {
		p.Costs = append(p.Costs, Line{boughtCompute, "Compute bought beside the commitments", slices.Clone(p.Series[BoughtCompute])})
		p.ends, p.shares = append(p.ends, false), append(p.shares, false)
	}
}

// describeRounds fills in the kind and quality of rounds, and when their money comes.
func (k *Kernel) describeRounds(p *Projection, x []float64) {
	at := 0
	for i := range k.m.funding.rounds {
		r := &k.m.funding.rounds[i]
		if !k.m.options.allows(r.info.Firmness) {
			continue
		}
		o := &p.Rounds[at]
		at++
		o.Kind, o.Quality = r.info.kind(), r.info.quality(k.m.inputs[r.probability])
		o.Arrives = -1
		if o.Taken {
			o.Arrives = r.month
		}
		pre, post := value(r.info.PreMoney, k.m, x), value(r.info.PostMoney, k.m, x)
		if o.PostMoney = post; pre > 0 && post == 0 {
			o.PostMoney = pre + o.Amount
		}
		if r.info.dilutes() {
			o.Dilution = dilution(o.Amount, pre, post)
		}
		if t := r.info.Trigger; t != nil && o.Kind != Secondary {
			o.Awaits = k.m.awaited(t, x)
		}
		if k.desk == nil {
			continue
		}
		for j := range k.desk.t.tranches {
			if t := &k.desk.t.tranches[j]; t.round == i {
				o.Arrives = k.desk.waits[j].arrived
				o.Taken, o.part = o.Arrives >= 0, t.part+1
			}
		}
	}
}

// awaited is what a trigger asks for at x.
func (m *Model) awaited(t *Trigger, x []float64) *Awaited {
	a := &Awaited{Revenue: Absent, Capacity: Absent, Commitments: t.Commitments, Until: cmp.Or(t.By, m.time.Start+m.time.Months-1)}
	if t.Revenue.Present() {
		a.Revenue = value(t.Revenue, m, x)
	}
	if t.Capacity.Present() {
		a.Capacity = value(t.Capacity, m, x)
	}
	return a
}

// value is that of an input at x, 0 where the scenario does not state it.
func value(q Quantity, m *Model, x []float64) float64 {
	if i, ok := m.index[q.Path]; ok && q.Present() {
		return x[i]
	}
	return 0
}

// termMoves reports what [Kernel.Moves] does of what terms change, and whether they do.
func (k *Kernel) termMoves(s SeriesID, first, last int) (moves, known bool) {
	t := &k.m.terms
	switch {
	case !k.m.HasSeries(s):
		return false, true
	case !t.used:
		return false, s > CapacityGW
	}
	switch s {
	case Revenue:
		return k.any(), t.limit >= 0
	case Costs:
		return k.any(), t.limit >= 0 || t.demand != nil || len(t.perGW) > 0
	case CapacityGW:
		return k.any(), len(t.flexible) > 0
	case Rounds:
		return k.any(), t.arrives(first, last, func(r *tranche) bool {
			return r.waits && (r.kind == Primary || r.kind == Warrant)
		})
	case Renewals:
		return len(k.varies.contracts) > 0, true
	case DebtDraws, DebtBalance:
		return slices.ContainsFunc(k.desk.varies.loans, func(i int) bool { return t.loans[i].month <= last }), true
	case Prepaid:
		return k.any() && t.arrives(first, last, func(r *tranche) bool { return r.kind == Prepayment }), true
	case Credits:
		return k.any() && t.arrives(0, last, func(r *tranche) bool { return r.payee >= 0 }), true
	}
	return k.any(), s > CapacityGW
}

// arrives reports whether money of some round may come in the months from first to last.
func (t *terms) arrives(first, last int, of func(*tranche) bool) bool {
	return slices.ContainsFunc(t.tranches, func(r tranche) bool { return of(&r) && r.from <= last && r.by >= first })
}
