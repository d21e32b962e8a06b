package model

import (
	"fmt"
	"math"

	"pgregory.net/rapid"
)

// bounds are those of a kind of number, inclusive.
type bounds struct{ lo, hi float64 }

var (
	anyMoney   = bounds{0, 1e18}
	anyRate    = bounds{-0.99, 100}
	anyCost    = bounds{-0.5, 10} // of money, and of escalation
	anyMonths  = bounds{0, 1200}
	anyShare   = bounds{0, 1}
	anyPower   = bounds{0, 1e6}
	anyOverrun = bounds{0, 100}
)

// maker draws the parts of a scenario that has no fault in its central case.
type maker struct{ t *rapid.T }

func (g maker) float(lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(g.t, "v") }
func (g maker) int(lo, hi int) int           { return rapid.IntRange(lo, hi).Draw(g.t, "n") }
func (g maker) maybe() bool                  { return rapid.Bool().Draw(g.t, "b") }

// num draws a number between lo and hi whose key has the bounds b.
func (g maker) num(path string, b bounds, lo, hi float64) Quantity {
	return Quantity{Path: path, Value: g.float(lo, hi), Unit: "1", Lo: b.lo, Hi: b.hi, Stated: true}
}

// optional is num, or nothing.
func (g maker) optional(path string, b bounds, lo, hi float64) Quantity {
	if g.maybe() {
		return Quantity{}
	}
	return g.num(path, b, lo, hi)
}

// scenario draws a scenario of up to six years that shows every feature.
func (g maker) scenario() *Scenario {
	step := rapid.SampledFrom([]int{1, 3, 12}).Draw(g.t, "step")
	return g.scenarioOf(Timeline{
		Start:  jan2026 + step*g.int(0, 12/step),
		Months: step * g.int(1, 72/step),
		Step:   step,
	})
}

func (g maker) scenarioOf(tl Timeline) *Scenario {
	s := &Scenario{Timeline: tl}
	for i := range g.int(0, 3) {
		id := fmt.Sprintf("s%d", i)
		s.Revenue = append(s.Revenue, Stream{ID: id, Curve: g.curve("revenue."+id, tl), Window: g.window(tl)})
	}
	for i := range g.int(0, 3) {
		s.Costs = append(s.Costs, g.cost(fmt.Sprintf("c%d", i), s))
	}
	g.commitments(s)
	g.funding(s)
	return s
}

// window draws none, one or both limits, before, within or after the timeline.
func (g maker) window(tl Timeline) (w Window) {
	from := tl.Start + g.int(-12, tl.Months+3)
	if g.maybe() {
		w.From = from
	}
	if g.maybe() {
		w.Until = from + g.int(0, tl.Months)
	}
	return w
}

// curve draws a curve of any shape that covers every month.
func (g maker) curve(path string, tl Timeline) Curve {
	c := Curve{Path: path + ".growth", Shape: rapid.SampledFrom(
		[]Shape{Flat, Constant, Fade, Logistic, Gompertz, Bass, Points, Annual}).Draw(g.t, "shape")}
	if g.maybe() {
		c.At = tl.Start + g.int(-24, 24)
	}
	switch c.Shape {
	case Points:
		g.points(&c, path, tl)
	case Annual:
		g.annual(&c, path, tl)
	default:
		c.RunRate = g.num(path+".run_rate", anyMoney, 0, 4e10)
	}
	c.Rate = g.num(path+".growth.rate", anyRate, -0.5, 1.5)
	c.FadesTo = g.num(path+".growth.fades_to", anyRate, -0.3, 0.3)
	c.HalfLife = g.num(path+".growth.half_life", bounds{0.01, 12000}, 8, 60)
	c.Ceiling = g.num(path+".growth.ceiling", anyMoney, 4.1e10, 1e12)
	c.Market = g.num(path+".growth.market", anyMoney, 4.1e10, 1e12)
	c.P = g.num(path+".growth.p", bounds{1e-9, 10}, 0.001, 0.1)
	c.Q = g.num(path+".growth.q", bounds{0, 10}, 0, 1)
	if c.Shape == Bass && g.maybe() {
		c.RunRate = Quantity{}
	}
	return c
}

