package plots

import (
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// pen is the state that Push saves.
type pen struct {
	at    affine
	color color.RGBA
	width vg.Length
	dash  []vg.Length
	phase vg.Length
}

// state is what all canvases of the package share: the pen, and those put aside. It
// implements the part of [vg.Canvas] that draws nothing.
type state struct {
	now   pen
	stack []pen
}

// start sets the state of a new page, whose places are mapped by at.
func (s *state) start(at affine) {
	s.now = pen{at: at, color: black, width: 1}
	s.stack = s.stack[:0]
}

// Size returns the size of the page.
func (s *state) Size() (x, y vg.Length) { return pageWidth, pageHeight }

// SetLineWidth implements [vg.Canvas].
func (s *state) SetLineWidth(w vg.Length) { s.now.width = w }

// SetLineDash implements [vg.Canvas].
func (s *state) SetLineDash(pattern []vg.Length, phase vg.Length) {
	s.now.dash, s.now.phase = pattern, phase
}

// SetColor implements [vg.Canvas]. Transparency is ignored.
func (s *state) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	r, g, b, _ := c.RGBA()
	s.now.color = color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 0xff}
}

// Rotate implements [vg.Canvas].
func (s *state) Rotate(rad float64) { s.now.at = s.now.at.after(rotation(rad)) }

// Translate implements [vg.Canvas].
func (s *state) Translate(by vg.Point) { s.now.at = s.now.at.after(translation(by)) }

// Scale implements [vg.Canvas].
func (s *state) Scale(x, y float64) { s.now.at = s.now.at.after(affine{a: x, e: y}) }

// Push implements [vg.Canvas].
func (s *state) Push() { s.stack = append(s.stack, s.now) }

// Pop implements [vg.Canvas].
func (s *state) Pop() {
	s.now = s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
}

// drawImage draws an image as one rectangle a run of equal pixels.
func drawImage(c vg.Canvas, r vg.Rectangle, img image.Image) {
	b := img.Bounds()
	w, h := r.Size().X/vg.Length(b.Dx()), r.Size().Y/vg.Length(b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		top := r.Max.Y - vg.Length(y-b.Min.Y)*h
		for x := b.Min.X; x < b.Max.X; {
			from := x
			for x++; x < b.Max.X && img.At(x, y) == img.At(from, y); x++ {
			}
			c.SetColor(img.At(from, y))
			c.Fill(box(r.Min.X+vg.Length(from-b.Min.X)*w, top-h, r.Min.X+vg.Length(x-b.Min.X)*w, top).Path())
		}
	}
}

// affine maps (x, y) to (a·x + b·y + c, d·x + e·y + f).
type affine struct{ a, b, c, d, e, f float64 }

// after returns the map that applies n first and then m.
func (m affine) after(n affine) affine {
	return affine{
		m.a*n.a + m.b*n.d, m.a*n.b + m.b*n.e, m.a*n.c + m.b*n.f + m.c,
		m.d*n.a + m.e*n.d, m.d*n.b + m.e*n.e, m.d*n.c + m.e*n.f + m.f,
	}
}

// apply maps a point.
func (m affine) apply(p vg.Point) (x, y float64) {
	px, py := float64(p.X), float64(p.Y)
	return m.a*px + m.b*py + m.c, m.d*px + m.e*py + m.f
}

// rotation returns the map that turns by an angle in radians.
func rotation(rad float64) affine {
	sin, cos := math.Sincos(rad)
	return affine{a: cos, b: -sin, d: sin, e: cos}
}

// translation returns the map that moves by a distance.
func translation(by vg.Point) affine {
	return affine{a: 1, c: float64(by.X), e: 1, f: float64(by.Y)}
}
