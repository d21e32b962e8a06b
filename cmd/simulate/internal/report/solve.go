package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"computegap/model"
)

// Solution is where a metric meets a target, or jumps over it, as one input, or several by one factor,
// move.
type Solution struct {
	Name      string
	Path      string
	Factor    bool
	Measure   string
	Unit      string
	Target    float64
	Low, High string // the range searched, for people
	Least     float64
	Most      float64
	Crossings []Crossing
	Base      float64
	Time      model.Timeline
	Notes     []string
}

// Crossing is one value at which the metric meets the target or jumps over it.
type Crossing struct {
	X       float64
	Text    string // X for people
	Kind    string // how: meets, jumps, begins, ends
	At      float64
	Begins  bool     // a stretch on which the target is met begins here
	Ends    bool     // or ends
	Jumps   bool     // it leaps over the target, and does not meet it
	Before  float64  // of a jump: the metric on its lower side
	After   float64  // and on its upper
	Changes []Change // every input that moved
	Command string   // that sets them
}

// Write prints the solution in the given format.
func (s *Solution) Write(w io.Writer, f Format) error {
	switch f {
	case JSON:
		return s.writeJSON(w)
	case CSV:
		return s.writeCSV(w)
	}
	p := &printer{w: w, format: f}
	p.text(paragraph(s.sentence(), f))
	for _, n := range s.Notes {
		p.text(paragraph(n, f))
	}
	if len(s.Crossings) > 0 {
		p.table(s.table())
		for _, c := range s.Crossings {
			p.text("\n" + code(c.Command, f))
		}
	}
	return p.err
}

func code(command string, f Format) string {
	if f == Markdown {
		return "```console\n" + command + "\n```\n"
	}
	if utf8.RuneCountInString(command) > Width {
		command = strings.ReplaceAll(command, " --set ", " \\\n  --set ")
	}
	return command + "\n"
}

func (s *Solution) sentence() string {
	what := fmt.Sprintf("%s: %s is %s as it is.", s.Name, s.Measure, s.value(s.Base))
	met, jumps := s.met(), s.jumps()
	target, searched := s.value(s.Target), fmt.Sprintf("(searched from %s to %s)", s.Low, s.High)
	switch {
	case len(s.Crossings) == 0 && s.Least == s.Most:
		return fmt.Sprintf("%s It does not depend on %s from %s to %s: %s all the way, never %s. Perhaps something else in the scenario keeps it from counting, such as policy.",
			what, s.Path, s.Low, s.High, s.value(s.Least), target)
	case len(s.Crossings) == 0:
		return fmt.Sprintf("%s It does not meet %s for any %s from %s to %s, where it runs from %s to %s.", what, target,
			s.Path, s.Low, s.High, s.value(s.Least), s.value(s.Most))
	case len(met) == 0:
		return fmt.Sprintf("%s It does not meet %s: it jumps over it%s of %s %s.", what, target, s.places(jumps), s.Path, searched)
	case len(jumps) > 0:
		return fmt.Sprintf("%s It meets %s%s of %s, and jumps over it%s %s.", what, target, s.places(met), s.Path, s.places(jumps), searched)
	}
	return fmt.Sprintf("%s It meets %s%s of %s %s.", what, target, s.places(met), s.Path, searched)
}

// value prints a value of the metric.
func (s *Solution) value(v float64) string { return Value(v, s.Unit, s.Time) }

// places says where crossings of one sort lie, and from what to what a single jump goes.
func (s *Solution) places(list []Crossing) string {
	switch {
	case len(list) == 1 && list[0].Jumps:
		return fmt.Sprintf(", from %s to %s, at %s", s.value(list[0].Before), s.value(list[0].After), list[0].Text)
	case len(list) == 1:
		return " at " + list[0].Text
	case isStretch(list):
		return fmt.Sprintf(" from %s to %s", list[0].Text, list[1].Text)
	}
	return fmt.Sprintf(" at %d values", len(list))
}

// met lists the crossings at which the metric meets the target, and jumps those at which
// it leaps over it.
func (s *Solution) met() []Crossing   { return s.sort(false) }
func (s *Solution) jumps() []Crossing { return s.sort(true) }

func (s *Solution) sort(jumps bool) (list []Crossing) {
	for _, c := range s.Crossings {
		if c.Jumps == jumps {
			list = append(list, c)
		}
	}
	return list
}

// isStretch reports whether crossings are the two ends of a stretch on which the target is
// met throughout.
func isStretch(list []Crossing) bool {
	return len(list) == 2 && list[0].Begins && list[1].Ends
}

func (s *Solution) table() Table {
	t := Table{Columns: []Column{{Name: "Input", Wrap: 44}, {Name: "As it is", Right: true}, {Name: "Solved", Right: true}, {Name: s.Measure, Right: true}, {Name: "How", Wrap: 26}}}
	for _, c := range s.Crossings {
		for i, change := range c.Changes {
			row := []string{change.Path, change.From, change.To, "", ""}
			if i == 0 {
				row[3], row[4] = s.value(c.At), c.Kind
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

func (s *Solution) writeJSON(w io.Writer) error {
	list := []object{}
	for _, c := range s.Crossings {
		changes := object{}
		for _, x := range c.Changes {
			changes = append(changes, member{x.Path, object{{"from", x.From}, {"to", x.To}}})
		}
		list = append(list, object{{"value", number(c.X)}, {"text", c.Text}, {"how", c.Kind},
			{"metric", metricValue(c.At, s.Unit, s.Time)}, {"inputs", changes}, {"command", c.Command}})
	}
	return writeDocument(w, object{{"schema", SchemaVersion}, {"scenario", s.Name}, {"vary", s.Path}, {"factor", s.Factor},
		{"metric", s.Measure}, {"unit", s.Unit}, {"target", metricValue(s.Target, s.Unit, s.Time)},
		{"base", metricValue(s.Base, s.Unit, s.Time)}, {"low", s.Low}, {"high", s.High},
		{"least", metricValue(s.Least, s.Unit, s.Time)}, {"most", metricValue(s.Most, s.Unit, s.Time)}, {"crossings", list}})
}

func (s *Solution) writeCSV(w io.Writer) error {
	var l long
	l.add("solve", s.Measure+".base", "", metricText(s.Base, s.Unit, s.Time))
	for i, c := range s.Crossings {
		l.number("solve", fmt.Sprintf("%s.%d", s.Path, i+1), "", c.X)
		l.add("solve", fmt.Sprintf("%s.%d", s.Measure, i+1), "", metricText(c.At, s.Unit, s.Time))
	}
	return l.write(w)
}
