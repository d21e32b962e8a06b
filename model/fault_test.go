package model

import (
	"errors"
	"testing"
)

// wantFault compiles a scenario that has exactly one fault.
func wantFault(t testing.TB, s *Scenario, path, message string) {
	t.Helper()
	_, err := Compile(s, Options{})
	var faults Faults
	if !errors.As(err, &faults) {
		t.Errorf("accepted; want %s: %s", path, message)
		return
	}
	if len(faults) != 1 || faults[0].Path != path || faults[0].Message != message {
		t.Errorf("got\n%v\nwant\n%s: %s", err, path, message)
	}
}

// sound is a scenario without a fault, for a test to break.
func sound() *Scenario {
	s := bare(24)
	s.Timeline.Step = 12
	earn(s, "a", 10, Window{})
	spend(s, "b", 5, Window{})
	commit(s, promise("c", 100, 0, 12))
	s.Funding.Rounds = []Round{{ID: "r", Amount: num("funding.rounds.r.amount", 1), Month: jan2026}}
	s.Funding.Facilities = []Facility{{ID: "f", Limit: num("funding.facilities.f.limit", 1), Rate: num("funding.facilities.f.rate", 0.1)}}
	return s
}

// broken is one fault: what breaks a sound scenario, and what is said about it.
type broken struct {
	do            func(s *Scenario)
	path, message string
}

func checkFaults(t *testing.T, faults []broken) {
	t.Helper()
	compile(t, sound())
	for _, f := range faults {
		s := sound()
		f.do(s)
		wantFault(t, s, f.path, f.message)
	}
}

func TestTimelineFaults(t *testing.T) {
	checkFaults(t, []broken{
		{func(s *Scenario) { s.Timeline.Months = 0 }, "timeline.end", "the timeline ends before it starts"},
		{func(s *Scenario) { s.Timeline.Months = 1212 }, "timeline.end", "the timeline has 1212 months; at most 1200 (100 years) are possible"},
		{func(s *Scenario) { s.Timeline.Step = 6 }, "timeline.report", "a reporting period of 6 months is not a month, quarter or year"},
		{func(s *Scenario) { s.Timeline.Start++ }, "timeline.start", "does not lie on the border of a reporting period"},
		{func(s *Scenario) { s.Timeline.Months = 23 }, "timeline.end", "does not lie on the border of a reporting period"},
	})
}

func TestLineFaults(t *testing.T) {
	curve := func(set func(c *Curve)) func(s *Scenario) { return func(s *Scenario) { set(&s.Revenue[0].Curve) } }
	to := func(shape Shape) func(s *Scenario) { return curve(func(c *Curve) { c.Shape = shape }) }
	full := func(set func(c *Curve)) func(s *Scenario) {
		return curve(func(c *Curve) {
			c.Rate, c.Ceiling = num("revenue.a.growth.rate", 0.5), num("revenue.a.growth.ceiling", 120)
			c.Market, c.P, c.Q = c.Ceiling, num("revenue.a.growth.p", 0.1), num("revenue.a.growth.q", 1)
			set(c)
		})
	}
	const above = "the run-rate is at or above its ceiling"
	checkFaults(t, []broken{
		{curve(func(c *Curve) { c.RunRate = Quantity{} }), "revenue.a.run_rate", "missing"},
		{curve(func(c *Curve) { c.RunRate.Lo = 121 }), "revenue.a.run_rate", "120 is outside 121 to 1e+18"},
		{to(""), "revenue.a.growth", "missing"},
		{to("line"), "revenue.a.growth.curve", `no curve is named "line"`},
		{to(Constant), "revenue.a.growth.rate", "missing"},
		{to(Points), "revenue.a.growth.points", "has no points"},
		{to(Annual), "revenue.a.growth.totals", "has no years"},
		{full(func(c *Curve) { c.Shape, c.Ceiling = Logistic, Quantity{} }), "revenue.a.growth.ceiling", "missing"},
		{full(func(c *Curve) { c.Shape, c.Market = Bass, Quantity{} }), "revenue.a.growth.market", "missing"},
		{full(func(c *Curve) { c.Shape = Logistic }), "revenue.a.growth", above},
		{full(func(c *Curve) { c.Shape = Gompertz }), "revenue.a.growth", above},
		{full(func(c *Curve) { c.Shape = Bass }), "revenue.a.growth", above},
		{full(func(c *Curve) { c.Shape, c.Rate.Value, c.At = Constant, 1e9, jan2026-24 }), "revenue.a.growth",
			"the run-rate grows beyond $1e18 a year"},
		{func(s *Scenario) { s.Revenue[0].Window = Window{From: jan2026 + 3, Until: jan2026 + 2} }, "revenue.a.until", "ends before it starts"},
		{func(s *Scenario) { s.Costs[0].Window = Window{From: jan2026 + 3, Until: jan2026 + 2} }, "costs.b.until", "ends before it starts"},
		{func(s *Scenario) { s.Costs[0] = Cost{ID: "b", Share: num("costs.b.share", 1), Of: []string{"z"}} }, "costs.b.of",
			`no stream of revenue is named "z"`},
		{func(s *Scenario) { s.Costs[0] = Cost{ID: "b", SharePoints: []Dated{atMonth(2, 1), atMonth(2, 1)}} }, "pointc",
			"two points fall on the same month"},
	})
}

