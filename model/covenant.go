package model

import "computegap/model/internal/vec"

// beginMeasure begins the metrics of terms.
func (d *desk) beginMeasure(k *Kernel) {
	n := d.n
	for id := TotalRenewals; id < NumMetrics; id++ {
		if k.m.HasMetric(id) {
			clear(k.values[id][:n])
		}
	}
	if d.t.minCash >= 0 {
		copy(d.leastCash, k.x[d.t.minCash])
		shift(d.leastCash[:n], -HalfCent)
	}
	fillRow(k.values[MinCashBreach][:n], Absent)
	fillRow(k.values[DebtBreach][:n], Absent)
	for _, sold := range d.sold {
		clear(sold)
	}
	clear(d.raised)
}

// measure takes month m into account.
func (d *desk) measure(k *Kernel, m int) {
	if len(d.t.tranches) > 0 {
		vec.Add(d.raised[:d.n], k.series[Rounds].row(m))
	}
	if d.t.minCash >= 0 {
		vec.FirstBelow(k.values[MinCashBreach][:d.n], k.series[Cash].row(m), d.leastCash, float64(m))
	}
	if d.t.maxDebt >= 0 {
		d.compareDebt(k, m)
	}
}

// compareDebt compares what is owed on loans and facilities at the end of month m with the
// revenue of the last twelve months; in the first eleven, with that of a year at the rate so
// far.
func (d *desk) compareDebt(k *Kernel, m int) {
	debt, limit := d.none[:d.n], d.extra[:d.n]
	if k.lendings.any {
		debt = k.series[FacilityBalance].row(m)[:d.n]
	}
	if len(d.t.loans) > 0 {
		sum := d.spare[:d.n]
		vec.Sum(sum, debt, k.series[DebtBalance].row(m), d.n, 1)
		debt = sum
	}
	scale := d.lastYear(k, m, limit)
	for p, most := range k.x[d.t.maxDebt] {
		limit[p] = most*(limit[p]*scale) + HalfCent
	}
	vec.FirstBelow(k.values[DebtBreach][:d.n], limit, debt, float64(m))
}

// lastYear writes the revenue of the last twelve months, or of those that there are, and says
// what makes a year of it.
func (d *desk) lastYear(k *Kernel, m int, year []float64) (scale float64) {
	revenue, q := &k.series[Revenue], d.quarters[m%3]
	turn, first := m/3%4, max(0, m-2)
	revenue.sumOf(q[turn*d.n:][:d.n], first, m+1-first, true)
	if m < 11 {
		for i := 0; i <= m; i += 3 {
			revenue.sumOf(year, i, min(3, m+1-i), i == 0)
		}
		return 12 / float64(m+1)
	}
	vec.Sum(year, q, q[d.n:], d.n, 3)
	return 1
}

// endMeasure works out what is left once all months are known.
func (d *desk) endMeasure(k *Kernel) {
	n := d.n
	if d.t.metrics[DeferredAtEnd] {
		copy(k.values[DeferredAtEnd][:n], k.series[Deferred].row(k.m.time.Months-1))
	}
	if d.t.metrics[Dilution] {
		d.dilute(k.values[Dilution][:n])
	}
	for j := range d.t.tranches {
		if d.t.tranches[j].waits { // months differ from point to point
			copy(k.values[TotalFunding][:n], d.raised)
		}
	}
}

// dilute writes the share of the company that rounds give away: each leaves its part of what
// those before it have left.
func (d *desk) dilute(dst []float64) {
	fillRow(dst, 1)
	for _, sold := range d.sold {
		for p := range dst {
			dst[p] *= 1 - min(1, sold[p])
		}
	}
	for p, kept := range dst {
		dst[p] = 1 - kept
	}
}
