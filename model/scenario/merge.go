package scenario

import "slices"

// merge lays a file over the one it extends and returns the result. Blocks and
// mappings of named things merge key by key; everything else is replaced as a whole;
// a null removes; a key displaces what it excludes.
func (d *Document) merge(base, over *node) *node {
	return (&merger{fault: func(x Fault) { d.faults = append(d.faults, x) }}).merge(base, over, tree, "")
}

type merger struct{ fault func(Fault) }

func (m *merger) merge(base, over *node, k *branch, path string) *node {
	if !merges(base, over, k) {
		return over
	}
	base = k.displace(base, over)
	out := *base
	out.pairs = slices.Clone(base.pairs)
	at := make(map[string]int, len(out.pairs))
	for i, p := range out.pairs {
		at[p.key.text] = i
	}
	for _, p := range over.pairs {
		name := p.key.text
		i, inherited := at[name]
		child := k.child(name)
		switch {
		case p.value.null() && !inherited && child != nil:
			m.fault(p.key.fault(join(path, name), nothingToRemove(name, base), "there is nothing inherited to remove"))
		case !inherited:
			out.pairs = append(out.pairs, p)
		case child == nil || p.value.null() || out.pairs[i].value.null():
			out.pairs[i] = p
		default:
			out.pairs[i] = pair{p.key, m.merge(out.pairs[i].value, p.value, child, join(path, name))}
		}
	}
	out.pairs = slices.DeleteFunc(out.pairs, func(p pair) bool {
		_, inherited := at[p.key.text]
		return inherited && p.value.null() && k.child(p.key.text) != nil
	})
	return &out
}

// nothingToRemove is the hint for the removal of a key that the base does not have.
func nothingToRemove(name string, base *node) string {
	if near := nearest(name, base.names()); near != "" {
		return "did you mean " + near + "?"
	}
	return "remove the line"
}

// merges reports whether two values of a key merge key by key.
func merges(base, over *node, k *branch) bool {
	if k.key == nil || base.shape != mapping || over.shape != mapping {
		return false
	}
	return k.key.Kind == Named || k.key.Kind == Block && !k.key.Whole
}

// displace returns the base without what the keys of over exclude.
func (k *branch) displace(base, over *node) *node {
	drop := func(says, goes condition) {
		if over.pair(goes.name) == nil && says.matches(k, over) && goes.matches(k, base) {
			base = base.without(goes.name)
			base.gone = append(slices.Clip(base.gone), loss{goes.name, over.pair(says.name).key})
		}
	}
	for _, r := range k.rules {
		drop(r.a, r.b)
		drop(r.b, r.a)
	}
	return base
}

// matches reports whether a condition certainly holds in a block.
func (c condition) matches(k *branch, n *node) bool {
	holds, known := c.holds(k, n)
	return holds && known
}

// holds reports whether a condition holds in a block, and whether that is known: the
// value it asks for may be none of the words of its key.
func (c condition) holds(k *branch, n *node) (holds, known bool) {
	v := n.child(c.name)
	if len(c.values) == 0 {
		return v != nil, true
	}
	child := k.named(c.name)
	if child.key.Kind == Block {
		if v == nil {
			return false, true
		}
		if v.shape == mapping {
			v = v.child(child.key.Selector)
		}
		child = child.named(child.key.Selector)
	}
	word := child.key.Default
	if v != nil {
		if v.shape != scalar {
			return false, false
		}
		word = v.text
	}
	if !slices.Contains(child.key.Words, word) {
		return false, false
	}
	return slices.Contains(c.values, word), true
}

// names lists the keys of a mapping.
func (n *node) names() []string {
	if n == nil {
		return nil
	}
	names := make([]string, len(n.pairs))
	for i := range n.pairs {
		names[i] = n.pairs[i].key.text
	}
	return names
}
