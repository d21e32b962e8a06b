package model

import (
	"math"
	"slices"
)

// HalfCent is the money, USD, up to which nothing is owed.
const HalfCent = 0.005

// perMonth is the monthly rate that compounds to rate in a year.
func perMonth(rate float64) float64 { return math.Expm1(math.Log1p(rate) / 12) }

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
	f, x := &k.m.funding, k.x
	k.takeRounds()
	k.sortFacilities()
	for j := range f.facilities {
		k.rates[j] = perMonth(x[f.facilities[j].rate])
	}
	y := &k.series
	cash, floor, unfunded, owed := x[f.cash], x[f.floor], 0.0, 0.0
	cashRate, gapRate := perMonth(x[f.cashRate]), perMonth(x[f.gapRate])
	for m := range y[Cash] {
		interest := max(cash, 0) * cashRate
		for j, d := range k.owed {
			interest -= d * k.rates[j]
		}
		gapInterest := unfunded * gapRate
		operating := y[Revenue][m] - y[Costs][m] - y[Compute][m] + interest
		free := cash + operating + y[Rounds][m] - k.mature(m) - (unfunded + gapInterest) - floor
		before, opening := unfunded, owed
		if free < 0 {
			unfunded, cash = k.draw(m, -free), floor
		} else {
			unfunded, cash = 0, floor+k.repay(free)
		}
		owed = 0
		for j, d := range k.owed {
			k.balances[j][m] = d
			owed += d
		}
		y[Interest][m] = interest
		y[OperatingCash][m] = operating
		y[FacilityDraws][m] = owed - opening
		y[FacilityBalance][m] = owed
		y[GapInterest][m] = gapInterest
		y[GapDraws][m] = unfunded - before - gapInterest
		y[Cash][m] = cash
		y[FundingGap][m] = unfunded
	}
}

// takeRounds writes the money that rounds bring in. A round closes when its
// probability is at least a half: the central case of a draw.
func (k *Kernel) takeRounds() {
	clear(k.series[Rounds])
	for i := range k.m.funding.rounds {
		if r := &k.m.funding.rounds[i]; r.taken(k.x) {
			k.series[Rounds][r.month] += k.x[r.amount]
		}
	}
}

// taken reports whether the round brings in money within the timeline.
func (r *round) taken(x []float64) bool { return r.month >= 0 && x[r.probability] >= 0.5 }

// sortFacilities clears their balances and orders them, dearest first, as listed where
// rates are equal.
func (k *Kernel) sortFacilities() {
	clear(k.owed)
	k.dearest = k.dearest[:0]
	for j := range k.owed {
		k.dearest = append(k.dearest, j)
	}
	slices.SortStableFunc(k.dearest, func(a, b int) int {
		f := k.m.funding.facilities
		switch d := k.x[f[a].rate] - k.x[f[b].rate]; {
		case d > 0:
			return -1
		case d < 0:
			return 1
		}
		return 0
	})
}

// mature returns what facilities that have ended still owe, and clears it.
func (k *Kernel) mature(m int) (due float64) {
	for j := range k.owed {
		if m >= k.m.funding.facilities[j].hi {
			due += k.owed[j]
			k.owed[j] = 0
		}
	}
	return due
}

// draw takes missing money from open facilities and returns what they cannot give.
func (k *Kernel) draw(m int, missing float64) float64 {
	for j := range k.owed {
		f := &k.m.funding.facilities[j]
		if m < f.lo || m >= f.hi {
			continue
		}
		taken := min(missing, max(0, k.x[f.limit]-k.owed[j]))
		k.owed[j] += taken
		missing -= taken
	}
	return missing
}

// repay gives free money to facilities and returns what is left.
func (k *Kernel) repay(free float64) float64 {
	for _, j := range k.dearest {
		paid := min(free, k.owed[j])
		k.owed[j] -= paid
		free -= paid
	}
	return free
}
