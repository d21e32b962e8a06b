package model

import "computegap/model/internal/vec"

// desk is a ledger with terms under way, at every point of a block.
type desk struct {
	t     *terms
	n     int
	none  []float64 // zeros
	free  []float64 // beyond the floor, in the books
	in    []float64 // rounds and loans
	extra []float64 // what operating cash pays beside revenue, costs and compute

	given, hand []float64 // capacity at hand under commitments, and in all, GW
	left, more  []float64 // their rows where they are not those of a series or of each other
	other       others
	spare       []float64
	gone        []float64 // while a month's capacity is worked out: what of it is given up

	loans    []Loan // by loan, where they are kept
	interest lane   // of loans
	training []training
	varies   struct{ loans, training []int }
	base     []float64 // interest of loans that do not move, by month

	waits   []wait      // by tranche
	plain   []bool      // by month: a round without terms falls on it
	sold    [][]float64 // by round that dilutes: the share of the company that its parts sell
	raised  []float64   // cash of rounds
	credits []credit
	flex    flex
	cut     []uint8     // points at which capacity limits revenue this month
	byPayee [][]float64 // by contract, by month: what credits pay, where lines are kept

	leastCash []float64    // below which a covenant is broken
	quarters  [3][]float64 // by month modulo three: the last four quarters of revenue, in turn

	renewedBy [][]float64 // and of renewals

	served []float64 // by month: the share of revenue that is served, where lines are kept
	atHand []float64 // by month, where lines are kept
}

// wait is a round with terms under way.
type wait struct {
	points  []uint8 // at which its money may still come
	arrived int     // month at the first point, −1
	reached float64 // the most capacity at the first point while it is waited for, GW, where lines are kept
}

// training is a need with a curve of its own.
type training struct {
	line   lane
	memory []float64
}

// newDesk makes room for the terms; nil where the plain ledger does.
func (k *Kernel) newDesk() *desk {
	t, w, months := &k.m.terms, k.setup.Width, k.m.time.Months
	for id := range NumMetrics {
		if !k.m.HasMetric(id) {
			fillRow(k.values[id], Absent)
		}
	}
	if !t.used {
		return nil
	}
	d := &desk{t: t}
	for _, row := range []*[]float64{&d.none, &d.in, &d.extra,
		&d.left, &d.more, &d.other.gw, &d.other.step, &d.spare, &d.gone, &d.raised, &d.leastCash} {
		*row = make([]float64, w)
	}
	for i := range d.quarters {
		d.quarters[i] = make([]float64, 4*w)
	}
	if t.demand != nil {
		d.training = make([]training, len(t.demand.training))
	}
	d.sold = table(t.parts, w)
	d.waits = make([]wait, len(t.tranches))
	d.plain, d.cut = make([]bool, months), make([]uint8, 0, w)
	for _, r := range k.m.funding.rounds {
		if r.month >= 0 {
			d.plain[r.month] = true
		}
	}
	d.newFlex(k)
	d.newCredits(k)
	return d
}

// keepLines makes room for the lines of a projection.
func (d *desk) keepLines(months int) {
	d.served, d.atHand = repeated(1, months), make([]float64, months)
	for i := range d.t.loans {
		l := d.t.loans[i].info
		lines := table(4, months)
		d.loans = append(d.loans, Loan{ID: l.ID, Label: l.Label, Lender: l.Lender, Month: l.Month,
			Drawn: lines[0], Repaid: lines[1], Interest: lines[2], Balance: lines[3]})
	}
	d.flex.keepLines(months)
	d.keepCredits(months)
}

// repeated is v n times.
func repeated(v float64, n int) []float64 {
	x := make([]float64, n)
	fillRow(x, v)
	return x
}

// hoistTerms works out once what does not move, as [Kernel.hoist] does.
func (k *Kernel) hoistTerms(varies func([]int) bool) {
	d := k.desk
	if d == nil {
		return
	}
	months := k.m.time.Months
	if k.keep {
		d.keepLines(months)
	}
	for j := range d.flex.list {
		d.flex.list[j].hoist(k, varies)
	}
	draws, balance := single(months), single(months)
	d.interest = single(months)
	for i := range d.t.loans {
		if l := &d.t.loans[i]; varies(l.needs) || k.circlesMove(l.circular) {
			d.varies.loans = append(d.varies.loans, i)
			continue
		}
		k.fillLoan(i, draws, balance, d.interest)
	}
	if d.base = d.interest.v; len(d.t.loans) > 0 {
		k.base.series[DebtDraws], k.base.series[DebtBalance] = draws.v, balance.v
	}
	if len(d.varies.loans) > 0 {
		d.interest = lane{v: make([]float64, months*k.setup.Width)}
	}
	for i := range d.training {
		d.training[i].memory = make([]float64, months*k.setup.Width)
		if varies(d.t.demand.training[i].needs) {
			d.varies.training = append(d.varies.training, i)
			continue
		}
		k.fillTraining(i)
	}
}

