package plots

import (
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
)

// Flexibility draws the funding gap with the stated policy beside that of the same
// scenario with the policy "pay", and below them what the policy puts off and cuts. Both
// projections have one timeline.
func Flexibility(with, without *model.Projection, m Meta) Chart {
	c := Chart{name: "flexibility", meta: m}
	if c.absent = missing(with, model.FundingGap); c.absent == "" {
		c.absent = missing(without, model.FundingGap)
	}
	if c.absent != "" {
		return c
	}
	if with.Timeline != without.Timeline {
		c.absent = "the two projections have different timelines"
		return c
	}
	r := relief{timeline: with.Timeline, with: with.Series[model.FundingGap], without: without.Series[model.FundingGap]}
	if c.absent = r.read(with); c.absent != "" {
		return c
	}
	c.title = r.title() + aside(with)
	c.subtitle = "Above: funding gap at month ends; below: payments that the policy keeps back; USD"
	if r.fees > model.HalfCent {
		c.notes = []string{fmt.Sprintf("Fees and carrying costs of this to %s: %s", theEnd(r.timeline), dollars(r.fees))}
	}
	c.draw = r.draw
	return c
}

// relief is a funding gap with flexibility and without it.
type relief struct {
	timeline      model.Timeline
	with, without []float64
	deferred, cut []float64 // balance, and sum so far; nil where there is none
	fees          float64
}

// read takes what is put off and cut, and says what is missing, "" when nothing is.
func (r *relief) read(p *model.Projection) string {
	for _, id := range []model.SeriesID{model.Deferred, model.Cancelled} {
		if len(p.Series[id]) == 0 {
			continue
		}
		if fault := missing(p, id); fault != "" {
			return fault
		}
		if _, least := trough(p.Series[id]); least < -model.HalfCent {
			return "the series " + id.Info().Name + " is negative"
		}
		if id == model.Deferred {
			r.deferred = p.Series[id]
		} else {
			r.cut = runningSum(p.Series[id])
		}
	}
	if r.deferred == nil && r.cut == nil {
		return "no payment can be put off or cut"
	}
	if fees := p.Series[model.FlexibilityFees]; finite(fees) {
		r.fees = total(fees)
	}
	return ""
}

// runningSum returns the sums of values up to each of them.
func runningSum(values []float64) []float64 {
	out := make([]float64, len(values))
	var sum float64
	for i, v := range values {
		sum += v
		out[i] = sum
	}
	return out
}

// act names what the policy does with payments, "" if it does nothing.
func (r relief) act() string {
	some := func(months []float64) bool { _, most := peak(months); return most > model.HalfCent }
	switch deferred, cut := some(r.deferred), some(r.cut); {
	case deferred && cut:
		return "Putting off and cutting payments"
	case deferred:
		return "Putting off payments"
	case cut:
		return "Cutting payments"
	}
	return ""
}

// title states by how much the policy changes the peak of the gap.
func (r relief) title() string {
	at, most := peak(r.without)
	now, left := peak(r.with)
	when := func(i int) string { return monthName(r.timeline.Start + i) }
	act := r.act()
	saved := most - left
	from := fmt.Sprintf("%s in %s", dollars(most), when(at))
	to := fmt.Sprintf("%s in %s", dollars(left), when(now))
	switch {
	case most <= model.HalfCent && left <= model.HalfCent && act == "":
		return fmt.Sprintf("The money never runs short before %s, and no payment is put off or cut", theEnd(r.timeline))
	case act == "":
		return "No payment is put off or cut; the gap peaks at " + to
	case math.Abs(saved) <= math.Max(model.HalfCent, 0.0005*most):
		return fmt.Sprintf("%s leaves the peak gap at %s", act, to)
	case most <= model.HalfCent:
		return fmt.Sprintf("%s opens a gap that peaks at %s", act, to)
	case left <= model.HalfCent:
		return fmt.Sprintf("%s closes the whole gap, which would peak at %s", act, from)
	case saved < 0:
		return fmt.Sprintf("%s makes the peak gap %s larger: %s, from %s", act, dollars(-saved), to, from)
	}
	if now == at {
		from = dollars(most)
	}
	return fmt.Sprintf("%s is worth %s at the peak: the gap falls from %s to %s", act, dollars(saved), from, to)
}

