package plots

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The page, in points, and the picture, in pixels.
const (
	pageWidth   vg.Length = 1200
	pageHeight  vg.Length = 675
	pixelWidth            = 1600
	pixelHeight           = 900

	margin vg.Length = 30
)

// sheet is a page on which a chart is drawn.
type sheet struct {
	on   *outlined
	body vg.Rectangle // what header and footer leave
}

// newSheet returns an empty page.
func newSheet(on surface) *sheet {
	return &sheet{on: &outlined{surface: on}, body: vg.Rectangle{
		Min: vg.Point{X: margin, Y: margin - 6},
		Max: vg.Point{X: pageWidth - margin, Y: pageHeight - margin + 8},
	}}
}

// canvas returns the part of the page inside r as the plotting library wants it.
func (s *sheet) canvas(r vg.Rectangle) draw.Canvas { return draw.Canvas{Canvas: s.on, Rectangle: r} }

// left and right end a text at, or begin it from, a place; centre puts its middle there.
const (
	left   vg.Length = 0
	centre vg.Length = 0.5
	right  vg.Length = 1
)

// write draws text on a baseline; align says which part of it stands at x.
func (s *sheet) write(t style, x, y, align vg.Length, text string) {
	s.on.SetColor(t.color)
	s.on.FillString(t.face(), vg.Point{X: x - align*t.width(text), Y: y}, text)
}

// knock writes like write, on paper that covers the grid behind the text.
func (s *sheet) knock(t style, x, y, align vg.Length, text string) {
	w := t.width(text)
	behind := box(x-align*w-2, y-0.1*t.size, x+(1-align)*w+2, y+0.8*t.size)
	fillBox(draw.Canvas{Canvas: s.on}, behind, paper)
	s.write(t, x, y, align, text)
}

// header writes title and subtitle, at the left, and takes their room from the body.
func (s *sheet) header(title, subtitle string) {
	width := s.body.Max.X - s.body.Min.X
	for _, part := range []struct {
		style
		text  string
		lines int
	}{{titleStyle, title, 2}, {subtitleStyle, subtitle, 2}} {
		for _, line := range part.wrap(part.text, width, part.lines) {
			s.body.Max.Y -= part.line()
			s.write(part.style, s.body.Min.X, s.body.Max.Y, left, line)
		}
		s.body.Max.Y -= 3
	}
	s.body.Max.Y -= 14
}

// footer writes the notes and, below them, where the numbers come from, and takes
// their room from the body.
func (s *sheet) footer(notes []string, m Meta) {
	width := s.body.Max.X - s.body.Min.X
	s.writeUp(footStyle, m.lines(footStyle, width))
	var lines []string
	for _, note := range notes {
		lines = append(lines, quietStyle.wrap(note, width, 2)...)
	}
	if len(lines) > 0 {
		s.body.Min.Y += 4
		s.writeUp(quietStyle, lines)
	}
	s.body.Min.Y += 12
}

// writeUp writes lines at the bottom of the body and raises it.
func (s *sheet) writeUp(t style, lines []string) {
	for i := len(lines) - 1; i >= 0; i-- {
		s.write(t, s.body.Min.X, s.body.Min.Y, left, lines[i])
		s.body.Min.Y += t.line()
	}
}

// lines returns the footer in at most two lines. Sources that do not fit are counted.
func (m Meta) lines(t style, width vg.Length) []string {
	var parts []string
	add := func(s string) {
		if s = clean(s); s != "" {
			parts = append(parts, s)
		}
	}
	name := m.Title
	if m.Title != "" && m.Scenario != "" && m.Title != m.Scenario {
		name += " (" + m.Scenario + ")"
	} else if m.Title == "" {
		name = m.Scenario
	}
	add(t.elide(clean(name), 0.6*width))
	if m.AsOf != "" {
		add("as of " + m.AsOf)
	}
	add(m.Program)
	head := strings.Join(parts, " · ")
	for n := len(m.Sources); n > 0; n-- {
		if lines := t.wrap(joinParts(head, m.sources(n)), width, 3); len(lines) <= 2 {
			return lines
		}
	}
	return t.wrap(joinParts(head, m.sources(0)), width, 2)
}

// joinParts joins two parts of the footer of which either may be empty.
func joinParts(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

// sources names the first n sources and counts the others.
func (m Meta) sources(n int) string {
	switch rest := len(m.Sources) - n; {
	case len(m.Sources) == 0:
		return ""
	case n == 0 && rest == 1:
		return "1 source"
	case n == 0:
		return fmt.Sprintf("%d sources", rest)
	case rest == 0:
		return "Sources: " + strings.Join(m.Sources, "; ")
	default:
		return fmt.Sprintf("Sources: %s; and %d more", strings.Join(m.Sources[:n], "; "), rest)
	}
}
