package model

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// promiseBooks is what becomes of one commitment in the books of the test.
type promiseBooks struct {
	info             *Commitment
	due, gw          []float64 // as scheduled
	putOff, returned []float64 // cumulative, by month
	cancelled        float64
	first            float64 // GW built before the timeline
	lost             float64 // GW that the last month gave up of what this one has
}

// termBooks keeps the ledger with terms of a central case once more, month by month as the
// manual says, from the lines of the same scenario without terms.
type termBooks struct {
	*books
	s        *Scenario
	plain    *Projection // without terms
	promises []*promiseBooks
	loans    []*loanBooks
	credits  map[string]float64
	waiting  []bool
	notice   int
	lost     float64
	hand     float64 // GW, as the last month opened
	got      map[SeriesID][]float64
	training [][]float64
}

// loanBooks is a loan whose schedule is a closed form.
type loanBooks struct {
	amount, rate, year float64 // a month; a year, its logarithm
	start, term, only  int
}

// after is what is owed n months after the loan was paid out.
func (l loanBooks) after(n int) float64 {
	switch {
	case n < 0 || n >= l.term:
		return 0
	case n <= l.only:
		return l.amount
	case l.rate == 0:
		return l.amount * float64(l.term-n) / float64(l.term-l.only)
	}
	gone := math.Expm1(l.year / 12 * float64(n-l.only)) // (1+r)^n − 1, also where r is next to nothing
	return l.amount * (1 - gone/math.Expm1(l.year/12*float64(l.term-l.only)))
}

func val(q Quantity) float64 { return q.Value }

// stripped is the scenario without terms.
func stripped(s *Scenario) *Scenario {
	o := *s
	o.Policy, o.NoCircular, o.RevenuePerGW, o.OtherCapacity, o.OtherGrowth, o.Demand = "", false, Quantity{}, Quantity{}, Quantity{}, nil
	o.Commitments, o.Costs = slices.Clone(s.Commitments), slices.Clone(s.Costs)
	for i := range o.Commitments {
		o.Commitments[i].Deferral, o.Commitments[i].Cancellation = nil, nil
	}
	for i := range o.Costs {
		if o.Costs[i].PerGW.Present() {
			o.Costs[i].PerGW.Value = 0
		}
	}
	o.Funding.Debt, o.Funding.Rounds = nil, nil
	o.Funding.MinCash, o.Funding.DebtToRevenue = Quantity{}, Quantity{}
	return &o
}

func newTermBooks(t rapid.TB, s *Scenario) *termBooks {
	o := stripped(s)
	m := compile(t, o)
	b := &termBooks{books: newBooks(o, m, m.Central()), s: s, plain: m.Project(nil), credits: map[string]float64{}, notice: -1, got: map[SeriesID][]float64{}}
	for i, c := range b.plain.Commitments {
		if c.Memo {
			continue
		}
		p := &promiseBooks{info: &s.Commitments[i], due: c.Due, gw: c.Capacity}
		if c.Capacity != nil && c.Before > 0 {
			power := math.Max(0, val(s.Commitments[i].Capacity))
			for _, j := range m.contracts[i].capacityWithin {
				power -= m.central[j]
			}
			p.first = power * c.Before / c.Remainder
		}
		b.promises = append(b.promises, p)
	}
	for i := range s.Funding.Debt {
		d := &s.Funding.Debt[i]
		if s.NoCircular && b.pays(d.Lender) {
			continue
		}
		l := &loanBooks{amount: val(d.Amount), rate: yearly12(val(d.Rate)), year: math.Log1p(val(d.Rate)), start: d.Month - s.Timeline.Start, term: max(1, int(math.Round(val(d.Term))))}
		if l.only = l.term; d.Amortising {
			l.only = min(l.term-1, int(math.Round(val(d.InterestOnly))))
		}
		b.loans = append(b.loans, l)
	}
	b.wait()
	b.train(t)
	return b
}

// pays reports whether a commitment that counts is with a counterparty.
func (b *termBooks) pays(name string) bool {
	return name != "" && slices.ContainsFunc(b.s.Commitments, func(c Commitment) bool {
		return strings.EqualFold(c.Counterparty, name)
	})
}