func TestDatedFaults(t *testing.T) {
	curve := func(c Curve) func(s *Scenario) {
		return func(s *Scenario) { s.Revenue[0].Curve = c }
	}
	points := func(list ...Dated) Curve { return Curve{Shape: Points, Points: list} }
	straight := points(atMonth(0, 0), atMonth(24, 1))
	straight.Linear = true
	gap := yearly(2026, 1, 1, 1)
	gap.Totals[2].First, gap.Totals[2].Last = gap.Totals[2].First+12, gap.Totals[2].Last+12
	part := yearly(2026, 1, 1)
	part.Totals[1].Last--
	s := sound()
	curve(straight)(s)
	compile(t, s)
	checkFaults(t, []broken{
		{curve(points(atMonth(1, 1), atMonth(24, 1))), "revenue.a.growth.points", "the first point comes after the first month in which the line is active"},
		{curve(points(atMonth(0, 1), atMonth(23, 1))), "revenue.a.growth.points", "the last point comes before the last month in which the line is active"},
		{curve(points(atMonth(0, 1), atMonth(24, 1), atMonth(24, 2))), "pointy", "two points fall on the same month"},
		{curve(points(atMonth(0, 0), atMonth(24, 1))), "pointa", "a log-linear curve cannot pass through zero"},
		{curve(yearly(2027, 1, 1)), "revenue.a.growth.totals", "no total for the first year in which the line is active"},
		{curve(yearly(2026, 1)), "revenue.a.growth.totals", "no total for the last year in which the line is active"},
		{curve(gap), "yc", "the years of yearly totals must be consecutive"},
		{curve(part), "yb", "a yearly total belongs to one calendar year"},
	})
}

func TestCommitmentFaults(t *testing.T) {
	with := func(set func(c *Commitment)) func(s *Scenario) { return func(s *Scenario) { set(&s.Commitments[0]) } }
	byYear := func(list ...Dated) func(s *Scenario) {
		return with(func(c *Commitment) { c.Ramp = Ramp{Shape: ByYear, Shares: list} })
	}
	checkFaults(t, []broken{
		{with(func(c *Commitment) { c.Total = Quantity{} }), "commitments.c.total", "missing"},
		{with(func(c *Commitment) { c.Start = 0 }), "commitments.c.start", "missing"},
		{with(func(c *Commitment) { c.Term = Quantity{} }), "commitments.c.term", "missing"},
		{with(func(c *Commitment) { c.Term, c.End = Quantity{}, jan2026-1 }), "commitments.c.end", "ends before it starts"},
		{with(func(c *Commitment) { c.Ramp.Shape = "ramp" }), "commitments.c.ramp", `no ramp is named "ramp"`},
		{with(func(c *Commitment) { c.Ramp.Shape = Plateau }), "commitments.c.ramp.build", "missing"},
		{with(func(c *Commitment) { c.Capacity = num("gw", 1) }), "commitments.c.capacity", "does not say when it comes online"},
		{with(func(c *Commitment) { c.Capacity, c.Online = num("gw", 1), &Window{jan2026, jan2026 - 1} }), "commitments.c.online.by", "is before from"},
		{with(func(c *Commitment) { c.Within = "z" }), "commitments.c.within", `no commitment is named "z"`},
		{with(func(c *Commitment) { c.Within = "c" }), "commitments.c.within", "lies within itself: c → c"},
		{byYear(piece("s", 0, 12, 0.5), piece("u", 12, 12, 0.4)), "commitments.c.ramp.shares", "the shares add up to 90%, not 100%"},
		{byYear(piece("s", 0, 12, 0.5), piece("u", 12, 3, 0.5)), "u", "a share belongs to one calendar year"},
		{with(func(c *Commitment) {
			*c = Commitment{ID: "c", Payments: []Dated{piece("p", 0, 12, 1), piece("q", 11, 1, 1)}}
		}), "q",
			"overlaps the period before it"},
		{func(s *Scenario) {
			commit(s, inside(promise("d", 10, 0, 1), "c"), inside(promise("e", 5, 0, 1), "d"))
			s.Commitments[0].Within = "e"
		}, "commitments.e.within", "lies within itself: e → d → c → e"},
	})
}

func TestFundingFaults(t *testing.T) {
	checkFaults(t, []broken{
		{func(s *Scenario) { s.Funding.Cash = Quantity{} }, "funding.cash", "missing"},
		{func(s *Scenario) { s.Funding.Rounds[0].Amount = Quantity{} }, "funding.rounds.r.amount", "missing"},
		{func(s *Scenario) { s.Funding.Rounds[0].Month = 0 }, "funding.rounds.r.date", "missing"},
		{func(s *Scenario) { s.Funding.Facilities[0].Limit = Quantity{} }, "funding.facilities.f.limit", "missing"},
		{func(s *Scenario) { s.Funding.Facilities[0].Rate = Quantity{} }, "funding.facilities.f.rate", "missing"},
		{func(s *Scenario) { s.Funding.Facilities[0].Window = Window{jan2026, jan2026 - 1} }, "funding.facilities.f.until", "ends before it starts"},
	})
}

// TestAllFaults reports every fault of a scenario, in its order.
func TestAllFaults(t *testing.T) {
	s := sound()
	s.Revenue[0].Curve.RunRate, s.Commitments[0].Total, s.Funding.Cash = Quantity{}, Quantity{}, Quantity{}
	_, err := Compile(s, Options{})
	want := "revenue.a.run_rate: missing\ncommitments.c.total: missing\nfunding.cash: missing"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
