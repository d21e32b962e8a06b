package plots

import (
	"image/png"
	"io"
	"sync"
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
	on := newShapes()
	c.render(on)
	return on.write(w, c.title, c.subtitle)
}

// encodePDF writes the chart as shapes and text on a page.
func (c Chart) encodePDF(w io.Writer) error {
	on := newPage()
	c.render(on)
	return on.write(w, c.title, c.subtitle)
}
