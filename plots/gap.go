package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
)

// FundingGap draws the unfunded balance at month ends: where it begins, its peak and
// what is left at the end. If money never runs short it draws cash instead, and its
// title says so.
func FundingGap(p *model.Projection, m Meta) Chart {
	c := Chart{name: "funding-gap", meta: m}
	if c.absent = missing(p, model.FundingGap, model.Cash); c.absent != "" {
		return c
	}
	b := balance{timeline: p.Timeline, months: p.Series[model.FundingGap], first: -1}
	b.at, b.most = peak(b.months)
	for i, v := range b.months {
		if v > model.HalfCent {
			b.first = i
			break
		}
	}
	if b.first < 0 {
		return cashChart(c, p)
	}
	b.color, b.ink, b.word = vermillion, vermillionInk, "Gap"
	c.title = b.title() + aside(p)
	c.subtitle = "Funding gap at month ends: what is due and has no source of money, USD"
	c.draw = b.draw
	return c
}

// cashChart draws cash.
func cashChart(c Chart, p *model.Projection) Chart {
	b := balance{timeline: p.Timeline, months: p.Series[model.Cash], first: -1, color: blue, ink: blueInk, word: "Cash"}
	at, least := trough(b.months)
	_, most := peak(b.months)
	b.at, b.most, b.low = at, least, true
	c.title = fmt.Sprintf("The money never runs short before %s; cash is lowest in %s, at %s",
		theEnd(p.Timeline), monthName(p.Timeline.Start+at), dollars(least))
	if most-least <= model.HalfCent || p.Timeline.Months == 1 {
		c.title = fmt.Sprintf("The money never runs short before %s; cash stays at %s", theEnd(p.Timeline), dollars(least))
		b.at = p.Timeline.Months - 1
	}
	c.title += aside(p)
	c.subtitle = "Cash at month ends, USD; the funding gap is zero throughout"
	c.draw = b.draw
	return c
}

// balance is one balance by month and what is said about it.
type balance struct {
	timeline model.Timeline
	months   []float64
	first    int     // first short month, -1 if none
	at       int     // month of the extreme value
	most     float64 // extreme value
	low      bool    // the extreme is a low
	color    color.RGBA
	ink      color.RGBA
	word     string
}

// title states when money runs short, how short, and how it ends.
func (b balance) title() string {
	t := b.timeline
	start := "The money runs short in " + monthName(t.Start+b.first)
	if b.first == 0 {
		start = "The money is short from the first month, " + monthName(t.Start)
	}
	end := b.months[len(b.months)-1]
	top := fmt.Sprintf("peaks at %s in %s", dollars(b.most), monthName(t.Start+b.at))
	switch {
	case t.Months == 1:
		return start + ", by " + dollars(end)
	case b.at == t.Months-1:
		return fmt.Sprintf("%s; the gap grows to %s by %s", start, dollars(b.most), theEnd(t))
	case end <= model.HalfCent:
		return fmt.Sprintf("%s; the gap %s and is closed in %s", start, top, monthName(t.Start+b.closed()))
	default:
		return fmt.Sprintf("%s; the gap %s", start, top)
	}
}

// closed returns the month after the last short one.
func (b balance) closed() int {
	last := 0
	for i, v := range b.months {
		if v > model.HalfCent {
			last = i
		}
	}
	return last + 1
}

// draw draws the balance as a filled line.
func (b balance) draw(s *sheet) {
	low, high := 0.0, 0.0
	for _, v := range b.months {
		low, high = min(low, v), max(high, v)
	}
	tags := []tag{b.endTag()}
	area := s.body
	area.Max.X -= tagRoom(tags)
	y := scale("USD", low, high, 0.16, 5)
	x, marks := timeTicks(b.timeline, area.Max.X-area.Min.X-60, 1)
	a := axes{xMax: float64(b.timeline.Months), yMin: y.min, yMax: y.max, x: x, y: y.ticks, marks: marks}
	f := s.plot(area, a, b.fill, b.line)
	b.annotate(s, f)
	s.tags(f, tags, f.Max.X)
}

// endTag names the balance at the end.
func (b balance) endTag() tag {
	end := b.months[len(b.months)-1]
	name := b.word + " at " + theEnd(b.timeline)
	switch {
	case b.at < b.timeline.Months-1 || b.timeline.Months == 1:
	case b.first >= 0:
		name = "Largest gap, at " + theEnd(b.timeline)
	case b.months[0] > end:
		name = "Lowest cash, at " + theEnd(b.timeline)
	}
	return tag{name: name, value: dollars(end), color: b.color, y: end}
}

