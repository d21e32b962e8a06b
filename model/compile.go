package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Options are choices that are not part of a scenario.
type Options struct {
	Only []Firmness // leave commitments and rounds of other classes out; empty: none
}

// Model is a compiled scenario: its structure, and its inputs as a vector. It is
// immutable and safe for concurrent use.
type Model struct {
	scenario  *Scenario
	options   Options
	time      Timeline
	inputs    []Quantity
	index     map[string]int
	central   []float64
	streams   []stream
	costs     []cost
	contracts []contract
	priced    []int // the topmost contracts with a total and a capacity
	renews    bool  // a contract that counts goes on after its end
	powered   bool  // a contract that counts states a capacity
	funding   funding
	terms     terms
	events    events
}

// stream is a compiled [Stream], active in months lo to hi−1.
type stream struct {
	info   *Stream
	path   string
	law    law
	lo, hi int
	needs  []int // of the law

	volatility, reversion int
}

// cost is a compiled [Cost]: a law of its own, or a share of streams' revenue.
type cost struct {
	info  *Cost
	path  string
	law   law
	share []int     // one input, or one per point
	at    []float64 // months from the timeline's start; empty: constant
	of    []int     // streams that a share is of

	followsCapacity bool
	perGW           int // input, where it does

	lo, hi int
	needs  []int
}

// funding is a compiled [Funding].
type funding struct {
	cash, floor, cashRate, gapRate, discount int

	rounds     []round
	facilities []facility
}

// round is a compiled [Round]; month is −1 when it brings in nothing.
type round struct {
	info                *Round
	amount, probability int
	month               int
	circular            []int // contracts: where one of these is taken the round brings nothing
}

// facility is a compiled [Facility], open in months lo to hi−1.
type facility struct {
	info        *Facility
	limit, rate int
	lo, hi      int
	circular    []int // contracts: where one of these is taken nothing can be drawn
}

// Compile turns a scenario into a model. What is wrong with the scenario comes back as
// [Faults], all of it at once; s must not change while the model is used.
func Compile(s *Scenario, opt Options) (*Model, error) {
	c := &compiler{m: &Model{scenario: s, options: opt, time: s.Timeline, index: map[string]int{}}}
	c.timeline()
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	c.revenue()
	c.costs()
	c.commitments()
	c.money()
	c.promises()
	c.terms()
	c.centralCase()
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	return c.m, nil
}

// compiler holds what a compilation has found so far.
type compiler struct {
	m      *Model
	used   []int // inputs asked for since the last reset
	faults Faults
}

