package scenario

import (
	"fmt"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// ParseMeasure reads the name of a metric, or a series at a month, quarter or year
// that lies wholly inside the timeline: "peak_gap", "revenue@2030",
// "funding_gap@2030-Q2". The error says what is wrong and carries a hint for
// [Explain].
func ParseMeasure(text string, t model.Timeline) (model.Measure, error) {
	name, when, dated := strings.Cut(strings.TrimSpace(text), "@")
	name, when = strings.TrimSpace(name), strings.TrimSpace(when)
	metric, isMetric := model.MetricByName(name)
	series, isSeries := model.SeriesByName(name)
	switch {
	case isMetric && !dated:
		return model.Measure{Metric: metric}, nil
	case isMetric:
		return model.Measure{}, refusal("write "+name, "%s is a metric of the whole timeline, not of a date", quote(name))
	case !isSeries:
		return model.Measure{}, refusal(meantMeasure(name, dated), "there is no metric %s", quote(name))
	case !dated:
		return model.Measure{}, refusal("say when: "+name+"@"+sampleDate(t), "%s is a series", quote(name))
	}
	span, err := quantity.ParseDate(when)
	if err != nil {
		return model.Measure{}, err
	}
	q := model.Measure{Series: series, IsSeries: true, First: int(span.First) - t.Start, Last: int(span.Last) - t.Start}
	if q.First < 0 || q.Last >= t.Months {
		last := quantity.Month(t.Start + t.Months - 1)
		return model.Measure{}, refusal(fmt.Sprintf("the timeline runs from %s to %s", quantity.Month(t.Start), last), "%s does not lie inside the timeline", quote(when))
	}
	return q, nil
}

// sampleDate is a date inside the timeline.
func sampleDate(t model.Timeline) string {
	return quantity.Month(t.Start + max(t.Months, 1) - 1).String()
}

// meantMeasure is the hint for an unknown metric or series.
func meantMeasure(name string, dated bool) string {
	var metrics, series []string
	for m := range model.NumMetrics {
		metrics = append(metrics, m.Info().Name)
	}
	for s := range model.NumSeries {
		series = append(series, s.Info().Name)
	}
	if dated {
		metrics = nil
	}
	if near := nearest(name, append(metrics, series...)); near != "" {
		return "did you mean " + near + "?"
	}
	if dated {
		return "the series are " + joined(series, "and")
	}
	return "the metrics are " + joined(metrics, "and")
}

// Explain returns the two parts of an error of [ParseMeasure] or [ParseCheck]: what is
// wrong, and the hint, which may be empty.
func Explain(err error) (message, hint string) { return explain(err) }

// MayBeAbsent reports whether a measure does not exist in every projection: dates, the
// runway, ratios, prices and capacity.
func MayBeAbsent(q model.Measure) bool {
	switch q.Unit() {
	case "USD":
		return false
	case "GW":
		return true
	}
	return !q.IsSeries
}
