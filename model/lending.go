package model

import (
	"slices"

	"computegap/model/internal/vec"
)

// lendings are the facilities of a ledger under way, at every point of a block.
type lendings struct {
	any         bool
	facilities  []facility
	limit, rate rows // by facility, by point; rates a month
	lent        rows // limits of lenders whose money may be left out
	owed        rows
	yearly      rows      // rates a year, by which the dearest are found
	cost, due   []float64 // of the ledger
	sum         []float64
	dearest     []uint16 // by point: facilities, dearest first
	alike       bool     // at all points in the same order
	missing     []float64
	left        []float64
}

func (k *Kernel) newLendings() lendings {
	l := lendings{facilities: k.m.funding.facilities}
	if l.any = len(l.facilities) > 0; !l.any {
		return l
	}
	rows := func() (r rows) {
		return table(len(l.facilities), k.setup.Width)
	}
	l.limit, l.rate, l.owed, l.yearly, l.lent = rows(), rows(), rows(), rows(), rows()
	l.cost, l.due, l.sum = k.books.Cost[:k.setup.Width], k.books.Due[:k.setup.Width], make([]float64, k.setup.Width)
	l.dearest = make([]uint16, k.setup.Width*len(l.facilities))
	l.missing, l.left = make([]float64, k.setup.Width), make([]float64, k.setup.Width)
	return l
}

// begin owes nothing and orders facilities at every point.
func (l *lendings) begin(k *Kernel) {
	if !l.any {
		return
	}
	clear(l.sum)
	for j := range l.facilities {
		clear(l.owed[j])
		l.limit[j], l.yearly[j] = k.x[l.facilities[j].limit], k.x[l.facilities[j].rate]
		if c := l.facilities[j].circular; len(c) > 0 {
			l.limit[j] = k.comes(l.limit[j], c, l.lent[j][:k.n])
		}
		perMonth(l.rate[j][:k.n], l.yearly[j])
	}
	l.alike = true
	for p := range k.n {
		l.order(p)
		l.alike = l.alike && slices.Equal(l.dearestAt(p), l.dearestAt(0))
	}
}

// dearestAt lists the facilities of a point, dearest first.
func (l *lendings) dearestAt(p int) []uint16 {
	n := len(l.facilities)
	return l.dearest[p*n : (p+1)*n]
}

// order sorts the facilities of a point, dearest first, as listed where rates are equal.
func (l *lendings) order(p int) {
	d := l.dearestAt(p)
	for j := range d {
		i := j
		for ; i > 0 && l.yearly[d[i-1]][p] < l.yearly[j][p]; i-- {
			d[i] = d[i-1]
		}
		d[i] = uint16(j)
	}
}

// owe writes what the balances cost in month m, and what facilities that have ended by then
// still owe, which clears it.
func (l *lendings) owe(k *Kernel, m int) {
	clear(l.cost)
	clear(l.due)
	for j, owed := range l.owed {
		vec.AddProduct(l.cost, owed, l.rate[j])
		if k.keep {
			k.interest[j][m] = owed[0] * l.rate[j][0]
		}
		if m >= l.facilities[j].hi {
			vec.Add(l.due, owed)
			clear(owed)
		}
	}
}

// settle moves the money of month m that is free or missing, at every point: open facilities
// give what is missing in listed order, and take what is left over, dearest first.
func (l *lendings) settle(k *Kernel, m int) {
	free, missing, left := k.books.Free[:k.n], l.missing[:k.n], l.left[:k.n]
	vec.Part(missing, left, free)
	for j := range l.facilities {
		if f := &l.facilities[j]; m >= f.lo && m < f.hi {
			vec.Draw(missing, l.limit[j], l.owed[j])
		}
	}
	if l.alike {
		for _, j := range l.dearestAt(0) {
			vec.Repay(left, l.owed[j])
		}
	} else {
		l.repay(left)
	}
	vec.Less(free, left, missing) // one of them is zero
	l.close(k, m)
}

// repay is what [vec.Repay] does where points differ in which facility is dearest.
func (l *lendings) repay(left []float64) {
	for p, v := range left {
		for _, j := range l.dearestAt(p) {
			paid := min(v, l.owed[j][p])
			l.owed[j][p] -= paid
			v -= paid
		}
		left[p] = v
	}
}

// close writes the balances at the end of month m, and what was drawn in it.
func (l *lendings) close(k *Kernel, m int) {
	draws, balance := k.series[FacilityDraws].row(m), k.series[FacilityBalance].row(m)
	clear(balance)
	for j, owed := range l.owed {
		vec.Add(balance, owed)
		if k.keep {
			k.balances[j][m] = owed[0]
		}
	}
	vec.Less(draws, balance, l.sum)
	copy(l.sum, balance)
}
