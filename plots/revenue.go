package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// RevenueCompute draws revenue beside compute, what goes on after commitments end included,
// and other costs, by period. Compute is what is paid for it in cash, see
// [model.Projection.ComputePaid]; where that is not what is due, the chart says so.
func RevenueCompute(p *model.Projection, m Meta) Chart {
	c := Chart{name: "revenue-compute", meta: m}
	if c.absent = missing(p, model.Revenue, model.Compute, model.Costs); c.absent != "" {
		return c
	}
	compute, absent := paidFor(p)
	if c.absent = absent; absent != "" {
		return c
	}
	b := budget{timeline: p.Timeline, name: "compute", aside: aside(p)}
	note := renewalNote(p, "Compute: what is due")
	if steps := settlement(p); steps != "" {
		b.name, note = "compute as paid", []string{"Compute as paid, in cash: " + steps}
	}
	b.periods, b.grain = periodsOf(p.Timeline)
	b.revenue = sums(b.periods, p.Series[model.Revenue])
	b.compute = sums(b.periods, compute)
	b.costs = sums(b.periods, p.Series[model.Costs])
	b.sums = [3]float64{total(p.Series[model.Revenue]), total(compute), total(p.Series[model.Costs])}
	c.title = b.title()
	c.subtitle = fmt.Sprintf("Revenue (left bars) against %s (right bars) by %s, USD; beside each name its sum %s",
		b.spending(), b.grain.name, during(p.Timeline))
	c.notes = append(partialNote(b.periods, b.grain), note...)
	c.draw = b.draw
	return c
}

// paidFor returns what is paid in cash for compute by month, or what of it cannot be used.
func paidFor(p *model.Projection) (months []float64, absent string) {
	for _, s := range p.Settlings() {
		if n := len(s.Months); n > 0 && n != p.Timeline.Months || !finite(s.Months) {
			return nil, "what is paid for compute does not match the timeline"
		}
	}
	return p.ComputePaid(), ""
}

// settlement says how what is due for compute becomes what is paid, "" where that is all and
// renewals.
func settlement(p *model.Projection) string {
	var text strings.Builder
	differs := false
	for i, s := range p.Settlings() {
		moves := slices.ContainsFunc(s.Months, func(v float64) bool { return math.Abs(v) > model.HalfCent })
		if i > 0 && !moves {
			continue
		}
		differs = differs || i > 0 && s.Name != "Renewals"
		if i > 0 {
			text.WriteString(map[bool]string{true: " + ", false: " − "}[s.Sign > 0])
		}
		text.WriteString(dollars(total(s.Months)) + " " + strings.ToLower(s.Name))
		if s.Name == "Put off" {
			text.WriteString(" at the end")
		}
	}
	if !differs {
		return ""
	}
	return text.String()
}

// budget is revenue and spending by period.
type budget struct {
	name                    string // of what is paid for compute
	aside                   string // what of it is due and not paid, "" for nothing
	timeline                model.Timeline
	periods                 []period
	grain                   grain
	revenue, compute, costs []float64
	sums                    [3]float64 // of revenue, compute and costs
}

// spending names what revenue is compared with.
func (b budget) spending() string {
	if b.sums[2] == 0 {
		return b.name
	}
	return b.name + " and other costs"
}

// short returns by how much revenue falls short, by period.
func (b budget) short() []float64 {
	out := make([]float64, len(b.periods))
	for i := range out {
		out[i] = b.compute[i] + b.costs[i] - b.revenue[i]
	}
	return out
}

// title states when revenue covers spending, by how much it does not, and what of the payments
// due is not made.
func (b budget) title() string {
	if b.sums == [3]float64{} && b.aside == "" {
		return "There is neither revenue nor spending before " + theEnd(b.timeline)
	}
	return b.finding() + b.aside
}

// finding is the title without what is not paid.
func (b budget) finding() string {
	short := b.short()
	at, most := peak(short)
	lacking, from := 0, 0
	for i, v := range short {
		if v > model.HalfCent {
			lacking++
			from = i + 1
		}
	}
	n := len(b.periods)
	worst := fmt.Sprintf("the shortfall peaks at %s in %s", dollars(most), b.periods[at].name)
	if b.periods[at].partial() {
		worst = fmt.Sprintf("the shortfall peaks in %s, at a pace of %s a %s", b.periods[at].name, dollars(most), b.grain.name)
	}
	switch {
	case lacking == 0:
		return fmt.Sprintf("Revenue covers %s in every %s to %s", b.spending(), b.grain.name, theEnd(b.timeline))
	case n == 1:
		return fmt.Sprintf("Revenue falls short of %s by %s in %s", b.spending(), dollars(b.sums[1]+b.sums[2]-b.sums[0]), b.periods[0].name)
	case lacking == n:
		return fmt.Sprintf("Revenue never covers %s; %s", b.spending(), worst)
	case from < n && lacking == from:
		return fmt.Sprintf("Revenue covers %s only from %s on; %s", b.spending(), b.periods[from].name, worst)
	}
	return fmt.Sprintf("Revenue falls short of %s in %d of %d %ss; %s", b.spending(), lacking, n, b.grain.name, worst)
}

// draw draws two columns a period.
func (b budget) draw(s *sheet) {
	var most float64
	for i := range b.periods {
		most = math.Max(most, math.Max(b.revenue[i], b.compute[i]+b.costs[i]))
	}
	tags := b.tags()
	area := s.body
	area.Max.X -= tagRoom(tags)
	y := scale("USD", 0, most, 0.06, 5)
	x, marks := timeTicks(b.timeline, area.Max.X-area.Min.X-60, b.grain.months)
	a := axes{xMax: float64(b.timeline.Months), yMin: y.min, yMax: y.max, x: x, y: y.ticks, marks: marks}
	var labels []topLabel
	f := s.plot(area, a, func(f field) { labels = b.columns(f) })
	s.topLabels(f, strongStyle.at(10.5), "USD", labels)
	_, edge := slot(f, b.periods[len(b.periods)-1], 0.84)
	s.tags(f, tags, edge)
}

// columns draws the columns and returns their labels, from the left.
func (b budget) columns(f field) []topLabel {
	var labels []topLabel
	add := func(partial bool, from, to vg.Length, parts ...part) {
		height := column{from, to, parts}.draw(f)
		labels = append(labels, topLabel{(from + to) / 2, f.y(height), to - from, height, partial})
	}
	for i, p := range b.periods {
		from, to := slot(f, p, 0.84)
		middle := (from + to) / 2
		add(p.partial(), from, middle, part{value: b.revenue[i], color: blue})
		add(p.partial(), middle, to, part{value: b.compute[i], color: orange}, part{value: b.costs[i], color: silver})
	}
	return labels
}

// tags names the parts at the height they have in the last columns.
func (b budget) tags() []tag {
	n := len(b.periods) - 1
	tags := []tag{
		{name: upperFirst(b.name), value: dollars(b.sums[1]), color: orange, y: b.compute[n] / 2, thick: b.compute[n]},
		{name: "Other costs", value: dollars(b.sums[2]), color: silver, y: b.compute[n] + b.costs[n]/2, thick: b.costs[n]},
	}
	if b.sums[2] == 0 {
		tags = tags[:1]
	}
	revenue := tag{name: "Revenue", value: dollars(b.sums[0]), color: blue, y: b.revenue[n]}
	return append(tags, revenue)
}
