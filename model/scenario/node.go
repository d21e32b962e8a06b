package scenario

// shape is what a node holds.
type shape uint8

const (
	scalar shape = iota
	mapping
	sequence
)

// node is a value of a scenario with the place where it was written. Nodes are never
// changed once made; merging and settings build new ones.
type node struct {
	shape shape
	text  string // of a scalar
	plain bool   // a scalar without quotes
	flow  bool   // a mapping or sequence in brackets
	pairs []pair // of a mapping, in the order written
	items []*node
	gone  []loss // of a mapping: the keys that others took the place of

	from         *file
	line, column int // from 1
}

// pair is a key of a mapping with its value. The key is a scalar.
type pair struct{ key, value *node }

// null reports whether the node is absent, empty, ~ or null.
func (n *node) null() bool {
	if n == nil {
		return true
	}
	if n.shape != scalar || !n.plain {
		return false
	}
	switch n.text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// pair finds a key of a mapping, nil if it has none of that name.
func (n *node) pair(name string) *pair {
	if n == nil {
		return nil
	}
	for i := range n.pairs {
		if n.pairs[i].key.text == name {
			return &n.pairs[i]
		}
	}
	return nil
}

// child finds the value of a key, nil if there is none or it is null.
func (n *node) child(name string) *node {
	if p := n.pair(name); p != nil && !p.value.null() {
		return p.value
	}
	return nil
}

// with returns a copy of a mapping in which a key has another value; a new key comes
// last.
func (n *node) with(key, value *node) *node {
	c := *n
	c.pairs = make([]pair, len(n.pairs), len(n.pairs)+1)
	copy(c.pairs, n.pairs)
	for i := range c.pairs {
		if c.pairs[i].key.text == key.text {
			c.pairs[i] = pair{key, value}
			return &c
		}
	}
	c.pairs = append(c.pairs, pair{key, value})
	return &c
}

// without returns a copy of a mapping that lacks a key.
func (n *node) without(name string) *node {
	c := *n
	c.pairs = nil
	for _, p := range n.pairs {
		if p.key.text != name {
			c.pairs = append(c.pairs, p)
		}
	}
	return &c
}

// what names the shape of the node for a message.
func (n *node) what() string {
	switch {
	case n.null():
		return "nothing"
	case n.shape == mapping:
		return "a mapping"
	case n.shape == sequence:
		return "a list"
	}
	return quote(n.text)
}
