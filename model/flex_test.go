package model

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// deferrable gives a commitment the right to pay up to so many months later.
func deferrable(c Commitment, most, notice float64) Commitment {
	path := "commitments." + c.ID + ".deferral"
	c.Deferral = &Deferral{Notice: num(path+".notice", notice), Max: num(path+".max", most)}
	return c
}

// with names the counterparty of a commitment.
func with(c Commitment, counterparty string) Commitment {
	c.Counterparty = counterparty
	return c
}

// renting gives a commitment capacity that is online throughout.
func renting(c Commitment, gw float64) Commitment {
	c.Capacity, c.Online = num("commitments."+c.ID+".capacity", gw), &Window{jan2026 - 12, jan2026 - 1}
	return c
}

// series checks the first months of a series.
func series(t testing.TB, p *Projection, id SeriesID, want ...float64) {
	t.Helper()
	nearAll(t, id.Info().Name, p.Series[id][:len(want)], want, 1e-9)
}

// TestDefer puts off what is missing, gives up capacity for it, and pays it back first.
func TestDefer(t *testing.T) {
	s := bare(12)
	s.Funding.Cash = num("funding.cash", 25)
	s.Policy = DeferWhenShort
	commit(s, renting(deferrable(promise("a", 120, 0, 12), 100, 0), 12))
	earn(s, "r", 100, Window{From: jan2026 + 4, Until: jan2026 + 4})
	p := project(t, s)
	series(t, p, Deferred, 0, 0, 5, 15, 0, 0)
	series(t, p, CapacityGW, 12, 12, 6, 0, 12, 12)
	series(t, p, Cash, 15, 5, 0, 0, 75, 65)
	series(t, p, OperatingCash, -10, -10, -5, 0, 75, -10)
	nearAll(t, "paid", find(t, p, "a").Paid[:6], []float64{10, 10, 5, 0, 25, 10}, 1e-9)
	if p.Metrics[PeakGap] != 0 {
		t.Errorf("a gap of %g", p.Metrics[PeakGap])
	}
	s.Commitments[0].Deferral.Notice.Value = 0.5 // from the month after the first short one
	p = project(t, s)
	series(t, p, FundingGap, 0, 0, 5, 5, 0)
	series(t, p, Deferred, 0, 0, 0, 10, 0)
}

// TestRenewedAfterDeferral gives capacity up in the last month of a contract; the month after
// it is renewed and paid, so all of it is at hand again.
func TestRenewedAfterDeferral(t *testing.T) {
	s := bare(6)
	s.Funding.Cash = num("funding.cash", 12)
	s.Policy = DeferWhenShort
	commit(s, renting(deferrable(promise("a", 40, 0, 4), 100, 0), 12))
	s.Commitments[0].Renew = true
	s.Costs = append(s.Costs, Cost{ID: "power", PerGW: num("costs.power.per_gw", 12)})
	earn(s, "r", 22, Window{From: jan2026, Until: jan2026 + 2})
	earn(s, "late", 200, Window{From: jan2026 + 4})
	p := project(t, s)
	series(t, p, Deferred, 0, 0, 0, 10, 0, 0)
	series(t, p, CapacityGW, 12, 12, 12, 0, 12, 12)
	series(t, p, Costs, 12, 12, 12, 12, 12, 12)
	commit(s, renting(deferrable(promise("b", 60, 0, 6), 100, 0), 12))
	s.Funding.Cash.Value, s.Revenue[0].Curve.RunRate.Value = 24, 12*44
	p = project(t, s)
	series(t, p, Deferred, 0, 0, 0, 20, 0)
	series(t, p, CapacityGW, 24, 24, 24, 0, 24, 24)
	series(t, p, Costs, 24, 24, 24, 24, 12, 24) // b waited in the month before, a is over
}

