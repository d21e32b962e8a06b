package scenario

import "strings"

// loss is a key of a block that is gone because a later file or a setting says another
// one, which excludes it.
type loss struct {
	name string
	by   *node // the other key
}

// lost finds what took the place of a key that the block had, nil if nothing did or it
// has the key again, or the other no more.
func (n *node) lost(name string) *node {
	if n.pair(name) != nil {
		return nil
	}
	for i := len(n.gone) - 1; i >= 0; i-- {
		if x := n.gone[i]; x.name == name && n.pair(x.by.text) != nil {
			return x.by
		}
	}
	return nil
}

// lack is what a block misses because a key took the place of another.
type lack struct {
	loss
	missing, samples []string
}

// lacks notes that a required key is missing since the key that did without it is gone,
// and reports whether that is why.
func (b *block) lacks(c *branch) bool {
	for _, cond := range c.unless {
		by := b.n.lost(cond.name)
		if by == nil {
			continue
		}
		for i := range b.lack {
			if b.lack[i].by == by {
				b.lack[i].add(c)
				return true
			}
		}
		b.lack = append(b.lack, lack{loss: loss{cond.name, by}})
		b.lack[len(b.lack)-1].add(c)
		return true
	}
	return false
}

func (l *lack) add(c *branch) {
	l.missing = append(l.missing, c.name)
	l.samples = append(l.samples, strings.TrimPrefix(c.sample(), "add "))
}

// replaced reports, once for each, the keys that took the place of another which alone
// did without what is missing now.
func (b *block) replaced() {
	for _, l := range b.lack {
		are := "are"
		if len(l.missing) == 1 {
			are = "is"
		}
		b.d.fault(l.by, join(b.path, l.by.text), "add "+joined(l.samples, "and")+", or leave "+l.by.text+" out",
			"takes the place of %s, and then %s %s missing", l.name, joined(l.missing, "and"), are)
	}
}
