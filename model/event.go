package model

import (
	"cmp"
	"slices"
	"strings"
)

// event is a promise that may be kept or not: a commitment or a round.
type event struct {
	path        string
	probability int // input, given what it requires; −1: certain
	requires    int // event; −1: nothing
	firmness    Firmness
	barred      bool // it requires what the options leave out
}

// events are the promises of a model: the commitments, then the rounds, each in the order of
// the scenario.
type events struct {
	list  []event
	order []int // each after what it requires
}

// commitmentEvent and roundEvent are the places of promises among the events.
func commitmentEvent(i int) int       { return i }
func (m *Model) roundEvent(i int) int { return len(m.contracts) + i }

// promises compiles what decides whether promises are kept. The contracts and rounds have been
// compiled.
func (c *compiler) promises() {
	s, e := c.m.scenario, &c.m.events
	for i := range s.Commitments {
		p := &s.Commitments[i]
		e.list = append(e.list, event{path: "commitments." + p.ID, probability: c.chance(p.Probability, p.Firmness), requires: -1, firmness: p.Firmness})
	}
	for i := range s.Funding.Rounds {
		r := &s.Funding.Rounds[i]
		e.list = append(e.list, event{path: "funding.rounds." + r.ID, probability: c.m.funding.rounds[i].probability, requires: -1, firmness: r.Firmness})
	}
	for i := range s.Commitments {
		c.require(i, s.requirement(i))
	}
	for i := range s.Funding.Rounds {
		c.require(len(s.Commitments)+i, s.Funding.Rounds[i].Requires)
	}
	c.orderEvents()
}

// requirement is the path of what a commitment requires: where the scenario has odds, a target
// within an umbrella that says nothing itself requires the umbrella.
func (s *Scenario) requirement(i int) string {
	p := &s.Commitments[i]
	if p.Requires == "" && s.Odds != nil && p.Firmness == Target && p.Within != "" && !p.Probability.Present() {
		return "commitments." + p.Within
	}
	return p.Requires
}

// chance registers the probability of a promise: its own, else that of its firmness, −1
// where neither is stated.
func (c *compiler) chance(own Quantity, f Firmness) int {
	if own.Present() {
		return c.in(own)
	}
	return c.in(c.m.scenario.Odds[cmp.Or(f, Signed)])
}

// require resolves what an event requires.
func (c *compiler) require(i int, path string) {
	if path == "" {
		return
	}
	list := c.m.events.list
	j := slices.IndexFunc(list, func(e event) bool { return e.path == path })
	switch {
	case j < 0:
		c.fault(list[i].path+".requires", "", "no commitment and no round has the path %q", path)
	case c.triggered(j):
		c.fault(list[i].path+".requires", "give it the same trigger if it is a round, or "+path+" a probability in place of its trigger",
			"%s waits for a trigger: nobody knows beforehand whether it comes", path)
	default:
		list[i].requires = j
	}
}

// triggered reports whether an event is a round that waits for a trigger.
func (c *compiler) triggered(event int) bool {
	rounds := c.m.scenario.Funding.Rounds
	i := event - len(c.m.scenario.Commitments)
	return i >= 0 && rounds[i].Trigger != nil
}

// orderEvents puts every event after what it requires. A cycle is a fault.
func (c *compiler) orderEvents() {
	e := &c.m.events
	state := make([]int, len(e.list)) // 1: under way, 2: done
	var visit func(i int)
	visit = func(i int) {
		if state[i] == 2 {
			return
		}
		state[i] = 1
		if j := e.list[i].requires; j >= 0 && state[j] == 1 {
			c.fault(e.list[i].path+".requires", "remove one of these requirements", "requires itself: %s", e.circle(j))
			e.list[i].requires = -1
		} else if j >= 0 {
			visit(j)
		}
		state[i] = 2
		e.order = append(e.order, i)
		e.list[i].barred = c.bars(i)
	}
	for i := range e.list {
		visit(i)
	}
}

