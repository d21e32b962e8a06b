package plots

import (
	"fmt"
	"math"

	"computegap/model"
	"computegap/model/ensemble"
)

// FirstShortDistribution draws when money first runs short: the share of paths by the
// reporting period of their first short month, and the median of these. Paths that are
// never short stand in a strip beside it. It has no data if all are like that.
func FirstShortDistribution(r *ensemble.Result, m Meta) Chart {
	c := Chart{name: "first-short-quarter", meta: m}
	d, absent := onsetOf(r)
	if c.absent = absent; absent != "" {
		return c
	}
	c.title = d.title()
	c.subtitle = fmt.Sprintf("Share of paths by the %s in which they are first short of money", d.grain.name)
	c.notes = []string{sentence(sampleName(r.Sample))}
	c.draw = d.draw
	return c
}

// onset is when paths first run short.
type onset struct {
	timeline model.Timeline
	periods  []period
	grain    grain
	months   []int // paths by first short month
	total    int   // paths
	short    int   // of these short at some time
	median   int   // month of the timeline, of those short
}

// onsetOf reads the distribution, or says what is missing.
func onsetOf(r *ensemble.Result) (onset, string) {
	if absent := unusable(r); absent != "" {
		return onset{}, absent
	}
	metric := r.Metrics[model.FirstGapDate]
	d := onset{timeline: r.Timeline, months: metric.Months, total: metric.Paths}
	for _, n := range metric.Months {
		d.short += n
	}
	switch {
	case metric.Present == 0:
		return onset{}, "no path is ever short of money"
	case len(metric.Months) != r.Timeline.Months || d.short != metric.Present || d.short > d.total:
		return onset{}, "the first short months do not match the paths"
	}
	q, ok := quintetOf(r, metric.Summary)
	if d.median = int(math.Floor(q[q50])); !ok || d.median < 0 || d.median >= r.Timeline.Months {
		return onset{}, "the first short month has no median"
	}
	d.periods, d.grain = barPeriods(r.Timeline)
	return d, ""
}

// barPeriods returns the reporting periods, or longer ones where bars would be too thin.
func barPeriods(t model.Timeline) ([]period, grain) {
	for _, step := range []int{3, 12} {
		if t.Periods() > 200 && t.Step < step {
			t.Step = step
		}
	}
	return reporting(t)
}

// shares returns the share of all paths by period.
func (d onset) shares() []float64 {
	out := make([]float64, len(d.periods))
	for i, p := range d.periods {
		var n int
		for _, k := range d.months[p.first : p.last+1] {
			n += k
		}
		out[i] = float64(n) / float64(d.total)
	}
	return out
}

// title states how many paths run short, and when half of them do.
func (d onset) title() string {
	when := monthName(d.timeline.Start + d.median)
	many := percent(float64(d.short)/float64(d.total)) + " of paths"
	of := "these"
	if d.short == d.total {
		many, of = "every path", "them"
	}
	switch {
	case d.short == 1 && d.total > 1:
		return fmt.Sprintf("One path of %s runs short of money, in %s", counted(d.total), when)
	case d.months[d.median] == d.short && d.median == 0:
		return fmt.Sprintf("The money is short from the first month, %s, in %s", when, many)
	case d.months[d.median] == d.short:
		return fmt.Sprintf("The money runs short in %s in %s", when, many)
	}
	return fmt.Sprintf("The money runs short in %s, in half of %s by %s", many, of, when)
}

// draw draws a bar a period.
func (d onset) draw(s *sheet) {
	shares := d.shares()
	_, most := peak(shares)
	strip := wholeOf(float64(d.short)/float64(d.total), "Short", "Never short")
	area := s.body
	area.Max.X -= max(strip.room(), 12)
	y := scale("share", 0, most, 0.16, 5)
	x, marks := timeTicks(d.timeline, area.Max.X-area.Min.X-60, 1)
	a := axes{xMax: float64(d.timeline.Months), yMax: y.max, x: x, y: y.ticks, marks: marks}
	var labels []topLabel
	f := s.plot(area, a, func(f field) {
		for i, p := range d.periods {
			from, to := f.x(p.from), f.x(p.to)
			gap := min(0.08*(to-from), 4)
			column{from + gap, to - gap, []part{{value: shares[i], color: vermillion}}}.draw(f)
			labels = append(labels, topLabel{(from + to) / 2, f.y(shares[i]), to - from, shares[i], false})
		}
	})
	style, median := strongStyle.at(10.5), f.x(float64(d.median)+0.5)
	s.upright(f, strongStyle.in(vermillionInk), median, d.medianName(), style.clears(f, "share", labels, median)...)
	s.topLabels(f, style, "share", labels)
	strip.draw(s, f, y.max)
}

// medianName names the median month.
func (d onset) medianName() string {
	name := "Median: "
	if d.short < d.total {
		name = "Median of short paths: "
	}
	return name + monthName(d.timeline.Start+d.median)
}
