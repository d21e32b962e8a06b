package model

import (
	"slices"
	"strings"
)

// tranche is a round that the plain ledger does not know how to take: its money waits for
// something, or is no cash, or it gives shares away at a stated valuation.
type tranche struct {
	round     int
	kind      RoundKind
	waits     bool
	revenue   int   // input that a month's revenue must reach, USD/yr; −1: none
	gw        int   // input that capacity online must reach, GW; −1: none
	of        []int // contracts whose capacity that is; nil: all
	from, by  int   // months in which it may come
	payee     int   // who takes its credits, −1
	pre, post int   // valuations: inputs, or −1
	dilutes   bool
	part      int // which of the rounds that dilute it belongs to
}

// kind is that of a round, stated or not.
func (r *Round) kind() RoundKind {
	switch {
	case r.Secondary:
		return Secondary
	case r.Kind == "":
		return Primary
	}
	return r.Kind
}

// dilutes reports whether new shares are given for what a round brings, cash or credits.
func (r *Round) dilutes() bool { return r.kind() == Primary || r.kind() == InKind }

// comes reports whether a round may bring something within the timeline, if it closes.
func (r *Round) comes(t Timeline) bool {
	m := r.Month - t.Start
	return r.kind() != Secondary && m < t.Months && (m >= 0 || r.Trigger != nil)
}

// tranche compiles what a round says beside amount, date and probability.
func (c *compiler) tranche(r *Round, path string) {
	list := c.m.funding.rounds
	t := tranche{round: len(list) - 1, kind: r.kind(), revenue: -1, gw: -1, payee: -1}
	plain := &list[t.round]
	switch t.kind {
	case Primary, Warrant:
	case InKind, Prepayment:
		plain.month = -1
		if r.Counterparty == "" {
			c.fault(path+".counterparty", "say who gives the credits, as the commitments name it", "missing")
		}
	case Secondary:
		plain.month = -1
	default:
		c.fault(path+".kind", "primary, secondary, in-kind, warrant or prepayment", "no kind of round is named %q", t.kind)
	}
	t.from = c.month(r.Month)
	t.by = t.from
	c.trigger(&t, r, path)
	t.pre, t.post = c.in(r.PreMoney), c.in(r.PostMoney)
	if t.post >= 0 && r.PostMoney.Value <= r.Amount.Value {
		c.fault(path+".post_money", "give the valuation after the money, or pre_money", "is not more than the amount")
	}
	if t.kind != Prepayment {
		plain.circular = c.circular(r.Counterparty)
	}
	if t.waits {
		plain.month = -1
	}
	t.dilutes = r.dilutes() && (t.pre >= 0 || t.post >= 0)
	if !r.comes(c.m.time) || !c.m.options.allows(r.Firmness) ||
		!t.waits && !t.dilutes && t.kind != InKind && t.kind != Prepayment {
		return
	}
	c.m.terms.watched = c.m.terms.watched || t.gw >= 0
	t.part = c.partOf(&t, r)
	c.m.terms.tranches = append(c.m.terms.tranches, t)
}

// partOf is the round that a tranche with a valuation is a part of: those that state the same
// money after are one, of which each sells a share of the same company.
func (c *compiler) partOf(t *tranche, r *Round) int {
	if !t.dilutes {
		return -1
	}
	for _, o := range c.m.terms.tranches {
		q := c.m.funding.rounds[o.round].info.PostMoney
		if o.part >= 0 && t.post >= 0 && o.post >= 0 && q.Value == r.PostMoney.Value && q.Dist == nil && r.PostMoney.Dist == nil {
			return o.part
		}
	}
	c.m.terms.parts++
	return c.m.terms.parts - 1
}

// trigger compiles what a round waits for.
func (c *compiler) trigger(t *tranche, r *Round, path string) {
	if r.Trigger == nil {
		return
	}
	at := path + ".trigger"
	t.waits, t.revenue, t.gw = true, c.in(r.Trigger.Revenue), c.in(r.Trigger.Capacity)
	if t.revenue < 0 && t.gw < 0 {
		c.fault(at, "state a revenue or a capacity", "waits for nothing")
	}
	if t.gw >= 0 {
		t.of = c.capacityOf(r.Trigger.Commitments, at+".commitments")
		if len(r.Trigger.Commitments) == 0 && !c.anyCapacity() {
			c.fault(at+".capacity", "state capacity: of commitments", "no commitment that counts states a capacity, so none can come online")
		}
	}
	t.from, t.by = max(0, t.from), c.m.time.Months-1
	if by := r.Trigger.By; by != 0 {
		t.by = min(t.by, c.month(by))
		if by < r.Month {
			c.fault(at+".by", "by is the last month in which the money may come, inclusive", "is before the date of the round")
		}
	}
}

// circular lists the contracts of a counterparty whose money is left out, as the scenario
// asks, where it is paid under any of them, be it through others that count.
func (c *compiler) circular(name string) (list []int) {
	if !c.m.scenario.NoCircular {
		return nil
	}
	for i := range c.m.contracts {
		if k := &c.m.contracts[i]; !k.out && sameName(k.info.Counterparty, name) {
			list = append(list, i)
		}
	}
	return list
}

// comes writes to room where a promise of money is kept and none of the contracts that make
// it circular is taken; without any it is where the promise is kept.
func (k *Kernel) comes(taken []float64, circular []int, room []float64) []float64 {
	if len(circular) == 0 {
		return taken
	}
	copy(room, taken)
	for _, i := range circular {
		for p, t := range k.taken[commitmentEvent(i)][:k.n] {
			room[p] *= 1 - t
		}
	}
	return room
}

// circlesMove reports whether some contracts are taken at one point and not at another.
func (k *Kernel) circlesMove(circular []int) bool {
	return slices.ContainsFunc(circular, func(i int) bool { return k.decided[i] })
}

// goesRound reports whether one of some contracts is taken at the first point.
func (k *Kernel) goesRound(circular []int) bool {
	return slices.ContainsFunc(circular, func(i int) bool { return k.kept(commitmentEvent(i)) })
}

// dilution is the share of the company that a round gives away for its amount, 0 to 1; 0
// without a valuation.
func dilution(amount, pre, post float64) float64 {
	switch {
	case amount <= 0:
		return 0
	case post > 0:
		return min(1, amount/post)
	case pre > 0:
		return amount / (pre + amount)
	}
	return 0
}

// valuation is what a round is valued at, before and after its money at point p; 0 where the
// scenario does not say.
func (t *tranche) valuation(x rows, p int) (pre, post float64) {
	if t.pre >= 0 {
		pre = x[t.pre][p]
	}
	if t.post >= 0 {
		post = x[t.post][p]
	}
	return pre, post
}

// quality says how much of a round is certain, and in what form it comes. What waits for a
// trigger is a tranche, else what the scenario itself calls less than signed is conditional.
func (r *Round) quality(probability Quantity) Quality {
	switch {
	case r.kind() == Secondary:
		return SecondaryRound
	case r.kind() == InKind:
		return InKindRound
	case r.kind() == Prepayment:
		return PrepaymentRound
	case r.Trigger != nil:
		return Tranche
	case r.Firmness != "" && r.Firmness != Signed:
		return ConditionalRound
	case strings.HasPrefix(r.Requires, "funding.rounds."):
		return Tranche
	case probability.Dist != nil || probability.Value < 1 || r.Requires != "":
		return ConditionalRound
	}
	return Closed
}
