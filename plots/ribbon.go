package plots

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	nodeWide   vg.Length = 16 // of the bars at the ends of ribbons
	nodeApart  vg.Length = 7  // between the bands of one side
	flowTop    vg.Length = 26 // room for the headings
	flowBottom vg.Length = 8
)

// draw draws the streams as ribbons from the left to the company and from it to the
// right, all to one scale, and names them.
func (f flow) draw(s *sheet) {
	left, right := s.body, s.body
	sources, uses := flowTags(f.sources), flowTags(f.uses)
	left.Min.X += tagRoom(sources)
	right.Max.X -= tagRoom(uses)
	low, high := s.body.Min.Y+flowBottom, s.body.Max.Y-flowTop
	gaps := vg.Length(max(len(f.sources), len(f.uses))-1) * nodeApart
	scale := (high - low - gaps) / vg.Length(f.size)
	middle := (left.Min.X + right.Max.X) / 2
	bar := box(middle-nodeWide/2, (low+high-scale*vg.Length(f.size))/2, middle+nodeWide/2, (low+high+scale*vg.Length(f.size))/2)
	area := s.canvas(box(left.Min.X, low, right.Max.X, high))
	bank{f.sources, sources, left.Min.X, bar.Min.X, scale, false}.draw(s, area, bar)
	bank{f.uses, uses, right.Max.X, bar.Max.X, scale, true}.draw(s, area, bar)
	fillBox(area, bar, ink)
	top := high + 10
	s.write(labelStyle.in(muted), left.Min.X, top, 0, "Pay in, "+dollars(sizes(f.sources)))
	s.write(strongStyle, middle, top, centre, "The company")
	out := "Are paid, " + dollars(sizes(f.uses))
	s.write(labelStyle.in(muted), right.Max.X, top, 1, out)
}

// flowTags returns the labels of streams, the lowest first, without places. There are so few
// that they fit below each other.
func flowTags(streams []stream) []tag {
	tags := make([]tag, len(streams))
	for i, t := range streams {
		name := t.name
		if t.returns {
			name = "↔ " + name
		}
		tags[len(tags)-1-i] = tag{name: name, value: t.value, color: t.color, hatched: t.hatched, thick: 1}
	}
	return tags
}

// bank is one side of a flow.
type bank struct {
	streams  []stream
	tags     []tag
	from, to vg.Length // x of the outer ends and of the company
	scale    vg.Length // points a dollar
	right    bool
}

// draw draws the ribbons between their bars and the company's, and the labels.
func (d bank) draw(s *sheet, area draw.Canvas, bar vg.Rectangle) {
	height := d.scale*vg.Length(sizes(d.streams)) + nodeApart*vg.Length(len(d.streams)-1)
	y, at := (area.Min.Y+area.Max.Y+height)/2, bar.Max.Y
	inner := d.from + nodeWide
	if d.right {
		inner = d.from - nodeWide
	}
	for i, t := range d.streams {
		top := y
		for _, p := range t.parts {
			h := d.scale * vg.Length(p.value)
			r := ribbon{x0: inner, x1: d.to, y0: y, y1: at, thick: h}
			shade := tint(p.color, 0.4)
			if t.returns {
				shade = tint(p.color, 0.8)
			}
			r.draw(area, shade, p.hatched && !t.hatched)
			node := box(d.from, y-h, inner, y)
			fillBox(area, node, p.color)
			if p.hatched {
				hatch(area, node, 5)
			}
			y, at = y-h, at-h
		}
		d.tags[len(d.tags)-1-i].y = float64((top + y) / 2)
		y -= nodeApart
	}
	same := func(v float64) vg.Length { return vg.Length(v) }
	f := field{Canvas: area, x: same, y: same}
	if d.right {
		s.tags(f, d.tags, d.from)
	} else {
		s.leftTags(f, d.tags, d.from)
	}
}

// ribbon is a band of one thickness from one height to another; y is that of its top.
type ribbon struct{ x0, x1, y0, y1, thick vg.Length }

// height returns that of the top at a part of the way: 3t² − 2t³, which is also the
// curve of [ribbon.draw].
func (r ribbon) height(t vg.Length) vg.Length { return r.y0 + (r.y1-r.y0)*t*t*(3-2*t) }

// draw fills the ribbon; hatched, lines cross it.
func (r ribbon) draw(c draw.Canvas, shade color.RGBA, hatched bool) {
	third := (r.x1 - r.x0) / 3
	at := func(x, y vg.Length) vg.Point { return vg.Point{X: x, Y: y} }
	var path vg.Path
	path.Move(at(r.x0, r.y0))
	path.CubeTo(at(r.x0+third, r.y0), at(r.x1-third, r.y1), at(r.x1, r.y1))
	path.Line(at(r.x1, r.y1-r.thick))
	path.CubeTo(at(r.x1-third, r.y1-r.thick), at(r.x0+third, r.y0-r.thick), at(r.x0, r.y0-r.thick))
	path.Close()
	c.SetColor(shade)
	c.Fill(path)
	if !hatched || r.thick < 1.5 {
		return
	}
	line := draw.LineStyle{Color: rule, Width: 0.75}
	long := r.x1 - r.x0
	lean := min(r.thick, 12) / max(long, -long)
	for t := vg.Length(0); t+lean <= 1; t += 8 / max(long, -long) {
		c.StrokeLine2(line, r.x0+t*long, r.height(t)-r.thick, r.x0+(t+lean)*long, r.height(t+lean))
	}
}
