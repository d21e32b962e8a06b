package scenario

import (
	"regexp"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// Tolerance says how well a statistic of an ensemble must be known: how far its 95%
// interval may reach to either side.
type Tolerance struct {
	Text      string        // as written
	Measure   model.Measure //
	Statistic string        // mean, or a quantile such as p95
	Level     float64       // of a quantile: 0.95; 0 for the mean
	Relative  float64       // a fraction of the statistic; 0: Width holds
	Width     float64       // in the measure's unit, of dates in months
}

var (
	precision = regexp.MustCompile(`^(.*\S)\s+of\s+(\S.*)$`)
	relative  = regexp.MustCompile(`(?i)(%|percent)$`)
)

const toleranceHint = "write it as 1% of peak_gap.p95, or $5B of peak_gap.p95"

// ParseTolerance reads how well a statistic must be known: "1% of peak_gap.p95", "$5B of
// peak_gap.p95", "0.5% of gap_at_end.mean", "2 months of first_gap_date.p50". The error
// says what is wrong and carries a hint for [Explain].
func ParseTolerance(text string, t model.Timeline) (Tolerance, error) {
	text = strings.TrimSpace(text)
	m := precision.FindStringSubmatch(text)
	if m == nil {
		return Tolerance{}, refusal(toleranceHint, "%s does not say how much of which statistic", quote(text))
	}
	name, statistic, stated := strings.Cut(m[2], ".")
	q, err := ParseMeasure(name, t)
	if err != nil {
		return Tolerance{}, err
	}
	x := Tolerance{Text: text, Measure: q, Statistic: strings.TrimSpace(statistic)}
	if !stated {
		return Tolerance{}, refusal("say which: "+strings.TrimSpace(name)+".p95", "%s is not a statistic of an ensemble", quote(m[2]))
	}
	if x.Level, err = parseStatistic(q, x.Statistic); err != nil {
		return Tolerance{}, err
	}
	if x.Level == 0 && x.Statistic != "mean" {
		return Tolerance{}, refusal("name the mean or a quantile, such as p95", "a tolerance cannot be of the %s", x.Statistic)
	}
	return x, x.amount(strings.TrimSpace(m[1]))
}

// amount reads how far the interval may reach.
func (x *Tolerance) amount(text string) (err error) {
	unit := x.Measure.Unit()
	switch isRelative := relative.MatchString(text); {
	case isRelative && unit == "date":
		return refusal("write it in months: 2 months of "+x.Measure.Name()+"."+x.Statistic, "%s of a date means nothing", quote(text))
	case isRelative:
		if x.Relative, err = quantity.Parse(quantity.Fraction, text); err == nil && (x.Relative <= 0 || x.Relative >= 1) {
			return refusal("write a percentage between 0% and 100%", "%s is not a tolerance", quote(text))
		}
		return err
	case unit == "date":
		unit = "months"
	}
	if x.Width, err = parseUnit(unit, text); err == nil && x.Width <= 0 {
		return refusal("write an amount above zero", "%s is not a tolerance", quote(text))
	}
	return err
}
