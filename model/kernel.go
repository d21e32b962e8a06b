package model

import "slices"

// Kernel evaluates a model at point after point of its input space without allocating.
// Lines that depend on no input that moves are worked out once, when the kernel is
// made. Make one per goroutine.
type Kernel struct {
	m       *Model
	x       []float64
	series  [NumSeries][]float64
	values  Values
	scratch scratch

	streams, costs, paid, gw [][]float64 // by line, by month; gw nil where none
	due                      [][]float64 // by contract: the share due by each month's beginning, and the end
	reschedule               []bool      // by contract: a free input moves due
	amounts                  []amounts
	balances                 [][]float64 // by facility, by month
	varies                   struct{ streams, costs, contracts []int }
	broken                   []breach // what the last evaluation broke, and the making
	fixed                    int      // how many of broken the making found
	base                     [NumSeries][]float64
	owed, rates              []float64 // by facility: owed now, interest a month
	dearest                  []int     // facilities, dearest first
}

// breach is a relation that does not hold, and the line of which it does not hold.
type breach struct {
	what Broken
	path string
}

// Kernel returns a kernel for points that differ from x only in the inputs listed in
// free. x holds a value for every input within its bounds and is not kept.
func (m *Model) Kernel(x []float64, free []int) *Kernel {
	k := m.newKernel(x)
	k.hoist(free)
	k.Eval(x)
	return k
}

// newKernel makes a kernel at x in which nothing is worked out yet.
func (m *Model) newKernel(x []float64) *Kernel {
	k := &Kernel{m: m, x: slices.Clone(x)}
	n := m.time.Months
	for s := range k.series {
		k.series[s] = make([]float64, n)
	}
	k.streams, k.costs = table(len(m.streams), n), table(len(m.costs), n)
	k.paid, k.gw = table(len(m.contracts), n), make([][]float64, len(m.contracts))
	k.due, k.reschedule = table(len(m.contracts), n+1), make([]bool, len(m.contracts))
	k.balances = table(len(m.funding.facilities), n)
	k.amounts = make([]amounts, len(m.contracts))
	k.owed, k.rates = make([]float64, len(m.funding.facilities)), make([]float64, len(m.funding.facilities))
	for i := range m.contracts {
		if len(m.contracts[i].capacity) > 0 {
			k.gw[i] = make([]float64, n)
		}
	}
	return k
}

// table is rows × months of zeros in one piece of memory.
func table(rows, months int) [][]float64 {
	all := make([]float64, rows*months)
	t := make([][]float64, rows)
	for i := range t {
		t[i] = all[i*months : (i+1)*months : (i+1)*months]
	}
	return t
}

// hoist fills the lines that no free input moves, sums them, and lists the others.
func (k *Kernel) hoist(free []int) {
	moves := make([]bool, len(k.m.inputs))
	for _, i := range free {
		moves[i] = true
	}
	varies := func(needs []int) bool {
		return slices.ContainsFunc(needs, func(i int) bool { return moves[i] })
	}
	for _, s := range []SeriesID{Revenue, Costs, Compute, CapacityGW} {
		k.base[s] = make([]float64, k.m.time.Months)
	}
	for i := range k.m.streams {
		if varies(k.m.streams[i].needs) {
			k.varies.streams = append(k.varies.streams, i)
			continue
		}
		k.fillStream(i, k.base[Revenue])
	}
	for i := range k.m.costs {
		if varies(k.m.costs[i].needs) {
			k.varies.costs = append(k.varies.costs, i)
			continue
		}
		k.fillCost(i, k.base[Costs])
	}
	for i := range k.m.contracts {
		k.m.contracts[i].fillDue(k.due[i], k.x)
		k.reschedule[i] = varies(k.m.contracts[i].timing)
		switch {
		case k.m.contracts[i].out:
		case varies(k.m.contracts[i].needs):
			k.varies.contracts = append(k.varies.contracts, i)
		default:
			k.fillContract(i, k.base[Compute], k.base[CapacityGW])
		}
	}
	k.fixed = len(k.broken)
}

// Eval projects the model at x, one value per input, and keeps the result until the
// next call. x is kept too, and must not change meanwhile.
func (k *Kernel) Eval(x []float64) {
	k.x = x
	k.broken = k.broken[:k.fixed]
	for s, base := range k.base {
		copy(k.series[s], base)
	}
	for _, i := range k.varies.streams {
		k.fillStream(i, k.series[Revenue])
	}
	for _, i := range k.varies.costs {
		k.fillCost(i, k.series[Costs])
	}
	for _, i := range k.varies.contracts {
		k.fillContract(i, k.series[Compute], k.series[CapacityGW])
	}
	k.ledger()
	k.measure()
}

// Broken returns the relations between inputs that the last point does not keep. Such
// a point is refused as a scenario of its own; in a draw it stands, and is counted.
func (k *Kernel) Broken() (all Broken) {
	for _, b := range k.broken {
		all |= b.what
	}
	return all
}

// note keeps what a line broke.
func (k *Kernel) note(b Broken, path string) {
	if b != 0 {
		k.broken = append(k.broken, breach{b, path})
	}
}

func (k *Kernel) fillStream(i int, sum []float64) {
	s := &k.m.streams[i]
	if s.lo >= s.hi {
		return
	}
	b := s.law.fill(k.streams[i], s.lo, s.hi, k.x, &k.scratch)
	k.note(b, s.path)
	add(sum, k.streams[i])
}

func (k *Kernel) fillCost(i int, sum []float64) {
	c := &k.m.costs[i]
	switch {
	case c.lo >= c.hi:
		return
	case c.law != nil:
		b := c.law.fill(k.costs[i], c.lo, c.hi, k.x, &k.scratch)
		k.note(b, c.path)
	default:
		c.fillShare(k.costs[i], k.streams, k.x)
	}
	add(sum, k.costs[i])
}

// fillShare writes a share of revenue: linear between its points at the middle of each
// month, flat outside them.
func (c *cost) fillShare(dst []float64, streams [][]float64, x []float64) {
	j := 0
	for m := c.lo; m < c.hi; m++ {
		revenue := 0.0
		for _, s := range c.of {
			revenue += streams[s][m]
		}
		share := x[c.share[0]]
		if len(c.at) > 1 {
			t := float64(m) + 0.5
			for j < len(c.at)-2 && c.at[j+1] <= t {
				j++
			}
			w := min(1, max(0, (t-c.at[j])/(c.at[j+1]-c.at[j])))
			share = between(x[c.share[j]], x[c.share[j+1]], w, true)
		}
		dst[m] = share * revenue
	}
}

func (k *Kernel) fillContract(i int, sum, gw []float64) {
	c := &k.m.contracts[i]
	if k.reschedule[i] {
		c.fillDue(k.due[i], k.x)
	}
	a, b := c.fill(k.paid[i], k.gw[i], k.due[i], k.x)
	k.amounts[i] = a
	k.note(b, c.path)
	if !c.sums() {
		return
	}
	add(sum, k.paid[i])
	if k.gw[i] != nil {
		add(gw, k.gw[i])
	}
}

func add(sum, line []float64) {
	for m, v := range line {
		sum[m] += v
	}
}
