package model

import "computegap/model/internal/vec"

// reading is a month that enters a measure.
type reading struct {
	measure int // of [Setup.Read]
	series  SeriesID
	begins  bool // what was written before does not count
}

// planReadings lists by month what is read of it.
func (k *Kernel) planReadings() {
	k.readings = make([][]reading, k.m.time.Months)
	for i, q := range k.setup.Read {
		switch {
		case !q.IsSeries:
		case q.Series.Info().Balance:
			k.readings[q.Last] = append(k.readings[q.Last], reading{i, q.Series, true})
		default:
			for m := q.First; m <= q.Last; m++ {
				k.readings[m] = append(k.readings[m], reading{i, q.Series, m == q.First})
			}
		}
	}
}

// readMonth writes what is read of month m.
func (k *Kernel) readMonth(m int) {
	for _, r := range k.readings[m] {
		out, row := k.out[r.measure][:k.n], k.series[r.series].row(m)
		switch {
		case !k.m.HasSeries(r.series):
			fillRow(out, Absent)
		case r.begins:
			copy(out, row)
		default:
			vec.Add(out, row)
		}
	}
}

// readMetrics writes the metrics that are read.
func (k *Kernel) readMetrics() {
	for i, q := range k.setup.Read {
		if !q.IsSeries {
			copy(k.out[i][:k.n], k.values[q.Metric])
		}
	}
}