// wait lists the rounds that may bring something.
func (b *termBooks) wait() {
	for _, r := range b.s.Funding.Rounds {
		likely := !r.Probability.Present() || r.Probability.Value >= 0.5
		past := r.Month < b.s.Timeline.Start && r.Trigger == nil
		excluded := b.s.NoCircular && r.Kind != Prepayment && b.pays(r.Counterparty)
		b.waiting = append(b.waiting, likely && !past && !excluded && !r.Secondary)
	}
}

// train takes the demand of training from streams of the same curve.
func (b *termBooks) train(t rapid.TB) {
	if b.s.Demand == nil {
		return
	}
	for _, n := range b.s.Demand.Training {
		o := bare(1)
		o.Timeline = b.s.Timeline
		o.Revenue = []Stream{{ID: "x", Curve: n.Curve, Window: n.Window}}
		b.training = append(b.training, project(t, o).Series[Revenue])
	}
}

func (b *termBooks) note(id SeriesID, v float64) { b.got[id] = append(b.got[id], v) }

// serve is revenue, costs and what goes with them in month m: steps a to d.
func (b *termBooks) serve(m int) (revenue, costs float64) {
	given := 0.0
	if b.plain.Series[CapacityGW] != nil {
		given = math.Max(0, b.plain.Series[CapacityGW][m]-b.lost)
	}
	hand := given + math.Min(1e6, val(b.s.OtherCapacity)*math.Pow(1+val(b.s.OtherGrowth), (float64(m)+0.5)/12))
	b.hand = hand
	revenue, costs = b.plain.Series[Revenue][m], b.plain.Series[Costs][m]
	if q := b.s.RevenuePerGW; q.Present() {
		most := val(q) * hand / 12
		f := math.Min(1, most/revenue)
		b.note(RevenueLost, math.Max(0, revenue-most))
		if revenue > most {
			for i, c := range b.s.Costs {
				if c.Share.Present() || len(c.SharePoints) > 0 {
					costs -= b.plain.Costs[i].Months[m] * (1 - f)
				}
			}
			revenue = most
		}
	}
	if d := b.s.Demand; d != nil {
		own, market := 0.0, 0.0
		add := func(v float64, bought bool) {
			if bought {
				market += v
			} else {
				own += v
			}
		}
		if d.Inference != nil {
			add(val(d.Inference.Share)*revenue, d.Inference.Bought)
		}
		for j, n := range d.Training {
			add(b.training[j][m], n.Bought)
		}
		need := 12 * own / val(d.Price)
		used := math.Min(need, hand)
		b.note(IdleGW, hand-used)
		b.note(IdleCost, (hand-used)*val(d.Price)/12)
		b.note(BoughtCompute, (need-used)*val(d.Price)/12+market)
		costs += (need-used)*val(d.Price)/12 + market
	}
	for _, c := range b.s.Costs {
		month := b.s.Timeline.Start + m
		if c.PerGW.Present() && (c.Window.From == 0 || month >= c.Window.From) && (c.Window.Until == 0 || month <= c.Window.Until) {
			costs += val(c.PerGW) * given / 12
		}
	}
	return revenue, costs
}

// receive is the cash of rounds in month m and what is paid ahead; credits are put down.
func (b *termBooks) receive(m int, revenue float64) (cash, prepaid float64) {
	for i, r := range b.s.Funding.Rounds {
		at := r.Month - b.s.Timeline.Start
		arrives := b.waiting[i] && m == at
		if r.Trigger != nil {
			by := math.MaxInt
			if r.Trigger.By != 0 {
				by = r.Trigger.By - b.s.Timeline.Start
			}
			arrives = b.waiting[i] && m >= at && m <= by && 12*revenue >= val(r.Trigger.Revenue)*(1-1e-12) && b.online(m, r.Trigger)
		}
		if !arrives {
			continue
		}
		b.waiting[i] = false
		switch r.Kind {
		case InKind:
			b.credits[strings.ToLower(r.Counterparty)] += val(r.Amount)
		case Prepayment:
			b.credits[strings.ToLower(r.Counterparty)] += val(r.Amount)
			prepaid += val(r.Amount)
		default:
			cash += val(r.Amount)
		}
	}
	return cash, prepaid
}

