package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// loan is a facility in the books of the test.
type loan struct {
	limit, rate, owed float64 // rate a month
	yearly            float64 // orders facilities: its twelfth root may round to a tie
	first, last       int     // months it is open, inclusive
}

// books keeps the ledger of a projection once more, from its revenue, costs, compute
// and rounds and the scenario's own funding.
type books struct {
	cash, floor, gap  float64
	cashRate, gapRate float64
	loans             []*loan
}

func newBooks(s *Scenario, m *Model, x []float64) *books {
	value := func(path string) float64 {
		i, ok := m.Index(path)
		if !ok {
			return 0
		}
		return x[i]
	}
	b := &books{cash: value("funding.cash"), floor: value("funding.cash_floor"),
		cashRate: yearly12(value("funding.cash_rate")), gapRate: yearly12(value("funding.gap_rate"))}
	for _, f := range s.Funding.Facilities {
		l := &loan{limit: value(f.Limit.Path), rate: yearly12(value(f.Rate.Path)), yearly: value(f.Rate.Path), first: -1 << 30, last: 1 << 30}
		if f.Window.From != 0 {
			l.first = f.Window.From - s.Timeline.Start
		}
		if f.Window.Until != 0 {
			l.last = f.Window.Until - s.Timeline.Start
		}
		b.loans = append(b.loans, l)
	}
	return b
}

// yearly12 is the twelfth root of a year's growth.
func yearly12(rate float64) float64 { return math.Pow(1+rate, 1.0/12) - 1 }

// month closes a month with the given flow before interest and returns operating cash.
func (b *books) month(m int, flow, rounds float64) (operating float64) {
	operating = flow
	if b.cash > 0 {
		operating += b.cash * b.cashRate
	}
	for _, l := range b.loans {
		operating -= l.owed * l.rate
	}
	purse := b.cash + operating + rounds - b.gap*(1+b.gapRate)
	for _, l := range b.loans {
		if m > l.last {
			purse -= l.owed
			l.owed = 0
		}
	}
	b.gap = 0
	b.settle(m, purse-b.floor)
	return operating
}

// settle borrows what is short of the floor or pays back what is above it.
func (b *books) settle(m int, spare float64) {
	b.cash = b.floor
	for _, l := range b.loans {
		if room := l.limit - l.owed; spare < 0 && room > 0 && m >= l.first && m <= l.last {
			l.owed += math.Min(room, -spare)
			spare += math.Min(room, -spare)
		}
	}
	if spare < 0 {
		b.gap = -spare
		return
	}
	for range b.loans {
		var dearest *loan
		for _, l := range b.loans {
			if l.owed > 0 && (dearest == nil || l.yearly > dearest.yearly) {
				dearest = l
			}
		}
		if dearest != nil {
			back := math.Min(spare, dearest.owed)
			dearest.owed -= back
			spare -= back
		}
	}
	b.cash += spare
}

// largest is the largest balance of a projection, or revenue that it loses.
func largest(p *Projection) float64 {
	most := 0.0
	for _, s := range []SeriesID{Cash, FundingGap, FacilityBalance, RevenueLost} { // what is lost was in the sums
		for _, v := range p.Series[s] {
			most = math.Max(most, math.Abs(v))
		}
	}
	return most
}

// TestLedger keeps the books of generated scenarios a second time.
func TestLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		m := compile(t, s)
		p := m.Project(nil)
		b := newBooks(s, m, m.Central())
		tol := 0.005 + 1e-10*(largest(p)+total(p.Series[Revenue])+total(p.Series[Costs])+total(p.Series[Compute]))
		same := func(month int, id SeriesID, want float64) {
			if got := p.Series[id][month]; !(math.Abs(got-want) <= tol) {
				t.Fatalf("month %d: %s is %g, want %g", month, id.Info().Name, got, want)
			}
		}
		for i := range s.Timeline.Months {
			flow := p.Series[Revenue][i] - p.Series[Costs][i] - p.Series[Compute][i]
			operating := b.month(i, flow, closing(s, i))
			owed := 0.0
			for j, l := range b.loans {
				owed += l.owed
				if got := p.Facilities[j].Months[i]; !(math.Abs(got-l.owed) <= tol) {
					t.Fatalf("month %d: facility %d owes %g, want %g", i, j, got, l.owed)
				}
			}
			same(i, OperatingCash, operating)
			same(i, Interest, operating-flow)
			same(i, FacilityBalance, owed)
			same(i, FundingGap, b.gap)
			same(i, Cash, b.cash)
		}
	})
}

