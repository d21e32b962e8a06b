package model

import "math"

// bend puts off or cuts what is missing in month m and facilities cannot give, where notice
// has been given for long enough: of what could be, the share that is needed.
func (f *flex) bend(k *Kernel, m int) {
	if len(f.list) == 0 {
		return
	}
	d := k.desk
	f.findShort(k, m)
	if len(f.short) == 0 {
		return
	}
	clear(f.sum[:])
	clear(f.saved[:])
	for j := range f.list {
		if b := &f.list[j]; m >= b.lo && m < b.hi {
			b.offer(f, d, m)
		}
	}
	for _, p := range f.short {
		p &= MaxWidth - 1
		f.theta[p] = 0
		if f.sum[p] > 0 {
			f.theta[p] = min(1, f.lack[p]/f.sum[p])
		}
	}
	for j := range f.list {
		if b := &f.list[j]; m >= b.lo && m < b.hi {
			b.take(f, m)
		}
	}
	operating := k.books.Operating
	for _, p := range f.short {
		d.free[p] += f.saved[p]
		operating[p] += f.saved[p]
	}
}

// findShort lists the points that are short in month m; the first such month is that of
// notice.
func (f *flex) findShort(k *Kernel, m int) {
	l := &k.lendings
	room := f.room[:f.n]
	clear(room)
	for j := range l.facilities {
		if w := &l.facilities[j]; m >= w.lo && m < w.hi {
			owed := l.owed[j]
			for p, limit := range l.limit[j][:f.n] {
				room[p] += max(0, limit-owed[p])
			}
		}
	}
	for _, p := range f.short {
		f.bent[p] = false
	}
	f.short = f.short[:0]
	for p, free := range k.desk.free[:f.n] {
		if lack := -free - room[p]; lack > 0 {
			if lack > HalfCent && math.IsInf(f.notice[p], 1) {
				f.notice[p] = float64(m)
			}
			f.lack[p], f.bent[p] = lack, true
			f.short = append(f.short, uint8(p))
		}
	}
}

// offer works out what of the commitment could be put off or cut in month m.
func (b *bending) offer(f *flex, d *desk, m int) {
	if row := b.apart.due.row(m); len(row) == 1 {
		fillRow(b.due[:f.n], row[0])
	} else {
		copy(b.due[:], row)
	}
	now := float64(m)
	for _, p := range f.short {
		p &= MaxWidth - 1
		part := b.bends[p]
		if now < f.notice[p]+b.from[p] || b.due[p] == 0 {
			part = 0
		}
		b.part[p] = part
	}
	if b.payee >= 0 && d.credits[b.payee].any {
		share := d.credits[b.payee].share
		for _, p := range f.short {
			b.part[p&(MaxWidth-1)] *= 1 - share[p]
		}
	}
	for _, p := range f.short {
		p &= MaxWidth - 1
		f.sum[p] += b.part[p] * b.due[p] * (1 - b.fee[p])
	}
}

// take puts the needed share of it off, or cuts it.
func (b *bending) take(f *flex, m int) {
	some := false
	for _, p := range f.short {
		p &= MaxWidth - 1
		b.part[p] *= f.theta[p]
		x := b.part[p] * b.due[p]
		b.x[p] = x
		fee := b.fee[p] * x
		f.fees[p] += fee
		f.saved[p] += x - fee
		some = some || x > 0
	}
	if !some {
		return
	}
	if !b.live {
		b.live, b.since = true, m
		f.since = min(f.since, m)
	}
	into := &b.owing
	if b.cuts {
		into = &b.gone
	}
	for _, p := range f.short {
		p &= MaxWidth - 1
		into[p] += b.x[p]
		if b.cuts {
			f.cut[p] += b.x[p]
		}
	}
}

// comeBack pays what was put off out of what is free in month m, in the order of the
// scenario, at the points that are not short.
func (f *flex) comeBack(k *Kernel, m int) {
	if f.since >= m {
		return
	}
	free, operating := k.desk.free[:f.n], k.books.Operating
	f.rich = f.rich[:0]
	for p, v := range free {
		if v > 0 && f.balance[p] > 0 && !f.bent[p] {
			f.rich = append(f.rich, uint8(p))
		}
	}
	if len(f.rich) == 0 {
		return
	}
	for j := range f.list {
		b := &f.list[j]
		if !b.live || b.cuts {
			continue
		}
		for _, p := range f.rich {
			back := min(free[p], b.owing[p])
			b.owing[p] -= back
			free[p] -= back
			operating[p] -= back
			if k.keep {
				b.paid[m] += back
			}
		}
	}
}
