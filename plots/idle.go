package plots

import (
	"fmt"
	"math"

	"computegap/model"
)

// IdleCapacity draws the capacity at hand, divided into what is used and what is idle, GW.
// Other is the part of it that no commitment lists by month, at least 0, nil for none. It
// needs the series idle_gw, which exists where demand is stated.
func IdleCapacity(p *model.Projection, other []float64, m Meta) Chart {
	c := Chart{name: "idle-capacity", meta: m}
	if c.absent = missing(p, model.IdleGW); c.absent != "" {
		return c
	}
	k, absent := idlenessOf(p, other)
	if c.absent = absent; absent != "" {
		return c
	}
	c.title = k.title()
	c.subtitle = "Compute capacity at hand, used and idle, GW; beside each name what it comes to at " + theEnd(p.Timeline)
	c.notes = otherNote(other)
	c.draw = k.draw
	return c
}

// otherNote says how much of the capacity at hand is in no commitment, and how that changes.
func otherNote(other []float64) []string {
	if _, most := peak(other); most <= 0 {
		return nil
	}
	first, last := amount("GW", other[0]), amount("GW", other[len(other)-1])
	if first != last {
		first += " at first and " + last + " at the end"
	}
	return []string{first + " of the capacity at hand is in no listed commitment"}
}

// idleness is capacity by use.
type idleness struct {
	buildout
	idle []float64
	cost float64 // of what is idle over the timeline, USD
}

// idlenessOf divides the capacity at hand, or says what is missing.
//
// Note: capacity_gw is less what a month gives up, which the ledger knows only after it has
// met the demand; idle_gw fits to what the month opens with.
func idlenessOf(p *model.Projection, other []float64) (idleness, string) {
	if other != nil {
		if _, least := trough(other); !finite(other) || len(other) != p.Timeline.Months || least < 0 {
			return idleness{}, "the other capacity is not a capacity"
		}
	}
	idle := p.Series[model.IdleGW]
	if !finite(p.AtHand) || len(p.AtHand) != len(idle) {
		return idleness{}, "the capacity at hand is missing"
	}
	if _, least := trough(idle); least < 0 {
		return idleness{}, "the series " + model.IdleGW.Info().Name + " falls below zero"
	}
	used := make([]float64, p.Timeline.Months)
	for m, v := range p.AtHand {
		used[m] = math.Max(0, v-idle[m])
	}
	k := idleness{buildout: buildout{timeline: p.Timeline}, idle: idle, cost: total(p.Series[model.IdleCost])}
	k.add(band{name: "Used", months: used, color: blue})
	k.add(band{name: "Idle", months: idle, color: tint(vermillion, 0.3), hatched: true})
	if _, most := peak(k.total); most <= 0 {
		return idleness{}, "no capacity"
	}
	return k, ""
}

// add puts a band on top.
func (k *idleness) add(b band) {
	_, b.size = peak(b.months)
	k.bands = append(k.bands, b)
	k.total = plus(k.total, b.months)
}

// title states how much is idle at most, and what all that is idle would cost.
func (k idleness) title() string {
	at, most := top(k.idle)
	if most <= 1e-9*k.total[at] {
		return fmt.Sprintf("All compute at hand is in use in every month to %s", theEnd(k.timeline))
	}
	when := monthName(k.timeline.Start + at)
	share := percent(most/k.total[at]) + " of what is at hand"
	text := fmt.Sprintf("Idle compute peaks at %s in %s, %s", amount("GW", most), when, share)
	if k.timeline.Months == 1 {
		text = fmt.Sprintf("%s of compute is idle in %s, %s", amount("GW", most), when, share)
	}
	if k.cost > model.HalfCent && finite([]float64{k.cost}) {
		text += fmt.Sprintf("; at the price of demand it comes to %s by %s", dollars(k.cost), theEnd(k.timeline))
	}
	return text
}

// top returns the largest value and the first place of it, to one part in a billion: what
// [peak] takes for equal is a matter of cents, not of gigawatts.
func top(values []float64) (at int, most float64) {
	_, most = peak(values)
	for i, v := range values {
		if v >= most-1e-9*math.Abs(most) {
			return i, most
		}
	}
	return 0, most
}
