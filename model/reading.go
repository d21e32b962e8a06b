package model

// reading is a run of months of a series that enters a measure or a total.
type reading struct {
	to            int // of [Kernel.out]
	series        SeriesID
	first, months int  // as many as a lane keeps at most
	begins        bool // what was written before does not count
}

// summed are the series of which metrics are the totals.
var summed = []struct {
	of SeriesID
	to MetricID
}{{Revenue, TotalRevenue}, {Costs, TotalCosts}, {Compute, TotalCompute}}

// planReadings lists by month what is read when it is over.
func (k *Kernel) planReadings() {
	k.readings = make([][]reading, k.m.time.Months)
	for i, q := range k.setup.Read {
		switch {
		case !q.IsSeries || k.lacks(q.Series):
		case q.Series.Info().Balance:
			k.readings[q.Last] = append(k.readings[q.Last], reading{i, q.Series, q.Last, 1, true})
		default:
			k.planSum(i, q.Series, q.First, q.Last)
		}
	}
	for _, s := range summed {
		k.planTotal(s.of, s.to)
	}
	for _, s := range totalled {
		if k.m.terms.series[s.series] {
			k.planTotal(s.series, s.metric)
		}
	}
}

// planTotal makes a metric the total of a series.
func (k *Kernel) planTotal(of SeriesID, to MetricID) {
	k.planSum(len(k.setup.Read)+len(k.totals), of, 0, k.m.time.Months-1)
	k.totals = append(k.totals, k.values[to])
}

// planSum splits months where a turn of a lane ends.
func (k *Kernel) planSum(to int, s SeriesID, first, last int) {
	for m := first; m <= last; {
		end := min(last, m-m%turnMonths+turnMonths-1)
		k.readings[end] = append(k.readings[end], reading{to, s, m, end - m + 1, m == first})
		m = end + 1
	}
}

// lacks reports whether the model has nothing to say about a series.
func (k *Kernel) lacks(s SeriesID) bool { return !k.m.HasSeries(s) }

// readMonth writes what is read when month m is over.
func (k *Kernel) readMonth(m int) {
	for i := range k.readings[m] {
		r := &k.readings[m][i]
		k.series[r.series].sumOf(k.out[r.to][:k.n], r.first, r.months, r.begins)
	}
}

// readMetrics writes what is read of the whole timeline.
func (k *Kernel) readMetrics() {
	for i, q := range k.setup.Read {
		switch {
		case !q.IsSeries:
			copy(k.out[i][:k.n], k.values[q.Metric])
		case k.lacks(q.Series):
			fillRow(k.out[i][:k.n], Absent)
		}
	}
}
