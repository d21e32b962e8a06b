package sensitivity_test

import (
	"math"
	"testing"

	"computegap/model"
	"computegap/model/dist"
)

// jan is January 2026 as a calendar month.
const jan = 2026 * 12

func quantity(path, unit string, value, lo, hi float64) model.Quantity {
	return model.Quantity{Path: path, Value: value, Unit: unit, Lo: lo, Hi: hi, Stated: true}
}

func money(path string, value float64) model.Quantity { return quantity(path, "USD", value, 0, 1e18) }

func rate(path string, value float64) model.Quantity {
	return quantity(path, "1/yr", value, -0.99, 100)
}

// fading is a run-rate whose growth falls from rate to 10% a year.
func fading(path string, run, growth float64) model.Curve {
	return model.Curve{
		Path: path + ".growth", Shape: model.Fade,
		RunRate:  quantity(path+".run_rate", "USD/yr", run, 0, 1e18),
		Rate:     rate(path+".growth.rate", growth),
		FadesTo:  rate(path+".growth.fades_to", 0.1),
		HalfLife: quantity(path+".growth.half_life", "months", 24, 0.1, 1200),
	}
}

// company is a scenario of the size of the largest shipped one: 99 months, three
// streams, seven cost lines, an umbrella over eleven contracts, eight rounds and a
// facility. With beta, two contracts have a ramp that is dear to evaluate.
func company(t testing.TB, beta bool, total float64) *model.Model {
	t.Helper()
	s := &model.Scenario{Timeline: model.Timeline{Start: jan - 3, Months: 99, Step: 3}}
	for i, id := range []string{"a", "b", "c"} {
		s.Revenue = append(s.Revenue, model.Stream{ID: id, Curve: fading("revenue."+id, []float64{14e9, 5e9, 2e9}[i], 1.3)})
	}
	for _, id := range []string{"d", "e"} {
		s.Costs = append(s.Costs, model.Cost{ID: id, Share: quantity("costs."+id+".share", "1", 0.15, 0, 10)})
	}
	for _, id := range []string{"f", "g", "h", "i", "j"} {
		s.Costs = append(s.Costs, model.Cost{ID: id, Curve: fading("costs."+id, 3e9, 0.5)})
	}
	s.Commitments = append(s.Commitments, promise("all", "", total, false))
	for _, id := range []string{"k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u"} {
		s.Commitments = append(s.Commitments, promise(id, "all", 50e9, beta && id < "m"))
	}
	s.Funding.Cash = money("funding.cash", 20e9)
	for i, id := range []string{"v", "w", "x", "y", "z", "v2", "w2", "x2"} {
		s.Funding.Rounds = append(s.Funding.Rounds, model.Round{ID: id, Month: jan + 3*i,
			Amount: money("funding.rounds."+id+".amount", 10e9), Probability: quantity("funding.rounds."+id+".probability", "1", 0.8, 0, 1)})
	}
	s.Funding.Facilities = []model.Facility{{ID: "revolver", Limit: money("funding.facilities.revolver.limit", 4e9), Rate: rate("funding.facilities.revolver.rate", 0.06)}}
	return compile(t, s)
}

func promise(id, within string, total float64, beta bool) model.Commitment {
	path := "commitments." + id
	c := model.Commitment{ID: id, Within: within, Start: jan, Total: money(path+".total", total),
		Term:    quantity(path+".term", "months", 96, 1, 1200),
		Ramp:    model.Ramp{Path: path + ".ramp", Shape: model.Plateau, Build: quantity(path+".ramp.build", "months", 36, 0.1, 1200)},
		Delay:   quantity(path+".delay", "months", 0, 0, 1200),
		Overrun: quantity(path+".overrun", "1", 1, 0, 10)}
	if beta {
		c.Ramp = model.Ramp{Path: path + ".ramp", Shape: model.BetaRamp,
			A: quantity(path+".ramp.a", "1", 2, 0.1, 100), B: quantity(path+".ramp.b", "1", 2, 0.1, 100)}
	}
	return c
}

func compile(t testing.TB, s *model.Scenario) *model.Model {
	t.Helper()
	m, err := model.Compile(s, model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// firm is a company whose metrics are known in closed form: 12 months, revenue flat at
// r a year, a share of costs, cash c, and one round.
func firm(t testing.TB, r float64) *model.Model {
	t.Helper()
	return compile(t, firmScenario(t, r))
}

func firmScenario(t testing.TB, r float64) *model.Scenario {
	t.Helper()
	uncertain := money("funding.rounds.seed.amount", 30)
	law, err := dist.Uniform(20, 40)
	if err != nil {
		t.Fatal(err)
	}
	uncertain.Dist = law
	unstated := quantity("funding.rounds.seed.probability", "1", 0.6, 0, 1)
	unstated.Stated = false
	return &model.Scenario{
		Timeline: model.Timeline{Start: jan, Months: 12, Step: 3},
		Revenue: []model.Stream{
			{ID: "one", Curve: model.Curve{Path: "revenue.one.growth", Shape: model.Constant, RunRate: quantity("revenue.one.run_rate", "USD/yr", r, 0, 1e18), Rate: rate("revenue.one.growth.rate", 0)}},
			{ID: "two", Curve: model.Curve{Path: "revenue.two.growth", Shape: model.Constant, RunRate: quantity("revenue.two.run_rate", "USD/yr", 2*r, 0, 1e18), Rate: rate("revenue.two.growth.rate", 0)}},
		},
		Costs: []model.Cost{{ID: "all", Share: quantity("costs.all.share", "1", 0.95, 0, 1)},
			{ID: "rent", Curve: model.Curve{Path: "costs.rent", Shape: model.Flat, RunRate: quantity("costs.rent.run_rate", "USD/yr", 120, 0, 1e18)}}},
		Funding: model.Funding{Cash: money("funding.cash", 60),
			DiscountRate: quantity("funding.discount_rate", "1/yr", 0.1, 0.1, 0.1),
			Rounds:       []model.Round{{ID: "seed", Month: jan + 2, Amount: uncertain, Probability: unstated}}},
	}
}

func metric(id model.MetricID) model.Measure { return model.Measure{Metric: id} }

// equal reports whether two values agree to a relative tolerance; two absent ones do.
func equal(a, b, tolerance float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tolerance*max(math.Abs(a), math.Abs(b))
}
