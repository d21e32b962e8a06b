package report

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestFoldCell breaks between words, and a path that is too long behind a point; an indent is
// that of every line.
func TestFoldCell(t *testing.T) {
	for _, c := range []struct {
		cell  string
		width int
		want  string
	}{
		{"short", 9, "short"},
		{"two words", 9, "two words"},
		{"two words", 8, "two\nwords"},
		{"revenue.chatgpt.growth.rate ‡", 20, "revenue.chatgpt.\ngrowth.rate ‡"},
		{"a.bcdefghij.k l", 6, "a.\nbcdefg\nhij.k\nl"},
		{"  SoftBank, first tranche", 18, "  SoftBank, first\n  tranche"},
		{"", 5, ""},
	} {
		if got := foldCell(c.cell, c.width); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.cell, c.width, got, c.want)
		}
	}
}

// TestTableFits narrows the widest column that may be folded until the table fits, and no other.
func TestTableFits(t *testing.T) {
	long, amount := "commitments.programme.ramp.midpoint", "$100.1B"
	table := Table{Columns: []Column{{Name: "Input", Wrap: 44}, {Name: "How", Wrap: 12}}}
	row := []string{long, "edge of where"}
	for range 5 {
		table.Columns, row = append(table.Columns, Column{Name: "Value", Right: true}), append(row, amount)
	}
	table.Rows = [][]string{row}
	text := table.render()
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > Width {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	for _, want := range []string{"\ncommitments.programme. ", "\nramp.midpoint  ", " edge of ", amount + " " + amount} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	table.Columns, table.Rows[0] = table.Columns[:3], table.Rows[0][:3]
	if text := table.render(); !strings.Contains(text, "\n"+long+"  edge of") {
		t.Errorf("folded without need:\n%s", text)
	}
}
