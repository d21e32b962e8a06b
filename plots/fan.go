package plots

import (
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"computegap/model"
	"computegap/model/ensemble"
)

// Fan draws how a series spreads over the paths of an ensemble: bands from the 5th to the
// 95th and from the 25th to the 75th percentile, the median, and the central case of p
// where it can be told from the median; p may be nil. Values stand at the ends of
// reporting periods; flows are shown at an annual rate. The chart is named "fan-" and the
// series, such as "fan-funding-gap".
//
// A series that the ensemble does not have, one of another timeline than p's, and one
// that shows nothing but zero leave the chart without data.
func Fan(r *ensemble.Result, p *model.Projection, s model.SeriesID, m Meta) Chart {
	c := Chart{name: "fan-" + strings.ReplaceAll(s.Info().Name, "_", "-"), meta: m}
	f, absent := fanOf(r, p, s)
	if c.absent = absent; absent != "" {
		return c
	}
	c.title = f.title(r)
	c.subtitle = f.subtitle()
	c.notes = f.notes(r)
	c.draw = f.draw
	return c
}

// fan is a series as it spreads over paths.
type fan struct {
	timeline model.Timeline
	series   model.SeriesID
	factor   float64      // from a period's amount to the one shown
	at       [5][]float64 // quantiles by reporting period
	central  []float64    // nil unless it can be told from the median
	median   bool         // the central case runs along it
	same     bool         // all paths are alike
	color    color.RGBA
	ink      color.RGBA
	scale    span
}

// fanOf reads a series, or says what is missing.
func fanOf(r *ensemble.Result, p *model.Projection, s model.SeriesID) (fan, string) {
	if absent := unusable(r); absent != "" {
		return fan{}, absent
	}
	name := s.Info().Name
	if len(r.Series[s]) != r.Timeline.Periods() {
		return fan{}, "the ensemble has no series " + name
	}
	f := fan{timeline: r.Timeline, series: s, factor: 1}
	f.color, f.ink = fanColor(s)
	if !s.Info().Balance {
		f.factor = 12 / float64(r.Timeline.Step)
	}
	f.same = true
	for _, summary := range r.Series[s] {
		f.same = f.same && certain(summary)
		q, ok := quintetOf(r, summary)
		if !ok {
			return fan{}, "the series " + name + " lacks quantiles"
		}
		for i, v := range q {
			f.at[i] = append(f.at[i], v*f.factor)
		}
	}
	return f, f.compare(p)
}

// fanColor returns the colour of a series, and that of text about it.
func fanColor(s model.SeriesID) (line, text color.RGBA) {
	switch s {
	case model.FundingGap, model.GapDraws, model.GapInterest:
		return vermillion, vermillionInk
	case model.Costs, model.Compute:
		return orange, ink
	case model.CapacityGW:
		return green, ink
	}
	return blue, blueInk
}

// compare takes the central case if it can be told from the median, and finds the scale.
// It says what keeps the fan from being drawn.
func (f *fan) compare(p *model.Projection) string {
	if p != nil {
		if p.Timeline != f.timeline {
			return "the central case has another timeline"
		}
		if absent := missing(p, f.series); absent != "" {
			return absent
		}
		for _, v := range p.Report(f.series) {
			f.central = append(f.central, v*f.factor)
		}
	}
	low, high := 0.0, 0.0
	for _, line := range append(f.at[:], f.central) {
		for _, v := range line {
			low, high = min(low, v), max(high, v)
		}
	}
	if high-low <= model.HalfCent {
		return "the " + f.noun() + " is zero in at least nine of ten paths throughout"
	}
	f.scale = scale(f.series.Info().Unit, low, high, 0.05, 5)
	if f.central != nil && !apart(f.central, f.at[q50], (f.scale.max-f.scale.min)/100) {
		f.central, f.median = nil, true
	}
	return ""
}

// noun is what the series is called in a sentence.
func (f fan) noun() string {
	if f.series == model.CapacityGW {
		return "compute capacity"
	}
	return strings.ReplaceAll(f.series.Info().Name, "_", " ")
}

// title states how far the last values are apart, and for the gap how far the peaks are.
func (f fan) title(r *ensemble.Result) string {
	if f.series == model.FundingGap {
		if q, ok := quintetOf(r, r.Metrics[model.PeakGap].Summary); ok {
			return f.peakTitle(q, r.Metrics[model.PeakGap])
		}
	}
	periods, g := reporting(f.timeline)
	n := len(periods) - 1
	subject, verb, unit := sentence(f.noun())+" at "+theEnd(f.timeline), "is", f.series.Info().Unit
	rate := ""
	if !f.series.Info().Balance {
		subject, rate = fmt.Sprintf("In %s %s", periods[n].name, f.noun()), " a year"
		if verb = "runs at"; g.months == 12 {
			verb = "is"
		}
		if strings.HasSuffix(f.noun(), "s") {
			verb = strings.NewReplacer("runs", "run", "is", "are").Replace(verb)
		}
	}
	return fmt.Sprintf("%s %s %s%s in %s", subject, verb, either(unit, f.at[q5][n], f.at[q95][n]), rate,
		nineOfTen(certain(r.Series[f.series][n])))
}

// nineOfTen names the paths that the outer band holds.
func nineOfTen(all bool) string {
	if all {
		return "every path"
	}
	return "nine of ten paths"
}