// TestDeferredTooLong pays after two months what was put off, short as the company is.
func TestDeferredTooLong(t *testing.T) {
	s := bare(12)
	s.Policy = DeferWhenShort
	commit(s, with(deferrable(promise("a", 120, 0, 12), 2, 0), "amd"))
	p := project(t, s)
	series(t, p, Deferred, 10, 20, 20, 20, 20)
	series(t, p, FundingGap, 0, 0, 10, 20, 30)
	nearAll(t, "paid", find(t, p, "a").Paid[:4], []float64{0, 0, 10, 10}, 1e-9)

	s.Funding.Rounds = []Round{{ID: "k", Kind: InKind, Counterparty: "AMD", Amount: num("funding.rounds.k.amount", 10), Month: jan2026 + 2}}
	p = project(t, s) // credits pay half of what is due and half of what was put off
	series(t, p, Credits, 0, 0, 10, 0)
	series(t, p, Deferred, 10, 20, 15, 15)
	series(t, p, FundingGap, 0, 0, 5, 15)
	nearAll(t, "credits", find(t, p, "a").Credits[:4], []float64{0, 0, 10, 0}, 1e-9)
}

// TestDeferralCosts charges a rate a year on what is outstanding, or a price of GW-years.
func TestDeferralCosts(t *testing.T) {
	s := bare(12)
	s.Policy = DeferWhenShort
	c := renting(deferrable(promise("a", 120, 0, 12), 100, 0), 1)
	c.Deferral.Cost = num("commitments.a.deferral.cost", 0.21)
	c.Deferral.Cost.Unit = "1/yr"
	commit(s, c)
	month := yearly12(0.21)
	p := project(t, s)
	series(t, p, FlexibilityFees, 0, 10*month, 20*month)
	series(t, p, Deferred, 10, 20, 30)
	c.Deferral.Cost = num("commitments.a.deferral.cost", 30) // of 120 that a GW-year comes to
	c.Deferral.Cost.Unit = pricePerGW
	s.Commitments[0] = c
	p = project(t, s)
	series(t, p, FlexibilityFees, 2.5, 2.5)
	series(t, p, FundingGap, 2.5, 5)
	series(t, p, Deferred, 10, 20)
	s.Commitments[0].Deferral.Cost.Value = 120 // not worth it
	series(t, project(t, s), Deferred, 0, 0)
}

// TestCancel cuts what need not be taken and pays for that.
func TestCancel(t *testing.T) {
	s := bare(12)
	s.Policy = CancelWhenShort
	c := promise("a", 120, 0, 12)
	c.Cancellation = &Cancellation{Fee: num("commitments.a.cancellation.fee", 0.25)}
	c.TakeOrPay = num("commitments.a.take_or_pay", 0.4)
	c.Capacity, c.Build = num("commitments.a.capacity", 12), true
	commit(s, c)
	p := project(t, s)
	series(t, p, Cancelled, 6, 6, 6)
	series(t, p, FlexibilityFees, 1.5, 1.5)
	series(t, p, FundingGap, 5.5, 11, 16.5)
	series(t, p, CapacityGW, 0.4, 0.8, 1.2)
	near(t, "cancelled", p.Metrics[TotalCancelled], 72, 1e-9)
	near(t, "capacity", p.Metrics[CapacityAtEnd], 4.8, 1e-9)
	near(t, "compute", p.Metrics[TotalCompute], 120, 1e-9)
}

// TestFacilitiesFirst draws a facility before anything is put off.
func TestFacilitiesFirst(t *testing.T) {
	s := bare(12)
	s.Policy = DeferWhenShort
	commit(s, deferrable(promise("a", 120, 0, 12), 100, 0))
	s.Funding.Facilities = []Facility{{ID: "f", Limit: num("funding.facilities.f.limit", 13), Rate: num("funding.facilities.f.rate", 0)}}
	earn(s, "r", 30, Window{From: jan2026 + 3, Until: jan2026 + 3})
	p := project(t, s)
	series(t, p, FacilityBalance, 10, 13, 13, 10)
	series(t, p, Deferred, 0, 7, 17, 0)
}

