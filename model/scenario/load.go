package scenario

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Limits on what a file may hold. They are far above any scenario and low enough
// that a hostile file is refused quickly.
const (
	maxBytes   = 1 << 19 // of a file
	maxNodes   = 200_000 // keys and values of a file
	maxAliased = 10_000  // of them, those reached through aliases; a long text counts several times
	longValue  = 64      // characters of such a text that count as another value
	maxKey     = 100     // characters of a key
	maxPath    = 8       // names of a path, after which faults do not name the rest
	maxDepth   = 64      // mappings and lists within each other
	maxNamed   = 2_000   // things in a mapping of named things
	maxItems   = 20_000  // entries of a list
	maxFaults  = 1_000   // in the form of a file, after which the rest is not read
)

// file is a text that nodes come from: a file, or the value of a setting.
type file struct {
	name    string
	setting bool // name is the setting as typed, and places have no lines
	shipped bool
	order   int // 0 for the file asked for, then what it extends; settings last
	data    []byte
	lines   []string
}

// place is where something at a line and column stands.
func (f *file) place(line, column int) string {
	if f.setting {
		return f.name
	}
	return f.name + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

// lineOf is the line as a fault gives it: none in a setting.
func (f *file) lineOf(line int) int {
	if f.setting {
		return 0
	}
	return line
}

// fault makes a fault at a line and column of the file.
func (f *file) fault(line, column int, path, hint, format string, args ...any) Fault {
	x := Fault{File: f.name, Line: f.lineOf(line), Column: column, Path: path, Message: fmt.Sprintf(format, args...), Hint: hint}
	if x.Line > 0 && x.Line <= len(f.lines) {
		x.Text = f.lines[x.Line-1]
	}
	if x.Line == 0 {
		x.Column = 0
	}
	return x
}

// fault makes a fault at the place of the node.
func (n *node) fault(path, hint, format string, args ...any) Fault {
	return n.from.fault(n.line, n.column, path, hint, format, args...)
}

// splitLines splits text where YAML 1.1 ends lines, so that line numbers agree.
func splitLines(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Split(text, "\n")
}

// load parses the text of a file into a tree. A text that is not YAML gives no tree;
// other faults, such as a key given twice, leave a tree without what is wrong.
func load(f *file) (*node, Faults) {
	f.data = bytes.TrimPrefix(f.data, []byte("\ufeff"))
	f.lines = splitLines(string(f.data))
	if x, ok := f.binary(); ok {
		return nil, Faults{x}
	}
	top, x, ok := f.parse()
	if !ok {
		return nil, Faults{x}
	}
	c := converter{file: f}
	root := c.convert(top, "", 0)
	return root, c.faults
}

// binary finds the first character that a text cannot hold.
func (f *file) binary() (Fault, bool) {
	line, column := 1, 1
	for rest := f.data; len(rest) > 0; column++ {
		r, size := utf8.DecodeRune(rest)
		const hint = "a scenario is a text file in UTF-8"
		switch {
		case r == utf8.RuneError && size <= 1:
			return f.fault(line, column, "", hint, "byte %#02x is not text in UTF-8", rest[0]), true
		case unicode.IsControl(r) && !strings.ContainsRune("\t\n\r\u0085", r), r == 0xfffe, r == 0xffff, r == 0xfeff:
			return f.fault(line, column, "", hint, "holds the control character %U", r), true
		case r == '\n', r == '\u0085', r == '\u2028', r == '\u2029', r == '\r' && !bytes.HasPrefix(rest, []byte("\r\n")):
			line, column = line+1, 0
		}
		rest = rest[size:]
	}
	return Fault{}, false
}

// converter turns the library's tree into nodes.
type converter struct {
	file    *file
	faults  Faults
	nodes   int
	aliased int
	through int // aliases being followed
	full    bool
}

func (c *converter) fault(n *yaml.Node, path, hint, format string, args ...any) {
	c.faults = append(c.faults, c.file.fault(n.Line, n.Column, path, hint, format, args...))
	if len(c.faults) == maxFaults {
		c.full = true
	}
}

// convert returns the node for n, nil where it was refused.
func (c *converter) convert(n *yaml.Node, path string, depth int) *node {
	if !c.room(n, depth) {
		return nil
	}
	if n.Style&yaml.TaggedStyle != 0 {
		c.fault(n, path, "remove "+harmless(n.Tag), "has a tag, which scenarios do not use")
	}
	out := &node{from: c.file, line: n.Line, column: n.Column, flow: n.Style&yaml.FlowStyle != 0}
	switch n.Kind {
	case yaml.AliasNode:
		c.through++
		target := c.convert(n.Alias, path, depth+1)
		c.through--
		return target
	case yaml.MappingNode:
		out.shape = mapping
		c.pairs(out, n, path, depth)
	case yaml.SequenceNode:
		out.shape = sequence
		for i, item := range n.Content {
			if v := c.convert(item, below(path, strconv.Itoa(i+1), depth), depth+1); v != nil {
				out.items = append(out.items, v)
			}
		}
	default:
		out.text = n.Value
		out.plain = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	}
	return out
}

// room reports whether another node fits the limits; the first that does not is a
// fault.
func (c *converter) room(n *yaml.Node, depth int) bool {
	c.nodes++
	if c.through > 0 {
		c.aliased += 1 + len(n.Value)/longValue
	}
	switch {
	case c.full:
		return false
	case depth > maxDepth && c.through > 0:
		c.fault(n, "", "write it out", "aliases lead through more than %d levels", maxDepth)
	case depth > maxDepth:
		c.fault(n, "", "", "is nested more than %d levels deep", maxDepth)
	case c.aliased > maxAliased:
		c.fault(n, "", "write out what is meant", "aliases stand for more than %d values", maxAliased)
	case c.nodes > maxNodes:
		c.fault(n, "", "", "the file holds more than %d values", maxNodes)
	default:
		return true
	}
	c.full = true
	return false
}

// pairs fills a mapping. Keys are scalars, each once.
func (c *converter) pairs(out *node, n *yaml.Node, path string, depth int) {
	seen := make(map[string]*node, len(n.Content)/2)
	open := false
	for i := 0; i+1 < len(n.Content) && !c.full; i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode && key.Alias != nil {
			key = &yaml.Node{Kind: key.Alias.Kind, Value: key.Alias.Value, Style: key.Alias.Style, Line: key.Line, Column: key.Column}
		}
		if open && empty(value) {
			open = !strings.HasSuffix(strings.TrimSpace(key.Value), ")")
			continue
		}
		if out.flow && empty(value) && out.rejoin(key.Value) {
			continue
		}
		if !c.usable(key, path) {
			continue
		}
		k := &node{text: key.Value, plain: true, from: c.file, line: key.Line, column: key.Column}
		at := below(path, k.text, depth)
		if first := seen[k.text]; first != nil {
			c.fault(key, at, "keep one of them", "is given twice: first at %s", c.file.where(first))
			continue
		}
		seen[k.text] = k
		if v := c.convert(value, at, depth+1); v != nil {
			out.pairs = append(out.pairs, pair{k, v})
			open = out.flow && v.shape == scalar && v.plain && unclosed(v.text)
		}
	}
}

