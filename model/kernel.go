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
	decided   []bool      // by contract: whether it is taken moves
	renewals  lane        // where commitments add what they pay after their end
	renewed   [][]float64 // by contract, by month, where they are kept
	paid, gw  [][]float64 // by contract, by month, where they are kept; gw nil where none
	amounts   []amounts
	taken     rows        // by event: 1 where it is kept, else 0
	room      []float64   // by point, for [Kernel.comes]
	aparts    []*apart    // by contract; nil where the ledger needs its sum alone
	balances  [][]float64 // by facility, by month, where they are kept
	interest  [][]float64 // and what they cost
	books     vec.Ledger
	noise     []*Noise // by stream: what moves it, or nil

	varies struct{ streams, costs, contracts []int }
	base   struct {
		series [NumSeries][]float64 // what lines that do not move come to
		beyond float64
	}

	readings [][]reading // by month: what is read when it is over
	totals   [][]float64 // metrics that are sums of series
	out      [][]float64 // by measure of [Setup.Read], then by total

	broken     []Breach // of the last block, after those that every block has
	breaks     []Broken // by point: the union
	always     int      // how many of broken do not move
	lendings   lendings
	repayments *repayments // room for a loan
	desk       *desk       // nil where the scenario has no terms
}

// Setup says how points differ that a [Kernel] is for.
type Setup struct {
	X     []float64 // a value for every input within its bounds; nil: the central ones
	Free  []int     // inputs that move, in the order of [Block.Free]
	Noisy []Noise   // the noises that move, in the order in which [Block.Noise] numbers them
	// Rounds are those of the scenario that may or may not close, in the order of
	// [Block.Close].
	Rounds []int
	// Commitments are those that may or may not be taken, in the order of [Block.Take].
	Commitments []int
	Width       int // the most points at once, at most [MaxWidth]; 0: one
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
	Take  [][]float64 // as Close, by commitment that may be taken
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
		for m, v := range base { // none but of sums of lines
			if row := k.series[s].row(m); v == 0 {
				clear(row)
			} else {
				fillRow(row, v)
			}
		}
	}
	fillRow(k.beyond[:k.n], k.base.beyond)
	k.takeEvents(b.Take, b.Close)
	for _, i := range k.varies.streams {
		k.streams[i] = k.lane(k.lines[i], !k.apart[i])
		k.fillStream(i, k.series[Revenue], b.Noise)
	}
	for _, i := range k.varies.costs {
		k.fillCost(i, k.series[Costs], k.series[Revenue])
	}
	k.renewals = k.series[Renewals]
	for _, i := range k.varies.contracts {
		k.fillContract(i, k.series[Compute], k.series[CapacityGW], k.beyond)
		k.scratch.rewind()
	}
	k.takeRounds()
	k.takeTranches()
	k.out = append(append(k.out[:0], b.Out...), k.totals...)
	k.run()
	k.readMetrics()
}

// lane lays memory out for the points of a block, for one month where each passes.
func (k *Kernel) lane(memory []float64, passing bool) lane {
	if passing {
		return lane{v: memory[:k.n], w: k.n}
	}
	return lane{v: memory[:k.m.time.Months*k.n], w: k.n, step: k.n}
}

// passing reports whether months of a series are not needed once they are read.
func (k *Kernel) passing(s SeriesID) bool {
	switch s {
	case Interest, OperatingCash, FacilityDraws, FacilityBalance, GapDraws, GapInterest, Cash:
		return k.setup.Read != nil
	}
	return k.setup.Read != nil && s.passes()
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
