package plots

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bar is what one input does to a metric. A switch of structure goes from Low to High:
// from the scenario as it is to the one after the switch, or, where several values are
// tried, from the one with the least metric to that with the most.
type Bar struct {
	Label             string  // the input
	Low, High         float64 // the metric at the input's low and high value; NaN where it does not exist
	LowText, HighText string  // the input's low and high value, "" to leave them out
	Mark              string  // "" or "†": an umbrella's remainder offsets the change
	Switch            bool    // a switch of structure, not a range of values
}

// Tornado draws how far each input alone moves a metric from its central value.
//
// metric is what the metric is called in prose, such as "peak gap"; unit is one of
// [model.MetricInfo], a date being a calendar month counted from January of year 0;
// bars come with the most important first, and those beyond what a page holds are
// counted in a note. Notes stand below the chart. A central value that is not a
// number and an empty list leave the chart without data.
func Tornado(metric, unit string, central float64, bars []Bar, notes []string, m Meta) Chart {
	c := Chart{name: "tornado", meta: m}
	switch {
	case !finite([]float64{central}):
		c.absent = "the central case has no " + metric
		return c
	case len(bars) == 0:
		c.absent = "no inputs to vary"
		return c
	}
	t := tornado{unit: unit, central: central, bars: bars}
	if len(bars) > mostBars {
		t.bars = bars[:mostBars]
		notes = append(notes[:len(notes):len(notes)], fmt.Sprintf("%d more inputs that move it less are not shown", len(bars)-mostBars))
	}
	c.title = t.title(metric)
	c.subtitle = fmt.Sprintf("%s when one input moves from its low (orange, light) to its high value (blue, dark); central case %s",
		upperFirst(metric), amount(unit, central))
	c.notes = t.notes(notes)
	c.draw = t.draw
	return c
}

// mostBars is how many bars a page holds.
const mostBars = 18

// tornado is a chart of bars around a value.
type tornado struct {
	unit    string
	central float64
	bars    []Bar
	compact bool // rows are too low for two texts above each other
}

// ends returns the values of a bar that exist; one that does not counts as central.
func (t tornado) ends(b Bar) (low, high float64) {
	low, high = b.Low, b.High
	if !finite([]float64{low}) {
		low = t.central
	}
	if !finite([]float64{high}) {
		high = t.central
	}
	return low, high
}

// title names the input that moves the metric most: from the least to the most, a
// switch from what is to what follows. The label of a switch may be a clause, and
// stands in quotation marks.
func (t tornado) title(metric string) string {
	best, most := 0, 0.0
	for i, b := range t.bars {
		low, high := t.ends(b)
		reach := math.Max(math.Max(low, high), t.central) - math.Min(math.Min(low, high), t.central)
		if reach > most {
			best, most = i, reach
		}
	}
	if most == 0 {
		return fmt.Sprintf("None of these inputs moves the %s from %s", metric, amount(t.unit, t.central))
	}
	name := sentence(t.bars[best].Label)
	from, to := t.ends(t.bars[best])
	if t.bars[best].Switch {
		name = "“" + name + "”"
	} else {
		from, to = math.Min(from, to), math.Max(from, to)
	}
	return fmt.Sprintf("%s moves the %s most, from %s to %s", name, metric, amount(t.unit, from), amount(t.unit, to))
}

// notes explains the marks that bars carry, then adds the notes given.
func (t tornado) notes(given []string) []string {
	var marked, switched, gone bool
	for _, b := range t.bars {
		marked = marked || b.Mark != ""
		switched = switched || b.Switch
		gone = gone || !finite([]float64{b.Low, b.High})
	}
	var all []string
	if marked {
		all = append(all, "† The remainder of an umbrella offsets this change, so that it shows only through timing")
	}
	if switched {
		all = append(all, "Hatched: a switch of structure, not a range of values")
	}
	if gone {
		all = append(all, "“none”: at this value the metric does not exist")
	}
	return append(all, given...)
}

// rowText is the label of a bar, broken into lines.
type rowText struct {
	lines  []string
	values string // the input's values, "" for none
	inline bool   // the values stand behind the name, not below it
}

// labels breaks the labels of all bars to rows of a height.
func (t tornado) labels(pitch vg.Length) []rowText {
	const most = 390
	rows := int(pitch / 15)
	out := make([]rowText, len(t.bars))
	for i, b := range t.bars {
		name := clean(b.Label)
		if b.Mark != "" {
			name += " " + b.Mark
		}
		values := joinRange(b.LowText, b.HighText)
		if inline := rows < 2; inline {
			values = quietStyle.elide(values, most/2)
			out[i] = rowText{labelStyle.wrap(name, most-10-quietStyle.width(values), 1), values, inline}
			continue
		}
		lines := max(1, min(2, rows-b2i(values != "")))
		out[i] = rowText{labelStyle.wrap(name, most, lines), quietStyle.elide(values, most), false}
	}
	return out
}

// joinRange writes the values between which an input moves.
func joinRange(low, high string) string {
	if low, high = clean(low), clean(high); low == "" || high == "" {
		return low + high
	}
	return low + " → " + high
}

// width returns how wide the widest label is.
func labelWidth(rows []rowText) vg.Length {
	var w vg.Length
	for _, r := range rows {
		name, values := labelStyle.widest(r.lines), quietStyle.width(r.values)
		if r.inline && r.values != "" {
			name += values + 10
		}
		w = max(w, name, values)
	}
	return w
}

