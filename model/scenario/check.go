package scenario

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

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
		c.Statistic = strings.TrimSpace(statistic)
		if c.Level, err = parseStatistic(c.Measure, c.Statistic); err != nil {
			return Check{}, err
		}
	}
	c.Value, err = c.value(strings.TrimSpace(m[3]), t)
	return c, err
}

// parseStatistic checks the name of what is taken of a measure over the ensemble, and
// returns the level of a quantile: 0.95 for p95, 0 for what is none.
func parseStatistic(q model.Measure, name string) (level float64, err error) {
	known := []string{"mean", "sd", "probability", "p5", "p25", "p50", "p75", "p95"}
	switch m := percentile.FindStringSubmatch(name); {
	case m != nil:
		level, _ = strconv.ParseFloat(m[1], 64)
		if level /= 100; level <= 0 || level >= 1 {
			return 0, refusal("write p5, p50 or p95", "%s is not a percentile between 0 and 100", quote(name))
		}
	case !slices.Contains(known, name):
		return 0, refusal(meant(name, known), "there is no statistic %s", quote(name))
	case q.Unit() == "date" && name != "probability":
		return 0, refusal("use p50, or probability", "a date has no %s", name)
	case name == "probability" && !MayBeAbsent(q):
		return 0, refusal("first_gap_date.probability is the probability of a gap", "%s always exists: its probability is 100%%", q.Name())
	}
	return level, nil
}

// value reads what the measure is compared with.
func (c *Check) value(text string, t model.Timeline) (float64, error) {
	if c.Statistic == "probability" {
		return probability(text)
	}
	if c.Measure.Unit() != "date" {
		return parseUnit(c.Measure.Unit(), text)
	}
	span, err := quantity.ParseDate(text)
	if c.Operator == "<=" || c.Operator == ">" {
		return float64(int(span.Last) - t.Start), err
	}
	return float64(int(span.First) - t.Start), err
}

// parseUnit reads an amount in the unit of a measure.
func parseUnit(unit, text string) (float64, error) {
	switch unit {
	case "USD":
		return quantity.Parse(quantity.Money, text)
	case "GW":
		return quantity.Parse(quantity.Power, text)
	case "months":
		return quantity.Parse(quantity.Duration, text)
	case "USD/GW":
		return price(text)
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
