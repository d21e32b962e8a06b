package plots

import (
	"sync"
	"sync/atomic"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// surface is a canvas of a known size.
type surface = vg.CanvasSizer

// outlined is a canvas that draws text as shapes and remembers where it stands.
type outlined struct {
	surface
	texts []textBox
}

// textBox is a drawn text and its place on the page.
type textBox struct {
	text string
	vg.Rectangle
}

// FillString draws the outlines of text.
func (o *outlined) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Size == 0 || text == "" {
		return
	}
	size := f.Font.Size
	o.texts = append(o.texts, textBox{text, vg.Rectangle{
		Min: vg.Point{X: at.X, Y: at.Y - 0.21*size},
		Max: vg.Point{X: at.X + fillOutlines(o.surface, f, at, text), Y: at.Y + 0.73*size},
	}})
}

// glyphFiller is a canvas that has a better way to draw text than to fill its shapes.
type glyphFiller interface {
	fillText(f font.Face, at vg.Point, text string)
}

// fillOutlines fills the shapes of text from a place on its baseline and returns how
// wide it is.
func fillOutlines(c vg.Canvas, f font.Face, at vg.Point, text string) vg.Length {
	if g, ok := c.(glyphFiller); ok {
		g.fillText(f, at, text)
		return walk(f, text, func(*glyph, vg.Length) {})
	}
	path, width := outline(f, text)
	c.Push()
	c.Translate(at)
	c.Fill(path)
	c.Pop()
	return width
}

// glyph is the shape of a character in units of its font.
type glyph struct {
	char    rune
	index   sfnt.GlyphIndex
	advance float64
	path    vg.Path
	program func() []byte // for PDF, compressed
}

// typeface keeps what has been read from a font. It is safe for concurrent use.
type typeface struct {
	font   *opentype.Font
	ascii  [128]atomic.Pointer[glyph]
	others sync.Map // rune to *glyph
	kerns  sync.Map // two glyphs' indices to the distance by which they stand closer
}

// typefaces keeps a typeface for every font in use.
var typefaces sync.Map

// typefaceOf returns the typeface of a font.
func typefaceOf(f *opentype.Font) *typeface {
	if t, ok := typefaces.Load(f); ok {
		return t.(*typeface)
	}
	t, _ := typefaces.LoadOrStore(f, &typeface{font: f})
	return t.(*typeface)
}

// outline returns the shapes of text from the origin, and how wide it is.
func outline(f font.Face, text string) (vg.Path, vg.Length) {
	n := 0
	walk(f, text, func(g *glyph, _ vg.Length) { n += len(g.path) })
	path := make(vg.Path, 0, n)
	scale := f.Font.Size / vg.Length(f.Face.UnitsPerEm())
	width := walk(f, text, func(g *glyph, x vg.Length) {
		for _, c := range g.path {
			path = append(path, placed(c, scale, x))
		}
	})
	return path, width
}

// walk visits the glyphs of text, each with its distance from the first, and returns
// the width of the whole.
func walk(f font.Face, text string, visit func(*glyph, vg.Length)) vg.Length {
	scale := float64(f.Font.Size) / float64(f.Face.UnitsPerEm())
	face := typefaceOf(f.Face)
	var x float64
	var last *glyph
	for _, r := range text {
		g := face.glyph(r)
		if last != nil {
			x += face.kern(last.index, g.index) * scale
		}
		visit(g, vg.Length(x))
		x += g.advance * scale
		last = g
	}
	return vg.Length(x)
}

// placed returns a part of a glyph's shape at a scale, moved to the right by x.
func placed(c vg.PathComp, scale, x vg.Length) vg.PathComp {
	c.Pos = vg.Point{X: c.Pos.X*scale + x, Y: c.Pos.Y * scale}
	if len(c.Control) > 0 {
		control := make([]vg.Point, len(c.Control))
		for i, q := range c.Control {
			control[i] = vg.Point{X: q.X*scale + x, Y: q.Y * scale}
		}
		c.Control = control
	}
	return c
}

// glyph returns a character of the font. One that the font lacks has the shape that the
// font gives for such.
func (t *typeface) glyph(r rune) *glyph {
	if r < 128 {
		slot := &t.ascii[r]
		if slot.Load() == nil {
			slot.CompareAndSwap(nil, t.read(r))
		}
		return slot.Load()
	}
	if g, ok := t.others.Load(r); ok {
		return g.(*glyph)
	}
	g, _ := t.others.LoadOrStore(r, t.read(r))
	return g.(*glyph)
}

// read reads a character from the font.
func (t *typeface) read(r rune) *glyph {
	var buf sfnt.Buffer
	em := fixed.Int26_6(t.font.UnitsPerEm())
	g := &glyph{char: r}
	g.index, _ = t.font.GlyphIndex(&buf, r) // 0, the missing glyph, on failure
	if segments, err := t.font.LoadGlyph(&buf, g.index, em, nil); err == nil {
		g.path = shape(segments)
	}
	if advance, err := t.font.GlyphAdvance(&buf, g.index, em, 0); err == nil {
		g.advance = float64(advance)
	}
	g.program = sync.OnceValue(g.typeThree)
	return g
}

// shape turns the segments of a glyph, whose y grows downwards, into a path.
func shape(segments sfnt.Segments) vg.Path {
	var path vg.Path
	at := func(p fixed.Point26_6) vg.Point { return vg.Point{X: vg.Length(p.X), Y: -vg.Length(p.Y)} }
	for i, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	if len(path) > 0 {
		path.Close()
	}
	return path
}

// kern returns by how much two neighbours stand closer, in units of the font.
func (t *typeface) kern(left, right sfnt.GlyphIndex) float64 {
	key := uint32(left)<<16 | uint32(right)
	if k, ok := t.kerns.Load(key); ok {
		return k.(float64)
	}
	var buf sfnt.Buffer
	var k float64
	if v, err := t.font.Kern(&buf, left, right, fixed.Int26_6(t.font.UnitsPerEm()), 0); err == nil {
		k = float64(v)
	}
	t.kerns.Store(key, k)
	return k
}
