package model

import (
	"math"

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
	f, l, b, n := &k.m.funding, &k.lendings, &k.books, k.n
	copy(b.Floor[:], k.x[f.floor])
	perMonth(b.CashRate[:n], k.x[f.cashRate])
	perMonth(b.GapRate[:n], k.x[f.gapRate])
	l.begin(k)
	unfunded := k.scratch.row(n)
	clear(unfunded)
	d := k.beginMeasure()
	b.Cash, b.Gap = k.x[f.cash], unfunded
	for m := range k.m.time.Months {
		k.turnTo(m)
		if l.any {
			l.owe(k, m)
		}
		b.Open(n)
		if l.any {
			l.settle(k, m)
		}
		b.Close(n, float64(m), HalfCent, d.next(b.Value[:n], b.Compute))
		k.readMonth(m)
		b.Cash, b.Gap = b.NewCash, b.NewGap
	}
	k.endMeasure()
	k.scratch.rewind()
}

// turnTo opens the books at month m.
func (k *Kernel) turnTo(m int) {
	b, y := &k.books, &k.series
	b.Revenue, b.Costs, b.Compute, b.Rounds = y[Revenue].row(m), y[Costs].row(m), y[Compute].row(m), y[Rounds].row(m)
	b.Interest, b.Operating, b.GapInterest = y[Interest].row(m), y[OperatingCash].row(m), y[GapInterest].row(m)
	b.NewCash, b.NewGap, b.Draws = y[Cash].row(m), y[FundingGap].row(m), y[GapDraws].row(m)
}

// takeRounds writes the money that rounds bring in where they close.
func (k *Kernel) takeRounds() {
	rounds := k.m.funding.rounds
	for i := range rounds {
		if r := &rounds[i]; r.month >= 0 {
			clear(k.series[Rounds].row(r.month))
		}
	}
	for i := range rounds {
		if r := &rounds[i]; r.month >= 0 {
			taken := k.comes(k.taken[k.m.roundEvent(i)], r.circular, k.room[:k.n])
			vec.AddProduct(k.series[Rounds].row(r.month), k.x[r.amount], taken)
		}
	}
}
