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
	for _, l := range t.shown(unit, labels) {
		text := amount(unit, l.value)
		x, y := l.place(f, t, text)
		s.knock(t, x, y, centre, text)
	}
}

// place returns where the middle of the label's base line stands.
func (l topLabel) place(f field, t style, text string) (x, y vg.Length) {
	half := t.width(text) / 2
	return min(max(l.x, f.Min.X+half), f.Max.X+30-half), l.y + 5
}

// clears returns the heights between which an upright line at x would come too close to a
// label above a bar, as many as there are.
func (t style) clears(f field, unit string, labels []topLabel, at vg.Length) (gaps [][2]vg.Length) {
	for _, l := range t.shown(unit, labels) {
		text := amount(unit, l.value)
		x, y := l.place(f, t, text)
		if half := t.width(text)/2 + 4; at > x-half && at < x+half {
			gaps = append(gaps, [2]vg.Length{l.y, y + 0.8*t.size + 4})
		}
	}
	return gaps
}

// shown returns the labels that are written: see [sheet.topLabels].
func (t style) shown(unit string, labels []topLabel) (kept []topLabel) {
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
			kept = append(kept, l)
		}
	}
	return kept
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
