package model

import (
	"math"

	"computegap/model/internal/vec"
)

// discount is how the payments of a month are discounted, at every point.
type discount struct {
	step, factor []float64 // a month
	steady       bool      // all points discount alike
}

// bookMetrics keeps the metrics of the ledger where its books work them out.
func (k *Kernel) bookMetrics() {
	v, b, n := &k.values, &k.books, k.setup.Width
	v[PeakGap], v[FirstGapDate], v[CumulativeBurn] = b.Peak[:n], b.First[:n], b.Most[:n]
	v[MinCash], v[NPVCommitments] = b.Low[:n], b.Value[:n]
}

// beginMeasure begins the metrics of a block.
func (k *Kernel) beginMeasure() discount {
	v, s, n := &k.values, &k.scratch, k.n
	for _, id := range []MetricID{PeakGapDate, FirstGapDate, BreakevenDate, RunwayMonths, Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW} {
		fillRow(v[id][:n], Absent)
	}
	for _, id := range []MetricID{PeakGap, CumulativeBurn, TotalFunding, NPVCommitments} {
		clear(v[id][:n])
	}
	fillRow(v[MinCash][:n], math.Inf(1))
	clear(k.books.Burn[:n])
	clear(k.books.Even[:n])
	d := discount{step: s.row(n), factor: s.row(n), steady: true}
	rates := k.x[k.m.funding.discount]
	for p, rate := range rates {
		if d.steady = d.steady && rate == rates[0]; p > 0 && rate == rates[p-1] {
			d.step[p], d.factor[p] = d.step[p-1], d.factor[p-1]
			continue
		}
		month := math.Log1p(rate) / 12
		d.step[p], d.factor[p] = math.Exp(-month), math.Exp(-month/2)
	}
	return d
}

// next returns the factor of a month and moves on. Where points differ, it adds their
// payments to their value itself and returns zero.
func (d *discount) next(value, compute []float64) (factor float64) {
	if d.steady {
		factor = d.factor[0]
		d.factor[0] *= d.step[0]
		return factor
	}
	for p, c := range compute {
		value[p] += c * d.factor[p]
		d.factor[p] *= d.step[p]
	}
	return 0
}

// endMeasure works out what is left once all months are known.
func (k *Kernel) endMeasure() {
	v, n, last := &k.values, k.n, k.m.time.Months-1
	copy(v[GapAtEnd], k.series[FundingGap].row(last))
	copy(v[RunwayMonths][:n], v[FirstGapDate])
	copy(v[CommittedBeyond][:n], k.beyond)
	k.findPeak()
	for p, m := range k.books.Even[:n] {
		if int(m) <= last {
			v[BreakevenDate][p] = m
		}
	}
	for i := range k.m.funding.rounds {
		if r := &k.m.funding.rounds[i]; r.month >= 0 && k.firstOf(i) {
			vec.Add(v[TotalFunding][:n], k.series[Rounds].row(r.month))
		}
	}
	in, out, due := v[TotalRevenue], v[TotalCosts], v[TotalCompute]
	for p := range n {
		if due[p] > 0 {
			v[Coverage][p] = ratio(in[p]-out[p], due[p])
		}
		if in[p] > 0 {
			v[ComputeToRevenue][p] = ratio(due[p], in[p])
		}
	}
	k.measureCapacity()
}

// findPeak finds the first month within half a cent of the largest gap.
func (k *Kernel) findPeak() {
	gap, peak, date := k.series[FundingGap], k.values[PeakGap], k.values[PeakGapDate]
	for p, from := range k.values[FirstGapDate][:k.n] {
		if IsAbsent(from) {
			continue
		}
		m, near := int(from), peak[p]-HalfCent
		if near <= HalfCent {
			m = 0
		}
		for gap.v[m*gap.step+p] < near {
			m++
		}
		date[p] = float64(m)
	}
}

// firstOf reports whether no round before round i falls on its month.
func (k *Kernel) firstOf(i int) bool {
	rounds := k.m.funding.rounds
	for j := range i {
		if rounds[j].month == rounds[i].month {
			return false
		}
	}
	return true
}

// ratio is a/b, absent where b is so small that it overflows.
func ratio(a, b float64) float64 {
	if q := a / b; !math.IsInf(q, 0) {
		return q
	}
	return Absent
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

func (k *Kernel) measureCapacity() {
	if !k.m.powered {
		return
	}
	v, gw := &k.values, k.series[CapacityGW]
	copy(v[CapacityAtEnd][:k.n], gw.row(k.m.time.Months-1))
	for p := range k.n {
		var money, power float64
		for _, i := range k.m.priced {
			c := &k.m.contracts[i]
			for _, j := range c.stated {
				money += k.x[j][p]
			}
			if c.priced() {
				money += c.value(k.x, p)
			}
			for _, j := range c.capacity {
				power += k.x[j][p]
			}
		}
		if power > 0 {
			v[CostPerGW][p] = ratio(money, power)
		}
	}
}

// Value reads a measure off the first point of the last evaluation; [Absent] where it
// does not exist.
func (k *Kernel) Value(q Measure) float64 {
	var v [1]float64
	k.read(v[:], q)
	return v[0]
}

// Values writes a measure at every point of the last block to dst, which has a place for
// each; [Absent] where it does not exist.
func (k *Kernel) Values(dst []float64, q Measure) {
	if len(dst) != k.n {
		panic("model: a block of another size")
	}
	k.read(dst, q)
}

// read writes a measure at the first points.
func (k *Kernel) read(dst []float64, q Measure) {
	switch {
	case !q.IsSeries:
		copy(dst, k.values[q.Metric])
	case k.lacks(q.Series):
		fillRow(dst, Absent)
	case q.Series.Info().Balance:
		copy(dst, k.series[q.Series].row(q.Last))
	default:
		k.series[q.Series].sum(dst, q.First, q.Last)
	}
}

// Value reads a measure off the projection; [Absent] where it does not exist.
func (p *Projection) Value(q Measure) float64 {
	switch {
	case !q.IsSeries:
		return p.Metrics[q.Metric]
	case p.Series[q.Series] == nil:
		return Absent
	case q.Series.Info().Balance:
		return p.Series[q.Series][q.Last]
	}
	return sum(p.Series[q.Series][q.First : q.Last+1])
}