// peakTitle states how large the funding gap becomes.
func (f fan) peakTitle(q quintet, peak ensemble.Metric) string {
	switch none := shareWithout(peak); {
	case q[q5] > model.HalfCent:
		return fmt.Sprintf("The funding gap reaches %s in %s at its peak", either("USD", q[q5], q[q95]), nineOfTen(certain(peak.Summary)))
	case q[q95] <= model.HalfCent:
		return "There is no funding gap in at least 19 of 20 paths"
	case none > 0:
		return fmt.Sprintf("The funding gap peaks at %s or less in 19 of 20 paths; %s have none", dollars(q[q95]), percent(none))
	default:
		return fmt.Sprintf("The funding gap peaks at %s or less in 19 of 20 paths", dollars(q[q95]))
	}
}

// shareWithout returns the share of paths whose peak gap is none.
func shareWithout(peak ensemble.Metric) float64 {
	if len(peak.Sorted) == 0 {
		return 0
	}
	return float64(firstAbove(peak.Sorted, model.HalfCent)) / float64(len(peak.Sorted))
}

// subtitle says what is shown.
func (f fan) subtitle() string {
	_, g := reporting(f.timeline)
	info, name := f.series.Info(), sentence(f.noun())
	switch {
	case info.Balance:
		return fmt.Sprintf("%s at the end of each %s, %s", name, g.name, info.Unit)
	case g.months == 12:
		return fmt.Sprintf("%s of each year, %s a year, drawn at its end", name, info.Unit)
	}
	return fmt.Sprintf("%s of each %s at an annual rate, %s a year, drawn at the %s's end", name, g.name, info.Unit, g.name)
}

// notes says how the fan was drawn.
func (f fan) notes(r *ensemble.Result) []string {
	note := "Median and bands of 50% and 90% of " + sampleName(r.Sample)
	if f.same {
		note = "One line for " + sampleName(r.Sample)
	}
	switch {
	case f.central != nil:
		note += "; dashed: the central case"
	case f.median:
		note += "; the central case runs along the median"
	}
	if f.series == model.FundingGap {
		_, top := peak(f.at[q95])
		if q, ok := quintetOf(r, r.Metrics[model.PeakGap].Summary); ok && q[q95] > 1.01*top {
			note += ". Paths peak at different times, so that their peaks lie above the bands"
		}
	}
	return []string{note}
}

// draw draws the bands and names them at the right.
func (f fan) draw(s *sheet) {
	ends := f.ends()
	area := s.body
	area.Max.X -= endRoom(ends)
	x, marks := timeTicks(f.timeline, area.Max.X-area.Min.X-60, 1)
	a := axes{
		xMax: float64(f.timeline.Months), yMin: f.scale.min, yMax: f.scale.max, x: x, y: f.scale.ticks, marks: marks,
	}
	s.ends(s.plot(area, a, f.bands, f.lines), ends)
}

// line returns a line through the ends of reporting periods. What lies before the first
// is its value, but of a gap, which begins from zero.
func (f fan) line(to field, values []float64) []vg.Point {
	return throughEnds(to, f.timeline, values, f.series == model.FundingGap)
}

// bands tints what lies between two quantiles.
func (f fan) bands(to field) {
	for _, b := range []struct {
		low, high int
		share     float64
	}{{q5, q95, 0.17}, {q25, q75, 0.42}} {
		fillBetween(to, tint(f.color, b.share), f.line(to, f.at[b.low]), f.line(to, f.at[b.high]))
	}
}

// dashed is the line of the central case.
var dashed = draw.LineStyle{Color: ink, Width: 1.5, Dashes: []vg.Length{6, 4}}

// lines draws the median and the central case.
func (f fan) lines(to field) {
	to.StrokeLines(draw.LineStyle{Color: f.color, Width: 2.5}, f.line(to, f.at[q50]))
	if f.central != nil {
		to.StrokeLines(dashed, f.line(to, f.central))
	}
}

// ends names the quantiles at the end, the lowest first; those that read the same share
// a name.
func (f fan) ends() []ending {
	n, unit := len(f.at[0])-1, f.series.Info().Unit
	var all []ending
	for i := q5; i <= q95; i++ {
		first, text := i, amount(unit, f.at[i][n])
		for i < q95 && amount(unit, f.at[i+1][n]) == text {
			i++
		}
		e := ending{
			name: quintetNames[first], value: text, y: f.at[i][n], style: labelStyle.in(muted),
			line: draw.LineStyle{Color: rule, Width: 0.75},
		}
		if i > first {
			e.name += " to " + quintetNames[i]
		}
		if first <= q50 && q50 <= i {
			e.style, e.line = strongStyle.in(f.ink), draw.LineStyle{Color: f.color, Width: 1.5}
		}
		if e.name = upperFirst(e.name); f.same {
			e.name = "Every path"
		}
		all = append(all, e)
	}
	if f.central == nil {
		return all
	}
	central := ending{name: "Central case", value: amount(unit, f.central[n]), style: labelStyle, line: dashed, y: f.central[n]}
	at := 0
	for at < len(all) && all[at].y <= central.y {
		at++
	}
	return append(all[:at:at], append([]ending{central}, all[at:]...)...)
}
