package model

import (
	"testing"

	"pgregory.net/rapid"
)

// patient gives every commitment the right to pay after the timeline, at no cost.
func patient(s *Scenario) {
	for i := range s.Commitments {
		c := &s.Commitments[i]
		c.Deferral = &Deferral{Max: num("commitments."+c.ID+".deferral.max", float64(s.Timeline.Months+1))}
	}
}

// TestBendingHelps puts payments off, without a cost and beyond the timeline, or cuts them:
// where capacity limits nothing, the gap is in no month larger than if all were paid.
func TestBendingHelps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.termed()
		s.Demand, s.RevenuePerGW = nil, Quantity{}
		patient(s)
		s.Policy = Pay
		paid := project(t, s)
		for _, policy := range []Policy{DeferWhenShort, CancelWhenShort} {
			bent := *s
			bent.Policy = policy
			p := project(t, &bent)
			tol := 0.005 + 1e-9*turnover(paid)
			for m, gap := range p.Series[FundingGap] {
				if most := paid.Series[FundingGap][m]; !(gap <= most+tol) {
					t.Fatalf("%s: month %d is short by %g, by %g if all is paid", policy, m, gap, most)
				}
			}
		}
	})
}

// TestCreditsGranted compares rounds in kind with rounds of nothing: the money that rounds
// bring is the same, credits never exceed what has been granted or what is owed, and whoever
// owes nothing to their giver has no use for them.
func TestCreditsGranted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.termed()
		p := project(t, s)
		granted, used := 0.0, 0.0
		tol := 0.005 + 1e-9*turnover(p)
		for m := range p.Timeline.Months {
			for _, r := range p.Rounds {
				if r.Arrives == m && (r.Kind == InKind || r.Kind == Prepayment) {
					granted += r.Amount
				}
			}
			if owed := p.Series[Compute][m] + flows(p, Renewals, m) + flows(p, Deferred, m-1); flows(p, Credits, m) > owed+tol {
				t.Fatalf("month %d: credits pay %g of %g", m, flows(p, Credits, m), owed)
			}
			if used += flows(p, Credits, m); used > granted+tol {
				t.Fatalf("month %d: %g used of %g granted", m, used, granted)
			}
		}
		none := *s
		none.Funding.Rounds = nil
		for _, r := range s.Funding.Rounds {
			if r.Kind == InKind {
				r.Amount.Value = 0
				r.PostMoney = Quantity{}
			}
			none.Funding.Rounds = append(none.Funding.Rounds, r)
		}
		q := project(t, &none)
		nearAll(t, "rounds", p.Series[Rounds], q.Series[Rounds], 0)
		nearAll(t, "rounds without credits of use", idleCredits(t, s).Series[Cash], idleCredits(t, &none).Series[Cash], 0)
	})
}

// idleCredits projects a scenario in which nobody that gives credits is owed anything.
func idleCredits(t rapid.TB, s *Scenario) *Projection {
	other := *s
	other.Commitments = append([]Commitment(nil), s.Commitments...)
	for i := range other.Commitments {
		other.Commitments[i].Counterparty = "nobody else"
	}
	return project(t, &other)
}

// step earns ten a month, and ten more from a month on.
func step(s *Scenario, month int) {
	earn(s, "base", 10, Window{})
	earn(s, "more", 10, Window{From: jan2026 + month})
}

// TestTrancheRequires gives money on a trigger only where what the round requires is taken.
func TestTrancheRequires(t *testing.T) {
	for _, likely := range []float64{1, 0.4} {
		s := bare(6)
		step(s, 0)
		s.Funding.Rounds = []Round{
			{ID: "first", Month: jan2026, Amount: num("funding.rounds.first.amount", 5), Probability: num("funding.rounds.first.probability", likely)},
			{ID: "next", Month: jan2026, Amount: num("funding.rounds.next.amount", 7), Requires: "funding.rounds.first",
				Trigger: &Trigger{Revenue: num("funding.rounds.next.trigger.revenue", 1)}},
		}
		want := 0.0
		if likely == 1 {
			want = 12
		}
		near(t, "funding", project(t, s).Metrics[TotalFunding], want, 0)
	}
}

// TestFiniteTerms evaluates terms all over their input spaces: lines and metrics are numbers.
func TestFiniteTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.termed())
		for range 4 {
			p := m.Project(g.point(m))
			for _, l := range p.Loans {
				finite(t, l.ID, append(append(append(l.Drawn, l.Repaid...), l.Interest...), l.Balance...))
			}
			for _, c := range p.Commitments {
				finite(t, c.ID, append(append(append(c.Due, c.Deferred...), c.Cancelled...), c.Credits...))
			}
			for _, r := range p.Rounds {
				finite(t, r.ID, []float64{r.Amount, r.PostMoney, r.Dilution})
			}
			if v := p.Metrics[Dilution]; !IsAbsent(v) && !(v >= 0 && v <= 1) {
				t.Fatalf("dilution %g", v)
			}
		}
	})
}
