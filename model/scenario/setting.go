package scenario

import (
	"strings"
)

// Setting changes a scenario before it is decoded: a YAML value at a path.
type Setting struct {
	Path  string // "commitments.aws.total"; * stands for every existing name
	Value string // as YAML; "null" removes
	Place string // how faults name it, cut when long: "--set commitments.aws.total=$40B"
}

// longestPlace is the most characters of a setting that name it in faults.
const longestPlace = 80

// ParseSetting reads "path=value"; flag, such as "--set", is what faults call it.
func ParseSetting(text, flag string) (Setting, error) {
	path, value, found := strings.Cut(text, "=")
	s := Setting{strings.TrimSpace(path), strings.TrimSpace(value), cut(strings.TrimSpace(flag+" "+text), longestPlace)}
	switch {
	case !found:
		return s, Faults{{File: s.Place, Message: "is not a setting", Hint: "write path=value, such as funding.cash=$20B"}}
	case s.Path == "":
		return s, Faults{{File: s.Place, Message: "names no path", Hint: "write path=value, such as funding.cash=$20B"}}
	case s.Value == "":
		return s, Faults{{File: s.Place, Path: s.Path, Message: "is set to nothing", Hint: "write null to remove it"}}
	}
	return s, nil
}

// apply returns the tree with a setting applied.
func (s Setting) apply(root *node) (*node, Faults) {
	f := &file{name: s.Place, setting: true, order: -1, data: []byte(s.Value)}
	value, faults := load(f)
	if value == nil || len(faults) > 0 {
		for i := range faults {
			faults[i].Path = strings.TrimSuffix(join(s.Path, faults[i].Path), ".")
		}
		return root, faults
	}
	e := editor{s: s, file: f, value: value}
	root = e.edit(root, tree, strings.Split(s.Path, "."), "")
	if len(e.faults) == 0 && e.changed == 0 {
		e.fault(s.Path, "", "nothing of this path exists")
	}
	return root, e.faults
}

// editor applies one setting.
type editor struct {
	s       Setting
	file    *file
	value   *node
	changed int
	starred bool // a * was passed: leave out what does not have the key
	faults  Faults
}

func (e *editor) fault(path, hint, message string) {
	e.faults = append(e.faults, Fault{File: e.file.name, Path: path, Message: message, Hint: hint})
}

// edit returns n with the value set at a path below it. n is nil where the scenario
// has nothing yet.
func (e *editor) edit(n *node, k *branch, names []string, path string) *node {
	if len(names) == 0 {
		e.changed++
		return e.value
	}
	was := n
	name, rest := strings.TrimSpace(names[0]), names[1:]
	n = e.opened(n, k, name)
	if name == "*" {
		return e.each(was, k, rest, path)
	}
	at := join(path, name)
	child := k.child(name)
	switch {
	case child == nil || name == "" || k.key.Kind == List || at == "extends":
		e.unknown(k, name, at)
		return was
	case n.pair(name) == nil && !e.mayCreate(n, k, child, name, at, len(rest)):
		return was
	}
	v := e.edit(n.child(name), child, rest, at)
	if v == n.child(name) {
		return was
	}
	key := &node{text: name, plain: true, from: e.file, line: 1, column: 1}
	if v.null() {
		if n.pair(name) == nil {
			e.fault(at, "", "there is nothing to remove")
		}
		return n.without(name)
	}
	over := &node{shape: mapping, from: e.file, pairs: []pair{{key, v}}}
	if p := n.pair(name); p != nil {
		key = p.key
	}
	return k.displace(n, over).with(key, v)
}

// opened returns a node as the mapping it is short for: a quantity's value, or the
// name of a ramp, may stand alone. A quantity gives way to a key beside which none can
// stand, as a share does to its points.
func (e *editor) opened(n *node, k *branch, next string) *node {
	out := &node{shape: mapping, from: e.file, line: 1, column: 1}
	instead := k.key.Kind == Amount && k.parts != nil && next != "*" && k.parts.named(next) == nil && n.pair(next) == nil
	if n.null() || n.shape == sequence || instead {
		return out
	}
	if n.shape == mapping {
		return n
	}
	var name string
	switch {
	case k.key.Kind == Amount && expression(n.text):
		name = "dist"
	case k.key.Kind == Amount:
		name = "value"
	case k.key.Kind == Block && k.key.Bare:
		name = k.key.Selector
	default:
		return out
	}
	out.from, out.line, out.column = n.from, n.line, n.column
	out.pairs = []pair{{&node{text: name, plain: true, from: n.from, line: n.line, column: n.column}, n}}
	return out
}

// each applies the rest of the path to every existing name.
func (e *editor) each(n *node, k *branch, rest []string, path string) *node {
	if k.any == nil || k.key.Kind == List {
		e.fault(join(path, "*"), "", "the keys here are fixed: * stands for names only")
		return n
	}
	e.starred = true
	for _, name := range n.names() {
		n = e.edit(n, k, append([]string{name}, rest...), path)
	}
	return n
}

// unknown reports a path that the table of keys does not have.
func (e *editor) unknown(k *branch, name, at string) {
	switch {
	case at == "extends":
		e.fault(at, "", "cannot be set")
	case k.key.Kind == List:
		e.fault(at, "set the list as a whole: "+strings.TrimSuffix(at, "."+name)+"=[…]", "an entry of a list has no name")
	default:
		e.fault(at, k.hint(name, at), "no such key")
	}
}

// mayCreate reports whether a key that the scenario does not have may be made. Under
// a * only what has a default is; a name that is close to an existing one is taken
// for a slip.
func (e *editor) mayCreate(n *node, k, child *branch, name, at string, deeper int) bool {
	if e.starred {
		return child.key.Default != "" && deeper == 0 && child.applies(k, n)
	}
	if k.key.Kind != Named {
		return true
	}
	if near := nearest(name, n.names()); near != "" {
		e.fault(at, "did you mean "+near+"?", "there is none of this name")
		return false
	}
	return true
}

// applies reports whether a key may stand in a block as it is.
func (b *branch) applies(block *branch, n *node) bool {
	for _, c := range b.only {
		if !c.matches(block, n) {
			return false
		}
	}
	for _, r := range block.rules {
		if r.a.name == b.name && r.b.matches(block, n) || r.b.name == b.name && r.a.matches(block, n) {
			return false
		}
	}
	return true
}
