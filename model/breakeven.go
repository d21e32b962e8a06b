package model

import (
	"slices"
	"strings"
)

// causes are what the company breaks even by.
type causes struct {
	paths   []string
	kept    string // what its policy does with payments, "" where it is not that
	ended   bool
	renewed bool
}

// BreakevenCauses names what makes the company break even when it does, by path, and says in
// words what that is; none when breakeven never comes.
//
// The policy comes first, where operating cash would be negative in some month from then on if
// all were paid as it falls due. Then come cost lines and contracts that end inside the
// timeline, at most a year before that month, and were they carried on, each alone, at the mean
// of their last twelve months, breakeven would come later or never. A contract that is renewed
// does not end; but where it is renewed for much less than it was worth, it counts if breakeven
// would come later or never at the mean of what it paid.
func (p *Projection) BreakevenCauses() (paths []string, why string) {
	return p.causes.paths, p.causes.why()
}

// why says in words what the company breaks even by.
func (b *causes) why() string {
	var parts []string
	if b.kept != "" {
		parts = append(parts, b.kept)
	}
	switch {
	case b.ended && b.renewed:
		parts = append(parts, "what ends inside the timeline or is renewed for much less")
	case b.renewed:
		parts = append(parts, "what is renewed for much less")
	case b.ended:
		parts = append(parts, "what ends inside the timeline")
	}
	return strings.Join(parts, " and ")
}

// advice says how to see breakeven without what it hangs on.
func (b *causes) advice() string {
	var parts []string
	if b.kept != "" {
		parts = append(parts, "write policy: pay")
	}
	if b.ended || b.renewed {
		parts = append(parts, "give costs a later until, commitments a longer term")
	}
	return "To see it, " + strings.Join(parts, ", or ")
}

// weighBreakeven finds what the company breaks even by at x, and warns of it.
func (m *Model) weighBreakeven(p *Projection, x []float64) {
	even := p.Metrics[BreakevenDate]
	if IsAbsent(even) {
		return
	}
	b := &p.causes
	if b.kept = p.keptBack(int(even)); b.kept != "" {
		b.paths = append(b.paths, "policy")
	}
	later := func(d drop) bool { return d.from > 0 && (!p.flexes() || m.breaksEvenLater(d, x, even)) }
	for i, l := range p.Costs {
		var of []float64
		if p.shares[i] {
			of = p.Series[Revenue]
		}
		if p.ends[i] && later(p.dropOf(l.Months, nil, of, int(even))) {
			b.paths, b.ended = append(b.paths, "costs."+l.ID), true
		}
	}
	for _, c := range p.Commitments {
		if c.Memo || c.Renewal != nil && !c.renewedLow || !later(p.dropOf(c.Due, c.Renewal, nil, int(even))) {
			continue
		}
		b.paths = append(b.paths, "commitments."+c.ID)
		b.ended, b.renewed = b.ended || c.Renewal == nil, b.renewed || c.Renewal != nil
	}
	if len(b.paths) > 0 {
		p.Warnings = append(p.Warnings, Warning{BreakevenDate.Info().Name, "hangs on " + b.why() +
			"; without that breakeven would come later or never: " + strings.Join(b.paths, ", ") + ". " + b.advice()})
	}
}

// ends reports whether the line can end by itself: a share may also be nothing because
// the revenue it is of has ended.
func (c *cost) ends(x []float64, months int) bool {
	last := len(c.share) - 1
	return c.law != nil || c.hi < months || last > 0 && x[c.share[last]] == 0
}

// flexes reports whether anything is put off or cut.
func (p *Projection) flexes() bool {
	return slices.ContainsFunc(p.Commitments, func(c Contract) bool {
		return slices.ContainsFunc(append(slices.Clone(c.Deferred), c.Cancelled...), func(v float64) bool { return v > HalfCent })
	})
}

// keptBack says what the policy does with payments without which operating cash would be
// negative in some month from month even on, "" where there is none.
func (p *Projection) keptBack(even int) string {
	what, moved, fees := "what is put off", changes(p.Series[Deferred]), p.Series[FlexibilityFees]
	if cut := p.Series[Cancelled]; cut != nil { // the other policy: nothing is put off
		what, moved = "what is cut", cut
	}
	for m := even; m < len(moved); m++ {
		if kept := moved[m] - fees[m]; kept > HalfCent && p.Series[OperatingCash][m]-kept < -HalfCent {
			return what
		}
	}
	return ""
}

// drop is what a line that stops paying no longer costs from some month on, USD a month or per
// dollar of revenue.
type drop struct {
	from  int // 0: none that breakeven may hang on
	more  float64
	share bool
}

// dropOf is the drop of a line if operating cash would be negative in some month after it, from
// month even on, if it went on at the mean of its last twelve months, per dollar of what it is a
// share of where it is one; or in place of its renewal at the mean of them all.
func (p *Projection) dropOf(line, renewal, of []float64, even int) (d drop) {
	last := len(line) - 1
	for last >= 0 && line[last] == 0 {
		last--
	}
	if last < max(0, even-12) || last+1 >= len(line) {
		return drop{}
	}
	from := max(0, last-11)
	if renewal != nil {
		from = slices.IndexFunc(line, func(v float64) bool { return v != 0 })
	}
	base := float64(last + 1 - from)
	if of != nil {
		base = sum(of[from : last+1])
	}
	d.more, d.share = sum(line[from:last+1])/base, of != nil
	for m := max(even, last+1); m < len(line); m++ {
		more := d.more
		if of != nil {
			more *= of[m]
		}
		if renewal != nil {
			more -= renewal[m]
		}
		if p.Series[OperatingCash][m]-more < -HalfCent {
			d.from = last + 1
		}
	}
	if renewal != nil {
		d.more -= sum(renewal[last+1:]) / float64(len(line)-last-1)
	}
	return d
}

// breaksEvenLater reports whether breakeven at x would come after month even, or never, if what
// a line no longer pays were a cost.
//
// Note: under a policy that puts off or cuts what the company is short of, it may make up for
// the line as well, so that only another projection tells.
func (m *Model) breaksEvenLater(d drop, x []float64, even float64) bool {
	s := *m.scenario
	c := Cost{ID: "carried_on", Window: Window{From: m.time.Start + d.from}}
	for slices.ContainsFunc(s.Costs, func(o Cost) bool { return o.ID == c.ID }) {
		c.ID += "_"
	}
	path := "costs." + c.ID
	if d.share {
		c.Share = Quantity{Path: path + ".share", Value: d.more, Unit: "1", Hi: max(1, d.more)}
	} else {
		rate := 12 * max(0, d.more)
		c.Curve = Curve{Path: path + ".growth", Shape: Flat, RunRate: Quantity{Path: path + ".run_rate", Value: rate, Unit: "USD/yr", Hi: rate}}
	}
	s.Costs = append(slices.Clip(s.Costs), c)
	v, err := Compile(&s, m.options)
	if err != nil {
		return true
	}
	y := v.Central()
	for i, q := range v.inputs {
		if j, known := m.index[q.Path]; known {
			y[i] = x[j]
		}
	}
	found := v.Kernel(y, nil).Value(Measure{Metric: BreakevenDate})
	return IsAbsent(found) || found > even
}
