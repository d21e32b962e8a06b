package model

import (
	"math"
	"slices"
)

// commitments compiles the contracts and their umbrellas.
func (c *compiler) commitments() {
	list := c.m.scenario.Commitments
	c.m.contracts = make([]contract, len(list))
	tree := c.umbrellas()
	for i := range list {
		k := &c.m.contracts[i]
		k.info, k.path = &list[i], "commitments."+list[i].ID
		k.memo = tree.memo(i)
		k.out = !c.m.options.allows(list[i].Firmness)
		c.contract(k, k.path)
	}
	for i := range list {
		for _, j := range tree.within[i] {
			if !c.m.contracts[j].memo {
				c.m.contracts[i].within = append(c.m.contracts[i].within, c.m.contracts[j].stated...)
				if c.m.contracts[j].priced() {
					c.m.contracts[i].pricedWithin = append(c.m.contracts[i].pricedWithin, j)
				}
				c.m.contracts[i].capacityWithin = append(c.m.contracts[i].capacityWithin, c.power(tree, j)...)
			}
		}
		c.m.contracts[i].settle()
		for _, j := range c.m.contracts[i].pricedWithin {
			c.m.contracts[i].needs = append(c.m.contracts[i].needs, c.m.contracts[j].priceNeeds()...)
		}
	}
	c.m.priced = c.topPriced(tree)
	c.m.renews = slices.ContainsFunc(c.m.contracts, func(k contract) bool { return k.renewing() })
	c.m.powered = slices.ContainsFunc(c.m.contracts, func(k contract) bool { return k.sums() && len(k.capacity) > 0 })
}

// tree is how commitments lie within umbrellas.
type tree struct {
	list   []Commitment
	parent []int   // −1 at the top
	within [][]int // those directly within
}

// umbrellas resolves `within`. A cycle is a fault and is cut.
func (c *compiler) umbrellas() tree {
	list := c.m.scenario.Commitments
	t := tree{list, make([]int, len(list)), make([][]int, len(list))}
	index := map[string]int{}
	for i := range list {
		index[list[i].ID] = i
		t.parent[i] = -1
	}
	for i := range list {
		if list[i].Within == "" {
			continue
		}
		path := "commitments." + list[i].ID + ".within"
		j, ok := index[list[i].Within]
		switch {
		case !ok:
			c.fault(path, "", "no commitment is named %q", list[i].Within)
		case t.above(j, i):
			c.fault(path, "remove within, here or further up", "lies within itself: %s", t.chain(j, i))
		default:
			t.parent[i] = j
			t.within[j] = append(t.within[j], i)
		}
	}
	return t
}

// above reports whether i is j or an umbrella above j. Parents not yet resolved count
// as none, so that the last link of a cycle is the one refused.
func (t tree) above(j, i int) bool {
	for ; j >= 0; j = t.parent[j] {
		if j == i {
			return true
		}
	}
	return false
}

// chain names j and the umbrellas above it up to i, from i to i.
func (t tree) chain(j, i int) string {
	names := t.list[i].ID
	for ; j != i; j = t.parent[j] {
		names += " → " + t.list[j].ID
	}
	return names + " → " + t.list[i].ID
}

// memo reports whether i or an umbrella above it is a memo.
func (t tree) memo(i int) bool {
	for ; i >= 0; i = t.parent[i] {
		if t.list[i].Memo {
			return true
		}
	}
	return false
}

// power lists the inputs that make up the capacity for which i counts within its
// umbrella: its own, or what lies within it when it states none.
func (c *compiler) power(t tree, i int) []int {
	if own := c.m.contracts[i].capacity; len(own) > 0 {
		return own
	}
	var sum []int
	for _, j := range t.within[i] {
		if !c.m.contracts[j].memo {
			sum = append(sum, c.power(t, j)...)
		}
	}
	return sum
}

