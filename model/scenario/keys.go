package scenario

import (
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// Kind says what a key takes.
type Kind uint8

// The kinds of keys.
const (
	Text      Kind = iota
	YesNo          // true, false, yes or no
	Word           // one of Words
	Month          // a date, of which the first month counts
	LastMonth      // a date, of which the last month counts
	Day            // a day, month, quarter or year of publication
	Amount         // a quantity; Words may stand in its place
	Integer        // a whole number; Words may stand in its place
	Name           // the name of something that Refers says
	Block          // a mapping with keys of its own
	Named          // a mapping from names to blocks
	List           // a list
	Dated          // a mapping from dates to quantities
	Pair           // [path, path, rank correlation]
)

// Key describes one key of a scenario file. The table of keys is the only place that
// knows any of it.
//
// Conditions are written "name", which holds where the block has that key, or
// "name=a|b", which holds where its value (of a mapping: its selector) is a or b.
type Key struct {
	Path     string        // "commitments.*.total"; * stands for any name
	Kind     Kind          //
	Quantity quantity.Kind // of Amount and Dated
	Also     bool          // of Amount: it may be of the kind Second instead
	Second   quantity.Kind //
	Meaning  string        // in a sentence

	Required bool     // where Only allows it
	Unless   []string // required where none of these conditions holds
	Default  string   // as it would be written; "" when there is none

	Lo, Hi float64 // bounds in the base unit, inclusive, of Amount, Dated and Integer
	Open   bool    // Lo itself is excluded
	Dist   bool    // it may be a distribution
	Aside  bool    // no series and no metric depends on it
	Speed  bool    // a rate that is usually written as a plain number
	Unit   bool    // a fraction that cannot exceed 1: its 90% interval is logit-normal

	Words  []string // of Word, or those that may stand for an Amount or Integer
	Refers string   // revenue, commitments or sources, of Name and of lists of names
	Grain  string   // of Dated: year where every date must be one, month where it means its first month

	Selector string   // of a Block: the key whose value says which others are allowed
	Bare     bool     // of a Block: its selector may stand alone in its place
	Whole    bool     // of a Block: extends replaces it as a whole
	Only     []string // allowed only where all these conditions hold
	Excludes []string // what cannot stand beside it
}

// Keys returns the table of keys, block by block. What any quantity may be written as
// comes last, under "<quantity>".
func Keys() []Key { return slices.Clone(table) }

// KeyAt returns the key that a path of a scenario, or its pattern, names.
func KeyAt(path string) (Key, bool) {
	at := tree
	var owner *Key
	for _, name := range strings.Split(path, ".") {
		if at.key != nil && at.key.Kind == Amount {
			owner = at.key
		}
		if at = at.child(name); at == nil {
			return Key{}, false
		}
	}
	if at.key == nil {
		return Key{}, false
	}
	k := *at.key
	if k.Path == anyQuantity+".value" {
		k.Quantity, k.Lo, k.Open, k.Hi = owner.Quantity, owner.Lo, owner.Open, owner.Hi
	}
	return k, true
}

// KindOf returns the kind of quantity that an input of a scenario is: what its key takes
// or, where the key takes one of two, the kind in whose unit the input is. That of an
// input without a key is the zero Kind.
func KindOf(q model.Quantity) quantity.Kind {
	k, _ := KeyAt(q.Path)
	if k.Also && q.Unit == k.Second.Unit() {
		return k.Second
	}
	return k.Quantity
}

// anyQuantity stands for the path of a quantity in the table.
const anyQuantity = "<quantity>"

// branch is a node of the tree of keys.
type branch struct {
	name     string
	key      *Key
	children []*branch // in the order of the table
	any      *branch   // what any name, date or number leads to
	rules    []rule
	parts    *branch // of an Amount: the keys of the mapping it may be
	unless   []condition
	only     []condition

	fallback float64 // the default of an Amount
}

// child is where a name leads, nil if nowhere.
func (b *branch) child(name string) *branch {
	if c := b.named(name); c != nil {
		return c
	}
	return b.any
}

// named is the child of that very name.
func (b *branch) named(name string) *branch {
	for _, c := range b.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// names lists the keys of a block.
func (b *branch) names() []string {
	names := make([]string, len(b.children))
	for i, c := range b.children {
		names[i] = c.name
	}
	return names
}

// condition is a parsed condition on a block.
type condition struct {
	name   string
	values []string // empty: any
}

func parseCondition(text string) condition {
	name, values, found := strings.Cut(text, "=")
	if !found {
		return condition{name: name}
	}
	return condition{name, strings.Split(values, "|")}
}

// String writes the condition for a message: "curve constant or fade".
func (c condition) String() string {
	if len(c.values) == 0 {
		return c.name
	}
	return c.name + " " + oneOf(c.values)
}

// rule says that two keys of a block exclude each other.
type rule struct{ a, b condition }

var (
	table = concat(topKeys, revenueKeys, costKeys, commitmentKeys, fundingKeys, termKeys, sourceKeys, ensembleKeys, contextKeys, partKeys)
	tree  = plant(table)
)

func concat(lists ...[]Key) []Key { return slices.Concat(lists...) }

// under returns keys with a prefix before their paths.
func under(prefix string, lists ...[]Key) []Key {
	keys := concat(lists...)
	for i := range keys {
		keys[i].Path = prefix + "." + keys[i].Path
	}
	return keys
}

// plant builds the tree of keys.
func plant(keys []Key) *branch {
	root := &branch{key: &Key{Kind: Block}}
	parts := &branch{key: &Key{Kind: Block}}
	for i := range keys {
		k := &keys[i]
		if part, ok := strings.CutPrefix(k.Path, anyQuantity+"."); ok {
			parts.grow(part).set(k)
			continue
		}
		at := root
		for _, name := range strings.Split(k.Path, ".") {
			at = at.grow(name)
		}
		at.set(k)
	}
	root.finish(parts)
	return root
}

// grow returns the child of a name, made if need be.
func (b *branch) grow(name string) *branch {
	if name == "*" {
		if b.any == nil {
			b.any = &branch{name: name}
		}
		return b.any
	}
	if c := b.named(name); c != nil {
		return c
	}
	c := &branch{name: name}
	b.children = append(b.children, c)
	return c
}

// set gives the branch its key and parses what the key says of others.
func (b *branch) set(k *Key) {
	b.key = k
	for _, text := range k.Unless {
		b.unless = append(b.unless, parseCondition(text))
	}
	for _, text := range k.Only {
		b.only = append(b.only, parseCondition(text))
	}
	if k.Kind == Amount && k.Default != "" {
		v, err := quantity.Parse(k.Quantity, k.Default)
		if err != nil {
			panic("scenario: default of " + k.Path + ": " + err.Error())
		}
		b.fallback = v
	}
}

// finish gives every quantity the keys it may be written with, every dated mapping
// and list its elements, and every block the rules of its keys.
func (b *branch) finish(parts *branch) {
	if k := b.key; k != nil {
		switch {
		case k.Kind == Amount:
			for _, c := range b.children {
				c.finish(parts)
			}
			b.children = append(b.children, parts.children...)
			b.parts = parts
			return
		case k.Kind == Dated:
			each := *k
			each.Path, each.Kind, each.Required = k.Path+".*", Amount, false
			b.any = &branch{name: "*", key: &each, children: parts.children, parts: parts}
			return
		case k.Kind == List && b.any == nil:
			each := Key{Path: k.Path + ".*", Kind: Text, Refers: k.Refers, Meaning: k.Meaning}
			if k.Refers != "" {
				each.Kind = Name
			}
			b.any = &branch{name: "*", key: &each}
			return
		}
	}
	for _, c := range b.children {
		for _, text := range c.key.Excludes {
			b.rules = append(b.rules, rule{condition{name: c.name}, parseCondition(text)})
		}
		c.finish(parts)
	}
	if b.any != nil {
		b.any.finish(parts)
	}
}
