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
	unfunded, none := s.row(n), s.row(n)
	clear(unfunded)
	clear(none)
	g := k.beginMeasure()
	o := &vec.Operating{Cash: k.x[f.cash], Rate: cashRate, Cost: none}
	b := &vec.Balance{Cash: k.x[f.cash], Gap: unfunded, Rate: gapRate, Floor: floor, Due: none}
	for m := range k.m.time.Months {
		if l.any { // interest on facilities, and what those that have ended owe
			o.Cost, b.Due = l.interest(), l.mature(m)
		}
		k.operate(o, m)
		k.balance(b, m)
		k.measureMonth(&g, m)
		k.readMonth(m)
		o.Cash, b.Cash, b.Gap = b.NewCash, b.NewCash, b.NewGap
	}
	k.endMeasure(&g)
	s.rewind()
}

// operate works out interest and operating cash of month m.
func (k *Kernel) operate(o *vec.Operating, m int) {
	y := &k.series
	o.Revenue, o.Costs, o.Compute = y[Revenue].row(m), y[Costs].row(m), y[Compute].row(m)
	o.Interest, o.Operating = y[Interest].row(m), y[OperatingCash].row(m)
	o.Run()
}

// balance works out the free money of month m and where it goes.
func (k *Kernel) balance(b *vec.Balance, m int) {
	y, l := &k.series, &k.lendings
	b.GapInterest, b.Draws, b.NewGap, b.NewCash = y[GapInterest].row(m), y[GapDraws].row(m), y[FundingGap].row(m), y[Cash].row(m)
	b.Operating, b.Rounds = y[OperatingCash].row(m), y[Rounds].row(m)
	if !l.any {
		b.Run()
		return
	}
	for p := range k.n {
		interest, free := b.Free(p)
		missing, left := l.move(m, p, max(-free, 0), max(free, 0))
		b.Settle(p, interest, missing, left)
	}
	l.close(k, m)
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
			if k.m.events.any {
				row[p] += amount[p] * k.taken[k.m.roundEvent(i)][p]
			} else if likely[p] >= 1-u { // u ≥ 1 − p, without rounding at ½
				row[p] += amount[p]
			}
		}
	}
}
