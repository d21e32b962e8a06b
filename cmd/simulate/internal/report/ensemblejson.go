package report

import (
	"fmt"
	"math"

	"computegap/model"
	"computegap/model/ensemble"
)

// pair is an interval in a document: null stands for a side that nothing bounds.
type pair [2]any

// byPeriod is a value for every reporting period.
type byPeriod []any

// statistics shows what an ensemble found of values of one unit.
type statistics struct {
	unit  string // of the values
	time  model.Timeline
	probs []float64
}

// ensembleObject is the ensemble as documents show it. Metrics and series are always
// members; what does not exist is null.
func (r *Run) ensembleObject() object {
	e := r.Ensemble
	o := object{
		{"paths", e.Sample.Paths},
		{"seed", e.Sample.Seed},
		{"sampler", e.Sample.Kind.String()},
		{"metrics", ensembleMetrics(e)},
		{"series", ensembleSeries(e)},
	}
	if p := e.Precision; p != nil {
		o = append(o, member{"tolerance", object{{"reach", number(p.Reach)}, {"allowed", number(p.Allowed)}, {"kept", p.Kept()}}})
	}
	if len(e.Broken) > 0 {
		o = append(o, member{"breaks", breaks(e)}, member{"breaking_share", number(e.Breaking.Value)})
	}
	return o
}

func ensembleMetrics(e *ensemble.Result) (o object) {
	for i := range model.NumMetrics {
		info := i.Info()
		s := statistics{info.Unit, e.Timeline, e.Probs}
		o = append(o, member{info.Name, s.metric(&e.Metrics[i])})
	}
	return o
}

// mayBeAbsent reports whether a metric of a unit does not exist on every path.
func mayBeAbsent(unit string) bool { return unit != "USD" }

// metric shows a metric with its intervals.
func (s statistics) metric(m *ensemble.Metric) object {
	var o, ci object
	if mayBeAbsent(s.unit) {
		o = append(o, member{"probability", number(m.Probability.Value)})
		ci = append(ci, member{"probability", bounds(m.Probability.CI)})
	}
	list := s.values(m.Values)
	if m.Shortfall != nil {
		list = append(list, named{"cvar95", *m.Shortfall})
	}
	for _, x := range list {
		o = append(o, member{x.name, s.value(x.Value)})
		if x.name != "se_mean" {
			ci = append(ci, member{x.name, s.interval(x.Estimate)})
		}
	}
	return append(o, member{"ci95", ci}, member{"central_percentile", number(m.Percentile)})
}

// named is a statistic with the name that documents give it.
type named struct {
	name string
	ensemble.Estimate
}

// nothing stands for a statistic that no path gives.
var nothing = ensemble.Estimate{Value: model.Absent, CI: ensemble.Interval{OpenLow: true, OpenHigh: true}}

// values lists the statistics of values, each of them nothing where no path has one.
// Dates have quantiles alone.
func (s statistics) values(v *ensemble.Values) (list []named) {
	mean, sd := nothing, nothing
	if v != nil {
		mean, sd = v.Mean, v.SD
	}
	if s.unit != "date" {
		se := ensemble.Estimate{Value: mean.SE}
		if v == nil {
			se = nothing
		}
		list = append(list, named{"mean", mean}, named{"sd", sd}, named{"se_mean", se})
	}
	for i, p := range s.probs {
		x := nothing
		if v != nil {
			x = v.Quantiles[i]
		}
		list = append(list, named{quantileName(p), x})
	}
	return list
}

// quantileName is p95 for 0.95.
func quantileName(p float64) string { return fmt.Sprintf("p%g", math.Round(p*1e10)/1e8) }

// value shows a statistic: a month of a date, null where it does not exist.
func (s statistics) value(v float64) any { return metricValue(v, s.unit, s.time) }

// interval shows a confidence interval in the unit of the values.
func (s statistics) interval(e ensemble.Estimate) any {
	ci := e.CI
	if model.IsAbsent(e.Value) {
		return nil
	}
	if s.unit != "date" {
		return bounds(ci)
	}
	ci = ci.Within(0, float64(s.time.Months-1))
	p := pair{Month(ci.Low, s.time), Month(ci.High, s.time)}
	if ci.OpenLow {
		p[0] = nil
	}
	if ci.OpenHigh {
		p[1] = nil
	}
	return p
}

// bounds shows an interval of numbers.
func bounds(ci ensemble.Interval) pair {
	p := pair{number(ci.Low), number(ci.High)}
	if ci.OpenLow {
		p[0] = nil
	}
	if ci.OpenHigh {
		p[1] = nil
	}
	return p
}

func ensembleSeries(e *ensemble.Result) (o object) {
	for i := range model.NumSeries {
		if e.Series[i] == nil {
			o = append(o, member{i.Info().Name, nil})
			continue
		}
		s := statistics{i.Info().Unit, e.Timeline, e.Probs}
		shown := s.series(e.Series[i])
		if i == model.FundingGap {
			shown = withShort(shown, e.Short)
		}
		o = append(o, member{i.Info().Name, shown})
	}
	return o
}

// series shows statistics by reporting period: one list for each statistic, and one of
// intervals.
func (s statistics) series(list []ensemble.Summary) object {
	var o, ci object
	for period, sum := range list {
		k := 0
		for j, x := range s.values(sum.Values) {
			if period == 0 {
				o = append(o, member{x.name, make(byPeriod, len(list))})
			}
			o[j].value.(byPeriod)[period] = s.value(x.Value)
			if x.name == "se_mean" {
				continue
			}
			if period == 0 {
				ci = append(ci, member{x.name, make(byPeriod, len(list))})
			}
			ci[k].value.(byPeriod)[period] = s.interval(x.Estimate)
			k++
		}
	}
	return append(o, member{"ci95", ci})
}

// withShort adds the probability of a gap at the end of each period, before the
// intervals and in them.
func withShort(o object, short []ensemble.Estimate) object {
	shares, cis := make(byPeriod, len(short)), make(byPeriod, len(short))
	for i, x := range short {
		shares[i], cis[i] = number(x.Value), bounds(x.CI)
	}
	last := len(o) - 1
	ci := append(o[last].value.(object), member{"probability_positive", cis})
	return append(o[:last:last], member{"probability_positive", shares}, member{"ci95", ci})
}

// breaks lists the relations between inputs that draws do not keep.
func breaks(e *ensemble.Result) []object {
	list := []object{}
	for _, b := range e.Broken {
		list = append(list, object{
			{"path", b.Path}, {"reason", reasonOf(b.What).name}, {"paths", b.Paths}, {"share", number(b.Share.Value)},
			{"ci95", object{{"share", bounds(b.Share.CI)}}},
		})
	}
	return list
}