// online reports whether the capacity that a trigger asks for is online in month m.
func (b *termBooks) online(m int, t *Trigger) bool {
	sum := 0.0
	for _, p := range b.promises {
		if p.gw != nil && (len(t.Commitments) == 0 || slices.Contains(t.Commitments, p.info.ID)) {
			sum += p.gw[m] - p.lost
		}
	}
	return sum >= val(t.Capacity)*(1-1e-9)
}

// lend is the interest on loans, what they bring less what they take, and what is then owed.
func (b *termBooks) lend(m int) (interest, net, owed float64) {
	for _, l := range b.loans {
		n := m - l.start
		opening := l.after(n - 1)
		owed += l.after(n)
		net += l.after(n) - opening
		if l.start < 0 && m == 0 && -l.start > l.term {
			continue
		}
		interest += opening * l.rate
	}
	return interest, net, owed
}

// closeMonth is steps e to m.
func (b *termBooks) closeMonth(m int) {
	revenue, costs := b.serve(m)
	cash, prepaid := b.receive(m, revenue)
	interest, net, owed := b.lend(m)
	forced, carrying := b.owe(m)
	used, share := b.pay(m, forced)
	operating := revenue - costs - flows(b.plain, Compute, m) - flows(b.plain, Renewals, m) - total(forced) + used - prepaid - carrying
	earned := -interest
	if b.cash > 0 {
		earned += b.cash * b.cashRate
	}
	room, ended := 0.0, 0.0
	for _, l := range b.books.loans {
		earned -= l.owed * l.rate
		if m > l.last {
			ended, l.owed = ended+l.owed, 0
		} else if m >= l.first {
			room += math.Max(0, l.limit-l.owed)
		}
	}
	operating += earned
	free := b.cash + operating + cash + net - ended - b.gap*(1+b.gapRate) - b.floor
	short := math.Max(0, -free-room)
	if short > 0.005 && b.notice < 0 {
		b.notice = m
	}
	x, saved, fees, cut := b.bend(m, short, share)
	operating, free = operating+saved, free+saved
	for _, p := range b.promises {
		if back := math.Min(math.Max(0, free), p.outstanding(m)); back > 0 && short == 0 {
			p.returned[m] += back
			operating, free = operating-back, free-back
		}
	}
	lost, next := b.giveUp(m, x)
	b.lost = next
	b.gap = 0
	b.settle(m, free)
	balance, drawn := 0.0, 0.0
	for _, p := range b.promises {
		balance += p.outstanding(m)
	}
	for _, l := range b.books.loans {
		drawn += l.owed
	}
	for id, v := range map[SeriesID]float64{Revenue: revenue, Costs: costs, Interest: earned, OperatingCash: operating, Rounds: cash,
		Cash: b.cash, FundingGap: b.gap, FacilityBalance: drawn, Credits: used, Prepaid: prepaid, Deferred: balance, Cancelled: cut,
		FlexibilityFees: fees + carrying, DebtDraws: net, DebtBalance: owed} {
		b.note(id, v)
	}
	if b.plain.Series[CapacityGW] != nil {
		b.note(CapacityGW, math.Max(0, b.plain.Series[CapacityGW][m]-lost))
	}
}

// scale is what a tolerance in dollars is multiplied by for a series.
func (b *termBooks) scale(id SeriesID) float64 {
	if id.Info().Unit == "GW" {
		return 1e-8
	}
	return 1
}

// TestTermLedger keeps the books of generated scenarios with terms a second time.
func TestTermLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := maker{t}.termed()
		p := project(t, s)
		b := newTermBooks(t, s)
		tol := 0.02 + 1e-9*turnover(p)
		for m := range s.Timeline.Months {
			b.closeMonth(m)
			if p.AtHand != nil && !(math.Abs(p.AtHand[m]-b.hand) <= tol*1e-8) {
				t.Fatalf("month %d: %g GW are at hand, want %g", m, p.AtHand[m], b.hand)
			}
			for id, series := range b.got {
				if p.Series[id] == nil {
					if series[m] != 0 {
						t.Fatalf("month %d: %s is absent, and comes to %g", m, id.Info().Name, series[m])
					}
					continue
				}
				if got := p.Series[id][m]; !(math.Abs(got-series[m]) <= tol*b.scale(id)) {
					t.Fatalf("month %d: %s is %g, want %g", m, id.Info().Name, got, series[m])
				}
			}
		}
	})
}
