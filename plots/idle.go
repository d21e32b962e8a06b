package plots

import (
	"cmp"
	"fmt"
	"math"

	"computegap/model"
)

// Use is what one need for compute, such as inference, takes of the capacity at hand, GW
// by month.
type Use struct {
	Name   string
	Months []float64
}

// IdleCapacity draws the capacity at hand, divided into what each need uses and what is
// idle. Without uses, what is online and not idle stands for all of them. It needs the
// series idle_gw, which exists where demand is stated.
func IdleCapacity(p *model.Projection, uses []Use, m Meta) Chart {
	c := Chart{name: "idle-capacity", meta: m}
	if c.absent = missing(p, model.IdleGW, model.CapacityGW); c.absent != "" {
		return c
	}
	if c.absent = useFault(p.Timeline, uses); c.absent != "" {
		return c
	}
	if len(uses) == 0 {
		uses = []Use{{"Used", used(p)}}
	}
	k := idleness{buildout: buildout{timeline: p.Timeline}, idle: p.Series[model.IdleGW], cost: total(p.Series[model.IdleCost])}
	for i, u := range uses {
		k.add(band{name: cmp.Or(clean(u.Name), "Unnamed"), months: u.Months, color: series[i%len(series)]})
	}
	k.add(band{name: "Idle", months: k.idle, color: tint(vermillion, 0.3), hatched: true})
	if _, most := peak(k.total); most <= 0 {
		c.absent = "no capacity"
		return c
	}
	c.title = k.title()
	c.subtitle = "Compute capacity at hand by use, GW; beside each name what it takes at " + theEnd(p.Timeline)
	c.draw = k.draw
	return c
}

// useFault says what is wrong with uses, "" when nothing is.
func useFault(t model.Timeline, uses []Use) string {
	for _, u := range uses {
		if _, least := trough(u.Months); len(u.Months) != t.Months || !finite(u.Months) || least < 0 {
			return "the use " + clean(u.Name) + " does not match the timeline or is not a capacity"
		}
	}
	return ""
}

// used returns what of the capacity online is not idle.
func used(p *model.Projection) []float64 {
	out := make([]float64, p.Timeline.Months)
	for m, v := range p.Series[model.CapacityGW] {
		out[m] = math.Max(0, v-p.Series[model.IdleGW][m])
	}
	return out
}

// idleness is capacity by use.
type idleness struct {
	buildout
	idle []float64
	cost float64 // of what is idle over the timeline, USD
}

// add puts a band on top.
func (k *idleness) add(b band) {
	_, b.size = peak(b.months)
	k.bands = append(k.bands, b)
	k.total = plus(k.total, b.months)
}

// title states how much is idle at most, and what that costs.
func (k idleness) title() string {
	at, most := peak(k.idle)
	if most <= 1e-9*k.total[at] {
		return fmt.Sprintf("All compute at hand is in use in every month to %s", theEnd(k.timeline))
	}
	text := fmt.Sprintf("Idle compute peaks at %s in %s, %s of what is at hand",
		amount("GW", most), monthName(k.timeline.Start+at), percent(most/k.total[at]))
	if k.timeline.Months == 1 {
		text = fmt.Sprintf("%s of compute is idle in %s, %s of what is at hand", amount("GW", most), monthName(k.timeline.Start), percent(most/k.total[at]))
	}
	if k.cost > model.HalfCent && finite([]float64{k.cost}) {
		text += fmt.Sprintf("; it costs %s to %s", dollars(k.cost), theEnd(k.timeline))
	}
	return text
}
