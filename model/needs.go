package model

import "computegap/model/internal/vec"

// capacity writes the capacity at hand in month m, GW: what is scheduled at its end less what
// the month before gave up; and with what no commitment lists.
func (d *desk) capacity(k *Kernel, m int) {
	t, n := d.t, d.n
	if t.limit < 0 && t.demand == nil && len(t.perGW) == 0 && !t.watched {
		return
	}
	d.given = d.none[:n]
	if k.m.powered {
		d.given = k.series[CapacityGW].row(m)[:n]
	}
	if f := &d.flex; f.since < m {
		gone, left := d.gone[:n], d.left[:n]
		clear(gone)
		for j := range f.list {
			f.list[j].giveUpBefore(m, gone)
		}
		copy(left, d.given)
		vec.TakeOff(left, gone)
		d.given = left
	}
	hand := d.given
	if t.other >= 0 {
		hand = d.more[:n]
		vec.Sum(hand, d.given, d.other.gw, n, 1)
		d.other.next(n)
	}
	d.hand = hand
	if k.keep {
		d.atHand[m] = hand[0]
	}
}

// serve cuts the revenue of month m down to what capacity can serve. Every stream and every
// share of revenue is cut alike.
func (d *desk) serve(k *Kernel, m int) {
	if d.t.limit < 0 {
		return
	}
	n := d.n
	revenue, missed, limit := k.series[Revenue].row(m)[:n], k.series[RevenueLost].row(m)[:n], k.x[d.t.limit][:n]
	if !vec.Miss(missed, revenue, limit, d.hand) {
		return
	}
	served := d.spare[:n]
	d.cut = d.cut[:0]
	for p, v := range missed {
		if v > 0 {
			d.cut = append(d.cut, uint8(p))
			served[p] = limit[p] * d.hand[p] / 12 / revenue[p]
		}
	}
	for i := range k.m.costs {
		if c := &k.m.costs[i]; len(c.share) > 0 && m >= c.lo && m < c.hi {
			d.trim(k, i, m, served)
		}
	}
	for _, p := range d.cut {
		revenue[p] = limit[p] * d.hand[p] / 12
	}
	if k.keep {
		d.served[m] = served[0]
	}
}

// trim takes from costs what a share of revenue loses in month m; revenue is still whole.
func (d *desk) trim(k *Kernel, i, m int, served []float64) {
	c, s := &k.m.costs[i], &k.scratch
	room := s.used
	of, share := k.series[Revenue].row(m), s.row(d.n)
	if len(c.of) < len(k.streams) {
		of = s.row(d.n)
		clear(of)
		for _, j := range c.of {
			k.streams[j].addTo(of, m)
		}
	}
	c.shareAt(share, m, k.x)
	costs := k.series[Costs].row(m)[:d.n]
	for _, p := range d.cut {
		costs[p] = max(0, costs[p]-share[p]*of[p]*(1-served[p]))
	}
	s.used = room
}

// shareAt writes the share of revenue in the middle of month m at every point.
func (c *cost) shareAt(dst []float64, m int, x rows) {
	if len(c.at) < 2 {
		copy(dst, x[c.share[0]])
		return
	}
	j, t := 0, float64(m)+0.5
	for j < len(c.at)-2 && c.at[j+1] <= t {
		j++
	}
	w := min(1, max(0, (t-c.at[j])/(c.at[j+1]-c.at[j])))
	next := x[c.share[j+1]]
	for p, v := range x[c.share[j]] {
		dst[p] = between(v, next[p], w, true)
	}
}

// need works out what demand for compute leaves idle in month m, and what is bought because
// capacity does not do or is not to be used.
func (d *desk) need(k *Kernel, m int) {
	q := d.t.demand
	if q == nil {
		return
	}
	n := d.n
	idle, wasted, bought := k.series[IdleGW].row(m)[:n], k.series[IdleCost].row(m)[:n], k.series[BoughtCompute].row(m)[:n]
	want := d.spare[:n]
	clear(want)
	clear(bought)
	if q.share >= 0 {
		vec.AddProduct(pick(q.bought, bought, want), k.x[q.share], k.series[Revenue].row(m))
	}
	for i := range q.training {
		if t := &q.training[i]; m >= t.lo && m < t.hi {
			d.training[i].line.addTo(pick(t.bought, bought, want), m)
		}
	}
	use := vec.Use{Capacity: d.hand, Price: k.x[q.price], Want: want, Idle: idle, Wasted: wasted, Bought: bought}
	use.Meet(n)
	vec.Add(k.series[Costs].row(m), bought)
}

func pick(first bool, a, b []float64) []float64 {
	if first {
		return a
	}
	return b
}

// follow adds the lines of costs that follow capacity in month m.
func (d *desk) follow(k *Kernel, m int) {
	for _, f := range d.t.perGW {
		c := &k.m.costs[f.cost]
		if m < c.lo || m >= c.hi {
			continue
		}
		costs, given := k.series[Costs].row(m)[:d.n], d.given[:d.n]
		if f.of != nil {
			given = d.givenBy(k, f.of, m)
		}
		s := &k.scratch
		price := s.row(d.n) // of a month
		vec.Scale(price, k.x[c.perGW], 1.0/12)
		vec.AddProduct(costs, given, price)
		if k.keep {
			k.costs[f.cost][m] = given[0] * price[0]
		}
		s.used--
	}
}

// givenBy is the capacity at hand in month m under some contracts, GW.
func (d *desk) givenBy(k *Kernel, of []int, m int) []float64 {
	sum, own, gone := d.spare[:d.n], d.extra[:d.n], d.gone[:d.n]
	clear(sum)
	for _, i := range of {
		a := k.aparts[i]
		if a == nil { // the options leave it out
			continue
		}
		b := d.flex.of(i)
		if b == nil || !b.live {
			vec.Add(sum, a.gw.row(m))
			continue
		}
		copy(own, a.gw.row(m))
		clear(gone)
		b.giveUpBefore(m, gone)
		vec.TakeOff(own, gone)
		vec.Add(sum, own)
	}
	return sum
}
