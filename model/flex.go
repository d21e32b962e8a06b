package model

import (
	"math"

	"computegap/model/internal/vec"
)

// flex is what is put off and cut under the company's policy, at every point of a block.
type flex struct {
	n      int
	list   []bending
	place  []int     // by contract: place in list, −1
	room   []float64 // what facilities can still give
	notice []float64 // the month of notice: the first short one
	short  []int32   // points short this month
	lack   []float64 // by point that is short: by how much
	bent   []bool    // by point: short this month
	lost   []float64 // GW given up in the last month; nil where none can be
	now    []float64 // and in this one
	gave   bool      // lost is not all zero
	fees   []float64
	cut    []float64
	since  int // the first month in which anything was put off or cut in the block
}

// bending is a commitment whose payments may be put off or cut.
type bending struct {
	*flexible
	apart   *apart
	due     []float64 // this month
	buffer  []float64
	x       []float64   // put off or cut this month
	owing   []float64   // put off and not yet paid, USD
	sums    [][]float64 // by month: what has been put off so far
	forced  []float64   // of what was put off, due this month
	gone    []float64   // cut so far
	bends   []float64   // share of a month that is not due whatever happens
	from    []float64   // months of notice
	most    []float64   // months until what is put off is due
	fee     []float64   // share of what is put off or cut; 1 and more: not worth it
	carry   []float64   // a month, on what is outstanding
	power   []float64   // of what is built, GW
	live    bool        // anything has been put off or cut at some point
	since   int         // first in this month
	soonest int         // the least of most
	paid    []float64   // by month, at the first point, where lines are kept
	balance []float64
	lines   []float64 // cut by month
}

func (d *desk) newFlex(k *Kernel) {
	f, w, months := &d.flex, k.setup.Width, k.m.time.Months
	f.place = make([]int, len(k.m.contracts))
	for i := range f.place {
		f.place[i] = -1
	}
	if len(d.t.flexible) == 0 {
		return
	}
	rows := table(6, w)
	f.room, f.notice, f.lack, f.now, f.fees, f.cut = rows[0], rows[1], rows[2], rows[3], rows[4], rows[5]
	f.lost, f.short, f.bent = make([]float64, w), make([]int32, 0, w), make([]bool, w)
	for j := range d.t.flexible {
		b := bending{flexible: &d.t.flexible[j], apart: k.aparts[d.t.flexible[j].contract]}
		for _, row := range []*[]float64{&b.buffer, &b.x, &b.owing, &b.forced, &b.gone, &b.bends, &b.from, &b.most, &b.fee, &b.carry, &b.power} {
			*row = make([]float64, w)
		}
		if !b.cuts {
			b.sums = table(months, w)
		}
		f.place[b.contract] = len(f.list)
		f.list = append(f.list, b)
	}
}

func (f *flex) keepLines(months int) {
	for j := range f.list {
		lines := table(3, months)
		f.list[j].paid, f.list[j].balance, f.list[j].lines = lines[0], lines[1], lines[2]
	}
}

// of is the state of a contract, nil where nothing of it can be put off or cut.
func (f *flex) of(contract int) *bending {
	if j := f.place[contract]; j >= 0 {
		return &f.list[j]
	}
	return nil
}

// begin opens a block: nothing is put off, and no notice is given.
func (f *flex) begin(k *Kernel) {
	f.n, f.since = k.n, k.m.time.Months
	if len(f.list) == 0 {
		return
	}
	fillRow(f.notice, math.Inf(1))
	clear(f.lost)
	clear(f.fees)
	clear(f.cut)
	f.gave = false
	for j := range f.list {
		f.list[j].begin(k)
	}
}

func (b *bending) begin(k *Kernel) {
	b.live, b.since, b.soonest = false, k.m.time.Months, math.MaxInt
	clear(b.owing)
	clear(b.gone)
	clear(b.forced)
	clear(b.carry)
	for p := range k.n {
		b.bends[p] = 1
		if b.takeOrPay >= 0 {
			b.bends[p] = 1 - k.x[b.takeOrPay][p]
		}
		b.from[p] = math.Ceil(k.x[b.notice][p] - 1e-9)
		b.fee[p] = b.price(k, p)
		if !b.cuts {
			b.most[p] = math.Max(1, math.Ceil(k.x[b.max][p]-1e-9))
			b.soonest = min(b.soonest, int(b.most[p]))
		}
	}
	if b.yearly {
		perMonth(b.carry[:k.n], k.x[b.cost])
	}
	if b.built && b.gws {
		c := &k.m.contracts[b.contract]
		for p := range k.n {
			b.power[p] = max(0, sumAt(c.capacity, k.x, p)-sumAt(c.capacityWithin, k.x, p))
		}
	}
}

// price is the share of a payment that putting it off or cutting it costs at once. A price c
// of GW-years is c/P of the price P that the commitment comes to.
func (b *bending) price(k *Kernel, p int) float64 {
	switch {
	case b.cuts:
		return k.x[b.cost][p]
	case b.yearly:
		return 0
	}
	c := &k.m.contracts[b.contract]
	power := sumAt(c.capacity, k.x, p)
	rest := (power - sumAt(c.capacityWithin, k.x, p)) / power // of an umbrella what is left to it
	if share := k.x[b.cost][p] * b.gwYears * rest / c.leftOf(k, p); share < 1 {
		return share
	}
	return 1
}

