package scenario

import (
	"slices"
	"strconv"
	"strings"
)

// Canonical returns the scenario with settings applied in a form that depends on what
// it says alone: not on files, comments, the order of keys or the style of YAML. Two
// scenarios with the same form give the same results. Settings that do not apply are
// left out; [Document.Scenario] reports them.
func (d *Document) Canonical(settings ...Setting) []byte {
	root := d.root
	for _, s := range settings {
		if changed, faults := s.apply(root); len(faults) == 0 {
			root = changed
		}
	}
	return root.canonical(nil)
}

// canonical appends the node to b: scalars quoted, keys in order.
func (n *node) canonical(b []byte) []byte {
	switch n.shape {
	case mapping:
		pairs := slices.Clone(n.pairs)
		slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.key.text, b.key.text) })
		b = append(b, '{')
		for _, p := range pairs {
			b = strconv.AppendQuote(b, p.key.text)
			b = append(p.value.canonical(append(b, ':')), ',')
		}
		return append(b, '}')
	case sequence:
		b = append(b, '[')
		for _, item := range n.items {
			b = append(item.canonical(b), ',')
		}
		return append(b, ']')
	}
	return strconv.AppendQuote(b, n.text)
}
