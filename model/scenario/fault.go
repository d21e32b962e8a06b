package scenario

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fault is one thing wrong with a scenario, with its place.
//
// A fault of a setting has the setting as its File and no line; one of a file as a
// whole has no line either.
type Fault struct {
	File         string // as the reader of the message knows it
	Line, Column int    // from 1, in characters; 0 when there is no line
	Path         string // "commitments.aws.totl", may be empty
	Message      string // what is wrong
	Hint         string // what to do about it, may be empty
	Text         string // the line as written
}

// Faults is every fault found, in the order of the file; it is an error when not empty.
type Faults []Fault

// Error prints every fault, one after the other.
func (f Faults) Error() string {
	texts := make([]string, len(f))
	for i := range f {
		texts[i] = f[i].String()
	}
	return strings.Join(texts, "\n")
}

// String prints the fault: its place, path and message, then, each on a line that
// begins with a tab, the text with a caret under the column, and the hint. Control
// characters are made harmless; long lines are cut around the caret.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(harmless(f.Place()))
	if f.Path != "" {
		b.WriteString(": " + harmless(f.Path))
	}
	b.WriteString(": " + harmless(f.Message))
	if f.Line > 0 && strings.TrimSpace(f.Text) != "" {
		text, caret := excerpt(f.Text, f.Column)
		b.WriteString("\n\t" + text + "\n\t" + caret)
	}
	if f.Hint != "" {
		b.WriteString("\n\thint: " + harmless(f.Hint))
	}
	return b.String()
}

// Place is "file:line:column", or the file or setting alone.
func (f Fault) Place() string {
	if f.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
}

// The most characters of a line that a fault shows, and how many of them come before
// the caret when the line is cut.
const (
	widest = 100
	before = 60
)

// excerpt returns a line, cut to about a hundred characters around a column, and the
// line beneath it that puts a caret under the column. Tabs are kept in both.
func excerpt(line string, column int) (text, caret string) {
	shown, first, more := window(line, max(column, 1)-1)
	for i, r := range shown {
		if r != '\t' && !unicode.IsPrint(r) {
			shown[i] = unicode.ReplacementChar
		}
	}
	under := make([]rune, min(max(column, 1)-1-first, len(shown)))
	if first > 0 {
		shown[0] = '…'
	}
	if more {
		shown[len(shown)-1] = '…'
	}
	for i := range under {
		under[i] = ' '
		if shown[i] == '\t' {
			under[i] = '\t'
		}
	}
	return strings.TrimRight(string(shown), " \t"), string(under) + "^"
}

// window returns the characters of a line, at most widest of them, around the one that
// has the number at, counted from 0: the number of the first that it returns, and
// whether more follow the last.
//
// Note: it takes no more of the line apart than it may return, for a line may be a
// whole file that has a fault at every word.
func window(line string, at int) (shown []rune, first int, more bool) {
	n, offset := 0, len(line)
	for i := range line {
		if n == at {
			offset = i
			break
		}
		n++
	}
	start, end := offset, offset
	for range widest {
		_, size := utf8.DecodeLastRuneInString(line[:start])
		start -= size
		_, size = utf8.DecodeRuneInString(line[end:])
		end += size
	}
	left := n - utf8.RuneCountInString(line[start:offset])
	around := []rune(line[start:end])
	first = max(0, min(n-before, left+len(around)-widest))
	shown = around[first-left:]
	more = end < len(line) || len(shown) > widest
	return shown[:min(len(shown), widest)], first, more
}

// harmless returns text on one line, without control characters or anything else
// that would not show.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsPrint(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return unicode.ReplacementChar
	}, text)
}

// quote returns text of a user in quotes, cut to its first 40 characters.
func quote(text string) string {
	const most = 40
	return `"` + harmless(cut(text, most)) + `"`
}

// cut returns a text, or its beginning and an ellipsis where it is longer than so many
// characters.
func cut(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i] + "…"
		}
		n++
	}
	return text
}