// fillTerms works out what moves.
func (k *Kernel) fillTerms() {
	d := k.desk
	if len(d.varies.loans) > 0 {
		d.interest = k.lane(d.interest.v[:cap(d.interest.v)], false)
		for m, v := range d.base {
			fillRow(d.interest.row(m), v)
		}
		for _, i := range d.varies.loans {
			k.fillLoan(i, k.series[DebtDraws], k.series[DebtBalance], d.interest)
		}
	}
	for _, i := range d.varies.training {
		k.fillTraining(i)
	}
}

func (k *Kernel) fillTraining(i int) {
	d := &k.desk.training[i]
	n := &k.m.terms.demand.training[i]
	d.line = k.lane(d.memory, false)
	k.note(n.law.fill(d.line, n.lo, n.hi, k.x, &k.scratch), n.path)
	k.scratch.rewind()
}

// run chooses the ledger.
func (k *Kernel) run() {
	if k.desk == nil {
		k.ledger()
		return
	}
	k.fillTerms()
	k.termLedger()
}

// termLedger is [Kernel.ledger] with terms. Where no term does anything it does the same sums
// in the same order.
func (k *Kernel) termLedger() {
	f, l, d, b, n := &k.m.funding, &k.lendings, k.desk, &k.books, k.n
	d.begin(k)
	copy(b.Floor[:], k.x[f.floor])
	perMonth(b.CashRate[:n], k.x[f.cashRate])
	perMonth(b.GapRate[:n], k.x[f.gapRate])
	l.begin(k)
	value := k.beginMeasure()
	d.beginMeasure(k)
	b.Cash, b.Gap = k.x[f.cash], d.none[:n]
	for m := range k.m.time.Months {
		d.capacity(k, m)
		d.serve(k, m)
		d.need(k, m)
		d.follow(k, m)
		d.receive(k, m)
		d.owe(k, m)
		k.turnTo(m)
		d.open(k, m)
		d.flex.bend(k, m)
		d.flex.comeBack(k, m)
		if l.any {
			l.settle(k, m)
		}
		b.Close(n, float64(m), HalfCent, value.next(b.Value[:n], b.Compute))
		d.flex.close(k, m)
		d.measure(k, m)
		k.readMonth(m)
		b.Cash, b.Gap = b.NewCash, b.NewGap
	}
	k.endMeasure()
	d.endMeasure(k)
	k.scratch.rewind()
}

// begin opens the books of a block.
func (d *desk) begin(k *Kernel) {
	d.n, d.free = k.n, k.books.Free[:k.n]
	d.beginCredits()
	d.flex.begin(k)
	d.beginOthers(k)
}

// owe works out what is due beside revenue, costs and compute in month m: renewals, what was
// put off for as long as it may be, and what putting off costs, less what credits pay.
func (d *desk) owe(k *Kernel, m int) {
	extra := d.extra[:d.n]
	clear(extra)
	if d.t.series[Renewals] {
		vec.Add(extra, k.series[Renewals].row(m))
	}
	if d.t.series[Prepaid] {
		vec.Add(extra, k.series[Prepaid].row(m))
	}
	d.flex.owe(m, extra)
	d.takeCredits(k, m, extra)
}

// debts writes the interest on facilities and loans in month m, and what of facilities has
// ended.
func (d *desk) debts(k *Kernel, m int) {
	cost := k.books.Cost[:d.n]
	if k.lendings.any {
		k.lendings.owe(k, m)
	} else {
		clear(cost)
	}
	if len(d.t.loans) > 0 {
		d.interest.addTo(cost, m)
	}
}

// open is [vec.Ledger.Open] with what operating cash pays besides, and with loans, before
// anything is put off, cut or paid back.
func (d *desk) open(k *Kernel, m int) {
	b, n := &k.books, d.n
	d.debts(k, m)
	in := b.Rounds[:n]
	if len(d.t.loans) > 0 {
		copy(d.in, in)
		in = d.in[:n]
		vec.Add(in, k.series[DebtDraws].row(m))
	}
	b.Rounds, b.Extra = in, d.extra[:n]
	b.Open(n)
}