// closing is the money of the rounds that close in a month of the timeline.
func closing(s *Scenario, month int) (money float64) {
	for _, r := range s.Funding.Rounds {
		likely := !r.Probability.Present() || r.Probability.Value >= 0.5
		if r.Month == s.Timeline.Start+month && likely && !r.Secondary {
			money += r.Amount.Value
		}
	}
	return money
}

// TestLedgerIdentities checks, at the central values and elsewhere, what holds in every
// ledger: cash moves by what is reported, the gap opens only at the floor, nobody owes
// less than nothing or more than the limit.
func TestLedgerIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		m := compile(t, s)
		for _, x := range [][]float64{m.Central(), g.point(m)} {
			p := m.Project(x)
			tol := 0.005 + 1e-12*math.Max(largest(p), math.Abs(x[m.funding.cash]))
			checkCash(t, p, x[m.funding.cash], x[m.funding.floor], tol)
			checkPeriods(t, p, x[m.funding.cash], tol)
			for j, f := range p.Facilities {
				for i, v := range f.Months {
					if limit := x[m.funding.facilities[j].limit]; !(v >= 0 && v <= limit*(1+1e-12)) {
						t.Fatalf("month %d: facility %s owes %g of %g", i, f.ID, v, limit)
					}
				}
			}
		}
	})
}

func checkCash(t *rapid.T, p *Projection, opening, floor, tol float64) {
	y := &p.Series
	before, gap := opening, 0.0
	for i, cash := range y[Cash] {
		inflow := y[OperatingCash][i] + y[Rounds][i] + y[FacilityDraws][i]
		if d := cash - before - inflow - y[GapDraws][i]; !(math.Abs(d) <= tol) {
			t.Fatalf("month %d: cash moves by %g more than the flows", i, d)
		}
		u := y[FundingGap][i]
		if d := u - gap - y[GapDraws][i] - y[GapInterest][i]; !(math.Abs(d) <= tol) {
			t.Fatalf("month %d: the gap moves by %g more than its flows", i, d)
		}
		if !(u >= 0 && cash >= floor) || u > 0 && cash != floor {
			t.Fatalf("month %d: gap %g, cash %g, floor %g", i, u, cash, floor)
		}
		if made := -y[GapDraws][i]; made > math.Max(0, before-floor+inflow)+tol {
			t.Fatalf("month %d: the gap shrinks by %g of %g", i, made, inflow)
		}
		before, gap = cash, u
	}
}

// checkPeriods checks the same for what is shown, and that over the whole timeline all
// money that came in has gone out or is there.
func checkPeriods(t *rapid.T, p *Projection, opening, tol float64) {
	before := opening
	cash := p.Report(Cash)
	operating, rounds := p.Report(OperatingCash), p.Report(Rounds)
	draws, gaps := p.Report(FacilityDraws), p.Report(GapDraws)
	for i := range cash {
		if d := cash[i] - before - operating[i] - rounds[i] - draws[i] - gaps[i]; !(math.Abs(d) <= tol) {
			t.Fatalf("period %d: cash moves by %g more than the flows", i, d)
		}
		before = cash[i]
	}
	last := p.Timeline.Months - 1
	y := &p.Series
	sources := opening + total(y[Revenue]) + total(y[Interest]) + total(y[Rounds]) + y[FacilityBalance][last] + y[FundingGap][last]
	uses := total(y[Costs]) + total(y[Compute]) + total(y[GapInterest]) + y[Cash][last]
	if d := sources - uses; !(math.Abs(d) <= 0.01+1e-12*(math.Abs(sources)+largest(p))*float64(last+1)) {
		t.Fatalf("sources %g, uses %g", sources, uses)
	}
}