// TestDeferralHelps compares peak gaps with and without the right to put off, at no cost and
// without an end: it is never larger with it.
func TestDeferralHelps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		s.Policy = DeferWhenShort
		for i := range s.Commitments {
			c := &s.Commitments[i]
			c.TakeOrPay = g.optional("commitments."+c.ID+".take_or_pay", anyShare, 0, 1)
			if g.maybe() {
				*c = deferrable(*c, 1200, 0)
			}
		}
		with := project(t, s)
		s.Policy = Pay
		without := project(t, s)
		if a, b := with.Metrics[PeakGap], without.Metrics[PeakGap]; a > b+0.01+1e-9*turnover(without) {
			t.Fatalf("a gap of %g, and %g where nothing is put off", a, b)
		}
	})
}

// TestPowerOfSome pays for the power of a contract that is built and not of one that is rented:
// without what has not been built for want of money, or of what is not there yet.
func TestPowerOfSome(t *testing.T) {
	s := bare(6)
	s.Funding.Cash = num("funding.cash", 30)
	s.Policy = DeferWhenShort
	built := deferrable(promise("built", 60, 0, 6), 100, 0)
	built.Build, built.Capacity = true, num("commitments.built.capacity", 6)
	commit(s, built, renting(promise("rented", 0, 0, 6), 100))
	s.Costs = append(s.Costs, Cost{ID: "power", PerGW: num("costs.power.per_gw", 0.12), Commitments: []string{"built"}})
	p := project(t, s)
	series(t, p, Deferred, 0, 0, 0.06, 10.06, 20.06, 30.06)
	near(t, "power of the fourth month", p.Costs[0].Months[3], 0.01*(4-0.006), 1e-12)
	s.Costs[0].Commitments = []string{"rented", "built"}
	near(t, "power of both", project(t, s).Costs[0].Months[0], 1.01, 1e-12)
	near(t, "left out", compile(t, s, Option).Project(nil).Costs[0].Months[0], 0, 0)
	s.Commitments[0].Memo = true
	if _, err := Compile(s, Options{}); err == nil || !strings.Contains(err.Error(), "memo") {
		t.Errorf("of a memo: %v", err)
	}
}

// TestEscalatedBuilding builds nothing of what is not paid, however dear it becomes, and takes
// nothing off what others rent or what stood before.
func TestEscalatedBuilding(t *testing.T) {
	s := bare(24)
	s.Policy = CancelWhenShort
	own := promise("own", 60, -24, 48)
	own.Build, own.Capacity, own.Escalation = true, num("commitments.own.capacity", 4), num("commitments.own.escalation", 0.5)
	own.Cancellation = &Cancellation{Fee: num("commitments.own.cancellation.fee", 0)}
	commit(s, own, renting(promise("rent", 24, 0, 24), 1))
	p := project(t, s)
	if cut := total(find(t, p, "own").Cancelled); cut < 30 {
		t.Errorf("%g is cut", cut)
	}
	for m, gw := range p.Series[CapacityGW] {
		near(t, "capacity", gw, 1+2, 1e-9)
		near(t, "of it built", find(t, p, "own").Capacity[m], 2, 1e-9)
	}
}

// TestPriceOfDeferralMoves puts off a year of one GW or two at a price for each GW-year, and of
// one GW for a year or two: the price is that of what the point rents.
func TestPriceOfDeferralMoves(t *testing.T) {
	s := bare(36)
	s.Policy = DeferWhenShort
	c := renting(deferrable(promise("y", 0, 0, 12), 100, 0), 1)
	c.Total = num("commitments.y.total", 48)
	c.Deferral.Cost = num("commitments.y.deferral.cost", 6)
	c.Deferral.Cost.Unit = pricePerGW
	commit(s, c)
	m := compile(t, s)
	gw, term := m.index["commitments.y.capacity"], m.index["commitments.y.term"]
	k, x := m.Kernel(nil, []int{gw, term}), m.Central()
	for _, at := range []struct{ gw, years, fees float64 }{{1, 1, 6}, {2, 1, 12}, {1, 2, 12}, {2, 2, 24}} {
		x[gw], x[term] = at.gw, 12*at.years
		k.Eval(x)
		near(t, "fees", k.Value(Measure{Metric: TotalFlexibilityFees}), at.fees, 1e-9)
	}
}
