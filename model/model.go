package model

import (
	"slices"
	"strings"
)

// Scenario is what the model was compiled from; it must not be changed.
func (m *Model) Scenario() *Scenario { return m.scenario }

// Options are those the model was compiled with.
func (m *Model) Options() Options { return m.options }

// Inputs lists the numeric inputs in the order of the scenario; the index of an input
// is its place in every vector of the model. The caller must not change it.
func (m *Model) Inputs() []Quantity { return m.inputs }

// Index finds an input by its path.
func (m *Model) Index(path string) (int, bool) {
	i, ok := m.index[path]
	return i, ok
}

// Lines lists the paths of the streams, the lines of costs, the commitments and the needs
// for compute, in the order of the scenario.
func (m *Model) Lines() (paths []string) {
	for i := range m.streams {
		paths = append(paths, m.streams[i].path)
	}
	for i := range m.costs {
		paths = append(paths, m.costs[i].path)
	}
	for i := range m.contracts {
		paths = append(paths, m.contracts[i].path)
	}
	if d := m.terms.demand; d != nil {
		for i := range d.training {
			paths = append(paths, d.training[i].path)
		}
	}
	return paths
}

// Central returns the central value of every input.
func (m *Model) Central() []float64 { return slices.Clone(m.central) }

// OffsetBy returns the umbrella whose remainder takes up a change of the input at
// path: more for a contract within it is less for the rest of it. That holds where both
// count and are taken in the central case; else the change shows in full.
func (m *Model) OffsetBy(path string) (umbrella string, ok bool) {
	i, known := m.index[path]
	if !known {
		return "", false
	}
	own := slices.IndexFunc(m.contracts, func(c contract) bool { return slices.Contains(c.stated, i) || slices.Contains(c.capacity, i) })
	if own < 0 || !m.contracts[own].sums() || !m.takes(commitmentEvent(own)) {
		return "", false
	}
	for j := range m.contracts {
		c := &m.contracts[j]
		if (slices.Contains(c.within, i) || slices.Contains(c.capacityWithin, i)) && c.sums() && m.takes(commitmentEvent(j)) {
			return c.info.ID, true
		}
	}
	return "", false
}

// takes reports whether a promise is kept in the central case: its odds, and those of all that
// it requires, are at least even.
func (m *Model) takes(event int) bool {
	for ; event >= 0; event = m.events.list[event].requires {
		e := &m.events.list[event]
		if e.barred || e.probability >= 0 && m.central[e.probability] < 0.5 {
			return false
		}
	}
	return true
}

// explain says what a breach means when it is found at the central values.
func (c *compiler) explain(b Breach) (path, message, hint string) {
	switch {
	case b.What&EmptyUmbrella != 0:
		return b.Path + ".total", "is less than the contracts within it add up to", "raise the total, or take a contract out with within: null"
	case b.What&EmptyCapacity != 0:
		return b.Path + ".capacity", "is less than the contracts within it add up to", "raise the capacity, or take a contract out with within: null"
	case b.What&AtCeiling != 0:
		return b.Path + ".growth", "the run-rate is at or above its ceiling", "raise the ceiling (or the market), or lower run_rate"
	case b.What&NegativeMonth != 0:
		return b.Path + ".growth.totals", "the yearly totals change so fast that a month would be negative", "smooth the totals, or give the curve as points"
	case strings.HasPrefix(b.Path, "commitments."):
		return b.Path + ".escalation", "a month's escalation exceeds $1e18", "lower the escalation"
	}
	return b.Path + ".growth", "the run-rate grows beyond $1e18 a year", "lower the growth, or let it fade"
}

// topPriced lists the topmost commitments that count and state both a total and a
// capacity; where an umbrella does not, the search goes on within it.
func (c *compiler) topPriced(t tree) (top []int) {
	var walk func(i int)
	walk = func(i int) {
		k := &c.m.contracts[i]
		if k.sums() && len(k.capacity) > 0 {
			top = append(top, i)
			return
		}
		for _, j := range t.within[i] {
			walk(j)
		}
	}
	for i, p := range t.parent {
		if p < 0 {
			walk(i)
		}
	}
	return top
}
