package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// needing gives a scenario a demand for compute at a price, with a share of revenue for
// inference where it is above zero.
func needing(s *Scenario, price, share float64, bought bool) {
	s.Demand = &Demand{Price: num("demand.price", price)}
	if share > 0 {
		s.Demand.Inference = &Need{ID: "inference", Share: num("demand.inference.share", share), Bought: bought}
	}
}

// TestLimitAgainstDemand warns if and only if in some month revenue is cut while capacity is
// not in use, worked out by hand: R a year, G GW, at most L a year of each, R·share/price in use.
func TestLimitAgainstDemand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := bare(24)
		revenue, gw := g.float(1, 100)*1e9, g.float(0.5, 5)
		limit, price, share := g.float(1, 60)*1e9, g.float(1, 30)*1e9, g.float(0, 2)
		bought := g.int(0, 3) == 0
		earn(s, "a", revenue/12, Window{})
		commit(s, powered(promise("c", 12, 0, 18), gw))
		s.RevenuePerGW = num("compute_limits_revenue", limit)
		needing(s, price, share, bought)
		served := min(revenue, limit*gw)
		used := served * share / price
		if bought {
			used = 0
		}
		want := revenue > limit*gw*(1+1e-6) && used < gw*(1-1e-6)
		if near := used/gw-1 > -1e-6 && used/gw-1 < 1e-6 || revenue/limit/gw-1 > -1e-6 && revenue/limit/gw-1 < 1e-6; near {
			t.Skip("at the edge")
		}
		p := project(t, s)
		words := "in 18 of 24 months"
		switch {
		case share == 0:
			words = "demand asks for none"
		case bought:
			words = "demand buys what serves it"
		case math.IsInf(price/share, 0):
			words = "demand asks for next to none"
		case want:
			words = fmt.Sprintf("a GW may serve $%.3gB/yr of revenue, and under demand it serves $%.3gB/yr", limit/1e9, price/share/1e9)
		}
		got := warned(p, "revenue is lost for want of capacity in 18 of 24 months although")
		if slices.Contains(got, "compute_limits_revenue") != want || want && len(warned(p, words)) != 1 {
			t.Fatalf("want %v with %q: %v", want, words, p.Warnings)
		}
	})
}

// TestCreditsLeft warns of credits that are not used up, and tells what may still be used from
// what cannot be.
func TestCreditsLeft(t *testing.T) {
	cases := []struct {
		name    string
		credits float64
		kind    RoundKind
		month   int
		build   func(s *Scenario)
		words   string // "" for no warning
	}{
		{"used up", 12e9, InKind, 0, nil, ""},
		{"more than is due", 30e9, InKind, 0, nil, "$6B of the $30B in credits from Acme is not used by the end of the timeline, in which $24B is due to it; $6B can never be used"},
		{"too late", 12e9, InKind, 20, nil, "$8B of the $12B in credits from Acme is not used by the end of the timeline, in which $24B is due to it: they are worth less"},
		{"a prepayment", 30e9, Prepayment, 0, nil, "$6B of the $30B in credits"},
		{"more is due later", 30e9, InKind, 0, func(s *Scenario) { s.Commitments[0].Term = num("commitments.a.term", 48) },
			"$18B of the $30B in credits from Acme is not used by the end of the timeline, in which $12B is due to it, and $12B after it; $6B can never be used"},
		{"enough is due later", 20e9, InKind, 0, func(s *Scenario) { s.Commitments[0].Term = num("commitments.a.term", 48) },
			"in which $12B is due to it, and $12B after it: they are worth less"},
		{"renewed", 30e9, InKind, 0, func(s *Scenario) {
			s.Commitments[0].Term = num("commitments.a.term", 20)
			s.Commitments[0].Renew = true
		}, "$1.2B of the $30B in credits from Acme is not used by the end of the timeline, in which $28.8B is due to it: they are worth less"},
		{"not taken", 30e9, InKind, 0, func(s *Scenario) { s.Funding.Rounds[0].Probability = num("funding.rounds.r.probability", 0.2) }, ""},
		{"cash", 30e9, Primary, 0, nil, ""},
	}
	for _, c := range cases {
		s := bare(24)
		a := promise("a", 24e9, 0, 24)
		a.Counterparty = "Acme"
		commit(s, a)
		s.Counterparties = []Counterparty{{ID: "acme", Label: "Acme"}}
		s.Funding.Rounds = []Round{{ID: "r", Counterparty: "ACME", Kind: c.kind, Amount: num("funding.rounds.r.amount", c.credits), Month: jan2026 + c.month}}
		if c.build != nil {
			c.build(s)
		}
		p := project(t, s)
		got := warned(p, "in credits from")
		if (c.words != "") != slices.Equal(got, []string{"funding.rounds.r"}) || c.words != "" && len(warned(p, c.words)) != 1 {
			t.Errorf("%s: want %q, got %v", c.name, c.words, p.Warnings)
		}
	}
}

