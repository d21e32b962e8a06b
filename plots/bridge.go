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

// CashBridge draws how the cash of the beginning becomes that of the end: sources
// raise it, uses lower it, and what is then missing is the gap.
//
//	opening cash + revenue + rounds + loans + facilities − costs − compute + credits
//	+ relief − interest + gap = closing cash
//
// Compute holds what falls due, what goes on after commitments end included; credits are
// those taken less those paid for ahead; relief is what is put off at the end or cut, less
// the fees. Interest is what is paid on debts and on the gap, less what cash earns.
func CashBridge(p *model.Projection, m Meta) Chart {
	c := Chart{name: "cash-bridge", meta: m}
	c.absent = missing(p, model.Revenue, model.Costs, model.Compute, model.Interest, model.OperatingCash,
		model.Rounds, model.FacilityDraws, model.GapDraws, model.GapInterest, model.Cash, model.FundingGap)
	if c.absent != "" {
		return c
	}
	b := bridgeOf(p)
	c.title = b.title()
	c.subtitle = fmt.Sprintf("Sources and uses of cash %s, USD", during(p.Timeline))
	c.notes = renewalNote(p, "Compute: what is due")
	if bought := total(p.Series[model.BoughtCompute]); bought > model.HalfCent {
		c.notes = append(c.notes, fmt.Sprintf("Other costs: with %s for compute bought beside the commitments", dollars(bought)))
	}
	if ahead := total(p.Series[model.Prepaid]); ahead > model.HalfCent {
		c.notes = append(c.notes, fmt.Sprintf("Credits: %s taken in place of cash, less %s prepaid for them", dollars(total(p.Series[model.Credits])), dollars(ahead)))
	}
	if b.has("Relief") {
		c.notes = append(c.notes, "Relief: what of compute is put off beyond the end or cut, less fees and carrying costs")
	}
	c.draw = b.draw
	return c
}

// step is one bar of a bridge.
type step struct {
	name   string
	amount float64 // by which cash changes; of the first and the last, cash itself
	color  color.RGBA
	hatch  bool
	level  bool // stands on zero
}

// bridge is the way from the first level to the last.
type bridge struct {
	timeline model.Timeline
	steps    []step
	gap      float64 // at the end
	most     float64 // the largest gap
	closing  float64
	aside    string // what of the payments due is not made, "" for nothing
}

// bridgeOf reads the steps from a ledger. Optional steps of nothing are left out.
func bridgeOf(p *model.Projection) bridge {
	sum := func(id model.SeriesID) float64 { return total(p.Series[id]) }
	b := bridge{timeline: p.Timeline, gap: last(p, model.FundingGap), closing: last(p, model.Cash), aside: aside(p)}
	_, b.most = peak(p.Series[model.FundingGap])
	b.steps = []step{{name: "Opening cash", amount: opening(p), color: muted, level: true}}
	add := func(always bool, s step) {
		if always || math.Abs(s.amount) > model.HalfCent {
			b.steps = append(b.steps, s)
		}
	}
	add(true, step{name: "Revenue", amount: sum(model.Revenue), color: blue})
	add(false, step{name: "Rounds", amount: sum(model.Rounds), color: blue})
	add(false, step{name: "Loans", amount: sum(model.DebtDraws), color: pick(sum(model.DebtDraws) > 0, blue, orange)})
	add(false, step{name: "Facilities", amount: sum(model.FacilityDraws), color: blue})
	add(false, step{name: "Other costs", amount: -sum(model.Costs), color: orange})
	add(true, step{name: "Compute", amount: -sum(model.Compute) - sum(model.Renewals), color: orange})
	credits := sum(model.Credits) - sum(model.Prepaid)
	add(false, step{name: "Credits", amount: credits, color: pick(credits > 0, blue, orange)})
	relief := last(p, model.Deferred) + sum(model.Cancelled) - sum(model.FlexibilityFees)
	add(false, step{name: "Relief", amount: relief, color: pick(relief > 0, blue, orange)})
	interest := sum(model.Interest) - sum(model.GapInterest)
	add(false, step{name: "Interest", amount: interest, color: pick(interest > 0, blue, orange)})
	add(true, step{name: "Gap left over", amount: b.gap, color: tint(vermillion, 0.45), hatch: true})
	add(true, step{name: "Closing cash", amount: b.closing, color: muted, level: true})
	return b
}

// has reports whether a step is there.
func (b bridge) has(name string) bool {
	return slices.ContainsFunc(b.steps, func(s step) bool { return s.name == name })
}

// opening returns the cash of the beginning: that of the first month's end less what
// changed it.
func opening(p *model.Projection) float64 {
	cash := p.Series[model.Cash][0]
	for _, id := range []model.SeriesID{model.OperatingCash, model.Rounds, model.FacilityDraws, model.GapDraws, model.DebtDraws} {
		if months := p.Series[id]; len(months) > 0 {
			cash -= months[0]
		}
	}
	return cash
}

