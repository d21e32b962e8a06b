package scenario

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"computegap/model/quantity"
)

// entry finds the value of a key, nil where it is absent, what the table says of it,
// and its path where it has a value or a default. Asking for a key
// that the table does not have is a programmer's mistake and panics.
func (b *block) entry(name string, kinds ...Kind) (*node, *branch, string) {
	c := b.k.named(name)
	if c == nil || !slices.Contains(kinds, c.key.Kind) {
		panic("scenario: " + b.path + "." + name + " is not in the table of keys")
	}
	n := b.n.child(name)
	if n == nil && c.key.Default == "" {
		return nil, c, ""
	}
	return n, c, join(b.path, name)
}

// scalar returns the text of a key that is present and is a scalar.
func (b *block) scalar(name string, kinds ...Kind) (n *node, k *branch, path string) {
	n, k, path = b.entry(name, kinds...)
	return b.d.scalar(n, k, path), k, path
}

// scalar returns n if it is a scalar, nil if it is absent or, with a fault, not one.
func (d *decoder) scalar(n *node, k *branch, path string) *node {
	if n != nil && n.shape != scalar {
		hint := "write " + k.key.wanted() + " alone, in quotes if it holds brackets or a colon"
		if v := k.key.example(); v != "" {
			hint = "write it as " + v
		}
		if k.key.Also {
			hint = "write it as " + k.key.form()
		}
		d.fault(n, path, hint, "%s where %s is wanted", n.what(), k.key.wanted())
		return nil
	}
	return n
}

// text reads a text, or its default.
func (b *block) text(name string) string {
	n, k, path := b.scalar(name, Text)
	if n == nil {
		return k.key.Default
	}
	return b.d.text(n, path)
}

// text reads a scalar as text, which holds no control characters.
func (d *decoder) text(n *node, path string) string {
	text := strings.TrimSpace(n.text)
	if strings.ContainsFunc(text, hidden) {
		d.fault(n, path, "write it as it should be read", "holds a character that does not show")
	} else if text == "" {
		d.fault(n, path, "give it a value, or remove the line", "is empty")
	}
	return text
}

// hidden reports whether a character would not show, or would move others about.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// yes reads true or false.
func (b *block) yes(name string) bool {
	n, k, path := b.scalar(name, YesNo)
	text := k.key.Default
	if n != nil {
		text = n.text
	}
	switch strings.ToLower(text) {
	case "true", "yes":
		return true
	case "false", "no":
		return false
	}
	b.d.fault(n, path, "write true or false", "%s is neither true nor false", quote(text))
	return false
}

// word reads one of the words of a key, or its default; "" when there is none.
func (b *block) word(name string) string {
	n, k, path := b.scalar(name, Word)
	if n == nil {
		return k.key.Default
	}
	return b.d.word(n, k.key, path)
}

func (d *decoder) word(n *node, k *Key, path string) string {
	if !slices.Contains(k.Words, n.text) {
		d.fault(n, path, d.meant(n.text, k.Words), "%s is not %s", quote(n.text), oneOf(k.Words))
		return ""
	}
	return n.text
}

// month reads a date as its first or last month, 0 when there is none.
func (b *block) month(name string) int {
	n, k, path := b.scalar(name, Month, LastMonth)
	if n == nil {
		return 0
	}
	span, err := recall(b.d.memo, n, func() (quantity.Span, error) { return quantity.ParseDate(n.text) })
	if err != nil {
		b.d.refuse(n, path, err)
		return 0
	}
	if k.key.Kind == LastMonth {
		return int(span.Last)
	}
	return int(span.First)
}

// refuse reports what another package refused.
func (d *decoder) refuse(n *node, path string, err error) {
	message, hint := explain(err)
	d.fault(n, path, hint, "%s", message)
}

// day reads the date of a publication, "" when there is none.
func (b *block) day(name string) string {
	n, _, path := b.scalar(name, Day)
	if n == nil {
		return ""
	}
	day, err := quantity.ParseDay(n.text)
	if err != nil {
		b.d.refuse(n, path, err)
	}
	return day
}

// name reads the name of something that exists, "" when there is none.
func (b *block) name(name string) string {
	n, k, path := b.scalar(name, Name)
	if n == nil {
		return ""
	}
	return b.d.name(n, k.key, path)
}

// things says what the entries of a section are called.
var things = map[string]string{"revenue": "stream of revenue", "commitments": "commitment", "sources": "source"}

func (d *decoder) name(n *node, k *Key, path string) string {
	if k.Refers == promises {
		return d.promise(n, path)
	}
	section := d.root.child(k.Refers)
	if section.pair(n.text) == nil {
		own, _ := strings.CutPrefix(path, k.Refers+".")
		own, _, _ = strings.Cut(own, ".")
		others := slices.DeleteFunc(section.names(), func(id string) bool { return id == own })
		d.fault(n, path, d.meant(n.text, others), "no %s is named %s", things[k.Refers], quote(n.text))
		return ""
	}
	return n.text
}

