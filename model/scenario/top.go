package scenario

import (
	"cmp"
	"fmt"

	"computegap/model"
	"computegap/model/quantity"
)

// decode turns a tree into a scenario, as far as it goes; what is wrong stays with the
// decoder. The tree before settings is was.
func decode(name string, root, was *node, m *memo) (*model.Scenario, *decoder) {
	d := &decoder{root: root, was: was, memo: m, faulty: map[string]bool{}, told: map[*node]bool{}}
	b := d.block(root, root, tree, "", origin{})
	s := &model.Scenario{Name: name, Title: cmp.Or(b.text("title"), name), Description: b.text("description"), AsOf: b.day("as_of")}
	s.Timeline = d.timeline(b)
	s.Sources = d.readSources(b, s.AsOf)
	s.Revenue, s.Costs = d.revenue(b), d.costs(b)
	s.Commitments, s.Funding = d.commitments(b), d.funding(b)
	d.terms(s, b)
	s.Correlations = d.correlations(b)
	s.Ensemble = d.ensemble(b, s.Timeline)
	s.Checks = d.checks(b, s.Timeline)
	s.Context = d.context(b)
	return s, d
}

// timeline reads the months that are computed; their number is 0 where a date is
// wrong or missing.
func (d *decoder) timeline(top *block) (t model.Timeline) {
	b := top.block("timeline")
	if b == nil {
		return t
	}
	start, end := b.month("start"), b.month("end")
	if step, err := quantity.ParseStep(b.word("report")); err == nil {
		t.Step = step.Months()
	}
	if start > 0 && end > 0 {
		t.Start, t.Months = start, end-start+1
	}
	return t
}

// readSources reads the documents that figures are taken from. One dated after the
// scenario's as_of is a warning.
func (d *decoder) readSources(top *block, asOf string) (list []model.Source) {
	d.sources = map[string]model.Source{}
	top.named("sources", func(id string, b *block) {
		s := model.Source{ID: id, Title: b.text("title"), Publisher: b.text("publisher"), Date: b.day("date"), URL: b.text("url"), Note: b.text("note"), Status: b.word("status")}
		if s.Date != "" && asOf != "" && quantity.DayAfter(s.Date, asOf) {
			d.warn(b.path+".date", "the source is dated %s, after the scenario's as_of %s: move as_of, or correct the date", s.Date, asOf)
		}
		d.sources[id] = s
		list = append(list, s)
	})
	return list
}

// ensemble reads how the ensemble is drawn. What the block does not state stays zero,
// for a flag may say it and the defaults come last.
func (d *decoder) ensemble(top *block, t model.Timeline) *model.Ensemble {
	b := top.block("ensemble")
	if b == nil {
		return nil
	}
	paths, word := b.integer("paths")
	e := &model.Ensemble{Paths: int(paths), Auto: word == "auto"}
	if seed, _ := b.integer("seed"); b.n.child("seed") != nil {
		e.Seed = &seed
	}
	if b.n.child("sampler") != nil {
		e.Sampler = b.word("sampler")
	}
	if n, _, path := b.scalar("tolerance", Text); n != nil {
		e.Tolerance = d.text(n, path)
		if _, err := ParseTolerance(e.Tolerance, t); err != nil && t.Months > 0 && e.Tolerance != "" {
			d.refuse(n, path, err)
		}
	}
	return e
}

// context reads the facts that the model does not use.
func (d *decoder) context(top *block) (list []model.Fact) {
	n, k, path := top.entry("context", List)
	for i, item := range d.items(n, path) {
		b := d.block(item, item, k.any, fmt.Sprintf("%s.%d", path, i+1), origin{})
		f := model.Fact{Fact: b.text("fact"), Figure: b.text("figure"), When: b.text("when"), Source: b.name("source"), Status: b.word("status"), Note: b.text("note")}
		if f.Status == "" {
			f.Status = d.sources[f.Source].Status
		}
		if f.Status == "" {
			f.Status = map[bool]string{true: "announced", false: "assumed"}[f.Source != ""]
		}
		list = append(list, f)
	}
	return list
}

// checks reads the conditions on the results. They are validated where the timeline
// is known.
func (d *decoder) checks(top *block, t model.Timeline) (list []string) {
	n, _, path := top.entry("checks", List)
	for i, item := range d.items(n, path) {
		at := fmt.Sprintf("%s.%d", path, i+1)
		if item.shape != scalar {
			d.fault(item, at, "write it as peak_gap.p95 < $900B", "%s where a condition is wanted", item.what())
			continue
		}
		if _, err := ParseCheck(item.text, t); err != nil && t.Months > 0 {
			d.refuse(item, at, err)
			continue
		}
		list = append(list, item.text)
	}
	return list
}
