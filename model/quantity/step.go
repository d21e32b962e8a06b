package quantity

import (
	"fmt"
	"strings"
)

// Step is the length of the periods in which results are shown. The zero value is
// [ByMonth].
type Step uint8

// The steps: calendar months, quarters and years.
const (
	ByMonth Step = iota
	ByQuarter
	ByYear
)

// steps holds the names and the lengths in months, in the order of the constants.
var steps = [...]struct {
	name   string
	months int
}{ByMonth: {"month", 1}, ByQuarter: {"quarter", 3}, ByYear: {"year", 12}}

// ParseStep returns the step called "month", "quarter" or "year", in any case of
// letters. Any other text gives an [*Error].
func ParseStep(text string) (Step, error) {
	text = clean(text)
	for s, step := range steps {
		if strings.EqualFold(text, step.name) {
			return Step(s), nil
		}
	}
	const hint = "write month, quarter or year"
	if text == "" {
		return 0, &Error{Message: "a step is missing", Hint: hint}
	}
	return 0, fault(text, hint, "is not a step")
}

// String returns "month", "quarter" or "year".
func (s Step) String() string { return steps[s].name }

// Months returns the length of a period: 1, 3 or 12.
func (s Step) Months() int { return steps[s].months }

// Label names the period that m lies in: "2025-10", "2025-Q4" or "2025".
func (s Step) Label(m Month) string {
	switch s {
	case ByQuarter:
		return fmt.Sprintf("%04d-Q%d", m.Year(), (m.MonthOfYear()+2)/3)
	case ByYear:
		return fmt.Sprintf("%04d", m.Year())
	}
	return m.String()
}

// Border reports whether m is the first month of a period.
func (s Step) Border(m Month) bool { return int(m)%s.Months() == 0 }
