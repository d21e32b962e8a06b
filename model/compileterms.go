package model

import (
	"fmt"
	"slices"
	"strings"
)

// terms are what the ledger goes by beside its plain rules. An input is −1 where the
// scenario does not state it.
type terms struct {
	used bool // the plain ledger does not do

	limit, other int // revenue that a GW can serve a year; GW that no commitment lists
	growth       int // of those, a year, where there are any
	demand       *demand
	perGW        []follower
	watched      bool // a round waits for capacity
	loans        []debt
	tranches     []tranche
	parts        int // rounds that dilute
	payees       []payee
	rights       []rights // by contract
	flexible     []flexible

	minCash, maxDebt int

	series  [NumSeries]bool // those that the scenario asks for
	metrics [NumMetrics]bool
}

// demand is a compiled [Demand].
type demand struct {
	price, share int
	bought       bool // what revenue needs is bought beside the commitments
	training     []need
}

// need is a compiled [Need] with a curve, in months lo to hi−1.
type need struct {
	path   string
	law    law
	lo, hi int
	bought bool
	needs  []int
}

// terms compiles what is agreed and needed beside the plain rules. Streams, costs,
// contracts and rounds have been compiled.
func (c *compiler) terms() {
	t, s := &c.m.terms, c.m.scenario
	c.loans()
	t.minCash, t.maxDebt = c.in(s.Funding.MinCash), c.in(s.Funding.DebtToRevenue)
	t.limit, t.other = c.in(s.RevenuePerGW), c.in(s.OtherCapacity)
	if t.other >= 0 {
		t.growth = c.or(s.OtherGrowth, "other_capacity_growth", "1/yr", 0, -1+1e-9, 100)
	}
	c.limit()
	c.demand()
	c.counterparties()
	for i := range c.m.costs {
		if c.m.costs[i].followsCapacity {
			t.perGW = append(t.perGW, follower{i, c.followed(i)})
		}
	}
	c.flexible()
	c.creditors()
	t.used = t.limit >= 0 || t.demand != nil || t.minCash >= 0 || t.maxDebt >= 0 || c.m.renews ||
		len(t.perGW)+len(t.loans)+len(t.tranches)+len(t.flexible) > 0
	t.state(s)
	t.used = t.used || slices.Contains(t.series[CapacityGW+1:], true) || slices.Contains(t.metrics[:], true)
}

// counterparties compiles what is known of others, each of which has a name of its own.
func (c *compiler) counterparties() {
	list := c.m.scenario.Counterparties
	for i := range list {
		k := &list[i]
		c.in(k.Revenue)
		c.in(k.Backlog)
		same := func(o Counterparty) bool { return sameName(o.name(), k.name()) }
		if j := slices.IndexFunc(list[:i], same); j >= 0 {
			c.fault("counterparties."+k.ID+".label", "keep one of the two, or give each a label of its own",
				"%q is the name of counterparties.%s as well", k.name(), list[j].ID)
		}
	}
}

// limit refuses a limit of revenue that would let none through.
func (c *compiler) limit() {
	if c.m.terms.limit < 0 || c.m.terms.other >= 0 ||
		slices.ContainsFunc(c.m.scenario.Commitments, func(k Commitment) bool { return k.Capacity.Present() }) {
		return
	}
	c.fault("compute_limits_revenue", "state capacity: of commitments, or other_capacity: 2 GW", "no commitment states a capacity, so no revenue could be served")
}

// demand compiles what compute is needed for.
func (c *compiler) demand() {
	s := c.m.scenario.Demand
	if s == nil {
		return
	}
	d := &demand{price: c.need(s.Price, "demand.price"), share: -1}
	if s.Inference != nil {
		d.share, d.bought = c.need(s.Inference.Share, "demand.inference.share"), s.Inference.Bought
	}
	for i := range s.Training {
		n := &s.Training[i]
		k := need{path: "demand.training." + n.ID, bought: n.Bought}
		c.used = nil
		k.lo, k.hi = c.window(n.Window, k.path)
		k.law = c.law(&n.Curve, n.Window, k.lo, k.hi, k.path)
		k.needs = c.used
		d.training = append(d.training, k)
	}
	for i := range c.m.costs {
		if c.m.costs[i].info.ID == boughtCompute {
			c.fault(c.m.costs[i].path, "give it another name", "this is the name of the line of costs for compute that demand buys")
		}
	}
	c.m.terms.demand = d
}

// boughtCompute is the line of costs for compute bought beside the commitments.
const boughtCompute = "bought_compute"

// follower is a line of costs that follows capacity.
type follower struct {
	cost int
	of   []int // contracts; nil: all
}

// followed finds the contracts whose capacity a line of costs follows.
func (c *compiler) followed(line int) []int {
	s := c.m.costs[line].info
	return c.capacityOf(s.Commitments, "costs."+s.ID+".commitments")
}