// pick returns a if the condition holds, else b.
func pick(condition bool, a, b color.RGBA) color.RGBA {
	if condition {
		return a
	}
	return b
}

// title states what is missing at the end, or what is left and whether money was
// short before; and what of the payments due is not made.
func (b bridge) title() string {
	end := theEnd(b.timeline)
	switch {
	case b.gap > model.HalfCent && b.closing > model.HalfCent:
		return fmt.Sprintf("By %s uses of cash, with %s to keep, exceed its sources by %s%s", end, dollars(b.closing), dollars(b.gap), b.aside)
	case b.gap > model.HalfCent:
		return fmt.Sprintf("By %s uses of cash exceed its sources by %s%s", end, dollars(b.gap), b.aside)
	}
	after := ""
	if b.most > model.HalfCent {
		after = ", after a gap of up to " + dollars(b.most)
	}
	switch {
	case b.aside != "":
		return fmt.Sprintf("Sources of cash leave %s at %s%s%s", dollars(b.closing), end, after, b.aside)
	case after != "":
		return fmt.Sprintf("By %s sources of cash cover all uses and leave %s%s", end, dollars(b.closing), after)
	}
	return fmt.Sprintf("Sources of cash cover all uses to %s and leave %s", end, dollars(b.closing))
}

// aside says what of the payments due is put off at the end and what is cut, as the end of
// a title, "" where nothing is.
func aside(p *model.Projection) string {
	var parts []string
	if off := last(p, model.Deferred); off > model.HalfCent && finite(p.Series[model.Deferred]) {
		parts = append(parts, dollars(off)+" put off and still to be paid")
	}
	if cut := total(p.Series[model.Cancelled]); cut > model.HalfCent && finite(p.Series[model.Cancelled]) {
		parts = append(parts, dollars(cut)+" cut")
	}
	if len(parts) == 0 {
		return ""
	}
	return ", with " + list(parts)
}

// ends returns where a bar begins and ends, given the level before it.
func (s step) ends(level float64) (from, to float64) {
	if s.level {
		return 0, s.amount
	}
	return level, level + s.amount
}

// draw draws the bars from the left, each from where the one before it ends.
func (b bridge) draw(s *sheet) {
	var low, high, level float64
	for _, t := range b.steps {
		_, level = t.ends(level)
		low, high = math.Min(low, level), math.Max(high, level)
	}
	y := scale("USD", low, high, 0.08, 6)
	y.min -= 0.05 * (y.max - y.min) * sign(low)
	a := axes{xMax: float64(len(b.steps)), yMin: y.min, yMax: y.max, y: y.ticks}
	for i, t := range b.steps {
		a.x = append(a.x, plot.Tick{Value: float64(i) + 0.5, Label: t.name})
	}
	f := s.plot(s.body, a, b.bars)
	texts := b.texts(math.Max(high, -low))
	level = 0
	for i, t := range b.steps {
		var from float64
		from, level = t.ends(level)
		base := f.y(math.Max(from, level)) + 6
		if below := f.y(level) - 15; level < from && below > f.Min.Y {
			base = below
		}
		s.knock(strongStyle, f.x(float64(i)+0.5), base, centre, texts[i])
	}
}

// texts returns the amounts of the steps, all in one unit. They add up as they stand:
// what is rounded is the level after each step, and an amount is the difference of two.
func (b bridge) texts(most float64) []string {
	unit := commonUnit(most)
	texts := make([]string, len(b.steps))
	var level, shown float64
	for i, t := range b.steps {
		_, level = t.ends(level)
		now := unit.round(level)
		if t.level {
			shown = 0
		}
		texts[i] = unit.text(now - shown)
		if !t.level && now > shown {
			texts[i] = "+" + texts[i]
		}
		shown = now
	}
	return texts
}

// sign returns 1 for a negative number, else 0.
func sign(v float64) float64 {
	if v < 0 {
		return 1
	}
	return 0
}

// bars draws the bars and the lines between them.
func (b bridge) bars(f field) {
	var level float64
	for i, t := range b.steps {
		var from float64
		from, level = t.ends(level)
		r := box(f.x(float64(i)+0.16), f.y(from), f.x(float64(i)+0.84), f.y(level))
		fillBox(f.Canvas, r, t.color)
		if t.hatch {
			hatch(f.Canvas, r, 6)
		}
		if i < len(b.steps)-1 {
			line := draw.LineStyle{Color: rule, Width: 0.75, Dashes: []vg.Length{3, 3}}
			f.StrokeLine2(line, f.x(float64(i)+0.84), f.y(level), f.x(float64(i)+1.16), f.y(level))
		}
	}
}
