package model

import "slices"

// newKernel makes a kernel in which nothing is worked out yet.
func (m *Model) newKernel(s Setup) *Kernel {
	s.Width = max(1, min(MaxWidth, s.Width))
	if s.X == nil {
		s.X = m.central
	}
	months := m.time.Months
	k := &Kernel{m: m, setup: s, scratch: newScratch(s.Width, months), breaks: make([]Broken, s.Width), beyond: make([]float64, s.Width)}
	k.x, k.fixed = make(rows, len(s.X)), table(len(s.X), s.Width)
	for i, v := range s.X {
		fillRow(k.fixed[i], v)
	}
	for id := range k.memory {
		if SeriesID(id) > CapacityGW && !m.HasSeries(SeriesID(id)) {
			continue
		}
		kept := months
		if k.passing(SeriesID(id)) {
			kept = turnMonths
		}
		k.memory[id] = make([]float64, kept*s.Width)
	}
	for id := range k.values {
		k.values[id] = make([]float64, s.Width)
	}
	k.bookMetrics()
	k.noise = make([]*Noise, len(m.streams))
	for i := range s.Noisy {
		k.noise[s.Noisy[i].Stream] = &s.Noisy[i]
	}
	k.newLines()
	k.lendings = k.newLendings()
	if len(m.terms.loans) > 0 {
		k.repayments = newRepayments(s.Width)
	}
	k.planReadings()
	k.desk = k.newDesk()
	return k
}

// newLines makes room for the lines.
func (k *Kernel) newLines() {
	m, months := k.m, k.m.time.Months
	k.streams, k.costs = make([]lane, len(m.streams)), make([][]float64, len(m.costs))
	k.lines, k.apart = make([][]float64, len(m.streams)), make([]bool, len(m.streams))
	k.schedules, k.energises = make([]*schedule, len(m.contracts)), make([]bool, len(m.contracts))
	k.amounts, k.decided = make([]amounts, len(m.contracts)), make([]bool, len(m.contracts))
	for i := range k.decided {
		k.decided[i] = k.eventMoves(commitmentEvent(i))
	}
	k.newAparts()
	k.taken, k.room = table(len(m.events.list), k.setup.Width), make([]float64, k.setup.Width)
	k.renewed = table(len(m.contracts), months)
	k.paid, k.gw = table(len(m.contracts), months), make([][]float64, len(m.contracts))
	k.balances, k.interest = table(len(m.funding.facilities), months), table(len(m.funding.facilities), months)
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
	k.planSchedules(moves, varies)
	k.point(1)
	k.takeEvents(nil, nil)
	sum := func(s SeriesID) lane {
		l := single(k.m.time.Months)
		k.base.series[s] = l.v
		return l
	}
	revenue, costs, compute, gw := sum(Revenue), sum(Costs), sum(Compute), sum(CapacityGW)
	if k.m.renews {
		k.renewals = sum(Renewals)
	}
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
		case varies(k.m.contracts[i].needs) || k.decided[i]:
			k.varies.contracts = append(k.varies.contracts, i)
		default:
			k.fillContract(i, compute, gw, beyond)
			k.scratch.rewind()
			k.spreadApart(i)
		}
	}
	k.hoistTerms(varies)
	k.base.beyond, k.always = beyond[0], len(k.broken)
}

// planSchedules makes room for the schedules of contracts, by what of their timing moves.
func (k *Kernel) planSchedules(moves []bool, varies func([]int) bool) {
	for i := range k.m.contracts {
		c := &k.m.contracts[i]
		timing := slices.DeleteFunc(slices.Clone(c.timing), func(i int) bool { return !moves[i] })
		k.schedules[i] = newSchedule(timing, k.setup.Width, k.m.time.Months)
		k.energises[i] = len(timing) > 0 || varies(c.capacity) || varies(c.capacityWithin) || k.decided[i]
	}
}

// point makes room for n points, at the values that do not move.
func (k *Kernel) point(n int) {
	if n != k.n {
		k.n = n
		for i := range k.x {
			k.x[i] = k.fixed[i][:n]
		}
		for id := range k.series {
			if k.memory[id] == nil {
				continue
			}
			k.series[id] = lane{v: k.memory[id], w: n, step: n, turns: k.passing(SeriesID(id))}
		}
		for _, line := range k.lines {
			clear(line) // months in which a stream is not active
		}
		clear(k.memory[Rounds])
		clear(k.memory[FacilityDraws])
		clear(k.memory[FacilityBalance])
	}
}
