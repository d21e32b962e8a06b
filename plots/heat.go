package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// shades is how many shades a map has.
const shades = 48

// shader gives values their shade: light for low and dark for high ones, or, where
// zero lies between them, orange below and blue above, the paler the nearer to zero.
type shader struct {
	min, max  float64
	diverging bool
}

// of returns the shade of a value.
func (h shader) of(v float64) color.RGBA {
	if h.diverging {
		reach := math.Max(-h.min, h.max)
		t := math.Round(v/reach*shades/2) / (shades / 2)
		if t < 0 {
			return ramp(-t, paper, tint(orange, 0.6), vermillion, rgb(0x7A3500))
		}
		return ramp(t, paper, tint(blue, 0.4), blue, rgb(0x003A5D))
	}
	t := 0.0
	if h.max > h.min {
		t = math.Round((v-h.min)/(h.max-h.min)*(shades-1)) / (shades - 1)
	}
	return ramp(t, rgb(0xF1F6FA), tint(blue, 0.4), blue, rgb(0x003A5D))
}

// ramp returns the colour at t in [0, 1] on the way through the colours given.
func ramp(t float64, colors ...color.RGBA) color.RGBA {
	x := min(max(t, 0), 1) * float64(len(colors)-1)
	i := min(int(x), len(colors)-2)
	return mix(colors[i], colors[i+1], x-float64(i))
}

// on returns the ink that reads best on a colour: black or white, of which one always
// has a contrast of at least 4.5:1.
func on(c color.RGBA) color.RGBA {
	if contrast(c, paper) > contrast(c, black) {
		return paper
	}
	return black
}

// contrast returns the ratio of the luminances of two colours, from 1 to 21, as the
// Web Content Accessibility Guidelines 2.1 define it.
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance returns the relative luminance of a colour of sRGB.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// heat is a grid drawn as a map.
type heat struct {
	Grid
	values values
}

// draw lays out the map: the name of the rows' input above, that of the columns' below.
func (h heat) draw(s *sheet) {
	t := style{size: 12.5, color: muted}
	const most = 170
	area := s.body
	s.write(strongStyle.in(muted), area.Min.X, area.Max.Y-8, left, strongStyle.elide(clean(h.YLabel), area.Max.X-area.Min.X))
	s.write(strongStyle.in(muted), area.Max.X, area.Min.Y, right, strongStyle.elide(clean(h.XLabel), area.Max.X-area.Min.X))
	area.Max.Y -= 20
	area.Min.Y += 38
	area.Min.X += min(t.widest(h.Y), most) + 10
	texts := h.texts(area)
	if texts.size == 0 {
		area.Max.X -= 47 + keyStyle.widest(h.keyTexts())
	}
	f := field{Canvas: s.canvas(area)}
	f.x = func(v float64) vg.Length { return f.X(v / float64(len(h.X))) }
	f.y = func(v float64) vg.Length { return f.Y(1 - v/float64(len(h.Y))) }
	h.cells(f)
	h.border(f)
	h.ticks(s, f, t, most)
	if texts.size > 0 {
		h.numbers(s, f, texts)
		return
	}
	h.key(s, area)
}

// shader returns the shades of the map.
func (h heat) shader() shader {
	return shader{h.values.min, h.values.max, h.values.min < 0 && h.values.max > 0 && h.Unit != "date"}
}

// cells draws the cells; neighbours in a row that share a shade are one shape.
func (h heat) cells(f field) {
	shade := h.shader()
	look := func(v float64) color.RGBA {
		if math.IsNaN(v) {
			return pale
		}
		return shade.of(v)
	}
	for j, row := range h.Z {
		for i := 0; i < len(row); {
			k := i + 1
			for k < len(row) && look(row[k]) == look(row[i]) {
				k++
			}
			r := box(f.x(float64(i)), f.y(float64(j)), f.x(float64(k)), f.y(float64(j+1)))
			if j < len(h.Z)-1 {
				r.Min.Y -= 0.3 // no seam between shapes
			}
			if k < len(row) {
				r.Max.X += 0.3
			}
			fillBox(f.Canvas, r, look(row[i]))
			i = k
		}
	}
}