// draw draws one row a bar.
func (t tornado) draw(s *sheet) {
	area := s.body
	area.Max.Y -= 16 // for the central value
	n := vg.Length(len(t.bars))
	pitch := min((area.Max.Y-area.Min.Y-30)/n, 72)
	t.compact = 0.31*pitch < 9
	rows := t.labels(pitch)
	area.Min.X += labelWidth(rows) + 14
	area.Min.Y = max(area.Min.Y, area.Max.Y-n*pitch-30)
	x := t.scale(area.Max.X - area.Min.X)
	a := axes{xMin: x.min, xMax: x.max, yMax: float64(n), x: x.ticks, upright: true}
	for _, tick := range x.ticks {
		a.marks = append(a.marks, mark{at: tick.Value})
	}
	f := s.plot(area, a, t.draws)
	t.write(s, f, rows)
}

// scale returns the range of the values, with room for their texts.
func (t tornado) scale(width vg.Length) span {
	low, high := t.central, t.central
	var text vg.Length
	for i := range t.bars {
		for _, e := range t.sides(i) {
			low, high = math.Min(low, e.value), math.Max(high, e.value)
			text = max(text, labelStyle.width(e.text))
		}
	}
	share := min(float64((text+10)/width), 0.36)
	for n := 6; ; n-- {
		x := around(t.unit, low, high, share/(1-2*share), n)
		if n == 1 || x.roomy(tickStyle, 0.85*width) {
			return x
		}
	}
}

// text writes the value at the end of a bar.
func (t tornado) text(v float64) string {
	if !finite([]float64{v}) {
		return "none"
	}
	return amount(t.unit, v)
}

// side is one end of a bar and the strip it is drawn in, in units of rows.
type side struct {
	value, from, to float64
	text            string
	color           color.RGBA
	left            bool // its text stands at the left
}

// sides returns the two ends of a bar. Ends on the same side of the centre share the
// height of the row, and in compact rows one text, the value at the low end first.
func (t tornado) sides(i int) [2]side {
	b := t.bars[i]
	low, high := t.ends(b)
	middle, half := float64(len(t.bars)-i)-0.5, 0.33
	l := side{low, middle - half, middle + half, t.text(b.Low), orange, low < t.central}
	h := side{high, middle - half, middle + half, t.text(b.High), blue, high < t.central}
	switch {
	case (low-t.central)*(high-t.central) > 0:
		l.from, h.to = middle+0.02, middle-0.02
		if both := l.text + ", " + h.text; t.compact && math.Abs(low-t.central) > math.Abs(high-t.central) {
			l.text, h.text = both, ""
		} else if t.compact {
			l.text, h.text = "", both
		}
	case low == t.central:
		l.left = !h.left
	case high == t.central:
		h.left = !l.left
	}
	return [2]side{l, h}
}

// draws draws the bars and the line of the central value.
func (t tornado) draws(f field) {
	for i, b := range t.bars {
		for _, e := range t.sides(i) {
			if e.value == t.central {
				continue
			}
			r := box(f.x(t.central), f.y(e.from), f.x(e.value), f.y(e.to))
			if b.Switch {
				fillBox(f.Canvas, r, tint(e.color, 0.35))
				hatch(f.Canvas, r, 6)
				outlineBox(f.Canvas, r, draw.LineStyle{Color: e.color, Width: 1.5})
				continue
			}
			fillBox(f.Canvas, r, e.color)
		}
	}
	f.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.5}, f.x(t.central), f.Min.Y, f.x(t.central), f.Max.Y+4)
}

// write writes the labels at the left and the values at the ends of the bars.
func (t tornado) write(s *sheet, f field, rows []rowText) {
	central := "Central " + amount(t.unit, t.central)
	half := strongStyle.width(central) / 2
	s.write(strongStyle, min(max(f.x(t.central), f.Min.X+half), f.Max.X-half), f.Max.Y+9, centre, central)
	for i, row := range rows {
		middle := f.y(float64(len(rows)-i) - 0.5)
		row.write(s, f.Min.X-12, middle)
		for _, e := range t.sides(i) {
			t.value(s, f, e)
		}
	}
}

// write writes a label that ends at x, around the height y.
func (r rowText) write(s *sheet, x, y vg.Length) {
	if r.inline {
		s.write(quietStyle, x, y-4.5, right, r.values)
		if r.values != "" {
			x -= quietStyle.width(r.values) + 10
		}
		s.write(labelStyle, x, y-4.5, right, strings.Join(r.lines, " "))
		return
	}
	base := y + vg.Length(len(r.lines)+b2i(r.values != "")-1)*7.5 - 4.5
	for _, line := range r.lines {
		s.write(labelStyle, x, base, right, line)
		base -= 15
	}
	s.write(quietStyle, x, base, right, r.values)
}

// value writes the text at the end of a bar, small enough for its strip.
func (t tornado) value(s *sheet, f field, e side) {
	if e.text == "" {
		return
	}
	style, middle := labelStyle, (e.from+e.to)/2
	switch height := f.y(e.to) - f.y(e.from); {
	case t.compact:
		middle = math.Floor(middle) + 0.5 // of the row
	case height < style.size:
		style = style.at(height)
	}
	align, x := left, f.x(e.value)+5
	if e.left {
		align, x = right, f.x(e.value)-5
	}
	s.knock(style, x, f.y(middle)-0.36*style.size, align, e.text)
}
