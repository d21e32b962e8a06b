package plots

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/vector"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// levels is how many steps of coverage an edge has. Sixteen look like 256 and keep
// the picture within a palette.
const levels = 16

// reserved is how many colours of the palette are kept for inks, which edges may not take.
const reserved = 48

// pixels is a canvas of colour numbers, one byte a pixel.
//
// Note: charts have few colours, so a palette makes filling, and above all
// compressing, several times cheaper than four bytes a pixel would be. The palette
// grows as inks meet; once it is full, the nearest colour stands in on edges.
type pixels struct {
	state
	img    *image.Paletted
	colors []color.RGBA
	number map[color.RGBA]uint8
	blends map[blendKey]*[256]int16
	z      vector.Rasterizer
	mask   image.Alpha
	scale  float64 // pixels per point
	flat   []vg.Point
}

// blendKey names the effect of an ink at a coverage on each colour below it.
type blendKey struct {
	ink   color.RGBA
	level uint8
}

// canvases holds pixels for use again: each is a few megabytes.
var canvases = sync.Pool{New: func() any {
	return &pixels{img: image.NewPaletted(image.Rect(0, 0, pixelWidth, pixelHeight), nil)}
}}

// newPixels returns a clean canvas of the page's size. Give it back with release.
func newPixels() *pixels {
	p := canvases.Get().(*pixels)
	p.scale = float64(pixelWidth) / float64(pageWidth)
	p.colors = append(p.colors[:0], paper)
	p.number = map[color.RGBA]uint8{paper: 0}
	p.blends = map[blendKey]*[256]int16{}
	clear(p.img.Pix)
	p.start(affine{a: p.scale, e: -p.scale, f: pixelHeight})
	return p
}

// release gives the canvas back.
func (p *pixels) release() { canvases.Put(p) }

// image returns the picture. It is valid until release.
func (p *pixels) image() *image.Paletted {
	p.img.Palette = make(color.Palette, len(p.colors))
	for i, c := range p.colors {
		p.img.Palette[i] = c
	}
	return p.img
}

// FillString implements [vg.Canvas]: it draws the outlines.
func (p *pixels) FillString(f font.Face, at vg.Point, text string) { fillOutlines(p, f, at, text) }

// DrawImage implements [vg.Canvas].
func (p *pixels) DrawImage(r vg.Rectangle, img image.Image) { drawImage(p, r, img) }

// Fill implements [vg.Canvas], with the nonzero rule. Upright rectangles are moved to
// whole pixels, so that bars and rules are sharp and neighbours leave no seam.
func (p *pixels) Fill(path vg.Path) {
	if r, ok := p.rectangle(path); ok {
		p.box(r)
		return
	}
	area := p.bounds(path)
	if area.Empty() {
		return
	}
	p.z.Reset(area.Dx(), area.Dy())
	p.trace(path, float64(area.Min.X), float64(area.Min.Y))
	p.blend(area)
}

// rectangle returns the pixels of a path that is an upright rectangle.
func (p *pixels) rectangle(path vg.Path) (image.Rectangle, bool) {
	if len(path) < 4 || len(path) > 6 {
		return image.Rectangle{}, false
	}
	var x, y [4]float64
	for i, c := range path[:4] {
		if c.Type != vg.LineComp && (i > 0 || c.Type != vg.MoveComp) {
			return image.Rectangle{}, false
		}
		x[i], y[i] = p.now.at.apply(c.Pos)
	}
	for _, c := range path[4:] {
		if c.Type != vg.CloseComp && (c.Type != vg.LineComp || c.Pos != path[0].Pos) {
			return image.Rectangle{}, false
		}
	}
	level := x[0] == x[3] && x[1] == x[2] && y[0] == y[1] && y[2] == y[3]
	upright := x[0] == x[1] && x[2] == x[3] && y[0] == y[3] && y[1] == y[2]
	return snap(x[0], y[0], x[2], y[2]), level || upright
}

// snap returns the whole pixels nearest to a rectangle, at least one each way.
func snap(x0, y0, x1, y1 float64) image.Rectangle {
	r := image.Rect(round(x0), round(y0), round(x1), round(y1))
	if r.Dx() == 0 {
		r.Min.X = int(math.Floor((x0 + x1) / 2))
		r.Max.X = r.Min.X + 1
	}
	if r.Dy() == 0 {
		r.Min.Y = int(math.Floor((y0 + y1) / 2))
		r.Max.Y = r.Min.Y + 1
	}
	return r
}

// round returns the whole number nearest to x.
func round(x float64) int { return int(math.Floor(x + 0.5)) }

// box fills whole pixels.
func (p *pixels) box(r image.Rectangle) {
	r = r.Intersect(p.img.Rect)
	n := p.find(p.now.color, 256)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.img.Pix[p.img.PixOffset(r.Min.X, y):p.img.PixOffset(r.Max.X, y)]
		for i := range row {
			row[i] = n
		}
	}
}