// above reports on which side of zero a value lies: above it, or below where the map
// has negative values.
func (h heat) above(v float64) bool {
	if h.values.negative > 0 {
		return v >= 0
	}
	return v > 0
}

// border draws a heavy line between cells on different sides of zero.
func (h heat) border(f field) {
	if !h.crosses(h.values) {
		return
	}
	line := draw.LineStyle{Color: ink, Width: 2.25}
	differ := func(a, b float64) bool {
		return !math.IsNaN(a) && !math.IsNaN(b) && h.above(a) != h.above(b)
	}
	for j, row := range h.Z {
		for i, v := range row {
			x, y := float64(i), float64(j)
			if i > 0 && differ(row[i-1], v) {
				f.StrokeLine2(line, f.x(x), min(f.y(y)+1.1, f.Max.Y), f.x(x), max(f.y(y+1)-1.1, f.Min.Y))
			}
			if j > 0 && differ(h.Z[j-1][i], v) {
				f.StrokeLine2(line, max(f.x(x)-1.1, f.Min.X), f.y(y), min(f.x(x+1)+1.1, f.Max.X), f.y(y))
			}
		}
	}
}

// ticks writes the values of the inputs.
func (h heat) ticks(s *sheet, f field, t style, most vg.Length) {
	pitch := (f.Max.X - f.Min.X) / vg.Length(len(h.X))
	every := thinned(t, h.X, pitch, most, false)
	for i := 0; i < len(h.X); i += every {
		text := t.elide(clean(h.X[i]), max(min(most, pitch*vg.Length(every)-6), t.size))
		s.write(t, f.x(float64(i)+0.5), f.Min.Y-16, centre, text)
	}
	pitch = (f.Max.Y - f.Min.Y) / vg.Length(len(h.Y))
	every = thinned(t, h.Y, pitch, most, true)
	for j := 0; j < len(h.Y); j += every {
		s.write(t, f.Min.X-8, f.y(float64(j)+0.5)-4.5, right, t.elide(clean(h.Y[j]), most))
	}
}

// cellTexts are the values as they stand in the cells, and the size that fits.
type cellTexts struct {
	size vg.Length // 0: they do not fit
	text [][]string
}

// texts writes the values for the cells of an area.
func (h heat) texts(area vg.Rectangle) cellTexts {
	if len(h.X) > 15 || len(h.Y) > 15 {
		return cellTexts{}
	}
	var c cellTexts
	var widest vg.Length
	for _, row := range h.Z {
		var line []string
		for _, v := range row {
			text := "–"
			if !math.IsNaN(v) {
				text = h.short(v)
			}
			widest = max(widest, labelStyle.width(text))
			line = append(line, text)
		}
		c.text = append(c.text, line)
	}
	width := (area.Max.X-area.Min.X)/vg.Length(len(h.X)) - 8
	height := (area.Max.Y-area.Min.Y)/vg.Length(len(h.Y)) - 6
	c.size = min(labelStyle.size*width/widest, height, 15)
	if c.size < 8 {
		return cellTexts{}
	}
	return c
}

// short writes a value for a cell.
func (h heat) short(v float64) string {
	if h.Unit == "date" {
		return shortMonth(int(math.Floor(v)))
	}
	return amount(h.Unit, v)
}

// numbers writes the values into the cells.
func (h heat) numbers(s *sheet, f field, c cellTexts) {
	shade := h.shader()
	for j, row := range c.text {
		for i, text := range row {
			t := style{size: c.size, color: muted}
			if v := h.Z[j][i]; !math.IsNaN(v) {
				t.color = on(shade.of(v))
			}
			s.write(t, f.x(float64(i)+0.5), f.y(float64(j)+0.5)-0.36*c.size, centre, text)
		}
	}
}

// keyStyle writes the values beside the bar of shades.
var keyStyle = tickStyle.at(12)

// keyTicks returns the round values that stand beside the bar of shades.
func (h heat) keyTicks() []plot.Tick {
	if h.values.min == h.values.max {
		return []plot.Tick{{Value: h.values.min, Label: h.short(h.values.min)}}
	}
	return ticks(h.Unit, h.values.min, h.values.max, 6)
}

