package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// turnover is the money that a projection moves and owes, by which tolerances scale.
func turnover(p *Projection) float64 {
	most := 1.0
	for id := range NumSeries {
		for _, v := range p.Series[id] {
			most = math.Max(most, math.Abs(v))
		}
	}
	return most
}

// TestTermIdentities adds the ledger of generated scenarios up again, by month and by
// commitment.
func TestTermIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := project(t, maker{t}.termed())
		tol := 0.005 + 1e-10*turnover(p)
		for m := range p.Timeline.Months {
			at := func(s SeriesID) float64 { return flows(p, s, m) }
			change := func(s SeriesID) float64 { return flows(p, s, m) - flows(p, s, m-1) }
			operating := at(Revenue) - at(Costs) - at(Compute) - at(Renewals) + at(Credits) - at(Prepaid) +
				change(Deferred) + at(Cancelled) - at(FlexibilityFees) + at(Interest)
			if got := at(OperatingCash); !(math.Abs(got-operating) <= tol) {
				t.Fatalf("month %d: operating cash is %g, its parts come to %g", m, got, operating)
			}
			if m == 0 {
				continue
			}
			flow := at(OperatingCash) + at(Rounds) + at(DebtDraws) + at(FacilityDraws) + at(GapDraws)
			if got := change(Cash); !(math.Abs(got-flow) <= tol) {
				t.Fatalf("month %d: cash changes by %g, its flows come to %g", m, got, flow)
			}
			if got := change(DebtBalance); !(math.Abs(got-at(DebtDraws)) <= tol) {
				t.Fatalf("month %d: debt changes by %g, draws come to %g", m, got, at(DebtDraws))
			}
		}
		checkContracts(t, p, tol)
		checkLines(t, p, tol)
	})
}

// checkContracts adds up what becomes of each commitment's payments.
func checkContracts(t rapid.TB, p *Projection, tol float64) {
	var deferred, cancelled, credits float64
	for _, c := range p.Commitments {
		left := 0.0
		if c.Deferred != nil {
			left = c.Deferred[len(c.Deferred)-1]
		}
		if got, want := total(c.Due), total(c.Paid)+left+total(c.Cancelled); !(math.Abs(got-want) <= tol) {
			t.Fatalf("%s: due %g, paid and put off %g", c.ID, got, want)
		}
		for m, v := range c.Paid {
			if v < -tol || c.Credits != nil && c.Credits[m] > v+tol {
				t.Fatalf("%s: pays %g in month %d, credits %g", c.ID, v, m, c.Credits[m])
			}
		}
		deferred, cancelled, credits = deferred+left, cancelled+total(c.Cancelled), credits+total(c.Credits)
	}
	sum := func(id SeriesID) float64 { return total(p.Series[id]) }
	if d := flows(p, Deferred, p.Timeline.Months-1); !(math.Abs(d-deferred) <= tol) || !(math.Abs(sum(Cancelled)-cancelled) <= tol) || credits > sum(Credits)+tol {
		t.Fatalf("deferred %g and %g, cancelled %g and %g, credits %g and %g", d, deferred, sum(Cancelled), cancelled, sum(Credits), credits)
	}
}

// checkLines adds up the lines of revenue, costs and loans.
func checkLines(t rapid.TB, p *Projection, tol float64) {
	for m := range p.Timeline.Months {
		var revenue, costs, owed, drawn float64
		for _, l := range p.Revenue {
			revenue += l.Months[m]
		}
		for _, l := range p.Costs {
			costs += l.Months[m]
		}
		for _, l := range p.Loans {
			owed += l.Balance[m]
			drawn += l.Drawn[m] - l.Repaid[m]
		}
		for id, want := range map[SeriesID]float64{Revenue: revenue, Costs: costs, DebtBalance: owed, DebtDraws: drawn} {
			if got := flows(p, id, m); !(math.Abs(got-want) <= tol) {
				t.Fatalf("month %d: %s is %g, its lines come to %g", m, id.Info().Name, got, want)
			}
		}
	}
}

