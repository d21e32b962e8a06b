package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"computegap/model"
)

// Commitments draws the payments for compute by period, stacked by counterparty, with
// what umbrellas have not given to anybody, and what goes on after commitments end, as
// bands of their own.
func Commitments(p *model.Projection, m Meta) Chart {
	c := Chart{name: "commitments", meta: m}
	if c.absent = missing(p); c.absent != "" {
		return c
	}
	bands, idle := bandsOf(p, func(k model.Contract) []float64 {
		if !k.Taken {
			return nil
		}
		return paidBy(p, k)
	}, total)
	bands = append(bands, renewalBand(p)...)
	if len(bands) == 0 && len(p.Commitments) == 0 {
		c.absent = "no commitments"
		return c
	}
	k := stack{timeline: p.Timeline, bands: bands}
	k.periods, k.grain = periodsOf(p.Timeline)
	c.title = k.title()
	c.subtitle = fmt.Sprintf("Payments for compute by %s and counterparty, USD; beside each name what it receives %s",
		k.grain.name, during(p.Timeline))
	c.notes = append(partialNote(k.filled(), k.grain), idleNote("Nothing falls due in this time to", idle)...)
	c.notes = append(append(c.notes, asideNote(p)...), notTaken(p)...)
	c.draw = k.draw
	return c
}

// filled are the periods that have a bar.
func (k stack) filled() []period {
	return slices.DeleteFunc(slices.Clone(k.periods), func(p period) bool {
		return !slices.ContainsFunc(k.bands, func(b band) bool { return sums([]period{p}, b.months)[0] > 0 })
	})
}

// asideNote says what of payments for compute is no cash, or is cash and not shown.
func asideNote(p *model.Projection) []string {
	var notes []string
	if credits := total(p.Series[model.Credits]); credits > model.HalfCent {
		notes = append(notes, "Credits pay "+dollars(credits)+" of it")
	}
	if ahead := total(p.Series[model.Prepaid]) + total(p.Series[model.FlexibilityFees]); ahead > model.HalfCent {
		notes = append(notes, "Not in it: "+dollars(ahead)+" that is paid ahead or for putting off and cutting")
	}
	return notes
}

// paidBy returns what is paid under a contract by month, nil if that is not usable.
func paidBy(p *model.Projection, k model.Contract) []float64 {
	if len(k.Paid) != p.Timeline.Months || !finite(k.Paid) {
		return nil
	}
	return k.Paid
}

// afterEnd is the name of what goes on after commitments end.
const afterEnd = "After contracts end"

// renewalBand returns what is paid after commitments end, if it is anything.
func renewalBand(p *model.Projection) []band {
	b := band{name: afterEnd, color: tint(yellow, 0.35), hatched: true}
	for _, k := range p.Commitments {
		if !k.Memo && len(k.Renewal) == p.Timeline.Months && finite(k.Renewal) {
			b.months = plus(b.months, k.Renewal)
		}
	}
	if b.size = total(b.months); b.size <= 0 {
		return nil
	}
	return []band{b}
}

// renewalNote says that beside what is named there is what is paid after commitments end,
// where that is anything.
func renewalNote(p *model.Projection, what string) []string {
	after := total(p.Series[model.Renewals])
	if after <= model.HalfCent || !finite(p.Series[model.Renewals]) {
		return nil
	}
	return []string{fmt.Sprintf("%s, and %s that is renewed after contracts end", what, dollars(after))}
}

// notTaken names the commitments that are not taken.
func notTaken(p *model.Projection) []string {
	var names []string
	for _, k := range p.Commitments {
		if !k.Taken && !k.Memo {
			names = append(names, cmp.Or(clean(k.Label), clean(k.ID), "unnamed"))
		}
	}
	return idleNote("Not taken in this case, and not paid", names)
}

// stack is a stacked column chart of payments.
type stack struct {
	timeline model.Timeline
	periods  []period
	grain    grain
	bands    []band
}

// totals returns the sum of all bands by period.
func (k stack) totals() []float64 {
	out := make([]float64, len(k.periods))
	for _, b := range k.bands {
		for i, v := range sums(k.periods, b.months) {
			out[i] += v
		}
	}
	return out
}

// title states when payments peak and who receives most.
func (k stack) title() string {
	if len(k.bands) == 0 {
		return "Nothing falls due for compute before " + theEnd(k.timeline)
	}
	at, most := peak(k.totals())
	top := fmt.Sprintf("Payments for compute peak at %s in %s", dollars(most), k.periods[at].name)
	if k.periods[at].partial() {
		top = fmt.Sprintf("Payments for compute peak in %s, at a pace of %s a %s", k.periods[at].name, dollars(most), k.grain.name)
	}
	if _, least := trough(k.totals()); least > 0.99*most {
		top = fmt.Sprintf("Payments for compute stay at %s a %s", dollars(most), k.grain.name)
	}
	if len(k.periods) == 1 {
		top = "Payments for compute come to " + dollars(k.all()) + " in " + k.periods[0].name
	}
	first := k.bands[0]
	all := dollars(k.all())
	if b := k.bands[len(k.bands)-1]; b.name == afterEnd {
		all = fmt.Sprintf("%s; %s more is paid after contracts end", dollars(k.all()-b.size), dollars(b.size))
	}
	switch {
	case first.name == afterEnd:
		return top + ", all after contracts have ended"
	case first.hatched:
		return top + ", none of them to a named counterparty"
	case len(k.bands) == 1:
		return fmt.Sprintf("%s, all to %s", top, first.name)
	}
	return fmt.Sprintf("%s; %s receives most, %s of %s", top, first.name, dollars(first.size), all)
}

// all returns what all bands receive.
func (k stack) all() float64 {
	var sum float64
	for _, b := range k.bands {
		sum += b.size
	}
	return sum
}

// draw draws one column a period and names the bands.
func (k stack) draw(s *sheet) {
	tags := k.tags()
	area := s.body
	area.Max.X -= tagRoom(tags)
	_, most := peak(k.totals())
	y := scale("USD", 0, math.Max(most, 0), 0.06, 5)
	x, marks := timeTicks(k.timeline, area.Max.X-area.Min.X-60, k.grain.months)
	a := axes{xMax: float64(k.timeline.Months), yMin: y.min, yMax: y.max, x: x, y: y.ticks, marks: marks}
	var labels []topLabel
	f := s.plot(area, a, func(f field) { labels = k.columns(f) })
	s.topLabels(f, strongStyle.at(12), "USD", labels)
	_, edge := slot(f, k.periods[len(k.periods)-1], 0.8)
	s.tags(f, tags, edge)
}

// columns draws the columns and returns their labels.
func (k stack) columns(f field) []topLabel {
	labels := make([]topLabel, len(k.periods))
	for i, p := range k.periods {
		var c column
		c.from, c.to = slot(f, p, 0.8)
		for _, b := range k.bands {
			c.parts = append(c.parts, part{p.sum(b.months), b.color, b.hatched})
		}
		height := c.draw(f)
		labels[i] = topLabel{(c.from + c.to) / 2, f.y(height), (c.to - c.from) / 0.8, height, p.partial()}
	}
	return labels
}

// tags names the bands at the height they have in the last column.
func (k stack) tags() []tag {
	last := k.periods[len(k.periods)-1]
	var base float64
	tags := make([]tag, len(k.bands))
	for i, b := range k.bands {
		v := last.sum(b.months)
		tags[i] = tag{name: b.name, value: dollars(b.size), color: b.color, hatched: b.hatched, y: base + v/2, thick: v}
		base += v
	}
	return tags
}