// keyTexts returns the texts of keyTicks.
func (h heat) keyTexts() []string {
	var texts []string
	for _, t := range h.keyTicks() {
		texts = append(texts, t.Label)
	}
	return texts
}

// key draws the bar that gives the shades their values.
func (h heat) key(s *sheet, area vg.Rectangle) {
	shade := h.shader()
	r := box(area.Max.X+24, area.Min.Y, area.Max.X+40, area.Max.Y)
	c := s.canvas(r)
	if shade.max == shade.min {
		fillBox(c, r, shade.of(shade.min))
		s.write(keyStyle, r.Max.X+7, (r.Min.Y+r.Max.Y)/2-4.5, left, h.short(shade.min))
		return
	}
	for i := range shades {
		low, high := c.Y(float64(i)/shades), c.Y(float64(i+1)/shades)
		v := shade.min + (float64(i)+0.5)/shades*(shade.max-shade.min)
		fillBox(c, box(r.Min.X, low, r.Max.X, min(high+0.3, r.Max.Y)), shade.of(v))
	}
	for _, t := range h.keyTicks() {
		y := c.Y((t.Value - shade.min) / (shade.max - shade.min))
		c.StrokeLine2(draw.LineStyle{Color: rule, Width: 0.75}, r.Max.X, y, r.Max.X+4, y)
		s.write(keyStyle, r.Max.X+7, y-4.5, left, t.Label)
	}
}

// drawLine draws a grid of one row as a line with a dot a value.
func (g Grid) drawLine(s *sheet) {
	r := g.rangeOf()
	area := s.body
	s.write(strongStyle.in(muted), area.Max.X, area.Min.Y, right, strongStyle.elide(clean(g.XLabel), area.Max.X-area.Min.X))
	area.Min.Y += 20
	y := scale(g.Unit, r.min, r.max, 0.08, 5)
	if g.Unit == "date" {
		y = around(g.Unit, r.min, r.max, 0.15, 5)
	}
	a := axes{xMax: float64(len(g.X)), yMin: y.min, yMax: y.max, y: y.ticks}
	pitch := (area.Max.X - area.Min.X - 80) / vg.Length(len(g.X))
	every := thinned(tickStyle, g.X, pitch, 170, false)
	for i := 0; i < len(g.X); i += every {
		a.x = append(a.x, plot.Tick{Value: float64(i) + 0.5, Label: tickStyle.elide(clean(g.X[i]), min(170, max(pitch*vg.Length(every)-6, 13)))})
	}
	f := s.plot(area, a, g.line)
	g.dots(s, f, pitch)
}

// line draws the line, broken where values are absent.
func (g Grid) line(f field) {
	var part []vg.Point
	for i := 0; i <= len(g.X); i++ {
		if i < len(g.X) && !math.IsNaN(g.Z[0][i]) {
			part = append(part, vg.Point{X: f.x(float64(i) + 0.5), Y: f.y(g.Z[0][i])})
			continue
		}
		if len(part) > 1 {
			f.StrokeLines(draw.LineStyle{Color: blue, Width: 2.25}, part)
		}
		part = nil
	}
}

// dots marks the values and, where there is room, writes them above.
func (g Grid) dots(s *sheet, f field, pitch vg.Length) {
	var widest vg.Length
	for _, v := range g.Z[0] {
		if !math.IsNaN(v) {
			widest = max(widest, strongStyle.width(amount(g.Unit, v)))
		}
	}
	for i, v := range g.Z[0] {
		x := f.x(float64(i) + 0.5)
		switch {
		case math.IsNaN(v):
			s.write(labelStyle.in(muted), x, f.Min.Y+5, centre, "–")
		case widest+8 < pitch:
			dot(f, x, f.y(v), blue)
			s.write(strongStyle, x, f.y(v)+9, centre, amount(g.Unit, v))
		case len(g.X) < 150:
			dot(f, x, f.y(v), blue)
		}
	}
}
