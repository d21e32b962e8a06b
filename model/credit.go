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
		r, w := d.t.tranches[j].round, &d.waits[j]
		w.arrived, w.reached, w.points = -1, 0, w.points[:0]
		for p, taken := range k.comes(k.taken[k.m.roundEvent(r)], k.m.funding.rounds[r].circular, k.room[:k.n])[:k.n] {
			if taken != 0 {
				w.points = append(w.points, uint8(p))
			}
		}
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
		if r := &d.t.tranches[j]; m >= r.from && m <= r.by && len(d.waits[j].points) > 0 {
			d.arrive(k, j, m)
		}
	}
}

// arrive takes the money of a round in month m at the points that wait for it and where it has
// come to that.
func (d *desk) arrive(k *Kernel, j, m int) {
	r, w := &d.t.tranches[j], &d.waits[j]
	there := d.condition(k, r, m)
	if k.keep && r.gw >= 0 {
		w.reached = max(w.reached, there.online[0])
	}
	waiting := w.points[:0]
	for _, p := range w.points {
		if !there.holds(int(p)) {
			waiting = append(waiting, p)
			continue
		}
		if p == 0 {
			w.arrived = m
		}
		d.bring(k, r, m, int(p))
	}
	w.points = waiting
}

// bring takes what a round brings in month m at point p: credits, or cash; and what it sells.
func (d *desk) bring(k *Kernel, r *tranche, m, p int) {
	amount := k.x[k.m.funding.rounds[r.round].amount][p]
	if r.dilutes {
		pre, post := r.valuation(k.x, p)
		d.sold[r.part][p] += dilution(amount, pre, post)
	}
	if r.payee >= 0 { // credits, no cash
		c := &d.credits[r.payee]
		c.left[p] += amount
		c.any = true
	}
	switch {
	case r.kind == Prepayment:
		k.series[Prepaid].row(m)[p] += amount
	case r.kind != InKind && r.waits:
		k.series[Rounds].row(m)[p] += amount
	}
}

// condition is what a round waits for in a month, at every point: revenue of the month that
// reaches least, USD a year, and capacity that reaches power. What does not count is nil.
type condition struct{ revenue, least, online, power []float64 }

// condition is that of month m.
func (d *desk) condition(k *Kernel, r *tranche, m int) (c condition) {
	if r.revenue >= 0 {
		c.revenue, c.least = k.series[Revenue].row(m), k.x[r.revenue]
	}
	if r.gw >= 0 {
		if c.online, c.power = d.given, k.x[r.gw]; r.of != nil {
			c.online = d.givenBy(k, r.of, m)
		}
	}
	return c
}

// holds reports whether all of it is there at point p.
func (c *condition) holds(p int) bool {
	return (c.revenue == nil || earns(12*c.revenue[p], c.least[p])) && (c.online == nil || lights(c.online[p], c.power[p]))
}

// earns reports whether revenue that runs at so much a year reaches a trigger, but for rounding.
func earns(runRate, least float64) bool { return runRate >= least*(1-1e-12) }

// lights reports whether capacity online reaches a trigger, but for rounding.
func lights(online, power float64) bool { return online >= power*(1-1e-9) }

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
