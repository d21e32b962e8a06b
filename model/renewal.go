package model

import (
	"fmt"
	"slices"
)

// renewal is at what rate a commitment goes on after its end, at the central values and as
// stated: without delay, overrun or escalation, of an umbrella what is left to it.
type renewal struct {
	id     string
	yearly float64 // USD/yr: the mean of its last year
	mean   float64 // USD/yr: the mean of its term
	rent   float64 // yearly per GW rented, of the part that is paid for; [Absent] without
	price  float64 // USD per GW-year that the contract itself comes to; [Absent] without
}

// renewals lists the commitments that count and go on after their end.
func (m *Model) renewals() (list []renewal) {
	x, worth := m.point(), m.Worth()
	for i := range m.contracts {
		c := &m.contracts[i]
		if !c.renewing() {
			continue
		}
		money, power := m.leftOf(c, x, 0)
		term, end := c.months(x, 0)
		year := min(12, term)
		if money <= 0 || year <= 0 {
			continue
		}
		f := c.ramp.profile(c.start, term, x, 0)
		r := renewal{id: c.info.ID, yearly: 12 * money * (1 - f.at(end-year)) / year, mean: 12 * money / term, rent: Absent, price: Absent}
		if j := slices.IndexFunc(worth, func(w Worth) bool { return w.ID == r.id }); j >= 0 && !c.info.Build && power > 0 {
			if c.priced() {
				power *= x[c.pricing.utilisation][0]
			}
			r.rent, r.price = ratio(r.yearly, power), worth[j].Price
		}
		list = append(list, r)
	}
	return list
}

// low reports whether the commitment is renewed for much less than it was worth: below the
// published rents, or where its own price lies there below half of that; without capacity for
// less than half of what it paid a year.
func (r renewal) low() bool {
	if IsAbsent(r.rent) {
		return r.yearly < r.mean/2*(1-1e-9)
	}
	if Rents.Side(r.price) < 0 { // which has a warning of its own
		return r.rent < r.price/2*(1-1e-9)
	}
	return Rents.Side(r.rent) < 0
}

// warning says for how little it is renewed, and what to do.
func (r renewal) warning() Warning {
	text := fmt.Sprintf("is renewed at the rate of its last year, %s/yr", billions(r.yearly))
	if IsAbsent(r.rent) {
		text += fmt.Sprintf(", less than half of the %s/yr that it pays on average", billions(r.mean))
	} else {
		text += fmt.Sprintf(" or %s/GW-yr", billions(r.rent))
		if !IsAbsent(r.price) {
			text += fmt.Sprintf(" against %s/GW-yr in the contract", billions(r.price))
		}
		text += fmt.Sprintf(", below the published %s to %s (%s)", billions(Rents.Low), billions(Rents.High), Rents.Source)
	}
	if r.yearly < r.mean*(1-1e-9) {
		return Warning{"commitments." + r.id, text + ": state a ramp that does not fall at the end, such as plateau, or after: stop"}
	}
	return Warning{"commitments." + r.id, text + ": look whether the total and the capacity fit together, or state after: stop"}
}

// weighRenewals marks the commitments that are renewed within the timeline for much less than
// they were worth, and warns of them.
func (m *Model) weighRenewals(p *Projection) {
	for _, r := range m.renewals() {
		i := slices.IndexFunc(p.Commitments, func(c Contract) bool { return c.ID == r.id })
		if i >= 0 && r.low() && sum(p.Commitments[i].Renewal) > HalfCent {
			p.Commitments[i].renewedLow = true
			p.Warnings = append(p.Warnings, r.warning())
		}
		if i >= 0 {
			p.Warnings = append(p.Warnings, p.Commitments[i].revived()...)
		}
	}
}

// revived warns of a commitment that is renewed in full although payments of its last year are
// cut.
func (c *Contract) revived() []Warning {
	first := slices.IndexFunc(c.Renewal, func(v float64) bool { return v > 0 })
	if first < 0 || c.Cancelled == nil {
		return nil
	}
	from := max(0, first-12)
	cut, due := sum(c.Cancelled[from:first]), sum(c.Due[from:first])
	if cut <= HalfCent+1e-9*due {
		return nil
	}
	return []Warning{{"commitments." + c.ID, fmt.Sprintf("of the last year before it is renewed %s of %s is cut, and it is renewed in full: state after: stop, and what does go on as a commitment of its own",
		billions(cut), billions(due))}}
}
