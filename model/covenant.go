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
	fillRow(k.values[MinCashBreach][:n], Absent)
	fillRow(k.values[DebtBreach][:n], Absent)
	fillRow(d.kept[:n], 1)
	clear(d.raised)
	d.undated.cash, d.undated.debt = n, n
}

// measure takes month m into account.
func (d *desk) measure(k *Kernel, m int) {
	if len(d.t.tranches) > 0 {
		vec.Add(d.raised[:d.n], k.series[Rounds].row(m))
	}
	if d.t.minCash >= 0 && d.undated.cash > 0 {
		least, dates := k.x[d.t.minCash], k.values[MinCashBreach][:d.n]
		for p, cash := range k.series[Cash].row(m)[:d.n] {
			if cash < least[p]-HalfCent && IsAbsent(dates[p]) {
				dates[p] = float64(m)
				d.undated.cash--
			}
		}
	}
	if d.t.maxDebt >= 0 && d.undated.debt > 0 {
		d.compareDebt(k, m)
	}
}

// compareDebt compares what is owed on loans and facilities at the end of month m with the
// revenue of the last twelve months; in the first eleven, with that of a year at the rate so
// far.
func (d *desk) compareDebt(k *Kernel, m int) {
	debt, year := d.spare[:d.n], d.extra[:d.n]
	clear(debt)
	if k.lendings.any {
		vec.Add(debt, k.series[FacilityBalance].row(m))
	}
	if len(d.t.loans) > 0 {
		vec.Add(debt, k.series[DebtBalance].row(m))
	}
	from := max(0, m-11)
	for i := from; i <= m; i += 3 {
		k.series[Revenue].sumOf(year, i, min(3, m+1-i), i == from)
	}
	scale := 12 / float64(m+1-from)
	most, dates := k.x[d.t.maxDebt], k.values[DebtBreach][:d.n]
	for p, owed := range debt {
		if owed > most[p]*(year[p]*scale)+HalfCent && IsAbsent(dates[p]) {
			dates[p] = float64(m)
			d.undated.debt--
		}
	}
}

// endMeasure works out what is left once all months are known.
func (d *desk) endMeasure(k *Kernel) {
	n := d.n
	if d.t.metrics[DeferredAtEnd] {
		copy(k.values[DeferredAtEnd][:n], k.series[Deferred].row(k.m.time.Months-1))
	}
	if d.t.metrics[Dilution] {
		for p, kept := range d.kept[:n] {
			k.values[Dilution][p] = 1 - kept
		}
	}
	for j := range d.t.tranches {
		if d.t.tranches[j].trigger >= 0 { // months differ from point to point
			copy(k.values[TotalFunding][:n], d.raised)
		}
	}
}
