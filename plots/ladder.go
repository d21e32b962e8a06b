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

// Rung is what a scenario comes to with all promises of a class of firmness and of the
// firmer ones kept. Of the metrics a chart reads the peak gap and the dates of it and of
// the first gap, which are absent if money is never short.
type Rung struct {
	Firmness model.Firmness
	Metrics  model.Values
}

// class is how charts speak of a class of firmness.
type class struct {
	firmness model.Firmness
	short    string // "letters of intent"
	long     string // "letters of intent"; of signed ones "signed commitments"
	color    color.RGBA
}

// classes holds the classes of firmness from the firmest, from dark to pale.
var classes = []class{
	{model.Signed, "signed", "signed commitments", rgb(0x00456E)},
	{model.LetterOfIntent, "letters of intent", "letters of intent", blue},
	{model.Option, "options", "options", sky},
	{model.Conditional, "conditional", "conditional commitments", tint(sky, 0.62)},
	{model.Target, "targets", "targets", tint(sky, 0.32)},
}

// otherClass is that of promises of which no class is known.
var otherClass = class{short: "others", long: "other commitments", color: grey}

// classOf returns how charts speak of f; the empty class is that of what is signed.
func classOf(f model.Firmness) class {
	if f == "" {
		return classes[0]
	}
	for _, c := range classes {
		if c.firmness == f {
			return c
		}
	}
	return otherClass
}

// FirmnessLadder draws the peak gap with the firmest promises alone, and what each less
// firm class adds to it, with the dates of the first shortage and of the peak. Rungs
// stand from the firmest on.
func FirmnessLadder(t model.Timeline, rungs []Rung, m Meta) Chart {
	c := Chart{name: "firmness-ladder", meta: m}
	if c.absent = ladderFault(t, rungs); c.absent != "" {
		return c
	}
	l := ladder{timeline: t, rungs: slices.Clone(rungs)}
	c.title = l.title()
	c.subtitle = "Peak funding gap with all commitments of a class and of the firmer ones kept, USD"
	c.draw = l.draw
	return c
}

// ladderFault says what is wrong with rungs, "" when nothing is.
func ladderFault(t model.Timeline, rungs []Rung) string {
	if len(rungs) == 0 || t.Months < 1 {
		return "no class of firmness"
	}
	for _, r := range rungs {
		first, at := r.Metrics[model.FirstGapDate], r.Metrics[model.PeakGapDate]
		if v := r.gap(); !finite([]float64{v}) || v < 0 {
			return "the peak gap of " + classOf(r.Firmness).long + " is not an amount"
		} else if v > model.HalfCent && !finite([]float64{first, at}) {
			return "the gap of " + classOf(r.Firmness).long + " has no date"
		}
	}
	return ""
}

// ladder is peak gaps by class of firmness.
type ladder struct {
	timeline model.Timeline
	rungs    []Rung
}

// gap returns the peak gap of the rung.
func (r Rung) gap() float64 { return r.Metrics[model.PeakGap] }

// short reports whether money is ever short.
func (r Rung) short() bool { return r.gap() > model.HalfCent }

// month returns a date as a calendar month.
func (l ladder) month(i int, id model.MetricID) string {
	return monthName(l.timeline.Start + int(math.Floor(l.rungs[i].Metrics[id])))
}

// title states the gap of the firmest promises, and what the others make of it.
func (l ladder) title() string {
	n, high := len(l.rungs)-1, l.highest()
	who := upperFirst(classOf(l.rungs[0].Firmness).long)
	switch {
	case !l.rungs[high].short() && n == 0:
		return fmt.Sprintf("The money never runs short before %s; all commitments are %s", theEnd(l.timeline), classOf(l.rungs[0].Firmness).short)
	case !l.rungs[high].short():
		return fmt.Sprintf("The money never runs short before %s, even if every promise is kept", theEnd(l.timeline))
	case n == 0:
		return fmt.Sprintf("All commitments are %s; they leave a peak gap of %s", classOf(l.rungs[0].Firmness).short, l.peak(0))
	case !l.rungs[0].short():
		return fmt.Sprintf("%s alone leave no gap; %s", who, l.opening(high))
	}
	return fmt.Sprintf("%s alone leave %s", who, l.change(high))
}

// peak returns the peak gap of a rung and its month.
func (l ladder) peak(i int) string {
	return fmt.Sprintf("%s in %s", dollars(l.rungs[i].gap()), l.month(i, model.PeakGapDate))
}

