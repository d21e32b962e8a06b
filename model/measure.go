package model

import "math"

// measure works out the metrics of the last evaluation.
func (k *Kernel) measure() {
	for i := range k.values {
		k.values[i] = Absent
	}
	k.measureGap()
	k.measureCash()
	k.measureTotals()
	k.measureCapacity()
}

func (k *Kernel) measureGap() {
	v, gap := &k.values, k.series[FundingGap]
	peak := 0.0
	for m, u := range gap {
		if u > HalfCent && IsAbsent(v[FirstGapDate]) {
			v[FirstGapDate], v[RunwayMonths] = float64(m), float64(m)
		}
		peak = max(peak, u)
	}
	v[PeakGap], v[GapAtEnd] = peak, gap[len(gap)-1]
	if IsAbsent(v[FirstGapDate]) {
		return
	}
	for m, u := range gap {
		if u >= peak-HalfCent {
			v[PeakGapDate] = float64(m)
			return
		}
	}
}

func (k *Kernel) measureCash() {
	v := &k.values
	burn, most, least := 0.0, 0.0, math.Inf(1)
	even := 0
	for m, operating := range k.series[OperatingCash] {
		burn -= operating
		most = max(most, burn)
		least = min(least, k.series[Cash][m])
		if operating < -HalfCent {
			even = m + 1
		}
	}
	v[CumulativeBurn], v[MinCash] = most, least
	if even < k.m.time.Months {
		v[BreakevenDate] = float64(even)
	}
}

func (k *Kernel) measureTotals() {
	v := &k.values
	costs, compute, rounds := k.series[Costs], k.series[Compute], k.series[Rounds]
	month := math.Log1p(k.x[k.m.funding.discount]) / 12
	step, factor := math.Exp(-month), math.Exp(-month/2)
	var in, out, due, value, raised float64
	for m, revenue := range k.series[Revenue] {
		in += revenue
		out += costs[m]
		due += compute[m]
		value += compute[m] * factor
		raised += rounds[m]
		factor *= step
	}
	v[TotalRevenue], v[TotalCosts], v[TotalCompute] = in, out, due
	v[NPVCommitments], v[TotalFunding] = value, raised
	v[CommittedBeyond] = 0
	for i := range k.m.contracts {
		if k.m.contracts[i].sums() {
			v[CommittedBeyond] += k.amounts[i].after
		}
	}
	if v[TotalCompute] > 0 {
		v[Coverage] = ratio(v[TotalRevenue]-v[TotalCosts], v[TotalCompute])
	}
	if v[TotalRevenue] > 0 {
		v[ComputeToRevenue] = ratio(v[TotalCompute], v[TotalRevenue])
	}
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
	v[CapacityAtEnd] = gw[len(gw)-1]
	var money, power float64
	for _, i := range k.m.priced {
		c := &k.m.contracts[i]
		for _, j := range c.stated {
			money += k.x[j]
		}
		for _, j := range c.capacity {
			power += k.x[j]
		}
	}
	if power > 0 {
		v[CostPerGW] = ratio(money, power)
	}
}

// Value reads a measure off the last evaluation; [Absent] where it does not exist.
func (k *Kernel) Value(q Measure) float64 {
	return measure(q, &k.values, &k.series, k.m.powered)
}

// Value reads a measure off the projection; [Absent] where it does not exist.
func (p *Projection) Value(q Measure) float64 {
	return measure(q, &p.Metrics, &p.Series, p.Series[CapacityGW] != nil)
}

func measure(q Measure, v *Values, series *[NumSeries][]float64, capacity bool) float64 {
	switch {
	case !q.IsSeries:
		return v[q.Metric]
	case q.Series == CapacityGW && !capacity:
		return Absent
	case q.Series.Info().Balance:
		return series[q.Series][q.Last]
	}
	return sum(series[q.Series][q.First : q.Last+1])
}
