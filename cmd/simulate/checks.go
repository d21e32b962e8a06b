package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/scenario"
)

// readChecks reads the checks of a scenario, which were right when it was read.
func readChecks(l *loaded) (list []scenario.Check, err error) {
	sc := l.model.Scenario()
	for i, text := range sc.Checks {
		c, err := scenario.ParseCheck(text, sc.Timeline)
		if err != nil {
			message, hint := scenario.Explain(err)
			return nil, l.document.Fault(model.Fault{Path: fmt.Sprintf("checks.%d", i+1), Message: message, Hint: hint}, l.settings...)
		}
		list = append(list, c)
	}
	return list, nil
}

// evaluate says of every check whether it holds: of the central case by its number, of a
// statistic of the ensemble by its interval.
func evaluate(checks []scenario.Check, p *model.Projection, d drawn) (list []report.Check) {
	next := 0 // of the summaries, which are in the order of the checks
	for _, c := range checks {
		if c.Statistic == "" {
			list = append(list, central(c, p.Value(c.Measure)))
			continue
		}
		list = append(list, statistic(c, d.checks[next], d.result, p.Timeline))
		next++
	}
	return list
}

// central judges a number of the projection.
func central(c scenario.Check, v float64) report.Check {
	if model.IsAbsent(v) {
		return absent(c)
	}
	return judged(c, certain(v), 1)
}

// certain is a number without error.
func certain(v float64) ensemble.Estimate {
	return ensemble.Estimate{Value: v, CI: ensemble.Interval{Low: v, High: v}}
}

// statistic judges a statistic of the ensemble.
func statistic(c scenario.Check, s ensemble.Summary, r *ensemble.Result, t model.Timeline) report.Check {
	e := s.Probability
	if c.Statistic != "probability" {
		if s.Values == nil {
			return absent(c)
		}
		switch c.Statistic {
		case "mean":
			e = s.Values.Mean
		case "sd":
			e = s.Values.SD
		default:
			e = s.Values.Quantiles[slices.Index(r.Asked, c.Level)]
		}
		if c.Measure.Unit() == "date" {
			e.CI = e.CI.Within(0, float64(t.Months-1))
		}
	}
	return judged(c, e, r.Sample.Paths)
}

// judged is a check of an estimate. Amounts of money are compared to half a cent.
func judged(c scenario.Check, e ensemble.Estimate, paths int) report.Check {
	out := report.Check{Text: strings.TrimSpace(c.Text), Unit: c.Measure.Unit(), Estimate: e}
	switch {
	case c.Statistic == "probability":
		out.Unit = "%"
	case out.Unit == "USD":
		e.Value, e.CI.Low, e.CI.High = snap(e.Value, c.Value), snap(e.CI.Low, c.Value), snap(e.CI.High, c.Value)
	}
	out.Verdict = ensemble.Judge(e, c.Operator, c.Value, paths)
	return out
}

// snap returns an amount, or the bound where the two are the same to half a cent and to
// what rounding may have added.
func snap(v, bound float64) float64 {
	if math.Abs(v-bound) <= model.HalfCent+1e-12*math.Abs(bound) {
		return bound
	}
	return v
}

// absent is a check of what does not exist. A date that never comes is later than every
// date, and money that never runs short lasts longer than every runway; of a ratio, a
// price or a capacity that does not exist nothing holds.
func absent(c scenario.Check) report.Check {
	out := report.Check{Text: strings.TrimSpace(c.Text), Unit: c.Measure.Unit(), Estimate: certain(model.Absent), Verdict: ensemble.Verdict{Status: ensemble.Fail}}
	never := map[string]string{"date": "it never comes, which is later than any date", "months": "the money never runs short, which is longer than any runway"}
	note, isNever := never[out.Unit]
	if out.Note = "it does not exist here"; isNever {
		out.Note = note
	}
	if isNever && strings.HasPrefix(c.Operator, ">") {
		out.Verdict.Status = ensemble.Pass
	}
	return out
}

// checkError says which checks do not hold.
type checkError struct {
	failing []report.Check
	of      int
}

// Error counts the checks and lists those that do not hold, one a line.
func (e *checkError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d checks", len(e.failing), e.of)
	if e.of == 1 {
		b.Reset()
		b.WriteString("the check")
	}
	switch {
	case e.of == 1 || len(e.failing) == 1:
		b.WriteString(" does not hold")
	default:
		b.WriteString(" do not hold")
	}
	for _, c := range e.failing {
		fmt.Fprintf(&b, "\n\t%s: %s", c.Verdict.Status, c.Text)
	}
	return b.String()
}

// held returns an error for the checks that do not hold, nil when all do.
func held(list []report.Check) error {
	e := &checkError{of: len(list)}
	for _, c := range list {
		if !c.Holds() {
			e.failing = append(e.failing, c)
		}
	}
	if len(e.failing) == 0 {
		return nil
	}
	return e
}

// isCheck reports whether an error says that checks do not hold.
func isCheck(err error) bool {
	var e *checkError
	return errors.As(err, &e)
}
