// Package report prints results: as aligned text for a terminal, as Markdown, as one
// long CSV table, and as the JSON document that other programs rely on.
//
// Text and Markdown round amounts for people ($207.3B); CSV and JSON hold every digit.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Width is the number of columns that text keeps to.
const Width = 80

// Column is the heading of a column and its alignment.
type Column struct {
	Name  string
	Right bool
	Wrap  int // fold longer cells into lines of this width, or less where the table is too wide; 0: never
}

// Table is rows of text under headings.
type Table struct {
	Title   string
	Columns []Column
	Rows    [][]string
	Notes   []string // below the table
}

// Format is how results are printed.
type Format string

// The formats.
const (
	Text     Format = "table"
	Markdown Format = "markdown"
	CSV      Format = "csv"
	JSON     Format = "json"
)

// Formats lists the formats by the names used on the command line.
func Formats() []string {
	return []string{string(Text), string(Markdown), string(CSV), string(JSON)}
}

// Write prints the table as text or Markdown.
func (t Table) Write(w io.Writer, f Format) error {
	var b strings.Builder
	if t.Title != "" {
		b.WriteString(heading(t.Title, f))
	}
	if f == Markdown {
		b.WriteString(t.writer(f, 2, 0).RenderMarkdown())
	} else {
		b.WriteString(t.render())
	}
	b.WriteString("\n")
	for _, n := range t.Notes {
		b.WriteString(note(n, f))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func heading(title string, f Format) string {
	if f == Markdown {
		return "## " + title + "\n\n"
	}
	var b strings.Builder
	for line := range strings.Lines(title + "\n") {
		b.WriteString(fold(strings.TrimSuffix(line, "\n"), Width) + "\n")
	}
	return b.String()
}

func note(n string, f Format) string {
	if f == Markdown {
		return "\n" + n + "\n"
	}
	return fold(n, Width) + "\n"
}

// fold breaks s into lines of at most n characters.
func fold(s string, n int) string { return trimRight(text.WrapSoft(s, n)) }

// render draws the table with two spaces between its columns, or with one where that
// makes it too wide, and then with narrower columns of those that may be folded, the widest
// first.
func (t Table) render() string {
	const widest, least = 72, 9
	drawn := trimRight(t.writer(Text, 2, widest).Render())
	for most := widest; most >= least && tooWide(drawn); most-- {
		drawn = trimRight(t.writer(Text, 1, most).Render())
	}
	return drawn
}

// tooWide reports whether a line does not fit.
func tooWide(drawn string) bool {
	for line := range strings.Lines(drawn) {
		if text.StringWidth(strings.TrimSuffix(line, "\n")) > Width {
			return true
		}
	}
	return false
}

// foldCell is [fold] of a cell, which keeps its indent: a path that is too long is broken
// behind a point.
func foldCell(s string, n int) string {
	body := strings.TrimLeft(s, " ")
	indent := s[:len(s)-len(body)]
	n -= len(indent)
	var lines []string
	at := -1 // the line under way
	for word := range strings.FieldsSeq(body) {
		if at >= 0 && text.StringWidth(lines[at])+1+text.StringWidth(word) <= n {
			lines[at] += " " + word
			continue
		}
		for text.StringWidth(word) > n {
			end := strings.LastIndex(text.Trim(word, n), ".") + 1
			if end == 0 {
				break
			}
			lines, word = append(lines, word[:end]), word[end:]
		}
		lines = append(lines, word)
		at = len(lines) - 1
	}
	return indent + strings.ReplaceAll(fold(strings.Join(lines, "\n"), n), "\n", "\n"+indent)
}

// writer fills the table library's writer, which would otherwise shout its headings. most is
// the width to which columns that may be folded are, at the most.
func (t Table) writer(f Format, gap, most int) table.Writer {
	w := table.NewWriter()
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", strings.Repeat(" ", gap)
	w.SetStyle(style)
	w.SuppressTrailingSpaces()
	var head table.Row
	var configs []table.ColumnConfig
	for i, c := range t.Columns {
		head = append(head, c.Name)
		config := table.ColumnConfig{Number: i + 1, AlignHeader: text.AlignLeft, Align: text.AlignLeft}
		if c.Right {
			config.AlignHeader, config.Align = text.AlignRight, text.AlignRight
		}
		if c.Wrap > 0 && f == Text {
			config.WidthMax, config.WidthMaxEnforcer = min(c.Wrap, most), foldCell
		}
		configs = append(configs, config)
	}
	w.SetColumnConfigs(configs)
	w.AppendHeader(head)
	for _, r := range t.Rows {
		var row table.Row
		for _, cell := range r {
			row = append(row, cell)
		}
		w.AppendRow(row)
	}
	return w
}

func trimRight(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// paragraph folds a sentence or two to the width of the text.
func paragraph(s string, f Format) string {
	if f == Markdown {
		return s + "\n\n"
	}
	return fold(s, Width) + "\n\n"
}

// Elide cuts s to n characters, the last of them an ellipsis.
func Elide(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n-1]), " ") + "…"
}

// count is a number of things: "1 month", "3 months".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// hang folds s to the width of the text behind a prefix.
func hang(prefix, s string) string {
	folded := fold(s, Width-len(prefix))
	return prefix + strings.ReplaceAll(folded, "\n", "\n"+strings.Repeat(" ", len(prefix))) + "\n"
}
