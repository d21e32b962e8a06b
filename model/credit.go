package model

import (
	"computegap/model/internal/vec"
)

// credit is what a counterparty takes for what it is owed, at every point.
type credit struct {
	left  []float64 // not yet used
	share []float64 // of what is owed this month that credits pay
	owed  []float64
	pays  bool // at some point
	any   bool // something is left at some point
}

// newCredits makes room for the credits.
func (d *desk) newCredits(k *Kernel) {
	for range d.t.payees {
		rows := table(3, k.setup.Width)
		d.credits = append(d.credits, credit{left: rows[0], share: rows[1], owed: rows[2]})
	}
}

func (d *desk) beginCredits() {
	for j := range d.credits {
		c := &d.credits[j]
		clear(c.left)
		clear(c.share)
		c.any, c.pays = false, false
	}
}

// takeTranches decides which rounds with terms close, as [Kernel.takeRounds] does of the
// others.
func (k *Kernel) takeTranches() {
	if k.desk == nil {
		return
	}
	d := k.desk
	for j := range d.t.tranches {
		r := d.t.tranches[j].round
		d.arrived[j], d.awaited[j], d.reached[j] = -1, true, 0
		copy(d.waiting[j][:k.n], k.comes(k.taken[k.m.roundEvent(r)], k.m.funding.rounds[r].circular, k.room[:k.n]))
	}
}

// receive takes the rounds with terms whose money comes in month m.
func (d *desk) receive(k *Kernel, m int) {
	if len(d.t.tranches) == 0 {
		return
	}
	if !d.plain[m] {
		clear(k.series[Rounds].row(m))
	}
	if d.t.series[Prepaid] {
		clear(k.series[Prepaid].row(m))
	}
	for j := range d.t.tranches {
		if r := &d.t.tranches[j]; m >= r.from && m <= r.by && d.awaited[j] {
			d.arrive(k, j, m)
		}
	}
}

// arrive takes the money of a round in month m at the points where it has come to that.
func (d *desk) arrive(k *Kernel, j, m int) {
	r, n := &d.t.tranches[j], d.n
	amount, waiting := k.x[k.m.funding.rounds[r.round].amount][:n], d.waiting[j][:n]
	d.awaited[j] = false
	wanting := d.wanting(k, j, m)
	for p, w := range waiting {
		if w == 0 {
			continue
		}
		if wanting != nil && wanting[p] != 0 {
			d.awaited[j] = true
			continue
		}
		waiting[p] = 0
		if p == 0 {
			d.arrived[j] = m
		}
		if r.dilutes {
			pre, post := r.valuation(k.x, p)
			d.sold[r.part][p] += dilution(amount[p], pre, post)
		}
		if r.payee >= 0 { // credits, no cash
			c := &d.credits[r.payee]
			c.left[p] += amount[p]
			c.any = true
		}
		switch {
		case r.kind == Prepayment:
			k.series[Prepaid].row(m)[p] += amount[p]
		case r.kind != InKind && r.waits:
			k.series[Rounds].row(m)[p] += amount[p]
		}
	}
}

// wanting writes 1 where what a round waits for is not there in month m, else 0; nil where
// it waits for nothing. What is reached but for rounding is reached.
func (d *desk) wanting(k *Kernel, j, m int) []float64 {
	r, short := &d.t.tranches[j], d.in[:d.n]
	if !r.waits {
		return nil
	}
	var online []float64
	if r.gw >= 0 {
		online = d.given[:d.n]
		if r.of != nil {
			online = d.givenBy(k, r.of, m)
		}
		if k.keep && d.waiting[j][0] != 0 {
			d.reached[j] = max(d.reached[j], online[0])
		}
	}
	revenue := k.series[Revenue].row(m)
	for p := range short {
		wants := r.revenue >= 0 && 12*revenue[p] < k.x[r.revenue][p]*(1-1e-12) || r.gw >= 0 && online[p] < k.x[r.gw][p]*(1-1e-9)
		short[p] = 0
		if wants {
			short[p] = 1
		}
	}
	return short
}

// takeCredits pays with credits what their givers are owed in month m, as far as they go,
// and takes it off extra. Each of a counterparty's commitments gets the same share.
func (d *desk) takeCredits(k *Kernel, m int, extra []float64) {
	if !d.t.series[Credits] {
		return
	}
	used := k.series[Credits].row(m)[:d.n]
	clear(used)
	for j := range d.credits {
		c := &d.credits[j]
		if !c.any {
			if c.pays {
				clear(c.share)
				c.pays = false
			}
			continue
		}
		d.owedTo(k, j, m)
		c.pays = true
		c.any = vec.Cover(c.share[:d.n], c.left, c.owed, used, extra)
		if k.keep {
			d.keepShares(k, j, m)
		}
	}
}

// owedTo writes what a counterparty that gives credits is owed in month m.
func (d *desk) owedTo(k *Kernel, j, m int) {
	c := &d.credits[j]
	owed := c.owed[:d.n]
	clear(owed)
	for _, i := range d.t.payees[j].members {
		a := k.aparts[i]
		vec.Add(owed, a.due.row(m))
		if k.m.contracts[i].info.Renew {
			vec.Add(owed, a.after.row(m))
		}
		if f := d.flex.of(i); f != nil && f.late {
			vec.Add(owed, f.Forced[:d.n])
		}
	}
}