// bounds returns the pixels that a path can touch.
func (p *pixels) bounds(path vg.Path) image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	add := func(pt vg.Point, grow float64) {
		x, y := p.now.at.apply(pt)
		x0, x1 = min(x0, x-grow), max(x1, x+grow)
		y0, y1 = min(y0, y-grow), max(y1, y+grow)
	}
	for _, c := range path {
		if c.Type != vg.CloseComp {
			add(c.Pos, float64(c.Radius)*p.scale)
		}
		for _, q := range c.Control {
			add(q, 0)
		}
	}
	if !(x0 <= x1) {
		return image.Rectangle{}
	}
	clip := func(v float64, most int) int { return int(min(max(v, 0), float64(most))) }
	return image.Rect(clip(math.Floor(x0), pixelWidth), clip(math.Floor(y0), pixelHeight),
		clip(math.Ceil(x1), pixelWidth), clip(math.Ceil(y1), pixelHeight))
}

// trace gives a path to the rasteriser, in pixels from (left, top).
func (p *pixels) trace(path vg.Path, left, top float64) {
	to := func(pt vg.Point) (float32, float32) {
		x, y := p.now.at.apply(pt)
		return float32(x - left), float32(y - top)
	}
	for i, c := range path {
		x, y := to(c.Pos)
		switch c.Type {
		case vg.MoveComp:
			if i > 0 {
				p.z.ClosePath()
			}
			p.z.MoveTo(x, y)
		case vg.LineComp:
			p.z.LineTo(x, y)
		case vg.CurveComp:
			bx, by := to(c.Control[0])
			if len(c.Control) == 1 {
				p.z.QuadTo(bx, by, x, y)
				break
			}
			cx, cy := to(c.Control[1])
			p.z.CubeTo(bx, by, cx, cy, x, y)
		case vg.ArcComp:
			p.flat = arcPoints(p.flat[:0], c)
			for j, pt := range p.flat {
				if x, y := to(pt); i == 0 && j == 0 {
					p.z.MoveTo(x, y)
				} else {
					p.z.LineTo(x, y)
				}
			}
		case vg.CloseComp:
			p.z.ClosePath()
		}
	}
	p.z.ClosePath()
}

// blend lays the current colour on an area with the coverage the rasteriser holds.
func (p *pixels) blend(area image.Rectangle) {
	n := area.Dx() * area.Dy()
	if cap(p.mask.Pix) < n {
		p.mask.Pix = make([]uint8, n)
	}
	p.mask = image.Alpha{Pix: p.mask.Pix[:n], Stride: area.Dx(), Rect: image.Rect(0, 0, area.Dx(), area.Dy())}
	p.z.DrawOp = draw.Src
	p.z.Draw(&p.mask, p.mask.Rect, image.Opaque, image.Point{})
	var tables [levels + 1]*[256]int16
	solid := p.find(p.now.color, 256)
	for y := range area.Dy() {
		row := p.img.Pix[p.img.PixOffset(area.Min.X, area.Min.Y+y):]
		for x, cover := range p.mask.Pix[y*area.Dx() : (y+1)*area.Dx()] {
			level := (uint(cover)*levels + 127) / 255
			switch level {
			case 0:
			case levels:
				row[x] = solid
			default:
				if tables[level] == nil {
					tables[level] = p.table(uint8(level))
				}
				row[x] = p.mixed(tables[level], row[x], level)
			}
		}
	}
}

// table returns what the current colour makes of others at a coverage.
func (p *pixels) table(level uint8) *[256]int16 {
	key := blendKey{p.now.color, level}
	t := p.blends[key]
	if t == nil {
		t = new([256]int16)
		for i := range t {
			t[i] = -1
		}
		p.blends[key] = t
	}
	return t
}

// mixed returns the number of the colour that the current one makes of another.
func (p *pixels) mixed(t *[256]int16, under uint8, level uint) uint8 {
	if t[under] < 0 {
		t[under] = int16(p.find(mix(p.colors[under], p.now.color, float64(level)/levels), 256-reserved))
	}
	return uint8(t[under])
}

// find returns the number of a colour, or of the nearest one if the palette already has
// as many as most.
func (p *pixels) find(c color.RGBA, most int) uint8 {
	n, ok := p.number[c]
	if ok && (p.colors[n] == c || len(p.colors) >= most) {
		return n
	}
	if len(p.colors) < most {
		p.colors = append(p.colors, c)
		p.number[c] = uint8(len(p.colors) - 1)
		return p.number[c]
	}
	best, least := 0, math.MaxInt
	for i, q := range p.colors {
		r, g, b := int(c.R)-int(q.R), int(c.G)-int(q.G), int(c.B)-int(q.B)
		if d := 3*r*r + 6*g*g + b*b; d < least {
			best, least = i, d
		}
	}
	p.number[c] = uint8(best)
	return uint8(best)
}
