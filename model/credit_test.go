package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// raise adds a round of some kind.
func raise(s *Scenario, id string, kind RoundKind, counterparty string, amount float64, month int) *Round {
	s.Funding.Rounds = append(s.Funding.Rounds, Round{ID: id, Kind: kind, Counterparty: counterparty,
		Amount: num("funding.rounds."+id+".amount", amount), Month: jan2026 + month})
	return &s.Funding.Rounds[len(s.Funding.Rounds)-1]
}

// TestCredits pays two commitments of a counterparty alike, and what comes after they end.
func TestCredits(t *testing.T) {
	s := bare(12)
	commit(s, with(promise("a", 120, 0, 12), "AMD"), with(promise("b", 60, 0, 12), "amd"), with(promise("c", 120, 0, 12), "Oracle"))
	raise(s, "k", InKind, "amd", 25, 1)
	raise(s, "p", Prepayment, "oracle", 15, 0)
	p := project(t, s)
	series(t, p, Credits, 10, 15+5, 10, 0)
	series(t, p, Prepaid, 15, 0)
	series(t, p, Rounds, 0, 0)
	series(t, p, FundingGap, 30, 35, 50, 75)
	nearAll(t, "a", find(t, p, "a").Credits[:4], []float64{0, 10, 20. / 3, 0}, 1e-9)
	nearAll(t, "c", find(t, p, "c").Credits[:3], []float64{10, 5, 0}, 1e-9)
	near(t, "funding", p.Metrics[TotalFunding], 0, 0)

	s = bare(12)
	c := with(promise("a", 30, 0, 3), "amd")
	c.Renew = true
	commit(s, c)
	raise(s, "k", InKind, "AMD", 25, 3)
	series(t, project(t, s), Credits, 0, 0, 0, 10, 10, 5, 0)
}

// TestCircular leaves out what comes from those who are paid, but not what is paid ahead.
func TestCircular(t *testing.T) {
	s := bare(12)
	commit(s, with(promise("a", 120, 0, 12), "AMD"), with(memo(promise("b", 12, 0, 12)), "Oracle"))
	raise(s, "own", Primary, "amd", 100, 0)
	raise(s, "kind", InKind, "amd", 100, 0)
	raise(s, "ahead", Prepayment, "amd", 10, 0)
	raise(s, "through", Primary, "oracle", 7, 0) // paid by way of others
	raise(s, "nobody", Primary, "", 5, 0)
	s.Funding.Debt = []Debt{{ID: "d", Lender: "AMD", Amount: num("funding.debt.d.amount", 50), Rate: num("funding.debt.d.rate", 0), Term: num("funding.debt.d.term", 24), Month: jan2026}}
	p := project(t, s)
	near(t, "funding", p.Metrics[TotalFunding], 112, 1e-12)
	near(t, "credits", p.Metrics[TotalCredits], 110, 1e-12)
	near(t, "debt", p.Series[DebtBalance][11], 50, 1e-12)
	s.NoCircular = true
	p = project(t, s)
	near(t, "funding", p.Metrics[TotalFunding], 5, 1e-12)
	near(t, "credits", p.Metrics[TotalCredits], 10, 1e-12)
	near(t, "debt", p.Series[DebtBalance][11], 0, 0)
	if len(p.Loans) != 0 || p.Rounds[0].Taken || p.Rounds[1].Taken || !p.Rounds[2].Taken || p.Rounds[2].Arrives != 0 {
		t.Errorf("rounds %+v", p.Rounds)
	}
}