// anyCapacity reports whether a commitment that counts states a capacity.
func (c *compiler) anyCapacity() bool {
	return slices.ContainsFunc(c.m.contracts, func(k contract) bool { return !k.memo && len(k.capacity) > 0 })
}

// capacityOf finds the contracts of a list at path, of which each must bring capacity.
func (c *compiler) capacityOf(ids []string, path string) (of []int) {
	for at, id := range ids {
		entry := fmt.Sprintf("%s.%d", path, at+1)
		i := slices.IndexFunc(c.m.contracts, func(k contract) bool { return k.info.ID == id })
		switch {
		case i < 0:
			c.fault(entry, "", "no commitment is named %q", id)
		case c.m.contracts[i].memo:
			c.fault(entry, "name what counts in its place", "commitments.%s is a memo and brings no capacity", id)
		case len(c.m.contracts[i].capacity) == 0:
			c.fault(entry, "state it, or leave the commitment out of the list", "commitments.%s has no capacity", id)
		default:
			c.m.contracts[i].apart = true
			of = append(of, i)
		}
	}
	return of
}

// perGW compiles a line of costs that follows capacity.
func (c *compiler) perGW(k *cost) {
	if k.info.PerGW.Present() {
		k.followsCapacity, k.perGW = true, c.in(k.info.PerGW)
	}
}

// centralTerms evaluates at the central values the curves of terms that have no fault so far.
func (c *compiler) centralTerms(k *Kernel) {
	if d := c.m.terms.demand; d != nil {
		line := single(c.m.time.Months)
		for i := range d.training {
			if n := &d.training[i]; c.sound(n.path) {
				k.note(n.law.fill(line, n.lo, n.hi, k.x, &k.scratch), n.path)
				k.scratch.rewind()
			}
		}
	}
}

// sameName reports whether two counterparties are one: capitals do not count, and no name is
// nobody's.
func sameName(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// state notes which series and metrics the scenario asks for.
func (t *terms) state(s *Scenario) {
	has := &t.series
	for i := range s.Commitments {
		k := &s.Commitments[i]
		has[Renewals] = has[Renewals] || k.Renew
		has[Deferred] = has[Deferred] || s.Policy == DeferWhenShort && k.Deferral != nil
		has[Cancelled] = has[Cancelled] || s.Policy == CancelWhenShort && k.Cancellation != nil
	}
	has[FlexibilityFees] = has[Deferred] || has[Cancelled]
	for i := range s.Funding.Rounds {
		r := &s.Funding.Rounds[i]
		has[Prepaid] = has[Prepaid] || r.kind() == Prepayment
		has[Credits] = has[Credits] || r.kind() == Prepayment || r.kind() == InKind
		t.metrics[Dilution] = t.metrics[Dilution] || r.dilutes() && (r.PreMoney.Present() || r.PostMoney.Present())
	}
	has[DebtDraws] = len(s.Funding.Debt) > 0
	has[DebtBalance] = has[DebtDraws]
	has[IdleGW] = s.Demand != nil
	has[IdleCost], has[BoughtCompute] = has[IdleGW], has[IdleGW]
	has[RevenueLost] = t.limit >= 0
	for _, of := range totalled {
		t.metrics[of.metric] = has[of.series]
	}
	t.metrics[DeferredAtEnd] = has[Deferred]
	t.metrics[MinCashBreach], t.metrics[DebtBreach] = t.minCash >= 0, t.maxDebt >= 0
}

// totalled lists the series of terms of which metrics are the totals.
var totalled = []struct {
	series SeriesID
	metric MetricID
}{{Renewals, TotalRenewals}, {Credits, TotalCredits}, {Cancelled, TotalCancelled},
	{FlexibilityFees, TotalFlexibilityFees}, {BoughtCompute, TotalBoughtCompute}, {IdleCost, TotalIdleCost}, {RevenueLost, TotalRevenueLost}}

// HasSeries reports whether the model has a series: the scenario states what it is about.
func (m *Model) HasSeries(s SeriesID) bool {
	if s == CapacityGW {
		return m.powered
	}
	return s < CapacityGW || m.terms.series[s]
}

// HasMetric reports whether the scenario states what a metric is about; it may yet be absent
// at some points. Those that every scenario has are always there.
func (m *Model) HasMetric(id MetricID) bool { return id < TotalRenewals || m.terms.metrics[id] }

// passes reports whether the ledger of terms works a series out month by month, so that no
// month is needed once it is read.
func (s SeriesID) passes() bool {
	switch s {
	case Credits, Prepaid, Deferred, Cancelled, FlexibilityFees, IdleGW, IdleCost, BoughtCompute, RevenueLost:
		return true
	}
	return false
}
