package model

import (
	"slices"

	"computegap/model/internal/vec"
)

// Kernel evaluates a model at block after block of points of its input space without
// allocating. Lines that depend on nothing that moves are worked out once, when the kernel
// is made. Make one per goroutine.
//
// Note: a block is a structure of arrays, month by month and in each month point by
// point, so that what one month needs of the month before it is found for many points at
// once. A single projection is a block of one point. What a point gives does not depend on
// the points beside it.
type Kernel struct {
	m     *Model
	setup Setup
	keep  bool // every line is kept, for the one point of a projection
	n     int  // points of the last block

	x       rows // by input, by point
	fixed   rows // the values of inputs that do not move, as often as points fit
	scratch scratch

	series [NumSeries]lane
	memory [NumSeries][]float64
	values [NumMetrics][]float64 // by point
	beyond []float64             // by point: due after the timeline

	streams   []lane
	costs     [][]float64 // by line, by month, where they are kept or worked out
	lines     [][]float64 // the memory of streams that move
	apart     []bool      // by stream: its months are kept
	schedules []*schedule
	energises []bool      // by contract: its capacity moves
	paid, gw  [][]float64 // by contract, by month, where they are kept; gw nil where none
	amounts   []amounts
	balances  [][]float64 // by facility, by month, where they are kept
	noise     []*Noise    // by stream: what moves it, or nil

	varies struct{ streams, costs, contracts []int }
	base   struct {
		series [NumSeries][]float64 // what lines that do not move come to
		beyond float64
	}

	readings [][]reading // by month: what is read of it
	out      [][]float64

	broken   []Breach // of the last block, after those that every block has
	breaks   []Broken // by point: the union
	always   int      // how many of broken do not move
	lendings lendings
}

// Setup says how points differ that a [Kernel] is for.
type Setup struct {
	X     []float64 // a value for every input within its bounds; nil: the central ones
	Free  []int     // inputs that move, in the order of [Block.Free]
	Noisy []Noise   // the noises that move, in the order in which [Block.Noise] numbers them
	// Rounds are those of the scenario that may or may not close, in the order of
	// [Block.Close].
	Rounds []int
	Width  int // the most points at once, at most [MaxWidth]; 0: one
	// Read lists the measures that [Kernel.EvalBlock] writes to [Block.Out], in its order. Then
	// nothing else can be read, and months are not kept once they are summed up.
	Read []Measure
}

// Block is up to Width points. What is missing is as in the central case.
type Block struct {
	Points int
	Free   [][]float64 // by free input, by point
	// Noise writes the standard normal numbers of step n of a noise, one a point. It is
	// asked for the steps of one noise in their order, from 0.
	Noise func(noise, n int, z []float64)
	// Close holds, by round that may close, by point, a number u in (0, 1): a round that
	// closes with probability p is taken if u ≥ 1 − p. Other rounds have ½.
	Close [][]float64
	Out   [][]float64 // by measure of [Setup.Read], by point: where it is written
}

// Breach is a relation between inputs that does not hold, the line of which it does not
// hold, and at how many points of a block.
type Breach struct {
	Path   string
	What   Broken
	Points int
}

// Kernel returns a kernel for single points that differ from x only in the inputs listed
// in free. x holds a value for every input within its bounds and is not kept; nil stands for
// the central values.
func (m *Model) Kernel(x []float64, free []int) *Kernel {
	if x == nil {
		x = m.central
	}
	k := m.BlockKernel(Setup{X: x, Free: free})
	k.Eval(x)
	return k
}

// BlockKernel returns a kernel for blocks of points.
func (m *Model) BlockKernel(s Setup) *Kernel {
	k := m.newKernel(s)
	k.hoist()
	return k
}