// TestCircularByPoint leaves money out where the commitment that makes it circular is taken,
// and there alone.
func TestCircularByPoint(t *testing.T) {
	s := bare(12)
	c := with(promise("a", 120, 0, 12), "AMD")
	c.Probability = num("commitments.a.probability", 0.5)
	commit(s, c)
	raise(s, "cash", Primary, "amd", 100, 2)
	raise(s, "kind", InKind, "amd", 7, 0)
	s.Funding.Debt = []Debt{{ID: "d", Lender: "AMD", Amount: num("funding.debt.d.amount", 50), Rate: num("funding.debt.d.rate", 0), Term: num("funding.debt.d.term", 24), Month: jan2026}}
	s.NoCircular = true
	m := compile(t, s)
	k := m.BlockKernel(Setup{Commitments: []int{0}, Width: 2})
	k.EvalBlock(&Block{Points: 2, Take: [][]float64{{0.1, 0.9}}})
	for id, want := range map[SeriesID][]float64{Rounds: {100, 0}, DebtBalance: {50, 0}, Compute: {0, 10}, Credits: {0, 0}} {
		got := make([]float64, 2)
		k.Values(got, Measure{Series: id, IsSeries: true, First: 2, Last: 2})
		nearAll(t, id.Info().Name, got, want, 1e-12)
	}
	if !k.Moves(Rounds, 2, 2) || !k.Moves(DebtBalance, 2, 2) {
		t.Error("what is circular at some points does not move")
	}
	if p := m.Project(nil); len(p.Loans) != 0 || p.Rounds[0].Taken {
		t.Errorf("the central case takes %+v, %+v", p.Loans, p.Rounds[0])
	}
}

func memo(c Commitment) Commitment {
	c.Memo = true
	return c
}

// comesIn wants the 7 of the only round in a month, nothing at all where that is −1.
func comesIn(t *testing.T, name string, p *Projection, month int) {
	t.Helper()
	want := 0.0
	if month >= 0 {
		want = 7
		near(t, name, p.Series[Rounds][month], 7, 0)
	}
	near(t, name, p.Metrics[TotalFunding], want, 0)
}

// TestTrigger brings money in the first month that earns enough.
func TestTrigger(t *testing.T) {
	for _, c := range []struct {
		name             string
		date, by, brings int
		revenue          float64
	}{
		{"when revenue is there", 0, 99, 4, 240},
		{"at once", 0, 99, 0, 120},
		{"not before its date", 6, 99, 6, 240},
		{"long awaited", -30, 99, 4, 240},
		{"in its last month", 0, 4, 4, 240},
		{"too late", 0, 3, -1, 240},
		{"never", 0, 99, -1, 240.01},
	} {
		s := bare(12)
		earn(s, "a", 10, Window{})
		earn(s, "b", 10, Window{From: jan2026 + 4})
		r := raise(s, "r", Primary, "", 7, c.date)
		r.Trigger = &Trigger{Revenue: num("funding.rounds.r.trigger.revenue", c.revenue)}
		if c.by < 99 {
			r.Trigger.By = jan2026 + c.by
		}
		p := project(t, s)
		comesIn(t, c.name, p, c.brings)
		if o := p.Rounds[0]; o.Arrives != c.brings || o.Taken != (c.brings >= 0) || o.Quality != Tranche {
			t.Errorf("%s: %+v", c.name, o)
		}
		if o := p.Rounds[0]; o.Awaits == nil || o.Awaits.Revenue != c.revenue || !IsAbsent(o.Awaits.Capacity) || o.Awaits.Until != jan2026+min(c.by, 11) {
			t.Errorf("%s: waits %+v", c.name, o)
		}
	}
}

// stepping is a commitment of $12B over twelve months, whose GW are online in steps of a third
// at the ends of the first three.
func stepping(id string, gw float64) Commitment {
	c := promise(id, 12e9, 0, 12)
	c.Capacity, c.Online = num("commitments."+id+".capacity", gw), &Window{From: jan2026, Until: jan2026 + 2}
	return c
}

// waitFor adds a round of 7 that waits for capacity under some commitments.
func waitFor(s *Scenario, gw float64, under ...string) *Round {
	r := raise(s, "r", Primary, "", 7, 0)
	r.Trigger = &Trigger{Capacity: num("funding.rounds.r.trigger.capacity", gw), Commitments: under}
	return r
}

