package plots

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// column is a bar of stacked parts over a period.
type column struct {
	from, to vg.Length // on the page
	parts    []part
}

// part is one piece of a column, the lowest first.
type part struct {
	value   float64
	color   color.RGBA
	hatched bool
}

// slot returns where the bar of a period stands: in the middle of its time, as wide as
// a part of it.
func slot(f field, p period, share vg.Length) (from, to vg.Length) {
	a, b := f.x(p.from), f.x(p.to)
	half := min((b-a)*share, 160) / 2
	return (a+b)/2 - half, (a+b)/2 + half
}

// draw draws the column and returns its height.
func (c column) draw(f field) float64 {
	var base float64
	for _, p := range c.parts {
		if p.value <= 0 {
			continue
		}
		r := box(c.from, f.y(base), c.to, f.y(base+p.value))
		fillBox(f.Canvas, r, p.color)
		if p.hatched {
			hatch(f.Canvas, r, 6)
		}
		if base > 0 && r.Max.Y-r.Min.Y > 2 {
			f.StrokeLine2(draw.LineStyle{Color: paper, Width: 0.75}, c.from, r.Min.Y, c.to, r.Min.Y)
		}
		base += p.value
	}
	return base
}

// topLabel is a value written above a bar.
type topLabel struct {
	x, y    vg.Length
	room    vg.Length // width that no other bar takes
	value   float64
	partial bool
}

// topLabels writes the values above bars: all of them if each has room, else those of
// whole periods, else the largest alone.
func (s *sheet) topLabels(f field, t style, unit string, labels []topLabel) {
	whole := slices.DeleteFunc(slices.Clone(labels), func(l topLabel) bool { return l.partial })
	switch {
	case t.fits(unit, labels):
	case len(whole) > 0 && t.fits(unit, whole):
		labels = whole
	default:
		best := 0
		for i, l := range labels {
			if l.value > labels[best].value {
				best = i
			}
		}
		labels = labels[best : best+1]
	}
	for _, l := range labels {
		if l.value > 0 {
			text := amount(unit, l.value)
			half := t.width(text) / 2
			s.knock(t, min(max(l.x, f.Min.X+half), f.Max.X+30-half), l.y+5, centre, text)
		}
	}
}

// fits reports whether every label has room.
func (t style) fits(unit string, labels []topLabel) bool {
	for _, l := range labels {
		if l.value > 0 && t.width(amount(unit, l.value))+2 > l.room {
			return false
		}
	}
	return true
}
