package scenario

import (
	"fmt"

	"computegap/model"
)

// decoder turns a tree into a scenario, collecting faults and warnings.
type decoder struct {
	root     *node
	was      *node // the tree before settings
	memo     *memo
	faults   Faults
	faulty   map[string]bool // paths of faults
	warnings []model.Warning
	inputs   []input // every quantity, in the order decoded
	sources  map[string]model.Source
	hints    int            // looked for, which costs time
	compared int            // names, for their spelling
	told     map[*node]bool // statuses already found to lack a source
}

// maxHints bounds how many nearest names are looked for in one decoding, so that a
// file of nothing but faults is refused quickly.
const maxHints = 200

func (d *decoder) fault(n *node, path, hint, format string, args ...any) {
	d.faults = append(d.faults, n.fault(path, hint, format, args...))
	d.faulty[path] = true
}

func (d *decoder) warn(path, format string, args ...any) {
	d.warnings = append(d.warnings, model.Warning{Path: path, Message: fmt.Sprintf(format, args...)})
}

// meant is the hint for a name that is not one of the candidates.
func (d *decoder) meant(name string, candidates []string) string {
	if d.hints++; d.hints > maxHints {
		return ""
	}
	return meant(name, candidates)
}

// block is a mapping with keys of its own, being decoded.
type block struct {
	d      *decoder
	n      *node
	k      *branch
	at     *node // where faults about the block as a whole are placed
	path   string
	origin origin
	lack   []lack
	slips  map[string]bool // keys that a key not known was probably meant to be
}

// block checks the keys of a mapping: each is known, has a value, may stand there and
// excludes no other, and none that is required is missing.
func (d *decoder) block(n, at *node, k *branch, path string, above origin) *block {
	if n != nil && n.from.setting {
		at = n // the setting has put it in place of what the key had
	}
	b := &block{d: d, n: n, k: k, at: at, path: path, origin: above}
	switch {
	case n.null():
		b.n = &node{shape: mapping, from: at.from, line: at.line, column: at.column}
	case n.shape == scalar && k.key.Bare:
		key := &node{text: k.key.Selector, plain: true, from: n.from, line: n.line, column: n.column}
		b.n = &node{shape: mapping, from: n.from, line: n.line, column: n.column, pairs: []pair{{key, n}}}
	case n.shape != mapping:
		d.fault(n, path, "its keys are "+joined(k.names(), "and"), "%s where a mapping of keys is wanted", n.what())
		b.n = nil
		return b
	}
	for _, p := range b.n.pairs {
		b.check(p)
	}
	b.exclusions()
	for _, c := range k.children {
		b.requirement(c)
	}
	b.replaced()
	b.origin = above.within(b)
	return b
}

// check looks at one key.
func (b *block) check(p pair) {
	name := p.key.text
	c := b.k.named(name)
	at := join(b.path, name)
	switch {
	case c == nil && b.d.hints < maxHints:
		b.d.hints++
		b.d.fault(p.key, at, b.k.hint(name, at), "no such key")
		if b.slips == nil {
			b.slips = map[string]bool{}
		}
		b.slips[nearest(name, b.k.names())] = true
	case c == nil:
		b.d.fault(p.key, at, "", "no such key")
	case p.value.null() && c.key.Kind != Named && c.key.Kind != List && c.key.Kind != Block:
		b.d.fault(p.key, at, "give it a value, or remove the line", "has no value")
	default:
		for _, cond := range c.only {
			if holds, known := cond.holds(b.k, b.n); known && !holds {
				b.d.fault(p.key, at, b.onlyHint(cond), "does not go with %s", b.instead(cond))
			}
		}
	}
}

// instead says what stands in the block in place of a condition.
func (b *block) instead(c condition) string {
	if len(c.values) == 0 {
		return "a block without " + c.name
	}
	k := b.k.named(c.name)
	v := b.n.child(c.name)
	if k.key.Kind == Block {
		k = k.named(k.key.Selector)
		if v != nil && v.shape == mapping {
			v = v.child(k.name)
		}
	}
	if v != nil {
		return k.name + " " + v.text
	}
	return k.name + " " + k.key.Default
}

// onlyHint says what would have to stand in the block, or which keys go with what
// stands there.
func (b *block) onlyHint(c condition) string {
	if by := b.n.lost(c.name); by != nil {
		return by.text + " takes the place of " + c.name + ": remove it, or leave " + by.text + " out"
	}
	if len(c.values) == 0 {
		return "give " + c.name + " as well, or remove it"
	}
	var fit []string
	for _, x := range b.k.children {
		if len(x.only) > 0 && x.only[0].matches(b.k, b.n) {
			fit = append(fit, x.name)
		}
	}
	if len(fit) == 0 {
		return "it goes with " + c.String()
	}
	return "it goes with " + c.String() + "; " + b.instead(c) + " takes " + joined(fit, "and")
}

// exclusions reports keys that cannot stand beside each other, each once, at the later
// of the two.
func (b *block) exclusions() {
	var late []condition
	others := map[string][]string{} // by the name of the later key
	for _, r := range b.k.rules {
		if !r.a.matches(b.k, b.n) || !r.b.matches(b.k, b.n) {
			continue
		}
		if after(b.n.pair(r.b.name).key, b.n.pair(r.a.name).key) {
			r.a, r.b = r.b, r.a
		}
		if others[r.a.name] == nil {
			late = append(late, r.a)
		}
		others[r.a.name] = append(others[r.a.name], b.stands(r.b))
	}
	for _, c := range late {
		rest := joined(others[c.name], "and")
		hint := "keep one or the other"
		if len(c.values) > 0 {
			hint = b.stands(c) + " goes without " + rest
		}
		b.d.fault(b.n.pair(c.name).key, join(b.path, c.name), hint, "cannot stand beside %s", rest)
	}
}

// stands names what stands in the block where a condition holds: the key, or the word
// that the condition asks for.
func (b *block) stands(c condition) string {
	if len(c.values) == 0 {
		return c.name
	}
	return b.instead(c)
}

// after reports whether a key stands after another of the same tree.
func after(a, b *node) bool {
	if a.from != b.from {
		return a.from.order < b.from.order
	}
	return a.line > b.line || a.line == b.line && a.column > b.column
}

// requirement reports a key that is required and missing.
func (b *block) requirement(c *branch) {
	if !c.key.Required && len(c.unless) == 0 || b.n.pair(c.name) != nil || b.slips[c.name] {
		return
	}
	for _, cond := range c.only {
		if !cond.matches(b.k, b.n) {
			return
		}
	}
	var others []string
	for _, cond := range c.unless {
		if holds, known := cond.holds(b.k, b.n); holds || !known {
			return
		}
		if len(cond.values) == 0 {
			others = append(others, cond.name)
		}
	}
	if b.lacks(c) {
		return
	}
	hint := c.sample()
	if len(others) > 0 {
		hint += ", or " + oneOf(others)
	}
	b.d.fault(b.at, join(b.path, c.name), hint, "is missing")
}