// TestCapacityTrigger brings money in the first month at whose end the capacity is online, of
// the commitments that are named, as long as these do not give it up.
func TestCapacityTrigger(t *testing.T) {
	cut := func(s *Scenario) { // without money nothing of b is paid from the first month on
		s.Policy, s.Commitments[1].Cancellation = CancelWhenShort, &Cancellation{}
		s.Commitments[1].TakeOrPay = num("commitments.b.take_or_pay", 0)
	}
	for _, c := range []struct {
		name   string
		gw     float64
		under  []string
		change func(s *Scenario)
		brings int
	}{
		{"of all", 5, nil, nil, 1},
		{"all of all", 9, nil, nil, 2},
		{"of one", 5, []string{"b"}, nil, 2},
		{"too much of one", 6.01, []string{"b"}, nil, -1},
		{"of a list", 5, []string{"a", "b"}, nil, 1},
		{"and revenue", 1, nil, func(s *Scenario) {
			s.Funding.Rounds[0].Trigger.Revenue = num("funding.rounds.r.trigger.revenue", 240)
			earn(s, "late", 20, Window{From: jan2026 + 7})
		}, 7},
		{"not taken", 3, []string{"a"}, func(s *Scenario) { s.Commitments[0].Probability = num("commitments.a.probability", 0.1) }, -1},
		{"nobody else's", 9.5, nil, func(s *Scenario) { s.OtherCapacity = num("other_capacity", 9) }, -1},
		{"cut", 8.5, nil, cut, -1},
		{"cut of one", 5.5, []string{"b"}, cut, -1},
		{"another is cut", 3, []string{"a"}, cut, 2},
	} {
		s := bare(12)
		commit(s, stepping("a", 3))
		commit(s, stepping("b", 6))
		waitFor(s, c.gw, c.under...)
		if c.change != nil {
			c.change(s)
		}
		p := project(t, s)
		comesIn(t, c.name, p, c.brings)
		if o := p.Rounds[0]; o.Arrives != c.brings || o.Awaits == nil || o.Awaits.Capacity != c.gw || IsAbsent(o.Awaits.Revenue) != (c.name != "and revenue") || !slices.Equal(o.Awaits.Commitments, c.under) {
			t.Errorf("%s: %+v", c.name, o)
		}
	}
}

// TestTriggerRounding reaches a trigger with a run-rate of the same figure.
func TestTriggerRounding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := maker{t}.float(1, 1e12)
		s := bare(2)
		s.Revenue = []Stream{{ID: "a", Curve: Curve{Shape: Flat, RunRate: num("revenue.a.run_rate", rate)}}}
		raise(s, "r", Primary, "", 7, 0).Trigger = &Trigger{Revenue: num("funding.rounds.r.trigger.revenue", rate)}
		near(t, "rounds", project(t, s).Series[Rounds][0], 7, 0)
	})
}

// TestDilution multiplies what those who hold shares keep, but for parts of one round: those that
// state the same valuation after the money add up.
func TestDilution(t *testing.T) {
	s := bare(12)
	raise(s, "a", Primary, "", 10, 0).PostMoney = num("funding.rounds.a.post_money", 100)
	raise(s, "b", "", "", 25, 3).PreMoney = num("funding.rounds.b.pre_money", 75)
	raise(s, "w", Warrant, "", 50, 3).PreMoney = num("funding.rounds.w.pre_money", 75)
	raise(s, "past", Primary, "", 25, -3).PreMoney = num("funding.rounds.past.pre_money", 75)
	no := raise(s, "no", Primary, "", 25, 3)
	no.PreMoney, no.Probability = num("funding.rounds.no.pre_money", 75), num("funding.rounds.no.probability", 0.3)
	raise(s, "kind", InKind, "AMD", 60, 3).PostMoney = num("funding.rounds.kind.post_money", 300)
	p := project(t, s)
	near(t, "dilution", p.Metrics[Dilution], 1-0.675*0.8, 1e-12)
	near(t, "for credits", p.Rounds[5].Dilution, 0.2, 1e-12)
	near(t, "b", p.Rounds[1].Dilution, 0.25, 1e-12)
	near(t, "valuation of b", p.Rounds[1].PostMoney, 100, 1e-12)
	near(t, "funding", p.Metrics[TotalFunding], 85, 1e-12)
	raise(s, "part", Primary, "", 5, 4).PostMoney = num("funding.rounds.part.post_money", 100)
	p = project(t, s)
	near(t, "with a second part", p.Metrics[Dilution], 1-(0.9-0.05)*0.75*0.8, 1e-12)
	near(t, "of those that have closed", FundingByQuality(p, s)[0].Dilution, 1-(0.9-0.05)*0.75, 1e-12)
}