func (c *compiler) fault(path, hint, format string, args ...any) {
	c.faults = append(c.faults, Fault{Path: path, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// in registers an input and returns its index, or −1 where the scenario has none.
func (c *compiler) in(q Quantity) int {
	if !q.Present() {
		return -1
	}
	i, ok := c.m.index[q.Path]
	if !ok {
		i = len(c.m.inputs)
		c.m.index[q.Path] = i
		c.m.inputs = append(c.m.inputs, q)
		c.m.central = append(c.m.central, q.Value)
		if !(q.Value >= q.Lo && q.Value <= q.Hi) {
			c.fault(q.Path, "", "%g is outside %g to %g", q.Value, q.Lo, q.Hi)
		}
	}
	c.used = append(c.used, i)
	return i
}

// need registers an input that must be there.
func (c *compiler) need(q Quantity, path string) int {
	i := c.in(q)
	if i < 0 {
		c.fault(path, "", "missing")
		return 0
	}
	return i
}

// or registers an input, or one with the default value where the scenario has none.
func (c *compiler) or(q Quantity, path, unit string, value, lo, hi float64) int {
	if !q.Present() {
		q = Quantity{Path: path, Value: value, Unit: unit, Lo: lo, Hi: hi}
	}
	return c.in(q)
}

// month is a calendar month counted from the timeline's start.
func (c *compiler) month(calendar int) int { return calendar - c.m.time.Start }

// window cuts a window to the timeline: active months lo to hi−1.
func (c *compiler) window(w Window, path string) (lo, hi int) {
	lo, hi = 0, c.m.time.Months
	if w.From != 0 {
		lo = max(lo, c.month(w.From))
	}
	if w.Until != 0 {
		hi = min(hi, c.month(w.Until)+1)
		if w.From != 0 && w.Until < w.From {
			c.fault(path+".until", "until is the last month, inclusive", "ends before it starts")
		}
	}
	return min(lo, c.m.time.Months), max(hi, min(lo, c.m.time.Months))
}

func (c *compiler) timeline() {
	t := c.m.time
	switch {
	case t.Months < 1:
		c.fault("timeline.end", "end is the last month, inclusive", "the timeline ends before it starts")
	case t.Months > 1200:
		c.fault("timeline.end", "choose an earlier end", "the timeline has %d months; at most 1200 (100 years) are possible", t.Months)
	case t.Step != 1 && t.Step != 3 && t.Step != 12:
		c.fault("timeline.report", "", "a reporting period of %d months is not a month, quarter or year", t.Step)
	case t.Start%t.Step != 0:
		c.fault("timeline.start", "start on the first month of a reporting period, or report by month", "does not lie on the border of a reporting period")
	case t.Months%t.Step != 0:
		c.fault("timeline.end", "end on the last month of a reporting period, or report by month", "does not lie on the border of a reporting period")
	}
}

func (c *compiler) revenue() {
	for i := range c.m.scenario.Revenue {
		s := &c.m.scenario.Revenue[i]
		path := "revenue." + s.ID
		c.used = nil
		lo, hi := c.window(s.Window, path)
		law := c.law(&s.Curve, s.Window, lo, hi, path)
		needs := slices.Clone(c.used)
		c.m.streams = append(c.m.streams, stream{info: s, path: path, law: law, lo: lo, hi: hi, needs: needs,
			volatility: c.or(s.Volatility, path+".volatility", "1", 0, 0, 10),
			reversion:  c.or(s.MeanReversion, path+".mean_reversion", "1/yr", 0, 0, 1000)})
	}
}

func (c *compiler) costs() {
	for i := range c.m.scenario.Costs {
		s := &c.m.scenario.Costs[i]
		path := "costs." + s.ID
		c.used = nil
		k := cost{info: s, path: path}
		k.lo, k.hi = c.window(s.Window, path)
		c.perGW(&k)
		switch {
		case k.followsCapacity:
		case s.Share.Present():
			k.share = []int{c.in(s.Share)}
		case len(s.SharePoints) > 0:
			for j, p := range s.SharePoints {
				if j > 0 && p.First <= s.SharePoints[j-1].First {
					c.fault(p.Path, "keep one of them", "two points fall on the same month")
				}
				k.share = append(k.share, c.in(p.Quantity))
				k.at = append(k.at, float64(c.month(p.First)))
			}
		default:
			k.law = c.law(&s.Curve, s.Window, k.lo, k.hi, path)
		}
		k.of = c.streamsOf(s, path)
		for _, j := range k.of {
			c.used = append(c.used, c.m.streams[j].needs...)
		}
		k.needs = c.used
		c.m.costs = append(c.m.costs, k)
	}
}

// streamsOf finds the streams a share is of; none for a line with a law of its own.
func (c *compiler) streamsOf(s *Cost, path string) (of []int) {
	if s.Curve.Shape != "" || s.PerGW.Present() {
		return nil
	}
	for j := range c.m.streams {
		if len(s.Of) == 0 || slices.Contains(s.Of, c.m.streams[j].info.ID) {
			of = append(of, j)
		}
	}
	for _, id := range s.Of {
		if !slices.ContainsFunc(c.m.streams, func(s stream) bool { return s.info.ID == id }) {
			c.fault(path+".of", "", "no stream of revenue is named %q", id)
		}
	}
	return of
}

func (c *compiler) money() {
	f, k := &c.m.scenario.Funding, &c.m.funding
	k.cash = c.need(f.Cash, "funding.cash")
	k.floor = c.or(f.CashFloor, "funding.cash_floor", "USD", 0, 0, 1e18)
	k.cashRate = c.or(f.CashRate, "funding.cash_rate", "1/yr", 0, -0.5, 10)
	k.gapRate = c.or(f.GapRate, "funding.gap_rate", "1/yr", 0, -0.5, 10)
	k.discount = c.or(f.DiscountRate, "funding.discount_rate", "1/yr", 0.1, -0.5, 10)
	for i := range f.Rounds {
		r := &f.Rounds[i]
		path := "funding.rounds." + r.ID
		month := c.month(r.Month)
		if r.Month == 0 {
			c.fault(path+".date", "", "missing")
		}
		if month >= c.m.time.Months || r.Secondary || !c.m.options.allows(r.Firmness) {
			month = -1
		}
		k.rounds = append(k.rounds, round{info: r, amount: c.need(r.Amount, path+".amount"), probability: c.roundChance(r, path), month: max(month, -1)})
		c.tranche(r, path)
	}
	for i := range f.Facilities {
		w := &f.Facilities[i]
		path := "funding.facilities." + w.ID
		lo, hi := c.window(w.Window, path)
		k.facilities = append(k.facilities, facility{w, c.need(w.Limit, path+".limit"),
			c.need(w.Rate, path+".rate"), lo, hi, c.circular(w.Lender)})
	}
}

// roundChance registers the probability that a round closes: as stated, else that of its
// firmness where the scenario has odds, else that it does.
func (c *compiler) roundChance(r *Round, path string) int {
	if odds := c.m.scenario.Odds; odds != nil && !r.Probability.Stated {
		return c.need(odds[cmp.Or(r.Firmness, Signed)], path+".probability")
	}
	return c.or(r.Probability, path+".probability", "1", 1, 0, 1)
}

// allows reports whether a class of firmness is in.
func (o Options) allows(f Firmness) bool {
	return len(o.Only) == 0 || slices.Contains(o.Only, cmp.Or(f, Signed))
}

// centralCase evaluates at the central values every line that has no fault so far. A
// relation that does not hold there is a fault, also of a commitment that the options
// leave out.
func (c *compiler) centralCase() {
	k := c.m.newKernel(Setup{})
	k.keep = true // also of what is in no sum
	k.point(1)
	k.takeEvents(nil, nil)
	for i := range c.m.contracts {
		k.schedules[i] = newSchedule(nil, 1, c.m.time.Months)
	}
	sum, beyond := single(c.m.time.Months), []float64{0}
	k.renewals = single(c.m.time.Months)
	for i := range c.m.streams {
		if c.sound(c.m.streams[i].path) {
			k.fillStream(i, sum, nil)
		}
	}
	for i := range c.m.costs {
		if c.m.costs[i].law != nil && c.sound(c.m.costs[i].path) {
			k.fillCost(i, sum, sum)
		}
	}
	if c.sound("commitments") {
		for i := range c.m.contracts {
			k.fillContract(i, sum, sum, beyond)
			k.scratch.rewind()
		}
	}
	c.centralTerms(k)
	for _, b := range k.broken {
		path, message, hint := c.explain(b)
		c.fault(path, hint, "%s", message)
	}
}

// sound reports whether nothing at or below a path has a fault.
func (c *compiler) sound(path string) bool {
	return !slices.ContainsFunc(c.faults, func(f Fault) bool {
		return f.Path == path || strings.HasPrefix(f.Path, path+".")
	})
}
