package model

import "computegap/model/internal/vec"

// close writes what was put off and cut by the end of month m, and the capacity that is given
// up for it.
func (f *flex) close(k *Kernel, m int) {
	if len(f.list) == 0 {
		return
	}
	t, y := k.desk.t, &k.series
	copy(y[FlexibilityFees].row(m), f.fees[:f.n])
	if t.series[Cancelled] {
		copy(y[Cancelled].row(m), f.cut[:f.n])
	}
	if t.series[Deferred] {
		clear(f.balance[:])
		for j := range f.list {
			if b := &f.list[j]; b.live {
				vec.Add(f.balance[:f.n], b.owing[:f.n])
			}
		}
		copy(y[Deferred].row(m), f.balance[:f.n])
	}
	for j := range f.list {
		if b := &f.list[j]; b.live && !b.cuts {
			b.remember(f, m)
		}
	}
	if k.keep {
		f.keepMonth(m)
	}
	if k.m.powered && f.since <= m {
		f.giveUp(k, m)
	}
	f.forget()
}

// remember keeps what has been put off by the end of month m.
func (b *bending) remember(f *flex, m int) {
	sums := b.sums[m][:f.n]
	if m == b.since {
		clear(sums)
	} else {
		copy(sums, b.sums[m-1])
	}
	if m < b.lo || m >= b.hi {
		return
	}
	for _, p := range f.short {
		sums[p] += b.x[p&(MaxWidth-1)]
	}
}

// giveUp takes off capacity what is not paid for in month m: of what is rented, its share of
// the month; of what is built, the share of all payments that has not been made.
func (f *flex) giveUp(k *Kernel, m int) {
	lost := f.now[:f.n]
	clear(lost)
	for j := range f.list {
		b := &f.list[j]
		switch {
		case !b.live || !b.gws:
		case b.built:
			b.leaveOut(lost)
		case m >= b.lo && m < b.hi && len(f.short) > 0:
			b.giveUp(f, m)
		}
	}
	gw := k.series[CapacityGW].row(m)[:f.n]
	for p, gone := range lost {
		gw[p] = max(0, gw[p]-gone)
	}
	copy(f.lost, lost)
}

// giveUp adds the capacity that the commitment rents and does not pay for in month m.
func (b *bending) giveUp(f *flex, m int) {
	gw := b.apart.gw.row(m)
	if len(gw) == 1 {
		for _, p := range f.short {
			f.now[p&(MaxWidth-1)] += gw[0] * b.part[p&(MaxWidth-1)]
		}
		return
	}
	for _, p := range f.short {
		f.now[p&(MaxWidth-1)] += gw[p] * b.part[p&(MaxWidth-1)]
	}
}

// leaveOut adds the capacity that is not built for what has been put off and cut.
//
// Note: next to nothing may be due for it, so the money is divided first.
func (b *bending) leaveOut(lost []float64) {
	unpaid := &b.owing
	if b.cuts {
		unpaid = &b.gone
	}
	for p := range lost {
		if v := unpaid[p]; v > 0 {
			lost[p] += b.power[p] * min(v/b.money[p], maxRunRate)
		}
	}
}

// moneyAt is what the schedule spreads at point p, USD.
func (a *apart) moneyAt(p int) float64 {
	if a.due.w == 1 {
		return a.money[0]
	}
	return a.money[p]
}

// forget ends the month.
func (f *flex) forget() {
	for j := range f.list {
		if b := &f.list[j]; b.late {
			b.late = false
			clear(b.forced[:])
		}
	}
}

// keepMonth keeps the lines of month m.
func (f *flex) keepMonth(m int) {
	for j := range f.list {
		b := &f.list[j]
		put := 0.0
		if f.bent[0] && m >= b.lo && m < b.hi {
			put = b.x[0]
		}
		b.paid[m] += b.apart.due.at(m, 0) - put + b.forced[0]
		b.left[m] = b.owing[0]
		if b.cuts {
			b.lines[m] = put
		}
	}
}