// bars reports whether what a promise says it requires is left out by the options, itself or
// for the same reason. A target that only stands in an umbrella says nothing.
func (c *compiler) bars(i int) bool {
	s := c.m.scenario
	var says string
	if n := len(s.Commitments); i < n {
		says = s.Commitments[i].Requires
	} else {
		says = s.Funding.Rounds[i-n].Requires
	}
	j := c.m.events.list[i].requires
	return says != "" && j >= 0 && (c.m.events.list[j].barred || !c.m.options.allows(c.m.events.list[j].firmness))
}

// circle names the events of a cycle that event i is in.
func (e *events) circle(i int) string {
	names := []string{e.list[i].path}
	for j := e.list[i].requires; j >= 0 && j != i; j = e.list[j].requires {
		names = append(names, e.list[j].path)
	}
	return strings.Join(append(names, e.list[i].path), " → ")
}

// required reports whether something requires an event.
func (e *events) required(i int) bool {
	return slices.ContainsFunc(e.list, func(o event) bool { return o.requires == i })
}

// undecided reports whether a probability leaves something to chance.
func (m *Model) undecided(input int) bool {
	if input < 0 {
		return false
	}
	q := m.inputs[input]
	return q.Dist != nil || q.Value > 0 && q.Value < 1
}

// takeEvents decides which promises are kept at every point: one of probability p is where
// what it requires is, and its number u is at least 1 − p; without numbers u is a half.
func (k *Kernel) takeEvents(takes, closes [][]float64) {
	e := &k.m.events
	for _, i := range e.order {
		ev, taken := &e.list[i], k.taken[i][:k.n]
		var draws []float64
		if n := len(k.m.contracts); i < n {
			draws = drawsOf(k.setup.Commitments, i, takes)
		} else {
			draws = drawsOf(k.setup.Rounds, i-n, closes)
		}
		for p := range taken {
			u, likely := 0.5, 1.0
			if draws != nil {
				u = draws[p]
			}
			if ev.probability >= 0 {
				likely = k.x[ev.probability][p]
			}
			taken[p] = 0
			if !ev.barred && likely >= 1-u && (ev.requires < 0 || k.taken[ev.requires][p] == 1) { // u ≥ 1 − p, without rounding at ½
				taken[p] = 1
			}
		}
	}
}

// drawsOf is the numbers of one of the promises listed, nil if it is not.
func drawsOf(listed []int, i int, draws [][]float64) []float64 {
	if j := slices.Index(listed, i); j >= 0 && draws != nil {
		return draws[j]
	}
	return nil
}

// kept reports whether a promise is kept at the first point.
func (k *Kernel) kept(event int) bool {
	return k.taken[event][0] == 1
}

// probability is that of a promise at the first point, given what it requires.
func (k *Kernel) probability(event int) float64 {
	if i := k.m.events.list[event].probability; i >= 0 {
		return k.x[i][0]
	}
	return 1
}

// requirementOf is the path of what a promise requires, "" for nothing.
func (m *Model) requirementOf(event int) string {
	if j := m.events.list[event].requires; j >= 0 {
		return m.events.list[j].path
	}
	return ""
}

// mask sets to nothing what belongs to a commitment at the points where it is not taken.
func (k *Kernel) mask(i int, row []float64) {
	for p, t := range k.taken[commitmentEvent(i)][:len(row)] {
		row[p] *= t
	}
}

// eventMoves reports whether a promise may be kept at one point and not at another.
func (k *Kernel) eventMoves(i int) bool {
	e := &k.m.events
	for ; i >= 0; i = e.list[i].requires {
		p := e.list[i].probability
		n := len(k.m.contracts)
		if i < n && slices.Contains(k.setup.Commitments, i) || i >= n && slices.Contains(k.setup.Rounds, i-n) ||
			p >= 0 && slices.Contains(k.setup.Free, p) {
			return true
		}
	}
	return false
}
