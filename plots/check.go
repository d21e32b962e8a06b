package plots

import (
	"math"

	"computegap/model"
)

// finite reports whether all values are numbers. Charts refuse others, so that none
// reaches a canvas.
func finite(values []float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// missing says which of the series a chart needs is not there or not usable, "" when
// all are.
func missing(p *model.Projection, need ...model.SeriesID) string {
	if p == nil || p.Timeline.Months < 1 {
		return "no projection"
	}
	for _, id := range need {
		switch months := p.Series[id]; {
		case len(months) == 0:
			return "no series " + id.Info().Name
		case len(months) != p.Timeline.Months:
			return "the series " + id.Info().Name + " does not match the timeline"
		case !finite(months):
			return "the series " + id.Info().Name + " holds what is not a number"
		}
	}
	return ""
}

// peak returns the largest value and the first place within half a cent of it.
func peak(values []float64) (at int, most float64) {
	most = math.Inf(-1)
	for _, v := range values {
		most = math.Max(most, v)
	}
	for i, v := range values {
		if v >= most-model.HalfCent {
			return i, most
		}
	}
	return 0, 0
}

// trough returns the least value and its first place.
func trough(values []float64) (at int, least float64) {
	least = math.Inf(1)
	for i, v := range values {
		if v < least {
			at, least = i, v
		}
	}
	return at, least
}

// total adds values in order.
func total(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum
}
