package plots

import (
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// period is a run of months that is shown as one.
type period struct {
	first, last int     // months of the timeline, inclusive
	full        int     // months that the whole period has
	name        string  // "2027", "Q1 2027" or "March 2027"
	from, to    float64 // its borders
}

// partial reports whether the timeline holds only a part of the period.
func (p period) partial() bool { return p.last-p.first+1 < p.full }

// sum returns the flow of the period; that of a part of a period is raised to what the
// whole would have at the same pace.
func (p period) sum(months []float64) float64 {
	var total float64
	for _, v := range months[p.first : p.last+1] {
		total += v
	}
	return total * float64(p.full) / float64(p.last-p.first+1)
}

// sums returns sum for every period.
func sums(periods []period, months []float64) []float64 {
	out := make([]float64, len(periods))
	for i, p := range periods {
		out[i] = p.sum(months)
	}
	return out
}

// grain is the length of the periods of a chart.
type grain struct {
	months int
	name   string // "year", "quarter" or "month"
}

// periodsOf divides a timeline into the periods in which flows are drawn: years from
// three years on, quarters from two quarters on, else months, but never finer than
// the step in which results are reported.
func periodsOf(t model.Timeline) ([]period, grain) {
	g := grain{1, "month"}
	switch {
	case t.Months >= 36 || t.Step >= 12:
		g = grain{12, "year"}
	case t.Months >= 6 || t.Step >= 3:
		g = grain{3, "quarter"}
	}
	return g.periods(t), g
}

// periods divides a timeline into periods of this length; the first and the last may be
// cut.
func (g grain) periods(t model.Timeline) []period {
	var all []period
	for m := 0; m < t.Months; {
		start := (t.Start + m) / g.months * g.months // calendar month
		last := min(start+g.months-1-t.Start, t.Months-1)
		all = append(all, period{
			first: m, last: last, full: g.months, name: g.label(start),
			from: float64(m), to: float64(last + 1),
		})
		m = last + 1
	}
	return all
}

// label names the period that begins with a calendar month.
func (g grain) label(month int) string {
	switch g.months {
	case 12:
		return strconv.Itoa(month / 12)
	case 3:
		return quarterName(month)
	}
	return monthName(month)
}

// partialNote explains the bars of periods that the timeline cuts, if there are any.
func partialNote(periods []period, g grain) []string {
	var cut []string
	for _, p := range periods {
		if p.partial() {
			cut = append(cut, p.name)
		}
	}
	if len(cut) == 0 {
		return nil
	}
	return []string{"Only a part of " + list(cut) + " lies in the timeline: a narrower bar, as high as for the whole " +
		g.name + " at the same pace"}
}

// timeTicks returns the labels of a time axis of a width in points, each in the middle
// of the span it names, and the marks between spans, none shorter than least months.
// Month m of the timeline lies from m to m+1.
func timeTicks(t model.Timeline, width vg.Length, least int) ([]plot.Tick, []mark) {
	units := []grain{{1, "month"}, {3, "quarter"}, {12, "year"}, {24, ""}, {60, ""}, {120, ""}, {240, ""}, {600, ""}, {1200, ""}}
	perMonth := width / vg.Length(t.Months)
	for i, u := range units {
		if t.Months >= 36 && u.months < 12 || u.months < least {
			continue
		}
		labels := u.labels(t, perMonth)
		if labels == nil && i < len(units)-1 {
			continue
		}
		return labels, u.marks(t, perMonth)
	}
	return nil, nil
}

// labels returns the labels of all spans of a length, or nil where they do not fit
// beside each other. A span that the timeline cuts goes without one if its label would
// come too close to the next.
func (g grain) labels(t model.Timeline, perMonth vg.Length) []plot.Tick {
	var all []plot.Tick
	named := grain{months: min(g.months, 12)} // the label names the first year of longer spans
	for start := t.Start / g.months * g.months; start < t.Start+t.Months; start += g.months {
		from, to := max(start, t.Start), min(start+named.months, t.Start+t.Months)
		if from >= to {
			continue
		}
		text := named.tick(start)
		tick := plot.Tick{Value: float64(from+to)/2 - float64(t.Start), Label: text}
		if n := len(all); n > 0 && perMonth*vg.Length(tick.Value-all[n-1].Value) < tickStyle.width(text)+8 {
			switch {
			case n == 1 && all[0].Value < float64(named.months)/2: // the first span is cut
				all = all[:0]
			case to-from < named.months: // the last one is
				continue
			default:
				return nil
			}
		}
		all = append(all, tick)
	}
	return all
}

// tick names a span on an axis.
func (g grain) tick(month int) string {
	if g.months == 1 {
		return shortMonth(month)
	}
	return g.label(month)
}

// marks returns the borders between spans, and between the next smaller ones where
// there is room for them.
func (g grain) marks(t model.Timeline, perMonth vg.Length) []mark {
	major, minor := min(g.months, 12), 0
	if g.months >= 12 {
		minor = 3
	}
	if perMonth*12 < 4 {
		major = g.months
	}
	var all []mark
	for m := range t.Months + 1 {
		switch month := t.Start + m; {
		case month%major == 0 || m == 0 || m == t.Months:
			all = append(all, mark{at: float64(m), minor: month%major != 0})
		case minor > 0 && month%minor == 0 && perMonth*vg.Length(minor) >= 5:
			all = append(all, mark{at: float64(m), minor: true})
		}
	}
	return all
}
