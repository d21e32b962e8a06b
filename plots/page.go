package plots

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"unicode/utf16"

	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// page is a canvas of PDF operators. Its fonts hold the outlines of the characters in
// use, so that text stays text, which readers can search and copy.
type page struct {
	state
	body  bytes.Buffer
	fonts []*pageFont
	slot  map[*glyph]glyphSlot
}

// pageFont is a font of at most 255 characters.
type pageFont struct {
	face   *opentype.Font
	glyphs []*glyph // the first one has code 1
}

// glyphSlot is a font of the page and the code of a glyph in it.
type glyphSlot struct {
	font int
	code byte
}

// newPage returns an empty canvas of the page's size.
func newPage() *page {
	p := &page{slot: map[*glyph]glyphSlot{}}
	p.start(affine{a: 1, e: 1})
	return p
}

// FillString implements [vg.Canvas].
func (p *page) FillString(f font.Face, at vg.Point, text string) { p.fillText(f, at, text) }

// DrawImage implements [vg.Canvas].
func (p *page) DrawImage(r vg.Rectangle, img image.Image) { drawImage(p, r, img) }

// channels writes a colour as three parts of 1.
func channels(c color.RGBA) string {
	part := func(v uint8) string { return number(float64(v)/255, 3) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

// Fill implements [vg.Canvas].
func (p *page) Fill(path vg.Path) {
	p.body.WriteString(channels(p.now.color) + " rg")
	operators(&p.body, path, p.now.at, 2)
	p.body.WriteString(" f\n")
}

// Stroke implements [vg.Canvas].
func (p *page) Stroke(path vg.Path) {
	if p.now.width <= 0 {
		return
	}
	fmt.Fprintf(&p.body, "%s RG %s w 1 j [", channels(p.now.color), number(float64(p.now.width), 2))
	for _, d := range p.now.dash {
		p.body.WriteString(number(float64(d), 2) + " ")
	}
	fmt.Fprintf(&p.body, "] %s d", number(float64(p.now.phase), 2))
	operators(&p.body, path, p.now.at, 2)
	p.body.WriteString(" S\n")
}

// operators writes a path, mapped by m, as the operators of PDF.
func operators(to *bytes.Buffer, path vg.Path, m affine, decimals int) {
	var last vg.Point
	put := func(operator string, points ...vg.Point) {
		for _, p := range points {
			x, y := m.apply(p)
			to.WriteString(" " + number(x, decimals) + " " + number(y, decimals))
		}
		to.WriteString(operator)
		if len(points) > 0 {
			last = points[len(points)-1]
		}
	}
	for i, c := range path {
		switch c.Type {
		case vg.MoveComp:
			put(" m", c.Pos)
		case vg.LineComp:
			put(" l", c.Pos)
		case vg.CurveComp:
			a, b := c.Control[0], c.Control[len(c.Control)-1]
			if len(c.Control) == 1 { // raised from the second to the third degree
				a, b = between(last, a, 2.0/3), between(c.Pos, a, 2.0/3)
			}
			put(" c", a, b, c.Pos)
		case vg.ArcComp:
			for j, q := range arcPoints(nil, c) {
				put([...]string{" l", " m"}[b2i(i == 0 && j == 0)], q)
			}
		case vg.CloseComp:
			put(" h")
		}
	}
}

// fillText implements [glyphFiller].
func (p *page) fillText(f font.Face, at vg.Point, text string) {
	m := p.now.at.after(translation(at))
	em := float64(f.Face.UnitsPerEm())
	fmt.Fprintf(&p.body, "BT %s rg %s %s %s %s %s %s Tm", channels(p.now.color),
		number(m.a, 6), number(m.d, 6), number(m.b, 6), number(m.e, 6), number(m.c, 2), number(m.f, 2))
	font, open := -1, false
	var pen float64 // where the next glyph would stand, in units of the font
	walk(f, text, func(g *glyph, x vg.Length) {
		s := p.place(f.Face, g)
		if s.font != font {
			if open {
				p.body.WriteString(">]TJ")
			}
			fmt.Fprintf(&p.body, " /F%d %s Tf[<", s.font, number(float64(f.Font.Size), 2))
			font, open = s.font, true
		}
		here := float64(x/f.Font.Size) * em
		if shift := math.Round((pen - here) / em * 1000); shift != 0 {
			fmt.Fprintf(&p.body, ">%s<", number(shift, 0))
		}
		fmt.Fprintf(&p.body, "%02X", s.code)
		pen = here + g.advance
	})
	if open {
		p.body.WriteString(">]TJ")
	}
	p.body.WriteString(" ET\n")
}

// place returns the font and code of a glyph, which it adds when it is new.
func (p *page) place(face *opentype.Font, g *glyph) glyphSlot {
	s, ok := p.slot[g]
	if ok {
		return s
	}
	s.font = -1
	for i, f := range p.fonts {
		if f.face == face && len(f.glyphs) < 255 {
			s.font = i
		}
	}
	if s.font < 0 {
		s.font = len(p.fonts)
		p.fonts = append(p.fonts, &pageFont{face: face})
	}
	f := p.fonts[s.font]
	f.glyphs = append(f.glyphs, g)
	s.code = byte(len(f.glyphs))
	p.slot[g] = s
	return s
}

// typeThree returns the program that draws the glyph in a font of Type 3, compressed.
func (g *glyph) typeThree() []byte {
	x0, y0, x1, y1 := 0.0, 0.0, 0.0, 0.0
	for _, c := range g.path {
		for _, q := range append(c.Control[:len(c.Control):len(c.Control)], c.Pos) {
			x0, x1 = min(x0, float64(q.X)), max(x1, float64(q.X))
			y0, y1 = min(y0, float64(q.Y)), max(y1, float64(q.Y))
		}
	}
	var program bytes.Buffer
	fmt.Fprintf(&program, "%v 0 %v %v %v %v d1", g.advance, x0, y0, x1, y1)
	operators(&program, g.path, affine{a: 1, e: 1}, 0)
	program.WriteString(" f")
	return deflated(program.Bytes())
}

// deflated compresses data.
func deflated(data []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	return out.Bytes()
}

// pdfFile collects the objects of a file.
type pdfFile struct {
	bytes.Buffer
	offsets []int
}

// object adds an object and returns its number.
func (f *pdfFile) object(format string, args ...any) int {
	f.offsets = append(f.offsets, f.Len())
	n := len(f.offsets)
	fmt.Fprintf(f, "%d 0 obj\n", n)
	fmt.Fprintf(f, format, args...)
	f.WriteString("\nendobj\n")
	return n
}

// stream adds a compressed stream and returns its number.
func (f *pdfFile) stream(data []byte) int {
	return f.object("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", len(data), data)
}

// write writes the page as a file without dates, so that equal charts are equal files.
func (p *page) write(w io.Writer, title, description string) error {
	f := new(pdfFile)
	f.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	var fonts bytes.Buffer
	for i, font := range p.fonts {
		fmt.Fprintf(&fonts, "/F%d %d 0 R", i, font.write(f))
	}
	content := f.stream(deflated(p.body.Bytes()))
	pages := len(f.offsets) + 2
	leaf := f.object("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %v %v]/Resources<</Font<<%s>>>>/Contents %d 0 R>>",
		pages, float64(pageWidth), float64(pageHeight), fonts.Bytes(), content)
	f.object("<</Type/Pages/Kids[%d 0 R]/Count 1>>", leaf)
	catalog := f.object("<</Type/Catalog/Pages %d 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>", pages)
	info := f.object("<</Title%s/Subject%s>>", utf16Text(title), utf16Text(description))
	start := f.Len()
	fmt.Fprintf(f, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, offset := range f.offsets {
		fmt.Fprintf(f, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(f, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, catalog, info, start)
	_, err := w.Write(f.Bytes())
	return err
}

// utf16Text writes a text as a string of PDF.
func utf16Text(s string) string {
	text := "<FEFF"
	for _, u := range utf16.Encode([]rune(s)) {
		text += fmt.Sprintf("%04X", u)
	}
	return text + ">"
}

// write adds the font to a file and returns its number.
func (p *pageFont) write(f *pdfFile) int {
	var programs, names, widths, meaning bytes.Buffer
	for i, g := range p.glyphs {
		fmt.Fprintf(&programs, "/g%d %d 0 R", i+1, f.stream(g.program()))
		fmt.Fprintf(&names, "/g%d", i+1)
		fmt.Fprintf(&widths, "%v ", g.advance)
		fmt.Fprintf(&meaning, "<%02X>%s\n", i+1, "<"+utf16Text(string(g.char))[5:])
	}
	n := len(p.glyphs)
	var unicode bytes.Buffer
	unicode.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n" +
		"1 begincodespacerange <00><FF> endcodespacerange\n")
	lines := bytes.SplitAfter(meaning.Bytes(), []byte("\n"))
	for i := 0; i < n; i += 100 {
		k := min(100, n-i)
		fmt.Fprintf(&unicode, "%d beginbfchar\n%sendbfchar\n", k, bytes.Join(lines[i:i+k], nil))
	}
	unicode.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end")
	scale := number(1/float64(p.face.UnitsPerEm()), 9)
	return f.object("<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[%s 0 0 %s 0 0]/CharProcs<<%s>>"+
		"/Encoding<</Type/Encoding/Differences[1%s]>>/FirstChar 1/LastChar %d/Widths[%s]/Resources<<>>/ToUnicode %d 0 R>>",
		scale, scale, programs.Bytes(), names.Bytes(), n, widths.Bytes(), f.stream(deflated(unicode.Bytes())))
}