// newKernel makes a kernel in which nothing is worked out yet.
func (m *Model) newKernel(s Setup) *Kernel {
	s.Width = max(1, min(MaxWidth, s.Width))
	if s.X == nil {
		s.X = m.central
	}
	months := m.time.Months
	k := &Kernel{m: m, setup: s, scratch: newScratch(s.Width, months), breaks: make([]Broken, s.Width), beyond: make([]float64, s.Width)}
	k.x, k.fixed = make(rows, len(s.X)), make(rows, len(s.X))
	for i, v := range s.X {
		k.fixed[i] = make([]float64, s.Width)
		fillRow(k.fixed[i], v)
	}
	for id := range k.memory {
		k.memory[id] = make([]float64, months*s.Width)
	}
	for id := range k.values {
		k.values[id] = make([]float64, s.Width)
	}
	k.noise = make([]*Noise, len(m.streams))
	for i := range s.Noisy {
		k.noise[s.Noisy[i].Stream] = &s.Noisy[i]
	}
	k.newLines()
	k.lendings = k.newLendings()
	k.planReadings()
	return k
}

// newLines makes room for the lines.
func (k *Kernel) newLines() {
	m, months := k.m, k.m.time.Months
	k.streams, k.costs = make([]lane, len(m.streams)), make([][]float64, len(m.costs))
	k.lines, k.apart = make([][]float64, len(m.streams)), make([]bool, len(m.streams))
	k.schedules, k.energises = make([]*schedule, len(m.contracts)), make([]bool, len(m.contracts))
	k.amounts = make([]amounts, len(m.contracts))
	k.paid, k.gw = table(len(m.contracts), months), make([][]float64, len(m.contracts))
	k.balances = table(len(m.funding.facilities), months)
	for i := range m.contracts {
		if len(m.contracts[i].capacity) > 0 {
			k.gw[i] = make([]float64, months)
		}
	}
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

// hoist fills the lines that nothing moves, sums them, and lists the others.
func (k *Kernel) hoist() {
	moves := make([]bool, len(k.m.inputs))
	for _, i := range k.setup.Free {
		moves[i] = true
	}
	varies := func(needs []int) bool {
		return slices.ContainsFunc(needs, func(i int) bool { return moves[i] })
	}
	for i := range k.m.contracts {
		timing := slices.DeleteFunc(slices.Clone(k.m.contracts[i].timing), func(i int) bool { return !moves[i] })
		k.schedules[i] = newSchedule(timing, k.setup.Width, k.m.time.Months)
		k.energises[i] = len(timing) > 0 || varies(k.m.contracts[i].capacity) || varies(k.m.contracts[i].capacityWithin)
	}
	k.point(1)
	sum := func(s SeriesID) lane {
		l := single(k.m.time.Months)
		k.base.series[s] = l.v
		return l
	}
	revenue, costs, compute, gw := sum(Revenue), sum(Costs), sum(Compute), sum(CapacityGW)
	shaken := func(i int) bool { return k.noise[i] != nil }
	for i := range k.m.streams {
		if shaken(i) || varies(k.m.streams[i].needs) {
			k.varies.streams = append(k.varies.streams, i)
			k.lines[i] = make([]float64, k.m.time.Months*k.setup.Width)
			k.apart[i] = k.isApart(i)
			continue
		}
		k.fillStream(i, revenue, nil)
	}
	for i := range k.m.costs {
		if c := &k.m.costs[i]; varies(c.needs) || slices.ContainsFunc(c.of, shaken) {
			k.varies.costs = append(k.varies.costs, i)
			continue
		}
		k.fillCost(i, costs, revenue)
	}
	beyond := []float64{0}
	for i := range k.m.contracts {
		switch {
		case k.m.contracts[i].out:
		case varies(k.m.contracts[i].needs):
			k.varies.contracts = append(k.varies.contracts, i)
		default:
			k.fillContract(i, compute, gw, beyond)
			k.scratch.rewind()
		}
	}
	k.base.beyond, k.always = beyond[0], len(k.broken)
}

// point makes room for n points, at the values that do not move.
func (k *Kernel) point(n int) {
	if n != k.n {
		k.n = n
		for i := range k.x {
			k.x[i] = k.fixed[i][:n]
		}
		for id := range k.series {
			k.series[id] = k.lane(k.memory[id], k.passing(SeriesID(id)))
		}
		for _, line := range k.lines {
			clear(line) // months in which a stream is not active
		}
		clear(k.memory[Rounds])
		clear(k.memory[FacilityDraws])
		clear(k.memory[FacilityBalance])
	}
}

// Eval projects the model at x, one value per input, which may differ from the kernel's
// own point in its free inputs, and keeps the result until the next call.
func (k *Kernel) Eval(x []float64) {
	k.point(1)
	for _, i := range k.setup.Free {
		k.x[i] = x[i : i+1]
	}
	k.evaluate(&Block{Points: 1})
}

// EvalBlock projects the model at the points of a block and keeps the results until the
// next call. The block must not change meanwhile.
func (k *Kernel) EvalBlock(b *Block) {
	k.point(b.Points)
	for j, i := range k.setup.Free {
		k.x[i] = b.Free[j][:b.Points]
	}
	k.evaluate(b)
}

// evaluate works out what moves, the ledger and the metrics.
func (k *Kernel) evaluate(b *Block) {
	k.broken = k.broken[:k.always]
	for i := range k.broken {
		k.broken[i].Points = k.n
	}
	clear(k.breaks)
	for s, base := range k.base.series {
		if base != nil {
			for m, v := range base {
				if row := k.series[s].row(m); v == 0 {
					clear(row)
				} else {
					fillRow(row, v)
				}
			}
		}
	}
	fillRow(k.beyond[:k.n], k.base.beyond)
	for _, i := range k.varies.streams {
		k.streams[i] = k.lane(k.lines[i], !k.apart[i])
		k.fillStream(i, k.series[Revenue], b.Noise)
	}
	for _, i := range k.varies.costs {
		k.fillCost(i, k.series[Costs], k.series[Revenue])
	}
	for _, i := range k.varies.contracts {
		k.fillContract(i, k.series[Compute], k.series[CapacityGW], k.beyond)
		k.scratch.rewind()
	}
	k.takeRounds(b.Close)
	k.out = b.Out
	k.ledger()
	k.readMetrics()
}

// lane lays memory out for the points of a block, for one month where each passes.
func (k *Kernel) lane(memory []float64, passing bool) lane {
	if passing {
		return lane{memory[:k.n], k.n, 0}
	}
	return lane{memory[:k.m.time.Months*k.n], k.n, k.n}
}

// passing reports whether a month of a series is not needed once the next one comes.
func (k *Kernel) passing(s SeriesID) bool {
	switch s {
	case Interest, OperatingCash, FacilityDraws, FacilityBalance, GapDraws, GapInterest, Cash:
		return k.setup.Read != nil
	}
	return false
}

// isApart reports whether a stream is needed by itself: for the projection, for a share
// of some streams, or because its law writes months in an order of its own.
func (k *Kernel) isApart(i int) bool {
	_, isFade := k.m.streams[i].law.(fade)
	return k.keep || !isFade || slices.ContainsFunc(k.m.costs, func(c cost) bool {
		return len(c.of) < len(k.m.streams) && slices.Contains(c.of, i)
	})
}

// Broken returns the relations between inputs that any point of the last block does not
// keep. Such a point is refused as a scenario of its own; in a draw it stands, and is
// counted.
func (k *Kernel) Broken() (all Broken) {
	for _, b := range k.broken {
		all |= b.What
	}
	return all
}

// Breaches lists what points of the last block break, in the order of the scenario, one
// relation of one line at a time. It stays until the next evaluation.
func (k *Kernel) Breaches() []Breach { return k.broken }

// BreaksAny writes for each point of the last block whether it breaks anything.
func (k *Kernel) BreaksAny(dst []bool) {
	for p := range dst {
		dst[p] = k.breaks[p] != 0 || k.always > 0
	}
}

// note keeps what a line broke, and where.
func (k *Kernel) note(all Broken, path string) {
	if all == 0 {
		return
	}
	for what := Broken(1); what != 0 && what <= all; what <<= 1 {
		points := 0
		for _, b := range k.scratch.broken[:k.n] {
			if b&what != 0 {
				points++
			}
		}
		if points > 0 {
			k.broken = append(k.broken, Breach{path, what, points})
		}
	}
	for p, b := range k.scratch.broken[:k.n] {
		k.breaks[p] |= b
	}
	clear(k.scratch.broken)
}

// fillStream works out a stream and adds it to sum; draw is what its noise is made of.
func (k *Kernel) fillStream(i int, sum lane, draw func(noise, n int, z []float64)) {
	s := &k.m.streams[i]
	if k.streams[i].v == nil {
		k.streams[i] = single(k.m.time.Months)
	}
	if s.lo >= s.hi {
		return
	}
	line, noise := k.streams[i], k.walk(i, draw)
	if f, ok := s.law.(fade); ok {
		k.note(f.fillNoisy(line, sum, s.lo, s.hi, k.x, noise, &k.scratch), s.path)
		k.scratch.rewind()
		return
	}
	k.note(s.law.fill(line, s.lo, s.hi, k.x, &k.scratch), s.path)
	for m := s.lo; m < s.hi; m++ {
		if noise != nil {
			noise.shake(line.row(m), &k.scratch)
		}
		vec.Add(sum.row(m), line.row(m))
	}
	k.scratch.rewind()
}

// walk begins the noise of a stream, nil where there is none.
func (k *Kernel) walk(i int, draw func(noise, n int, z []float64)) *walk {
	z := k.noise[i]
	if z == nil || draw == nil {
		return nil
	}
	number := slices.IndexFunc(k.setup.Noisy, func(n Noise) bool { return n.Stream == i })
	return newWalk(k.x[z.Volatility], k.x[z.MeanReversion], number, draw, &k.scratch)
}

// fillCost works out a line of costs and adds it to sum; revenue is that of all streams.
// The line is kept for a projection.
func (k *Kernel) fillCost(i int, sum, revenue lane) {
	c := &k.m.costs[i]
	if k.costs[i] == nil && (k.keep || c.law != nil) {
		k.costs[i] = make([]float64, k.m.time.Months*k.setup.Width)
	}
	switch {
	case c.lo >= c.hi:
		return
	case c.law != nil:
		line := k.lane(k.costs[i], false)
		k.note(c.law.fill(line, c.lo, c.hi, k.x, &k.scratch), c.path)
		for m := c.lo; m < c.hi; m++ {
			vec.Add(sum.row(m), line.row(m))
		}
	default:
		k.fillShare(i, sum, revenue)
	}
	k.scratch.rewind()
}

// fillShare works out a share of revenue: linear between its points at the middle of each
// month, flat outside them.
func (k *Kernel) fillShare(i int, sum, revenue lane) {
	c, j := &k.m.costs[i], 0
	moving, some := k.scratch.row(k.n), k.scratch.row(k.n)
	for m := c.lo; m < c.hi; m++ {
		share := k.x[c.share[0]]
		if len(c.at) > 1 {
			t := float64(m) + 0.5
			for j < len(c.at)-2 && c.at[j+1] <= t {
				j++
			}
			w := min(1, max(0, (t-c.at[j])/(c.at[j+1]-c.at[j])))
			next := k.x[c.share[j+1]]
			for p, v := range k.x[c.share[j]] {
				moving[p] = between(v, next[p], w, true)
			}
			share = moving
		}
		of := some
		if len(c.of) == len(k.streams) {
			of = revenue.row(m)
		} else {
			clear(some)
			for _, s := range c.of {
				k.streams[s].addTo(some, m)
			}
		}
		vec.AddProduct(sum.row(m), share, of)
		if k.keep {
			k.costs[i][m] = share[0] * of[0]
		}
	}
}
