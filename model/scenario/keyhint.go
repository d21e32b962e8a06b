package scenario

import (
	"slices"
	"strings"
)

// sample shows how a key is added.
func (b *branch) sample() string {
	switch v := b.example(); {
	case b.key.Kind == Word:
		return "add " + b.name + ": " + oneOf(b.key.Words)
	case v != "":
		return "add " + b.name + ": " + v
	}
	return "add " + b.name
}

// example is a value that the key takes: of a block, what it requires.
func (b *branch) example() string {
	if b.key.Kind != Block {
		return b.key.example()
	}
	chosen := &node{shape: mapping}
	if s := b.named(b.key.Selector); s != nil {
		word := &node{text: s.key.Words[0]}
		chosen.pairs = []pair{{&node{text: s.name}, word}}
	}
	var parts []string
	for _, c := range b.children {
		if c.key.Required && !slices.ContainsFunc(c.only, func(x condition) bool { return !x.matches(b, chosen) }) {
			parts = append(parts, c.name+": "+c.example())
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// example is a value that the key takes, "" for a text or a name.
func (k *Key) example() string {
	date := "2026-01"
	if k.Grain == "year" {
		date = "2026"
	}
	switch k.Kind {
	case YesNo:
		return "true"
	case Word:
		return k.Words[0]
	case Month:
		return "2026-01"
	case LastMonth:
		return "2033-12"
	case Day:
		return "2025-11-03"
	case Amount:
		return k.Quantity.Example()
	case Dated:
		return "{" + date + ": " + k.Quantity.Example() + "}"
	case Integer:
		return "1"
	case Pair:
		return "[PATH, PATH, 0.3]"
	}
	return ""
}

// wanted names what a key takes.
func (k *Key) wanted() string {
	switch k.Kind {
	case YesNo:
		return "true or false"
	case Word:
		return oneOf(k.Words)
	case Month, LastMonth, Day:
		return "a date"
	case Amount, Dated:
		if k.Also {
			return k.Quantity.String() + " or " + k.Second.String()
		}
		return k.Quantity.String()
	case Integer:
		return "a whole number"
	case Name:
		return "a name"
	}
	return "a text"
}

// hint says what was meant by a key that a block does not have: one of its own, or
// where the name belongs.
func (b *branch) hint(name, path string) string {
	near := nearest(name, b.names())
	if near != "" && distance(folded(name), folded(near)) <= 1 {
		return "did you mean " + near + "?"
	}
	if place := belongs(name, path); place != "" {
		return name + " belongs " + place
	}
	if near != "" {
		return "did you mean " + near + "?"
	}
	if names := b.names(); len(names) > 0 {
		return "the keys here are " + joined(names, "and")
	}
	return ""
}

// belongs says where else a key of that name stands: below this place, else beside or
// above, else anywhere.
func belongs(name, path string) string {
	var places []string
	closest := -1
	for i := range table {
		at, last, found := cutLast(table[i].Path)
		if last != name || found && at == anyQuantity {
			continue
		}
		switch c := common(at, path); {
		case c > closest:
			closest, places = c, []string{at}
		case c == closest:
			places = append(places, at)
		}
	}
	for i, p := range places {
		if p == "" {
			return "at the top level"
		}
		places[i] = "under " + strings.ReplaceAll(p, "*", "NAME")
	}
	if len(places) > 3 {
		places = places[:3]
	}
	return oneOf(places)
}

// cutLast splits the last name off a path.
func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

// common counts the names with which a pattern and a path both begin.
func common(pattern, path string) int {
	a, b := strings.Split(pattern, "."), strings.Split(path, ".")
	n := 0
	for n < len(a) && n < len(b) && (a[n] == b[n] || a[n] == "*") {
		n++
	}
	return n
}
