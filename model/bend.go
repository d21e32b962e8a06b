package model

import "computegap/model/internal/vec"

// bend puts off or cuts what is missing in month m and facilities cannot give, where notice
// has been given for long enough: of what could be, the share that is needed.
func (f *flex) bend(k *Kernel, m int) {
	if len(f.list) == 0 {
		return
	}
	for j := range f.list {
		f.list[j].taken = false
	}
	d, n := k.desk, f.n
	if !f.findShort(k, m) {
		return
	}
	f.noticed = min(f.noticed, m)
	any := false
	for j := range f.list {
		if b := &f.list[j]; b.may(f, m) {
			f.Offer(n, &b.Bend, float64(m), b.apart.due.row(m), d.covered(b.payee))
			any = true
		}
	}
	if !any {
		return
	}
	f.Split(n)
	for j := range f.list {
		if b := &f.list[j]; b.may(f, m) {
			b.take(f, m)
		}
	}
	vec.Add(d.free, f.Saved[:n])
	vec.Add(k.books.Operating[:n], f.Saved[:n])
}

// may reports whether something of the commitment may be put off or cut in month m.
func (b *bending) may(f *flex, m int) bool {
	return m >= b.lo && m < b.hi && float64(m-f.noticed) >= b.least
}

// covered is the share of what a counterparty is owed this month that credits pay.
func (d *desk) covered(payee int) []float64 {
	if payee < 0 {
		return d.none
	}
	return d.credits[payee].share
}

// findShort finds the points that are short in month m; the first such month is that of
// notice.
func (f *flex) findShort(k *Kernel, m int) bool {
	l := &k.lendings
	room := f.room[:f.n]
	clear(room)
	for j := range l.facilities {
		if w := &l.facilities[j]; m >= w.lo && m < w.hi {
			vec.AddRoom(room, l.limit[j], l.owed[j])
		}
	}
	return f.Find(f.n, float64(m), HalfCent, k.desk.free, room)
}

// take puts the needed share of the commitment off, or cuts it.
func (b *bending) take(f *flex, m int) {
	sum, was, now, next := b.gone[:], f.cut[:], f.cut[:], 0
	if !b.cuts {
		if sum, was = b.Owing[:], b.putOff(m-1); b.live {
			next = b.sum[m-1] + 1
		}
		now = b.sums[next]
	}
	if b.taken = f.Take(f.n, &b.Bend, b.apart.due.row(m), sum, was, now); !b.taken {
		return
	}
	f.moved = true
	if !b.live {
		b.live, b.since = true, m
		f.since = min(f.since, m)
	}
	if !b.cuts {
		b.sum[m] = next
	}
}

// comeBack pays what was put off out of what is free in month m, in the order of the
// scenario, at the points that are not short.
func (f *flex) comeBack(k *Kernel, m int) {
	if f.since >= m || !f.FindSpare(f.n, k.desk.free, f.balance[:]) {
		return
	}
	left := f.Left[:f.n]
	f.moved = true
	for j := range f.list {
		b := &f.list[j]
		if !b.live || b.cuts {
			continue
		}
		if k.keep {
			b.paid[m] += min(left[0], b.Owing[0])
		}
		vec.Repay(left, b.Owing[:])
	}
	f.Spend(f.n, k.desk.free, k.books.Operating)
}
