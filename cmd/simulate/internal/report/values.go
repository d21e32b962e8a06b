package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// none stands where a metric does not exist.
const none = "–"

// scale is a unit in which amounts are printed.
type scale struct {
	unit     float64
	suffix   string
	decimals int
}

// scales are the suffixes of amounts, the largest first, and how many decimals each
// shows: enough to compare, few enough to read down a column.
var scales = []scale{{1e12, "T", 2}, {1e9, "B", 1}, {1e6, "M", 1}, {1e3, "K", 1}, {1, "", 2}}

// Money prints an amount for people: $207.3B, $1.39T, $4.6B, $0. An amount below half
// a cent is $0. Ties go away from zero; see [quantity.Settle].
func Money(v float64) string {
	sign := ""
	if v = quantity.Settle(v); v < 0 {
		sign, v = "-", -v
	}
	switch {
	case v < model.HalfCent:
		return "$0"
	case v >= 1e18:
		return sign + "$" + strconv.FormatFloat(v, 'e', 3, 64)
	}
	for i, s := range scales {
		if i+1 == len(scales) || scales[i+1].round(v) >= 1000 {
			return sign + "$" + trimZeros(strconv.FormatFloat(v/s.unit, 'f', s.decimals, 64)) + s.suffix
		}
	}
	return "$0"
}

// round is v in the unit of the scale as it would be printed.
func (s scale) round(v float64) float64 {
	decimals := math.Pow10(s.decimals)
	return math.Round(v/s.unit*decimals) / decimals
}

// trimZeros drops zeros that end a decimal fraction.
func trimZeros(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// Value prints a metric for people: in its unit, dates as months of the timeline t.
func Value(v float64, unit string, t model.Timeline) string {
	if model.IsAbsent(v) {
		return none
	}
	switch unit {
	case "date":
		return Month(v, t)
	case "USD":
		return Money(v)
	case "USD/GW":
		return Money(v) + "/GW"
	case "GW":
		return quantity.Format(quantity.Power, v)
	case "months":
		return quantity.Format(quantity.Duration, v)
	}
	return quantity.Format(quantity.Factor, v)
}

// Month is a month of the timeline as a date: index 0 is its first.
func Month(index float64, t model.Timeline) string {
	return quantity.Month(t.Start + int(index)).String()
}

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// longMonth is a month of the timeline in words.
func longMonth(index float64, t model.Timeline) string {
	m := quantity.Month(t.Start + int(index))
	return fmt.Sprintf("%s %d", monthNames[m.MonthOfYear()-1], m.Year())
}

// periods labels the reporting periods of a timeline.
func periods(t model.Timeline) []string {
	step := Step(t)
	labels := make([]string, t.Periods())
	for i := range labels {
		labels[i] = step.Label(quantity.Month(t.Start + i*t.Step))
	}
	return labels
}

// Step is the reporting step of a timeline.
func Step(t model.Timeline) quantity.Step {
	switch t.Step {
	case 1:
		return quantity.ByMonth
	case 12:
		return quantity.ByYear
	}
	return quantity.ByQuarter
}

// percent prints a share with at most one decimal, none when it is not a number.
func percent(part, whole float64) string {
	if whole == 0 || math.IsNaN(part/whole) || math.IsInf(part/whole, 0) {
		return none
	}
	q := quantity.Settle(100 * part / whole)
	if math.Abs(q) >= 10 {
		return fmt.Sprintf("%.0f%%", q)
	}
	return fmt.Sprintf("%.1f%%", q)
}
