package quantity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// The first and the last year that a date may name.
const (
	FirstYear = 1900
	LastYear  = 2200
)

// Month is a calendar month: the number of months since January of year 0.
type Month int

// monthOf returns a month of a year; month is 1 to 12.
func monthOf(year, month int) Month { return Month(year*12 + month - 1) }

// Year returns the calendar year. Months before year 0 are not meant.
func (m Month) Year() int { return int(m) / 12 }

// MonthOfYear returns 1 for January to 12 for December.
func (m Month) MonthOfYear() int { return int(m)%12 + 1 }

// String writes the month as "2025-10".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.MonthOfYear()) }

// Span is the run of months that a date covers, both ends included.
type Span struct{ First, Last Month }

// Months returns how many months the span covers.
func (s Span) Months() int { return int(s.Last-s.First) + 1 }

const dateHint = "write a month, a quarter or a year: 2025-11, 2025-Q4 or 2025"

var (
	yearOnly  = regexp.MustCompile(`^([0-9]{4})$`)
	yearMonth = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})$`)
	yearPart  = regexp.MustCompile(`^([0-9]{4})-Q([0-9])$`)
	yearDay   = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})-([0-9]{2})$`)
)

// ParseDate returns the months that "2025-11", "2025-Q4" or "2025" covers: one, three
// or twelve. The year lies from [FirstYear] to [LastYear]. Any other form, a day
// included, gives an [*Error] whose hint shows the form wanted.
func ParseDate(text string) (Span, error) {
	text = clean(text)
	if text == "" {
		return Span{}, &Error{Message: "a date is missing", Hint: dateHint}
	}
	if m := yearOnly.FindStringSubmatch(text); m != nil {
		year, err := yearIn(text, m[1])
		return Span{monthOf(year, 1), monthOf(year, 12)}.orNothing(err)
	}
	if m := yearMonth.FindStringSubmatch(text); m != nil {
		month, err := monthIn(text, m[1], m[2])
		return Span{month, month}.orNothing(err)
	}
	if m := yearPart.FindStringSubmatch(text); m != nil {
		year, err := yearIn(text, m[1])
		quarter := int(m[2][0] - '0')
		if err == nil && (quarter < 1 || quarter > 4) {
			err = fault(text, "quarters run from Q1 to Q4", "names quarter %d of a year", quarter)
		}
		return Span{monthOf(year, 3*quarter-2), monthOf(year, 3*quarter)}.orNothing(err)
	}
	if m := yearDay.FindStringSubmatch(text); m != nil {
		month, err := monthIn(text, m[1], m[2])
		if err == nil {
			err = fault(text, "the day is not used: write "+month.String(), "names a day where a month, a quarter or a year is wanted")
		}
		return Span{}, err
	}
	return Span{}, fault(text, hintDate(text), "is not a date")
}

// orNothing returns the span, or the error without a span.
func (s Span) orNothing(err error) (Span, error) {
	if err != nil {
		return Span{}, err
	}
	return s, nil
}

// yearIn returns the year that four digits of text name.
func yearIn(text, digits string) (int, error) {
	year, _ := strconv.Atoi(digits)
	if year < FirstYear || year > LastYear {
		return 0, fault(text, fmt.Sprintf("years run from %d to %d", FirstYear, LastYear), "names a year that is out of range")
	}
	return year, nil
}

// monthIn returns the month that four digits and two digits of text name.
func monthIn(text, yearDigits, monthDigits string) (Month, error) {
	year, err := yearIn(text, yearDigits)
	if err != nil {
		return 0, err
	}
	month, _ := strconv.Atoi(monthDigits)
	if month < 1 || month > 12 {
		return 0, fault(text, "months run from 01 to 12", "names month %d of a year", month)
	}
	return monthOf(year, month), nil
}

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

// The forms of dates that are refused but understood, with where their parts stand.
var (
	monthFirst   = regexp.MustCompile(`^([0-9]{1,2})[/.-]([0-9]{4})$`)
	monthSecond  = regexp.MustCompile(`^([0-9]{4}) ?[/. -] ?([0-9]{1,2})$`)
	monthNamed   = regexp.MustCompile(`(?i)^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]?(?:[0-9]{1,2},? )?([0-9]{4})$`)
	quarterFirst = regexp.MustCompile(`(?i)^Q([1-4])[ /-]?([0-9]{4})$`)
	quarterLast  = regexp.MustCompile(`(?i)^([0-9]{4})[ /-]?Q([1-4])$`)
)