// TestSteps shows one scenario by month, quarter and year: the metrics are the same,
// flows are sums of months, balances those at the end.
func TestSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenarioOf(Timeline{Start: jan2026, Months: 12 * g.int(1, 6), Step: 12})
		byMonth := *s
		byMonth.Timeline.Step = 1
		month := project(t, &byMonth)
		for _, step := range []int{3, 12} {
			other := *s
			other.Timeline.Step = step
			p := project(t, &other)
			for id := range NumMetrics {
				if a, b := p.Metrics[id], month.Metrics[id]; a != b && !(IsAbsent(a) && IsAbsent(b)) {
					t.Fatalf("%s is %g by %d months, %g by month", id.Info().Name, a, step, b)
				}
			}
			for id := range NumSeries {
				checkStep(t, id.Info(), p.Report(id), month.Report(id), step)
			}
		}
	})
}

func checkStep(t *rapid.T, info SeriesInfo, got, months []float64, step int) {
	if len(got)*step != len(months) {
		t.Fatalf("%s: %d periods of %d months", info.Name, len(got), len(months))
	}
	for i, v := range got {
		want := 0.0
		for _, x := range months[i*step : (i+1)*step] {
			want += x
		}
		if info.Balance {
			want = months[(i+1)*step-1]
		}
		if v != want {
			t.Fatalf("%s: period %d is %g, want %g", info.Name, i, v, want)
		}
	}
}

// TestCredit draws on two facilities as listed, repays the dearer first, and lets one
// end.
func TestCredit(t *testing.T) {
	s := bare(9)
	s.Funding.Cash = num("funding.cash", 5)
	facility := func(id string, limit, rate float64, until int) Facility {
		return Facility{ID: id, Limit: num(id+".limit", limit), Rate: num(id+".rate", rate), Window: Window{Until: until}}
	}
	s.Funding.Facilities = []Facility{facility("cheap", 10, 0, jan2026+6), facility("dear", 10, 1e-12, 0)}
	for i, v := range []float64{-10, -10, 8, -8, -20, 10, 7, 0, 30} {
		at := Window{jan2026 + i, jan2026 + i}
		earn(s, "in"+string(rune('a'+i)), math.Max(0, v), at)
		spend(s, "out"+string(rune('a'+i)), math.Max(0, -v), at)
	}
	p := project(t, s)
	nearAll(t, "cheap", p.Facilities[0].Months, []float64{5, 10, 7, 10, 10, 10, 10, 0, 0}, 1e-9)
	nearAll(t, "dear", p.Facilities[1].Months, []float64{0, 5, 0, 5, 10, 10, 8, 10, 0}, 1e-9)
	nearAll(t, "gap", p.Series[FundingGap], []float64{0, 0, 0, 0, 15, 5, 0, 8, 0}, 1e-9)
	nearAll(t, "cash", p.Series[Cash], []float64{0, 0, 0, 0, 0, 0, 0, 0, 12}, 1e-9)
}

// TestRounds takes a round in the central case when it is at least as likely as not, and
// none before the timeline, after it, or between shareholders.
func TestRounds(t *testing.T) {
	s := bare(12)
	round := func(id string, month int, p float64) Round {
		return Round{ID: id, Amount: num(id+".amount", 10), Probability: num(id+".probability", p), Month: jan2026 + month}
	}
	old, late, sold := round("old", -1, 1), round("late", 12, 1), round("sold", 4, 1)
	sold.Secondary = true
	s.Funding.Rounds = []Round{round("even", 3, 0.5), round("less", 5, 0.4999), round("more", 7, 0.7), old, late, sold}
	p := project(t, s)
	nearAll(t, "rounds", p.Series[Rounds], []float64{0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 0}, 0)
	for _, r := range p.Rounds {
		if r.Taken != (r.ID == "even" || r.ID == "more") {
			t.Errorf("%s: taken %v", r.ID, r.Taken)
		}
	}
}