// opening says what gap other promises open where the firmest leave none.
func (l ladder) opening(high int) string {
	n := len(l.rungs) - 1
	with := classOf(l.rungs[high].Firmness).long
	switch last := l.rungs[n]; {
	case high == n:
		return fmt.Sprintf("all promises leave one of up to %s, short from %s", l.peak(n), l.month(n, model.FirstGapDate))
	case !last.short():
		return fmt.Sprintf("up to %s they leave %s, all promises together none", with, l.peak(high))
	default:
		return fmt.Sprintf("up to %s they leave %s, all promises %s", with, l.peak(high), dollars(last.gap()))
	}
}

// change says what other promises make of the gap that the firmest leave.
func (l ladder) change(high int) string {
	n := len(l.rungs) - 1
	first, last := l.rungs[0], l.rungs[n]
	verb := "raise"
	if last.gap() < first.gap() {
		verb = "lower"
	}
	switch {
	case high > 0 && high < n && last.gap() < l.rungs[high].gap()*0.995:
		return fmt.Sprintf("a peak gap of %s; up to %s it is %s, with all promises %s",
			dollars(first.gap()), classOf(l.rungs[high].Firmness).long, l.peak(high), dollars(last.gap()))
	case !last.short():
		return fmt.Sprintf("a peak gap of %s; with all promises there is none", l.peak(0))
	case math.Abs(last.gap()-first.gap()) <= 0.0005*first.gap():
		return "the whole peak gap of " + l.peak(0)
	}
	return fmt.Sprintf("a peak gap of %s; all promises together %s it to %s", l.peak(0), verb, l.peak(n))
}

// highest returns the rung of the largest gap, the first of those.
func (l ladder) highest() (at int) {
	for i, r := range l.rungs {
		if r.gap() > l.rungs[at].gap()+model.HalfCent {
			at = i
		}
	}
	return at
}

// draw draws the bars, each from where the one before it ends.
func (l ladder) draw(s *sheet) {
	high := l.rungs[l.highest()].gap()
	y := scale("USD", 0, high, 0.14, 5)
	a := axes{xMax: float64(len(l.rungs)), yMin: y.min, yMax: y.max, y: y.ticks}
	for i, r := range l.rungs {
		name := classOf(r.Firmness).short
		if i > 0 {
			name = "+ " + name
		}
		a.x = append(a.x, plot.Tick{Value: float64(i) + 0.5, Label: upperFirst(name)})
	}
	area := s.body
	area.Min.Y += 38
	f := s.plot(area, a, l.bars)
	l.write(s, f, commonUnit(high))
}

// bars draws one bar a rung. What the firmer classes leave stands below in grey; what
// the class takes away is hatched.
func (l ladder) bars(f field) {
	var before float64
	for i, r := range l.rungs {
		at, now := float64(i)+0.5, r.gap()
		half := min(0.32, float64(90/(f.x(1)-f.x(0))))
		x0, x1 := f.x(at-half), f.x(at+half)
		fillBox(f.Canvas, box(x0, f.y(0), x1, f.y(math.Min(before, now))), silver)
		if now != before {
			change := box(x0, f.y(before), x1, f.y(now))
			fillBox(f.Canvas, change, pick(now > before, classOf(r.Firmness).color, pale))
			if now < before {
				hatch(f.Canvas, change, 6)
			}
		}
		if i < len(l.rungs)-1 {
			line := draw.LineStyle{Color: rule, Width: 0.75, Dashes: []vg.Length{3, 3}}
			f.StrokeLine2(line, x1, f.y(now), f.x(at+1-half), f.y(now))
		}
		before = now
	}
}

// write writes the amounts above the bars, in one unit, and the dates below them.
// Amounts add up as they stand.
func (l ladder) write(s *sheet, f field, unit moneyUnit) {
	var before float64
	width := f.x(1) - f.x(0) - 8
	for i, r := range l.rungs {
		x, top := f.x(float64(i)+0.5), f.y(math.Max(before, r.gap()))+6
		now, shown := unit.round(r.gap()), unit.round(before)
		if i > 0 {
			change := unit.text(now - shown)
			if now >= shown {
				change = "+" + change
			}
			s.write(labelStyle.in(muted), x, top, centre, labelStyle.elide(change, width))
			top += 17
		}
		amount := unit.text(now)
		if now == 0 && r.short() { // less than the unit tells
			amount = dollars(r.gap())
		}
		s.write(strongStyle, x, top, centre, strongStyle.elide(amount, width))
		lines := []string{"never short"}
		if r.short() {
			lines = []string{"short from " + l.month(i, model.FirstGapDate), "peak in " + l.month(i, model.PeakGapDate)}
		}
		for j, line := range lines {
			s.write(quietStyle, x, s.body.Min.Y+23-17*vg.Length(j), centre, quietStyle.elide(line, width))
		}
		before = r.gap()
	}
}
