package ensemble

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"

	"computegap/model"
)

// certain is the summary of a value that is the same on every path, [model.Absent] where
// it never exists.
func certain(v float64, paths, probs int) Summary {
	if model.IsAbsent(v) {
		return Summary{Paths: paths, Probability: about(0, 0, 0)}
	}
	same := about(v, 0, 0)
	return Summary{Paths: paths, Present: paths, Probability: about(1, 0, 0),
		Values: &Values{Mean: same, SD: about(0, 0, 0), Quantiles: slices.Repeat([]Estimate{same}, probs)}}
}

// gathered is what one column says.
type gathered struct {
	summary    Summary
	above      Estimate
	percentile float64
	months     []int
	sorted     []float64
	shortfall  *Estimate
}

// find asks a column. It returns false if the column lost a rank that it was asked for.
func (p *planned) find() (f gathered, ok bool) {
	c := p.column
	if f.summary, ok = c.summary(); !ok {
		return f, false
	}
	f.percentile = model.Absent
	if at, ok := c.percentile(); ok {
		f.percentile = at
	}
	if c.spec.Keep {
		f.sorted = c.sorted()
		if s, ok := c.shortfall(0.95); ok {
			f.shortfall = &s
		}
	}
	if c.spec.Months > 0 {
		f.months = c.months()
	}
	if !math.IsNaN(c.spec.Above) {
		f.above = c.above()
	}
	return f, true
}

// result gathers what the columns say. It returns false if one of them must be given all
// values once more.
func (e *engine) result() (*Result, bool) {
	all := make([]gathered, len(e.plan))
	var next, lost atomic.Int64
	_ = e.parallel(func(int) error {
		for i := int(next.Add(1)) - 1; i < len(e.plan); i = int(next.Add(1)) - 1 {
			var ok bool
			if all[i], ok = e.plan[i].find(); !ok {
				lost.Add(1)
			}
		}
		return nil
	})
	if lost.Load() > 0 {
		return nil, false
	}
	r := &Result{
		Sample: Sample{e.config.Kind, e.config.Seed, e.drawer.spec.Paths}, Timeline: e.central.Timeline,
		Probs: quantiles, Asked: e.asked(),
	}
	e.gatherMetrics(r, all)
	e.gatherSeries(r, all)
	for i, q := range e.config.Measures {
		if len(e.plan) == 0 {
			r.Measures = append(r.Measures, certain(e.central.Value(q), r.Sample.Paths, len(r.Asked)))
		} else {
			r.Measures = append(r.Measures, all[len(all)-len(e.config.Measures)+i].summary)
		}
	}
	e.gatherBreaches(r)
	return r, true
}

func (e *engine) gatherMetrics(r *Result, all []gathered) {
	for id := range model.NumMetrics {
		if at := slices.Index(e.metrics, id); at >= 0 {
			f := all[at]
			r.Metrics[id] = Metric{Summary: f.summary, Percentile: f.percentile, Shortfall: f.shortfall, Sorted: f.sorted, Months: f.months}
			continue
		}
		v := e.central.Metrics[id]
		m := Metric{Summary: certain(v, r.Sample.Paths, len(quantiles)), Percentile: model.Absent}
		if !model.IsAbsent(v) {
			m.Percentile = 50
		}
		e.gatherCertain(&m, id, v)
		r.Metrics[id] = m
	}
}

// gatherCertain fills in what the peak gap and dates have besides, where all paths agree.
func (e *engine) gatherCertain(m *Metric, id model.MetricID, v float64) {
	switch {
	case id == model.PeakGap:
		m.Sorted = slices.Repeat([]float64{v}, m.Paths)
		s := about(v, 0, 0)
		m.Shortfall = &s
	case id.Info().Unit == "date":
		m.Months = make([]int, e.central.Timeline.Months)
		if !model.IsAbsent(v) {
			m.Months[int(v)] = m.Paths
		}
	}
}

func (e *engine) gatherSeries(r *Result, all []gathered) {
	for id := range model.NumSeries {
		values := e.central.Report(id)
		for i := range values {
			f := gathered{summary: certain(values[i], r.Sample.Paths, len(quantiles)), above: isShort(values[i])}
			if at, ok := e.place[[2]int{int(id), i}]; ok {
				f = all[at]
			}
			r.Series[id] = append(r.Series[id], f.summary)
			if id == model.FundingGap {
				r.Short = append(r.Short, f.above)
			}
		}
	}
}

// isShort is the probability that a gap which is certain lies above half a cent.
func isShort(gap float64) Estimate {
	if gap > model.HalfCent {
		return about(1, 0, 0)
	}
	return about(0, 0, 0)
}

// gatherBreaches lists what draws broke, in the order of the scenario.
func (e *engine) gatherBreaches(r *Result) {
	split := e.drawer.sampler.Replicates()
	share := func(b broken) (n int, share Estimate) {
		counts := make([]int, len(e.done))
		if c := e.tallies[b]; c != nil {
			for i := range counts {
				n += c[i]
				counts[i] = n
			}
		}
		if len(e.plan) == 0 {
			return n, about(float64(n)/float64(r.Sample.Paths), 0, 0)
		}
		return n, shareOf(split, counts)
	}
	_, r.Breaking = share(broken{})
	for b := range e.tallies {
		if b != (broken{}) {
			n, p := share(b)
			r.Broken = append(r.Broken, Breach{b.path, b.what, n, p})
		}
	}
	lines := e.model.Lines()
	slices.SortFunc(r.Broken, func(a, b Breach) int {
		return cmp.Or(cmp.Compare(slices.Index(lines, a.Path), slices.Index(lines, b.Path)), cmp.Compare(a.What, b.What))
	})
}

// width is how far an interval reaches to its further side, +Inf where a side is open.
func width(e Estimate) float64 {
	if e.CI.OpenLow || e.CI.OpenHigh {
		return math.Inf(1)
	}
	return max(e.CI.High-e.Value, e.Value-e.CI.Low)
}
