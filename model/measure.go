package model

import "math"

// measure works out the metrics of the last block.
func (k *Kernel) measure() {
	for _, id := range []MetricID{PeakGapDate, FirstGapDate, BreakevenDate, RunwayMonths, Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW} {
		fillRow(k.values[id][:k.n], Absent)
	}
	k.measureGap()
	k.measureCash()
	k.measureTotals()
	k.measureCapacity()
	k.scratch.rewind()
}

func (k *Kernel) measureGap() {
	v, gap, n := &k.values, k.series[FundingGap], k.n
	peak, first := v[PeakGap][:n], v[FirstGapDate][:n]
	clear(peak)
	for m := range k.m.time.Months {
		for p, u := range gap.row(m)[:n] {
			if u > peak[p] {
				if u > HalfCent && IsAbsent(first[p]) {
					first[p] = float64(m)
				}
				peak[p] = u
			}
		}
	}
	copy(v[GapAtEnd], gap.row(k.m.time.Months-1))
	copy(v[RunwayMonths][:n], first)
	date := v[PeakGapDate][:n]
	for p, from := range first {
		if IsAbsent(from) {
			continue
		}
		m, near := int(from), peak[p]-HalfCent
		if near <= HalfCent {
			m = 0
		}
		for gap.v[m*n+p] < near {
			m++
		}
		date[p] = float64(m)
	}
}

func (k *Kernel) measureCash() {
	v, s, n := &k.values, &k.scratch, k.n
	burn, even := s.row(n), s.row(n)
	most, least := v[CumulativeBurn][:n], v[MinCash][:n]
	clear(burn)
	clear(even)
	clear(most)
	fillRow(least, math.Inf(1))
	for m := range k.m.time.Months {
		cash := k.series[Cash].row(m)[:n]
		for p, operating := range k.series[OperatingCash].row(m)[:n] {
			b := burn[p] - operating
			burn[p] = b
			most[p] = max(most[p], b)
			least[p] = min(least[p], cash[p])
			if operating < -HalfCent {
				even[p] = float64(m + 1)
			}
		}
	}
	for p, m := range even {
		if int(m) < k.m.time.Months {
			v[BreakevenDate][p] = m
		}
	}
}

func (k *Kernel) measureTotals() {
	v, s, n := &k.values, &k.scratch, k.n
	in, out, due := v[TotalRevenue][:n], v[TotalCosts][:n], v[TotalCompute][:n]
	value, raised := v[NPVCommitments][:n], v[TotalFunding][:n]
	for _, row := range [][]float64{in, out, due, value, raised} {
		clear(row)
	}
	step, factor := s.row(n), s.row(n)
	steady := true
	rates := k.x[k.m.funding.discount]
	for p, rate := range rates {
		if steady = steady && rate == rates[0]; p > 0 && rate == rates[p-1] {
			step[p], factor[p] = step[p-1], factor[p-1]
			continue
		}
		month := math.Log1p(rate) / 12
		step[p], factor[p] = math.Exp(-month), math.Exp(-month/2)
	}
	for m := range k.m.time.Months {
		revenue, costs := k.series[Revenue].row(m)[:n], k.series[Costs].row(m)[:n]
		compute := k.series[Compute].row(m)[:n]
		for p, c := range compute {
			in[p] += revenue[p]
			out[p] += costs[p]
			due[p] += c
		}
		if steady {
			discount(value, compute, factor[0])
			factor[0] *= step[0]
			continue
		}
		for p, c := range compute {
			value[p] += c * factor[p]
			factor[p] *= step[p]
		}
	}
	for i := range k.m.funding.rounds {
		if r := &k.m.funding.rounds[i]; r.month >= 0 && k.firstOf(i) {
			addRow(raised, k.series[Rounds].row(r.month))
		}
	}
	copy(v[CommittedBeyond][:n], k.beyond)
	for p := range n {
		if due[p] > 0 {
			v[Coverage][p] = ratio(in[p]-out[p], due[p])
		}
		if in[p] > 0 {
			v[ComputeToRevenue][p] = ratio(due[p], in[p])
		}
	}
}

// discount adds money times a factor to value.
func discount(value, money []float64, factor float64) {
	money = money[:len(value)]
	for p := range value {
		value[p] += money[p] * factor
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
	case q.Series == CapacityGW && !k.m.powered:
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
