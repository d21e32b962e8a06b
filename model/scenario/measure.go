package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
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

// Check is a condition on the results.
type Check struct {
	Text      string        // as written
	Measure   model.Measure //
	Statistic string        // mean, sd, probability, a quantile such as p95, or "" for the central case
	Level     float64       // of a quantile: 0.95
	Operator  string        // <, <=, > or >=
	Value     float64       // in the measure's unit; a date is a month of the timeline; a probability is a fraction
}

var (
	comparison = regexp.MustCompile(`^([^<>=!]*)(<=|>=|<|>|==|=|!=)([^<>=!]*)$`)
	percentile = regexp.MustCompile(`^p([0-9]{1,3}(?:\.[0-9]+)?)$`)
)

// ParseCheck reads a condition such as "peak_gap < $400B", "peak_gap.p95 < $900B",
// "first_gap_date.probability <= 80%" or "funding_gap@2030-Q2.p50 < $100B": a measure,
// perhaps a statistic of it, and a value in its unit. A date compared with <= or > is
// meant to the end of its month, quarter or year, with < or >= to its beginning.
func ParseCheck(text string, t model.Timeline) (Check, error) {
	m := comparison.FindStringSubmatch(text)
	if m == nil {
		return Check{}, refusal("write it as peak_gap.p95 < $900B", "%s is not a condition", quote(text))
	}
	c := Check{Text: text, Operator: m[2]}
	if c.Operator == "=" || c.Operator == "==" || c.Operator == "!=" {
		return Check{}, refusal("compare with <, <=, > or >=", "%s compares with %s", quote(text), m[2])
	}
	name, statistic, stated := strings.Cut(strings.TrimSpace(m[1]), ".")
	var err error
	if c.Measure, err = ParseMeasure(name, t); err != nil {
		return Check{}, err
	}
	if stated {
		if err := c.statistic(strings.TrimSpace(statistic)); err != nil {
			return Check{}, err
		}
	}
	c.Value, err = c.value(strings.TrimSpace(m[3]), t)
	return c, err
}

// statistic reads what is taken of the measure over the ensemble.
func (c *Check) statistic(name string) error {
	known := []string{"mean", "sd", "probability", "p5", "p25", "p50", "p75", "p95"}
	date := c.Measure.Unit() == "date"
	switch m := percentile.FindStringSubmatch(name); {
	case m != nil:
		c.Level, _ = strconv.ParseFloat(m[1], 64)
		c.Level /= 100
		if c.Level <= 0 || c.Level >= 1 {
			return refusal("write p5, p50 or p95", "%s is not a percentile between 0 and 100", quote(name))
		}
	case !slices.Contains(known, name):
		return refusal(meant(name, known), "there is no statistic %s", quote(name))
	case date && name != "probability":
		return refusal("use p50, or probability", "a date has no %s", name)
	case name == "probability" && !mayBeAbsent(c.Measure):
		return refusal("first_gap_date.probability is the probability of a gap", "%s always exists: its probability is 100%%", c.Measure.Name())
	}
	c.Statistic = name
	return nil
}

// value reads what the measure is compared with.
func (c *Check) value(text string, t model.Timeline) (float64, error) {
	if c.Statistic == "probability" {
		return probability(text)
	}
	switch c.Measure.Unit() {
	case "USD":
		return quantity.Parse(quantity.Money, text)
	case "GW":
		return quantity.Parse(quantity.Power, text)
	case "months":
		return quantity.Parse(quantity.Duration, text)
	case "USD/GW":
		return price(text)
	case "date":
		span, err := quantity.ParseDate(text)
		if c.Operator == "<=" || c.Operator == ">" {
			return float64(int(span.Last) - t.Start), err
		}
		return float64(int(span.First) - t.Start), err
	}
	return quantity.Parse(quantity.Factor, text)
}

// probability reads a fraction between 0 and 1.
func probability(text string) (float64, error) {
	v, err := quantity.Parse(quantity.Fraction, text)
	if err == nil && (v < 0 || v > 1) {
		return 0, refusal("write it as 80%", "%s is not a probability", quote(text))
	}
	return v, err
}

var perPower = regexp.MustCompile(`(?i)^(.*?) ?(?:/ ?| per )GW$`)

// price reads dollars per gigawatt.
func price(text string) (float64, error) {
	m := perPower.FindStringSubmatch(text)
	if m == nil {
		return 0, refusal("write it as $50B/GW", "%s is not a price of capacity", quote(text))
	}
	return quantity.Parse(quantity.Money, m[1])
}

// Explain returns the two parts of an error of [ParseMeasure] or [ParseCheck]: what is
// wrong, and the hint, which may be empty.
func Explain(err error) (message, hint string) { return explain(err) }

// mayBeAbsent reports whether a measure does not exist in every projection: dates, the
// runway, ratios and prices.
func mayBeAbsent(q model.Measure) bool {
	switch q.Unit() {
	case "USD":
		return false
	case "GW":
		return true
	}
	return !q.IsSeries
}