// contract compiles one commitment but for what lies within it.
func (c *compiler) contract(k *contract, path string) {
	s := k.info
	k.term, k.pricing.price = -1, -1
	switch {
	case s.Price.Present():
		k.start = float64(c.month(s.Start))
		if s.Start == 0 && s.Online != nil {
			k.start = float64(c.month(s.Online.From))
		}
	case len(s.Payments) > 0:
		k.ramp.shape = ByYear
		k.ramp.spans, k.start, k.end = c.dated(s.Payments)
		for _, p := range k.ramp.spans {
			k.stated = append(k.stated, p.weight)
		}
	default:
		k.stated = []int{c.need(s.Total, path+".total")}
		c.schedule(k, path)
	}
	k.delay = c.or(s.Delay, path+".delay", "months", 0, 0, 1200)
	k.overrun = c.or(s.Overrun, path+".overrun", "1", 1, 0, 100)
	k.escalation = c.or(s.Escalation, path+".escalation", "1/yr", 0, -0.5, 10)
	c.capacity(k, path)
	if s.Price.Present() {
		c.price(k, path)
	}
	if s.ChipLife.Present() {
		c.in(s.ChipLife)
	}
	c.rights(s, path)
}

// schedule compiles start, term and ramp.
func (c *compiler) schedule(k *contract, path string) {
	s := k.info
	if s.Ramp.Shape == ByYear {
		c.byYear(k)
		return
	}
	k.start = float64(c.month(s.Start))
	if s.Start == 0 {
		c.fault(path+".start", "", "missing")
	}
	c.term(k, path)
	k.ramp.shape = s.Ramp.Shape
	switch r := &s.Ramp; r.Shape {
	case SCurve:
		k.ramp.a = c.or(r.Midpoint, path+".ramp.midpoint", "1", 0.5, 0, 1)
		k.ramp.b = c.or(r.Steepness, path+".ramp.steepness", "1", 10, 0.01, 1000)
	case Plateau:
		k.ramp.a = c.need(r.Build, path+".ramp.build")
	case BetaRamp:
		k.ramp.a = c.or(r.A, path+".ramp.a", "1", 2, 0.1, 1000)
		k.ramp.b = c.or(r.B, path+".ramp.b", "1", 3, 0.1, 1000)
	case "":
		k.ramp.shape = Linear
	case Linear, Rising, FrontLoaded:
	default:
		c.fault(path+".ramp", "", "no ramp is named %q", r.Shape)
	}
}

// term compiles how long a commitment runs.
func (c *compiler) term(k *contract, path string) {
	s := k.info
	switch {
	case s.Term.Present():
		k.term = c.in(s.Term)
	case s.End == 0:
		c.fault(path+".term", "say how long it runs, such as 7 years, or end: 2032-12", "missing")
	case s.End < s.Start:
		c.fault(path+".end", "end is the last month, inclusive", "ends before it starts")
	}
	k.end = float64(c.month(s.End) + 1)
}

func (c *compiler) byYear(k *contract) {
	path := "commitments." + k.info.ID + ".ramp.shares"
	k.ramp.shape = ByYear
	k.ramp.spans, k.start, k.end = c.dated(k.info.Ramp.Shares)
	sum := 0.0
	for _, d := range k.info.Ramp.Shares {
		if d.First%12 != 0 || d.Last != d.First+11 {
			c.fault(d.Path, "name a calendar year, such as 2026", "a share belongs to one calendar year")
		}
		sum += d.Value
	}
	if !(math.Abs(sum-1) <= 1e-6) {
		c.fault(path, "change them so that they add up to 100%", "the shares add up to %.6g%%, not 100%%", 100*sum)
	}
}

// capacity compiles the power a commitment brings.
func (c *compiler) capacity(k *contract, path string) {
	s := k.info
	i := c.in(s.Capacity)
	if s.Online != nil {
		k.online = [2]float64{float64(c.month(s.Online.From)), float64(c.month(s.Online.Until) + 1)}
		k.ramp.online = k.online
		if s.Online.Until < s.Online.From {
			c.fault(path+".online.by", "by is the last month, inclusive", "is before from")
		}
	}
	if i < 0 {
		return
	}
	k.capacity = []int{i}
	if s.Online == nil && !s.Build {
		c.fault(path+".capacity", "add online: {from: 2026-01, by: 2027-12}, or kind: build for capacity that follows the payments",
			"does not say when it comes online")
	}
}