// hintDate returns how to write a date that is in another form, as far as it is
// understood.
func hintDate(text string) string {
	if m := monthFirst.FindStringSubmatch(text); m != nil {
		return hintMonth(m[2], m[1])
	}
	if m := monthSecond.FindStringSubmatch(text); m != nil {
		return hintMonth(m[1], m[2])
	}
	if m := monthNamed.FindStringSubmatch(text); m != nil {
		place := strings.Index(monthNames, strings.ToLower(m[1]))
		return hintMonth(m[2], strconv.Itoa(place/3+1))
	}
	if m := quarterFirst.FindStringSubmatch(text); m != nil {
		return "write " + m[2] + "-Q" + m[1]
	}
	if m := quarterLast.FindStringSubmatch(text); m != nil {
		return "write " + m[1] + "-Q" + m[2]
	}
	return dateHint
}

// hintMonth returns the hint to write a month, if it is one.
func hintMonth(year, month string) string {
	if len(month) == 1 {
		month = "0" + month
	}
	if month < "01" || month > "12" {
		return dateHint
	}
	return "write " + year + "-" + month
}

// ParseDay returns the date of a publication, "2025-11-03", "2025-11", "2025-Q4" or
// "2025", without spaces around it, or an [*Error] if the calendar has no such day, month, quarter
// or year from [FirstYear] to [LastYear]. [DayAfter] compares such dates.
func ParseDay(text string) (string, error) {
	text = clean(text)
	const hint = "write a day, a month, a quarter or a year: 2025-11-03, 2025-11, 2025-Q4 or 2025"
	if text == "" {
		return "", &Error{Message: "a date is missing", Hint: hint}
	}
	var err error
	if m := yearOnly.FindStringSubmatch(text); m != nil {
		_, err = yearIn(text, m[1])
	} else if m := yearMonth.FindStringSubmatch(text); m != nil {
		_, err = monthIn(text, m[1], m[2])
	} else if m := yearDay.FindStringSubmatch(text); m != nil {
		err = checkDay(text, m[1], m[2], m[3])
	} else if yearPart.MatchString(text) {
		_, err = ParseDate(text)
	} else {
		err = fault(text, hint, "is not the date of a day, a month, a quarter or a year")
	}
	if err != nil {
		return "", err
	}
	return text, nil
}

// checkDay refuses a day that its month does not have.
func checkDay(text, yearDigits, monthDigits, dayDigits string) error {
	month, err := monthIn(text, yearDigits, monthDigits)
	if err != nil {
		return err
	}
	day, _ := strconv.Atoi(dayDigits)
	if last := daysIn(month); day < 1 || day > last {
		return fault(text, fmt.Sprintf("the days of %s run from 01 to %d", month, last), "names day %d of a month", day)
	}
	return nil
}

// daysIn returns the number of days of a month in the Gregorian calendar.
func daysIn(m Month) int {
	switch year := m.Year(); m.MonthOfYear() {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// DayAfter reports whether a is certainly later than b: whether the first day that
// a covers comes after the last day that b covers. Both are texts that [ParseDay]
// returns; it reports false if either is not.
func DayAfter(a, b string) bool {
	if _, err := ParseDay(a); err != nil {
		return false
	}
	if _, err := ParseDay(b); err != nil {
		return false
	}
	first, _ := days(clean(a))
	_, last := days(clean(b))
	return first > last
}

// days returns the first and the last day that a date of publication covers, in texts
// that sort by time; every month is given 31 days, which changes no comparison.
func days(text string) (first, last string) {
	if yearPart.MatchString(text) {
		span, _ := ParseDate(text) // Note: the caller has checked it.
		return span.First.String() + "-01", span.Last.String() + "-31"
	}
	const year = len("2025")
	return text + "-01-01"[len(text)-year:], text + "-12-31"[len(text)-year:]
}