func (g maker) beyond(path string) Beyond {
	return Beyond{Allowed: true, Growth: g.optional(path+".growth.beyond", anyRate, -0.1, 0.2)}
}

func (g maker) points(c *Curve, path string, tl Timeline) {
	c.Linear, c.Beyond = g.maybe(), g.beyond(path)
	month := tl.Start + g.int(-12, 24)
	for i := range g.int(1, 4) {
		q := g.num(fmt.Sprintf("%s.growth.points.%d", path, i), anyMoney, 1, 4e10)
		c.Points = append(c.Points, Dated{month, month, q})
		month += g.int(1, 24)
	}
}

func (g maker) annual(c *Curve, path string, tl Timeline) {
	c.Beyond = g.beyond(path)
	year, v := tl.Start/12-g.int(0, 1), g.float(1e8, 1e10)
	for i := range g.int(1, 4) {
		q := Quantity{Path: fmt.Sprintf("%s.growth.totals.%d", path, year+i), Value: v, Hi: 1e18, Stated: true}
		c.Totals = append(c.Totals, Dated{12 * (year + i), 12*(year+i) + 11, q})
		v *= g.float(0.9, 1.25)
	}
}

func (g maker) cost(id string, s *Scenario) Cost {
	path := "costs." + id
	c := Cost{ID: id, Window: g.window(s.Timeline)}
	switch g.int(0, 2) {
	case 0:
		c.Share = g.num(path+".share", bounds{0, 100}, 0, 1.5)
	case 1:
		for i := range g.int(1, 3) {
			month := s.Timeline.Start + 9*i - 4
			q := g.num(fmt.Sprintf("%s.share.points.%d", path, i), bounds{0, 100}, 0, 1.5)
			c.SharePoints = append(c.SharePoints, Dated{month, month, q})
		}
	default:
		c.Curve = g.curve(path, s.Timeline)
	}
	if c.Curve.Shape == "" && len(s.Revenue) > 0 && g.maybe() {
		c.Of = []string{s.Revenue[g.int(0, len(s.Revenue)-1)].ID}
	}
	return c
}

func (g maker) funding(s *Scenario) {
	tl, f := s.Timeline, &s.Funding
	f.Cash = g.num("funding.cash", anyMoney, 0, 4e10)
	f.CashFloor = g.optional("funding.cash_floor", anyMoney, 0, 2e10)
	f.CashRate = g.optional("funding.cash_rate", anyCost, 0, 0.1)
	f.GapRate = g.optional("funding.gap_rate", anyCost, 0, 0.2)
	f.DiscountRate = g.optional("funding.discount_rate", anyCost, -0.1, 0.3)
	for i := range g.int(0, 3) {
		path := fmt.Sprintf("funding.rounds.r%d", i)
		f.Rounds = append(f.Rounds, Round{
			ID: fmt.Sprintf("r%d", i), Amount: g.num(path+".amount", anyMoney, 0, 1e11),
			Probability: g.optional(path+".probability", anyShare, 0, 1),
			Month:       tl.Start + g.int(-6, tl.Months+6), Secondary: g.int(0, 4) == 0, Firmness: g.firmness(),
		})
	}
	for i := range g.int(0, 3) {
		path := fmt.Sprintf("funding.facilities.f%d", i)
		f.Facilities = append(f.Facilities, Facility{
			ID: fmt.Sprintf("f%d", i), Limit: g.num(path+".limit", anyMoney, 0, 3e10),
			Rate: g.num(path+".rate", anyCost, 0, 0.2), Window: g.window(tl),
		})
	}
}

func (g maker) firmness() Firmness {
	return rapid.SampledFrom(append(Firmnesses(), "")).Draw(g.t, "firmness")
}

// point draws a value for every input of m, often an end of its bounds.
func (g maker) point(m *Model) []float64 {
	x := m.Central()
	for i, q := range m.Inputs() {
		x[i] = g.within(q)
	}
	return x
}

func (g maker) within(q Quantity) float64 {
	switch g.int(0, 5) {
	case 0:
		return q.Lo
	case 1:
		return q.Hi
	case 2:
		return q.Value
	case 3: // about as large as the central value
		return math.Min(q.Hi, math.Max(q.Lo, q.Value*g.float(0, 2)))
	}
	return g.float(q.Lo, q.Hi)
}