// rejoin puts a number back together that was cut at its comma, such as $1,4T, and
// reports whether piece is the rest of one.
func (n *node) rejoin(piece string) bool {
	const longest = 64 // of a number anybody writes
	if len(n.pairs) == 0 || len(n.pairs[len(n.pairs)-1].value.text) > longest || piece == "" || piece[0] < '0' || piece[0] > '9' {
		return false
	}
	last := &n.pairs[len(n.pairs)-1]
	v := last.value
	if v.shape != scalar || !v.plain || v.text == "" || v.text[len(v.text)-1] < '0' || v.text[len(v.text)-1] > '9' {
		return false
	}
	whole := *v
	whole.text += "," + piece
	last.value = &whole
	return true
}

// where names the place of a node for a message about the same file.
func (f *file) where(n *node) string {
	if f.setting {
		return "another place"
	}
	return fmt.Sprintf("line %d", n.line)
}

// usable reports whether a node can be a key.
func (c *converter) usable(key *yaml.Node, path string) bool {
	switch {
	case key.Kind != yaml.ScalarNode:
		c.fault(key, path, "write NAME: value", "a key must be a single word")
	case len(key.Value) > maxKey:
		c.fault(key, path, "a name has at most 64 characters", "%s is too long for a key", quote(key.Value))
	case key.Value == "<<" && key.Style == 0:
		c.fault(key, path, "write the keys out, or use extends", "merge keys are not used in scenarios")
	default:
		return true
	}
	return false
}

// empty reports whether a value was left out, as after the pieces of an expression
// that was cut at its commas.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0
}

// unclosed reports whether text opens a round bracket that it does not close.
func unclosed(text string) bool { return strings.Count(text, "(") > strings.Count(text, ")") }

// below appends a name to the path of something at a depth, unless it is so deep that
// no scenario goes there.
func below(path, name string, depth int) string {
	if depth >= maxPath {
		return path
	}
	return join(path, name)
}

// join appends a name to a path.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
