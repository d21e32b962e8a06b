package model

import (
	"fmt"
)

// Span is a range of published figures and where they come from.
type Span struct {
	Low, High float64
	Source    string
}

// Rents and BuildCosts are what has been published of the price of AI compute capacity, USD per
// GW-year rented and USD per GW built.
var (
	Rents = Span{10e9, 17.2e9, "press reports of estimates: rents of $10B to $15B, Oracle's contract at $13.3B, HSBC at $17.2B"}

	BuildCosts = Span{35e9, 60e9, "Bernstein $35B, Epoch AI $38B, Citi $50B, Nvidia $50B to $60B"}
)

// Side is −1 for what lies below the span, 1 above it, and 0 inside.
func (s Span) Side(v float64) int {
	switch {
	case v < s.Low*(1-1e-9):
		return -1
	case v > s.High*(1+1e-9):
		return 1
	}
	return 0
}

// TWhPerGWYear is the energy that a gigawatt uses through a year, TWh: 8766 hours.
const TWhPerGWYear = 8.766

// Worth is what a commitment's money comes to per unit of its capacity, at the central values
// and as stated: without delay or overrun, what lies within an umbrella included.
type Worth struct {
	ID, Label string
	Built     bool    // else rented
	Stated    bool    // the price is stated, the total follows
	Capacity  float64 // GW
	Total     float64 // USD
	GWYears   float64 // rented, over the whole contract
	Price     float64 // USD per GW-year rented; [Absent] of what is built, or where nothing is online
	BuildCost float64 // USD per GW built; [Absent] of what is rented
	ChipLife  float64 // months; [Absent] of what is rented
	Ownership float64 // USD per GW-year that what is built costs over its chips' life; else [Absent]
}

// Side says on which side of the published figures it lies; see [Span.Side].
func (w Worth) Side() int {
	if w.Built {
		return BuildCosts.Side(w.BuildCost)
	}
	return Rents.Side(w.Price) // 0 where absent
}

// Ownership is what owning capacity costs, USD per GW-year, with chips that last so many years
// and a build cost of k, USD per GW:
//
//	3.25 + 26.25/life · k/38  B$ per GW-year.
//
// It meets Epoch AI's estimates of 12, 8.5 and 7 B$ per GW-year for chips that last 3, 5 and 7
// years, at its build cost of 38 B$ per GW.
func Ownership(k, years float64) float64 { return 3.25e9 + 26.25/38*k/years }

// Worth lists what the commitments that count and state a capacity come to per unit of it, in
// the order of the scenario; but an umbrella of which the contracts within leave nothing.
func (m *Model) Worth() (list []Worth) {
	x := m.point()
	for i := range m.contracts {
		c := &m.contracts[i]
		if !c.sums() || len(c.capacity) == 0 {
			continue
		}
		w := Worth{ID: c.info.ID, Label: c.info.Label, Built: c.info.Build, Stated: c.priced(), Total: c.value(x, 0),
			Price: Absent, BuildCost: Absent, ChipLife: Absent, Ownership: Absent}
		for _, j := range c.capacity {
			w.Capacity += m.central[j]
		}
		if w.Capacity <= 0 || m.usedUp(c, x, w) {
			continue
		}
		if w.Built {
			w.own(c)
		} else {
			w.rent(c, x)
		}
		list = append(list, w)
	}
	return list
}

// point is the central case as a block of one point.
func (m *Model) point() rows {
	x := make(rows, len(m.central))
	for i := range x {
		x[i] = m.central[i : i+1]
	}
	return x
}

// usedUp reports whether the contracts within an umbrella leave nothing of its money or of its
// capacity.
func (m *Model) usedUp(c *contract, x rows, w Worth) bool {
	money, power := m.leftOf(c, x, 0)
	within := len(c.within)+len(c.pricedWithin) > 0
	return within && money <= 1e-12*w.Total || len(c.capacityWithin) > 0 && power <= 1e-12*w.Capacity
}

// own works out what is built: chips last five years where nothing else is said.
func (w *Worth) own(c *contract) {
	w.BuildCost, w.ChipLife = ratio(w.Total, w.Capacity), 60
	if c.info.ChipLife.Present() {
		w.ChipLife = c.info.ChipLife.Value
	}
	w.Ownership = ratio(Ownership(w.BuildCost, w.ChipLife/12), 1)
}

// rent works out what is rented, to the end of the month in which the contract ends.
func (w *Worth) rent(c *contract, x rows) {
	_, end := c.months(x, 0)
	w.GWYears = c.gwYears(w.Capacity, end)
	switch {
	case w.Stated:
		w.Price = x[c.pricing.price][0]
	case w.GWYears > 0:
		w.Price = ratio(w.Total, w.GWYears)
	}
}

// warning says that the figure lies outside of what has been published, and what to look at.
func (w Worth) warning() (Warning, bool) {
	span, v, what, unit := Rents, w.Price, "implied rent", "GW-yr"
	low := "look for capacity that comes online later or goes earlier, or for a part of the price that is not in the total"
	high := "look for capacity that comes online earlier, or for more in the total than compute"
	if w.Built {
		span, v, what, unit = BuildCosts, w.BuildCost, "build cost", "GW"
		low = "if the total is for chips alone, what is missing belongs into a commitment or costs of its own"
		high = "look for more in the total than building, or for capacity that it does not list"
	}
	if w.Stated {
		what, low, high = "price", "look whether it is meant for a year of a gigawatt", "look whether it is meant for a year of a gigawatt"
	}
	side := w.Side()
	if side == 0 {
		return Warning{}, false
	}
	where, advice := "below", low
	if side > 0 {
		where, advice = "above", high
	}
	return Warning{"commitments." + w.ID, fmt.Sprintf("the %s of %s/%s lies %s the published %s to %s (%s): %s",
		what, billions(v), unit, where, billions(span.Low), billions(span.High), span.Source, advice)}, true
}

// billions writes an amount in billions of dollars.
func billions(v float64) string { return fmt.Sprintf("$%.3gB", v/1e9) }

// worthWarnings lists the commitments whose price lies outside of what has been published.
func (m *Model) worthWarnings() (list []Warning) {
	for _, w := range m.Worth() {
		if warning, ok := w.warning(); ok {
			list = append(list, warning)
		}
	}
	return list
}

// Energy is what the capacity of the contract uses within the timeline, TWh, with every month
// at the capacity online at its end.
func (c Contract) Energy() float64 { return sum(c.Capacity) / 12 * TWhPerGWYear }
