package ensemble

import (
	"cmp"
	"math"
	"slices"

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

// result gathers what the columns say. It returns false if a column lost a rank that it
// was asked for and must be given all values once more.
func (e *engine) result() (*Result, bool) {
	split := e.drawer.sampler.Replicates()
	r := &Result{
		Sample: Sample{e.config.Kind, e.config.Seed, split.Paths}, Timeline: e.central.Timeline,
		Probs: quantiles, Asked: e.asked(),
	}
	found := true
	summaries := make([]Summary, len(e.plan))
	for i, p := range e.plan {
		ok := false
		summaries[i], ok = p.column.summary()
		found = found && ok
	}
	if !found {
		return nil, false
	}
	e.gatherMetrics(r, summaries)
	e.gatherSeries(r, summaries)
	for i, q := range e.config.Measures {
		if len(e.plan) == 0 {
			r.Measures = append(r.Measures, certain(e.central.Value(q), split.Paths, len(r.Asked)))
		} else {
			r.Measures = append(r.Measures, summaries[len(e.plan)-len(e.config.Measures)+i])
		}
	}
	e.gatherBreaches(r)
	return r, true
}

func (e *engine) gatherMetrics(r *Result, summaries []Summary) {
	for id := range model.NumMetrics {
		m := Metric{Percentile: model.Absent}
		v := e.central.Metrics[id]
		switch {
		case len(e.plan) == 0:
			m.Summary = certain(v, r.Sample.Paths, len(quantiles))
			if !model.IsAbsent(v) {
				m.Percentile = 50
			}
			e.gatherCertain(&m, id, v)
		default:
			c := e.plan[id].column
			m.Summary = summaries[id]
			if at, ok := c.percentile(); ok {
				m.Percentile = at
			}
			if id == model.PeakGap {
				m.Sorted = c.sorted()
				if s, ok := c.shortfall(0.95); ok {
					m.Shortfall = &s
				}
			}
			if id.Info().Unit == "date" {
				m.Months = c.months()
			}
		}
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

func (e *engine) gatherSeries(r *Result, summaries []Summary) {
	at := int(model.NumMetrics)
	for id := range model.NumSeries {
		moves := e.moves[id]
		values := e.central.Report(id)
		for i := range values {
			if moves {
				r.Series[id] = append(r.Series[id], summaries[at])
			} else {
				r.Series[id] = append(r.Series[id], certain(values[i], r.Sample.Paths, len(quantiles)))
			}
			if id == model.FundingGap {
				r.Short = append(r.Short, e.short(moves, at, values[i]))
			}
			if moves {
				at++
			}
		}
	}
}

// short is the probability that a funding gap lies above half a cent.
func (e *engine) short(moves bool, at int, v float64) Estimate {
	switch {
	case moves:
		return e.plan[at].column.above()
	case v > model.HalfCent:
		return about(1, 0, 0)
	}
	return about(0, 0, 0)
}

// gatherBreaches lists what draws broke, in the order of the scenario.
func (e *engine) gatherBreaches(r *Result) {
	s := &Summariser{split: e.drawer.sampler.Replicates(), t: map[int]float64{}}
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
		return n, s.shareOf(counts)
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
