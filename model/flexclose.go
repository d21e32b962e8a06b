package model

import "computegap/model/internal/vec"

// close writes what was put off and cut by the end of month m, and the capacity that is given
// up for it.
func (f *flex) close(k *Kernel, m int) {
	if len(f.list) == 0 {
		return
	}
	t, y := k.desk.t, &k.series
	copy(y[FlexibilityFees].row(m), f.Fees[:f.n])
	if t.series[Cancelled] {
		copy(y[Cancelled].row(m), f.cut[:f.n])
	}
	if t.series[Deferred] {
		f.sumUp()
		copy(y[Deferred].row(m), f.balance[:f.n])
	}
	for j := range f.list {
		if b := &f.list[j]; b.live && !b.cuts && !b.taken {
			b.sum[m] = b.sum[m-1]
		}
	}
	if k.keep {
		f.keepMonth(m)
	}
	if k.m.powered {
		f.giveUp(k, m)
	}
}

// sumUp adds up what has been put off and not yet paid, where any of it has moved this month.
func (f *flex) sumUp() {
	if !f.moved {
		return
	}
	f.moved = false
	clear(f.balance[:f.n])
	for j := range f.list {
		if b := &f.list[j]; b.live {
			vec.Add(f.balance[:f.n], b.Owing[:f.n])
		}
	}
}

// giveUp takes off capacity what is not paid for in month m: of what is rented, its share of
// the month; of what payments since the timeline's start have built, the share of them that
// has not been made.
func (f *flex) giveUp(k *Kernel, m int) {
	for j := range f.list {
		if b := &f.list[j]; b.builds && b.gws {
			vec.Add(b.soFar[:f.n], b.apart.due.row(m))
		}
	}
	if f.since > m {
		return
	}
	lost := f.now[:f.n]
	clear(lost)
	for j := range f.list {
		b := &f.list[j]
		if b.live && b.gws && b.builds {
			b.leaveOut(m, f.n)
		}
		b.giveUp(m, lost)
		if k.keep && b.gws {
			own := []float64{0}
			b.giveUp(m, own)
			vec.TakeOff(k.gw[b.contract][m:m+1], own)
		}
	}
	vec.TakeOff(k.series[CapacityGW].row(m)[:f.n], lost)
}

// giveUp adds the capacity of the commitment that is given up in month m; of what is built it has
// been worked out by [bending.leaveOut].
func (b *bending) giveUp(m int, lost []float64) {
	switch {
	case !b.live || !b.gws:
	case b.builds:
		vec.Add(lost, b.unbuilt[:])
	case b.taken:
		vec.AddProduct(lost, b.apart.gw.row(m), b.Part[:])
	}
}

// giveUpBefore adds the capacity without which month m opens: what was given up by the end of
// the month before, but for what is rented and has ended by now.
func (b *bending) giveUpBefore(m int, lost []float64) {
	switch {
	case !b.live || !b.gws:
	case b.builds:
		vec.Add(lost, b.unbuilt[:])
	case b.taken:
		vec.AddGiven(lost, b.apart.gw.row(m-1), b.Part[:], b.apart.due.row(m))
	}
}

// leaveOut works out the capacity that is not built by the end of month m for what has been put
// off and cut, at the first n points.
func (b *bending) leaveOut(m, n int) {
	unpaid := b.Owing[:]
	if b.cuts {
		unpaid = b.gone[:]
	}
	built := b.built[:n]
	vec.Less(built, b.apart.gw.row(m), b.first[:])
	clear(b.unbuilt[:n])
	vec.AddUnpaid(b.unbuilt[:n], unpaid, b.soFar[:], built, 1)
}

// keepMonth keeps the lines of month m.
func (f *flex) keepMonth(m int) {
	for j := range f.list {
		b := &f.list[j]
		put, forced := 0.0, 0.0
		if b.taken {
			put = b.X[0]
		}
		if b.late {
			forced = b.Forced[0]
		}
		b.paid[m] += b.apart.due.row(m)[0] - put + forced
		b.left[m] = b.Owing[0]
		if b.cuts {
			b.lines[m] = put
		}
	}
}
