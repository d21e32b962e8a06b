package plots

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// axes says what the axes of a plot show.
type axes struct {
	xMin, xMax, yMin, yMax float64

	x, y       []plot.Tick // labelled places; those on x stand for spans and have no mark
	marks      []mark      // on x
	upright    bool        // grid lines stand upright, one a tick on x
	withoutX   bool        // no x axis
	withoutBar bool        // no line under the x axis
}

// mark is a small line below the x axis.
type mark struct {
	at    float64
	minor bool
}

// field is the inside of a plot, with the place on the page of every value.
type field struct {
	draw.Canvas
	x, y func(float64) vg.Length
}

// layer draws one part of a plot.
type layer func(field)

// plot lays out axes and grid in an area of the page, draws the layers in order, and
// returns the inside.
func (s *sheet) plot(area vg.Rectangle, a axes, layers ...layer) field {
	p := plot.New()
	p.BackgroundColor = nil
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = a.xMin, a.xMax, a.yMin, a.yMax
	a.dress(p)
	inside := s.canvas(area)
	f := field{Canvas: p.DataCanvas(inside)}
	f.x, f.y = p.Transforms(&f.Canvas)
	p.Add(painter(func() {
		a.grid(f)
		for _, draw := range layers {
			draw(f)
		}
		a.ruler(f)
	}))
	p.Draw(inside)
	return f
}

// painter is a part of a plot that knows where to draw.
type painter func()

// Plot implements [plot.Plotter].
func (p painter) Plot(draw.Canvas, *plot.Plot) { p() }

// dress gives the axes of p the theme.
func (a axes) dress(p *plot.Plot) {
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Width = 0
		axis.Tick.Width = 0
	}
	p.X.Padding, p.Y.Padding = 8, 5
	p.X.Tick.Label = tickStyle.text(draw.XCenter, draw.YTop)
	p.Y.Tick.Label = tickStyle.text(draw.XRight, draw.YCenter)
	p.Y.Label.TextStyle.Font = tickStyle.descriptor()
	p.X.Tick.Marker = plot.ConstantTicks(a.x)
	p.Y.Tick.Marker = plot.ConstantTicks(a.y)
	if a.withoutX {
		p.HideX()
	}
	if len(a.y) == 0 {
		p.HideY()
	}
}

// grid draws hairlines at the ticks, and a stronger one at zero where values lie on
// both sides of it.
func (a axes) grid(f field) {
	line := draw.LineStyle{Color: hairline, Width: 0.75}
	if a.upright {
		for _, t := range a.x {
			f.StrokeLine2(line, f.x(t.Value), f.Min.Y, f.x(t.Value), f.Max.Y)
		}
		return
	}
	for _, t := range a.y {
		f.StrokeLine2(line, f.Min.X, f.y(t.Value), f.Max.X, f.y(t.Value))
	}
}

// ruler draws the x axis: a line at the bottom, or at zero, and its marks.
func (a axes) ruler(f field) {
	line := draw.LineStyle{Color: rule, Width: 0.75}
	if a.yMin < 0 && a.yMax > 0 && !a.upright {
		f.StrokeLine2(line, f.Min.X, f.y(0), f.Max.X, f.y(0))
	}
	if a.withoutBar || a.withoutX {
		return
	}
	f.StrokeLine2(line, f.Min.X, f.Min.Y, f.Max.X, f.Min.Y)
	for _, m := range a.marks {
		length := vg.Length(5.25)
		if m.minor {
			length = 3
		}
		f.StrokeLine2(line, f.x(m.at), f.Min.Y-length, f.x(m.at), f.Min.Y)
	}
}

// span is a range of values with round ticks.
type span struct {
	min, max float64
	ticks    []plot.Tick
}

// scale returns a range that holds zero and the values from low to high, with room
// above as a part of its length, and about n ticks in the unit. No values but zero
// give the range from 0 to 1 with one tick.
func scale(unit string, low, high, room float64, n int) span {
	low, high = math.Min(low, 0), math.Max(high, 0)
	if low == 0 && high == 0 {
		return span{0, 1, []plot.Tick{{Value: 0, Label: exact(unit, 0)}}}
	}
	length := (high - low) / (1 - room)
	s := span{min: low, max: low + length}
	if low < 0 && high == 0 {
		s.max = 0.04 * length // zero stays inside
	}
	if low < 0 {
		s.min -= 0.04 * length
	}
	s.ticks = ticks(unit, s.min, s.max, n)
	return s
}

// roomy reports whether the ticks stand apart on a level axis of a width.
func (s span) roomy(t style, width vg.Length) bool {
	for i := 1; i < len(s.ticks); i++ {
		apart := vg.Length((s.ticks[i].Value-s.ticks[i-1].Value)/(s.max-s.min)) * width
		if (t.width(s.ticks[i].Label)+t.width(s.ticks[i-1].Label))/2+8 > apart {
			return false
		}
	}
	return true
}

// around returns a range that holds the values from low to high, with room on both
// sides as a part of their distance, and about n ticks.
func around(unit string, low, high, room float64, n int) span {
	length := high - low
	if length <= 0 {
		length = math.Max(math.Abs(high), 1)
	}
	s := span{min: low - room*length, max: high + room*length}
	s.ticks = ticks(unit, s.min, s.max, n)
	return s
}

// ticks returns about n round values between low and high with their texts. No two
// have the same text.
func ticks(unit string, low, high float64, n int) []plot.Tick {
	step := niceStep((high-low)/float64(n), unit)
	var all []plot.Tick
	for i := math.Ceil(low/step - 1e-9); i*step <= high*(1+1e-12) && len(all) < 4*n; i++ {
		text := exact(unit, i*step)
		if unit == "date" {
			text = shortMonth(int(math.Floor(i * step)))
		}
		if k := len(all); k > 0 && all[k-1].Label == text {
			continue
		}
		all = append(all, plot.Tick{Value: i * step, Label: text})
	}
	return all
}

// niceStep returns a round step of about the size wanted, at most a fifth smaller: 1, 2,
// 2.5 or 5 times a power of ten, and for months also parts and multiples of a year.
func niceStep(want float64, unit string) float64 {
	if unit == "date" || unit == "months" {
		for _, step := range []float64{1, 2, 3, 6, 12, 24, 36, 60, 120} {
			if want <= step {
				return step
			}
		}
	}
	power := math.Pow(10, math.Floor(math.Log10(want)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if want <= 1.25*m*power {
			return m * power
		}
	}
	return 10 * power
}
