package plots

import (
	"bytes"
	"image/png"
	"io"
	"regexp"
	"sync"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// encoders holds what writes each format.
var encoders = map[Format]func(Chart, io.Writer) error{
	PNG: Chart.encodePNG, SVG: Chart.encodeSVG, PDF: Chart.encodePDF,
}

// buffers lets encodings use the memory of earlier ones.
type buffers struct{ sync.Pool }

// Get implements [png.EncoderBufferPool].
func (b *buffers) Get() *png.EncoderBuffer {
	e, _ := b.Pool.Get().(*png.EncoderBuffer)
	return e
}

// Put implements [png.EncoderBufferPool].
func (b *buffers) Put(e *png.EncoderBuffer) { b.Pool.Put(e) }

var encoder = png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: new(buffers)}

// encodePNG writes the chart as a picture with a palette.
func (c Chart) encodePNG(w io.Writer) error {
	p := newPixels()
	defer p.release()
	c.render(p)
	return encoder.Encode(w, p.image())
}

// encodeSVG writes the chart as shapes, with its title for those who cannot see it.
func (c Chart) encodeSVG(w io.Writer) error {
	on := newVector()
	c.render(on)
	return on.write(w, c.title, c.subtitle)
}

// repeating is a canvas on which a glyph is the same bytes wherever it stands, so that
// the compression of the file finds it again.
type repeating struct{ *vgpdf.Canvas }

// fillText implements [glyphFiller].
func (r repeating) fillText(f font.Face, at vg.Point, text string) {
	scale := f.Font.Size / vg.Length(f.Face.UnitsPerEm())
	walk(f, text, func(g *glyph, x vg.Length) {
		if len(g.path) == 0 {
			return
		}
		r.Push()
		r.Translate(vg.Point{X: at.X + x, Y: at.Y})
		path := make(vg.Path, len(g.path))
		for i, c := range g.path {
			path[i] = placed(c, scale, 0)
		}
		r.Fill(path)
		r.Pop()
	})
}

// dates matches the entries of a PDF that say when it was made.
var dates = regexp.MustCompile(`/(CreationDate|ModDate) \(D:[0-9]{14}\)`)

// encodePDF writes the chart as shapes on a page.
//
// Note: blanks take the place of the dates, so that equal charts are equal files and
// the positions that the file's own index gives stay right.
func (c Chart) encodePDF(w io.Writer) error {
	on := vgpdf.New(pageWidth, pageHeight)
	c.render(repeating{on})
	var page bytes.Buffer
	if _, err := on.WriteTo(&page); err != nil {
		return err
	}
	_, err := w.Write(dates.ReplaceAllFunc(page.Bytes(), func(entry []byte) []byte {
		return bytes.Repeat([]byte{' '}, len(entry))
	}))
	return err
}
