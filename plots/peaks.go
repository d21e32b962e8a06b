package plots

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
	"computegap/model/ensemble"
)

// PeakDistribution draws how the largest funding gap of a path is distributed: the share
// of paths by its size, with quantiles, the mean and the mean of the worst 5%. Paths
// without a gap stand in a strip beside it. It has no data if no path has a gap.
func PeakDistribution(r *ensemble.Result, m Meta) Chart {
	c := Chart{name: "peak-gap-distribution", meta: m}
	h, absent := peaksOf(r)
	if c.absent = absent; absent != "" {
		return c
	}
	c.title = h.title()
	c.subtitle = "Share of paths by the size of their largest funding gap"
	if len(h.counts) > 1 {
		c.subtitle += ", in steps of " + exact("USD", h.width)
	}
	c.notes = h.notes()
	c.draw = h.draw
	return c
}

// peaks is the distribution of the peak gap.
type peaks struct {
	bins
	sample    ensemble.Sample
	total     int // paths
	without   int // of these without a gap
	least     float64
	most      float64
	same      bool // in every path
	quantiles quintet
	mean      float64
	shortfall float64 // NaN if not known
}

// peaksOf reads the distribution, or says what is missing.
func peaksOf(r *ensemble.Result) (peaks, string) {
	if absent := unusable(r); absent != "" {
		return peaks{}, absent
	}
	metric := r.Metrics[model.PeakGap]
	q, ok := quintetOf(r, metric.Summary)
	n := len(metric.Sorted)
	if !ok || n == 0 || !finite(metric.Sorted) || !finite([]float64{metric.Values.Mean.Value}) {
		return peaks{}, "the ensemble has no peak gaps"
	}
	without := firstAbove(metric.Sorted, model.HalfCent)
	if without == n {
		return peaks{}, "no path is ever short of money"
	}
	h := peaks{
		bins: binsOf(metric.Sorted[without:]), sample: r.Sample, total: n, without: without,
		least: metric.Sorted[without], most: metric.Sorted[n-1], same: certain(metric.Summary),
		quantiles: q, mean: metric.Values.Mean.Value, shortfall: math.NaN(),
	}
	if e := metric.Shortfall; e != nil && finite([]float64{e.Value}) {
		h.shortfall = e.Value
	}
	return h, ""
}

// share returns a number of paths as a part of all.
func (h peaks) share(n int) float64 { return float64(n) / float64(h.total) }

// title states the median and how large one gap in twenty is.
func (h peaks) title() string {
	q := h.quantiles
	short := h.total - h.without
	switch {
	case h.same:
		return fmt.Sprintf("The funding gap peaks at %s in every path", dollars(h.most))
	case short == 1:
		return fmt.Sprintf("One path of %s has a funding gap, of up to %s", counted(h.total), dollars(h.most))
	case q[q95] <= model.HalfCent:
		return fmt.Sprintf("Only %s of paths have a funding gap; it peaks at %s", percent(h.share(short)), either("USD", h.least, h.most))
	case q[q50] <= model.HalfCent:
		return fmt.Sprintf("There is no funding gap in %s of paths; in one of twenty it peaks above %s", percent(h.share(h.without)), dollars(q[q95]))
	case dollars(q[q50]) == dollars(q[q95]):
		return fmt.Sprintf("The funding gap peaks at %s in the median", dollars(q[q50]))
	}
	return fmt.Sprintf("The funding gap peaks above %s in half of all paths, and above %s in one of twenty", dollars(q[q50]), dollars(q[q95]))
}

// notes says how the chart was drawn.
func (h peaks) notes() []string {
	note := sentence(sampleName(h.sample)) + ", those without a gap counted as $0 in quantiles and means"
	if h.without == 0 {
		note = sentence(sampleName(h.sample))
	}
	if finite([]float64{h.shortfall}) {
		note += ". CVaR 95 is the mean of the worst 5%"
	}
	if h.beyond > 0 {
		note += fmt.Sprintf(". Not drawn: the %s of paths above %s, up to %s",
			percent(h.share(h.beyond)), exact("USD", h.high()), dollars(h.most))
	}
	return []string{note}
}

// histogramColor is that of bars behind marks.
var histogramColor = tint(vermillion, 0.55)

// pin is a value marked across a plot.
type pin struct {
	name string
	at   float64
	ink  color.RGBA
	line draw.LineStyle
}

