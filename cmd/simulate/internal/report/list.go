package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"computegap/model"
)

// Shelved is a scenario as the list shows it.
type Shelved struct {
	Name, Title, AsOf string
	Default           bool
	Figures           []Figure
	Context           []model.Fact
	Sources           []model.Source
}

// Figure is an input and its value for people.
type Figure struct {
	model.Quantity
	Text string
}

// WriteList prints the scenarios with a line each.
func WriteList(w io.Writer, shelf []Shelved, f Format) error {
	switch f {
	case JSON:
		list := []object{}
		for _, s := range shelf {
			list = append(list, object{{"name", s.Name}, {"title", s.Title}, {"as_of", s.AsOf}, {"default", s.Default}})
		}
		return writeDocument(w, object{{"schema", SchemaVersion}, {"scenarios", list}})
	case CSV:
		var l long
		for _, s := range shelf {
			l.add("scenarios", s.Name+".title", "", s.Title)
			l.add("scenarios", s.Name+".as_of", "", s.AsOf)
		}
		return l.write(w)
	}
	t := Table{Columns: []Column{{Name: "Scenario"}, {Name: "As of"}, {Name: "Title", Wrap: 50}}}
	for _, s := range shelf {
		title := s.Title
		if s.Default {
			title += " (start here)"
		}
		t.Rows = append(t.Rows, []string{s.Name, s.AsOf, title})
	}
	return t.Write(w, f)
}

// row is one figure or fact with where it comes from.
type row struct {
	scenario, what, figure, status, when, source string
}

// WriteFacts prints every sourced figure and all context of the scenarios. A figure
// that several scenarios share is printed with the first.
func WriteFacts(w io.Writer, shelf []Shelved, f Format) error {
	rows := facts(shelf)
	switch f {
	case JSON:
		list := []object{}
		for _, r := range rows {
			list = append(list, object{{"scenario", r.scenario}, {"what", r.what}, {"figure", r.figure},
				{"status", r.status}, {"as_of", r.when}, {"source", r.source}})
		}
		return writeDocument(w, object{{"schema", SchemaVersion}, {"facts", list}})
	case CSV:
		var l long
		for _, r := range rows {
			l.add("facts", r.scenario+": "+r.what, r.when, r.figure)
			l.add("sources", r.scenario+": "+r.what, r.when, r.status+": "+r.source)
		}
		return l.write(w)
	}
	p := &printer{w: w, format: f}
	p.table(factTable(rows))
	p.table(sourceTable(rows))
	return p.err
}

// factTable lists the figures, with the number of each one's source.
func factTable(rows []row) Table {
	t := Table{Columns: []Column{{Name: "What", Wrap: 44}, {Name: "Figure", Wrap: 20}, {Name: "Status"}, {Name: "As of", Wrap: 10}, {Name: "Source", Right: true}}}
	numbers := numbered(rows)
	last := ""
	for _, r := range rows {
		if r.scenario != last {
			t.Rows = append(t.Rows, []string{strings.ToUpper(r.scenario), "", "", "", ""})
			last = r.scenario
		}
		number := ""
		if r.source != "" {
			number = fmt.Sprintf("[%d]", slices.Index(numbers, r.source)+1)
		}
		t.Rows = append(t.Rows, []string{r.what, r.figure, r.status, r.when, number})
	}
	return t
}

// sourceTable lists the sources by number.
func sourceTable(rows []row) Table {
	t := Table{Columns: []Column{{Name: "Source", Right: true}, {Name: "Document", Wrap: 72}}}
	for i, s := range numbered(rows) {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("[%d]", i+1), s})
	}
	return t
}

// numbered lists each source once, in the order in which the rows name them.
func numbered(rows []row) (sources []string) {
	for _, r := range rows {
		if r.source != "" && !slices.Contains(sources, r.source) {
			sources = append(sources, r.source)
		}
	}
	return sources
}

// facts gathers the rows: assumed figures are no facts and are left out.
func facts(shelf []Shelved) (rows []row) {
	seen := map[row]bool{}
	add := func(scenario string, r row) {
		if !seen[r] {
			seen[r] = true
			r.scenario = scenario
			rows = append(rows, r)
		}
	}
	for _, s := range shelf {
		for _, q := range s.Figures {
			if q.Origin.Status != "assumed" {
				add(s.Name, row{what: q.Path, figure: q.Text, status: q.Origin.Status, when: q.Origin.AsOf, source: source(s, q.Origin.Source)})
			}
		}
		for _, c := range s.Context {
			add(s.Name, row{what: c.Fact, figure: c.Figure, status: c.Status, when: c.When, source: source(s, c.Source)})
		}
	}
	return rows
}

// source is a document in full.
func source(s Shelved, id string) string {
	for _, d := range s.Sources {
		if d.ID == id {
			parts := []string{d.Title}
			if d.Publisher != "" {
				parts = append(parts, d.Publisher)
			}
			if d.Date != "" {
				parts = append(parts, d.Date)
			}
			return strings.Join(parts, ", ")
		}
	}
	return id
}