// draw draws the gaps, and below them what is kept back, on one axis of time.
func (r relief) draw(s *sheet) {
	_, most := peak(append(append([]float64(nil), r.with...), r.without...))
	kept := r.kept()
	_, held := peak(kept.total)
	above, below := r.tags(), kept.heldTags()
	upper, lower := s.body, s.body
	border := s.body.Min.Y + 0.4*(s.body.Max.Y-s.body.Min.Y)
	upper.Min.Y, lower.Max.Y = border+8, border-26
	upper.Max.Y -= 14
	room := tagRoom(append(above[:len(above):len(above)], below...))
	upper.Max.X, lower.Max.X = upper.Max.X-room, lower.Max.X-room
	y, z := scale("USD", 0, most, 0.06, 4), scale("USD", 0, held, 0.06, 3)
	indent(&upper, &lower, y, z)
	width := upper.Max.X - s.body.Min.X - 60
	x, marks := timeTicks(r.timeline, width, 1)
	x = inside(x, r.timeline, width)
	end := float64(r.timeline.Months)
	f := s.plot(upper, axes{xMax: end, yMin: y.min, yMax: y.max, y: y.ticks, withoutX: true}, r.lines)
	s.write(labelStyle.in(muted), f.Min.X, upper.Max.Y+6, left, "Funding gap")
	s.tags(f, above, f.Max.X)
	f = s.plot(lower, axes{xMax: end, yMin: z.min, yMax: z.max, x: x, y: z.ticks, marks: marks}, kept.areas)
	s.write(labelStyle.in(muted), f.Min.X, lower.Max.Y+6, left, "Kept back")
	s.tags(f, below, f.Max.X)
}

// inside returns the labels of a time axis of a width that do not reach over its ends: the
// plotting library would make the plot narrower for them than the one above it.
func inside(x []plot.Tick, t model.Timeline, width vg.Length) []plot.Tick {
	return slices.DeleteFunc(x, func(tick plot.Tick) bool {
		half := float64(tickStyle.width(tick.Label)/2+2) * float64(t.Months) / float64(width)
		return tick.Value < half || tick.Value > float64(t.Months)-half
	})
}

// indent moves the left side of the plot with the narrower numbers, so that both begin at
// the same place.
func indent(a, b *vg.Rectangle, y, z span) {
	wide := func(s span) vg.Length {
		var w vg.Length
		for _, t := range s.ticks {
			w = max(w, tickStyle.width(t.Label))
		}
		return w
	}
	most := max(wide(y), wide(z))
	a.Min.X += most - wide(y)
	b.Min.X += most - wide(z)
}

// kept returns what is kept back, as areas.
func (r relief) kept() buildout {
	k := buildout{timeline: r.timeline}
	add := func(name string, months []float64, c color.RGBA) {
		if _, size := peak(months); months != nil && (size > 0 || len(k.bands) == 0) {
			k.bands = append(k.bands, band{name: name, months: months, size: size, color: c})
			k.total = plus(k.total, months)
		}
	}
	add("Put off, still to be paid", r.deferred, tint(blue, 0.6))
	add("Cut so far", r.cut, tint(purple, 0.75))
	if n := len(k.bands); n > 1 && k.bands[0].size <= 0 {
		k.bands = k.bands[1:]
	}
	return k
}

// heldTags names what is kept back, with its peak where that is before the end.
func (k buildout) heldTags() []tag {
	n := k.timeline.Months - 1
	var base float64
	tags := make([]tag, len(k.bands))
	for i, b := range k.bands {
		v := b.months[n]
		value := dollars(v)
		if b.size > 1.005*v+model.HalfCent {
			value += ", peak " + dollars(b.size)
		}
		tags[i] = tag{name: b.name, value: value, color: b.color, y: base + v/2, thick: v}
		base += v
	}
	return tags
}

// tags names the two lines at the end, the lower first.
func (r relief) tags() []tag {
	n := r.timeline.Months - 1
	one := func(name string, months []float64, c color.RGBA) tag {
		_, most := peak(months)
		return tag{name: name, value: fmt.Sprintf("%s, peak %s", dollars(months[n]), dollars(most)), color: c, y: months[n], thick: 1}
	}
	with, without := one("With the policy", r.with, vermillion), one("If all is paid when due", r.without, muted)
	if with.y > without.y {
		return []tag{without, with}
	}
	return []tag{with, without}
}

// lines draws the two gaps; each begins from zero.
func (r relief) lines(f field) {
	months := r.timeline
	months.Step = 1
	with, without := throughEnds(f, months, r.with, true), throughEnds(f, months, r.without, true)
	fillBetween(f, tint(vermillion, 0.22), []vg.Point{{X: f.x(0), Y: f.y(0)}, {X: f.Max.X, Y: f.y(0)}}, with)
	f.StrokeLines(draw.LineStyle{Color: muted, Width: 1.75, Dashes: []vg.Length{6, 4}}, without)
	f.StrokeLines(draw.LineStyle{Color: vermillion, Width: 2.25}, with)
	f.StrokeLine2(draw.LineStyle{Color: rule, Width: 0.75}, f.Min.X, f.y(0), f.Max.X, f.y(0))
	for _, line := range []struct {
		months []float64
		color  color.RGBA
	}{{r.without, muted}, {r.with, vermillion}} {
		if at, most := peak(line.months); most > model.HalfCent {
			dot(f, f.x(float64(at+1)), f.y(most), line.color)
		}
	}
}
