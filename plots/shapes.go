package plots

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"strconv"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// shapes is a canvas of SVG elements. Each glyph stands once in the file, and text
// refers to it.
type shapes struct {
	state
	body   bytes.Buffer
	defs   bytes.Buffer
	number map[*glyph]int
}

// newShapes returns an empty canvas of the page's size.
func newShapes() *shapes {
	v := &shapes{number: map[*glyph]int{}}
	v.start(affine{a: 1, e: -1, f: float64(pageHeight)})
	return v
}

// write writes the page as a file.
func (v *shapes) write(w io.Writer, title, description string) error {
	var page bytes.Buffer
	fmt.Fprintf(&page, `<svg xmlns="http://www.w3.org/2000/svg" width="%v" height="%v" viewBox="0 0 %v %v" role="img">`,
		float64(pageWidth), float64(pageHeight), float64(pageWidth), float64(pageHeight))
	for _, part := range [][2]string{{"title", title}, {"desc", description}} {
		fmt.Fprintf(&page, "\n<%s>", part[0])
		if err := xml.EscapeText(&page, []byte(part[1])); err != nil {
			return err
		}
		fmt.Fprintf(&page, "</%s>", part[0])
	}
	fmt.Fprintf(&page, "\n<defs>%s\n</defs>\n<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>%s\n</svg>\n",
		v.defs.Bytes(), hexadecimal(paper), v.body.Bytes())
	_, err := w.Write(page.Bytes())
	return err
}

// hexadecimal writes a colour as "#0072B2".
func hexadecimal(c color.RGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Fill implements [vg.Canvas].
func (v *shapes) Fill(path vg.Path) {
	fmt.Fprintf(&v.body, "\n<path fill=\"%s\" d=\"", hexadecimal(v.now.color))
	v.trace(&v.body, path, v.now.at, 2)
	v.body.WriteString(`"/>`)
}

// Stroke implements [vg.Canvas].
func (v *shapes) Stroke(path vg.Path) {
	if v.now.width <= 0 {
		return
	}
	fmt.Fprintf(&v.body, "\n<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"",
		hexadecimal(v.now.color), number(float64(v.now.width), 2))
	if len(path) > 2 {
		v.body.WriteString(` stroke-linejoin="round"`)
	}
	for i, d := range v.now.dash {
		if i == 0 {
			v.body.WriteString(` stroke-dasharray="`)
		}
		v.body.WriteString(number(float64(d), 2))
		v.body.WriteByte(" \""[b2i(i == len(v.now.dash)-1)])
	}
	v.body.WriteString(` d="`)
	v.trace(&v.body, path, v.now.at, 2)
	v.body.WriteString(`"/>`)
}

// b2i returns 1 for true.
func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// number writes x with at most some decimals, without zeros at their end.
func number(x float64, decimals int) string {
	p := math.Pow10(decimals)
	x = math.Round(x*p) / p
	if x == 0 {
		return "0"
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// trace writes a path, mapped by m, as the commands of SVG.
func (v *shapes) trace(to *bytes.Buffer, path vg.Path, m affine, decimals int) {
	put := func(command byte, points ...vg.Point) {
		for _, p := range points {
			x, y := m.apply(p)
			to.WriteByte(command)
			to.WriteString(number(x, decimals))
			to.WriteByte(' ')
			to.WriteString(number(y, decimals))
			command = ' '
		}
	}
	for i, c := range path {
		switch c.Type {
		case vg.MoveComp:
			put('M', c.Pos)
		case vg.LineComp:
			put('L', c.Pos)
		case vg.CurveComp:
			put(" QC"[len(c.Control)], append(c.Control[:len(c.Control):len(c.Control)], c.Pos)...)
		case vg.ArcComp:
			for j, p := range arcPoints(nil, c) {
				put("LM"[b2i(i == 0 && j == 0)], p)
			}
		case vg.CloseComp:
			to.WriteByte('Z')
		}
	}
}

// FillString implements [vg.Canvas]: it draws the outlines.
func (v *shapes) FillString(f font.Face, at vg.Point, text string) { v.fillText(f, at, text) }

// fillText implements [glyphFiller].
func (v *shapes) fillText(f font.Face, at vg.Point, text string) {
	scale := f.Font.Size / vg.Length(f.Face.UnitsPerEm())
	m := v.now.at.after(translation(at)).after(affine{a: float64(scale), e: float64(scale)})
	fmt.Fprintf(&v.body, "\n<g fill=\"%s\" transform=\"matrix(%s %s %s %s %s %s)\">", hexadecimal(v.now.color),
		number(m.a, 6), number(m.d, 6), number(m.b, 6), number(m.e, 6), number(m.c, 2), number(m.f, 2))
	walk(f, text, func(g *glyph, x vg.Length) {
		if len(g.path) > 0 {
			fmt.Fprintf(&v.body, `<use href="#g%d" x="%s"/>`, v.glyph(g), number(float64(x/scale), 0))
		}
	})
	v.body.WriteString("</g>")
}

// glyph returns the number of a glyph's definition, which it writes once.
func (v *shapes) glyph(g *glyph) int {
	n, ok := v.number[g]
	if !ok {
		n = len(v.number)
		v.number[g] = n
		fmt.Fprintf(&v.defs, "\n<path id=\"g%d\" d=\"", n)
		v.trace(&v.defs, g.path, affine{a: 1, e: 1}, 0)
		v.defs.WriteString(`"/>`)
	}
	return n
}

// DrawImage implements [vg.Canvas].
func (v *shapes) DrawImage(r vg.Rectangle, img image.Image) { drawImage(v, r, img) }