// TestIdleTerms adds terms that never do anything: the ledger is that without, to the bit, in
// blocks too.
func TestIdleTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		plain := compile(t, s)
		with := *s
		with.Commitments = slices.Clone(s.Commitments)
		with.Funding.Rounds = slices.Clone(s.Funding.Rounds)
		with.Policy = rapid.SampledFrom([]Policy{DeferWhenShort, CancelWhenShort}).Draw(t, "policy")
		with.RevenuePerGW, with.OtherCapacity = num("compute_limits_revenue", 1e18), num("other_capacity", 1e6)
		with.Funding.MinCash, with.Funding.DebtToRevenue = num("funding.covenants.min_cash", 1), num("funding.covenants.debt_to_revenue", 2)
		with.Funding.Debt = []Debt{{ID: "d", Amount: num("funding.debt.d.amount", 0), Rate: num("funding.debt.d.rate", 0.1), Term: num("funding.debt.d.term", 5), Month: jan2026}}
		for i := range with.Commitments {
			c := &with.Commitments[i]
			path := "commitments." + c.ID
			c.Counterparty = "amd"
			c.Deferral = &Deferral{Max: num(path+".deferral.max", 12), Notice: num(path+".deferral.notice", 1200), Cost: num(path+".deferral.cost", 0)}
			c.Cancellation = &Cancellation{Notice: num(path+".cancellation.notice", 1200), Fee: num(path+".cancellation.fee", 0)}
		}
		with.Funding.Rounds = append(with.Funding.Rounds, Round{ID: "credits", Kind: InKind, Counterparty: "AMD",
			Amount: num("funding.rounds.credits.amount", 0), Month: s.Timeline.Start})
		m := compile(t, &with)
		sameLedger(t, plain.Project(nil), m.Project(nil))
		var free, freeWith []int
		for i, q := range plain.inputs {
			if g.maybe() {
				free, freeWith = append(free, i), append(freeWith, m.index[q.Path])
			}
		}
		b := &Block{Points: 5, Free: table(len(free), 5)}
		for p := range 5 {
			x := g.point(plain)
			for j, i := range free {
				b.Free[j][p] = x[i]
			}
		}
		k, w := plain.BlockKernel(Setup{Free: free, Width: 5}), m.BlockKernel(Setup{Free: freeWith, Width: 5})
		k.EvalBlock(b)
		w.EvalBlock(b)
		for p := range 5 {
			sameBooks(t, k, w, p)
		}
	})
}

// sameLedger compares the series and metrics that every scenario has.
func sameLedger(t rapid.TB, a, b *Projection) {
	t.Helper()
	for id := range Renewals {
		for m, v := range a.Series[id] {
			if b.Series[id][m] != v {
				t.Fatalf("%s in month %d: %v and %v", id.Info().Name, m, v, b.Series[id][m])
			}
		}
	}
	for id := range TotalRenewals {
		if v, w := a.Metrics[id], b.Metrics[id]; v != w && !(IsAbsent(v) && IsAbsent(w)) {
			t.Fatalf("%s: %v and %v", id.Info().Name, v, w)
		}
	}
}

// sameBooks compares what every scenario has at a point of two kernels.
func sameBooks(t rapid.TB, a, b *Kernel, p int) {
	t.Helper()
	for id := range Renewals {
		for m := range a.m.time.Months {
			if v, w := a.series[id].row(m)[p], b.series[id].row(m)[p]; v != w {
				t.Fatalf("%s in month %d at point %d: %v and %v", id.Info().Name, m, p, v, w)
			}
		}
	}
	for id := range TotalRenewals {
		if v, w := a.values[id][p], b.values[id][p]; v != w && !(IsAbsent(v) && IsAbsent(w)) {
			t.Fatalf("%s at point %d: %v and %v", id.Info().Name, p, v, w)
		}
	}
}

// TestMovesTerms finds every series that is said not to move the same at all points.
func TestMovesTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		m := compile(t, g.termed())
		setup := Setup{Width: 4}
		for i := range m.inputs {
			if g.int(0, 3) == 0 {
				setup.Free = append(setup.Free, i)
			}
		}
		for i := range m.funding.rounds {
			if g.maybe() {
				setup.Rounds = append(setup.Rounds, i)
			}
		}
		k := m.BlockKernel(setup)
		b := &Block{Points: 4, Free: table(len(setup.Free), 4), Close: table(len(setup.Rounds), 4)}
		for p := range 4 {
			x := g.point(m)
			for j, i := range setup.Free {
				b.Free[j][p] = x[i]
			}
			for j := range setup.Rounds {
				b.Close[j][p] = g.float(0.01, 0.99)
			}
		}
		k.EvalBlock(b)
		for id := range NumSeries {
			for month := range m.time.Months {
				if !m.HasSeries(id) || k.Moves(id, month, month) {
					continue
				}
				row := k.series[id].row(month)
				if slices.Min(row) != slices.Max(row) {
					t.Fatalf("%s in month %d: %v, and is said not to move", id.Info().Name, month, row)
				}
			}
		}
	})
}
