package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"computegap/model"
)

// SchemaVersion is the version of the JSON documents; it rises when a field changes
// its meaning, not when one is added.
const SchemaVersion = 1

// number is a float64 that JSON shows as null where it does not exist.
type number float64

// MarshalJSON implements [json.Marshaler].
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// marshal is [json.Marshal], but leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON implements [json.Marshaler].
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := marshal(m.name)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// writeDocument prints one JSON document, a member a line at the top level.
func writeDocument(w io.Writer, o object) error {
	var b bytes.Buffer
	b.WriteString("{")
	for i, m := range o {
		value, err := marshal(m.value)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "\n  %q: %s", m.name, value)
	}
	b.WriteString("\n}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// metricValue is a metric as JSON shows it: dates as months, absence as null.
func metricValue(v float64, unit string, t model.Timeline) any {
	switch {
	case model.IsAbsent(v):
		return nil
	case unit == "date":
		return Month(v, t)
	}
	return number(v)
}

func (r *Run) writeJSON(w io.Writer) error {
	p := r.Projection
	doc := object{
		{"schema", SchemaVersion},
		{"scenario", r.Name},
		{"title", r.Scenario.Title},
		{"as_of", r.Scenario.AsOf},
		{"currency", "USD"},
		{"report", Step(p.Timeline).String()},
		{"periods", periods(p.Timeline)},
		{"metrics", metrics(p)},
		{"series", series(p)},
		{"revenue", lines(p.Revenue, p.Timeline)},
		{"costs", lines(p.Costs, p.Timeline)},
		{"commitments", r.contractObjects()},
	}
	doc = append(doc, r.blocks()...)
	if r.Ensemble != nil {
		doc = append(doc, member{"ensemble", r.ensembleObject()})
	}
	if len(r.Checks) > 0 {
		doc = append(doc, member{"checks", r.checkObjects()})
	}
	doc = append(doc,
		member{"warnings", warnings(r.allWarnings())},
		member{"inputs", inputs(r.Model)},
		member{"manifest", r.Manifest},
	)
	return writeDocument(w, doc)
}

func metrics(p *model.Projection) (o object) {
	for i := range model.NumMetrics {
		info := i.Info()
		o = append(o, member{info.Name, metricValue(p.Metrics[i], info.Unit, p.Timeline)})
	}
	return o
}

func series(p *model.Projection) (o object) {
	for i := range model.NumSeries {
		var value any // null where there is none
		if v := p.Report(i); v != nil {
			value = v
		}
		o = append(o, member{i.Info().Name, value})
	}
	return o
}

func lines(list []model.Line, t model.Timeline) object {
	o := object{}
	for _, l := range list {
		o = append(o, member{l.ID, t.Sum(l.Months)})
	}
	return o
}

func (r *Run) contractObjects() object {
	p, o := r.Projection, object{}
	for _, c := range p.Commitments {
		o = append(o, member{c.ID, append(object{
			{"total", number(c.Total)},
			{"remainder", number(c.Remainder)},
			{"scheduled", number(c.Scheduled)},
			{"before", number(c.Before)},
			{"paid", p.Timeline.Sum(c.Paid)},
			{"escalation", number(c.Escalation)},
			{"after", number(c.After)},
			{"firmness", string(c.Firmness)},
			{"counterparty", c.Counterparty},
			{"memo", c.Memo},
		}, r.termsOf(c)...)})
	}
	return o
}

func warnings(list []model.Warning) any {
	type warning struct {
		Path    string `json:"path"`
		Message string `json:"message"`
	}
	out := []warning{}
	for _, w := range list {
		out = append(out, warning{w.Path, w.Message})
	}
	return out
}

// inputs lists the figures that the scenario states, each with where it comes from.
func inputs(m *model.Model) any {
	type input struct {
		Path         string  `json:"path"`
		Unit         string  `json:"unit"`
		Value        number  `json:"value"`
		Distribution *string `json:"distribution"`
		Source       *string `json:"source"`
		Status       string  `json:"status"`
		AsOf         string  `json:"as_of,omitempty"`
		Place        string  `json:"place"`
	}
	out := []input{}
	for _, q := range m.Inputs() {
		if !q.Stated {
			continue
		}
		o := q.Origin
		out = append(out, input{q.Path, q.Unit, number(q.Value), optional(o.Distribution),
			optional(o.Source), o.Status, o.AsOf, o.Place})
	}
	return out
}

// optional is nil for the empty string.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
