package report

import (
	"fmt"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/ensemble"
	"computegap/model/quantity"
)

// Check is a condition on the results and what came of it.
type Check struct {
	Text string // as written
	Unit string // of the measure; "%" of a probability
	// Estimate is what was compared; its value is [model.Absent] where it does not exist.
	// Its interval is the value itself in the central case.
	Estimate ensemble.Estimate
	Verdict  ensemble.Verdict
	Note     string // what an absent value means here, may be empty
}

// Holds reports whether the check passes.
func (c Check) Holds() bool { return c.Verdict.Status == ensemble.Pass }

// checkObjects lists the checks as documents show them.
func (r *Run) checkObjects() []object {
	list := []object{}
	for _, c := range r.Checks {
		s := statistics{unit: c.Unit, time: r.Projection.Timeline}
		o := object{{"check", c.Text}, {"value", s.value(c.Estimate.Value)}, {"low", nil}, {"high", nil}, {"status", string(c.Verdict.Status)}}
		if ci, ok := s.interval(c.Estimate).(pair); ok {
			o[2].value, o[3].value = ci[0], ci[1]
		}
		if c.Verdict.Paths > 0 {
			o = append(o, member{"paths", c.Verdict.Paths})
		}
		if c.Note != "" {
			o = append(o, member{"note", c.Note})
		}
		list = append(list, o)
	}
	return list
}

// checks shows every check with what was found.
func (r *Run) checks() Table {
	t := Table{Title: "Checks", Columns: []Column{{Name: "Check", Wrap: 34}, {Name: "Value", Right: true}, {Name: "95% interval"}, {Name: "Status"}}}
	for _, c := range r.Checks {
		t.Rows = append(t.Rows, []string{c.Text, c.shown(c.Estimate.Value, r.Projection.Timeline), c.interval(r.Projection.Timeline), string(c.Verdict.Status)})
		if text := c.Remark(); text != "" {
			t.Notes = append(t.Notes, text)
		}
	}
	return t
}

// shown prints a value of the check's unit; a probability so that the ends of its
// interval can be told apart.
func (c Check) shown(v float64, t model.Timeline) string {
	if c.Unit != "%" || model.IsAbsent(v) {
		return Value(v, c.Unit, t)
	}
	decimals := 1
	if c.Estimate.CI.High-c.Estimate.CI.Low < 0.002 {
		decimals = 2
	}
	return trimZeros(strconv.FormatFloat(quantity.Settle(100*v), 'f', decimals, 64)) + "%"
}

// interval prints the confidence interval, nothing for what is certain.
func (c Check) interval(t model.Timeline) string {
	ci := c.Estimate.CI
	if c.Unit == "date" {
		ci = ci.Within(0, float64(t.Months-1))
	}
	low, high := c.shown(ci.Low, t), c.shown(ci.High, t)
	switch {
	case model.IsAbsent(c.Estimate.Value), ci.Low == ci.High && !ci.OpenLow && !ci.OpenHigh:
		return ""
	case ci.OpenLow && ci.OpenHigh:
		return "not known"
	case ci.OpenLow:
		return "up to " + high
	case ci.OpenHigh:
		return low + " or more"
	}
	return low + " to " + high
}

// Remark says what would decide an undecided check, or what an absent value means; ""
// where there is nothing to say.
func (c Check) Remark() string {
	v := c.Verdict
	switch {
	case v.Status != ensemble.Undecided && c.Note != "":
		return c.Text + ": " + c.Note + "."
	case v.Status != ensemble.Undecided:
		return ""
	case v.Open:
		return c.Text + " is undecided: there are too few paths to bound it."
	case v.Paths > 0:
		return fmt.Sprintf("%s is undecided: about %s paths would decide it (--paths %d).", c.Text, thousands(v.Paths), v.Paths)
	}
	return c.Text + " is undecided, and no reasonable number of paths would decide it."
}

// thousands prints a whole number with commas between groups of digits.
func thousands(n int) string {
	digits := fmt.Sprint(n)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// share prints a probability or a share of the paths: never 0% of what happens, nor 100%
// of what does not always.
func share(p float64) string {
	switch {
	case p > 0 && p < 0.0005:
		return "<0.1%"
	case p > 0.9995 && p < 1:
		return ">99.9%"
	case p == 0 || p == 1 || p >= 0.0995 && p < 0.9895:
		return fmt.Sprintf("%.0f%%", quantity.Settle(100*p))
	}
	return fmt.Sprintf("%.1f%%", quantity.Settle(100*p))
}
