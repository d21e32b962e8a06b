package plots

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
)

// Capacity draws the compute capacity online by month, stacked by counterparty. It
// returns false if the projection has none.
func Capacity(p *model.Projection, m Meta) (Chart, bool) {
	c := Chart{name: "capacity", meta: m}
	if c.absent = missing(p, model.CapacityGW); c.absent != "" {
		return c, false
	}
	online := func(k model.Contract) []float64 {
		if len(k.Capacity) != p.Timeline.Months || !finite(k.Capacity) {
			return nil
		}
		return k.Capacity
	}
	most := func(months []float64) float64 { _, v := peak(months); return v }
	bands, idle := bandsOf(p, online, most)
	if len(bands) == 0 {
		c.absent = "no capacity"
		return c, false
	}
	k := buildout{timeline: p.Timeline, bands: bands, total: p.Series[model.CapacityGW]}
	c.title = k.title()
	c.subtitle = "Compute capacity online by counterparty, GW; beside each name what is online at " + theEnd(p.Timeline)
	c.notes = idleNote("Nothing comes online in this time from", idle)
	c.draw = k.draw
	return c, true
}

// buildout is capacity by month.
type buildout struct {
	timeline model.Timeline
	bands    []band
	total    []float64
}

// title states how much is online, and how much of it has no contract.
func (k buildout) title() string {
	n := k.timeline.Months - 1
	at, most := peak(k.total)
	text := fmt.Sprintf("%s of compute is online at %s", amount("GW", k.total[n]), theEnd(k.timeline))
	if most > 1.01*k.total[n] {
		text = fmt.Sprintf("Compute online peaks at %s in %s and is %s at %s",
			amount("GW", most), monthName(k.timeline.Start+at), amount("GW", k.total[n]), theEnd(k.timeline))
	}
	if rest := k.bands[len(k.bands)-1]; rest.hatched && rest.months[n] > 0 {
		return fmt.Sprintf("%s, %s of it without a named counterparty", text, amount("GW", rest.months[n]))
	}
	return text
}

// draw draws the bands as areas.
func (k buildout) draw(s *sheet) {
	tags := k.tags()
	area := s.body
	area.Max.X -= tagRoom(tags)
	_, most := peak(k.total)
	y := scale("GW", 0, most, 0.06, 5)
	x, marks := timeTicks(k.timeline, area.Max.X-area.Min.X-60, 1)
	a := axes{xMax: float64(k.timeline.Months), yMin: y.min, yMax: y.max, x: x, y: y.ticks, marks: marks}
	f := s.plot(area, a, k.areas)
	s.tags(f, tags, f.Max.X)
}

// areas draws the bands, the lowest first. What is online at the first month's end is
// drawn from the beginning on.
func (k buildout) areas(f field) {
	base := make([]float64, k.timeline.Months)
	lower := edge(f, base)
	for _, b := range k.bands {
		base = plus(base, b.months)
		upper := edge(f, base)
		fillBetween(f, b.color, lower, upper)
		f.StrokeLines(draw.LineStyle{Color: paper, Width: 0.75}, upper)
		if b.hatched {
			f.StrokeLines(draw.LineStyle{Color: rule, Width: 0.75, Dashes: []vg.Length{4, 3}}, upper)
		}
		lower = upper
	}
}

// edge returns the line of a level by month.
func edge(f field, months []float64) []vg.Point {
	line := []vg.Point{{X: f.x(0), Y: f.y(months[0])}}
	for i, v := range months {
		line = append(line, vg.Point{X: f.x(float64(i + 1)), Y: f.y(v)})
	}
	return simplified(line)
}

// tags names the bands at the height they have at the end.
func (k buildout) tags() []tag {
	n := k.timeline.Months - 1
	var base float64
	tags := make([]tag, len(k.bands))
	for i, b := range k.bands {
		v := b.months[n]
		value := amount("GW", v)
		if v < b.size/100 {
			value += ", peak " + amount("GW", b.size)
		}
		tags[i] = tag{name: b.name, value: value, color: b.color, y: base + v/2, thick: v}
		base += v
	}
	return tags
}
