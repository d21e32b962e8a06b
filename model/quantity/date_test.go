package quantity_test

import (
	"errors"
	"testing"
	"time"

	. "computegap/model/quantity"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text, first, last string
		months            int
	}{
		{"2025-11", "2025-11", "2025-11", 1}, {" 2025-01 ", "2025-01", "2025-01", 1}, {"2025-12", "2025-12", "2025-12", 1},
		{"2025-Q1", "2025-01", "2025-03", 3}, {"2025-Q4", "2025-10", "2025-12", 3},
		{"2025", "2025-01", "2025-12", 12}, {"1900", "1900-01", "1900-12", 12}, {"2200-12", "2200-12", "2200-12", 1},
	} {
		s, err := ParseDate(c.text)
		if err != nil || s.First.String() != c.first || s.Last.String() != c.last || s.Months() != c.months {
			t.Errorf("ParseDate(%q) = %v, %v; want %s to %s", c.text, s, err, c.first, c.last)
		}
	}
	if s, _ := ParseDate("2025-11"); s.First != 2025*12+10 || s.First.Year() != 2025 || s.First.MonthOfYear() != 11 {
		t.Errorf("2025-11 is month %d, %d of %d", s.First, s.First.MonthOfYear(), s.First.Year())
	}
}

const wantDate = "write a month, a quarter or a year: 2025-11, 2025-Q4 or 2025"

func TestParseDateRefuses(t *testing.T) {
	for _, c := range []struct{ text, message, hint string }{
		{"", `a date is missing`, wantDate},
		{"11/2025", `"11/2025" is not a date`, `write 2025-11`},
		{"1.2025", `"1.2025" is not a date`, `write 2025-01`},
		{"2025/11", `"2025/11" is not a date`, `write 2025-11`},
		{"2025-1", `"2025-1" is not a date`, `write 2025-01`},
		{"13/2025", `"13/2025" is not a date`, wantDate},
		{"Nov 2025", `"Nov 2025" is not a date`, `write 2025-11`},
		{"january 2026", `"january 2026" is not a date`, `write 2026-01`},
		{"Dec 3, 2025", `"Dec 3, 2025" is not a date`, `write 2025-12`},
		{"Q4 2025", `"Q4 2025" is not a date`, `write 2025-Q4`},
		{"2025q4", `"2025q4" is not a date`, `write 2025-Q4`},
		{"2025-13", `"2025-13" names month 13 of a year`, `months run from 01 to 12`},
		{"2025-00", `"2025-00" names month 0 of a year`, `months run from 01 to 12`},
		{"2025-Q5", `"2025-Q5" names quarter 5 of a year`, `quarters run from Q1 to Q4`},
		{"2025-Q0", `"2025-Q0" names quarter 0 of a year`, `quarters run from Q1 to Q4`},
		{"2025-11-03", `"2025-11-03" names a day where a month, a quarter or a year is wanted`, `the day is not used: write 2025-11`},
		{"2025-13-03", `"2025-13-03" names month 13 of a year`, `months run from 01 to 12`},
		{"1899", `"1899" names a year that is out of range`, `years run from 1900 to 2200`},
		{"2201-Q1", `"2201-Q1" names a year that is out of range`, `years run from 1900 to 2200`},
		{"soon", `"soon" is not a date`, wantDate},
		{"25-11", `"25-11" is not a date`, wantDate},
	} {
		s, err := ParseDate(c.text)
		checkRefusal(t, c.text, err, c.message, c.hint)
		if s != (Span{}) {
			t.Errorf("ParseDate(%q) = %v with an error", c.text, s)
		}
	}
}

