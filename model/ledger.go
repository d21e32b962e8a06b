package model

import (
	"math"
	"slices"

	"computegap/model/internal/vec"
)

// HalfCent is the money, USD, up to which nothing is owed.
const HalfCent = 0.005

// perMonth writes the monthly rates that compound to rates a year.
func perMonth(dst, rate []float64) {
	for p, r := range rate {
		if p > 0 && r == rate[p-1] {
			dst[p] = dst[p-1]
			continue
		}
		dst[p] = math.Expm1(math.Log1p(r) / 12)
	}
}

// ledger runs the cash of every month. With cash C, facility balances D and the
// unfunded balance U at a month's opening:
//
//	operating cash = revenue − costs − compute + interest on C and D
//	free = C + operating cash + rounds − D due − (U + its interest) − floor
//
// Where free is negative, facilities are drawn in listed order and what is still
// missing is the new U; else U is made good, facilities are repaid, dearest first, and
// the rest is cash. So U is at every month's end what is due and has no source of money.
func (k *Kernel) ledger() {
	f, l, s := &k.m.funding, &k.lendings, &k.scratch
	n := k.n
	floor, cashRate, gapRate := k.x[f.floor], s.row(n), s.row(n)
	perMonth(cashRate, k.x[f.cashRate])
	perMonth(gapRate, k.x[f.gapRate])
	l.begin(k)
	y := &k.series
	cash, unfunded, none := k.x[f.cash][:n], s.row(n), s.row(n)
	clear(unfunded)
	clear(none)
	g := k.beginMeasure()
	for m := range k.m.time.Months {
		cost, due := none, none // interest on facilities, and what those that have ended owe
		if l.any {
			cost, due = l.interest(m), l.mature(m)
		}
		k.operate(m, cash, cashRate, cost)
		k.balance(m, cash, unfunded, gapRate, floor, due)
		if l.any {
			l.close(k, m)
		}
		cash, unfunded = y[Cash].row(m), y[FundingGap].row(m)
		k.measureMonth(&g, m)
		k.readMonth(m)
	}
	k.endMeasure(&g)
	s.rewind()
}

// operate works out interest and operating cash of month m.
func (k *Kernel) operate(m int, cash, rate, cost []float64) {
	y, n := &k.series, k.n
	k.month.operating = vec.Operating{
		Interest: y[Interest].row(m), Operating: y[OperatingCash].row(m),
		Cash: cash, Rate: rate, Cost: cost[:n],
		Revenue: y[Revenue].row(m), Costs: y[Costs].row(m), Compute: y[Compute].row(m),
	}
	k.month.operating.Run()
}

// balance works out the free money of month m and where it goes.
func (k *Kernel) balance(m int, cash, unfunded, rate, floor, due []float64) {
	y, l, b := &k.series, &k.lendings, &k.month.balance
	*b = vec.Balance{
		GapInterest: y[GapInterest].row(m), Draws: y[GapDraws].row(m), NewGap: y[FundingGap].row(m), NewCash: y[Cash].row(m),
		Cash: cash, Gap: unfunded, Operating: y[OperatingCash].row(m), Rounds: y[Rounds].row(m), Due: due,
		Rate: rate, Floor: floor,
	}
	if !l.any {
		b.Run()
		return
	}
	for p := range k.n {
		interest, free := b.Free(p)
		missing, left := l.move(m, p, max(-free, 0), max(free, 0))
		b.Settle(p, interest, missing, left)
	}
}

// takeRounds writes the money that rounds bring in: one that closes with probability p
// does where its number is at least 1 − p, in the central case where p is at least a half.
func (k *Kernel) takeRounds(closes [][]float64) {
	for i := range k.m.funding.rounds {
		if r := &k.m.funding.rounds[i]; r.month >= 0 {
			clear(k.series[Rounds].row(r.month))
		}
	}
	for i := range k.m.funding.rounds {
		r := &k.m.funding.rounds[i]
		var draws []float64
		if j := slices.Index(k.setup.Rounds, i); j >= 0 && closes != nil {
			draws = closes[j]
		}
		if r.month < 0 {
			continue
		}
		row, amount, likely := k.series[Rounds].row(r.month), k.x[r.amount], k.x[r.probability]
		for p := range row {
			u := 0.5
			if draws != nil {
				u = draws[p]
			}
			if likely[p] >= 1-u { // u ≥ 1 − p, without rounding at ½
				row[p] += amount[p]
			}
		}
	}
}

// taken reports whether the round brings in money within the timeline in the central case.
func (r *round) taken(x []float64) bool { return r.month >= 0 && x[r.probability] >= 0.5 }