// points returns the line: month m ends at m+1, and what a gap begins from is zero.
func (b balance) points(f field) []vg.Point {
	line := make([]vg.Point, 0, len(b.months)+1)
	if b.first >= 0 {
		line = append(line, vg.Point{X: f.x(0), Y: f.y(0)})
	} else {
		line = append(line, vg.Point{X: f.x(0), Y: f.y(b.months[0])})
	}
	for i, v := range b.months {
		line = append(line, vg.Point{X: f.x(float64(i + 1)), Y: f.y(v)})
	}
	return simplified(line)
}

// fill tints the area between the line and zero.
func (b balance) fill(f field) {
	line := b.points(f)
	line = append(line, vg.Point{X: f.x(float64(len(b.months))), Y: f.y(0)}, vg.Point{X: f.x(0), Y: f.y(0)})
	f.FillPolygon(tint(b.color, 0.22), line)
}

// line draws the line.
func (b balance) line(f field) {
	f.StrokeLines(draw.LineStyle{Color: b.color, Width: 2.25}, b.points(f))
}

// annotate marks the first short month and the extreme value. Their labels stand in
// the room above the highest value, one above the other, so that neither meets the
// line or the other one.
func (b balance) annotate(s *sheet, f field) {
	keepRight := f.Min.X
	if b.first >= 0 {
		x := f.x(float64(b.first))
		s.upright(f, strongStyle.in(b.ink), x, "Short from "+monthName(b.timeline.Start+b.first))
		keepRight = x + 6
	}
	if b.at == b.timeline.Months-1 {
		dot(f, f.x(float64(b.timeline.Months)), f.y(b.months[b.timeline.Months-1]), b.color)
		return
	}
	b.extreme(s, f, keepRight)
}

// upright draws a dashed line across a plot, but for some stretches of it, and text beside its
// top.
func (s *sheet) upright(f field, t style, x vg.Length, text string, gaps ...[2]vg.Length) {
	line := draw.LineStyle{Color: muted, Width: 0.75, Dashes: []vg.Length{4, 3}}
	from := f.Min.Y
	slices.SortFunc(gaps, func(a, b [2]vg.Length) int { return cmp.Compare(a[0], b[0]) })
	for _, g := range append(gaps, [2]vg.Length{f.Max.Y, f.Max.Y}) {
		if to := min(g[0], f.Max.Y); to > from {
			f.StrokeLine2(line, x, from, x, to)
		}
		from = max(from, g[1])
	}
	align, at := left, x+6
	if at+t.width(text) > f.Max.X {
		align, at = right, x-6
	}
	s.write(t, at, f.Max.Y-11, align, text)
}

// extreme marks the extreme value, its label not left of keepRight unless there is no
// room.
func (b balance) extreme(s *sheet, f field, keepRight vg.Length) {
	text := fmt.Sprintf("Peak %s, %s", dollars(b.most), monthName(b.timeline.Start+b.at))
	if b.low {
		text = fmt.Sprintf("Lowest %s, %s", dollars(b.most), monthName(b.timeline.Start+b.at))
	}
	x, y := f.x(float64(b.at+1)), f.y(b.most)
	half := strongStyle.width(text) / 2
	at := min(max(x, keepRight+half), f.Max.X-half)
	base := y + 9
	if b.low { // in the room above all values, with a line down to the low
		base = f.Max.Y - 11
		f.StrokeLine2(draw.LineStyle{Color: muted, Width: 0.75, Dashes: []vg.Length{4, 3}}, x, y, x, base-6)
	}
	dot(f, x, y, b.color)
	s.write(strongStyle.in(b.ink), at, base, centre, text)
}

// dot marks a point of a line.
func dot(f field, x, y vg.Length, c color.RGBA) {
	at := vg.Point{X: x, Y: y}
	f.DrawGlyphNoClip(draw.GlyphStyle{Color: paper, Radius: 5.5, Shape: draw.CircleGlyph{}}, at)
	f.DrawGlyphNoClip(draw.GlyphStyle{Color: c, Radius: 4, Shape: draw.CircleGlyph{}}, at)
}
