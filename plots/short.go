package plots

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
	"computegap/model/ensemble"
)

// ShortProbability draws the probability of a funding gap at the end of each reporting
// period with its 95% interval, and marks from when on a gap is more likely than not.
func ShortProbability(r *ensemble.Result, m Meta) Chart {
	c := Chart{name: "short-probability", meta: m}
	if c.absent = unusable(r); c.absent != "" {
		return c
	}
	if len(r.Short) != r.Timeline.Periods() {
		c.absent = "the ensemble has no probability of a gap"
		return c
	}
	o := odds{timeline: r.Timeline, sample: r.Sample}
	o.periods, o.grain = reporting(r.Timeline)
	for _, e := range r.Short {
		o.add(e)
	}
	if !finite(o.low) || !finite(o.value) || !finite(o.high) {
		c.absent = "the probability of a gap is not a number"
		return c
	}
	c.title = o.title()
	c.subtitle = fmt.Sprintf("Probability of a funding gap at the end of each %s; band: its 95%% confidence interval", o.grain.name)
	c.notes = o.notes()
	c.draw = o.draw
	return c
}

// odds is a probability by reporting period and its confidence interval.
type odds struct {
	timeline         model.Timeline
	sample           ensemble.Sample
	periods          []period
	grain            grain
	low, value, high []float64
	open             bool // some interval has an open side
}

// add takes the probability of the next period, kept between 0 and 1. An open side of
// its interval reaches as far as that.
func (o *odds) add(e ensemble.Estimate) {
	low, high := e.CI.Low, e.CI.High
	if e.CI.OpenLow {
		low = 0
	}
	if e.CI.OpenHigh {
		high = 1
	}
	o.open = o.open || e.CI.OpenLow || e.CI.OpenHigh
	o.value = append(o.value, e.Value)
	o.low, o.high = append(o.low, min(max(low, 0), e.Value)), append(o.high, max(min(high, 1), e.Value))
}

// likely returns the first period with more than half a chance of a gap, and the first
// after it without; each -1 if there is none.
func (o odds) likely() (from, until int) {
	from, until = -1, -1
	for i, v := range o.value {
		if from < 0 && v > 0.5 {
			from = i
		}
		if from >= 0 && until < 0 && v <= 0.5 {
			until = i
		}
	}
	return from, until
}

// best returns the largest probability and its first period.
func (o odds) best() (at int, v float64) {
	for i, p := range o.value {
		if p > o.value[at] {
			at = i
		}
	}
	return at, o.value[at]
}

// title states when a gap is more likely than not, and how likely it becomes.
func (o odds) title() string {
	at, v := o.best()
	_, least := trough(o.value)
	from, until := o.likely()
	n := len(o.periods) - 1
	top := fmt.Sprintf("peaks at %s in %s", percent(v), o.periods[at].name)
	if at == n {
		top = fmt.Sprintf("grows to %s by %s", percent(v), theEnd(o.timeline))
	}
	switch {
	case v == 0:
		return fmt.Sprintf("No path of %s is short of money at the end of any %s", counted(o.sample.Paths), o.grain.name)
	case n == 0:
		return fmt.Sprintf("The probability of being short of money at %s is %s", theEnd(o.timeline), percent(v))
	case least == 1:
		return fmt.Sprintf("Every path is short of money at the end of every %s", o.grain.name)
	case least == v:
		return fmt.Sprintf("The probability of being short of money is %s at the end of every %s", percent(v), o.grain.name)
	case v == 1 && at == from:
		return fmt.Sprintf("Every path becomes short of money in %s", o.periods[at].name)
	case from < 0:
		return "The probability of being short of money " + top
	case from == n:
		return fmt.Sprintf("A funding gap is more likely than not only at %s, at %s", theEnd(o.timeline), percent(v))
	case v == 1:
		return fmt.Sprintf("A funding gap becomes more likely than not in %s; in %s every path is short of money", o.periods[from].name, o.periods[at].name)
	case until < 0:
		return fmt.Sprintf("A funding gap is more likely than not from %s on; its probability %s", o.periods[from].name, top)
	}
	return fmt.Sprintf("A funding gap becomes more likely than not in %s; its probability %s", o.periods[from].name, top)
}

// notes says which paths were drawn.
func (o odds) notes() []string {
	note := "Share of " + sampleName(o.sample)
	if o.open {
		note += ", too few for an interval in every " + o.grain.name
	}
	return []string{note}
}

// draw draws the probability as a filled line.
func (o odds) draw(s *sheet) {
	at, v := o.best()
	n := len(o.value) - 1
	last := tag{name: "At " + theEnd(o.timeline), value: percent(o.value[n]), color: vermillion, y: o.value[n]}
	if at == n && v > 0 && n > 0 {
		last.name = "Highest, at " + theEnd(o.timeline)
	}
	area := s.body
	area.Max.X -= tagRoom([]tag{last})
	x, marks := timeTicks(o.timeline, area.Max.X-area.Min.X-60, 1)
	a := axes{xMax: float64(o.timeline.Months), yMax: 1.16, x: x, marks: marks}
	for _, p := range []float64{0, 0.25, 0.5, 0.75, 1} {
		a.y = append(a.y, plot.Tick{Value: p, Label: exact("share", p)})
	}
	f := s.plot(area, a, o.layers)
	o.annotate(s, f)
	s.tags(f, []tag{last}, f.Max.X)
}

// layers draws the area, the interval and the line. At the start there is no gap.
func (o odds) layers(f field) {
	line := throughEnds(f, o.timeline, o.value, true)
	fillBetween(f, tint(vermillion, 0.17), []vg.Point{{X: f.x(0), Y: f.y(0)}, {X: f.Max.X, Y: f.y(0)}}, line)
	fillBetween(f, tint(vermillion, 0.45), throughEnds(f, o.timeline, o.low, true), throughEnds(f, o.timeline, o.high, true))
	f.StrokeLine2(draw.LineStyle{Color: rule, Width: 0.75}, f.Min.X, f.y(0.5), f.Max.X, f.y(0.5))
	f.StrokeLines(draw.LineStyle{Color: vermillion, Width: 2.25}, line)
}

// annotate marks where the probability first passes a half, and its maximum if that is
// before the end.
func (o odds) annotate(s *sheet, f field) {
	t, keepRight := strongStyle.in(vermillionInk), f.Min.X
	if from, _ := o.likely(); from >= 0 {
		x := f.x(float64((from + 1) * o.timeline.Step))
		s.upright(f, t, x, "More likely than not from "+o.periods[from].name)
		keepRight = x + 6
	}
	at, v := o.best()
	if v == 0 {
		return
	}
	x := f.x(float64((at + 1) * o.timeline.Step))
	dot(f, x, f.y(v), vermillion)
	if at == len(o.value)-1 {
		return
	}
	text := fmt.Sprintf("Highest %s, %s", percent(v), o.periods[at].name)
	half := t.width(text) / 2
	_, top := peak(o.high)
	s.write(t, min(max(x, keepRight+half), f.Max.X-half), f.y(top)+9, centre, text)
}
