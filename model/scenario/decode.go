package scenario

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
)

// decoder turns a tree into a scenario, collecting faults and warnings.
type decoder struct {
	root     *node
	memo     *memo
	faults   Faults
	faulty   map[string]bool // paths of faults
	warnings []model.Warning
	inputs   []input // every quantity, in the order decoded
	sources  map[string]model.Source
	hints    int            // looked for, which costs time
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
	slips  map[string]bool // keys that a key not known was probably meant to be
}

// block checks the keys of a mapping: each is known, has a value, may stand there and
// excludes no other, and none that is required is missing.
func (d *decoder) block(n, at *node, k *branch, path string, above origin) *block {
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
	if v := b.n.child(c.name); v != nil {
		return c.name + " " + v.text
	}
	return c.name + " " + b.k.named(c.name).key.Default
}

// onlyHint says what would have to stand in the block, or which keys go with what
// stands there.
func (b *block) onlyHint(c condition) string {
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

// exclusions reports keys that cannot stand beside each other, at the later one.
func (b *block) exclusions() {
	for _, r := range b.k.rules {
		if !r.a.matches(b.k, b.n) || !r.b.matches(b.k, b.n) {
			continue
		}
		late, other := b.n.pair(r.a.name), r.b
		if p := b.n.pair(r.b.name); after(p.key, late.key) {
			late, other = p, r.a
		}
		b.d.fault(late.key, join(b.path, late.key.text), "keep one of the two", "cannot stand beside %s", other)
	}
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
	hint := c.key.sample()
	if len(others) > 0 {
		hint += ", or " + oneOf(others)
	}
	b.d.fault(b.at, join(b.path, c.name), hint, "is missing")
}

// sample shows how a key is written.
func (k *Key) sample() string {
	name := k.Path[strings.LastIndexByte(k.Path, '.')+1:]
	if v := k.example(); v != "" {
		return "add " + name + ": " + v
	}
	return "add " + name
}

// example is a value that the key takes.
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
		hint := ""
		if v := k.key.example(); v != "" {
			hint = "write it as " + v
		}
		d.fault(n, path, hint, "%s where %s is wanted", n.what(), k.key.wanted())
		return nil
	}
	return n
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
		return k.Quantity.String()
	case Integer:
		return "a whole number"
	case Name:
		return "a name"
	}
	return "a text"
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
	section := d.root.child(k.Refers)
	if section.pair(n.text) == nil {
		others := slices.DeleteFunc(section.names(), func(id string) bool { return strings.HasPrefix(path, k.Refers+"."+id+".") })
		d.fault(n, path, d.meant(n.text, others), "no %s is named %s", things[k.Refers], quote(n.text))
		return ""
	}
	return n.text
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
		b.d.fault(n, path, "write it in digits, such as 16384", "%s is not a whole number in range", quote(n.text))
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
