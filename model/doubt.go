package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// doubtLimit warns where revenue is lost for want of capacity in months in which capacity
// stands idle: what a GW may serve and what it serves by demand contradict each other.
func (m *Model) doubtLimit(p *Projection, x []float64) {
	lost, idle, months := p.Series[RevenueLost], p.Series[IdleGW], 0
	for i := range min(len(lost), len(idle)) {
		if lost[i] > HalfCent && idle[i] > 1e-9 {
			months++
		}
	}
	if months == 0 {
		return
	}
	t := &m.terms
	limit, price, share := x[t.limit], x[t.demand.price], 0.0
	if t.demand.share >= 0 {
		share = x[t.demand.share]
	}
	text := fmt.Sprintf("revenue is lost for want of capacity in %d of %d months although capacity stands idle in them: under this limit a GW may serve %s/yr of revenue, and ",
		months, len(lost), billions(limit))
	switch {
	case share <= 0 || price <= 0:
		text += "demand asks for none to serve it: state demand.inference, or leave the limit out"
	case t.demand.bought:
		text += "demand buys what serves it on the market: let inference be met_from: commitments, or leave the limit out"
	case math.IsInf(price/share, 0):
		text += "demand asks for next to none to serve it: state more of demand.inference, or leave the limit out"
	default:
		text += fmt.Sprintf("under demand it serves %s/yr, its price over the share of inference: they agree at a limit of %s/GW",
			billions(price/share), billions(price/share))
		if limit > 0 && price/limit <= 100 { // the most that a share may be
			text += fmt.Sprintf(", or at a share of %.3g%%", 100*price/limit)
		}
	}
	p.Warnings = append(p.Warnings, Warning{"compute_limits_revenue", text})
}

// doubtTriggers warns of each round whose money never comes, although it is taken, because
// what it waits for does not come about.
func (k *Kernel) doubtTriggers(p *Projection, x []float64) {
	for j := range k.m.terms.tranches {
		t := &k.m.terms.tranches[j]
		if !t.waits || k.desk.waits[j].arrived >= 0 || !k.kept(k.m.roundEvent(t.round)) || k.goesRound(k.m.funding.rounds[t.round].circular) {
			continue
		}
		member, text := k.unmet(j, p, x)
		p.Warnings = append(p.Warnings, Warning{k.m.RoundPath(t.round) + ".trigger" + member, "in the central case " + text + ", or leave the round out"})
	}
}

// unmet says what of a trigger does not come about while a round waits for it, and what would
// do.
func (k *Kernel) unmet(j int, p *Projection, x []float64) (member, text string) {
	const never = "so that its money never comes: "
	t, reached, most := &k.m.terms.tranches[j], k.desk.waits[j].reached, 0.0
	for i := t.from; i <= t.by; i++ {
		most = max(most, 12*p.Series[Revenue][i])
	}
	remedy := never + "ask for less"
	if t.by < k.m.time.Months-1 {
		remedy += ", give by a later month"
	}
	switch {
	case t.by < t.from:
		return ".by", "the round may not come within the timeline, " + never + "give by a later month"
	case t.gw >= 0 && !lights(reached, x[t.gw]):
		out := k.missing(t.of)
		if len(out) > 0 {
			out, remedy = ", without "+out+", not taken", never+"let it require what it waits for"
		}
		return ".capacity", fmt.Sprintf("capacity never reaches %.6g GW while the round waits for it (%.6g GW at most%s), %s", x[t.gw], reached, out, remedy)
	case t.revenue >= 0 && !earns(most, x[t.revenue]):
		return ".revenue", fmt.Sprintf("revenue never runs at %s/yr while the round waits for it (%s/yr at most), %s", billions(x[t.revenue]), billions(most), remedy)
	}
	return "", "revenue and capacity never are where the round waits for them in the same month, " + remedy
}

// missing lists the paths of those of some contracts that are not taken, or left out.
func (k *Kernel) missing(contracts []int) string {
	var paths []string
	for _, i := range contracts {
		if k.aparts[i] == nil || !k.kept(commitmentEvent(i)) {
			paths = append(paths, k.m.contracts[i].path)
		}
	}
	return strings.Join(paths, " and ")
}

// doubtCredits warns of each counterparty whose credits are not used up by the end of the
// timeline, and says where all that is due to it cannot use them up. Without any commitment to
// it another warning says so.
func (m *Model) doubtCredits(p *Projection) {
	var seen []string
	for _, r := range p.Rounds {
		if !r.Taken || !r.credits() || slices.ContainsFunc(seen, func(name string) bool { return sameName(name, r.Counterparty) }) {
			continue
		}
		seen = append(seen, r.Counterparty)
		b := creditBook(p, r.Counterparty)
		if left := b.granted - b.used; b.known && left > HalfCent+1e-9*b.granted {
			p.Warnings = append(p.Warnings, Warning{"funding.rounds." + r.ID, b.text(left, m.scenario.nameOf(r.Counterparty))})
		}
	}
}

// credits reports whether the round brings credits in place of cash.
func (r Receipt) credits() bool { return r.Form() == InKind || r.Form() == Prepayment }

// credited is what a counterparty gives in credits over the timeline and what can use them, USD.
type credited struct {
	granted, used float64
	due           float64 // within the timeline, with renewals
	after         float64 // after it
	renews        bool    // and goes on
	known         bool    // a commitment that counts is with the counterparty, taken or not
}

// creditBook adds up the credits of a counterparty.
func creditBook(p *Projection, name string) (b credited) {
	for _, r := range p.Rounds {
		if r.Taken && r.credits() && sameName(r.Counterparty, name) {
			b.granted += r.Amount
		}
	}
	for _, c := range p.Commitments {
		if c.Memo || !sameName(c.Counterparty, name) {
			continue
		}
		if b.known = true; !c.Taken {
			continue
		}
		b.used += sum(c.Credits) + sum(c.RenewalCredits)
		b.due += sum(c.Due) + sum(c.Renewal)
		b.after += c.After
		b.renews = b.renews || c.Renewal != nil
	}
	return b
}

// text says what of the credits is left, and what to do.
func (b credited) text(left float64, name string) string {
	due := "nothing"
	if b.due > HalfCent {
		due = billions(b.due)
	}
	s := fmt.Sprintf("%s of the %s in credits from %s is not used by the end of the timeline, in which %s is due to it",
		billions(left), billions(b.granted), name, due)
	if b.after > HalfCent {
		s += fmt.Sprintf(", and %s after it", billions(b.after))
	}
	if never := b.granted - b.due - b.after; never > HalfCent+1e-9*b.granted && !b.renews {
		return s + fmt.Sprintf("; %s can never be used: lower the amount, or look for a commitment to %s that is missing", billions(never), name)
	}
	return s + ": they are worth less than cash; look whether they come in time for what is due"
}
