package model

import "math"

// others is the capacity that no commitment lists, in the middle of the month under way, at
// every point of a block.
type others struct {
	gw, step []float64 // GW; what a month multiplies it by
	grows    bool      // at some point
}

// mostOthers is the capacity up to which it grows, GW: the most that its key takes.
const mostOthers = 1e6

// beginOthers is the capacity in the middle of the first month: with C stated and the growth g
// a year
//
//	C·(1+g)^((m+½)/12) in month m, at most [mostOthers].
func (d *desk) beginOthers(k *Kernel) {
	if d.t.other < 0 {
		return
	}
	o := &d.other
	o.begin(k.x[d.t.other][:d.n], k.x[d.t.growth][:d.n])
}

func (o *others) begin(stated, growth []float64) {
	perMonth(o.step, growth)
	o.grows = false
	for p, v := range stated {
		o.gw[p] = v
		if growth[p] != 0 {
			o.grows = true
			o.gw[p] = math.Min(mostOthers, v*math.Sqrt(1+o.step[p]))
		}
		o.step[p]++
	}
}

// next goes on to the next month at the first n points.
func (o *others) next(n int) {
	if !o.grows {
		return
	}
	step := o.step[:n]
	for p, v := range o.gw[:n] {
		if v *= step[p]; v > mostOthers {
			v = mostOthers
		}
		o.gw[p] = v
	}
}

// OtherCapacity is the capacity that no commitment lists in the middle of every month, at the
// central values, GW; nil where the scenario states none.
func (m *Model) OtherCapacity() []float64 {
	if m.terms.other < 0 {
		return nil
	}
	o, out := others{gw: []float64{0}, step: []float64{0}}, make([]float64, m.time.Months)
	o.begin(m.central[m.terms.other:][:1], m.central[m.terms.growth:][:1])
	for i := range out {
		out[i] = o.gw[0]
		o.next(1)
	}
	return out
}