// leftOf is what a commitment comes to at point p less what is directly within it, USD.
func (c *contract) leftOf(k *Kernel, p int) float64 {
	left := c.value(k.x, p) - sumAt(c.within, k.x, p)
	for _, j := range c.pricedWithin {
		left -= k.m.contracts[j].value(k.x, p)
	}
	return left
}

func sumAt(inputs []int, x rows, p int) (sum float64) {
	for _, i := range inputs {
		sum += x[i][p]
	}
	return sum
}

// at is a line at month m and point p.
func (l *lane) at(m, p int) float64 {
	row := l.row(m)
	if len(row) == 1 {
		return row[0]
	}
	return row[p]
}

// owe adds to extra what of the payments put off is due in month m, and what the rest costs.
func (f *flex) owe(m int, extra []float64) {
	if len(f.list) == 0 {
		return
	}
	clear(f.fees)
	clear(f.cut)
	for j := range f.list {
		b := &f.list[j]
		if !b.live || b.cuts {
			continue
		}
		fees, carry, owing := f.fees[:f.n], b.carry[:f.n], b.owing[:f.n]
		for p, q := range owing {
			fees[p] += q * carry[p]
		}
		if m-b.soonest >= b.since {
			b.force(m, f.n)
			vec.Add(extra, b.forced[:f.n])
		}
	}
	if f.since < m {
		vec.Add(extra, f.fees[:f.n])
	}
}

// force works out what must be paid in month m: what is outstanding but for what has been
// put off since, in the months that may yet wait.
func (b *bending) force(m, n int) {
	before := b.sums[m-1]
	for p, q := range b.owing[:n] {
		b.forced[p] = 0
		if q == 0 {
			continue
		}
		later := before[p]
		if from := m - int(b.most[p]); from >= b.since {
			later -= b.sums[from][p]
		}
		if due := q - later; due > 0 {
			b.forced[p] = due
			b.owing[p] = q - due
		}
	}
}

// bend puts off or cuts what is missing in month m and facilities cannot give, where notice
// has been given for long enough.
func (f *flex) bend(k *Kernel, m int) {
	if len(f.list) == 0 {
		return
	}
	d := k.desk
	f.findShort(k, m)
	if len(f.short) == 0 {
		return
	}
	for j := range f.list {
		b := &f.list[j]
		b.due = d.spread(b.apart.due, m, b.buffer)
	}
	operating := k.series[OperatingCash].row(m)
	for i, p := range f.short {
		saved := f.apply(int(p), m, f.share(d, i, int(p), m))
		d.free[p] += saved
		operating[p] += saved
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
			for p, limit := range l.limit[j][:f.n] {
				room[p] += max(0, limit-l.owed[j][p])
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
			f.lack[len(f.short)] = lack
			f.short = append(f.short, int32(p))
			f.bent[p] = true
		}
	}
}

// share writes what each commitment could put off or cut in month m at point p, the i-th that
// is short, and returns the share of it that is needed.
func (f *flex) share(d *desk, i, p, m int) float64 {
	sum := 0.0
	for j := range f.list {
		b := &f.list[j]
		b.x[p] = 0
		if float64(m) < f.notice[p]+b.from[p] || b.fee[p] >= 1 {
			continue
		}
		x := b.bends[p] * b.due[p]
		if b.payee >= 0 {
			x *= 1 - d.credits[b.payee].share[p]
		}
		b.x[p] = x
		sum += x * (1 - b.fee[p])
	}
	if !(sum > 0) {
		return 0
	}
	return min(1, f.lack[i]/sum)
}

// apply puts off or cuts in month m, at point p, a share of what can be, and returns the money
// that it saves now.
func (f *flex) apply(p, m int, theta float64) (saved float64) {
	for j := range f.list {
		b := &f.list[j]
		x := theta * b.x[p]
		if b.x[p] = x; x == 0 {
			continue
		}
		if !b.live {
			b.live, b.since = true, m
			f.since = min(f.since, m)
		}
		fee := b.fee[p] * x
		f.fees[p] += fee
		saved += x - fee
		if b.cuts {
			b.gone[p] += x
			f.cut[p] += x
		} else {
			b.owing[p] += x
		}
	}
	return saved
}

// comeBack pays what was put off out of what is free in month m, in the order of the
// scenario, at the points that are not short.
func (f *flex) comeBack(k *Kernel, m int) {
	if f.since >= m {
		return
	}
	free, operating := k.desk.free[:f.n], k.series[OperatingCash].row(m)
	for j := range f.list {
		b := &f.list[j]
		if !b.live || b.cuts {
			continue
		}
		for p, q := range b.owing[:f.n] {
			if q == 0 || !(free[p] > 0) || f.bent[p] {
				continue
			}
			back := min(free[p], q)
			b.owing[p] = q - back
			free[p] -= back
			operating[p] -= back
			if k.keep {
				b.paid[m] += back
			}
		}
	}
}
