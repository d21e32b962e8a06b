package model

import (
	"math"

	"computegap/model/internal/vec"
)

// column is a number for each point of a block.
type column = [MaxWidth]float64

// flex is what is put off and cut under the company's policy, at every point of a block.
//
// Note: what is worked out for points that are not short comes to zero, so that no loop asks
// which they are.
type flex struct {
	vec.Shortage
	n       int
	list    []bending
	place   []int  // by contract: place in list, −1
	room    column // what facilities can still give
	balance column // put off and not yet paid at the end of the last month
	now     column // GW given up
	cut     column
	since   int  // the first month in which anything was put off or cut in the block
	noticed int  // the first in which notice may have been given at some point
	moved   bool // what has been put off is more or less than a month ago
}

// bending is a commitment whose payments may be put off or cut.
type bending struct {
	*flexible
	vec.Bend
	apart   *apart
	lo, hi  int         // months outside which nothing is due
	gone    column      // cut so far
	sums    [][]float64 // what had been put off by the end of a month in which some was
	sum     []int       // by month: its place in sums, −1: nothing yet
	past    column      // what had been put off in the month of which it is due
	most    column      // months until what is put off is due
	carry   column      // a month, on what is outstanding
	first   column      // of what is built, there at the timeline's start, GW
	built   column      // by payments since then
	unbuilt column      // for what has not been paid by the end of the last month
	soFar   column      // due since then, USD
	live    bool        // anything has been put off or cut at some point
	taken   bool        // this month
	late    bool        // some of it is due this month
	since   int         // first in this month
	soonest int         // the least of most
	least   float64     // the least of From
	steady  bool        // the rights are the same at all points of all blocks
	alike   bool        // most is the same at all points
	paid    []float64   // by month, at the first point, where lines are kept
	left    []float64
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
	f.list = make([]bending, len(d.t.flexible))
	for j := range f.list {
		b := &f.list[j]
		b.flexible = &d.t.flexible[j]
		b.apart = k.aparts[b.contract]
		if !b.cuts {
			b.sums, b.sum = table(months, w), make([]int, months)
		}
		f.place[b.contract] = j
	}
}

func (f *flex) keepLines(months int) {
	for j := range f.list {
		lines := table(3, months)
		f.list[j].paid, f.list[j].left, f.list[j].lines = lines[0], lines[1], lines[2]
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
	f.n, f.since, f.noticed, f.moved = k.n, k.m.time.Months, k.m.time.Months, false
	if len(f.list) == 0 {
		return
	}
	fillRow(f.Notice[:], math.Inf(1))
	clear(f.Fees[:])
	clear(f.cut[:])
	clear(f.balance[:])
	for j := range f.list {
		f.list[j].begin(k)
	}
}

// begin opens a block: nothing of the commitment is put off or cut.
func (b *bending) begin(k *Kernel) {
	b.live, b.taken, b.late = false, false, false
	b.since = k.m.time.Months
	b.lo, b.hi = k.schedules[b.contract].lo, k.schedules[b.contract].hi
	if b.cuts {
		clear(b.gone[:])
	} else {
		clear(b.Owing[:])
	}
	if b.builds && b.gws {
		clear(b.soFar[:])
	}
	if !b.steady {
		b.fillRights(k)
	}
	if b.builds && b.gws {
		b.beginBuilt(k)
	}
}

// fillRights works out what may be put off or cut, from when on, and what that costs.
func (b *bending) fillRights(k *Kernel) {
	b.soonest, b.least = math.MaxInt, math.Inf(1)
	for p := range k.n {
		b.From[p] = math.Ceil(k.x[b.notice][p] - 1e-9)
		b.least = min(b.least, b.From[p])
		b.Fee[p] = b.price(k, p)
		if b.Share[p] = 1; b.takeOrPay >= 0 {
			b.Share[p] = 1 - k.x[b.takeOrPay][p]
		}
		if b.Fee[p] >= 1 {
			b.Share[p] = 0
		}
		if !b.cuts {
			b.most[p] = math.Max(1, math.Ceil(k.x[b.max][p]-1e-9))
			b.soonest = min(b.soonest, int(b.most[p]))
			b.alike = (p == 0 || b.alike) && b.most[p] == b.most[0]
		}
	}
	if b.yearly {
		perMonth(b.carry[:k.n], k.x[b.cost])
	}
}

// hoist works the rights out once for all points where nothing of them moves.
func (b *bending) hoist(k *Kernel, varies func([]int) bool) {
	needs := []int{b.notice, b.cost}
	if b.takeOrPay >= 0 {
		needs = append(needs, b.takeOrPay)
	}
	if !b.cuts {
		needs = append(needs, b.max)
	}
	priced := !b.cuts && !b.yearly
	if varies(needs) || priced && varies(k.m.contracts[b.contract].needs) {
		return
	}
	b.fillRights(k)
	for _, c := range []*column{&b.From, &b.Fee, &b.Share, &b.most, &b.carry} {
		fillRow(c[:], c[0])
	}
	b.steady = true
}

// beginBuilt works out the capacity that had been built before the timeline.
func (b *bending) beginBuilt(k *Kernel) {
	c, d := &k.m.contracts[b.contract], k.schedules[b.contract]
	for p := range k.n {
		_, power := k.m.leftOf(c, k.x, p)
		b.first[p] = max(0, power) * d.due[d.at[p]][0]
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
	left, rest := k.m.leftOf(c, k.x, p)
	_, end := c.months(k.x, p)
	share := k.x[b.cost][p] * c.gwYears(max(0, rest), end) / left
	if sumAt(c.capacity, k.x, p) > 0 && left > 0 && share < 1 {
		return share
	}
	return 1
}

// owe adds to extra what of the payments put off is due in month m, and what the rest costs.
func (f *flex) owe(m int, extra []float64) {
	if f.since >= m {
		return
	}
	n := f.n
	clear(f.Fees[:n])
	clear(f.cut[:n])
	for j := range f.list {
		b := &f.list[j]
		if !b.live || b.cuts {
			continue
		}
		if b.yearly {
			vec.AddProduct(f.Fees[:n], b.Owing[:n], b.carry[:n])
		}
		if b.late = m-b.soonest >= b.since; b.late {
			f.moved = true
			b.Force(n, b.putOff(m-1), b.waited(m, n), extra)
		}
	}
	vec.Add(extra, f.Fees[:n])
}

// putOff is what had been put off by the end of month m.
func (b *bending) putOff(m int) []float64 {
	if m < b.since {
		return nothing[:]
	}
	return b.sums[b.sum[m]]
}

// nothing is zero at every point.
var nothing column

// waited is what had been put off by the end of the month whose payments are due in month m.
func (b *bending) waited(m, n int) []float64 {
	if b.alike {
		return b.putOff(m - b.soonest)
	}
	for p := range n {
		b.past[p] = b.putOff(m - int(b.most[p]))[p]
	}
	return b.past[:]
}
