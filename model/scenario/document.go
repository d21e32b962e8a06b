package scenario

import (
	"errors"
	"strconv"
	"strings"

	"computegap/model"
)

// Scenario applies settings to the document, in their order, and decodes it. The error
// is [Faults]: every fault of every file and setting, in the order of the files.
func (d *Document) Scenario(settings ...Setting) (*model.Scenario, []model.Warning, error) {
	r := d.resolve(settings)
	if len(r.faults) > 0 {
		return nil, r.warnings, d.sorted(r.faults)
	}
	return r.scenario, r.warnings, nil
}

// Model is [Document.Scenario] and then [model.Compile]. What the model refuses comes
// back at its place, together with the faults of the files; of lines that have faults
// of their own nothing more is said, nor of what is missing, which the files have told.
func (d *Document) Model(opt model.Options, settings ...Setting) (*model.Model, []model.Warning, error) {
	r := d.resolve(settings)
	m, refused, err := compile(r.scenario, opt)
	if err != nil {
		return nil, r.warnings, err
	}
	faulty, decoded := r.faulty(), r.faults
	for _, x := range refused {
		if !faulty[line(x.Path)] && (len(decoded) == 0 || x.Message != "missing") {
			r.faults = append(r.faults, locate(r.root, x))
		}
	}
	if len(r.faults) > 0 {
		return nil, r.warnings, d.sorted(r.faults)
	}
	return m, r.warnings, nil
}

// compile compiles a scenario. Where only its timeline is refused, and runs in the
// right direction, the rest is looked at as well, by month.
func compile(s *model.Scenario, opt model.Options) (*model.Model, model.Faults, error) {
	m, err := model.Compile(s, opt)
	var refused model.Faults
	if err == nil || !errors.As(err, &refused) {
		return m, nil, err
	}
	byMonth := *s
	byMonth.Timeline.Step = 1
	_, err = model.Compile(&byMonth, opt)
	var more model.Faults
	if s.Timeline.Step != 1 && line(refused[0].Path) == "timeline" && errors.As(err, &more) && line(more[0].Path) != "timeline" {
		refused = append(refused, more...)
	}
	return nil, refused, nil
}

// resolved is a document with settings applied, decoded as far as it goes.
type resolved struct {
	root     *node
	scenario *model.Scenario
	warnings []model.Warning
	faults   Faults
}

func (d *Document) resolve(settings []Setting) resolved {
	r := resolved{root: d.root, faults: append(Faults(nil), d.faults...)}
	for _, s := range settings {
		root, faults := s.apply(r.root)
		r.root, r.faults = root, append(r.faults, faults...)
	}
	s, decoded := decode(d.name, r.root, d.root, d.memo)
	r.scenario, r.warnings = s, decoded.warnings
	r.faults = append(r.faults, decoded.faults...)
	return r
}

// line is the part of a path that names a line of the scenario, or a key outside the
// lines.
func line(path string) string {
	names := strings.Split(path, ".")
	n := 2
	if names[0] == "timeline" {
		n = 1
	}
	if len(names) > 1 && names[0] == "funding" && (names[1] == "rounds" || names[1] == "facilities") {
		n = 3
	}
	return strings.Join(names[:min(n, len(names))], ".")
}

// faulty finds the lines with faults, and the umbrellas and contracts that depend on
// them.
func (r *resolved) faulty() map[string]bool {
	lines := map[string]bool{}
	var todo []string
	mark := func(name string) {
		if !lines[name] {
			lines[name] = true
			todo = append(todo, name)
		}
	}
	beside := map[string][]string{} // of a contract its umbrella, and the other way round
	for _, c := range r.scenario.Commitments {
		if c.Within != "" {
			own, above := "commitments."+c.ID, "commitments."+c.Within
			beside[own], beside[above] = append(beside[own], above), append(beside[above], own)
		}
	}
	for _, x := range r.faults {
		mark(line(x.Path))
	}
	for len(todo) > 0 {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, other := range beside[name] {
			mark(other)
		}
	}
	return lines
}

// Fault gives a fault that was found after reading, such as that of a check that wants
// what was not computed, its place in the files or settings. An entry of a list is named
// by its number from 1: "checks.2".
func (d *Document) Fault(x model.Fault, settings ...Setting) Faults {
	return Faults{locate(d.resolve(settings).root, x)}
}

// locate gives a fault of the model the place of the key at its path, or of the entry of a
// list, counted from 1, or of the nearest key above; where a setting gave the value, the
// setting.
func locate(root *node, x model.Fault) Fault {
	at, n := root, root
	for _, name := range strings.Split(x.Path, ".") {
		if i, err := strconv.Atoi(name); err == nil && i > 0 && n != nil && i <= len(n.items) {
			at, n = n.items[i-1], n.items[i-1]
			continue
		}
		p := n.pair(name)
		if p == nil {
			break
		}
		at, n = p.key, p.value
		if n.from.setting {
			at = n
		}
	}
	return at.fault(x.Path, x.Hint, "%s", x.Message)
}