// promise reads the name of a commitment or a round, or its path, and returns the path.
func (d *decoder) promise(n *node, path string) string {
	own, _, _ := cutLast(path)
	var paths, names []string
	for _, section := range []string{"commitments", "funding.rounds"} {
		at := d.root
		for _, name := range strings.Split(section, ".") {
			at = at.child(name)
		}
		for _, id := range at.names() {
			if join(section, id) == own {
				continue
			}
			names = append(names, id, join(section, id))
			if n.text == id || n.text == join(section, id) {
				paths = append(paths, join(section, id))
			}
		}
	}
	switch {
	case len(paths) == 1:
		return paths[0]
	case len(paths) > 1:
		d.fault(n, path, "write "+oneOf(paths), "%s is the name of a commitment and of a round", quote(n.text))
	case n.text == own || join("commitments", n.text) == own || join("funding.rounds", n.text) == own:
		d.fault(n, path, "name another commitment or round", "%s requires itself", quote(n.text))
	default:
		d.fault(n, path, d.meant(n.text, names), "no commitment and no round is named %s", quote(n.text))
	}
	return ""
}

// list reads a list of names.
func (b *block) list(name string) (names []string) {
	n, k, path := b.entry(name, List)
	for i, item := range b.d.items(n, path) {
		at := fmt.Sprintf("%s.%d", path, i+1)
		if item = b.d.scalar(item, k.any, at); item == nil {
			continue
		}
		if slices.Contains(names, item.text) {
			b.d.fault(item, at, "remove one", "%s is listed twice", quote(item.text))
		}
		names = append(names, b.d.name(item, k.any.key, at))
	}
	if n != nil && n.shape == sequence && len(n.items) == 0 {
		b.d.fault(n, path, "remove it", "is an empty list")
	}
	return names
}

// items returns the entries of a list, none if it is absent or, with a fault, not a
// list.
func (d *decoder) items(n *node, path string) []*node {
	if n != nil && n.shape != sequence {
		d.fault(n, path, "write it in brackets: ["+harmless(n.text)+"]", "%s where a list is wanted", n.what())
		return nil
	}
	if n == nil {
		return nil
	}
	if len(n.items) > maxItems {
		d.fault(n, path, "", "holds %d entries; at most %d can be", len(n.items), maxItems)
		return n.items[:maxItems]
	}
	return n.items
}

// integer reads a whole number or one of the words of a key; the word is "" for a
// number.
func (b *block) integer(name string) (value uint64, word string) {
	n, k, path := b.scalar(name, Integer)
	if n == nil {
		return 0, ""
	}
	if slices.Contains(k.key.Words, n.text) {
		return 0, n.text
	}
	v, err := strconv.ParseUint(n.text, 10, 64)
	switch {
	case err != nil:
		b.d.fault(n, path, strings.Join(append([]string{"write it in digits, such as 16384"}, k.key.Words...), ", or "), "%s is not a whole number in range", quote(n.text))
	case float64(v) < k.key.Lo || float64(v) > k.key.Hi:
		b.d.fault(n, path, "", "%s lies outside %.0f to %.0f", quote(n.text), k.key.Lo, math.Min(k.key.Hi, 1e18))
	}
	return v, ""
}

// block opens a block within the block, nil when it is absent.
func (b *block) block(name string) *block {
	n, k, _ := b.entry(name, Block)
	p := b.n.pair(name)
	if p == nil || n == nil && !k.key.Required && len(k.children) > 0 && p.value.null() {
		if p != nil {
			b.d.fault(p.key, join(b.path, name), "give it a value, or remove the line", "has no value")
		}
		return nil
	}
	return b.d.block(n, p.key, k, join(b.path, name), b.origin)
}

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// named opens every block of a mapping of named things.
func (b *block) named(name string, each func(id string, b *block)) {
	n, k, path := b.entry(name, Named)
	if n == nil {
		return
	}
	if n.shape != mapping {
		b.d.fault(n, path, "give each a name: "+name+": {NAME: {…}}", "%s where a mapping of names is wanted", n.what())
		return
	}
	pairs := n.pairs
	if len(pairs) > maxNamed {
		b.d.fault(n, path, "", "holds %d entries; at most %d can be", len(pairs), maxNamed)
		pairs = pairs[:maxNamed]
	}
	for _, p := range pairs {
		id := p.key.text
		at := join(path, id)
		if !identifier.MatchString(id) || len(id) > 64 {
			b.d.fault(p.key, at, "begin with a small letter and go on with small letters, digits, - and _", "%s cannot be a name", quote(id))
			continue
		}
		each(id, b.d.block(p.value, p.key, k.any, at, b.origin))
	}
}