// TestQuality sorts rounds by how sure they are.
func TestRoundQuality(t *testing.T) {
	s := bare(12)
	raise(s, "closed", "", "", 1, 0)
	raise(s, "letter", "", "", 1, 0).Firmness = LetterOfIntent
	raise(s, "maybe", Primary, "", 1, 0).Probability = num("funding.rounds.maybe.probability", 0.9)
	raise(s, "after", Primary, "", 1, 0).Requires = "funding.rounds.maybe"
	raise(s, "kind", InKind, "AMD", 1, 0)
	raise(s, "ahead", Prepayment, "AMD", 1, 0)
	raise(s, "sold", Secondary, "", 1, 0)
	raise(s, "waiting", "", "", 1, 0).Trigger = &Trigger{Revenue: num("funding.rounds.waiting.trigger.revenue", 1)}
	talks := raise(s, "talks", "", "", 1, 0)
	talks.Requires, talks.Firmness = "funding.rounds.maybe", Conditional
	hoped := raise(s, "hoped", "", "", 1, 0)
	hoped.Trigger, hoped.Firmness = &Trigger{Revenue: num("funding.rounds.hoped.trigger.revenue", 1)}, Conditional
	raise(s, "for chips", InKind, "AMD", 1, 0).Firmness = Option
	next := raise(s, "next", "", "", 1, 0)
	next.Requires, next.Firmness = "funding.rounds.maybe", Signed
	for i, want := range []Quality{Closed, ConditionalRound, ConditionalRound, Tranche, InKindRound, PrepaymentRound, SecondaryRound,
		Tranche, ConditionalRound, Tranche, InKindRound, Tranche} {
		if r := project(t, s).Rounds[i]; r.Quality != want {
			t.Errorf("%s is %s", r.ID, r.Quality)
		}
	}
}

// TestCreditsAreNoCash compares a company that gets credits with one that does not, where money
// costs nothing: the gap is never larger, and cash never higher than by the credits used.
func TestCreditsAreNoCash(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		s.Funding.CashRate, s.Funding.GapRate = Quantity{}, Quantity{}
		for i := range s.Funding.Facilities {
			s.Funding.Facilities[i].Rate.Value = 0
		}
		for i := range s.Commitments {
			s.Commitments[i].Counterparty = "AMD"
		}
		without := project(t, s)
		raise(s, "credits", InKind, "amd", g.float(0, 1e11), 0).Month = s.Timeline.Start + g.int(0, s.Timeline.Months)
		p, used := project(t, s), 0.0
		tol := 0.01 + 1e-9*turnover(p)
		for m := range s.Timeline.Months {
			used += p.Series[Credits][m]
			if a, b := flows(p, FundingGap, m), flows(without, FundingGap, m); a > b+tol {
				t.Fatalf("month %d: a gap of %g, %g without credits", m, a, b)
			}
			if a, b := flows(p, Cash, m), flows(without, Cash, m); a > b+used+tol {
				t.Fatalf("month %d: cash of %g, %g without credits of %g", m, a, b, used)
			}
		}
		if math.Abs(total(p.Series[Rounds])-total(without.Series[Rounds])) > tol {
			t.Fatal("credits are money from rounds")
		}
	})
}
