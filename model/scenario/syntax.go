package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// parse returns the top node of the only document of a file, or the fault that keeps
// it from being read.
func (f *file) parse() (top *yaml.Node, x Fault, ok bool) {
	in := yaml.NewDecoder(bytes.NewReader(f.data))
	document, err := next(in)
	switch {
	case errors.Is(err, io.EOF), err == nil && blank(document):
		return nil, f.fault(1, 1, "", beginning, "is empty"), false
	case err != nil:
		return nil, f.syntax(err), false
	}
	second, err := next(in)
	switch {
	case errors.Is(err, io.EOF):
		return document.Content[0], Fault{}, true
	case err != nil:
		return nil, f.syntax(err), false
	}
	return nil, f.fault(second.Line, second.Column, "", "a file holds one scenario: remove the line ---", "holds a second document"), false
}

// next reads a document. What the library panics with is an error.
func next(in *yaml.Decoder) (n *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	n = &yaml.Node{}
	return n, in.Decode(n)
}

// blank reports whether a document holds nothing at all.
func blank(n *yaml.Node) bool {
	return len(n.Content) == 0 || empty(n.Content[0])
}

var yamlError = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?(?s:(.*))$`)

// syntax turns an error of the YAML library into a fault.
//
// Note: the library counts lines from 0 in some messages and from 1 in others, and
// names where the block around the mistake begins. Feeding it byte by byte shows how
// far it came, which is where the mistake is.
func (f *file) syntax(err error) Fault {
	m := yamlError.FindStringSubmatch(err.Error())
	if m == nil {
		return f.fault(1, 1, "", "", "is not YAML: %s", err.Error())
	}
	message := m[2]
	line, column := f.reached()
	named, _ := strconv.Atoi(m[1])
	switch name, unknown := strings.CutPrefix(message, "unknown anchor '"); {
	case unknown:
		line, column = f.findAlias(strings.TrimSuffix(name, "' referenced"))
	case strings.Contains(message, "unexpected end of stream"):
		line, column = f.opening(line, `"'`)
	case strings.Contains(message, "expected ',' or"):
		line, column = f.opening(line, "[{")
	case named > 0 && strings.Contains(message, "could not find expected ':'"):
		line = named
	}
	if n := f.directive(); n > 0 && n <= line {
		line, column = n, 1
	}
	text := f.lines[min(line, len(f.lines))-1]
	if column == 0 {
		column = mistake(message, text)
	}
	if column == 0 {
		column = 1 + len(text) - len(strings.TrimLeft(text, " \t"))
	}
	return f.fault(line, column, "", syntaxHint(message, text), "is not YAML: %s", message)
}

// syntaxHint says what a mistake in the YAML of a line most likely is.
func syntaxHint(message, text string) string {
	switch blank := strings.TrimLeft(text, " "); {
	case strings.HasPrefix(blank, "\t"):
		return "indent with spaces, not tabs"
	case strings.HasPrefix(text, "%"):
		return "remove the line: a scenario has no directives"
	case strings.Contains(message, "mapping values are not allowed"):
		return `one key to a line: indent the keys of a block alike, and quote a text that holds ": "`
	case strings.Contains(message, "unexpected end of stream"):
		return "close the quotation mark"
	case strings.Contains(message, "cannot start any token"):
		return "quote a text that begins with a special character"
	case strings.Contains(message, "expected ',' or"):
		return "close the bracket, and put a comma between its entries"
	case strings.Contains(message, "could not find expected ':'"):
		return "a key is followed by a colon and a space"
	case strings.Contains(message, "unknown anchor"):
		return "quote a text that begins with *"
	case strings.Contains(message, "expected key"), strings.Contains(message, "expected '-'"):
		return "indent the keys of a block alike, and close what is opened"
	}
	return ""
}

// directive returns the first line of those before the document that begins with a %,
// 0 if there is none.
func (f *file) directive() int {
	for i, text := range f.lines {
		switch {
		case strings.HasPrefix(text, "%"):
			return i + 1
		case text != "" && text[0] != '#':
			return 0
		}
	}
	return 0
}

var (
	twoColons = regexp.MustCompile(`^[ -]*[^\s"'\[{&*!|>%@` + "`" + `][^:]*: +([^\s"'\[{&*!|>%@` + "`" + `].*?: )`)
	special   = regexp.MustCompile(`(?:^|[:-] |[\[{,]) *([%@` + "`" + `])`)
)

// mistake returns the column of what a message is about where the line shows it: a
// text that holds a colon and a space, or one that begins with a special character. It
// is 0 where the line does not.
func mistake(message, text string) int {
	var m []int
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		m = twoColons.FindStringSubmatchIndex(text)
	case strings.Contains(message, "cannot start any token"):
		m = special.FindStringSubmatchIndex(text)
	}
	if m == nil {
		return 0
	}
	return utf8.RuneCountInString(text[:m[2]]) + 1
}

// findAlias returns where an alias first stands as a value.
func (f *file) findAlias(name string) (line, column int) {
	alias := regexp.MustCompile(`(?:^|[\[{,]|[:,?-][ \t])[ \t]*(\*` + regexp.QuoteMeta(name) + `)(?:$|[\s,\]}])`)
	for i, text := range f.lines {
		if m := alias.FindStringSubmatchIndex(text); m != nil {
			return i + 1, len([]rune(text[:m[2]])) + 1
		}
	}
	return 1, 0
}

// mark is a bracket or quotation mark that is still open.
type mark struct {
	r            rune
	line, column int
}

// opening returns where the innermost bracket or quotation mark, of those given, that
// is still open at the end of a line was opened; the line itself if there is none.
func (f *file) opening(last int, marks string) (line, column int) {
	var open []mark
	for i, text := range f.lines[:min(last, len(f.lines))] {
		open = scan(open, text, i+1)
	}
	for i := len(open) - 1; i >= 0; i-- {
		if strings.ContainsRune(marks, open[i].r) {
			return open[i].line, open[i].column
		}
	}
	return last, 0
}

// scan follows the brackets and quotation marks of a line, up to a comment.
func scan(open []mark, text string, line int) []mark {
	previous := ' '
	for i, r := range []rune(text) {
		inside := rune(0)
		if len(open) > 0 {
			inside = open[len(open)-1].r
		}
		starts := strings.ContainsRune(" ,[{", previous)
		switch quoted := inside == '"' || inside == '\''; {
		case quoted && r == inside && previous != '\\', !quoted && inside != 0 && (r == ']' || r == '}'):
			open = open[:len(open)-1]
		case !quoted && starts && r == '#':
			return open
		case !quoted && starts && strings.ContainsRune(`[{"'`, r):
			open = append(open, mark{r, line, i + 1})
		}
		previous = r
	}
	return open
}

// reached returns how far the library reads before it gives up.
func (f *file) reached() (line, column int) {
	r := &slow{data: f.data}
	in := yaml.NewDecoder(r)
	for err := error(nil); err == nil; {
		_, err = next(in)
	}
	const ahead = 1 // the reader holds one character more than it has understood
	read := strings.TrimRight(string(f.data[:max(0, r.at-ahead)]), "\r\n")
	lines := splitLines(read)
	return len(lines), 0
}

// slow gives out one byte at a time and counts them.
type slow struct {
	data []byte
	at   int
}

// Read gives out the next byte.
func (r *slow) Read(p []byte) (int, error) {
	if r.at >= len(r.data) || len(p) == 0 {
		return 0, io.EOF
	}
	p[0] = r.data[r.at]
	r.at++
	return 1, nil
}