// TestCreditsLeftOfTwo adds up the credits of a counterparty and warns of it once.
func TestCreditsLeftOfTwo(t *testing.T) {
	s := bare(12)
	a := promise("a", 12e9, 0, 12)
	a.Counterparty = "Acme"
	commit(s, a)
	for i, name := range []string{"Acme", "acme"} {
		path := fmt.Sprint("funding.rounds.", name)
		s.Funding.Rounds = append(s.Funding.Rounds, Round{ID: name, Counterparty: name, Kind: InKind, Amount: num(path+".amount", float64(8+i)*1e9), Month: jan2026})
	}
	got := warned(project(t, s), "$5B of the $17B in credits")
	if len(got) != 1 || !strings.HasPrefix(got[0], "funding.rounds.") {
		t.Errorf("warned at %v", got)
	}
}

// TestTriggerNeverReached warns of a round whose money never comes, and says what revenue runs at
// while it waits: 10 a month, and 30 from the thirteenth on.
func TestTriggerNeverReached(t *testing.T) {
	const past = "in the central case revenue never runs at "
	for _, c := range []struct {
		name    string
		trigger float64
		by      int // 0: to the end
		build   func(s *Scenario)
		words   string // "" for no warning
	}{
		{"reached", 360e9, 0, nil, ""},
		{"too high", 361e9, 0, nil, past + "$361B/yr while the round waits for it ($360B/yr at most), so that its money never comes: ask for less, or leave the round out"},
		{"too early", 200e9, 11, nil, past + "$200B/yr while the round waits for it ($120B/yr at most), so that its money never comes: ask for less, give by a later month, or leave the round out"},
		{"just in time", 200e9, 12, nil, ""},
		{"not taken", 361e9, 0, func(s *Scenario) { s.Funding.Rounds[0].Probability = num("funding.rounds.r.probability", 0.4) }, ""},
		{"as likely as not", 361e9, 0, func(s *Scenario) { s.Funding.Rounds[0].Probability = num("funding.rounds.r.probability", 0.5) }, past},
		{"after the timeline", 361e9, 0, func(s *Scenario) { s.Funding.Rounds[0].Month = jan2026 + 24 }, ""},
		{"too much capacity", 1e9, 0, func(s *Scenario) {
			commit(s, stepping("a", 3))
			s.Funding.Rounds[0].Trigger.Capacity = num("funding.rounds.r.trigger.capacity", 3.5)
		}, "in the central case capacity never reaches 3.5 GW while the round waits for it (3 GW at most), so that its money never comes: ask for less, or leave the round out"},
		{"of what is not taken", 1e9, 0, func(s *Scenario) {
			commit(s, stepping("a", 3))
			s.Commitments[0].Probability = num("commitments.a.probability", 0.2)
			s.Funding.Rounds[0].Trigger.Capacity, s.Funding.Rounds[0].Trigger.Commitments = num("funding.rounds.r.trigger.capacity", 1), []string{"a"}
		}, "in the central case capacity never reaches 1 GW while the round waits for it (0 GW at most, without commitments.a, not taken), so that its money never comes: let it require what it waits for, or leave the round out"},
		{"before the timeline", 1e9, -1, func(s *Scenario) { s.Funding.Rounds[0].Month = jan2026 - 5 },
			"in the central case the round may not come within the timeline, so that its money never comes: give by a later month, or leave the round out"},
		{"one after the other", 300e9, 0, func(s *Scenario) {
			commit(s, stepping("a", 3))
			s.Funding.Rounds[0].Trigger.Capacity = num("funding.rounds.r.trigger.capacity", 3)
		}, "in the central case revenue and capacity never are where the round waits for them in the same month, so that"},
		{"circular", 361e9, 0, func(s *Scenario) {
			a := promise("a", 24, 0, 24)
			a.Counterparty = "Acme"
			commit(s, a)
			s.NoCircular = true
		}, ""},
	} {
		s := bare(24)
		earn(s, "a", 10e9, Window{})
		earn(s, "b", 20e9, Window{From: jan2026 + 12})
		s.Funding.Rounds = []Round{{ID: "r", Counterparty: "Acme", Amount: num("funding.rounds.r.amount", 1e9), Month: jan2026,
			Trigger: &Trigger{Revenue: num("funding.rounds.r.trigger.revenue", c.trigger)}}}
		if c.by != 0 {
			s.Funding.Rounds[0].Trigger.By = jan2026 + c.by
		}
		if c.build != nil {
			c.build(s)
		}
		p := project(t, s)
		of := func(path string) bool { return strings.HasPrefix(path, "funding.rounds.r.trigger") }
		if got := warned(p, "so that its money never comes"); slices.ContainsFunc(got, of) != (c.words != "") || c.words != "" && !slices.ContainsFunc(warned(p, c.words), of) {
			t.Errorf("%s: want %q, got %v", c.name, c.words, p.Warnings)
		}
	}
}