// pins returns the marked values in ascending order. Quantiles that read the same share
// a mark.
func (h peaks) pins() []pin {
	thin := draw.LineStyle{Color: ink, Width: 1, Dashes: []vg.Length{4, 3}}
	var all []pin
	add := func(p pin) {
		at := len(all)
		for at > 0 && all[at-1].at > p.at {
			at--
		}
		all = append(all[:at:at], append([]pin{p}, all[at:]...)...)
	}
	shown := []int{q5, q50, q95}
	for i := 0; i < len(shown); i++ {
		first, v := shown[i], h.quantiles[shown[i]]
		p := pin{quintetNames[first], v, ink, thin}
		for i+1 < len(shown) && dollars(h.quantiles[shown[i+1]]) == dollars(v) {
			i++
			p.name = quintetNames[first] + " to " + quintetNames[shown[i]]
		}
		if first <= q50 && q50 <= shown[i] {
			p.line = draw.LineStyle{Color: ink, Width: 2}
		}
		p.name = upperFirst(p.name)
		add(p)
	}
	add(pin{"Mean", h.mean, blueInk, draw.LineStyle{Color: blue, Width: 2}})
	if finite([]float64{h.shortfall}) {
		add(pin{"CVaR 95", h.shortfall, vermillionInk, draw.LineStyle{Color: vermillionInk, Width: 2, Dashes: []vg.Length{8, 3}}})
	}
	return all
}

// reach returns the range of the axis: from zero, unless all gaps are much alike, to the
// last bin, and further to marks that are not far from it.
func (h peaks) reach(pins []pin) (low, high float64) {
	high = h.high()
	if h.without == 0 && h.low > (high-h.low)/2 {
		low, high = h.low-h.width, high+h.width
	}
	for _, p := range pins {
		if v := p.at + h.width/2; v > high && v < low+1.3*(h.high()-low) {
			high = v
		}
		low = min(low, max(p.at-h.width, 0))
	}
	return low, high
}

// draw draws the bars and what is marked.
func (h peaks) draw(s *sheet) {
	pins := h.pins()
	low, high := h.reach(pins)
	strip := wholeOf(h.share(h.total-h.without), "A gap", "No gap")
	strip.some.color = histogramColor
	area := s.body
	area.Max.X -= max(strip.room(), 12)
	area.Max.Y -= 46
	most := 0
	for _, n := range h.counts {
		most = max(most, n)
	}
	y := scale("share", 0, h.share(most), 0.06, 5)
	a := axes{xMin: low, xMax: high, yMax: y.max, y: y.ticks}
	for n := 8; n > 0; n-- {
		x := span{low, high, ticks("USD", low, high, n)}
		if a.x = x.ticks; x.roomy(tickStyle, 0.9*(area.Max.X-area.Min.X)) {
			break
		}
	}
	for _, tick := range a.x {
		a.marks = append(a.marks, mark{at: tick.Value})
	}
	f := s.plot(area, a, h.bars)
	s.pins(f, pins, high)
	strip.draw(s, f, y.max)
}

// bars draws the bins.
func (h peaks) bars(f field) {
	for i, n := range h.counts {
		from, to := f.x(h.low+float64(i)*h.width), f.x(h.low+float64(i+1)*h.width)
		gap := min(0.5, (to-from)/8)
		fillBox(f.Canvas, box(from+gap, f.y(0), to-gap, f.y(h.share(n))), histogramColor)
	}
}

// pins draws lines across a plot and names them above it, pushed apart. A value beyond
// high has an arrow instead of a line.
func (s *sheet) pins(f field, pins []pin, high float64) {
	wanted, width := make([]vg.Length, len(pins)), make([]vg.Length, len(pins))
	texts := make([]string, len(pins))
	for i, p := range pins {
		wanted[i] = f.x(min(p.at, high))
		if texts[i] = dollars(p.at); p.at > high {
			texts[i] += " →"
		}
		width[i] = max(strongStyle.width(texts[i]), labelStyle.width(p.name)) + 14
	}
	for i, x := range pushApart(wanted, width, f.Min.X-20, f.Max.X+20) {
		p := pins[i]
		if p.at <= high {
			f.StrokeLine2(p.line, wanted[i], f.Min.Y, wanted[i], f.Max.Y)
			lead := p.line
			lead.Dashes, lead.Width = nil, 0.75
			f.StrokeLines(lead, []vg.Point{{X: wanted[i], Y: f.Max.Y}, {X: x, Y: f.Max.Y + 9}})
		}
		s.write(strongStyle.in(p.ink), x, f.Max.Y+14, centre, texts[i])
		s.write(labelStyle.in(p.ink), x, f.Max.Y+30, centre, p.name)
	}
}
