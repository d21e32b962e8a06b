package plots

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// amount writes a value of a unit with three significant digits: the units of
// [model.MetricInfo], a date being a calendar month counted from January of year 0, and
// "share", a part of 1 as [percent] writes it.
func amount(unit string, v float64) string {
	switch unit {
	case "date":
		return monthName(int(math.Floor(v)))
	case "share":
		return percent(v)
	}
	return exact(unit, significant(v, 3))
}

// exact writes a value of a unit with four significant digits, and negative ones with
// a minus sign rather than a hyphen.
func exact(unit string, v float64) string {
	text := plain(unit, v)
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		return "−" + rest
	}
	return text
}

// plain writes a value of a unit as package quantity does.
func plain(unit string, v float64) string {
	switch unit {
	case "USD":
		return quantity.Format(quantity.Money, v)
	case "GW":
		return bare(v) + " GW"
	case "USD/GW":
		return quantity.Format(quantity.Money, v) + "/GW"
	case "USD/yr":
		return quantity.Format(quantity.RunRate, v)
	case "months":
		return bare(v) + plural(v, " month", " months")
	case "date":
		return monthName(int(math.Floor(v)))
	case "share":
		return quantity.Format(quantity.Fraction, v)
	case "1", "":
		return bare(v)
	}
	return bare(v) + " " + unit
}

// bare writes a plain number, one of ten million or more in powers of ten.
func bare(v float64) string {
	if math.Abs(v) < 1e7 {
		return quantity.Format(quantity.Factor, v)
	}
	return strings.Replace(strconv.FormatFloat(significant(v, 4), 'g', -1, 64), "e+", "e", 1)
}

// plural returns one for 1, else many.
func plural(v float64, one, many string) string {
	if v == 1 {
		return one
	}
	return many
}

// significant rounds v to n significant digits, ties away from zero as package quantity does.
func significant(v float64, n int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(quantity.Settle(v), 'g', n, 64), 64)
	if err != nil || r == 0 {
		return 0
	}
	return r
}

// dollars writes an amount of money with three significant digits.
func dollars(v float64) string { return amount("USD", v) }

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December",
}

// monthName writes a calendar month, such as "March 2027".
func monthName(month int) string {
	m := quantity.Month(month)
	return monthNames[m.MonthOfYear()-1] + " " + strconv.Itoa(m.Year())
}

// shortMonth writes a calendar month, such as "Mar 2027".
func shortMonth(month int) string {
	m := quantity.Month(month)
	return monthNames[m.MonthOfYear()-1][:3] + " " + strconv.Itoa(m.Year())
}

// quarterName writes the quarter of a calendar month, such as "Q1 2027".
func quarterName(month int) string {
	m := quantity.Month(month)
	return fmt.Sprintf("Q%d %d", (m.MonthOfYear()+2)/3, m.Year())
}

// endName says when the timeline ends: "2033" if with a year, else a month.
func endName(t model.Timeline) string {
	last := t.Start + t.Months - 1
	if last%12 == 11 {
		return strconv.Itoa(last / 12)
	}
	return monthName(last)
}

// theEnd says when the timeline ends, as a point in time: "the end of 2033".
func theEnd(t model.Timeline) string { return "the end of " + endName(t) }

// during says which time the timeline spans: "from October 2025 to December 2033", or
// "in January 2026".
func during(t model.Timeline) string {
	if t.Months == 1 {
		return "in " + monthName(t.Start)
	}
	return "from " + monthName(t.Start) + " to " + monthName(t.Start+t.Months-1)
}

// list joins words: "a", "a and b", "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " and " + words[n]
}

// sentence returns s as the beginning of a sentence; paths stay as they are.
func sentence(s string) string {
	if s = clean(s); !strings.Contains(s, " ") && strings.Contains(s, ".") {
		return s
	}
	return upperFirst(s)
}

// upperFirst returns s with a capital first letter.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

// moneyUnit is a unit for amounts that are to be added up by a reader.
type moneyUnit struct {
	size     float64
	letter   string
	decimals int
}

// commonUnit returns a unit in which amounts up to most are written with one decimal, or
// with two where there is a single digit before it.
func commonUnit(most float64) moneyUnit {
	if most >= 1e14 {
		return moneyUnit{1e12, "T", 2}
	}
	for _, u := range []moneyUnit{{1e9, "B", 1}, {1e6, "M", 1}, {1e3, "K", 1}} {
		if quantity.Settle(most) >= u.size {
			if most < 10*u.size {
				u.decimals = 2
			}
			return u
		}
	}
	return moneyUnit{1, "", 2}
}

// round returns v in whole steps of the last decimal.
func (u moneyUnit) round(v float64) float64 {
	return math.Round(quantity.Settle(v) / u.size * math.Pow10(u.decimals))
}

// text writes steps of the last decimal, with commas between thousands.
func (u moneyUnit) text(steps float64) string {
	if steps == 0 {
		return "$0"
	}
	digits := strconv.FormatFloat(math.Abs(steps)/math.Pow10(u.decimals), 'f', u.decimals, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	text := "$" + grouped(whole) + "." + fraction + u.letter
	if steps < 0 {
		return "−" + text
	}
	return text
}

// grouped puts commas between the thousands of a whole number.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
