package plots

import (
	"image/color"
	"strings"
	"unicode"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// style is how a text is written.
type style struct {
	size  vg.Length
	bold  bool
	color color.RGBA
}

// The styles of the page.
var (
	titleStyle    = style{size: 22.5, bold: true, color: ink}
	subtitleStyle = style{size: 15, color: muted}
	tickStyle     = style{size: 13, color: muted}
	labelStyle    = style{size: 13, color: ink}
	strongStyle   = style{size: 13, bold: true, color: ink}
	quietStyle    = style{size: 12, color: muted}
	footStyle     = style{size: 10.5, color: muted}
)

// in returns the style in another colour.
func (t style) in(c color.RGBA) style {
	t.color = c
	return t
}

// at returns the style in another size.
func (t style) at(size vg.Length) style {
	t.size = size
	return t
}

// descriptor names the font of the style.
func (t style) descriptor() font.Font {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: t.size}
	if t.bold {
		f.Weight = stdfont.WeightBold
	}
	return f
}

// face returns the font of the style.
func (t style) face() font.Face { return font.DefaultCache.Lookup(t.descriptor(), t.size) }

// text returns the style in the terms of the plotting library.
func (t style) text(x text.XAlignment, y text.YAlignment) draw.TextStyle {
	return draw.TextStyle{Color: t.color, Font: t.descriptor(), XAlign: x, YAlign: y, Handler: plot.DefaultTextHandler}
}

// width returns how wide s is, its last blank included.
func (t style) width(s string) vg.Length { return walk(t.face(), s, func(*glyph, vg.Length) {}) }

// widest returns the width of the widest text.
func (t style) widest(texts []string) vg.Length {
	var w vg.Length
	for _, s := range texts {
		w = max(w, t.width(s))
	}
	return w
}

// line returns the distance between two baselines.
func (t style) line() vg.Length { return 1.25 * t.size }

// clean returns s in one line without control characters and double blanks.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// elide returns s, cut and ended with an ellipsis if it is wider than most.
func (t style) elide(s string, most vg.Length) string {
	if t.width(s) <= most {
		return s
	}
	r := []rune(s)
	low, high := 0, len(r) // as many characters as fit
	for low < high {
		mid := (low + high + 1) / 2
		if t.width(string(r[:mid])+"…") <= most {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(r[:low]), " ,;:·(") + "…"
}

// wrap breaks s at blanks into at most n lines no wider than most; the last one is
// elided. A word wider than a line is broken anywhere.
func (t style) wrap(s string, most vg.Length, n int) []string {
	var lines []string
	rest := clean(s)
	for rest != "" && len(lines) < n {
		if len(lines) == n-1 || t.width(rest) <= most {
			return append(lines, t.elide(rest, most))
		}
		line, after := t.cut(rest, most)
		lines = append(lines, line)
		rest = after
	}
	return lines
}

// cut returns what of s fits into a line, and the rest.
func (t style) cut(s string, most vg.Length) (line, rest string) {
	best := 0
	for i, r := range s {
		if r == ' ' {
			if t.width(s[:i]) > most {
				break
			}
			best = i
		}
	}
	if best > 0 {
		return s[:best], s[best+1:]
	}
	r := []rune(s)
	n := 1
	for n < len(r) && t.width(string(r[:n+1])) <= most {
		n++
	}
	return string(r[:n]), strings.TrimLeft(string(r[n:]), " ")
}