// TestParseDayCalendar walks the calendar of package time and two days beyond the
// end of every month.
func TestParseDayCalendar(t *testing.T) {
	for year := FirstYear; year <= LastYear; year++ {
		for month := 1; month <= 12; month++ {
			for _, day := range []int{1, 28, 29, 30, 31} {
				text := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01-") + string(rune('0'+day/10)) + string(rune('0'+day%10))
				_, bad := time.Parse("2006-01-02", text)
				if got, err := ParseDay(text); (err == nil) != (bad == nil) || err == nil && got != text {
					t.Fatalf("ParseDay(%q) = %q, %v; package time says %v", text, got, err, bad)
				}
			}
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, text := range []string{"2025-11-03", "2025-11", "2025-Q4", "2025", " 2025-11 "} {
		if _, err := ParseDay(text); err != nil {
			t.Errorf("ParseDay(%q): %v", text, err)
		}
	}
	const want = "write a day, a month, a quarter or a year: 2025-11-03, 2025-11, 2025-Q4 or 2025"
	for _, c := range []struct{ text, message, hint string }{
		{"", `a date is missing`, want},
		{"2025-Q5", `"2025-Q5" names quarter 5 of a year`, `quarters run from Q1 to Q4`},
		{"3 Nov 2025", `"3 Nov 2025" is not the date of a day, a month, a quarter or a year`, want},
		{"2025-02-29", `"2025-02-29" names day 29 of a month`, `the days of 2025-02 run from 01 to 28`},
		{"2025-11-00", `"2025-11-00" names day 0 of a month`, `the days of 2025-11 run from 01 to 30`},
		{"2025-13", `"2025-13" names month 13 of a year`, `months run from 01 to 12`},
		{"0025", `"0025" names a year that is out of range`, `years run from 1900 to 2200`},
	} {
		_, err := ParseDay(c.text)
		checkRefusal(t, c.text, err, c.message, c.hint)
	}
}

func TestDayAfter(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2025-11-03", "2025-11-02", true}, {"2025-11-03", "2025-11-03", false}, {"2025-11-02", "2025-11-03", false},
		{"2025-11-30", "2025-11", false}, {"2025-12-01", "2025-11", true}, {"2025-12", "2025-11-30", true}, {"2025-11", "2025-11-01", false},
		{"2026", "2025", true}, {"2026", "2025-12-31", true}, {"2025", "2025-01", false}, {"2025-12-31", "2025", false}, {"2026-01", "2025", true},
		{"2026-02-28", "2026-02", false}, {"2026-03", "2026-02", true}, {"2025", "2026", false},
		{"2025-Q4", "2025-09", true}, {"2025-Q4", "2025-10", false}, {"2026-01-01", "2025-Q4", true}, {"2025-12-31", "2025-Q4", false},
		{"soon", "2025", false}, {"2026", "soon", false},
	} {
		if got := DayAfter(c.a, c.b); got != c.want {
			t.Errorf("DayAfter(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		step    Step
		name    string
		months  int
		label   string // of October 2025
		borders []int  // months of a year
	}{
		{ByMonth, "month", 1, "2025-10", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
		{ByQuarter, "quarter", 3, "2025-Q4", []int{1, 4, 7, 10}},
		{ByYear, "year", 12, "2025", []int{1}},
	} {
		if s, err := ParseStep(c.name); err != nil || s != c.step || s.String() != c.name || s.Months() != c.months {
			t.Errorf("ParseStep(%q) = %v, %v", c.name, s, err)
		}
		october, _ := ParseDate("2025-10")
		if got := c.step.Label(october.First); got != c.label {
			t.Errorf("%v: label %s, want %s", c.step, got, c.label)
		}
		var borders int
		year, _ := ParseDate("2025")
		for m := year.First; m <= year.Last; m++ {
			if c.step.Border(m) {
				if borders >= len(c.borders) || m.MonthOfYear() != c.borders[borders] {
					t.Errorf("%v: %v is a border", c.step, m)
				}
				borders++
			}
		}
		if borders != len(c.borders) {
			t.Errorf("%v: %d borders in a year, want %d", c.step, borders, len(c.borders))
		}
	}
	_, err := ParseStep("week")
	checkRefusal(t, "week", err, `"week" is not a step`, `write month, quarter or year`)
	_, err = ParseStep("")
	checkRefusal(t, "", err, `a step is missing`, `write month, quarter or year`)
}

// fuzzRefusal makes sure that a refusal says something.
func fuzzRefusal(t *testing.T, text string, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Message == "" || e.Hint == "" {
		t.Fatalf("%q is refused with %#v", text, err)
	}
}

// FuzzDate reads labels back: what a date covers bears its own label at one step.
func FuzzDate(f *testing.F) {
	for _, text := range []string{"2025-11", "2025-Q4", "2025", "11/2025", "Nov 2025", "2025-13", "2025-Q5", "2025-11-03", "2024-02-29", "2025-02-29", "Sept. 3, 2025", "2025\xff", " 1900 "} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if span, err := ParseDate(text); err != nil {
			fuzzRefusal(t, text, err)
		} else {
			step := map[int]Step{1: ByMonth, 3: ByQuarter, 12: ByYear}[span.Months()]
			again, err := ParseDate(step.Label(span.First))
			if err != nil || again != span || step.Label(span.Last) != step.Label(span.First) || !step.Border(span.First) {
				t.Fatalf("%q covers %v, its label %q %v, %v", text, span, step.Label(span.First), again, err)
			}
		}
		if day, err := ParseDay(text); err != nil {
			fuzzRefusal(t, text, err)
		} else if again, err := ParseDay(day); err != nil || again != day || DayAfter(day, day) {
			t.Fatalf("%q is %q, which is %q, %v", text, day, again, err)
		}
	})
}
