package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// flexing is a scenario that earns 10 a month for 18 months, pays y a month until a month, and x
// a month under a commitment of which a share may be put off, or cut.
func flexing(x, y, firm float64, until int, policy Policy) *Scenario {
	s := bare(18)
	earn(s, "a", 10, Window{})
	spend(s, "y", y, Window{Until: jan2026 + until})
	c := promise("x", 18*x, 0, 18)
	c.TakeOrPay = num("commitments.x.take_or_pay", firm)
	c.Deferral = &Deferral{Max: num("commitments.x.deferral.max", 36)}
	c.Cancellation = &Cancellation{}
	commit(s, c)
	s.Policy = policy
	return s
}

// TestBreakevenOfPolicy names the policy first where breakeven comes by it, and what ends only
// where breakeven would not come as early without that, under the same policy.
func TestBreakevenOfPolicy(t *testing.T) {
	for _, c := range []struct {
		name       string
		x, y, firm float64
		policy     Policy
		even       float64
		want       []string
		why        string
	}{
		{"put off", 15, 0, 0, DeferWhenShort, 0, []string{"policy"}, "what is put off"},
		{"cut", 15, 0, 0, CancelWhenShort, 0, []string{"policy"}, "what is cut"},
		{"put off before, not after", 6, 15, 0, DeferWhenShort, 6, []string{"costs.y"}, "what ends inside the timeline"},
		{"the policy makes up for what ends", 15, 2, 0, DeferWhenShort, 0, []string{"policy"}, "what is put off"},
		{"both", 12, 9, 0.5, DeferWhenShort, 6, []string{"policy", "costs.y"}, "what is put off and what ends inside the timeline"},
		{"both, cut", 12, 9, 0.5, CancelWhenShort, 6, []string{"policy", "costs.y"}, "what is cut and what ends inside the timeline"},
		{"nothing", 6, 2, 0, DeferWhenShort, 0, nil, ""},
	} {
		p := project(t, flexing(c.x, c.y, c.firm, 5, c.policy))
		sameMetric(t, BreakevenDate, p.Metrics[BreakevenDate], c.even, 0)
		if got, why := p.BreakevenCauses(); !slices.Equal(got, c.want) || why != c.why {
			t.Errorf("%s: %v, %q; want %v, %q", c.name, got, why, c.want, c.why)
		}
		if got := warned(p, "To see it, write policy: pay"); (len(got) > 0) != slices.Contains(c.want, "policy") {
			t.Errorf("%s: warned at %v", c.name, got)
		}
	}
}

// TestBreakevenByTwoRoutes compares what is named with projections of the scenario in which all
// is paid as it falls due, and in which the cost does not end.
func TestBreakevenByTwoRoutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		x, y, firm, until := g.float(1, 20), g.float(0.5, 20), g.float(0, 1), g.int(5, 11)
		policy := []Policy{DeferWhenShort, CancelWhenShort}[g.int(0, 1)]
		p := project(t, flexing(x, y, firm, until, policy))
		even := p.Metrics[BreakevenDate]
		if IsAbsent(even) {
			return
		}
		later := func(s *Scenario) bool {
			v := project(t, s).Metrics[BreakevenDate]
			return IsAbsent(v) || v > even
		}
		got, _ := p.BreakevenCauses()
		if want := later(flexing(x, y, firm, until, Pay)); slices.Contains(got, "policy") != want {
			t.Fatalf("breakeven in month %g, %v; later without the policy: %v", even, got, want)
		}
		on := flexing(x, y, firm, until, policy)
		on.Costs[0].Window.Until = 0
		if want := later(on); slices.Contains(got, "costs.y") != want {
			t.Fatalf("breakeven in month %g, %v; later if the cost goes on: %v", even, got, want)
		}
	})
}
