package model

import "math"

// followsCapacity is the ramp of a commitment with a price: payments follow the capacity
// online. No key names it.
const followsCapacity RampShape = "capacity"

// pricing is a compiled price; its fields are inputs.
type pricing struct {
	price, utilisation int // −1: the commitment states a total
}

// onlineMonths is how long a fully online commitment would have to run for the capacity
// that is online by τ, months: ∫ w, where w rises linearly from 0 to 1 between two months.
func onlineMonths(tau float64, online [2]float64) float64 {
	from, by := online[0], online[1]
	switch {
	case tau <= from:
		return 0
	case tau < by:
		return (tau - from) * (tau - from) / (2 * (by - from))
	}
	return tau - (from+by)/2
}

// gwYears is what so many GW bring from the start to the end of the month in which the
// commitment ends, months from the timeline's start, without delay.
func (c *contract) gwYears(power, end float64) float64 {
	return power * (onlineMonths(math.Ceil(end-1e-9), c.online) - onlineMonths(c.start, c.online)) / 12
}

// priced reports whether the commitment states a price in place of a total.
func (c *contract) priced() bool { return c.pricing.price >= 0 }

// value is what the commitment comes to at point p, USD: the inputs that it states, or price
// times the GW-years that it pays for.
func (c *contract) value(x rows, p int) (sum float64) {
	if !c.priced() {
		for _, i := range c.stated {
			sum += x[i][p]
		}
		return sum
	}
	_, end := c.months(x, p)
	months := onlineMonths(end, c.online) - onlineMonths(c.start, c.online)
	return x[c.pricing.price][p] * x[c.pricing.utilisation][p] * x[c.capacity[0]][p] * months / 12
}

// leftOf is what the contracts directly within an umbrella leave at point p of its money, USD,
// and of its capacity, GW, below zero where they exceed it; of any other commitment all of it.
func (m *Model) leftOf(c *contract, x rows, p int) (money, power float64) {
	money = c.value(x, p) - sumAt(c.within, x, p)
	for _, j := range c.pricedWithin {
		money -= m.contracts[j].value(x, p)
	}
	return money, sumAt(c.capacity, x, p) - sumAt(c.capacityWithin, x, p)
}

func sumAt(inputs []int, x rows, p int) (sum float64) {
	for _, i := range inputs {
		sum += x[i][p]
	}
	return sum
}

// pricedRemainders is [remainders] where the commitment or one within it has a price.
func (k *Kernel) pricedRemainders(c *contract, total, rest []float64) (all Broken) {
	for p := range rest {
		sum := c.value(k.x, p)
		left := sum
		for _, i := range c.within {
			left -= k.x[i][p]
		}
		for _, j := range c.pricedWithin {
			left -= k.m.contracts[j].value(k.x, p)
		}
		var short bool
		if left, short = leftOver(left, sum, len(c.within)+len(c.pricedWithin) > 0); short {
			all |= k.scratch.mark(p, EmptyUmbrella)
		}
		total[p], rest[p] = sum, left
	}
	return all
}

// leftOver is what is left of a sum, at least zero, where differences that rounding explains
// are zero, and whether too much was taken from it.
func leftOver(left, sum float64, taken bool) (rest float64, short bool) {
	switch {
	case left < -1e-12*sum:
		return 0, true
	case left < 0 || taken && left <= 1e-12*sum:
		return 0, false
	}
	return left, false
}

// priceNeeds lists the inputs that the value of a commitment with a price depends on.
func (c *contract) priceNeeds() []int {
	if !c.priced() {
		return nil
	}
	needs := append([]int{c.pricing.price, c.pricing.utilisation}, c.capacity...)
	if c.term >= 0 {
		needs = append(needs, c.term)
	}
	return needs
}

// price compiles a price in place of a total.
func (c *compiler) price(k *contract, path string) {
	s := k.info
	k.ramp.shape = followsCapacity
	k.pricing.price = c.in(s.Price)
	k.pricing.utilisation = c.or(s.Utilisation, path+".utilisation", "1", 1, 0, 1)
	switch {
	case s.Capacity.Present() && s.Online != nil && s.Online.Until >= s.Online.From:
		c.term(k, path)
		end := k.end
		if k.term >= 0 {
			end = k.start + s.Term.Value
		}
		if c.sound(path) && onlineMonths(end, k.online) <= onlineMonths(k.start, k.online) {
			c.fault(path+".online", "online: {from, by} says when capacity comes; let the term reach beyond its beginning",
				"nothing is online before the commitment ends, so a price gives no payments")
		}
	case !s.Capacity.Present():
		c.fault(path+".price", "add capacity: 2 GW, and online: {from: 2026-01, by: 2027-12}", "does not say for how much capacity")
	case s.Online == nil:
		c.fault(path+".price", "add online: {from: 2026-01, by: 2027-12}", "does not say when the capacity comes online")
	}
}
