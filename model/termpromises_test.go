package model

import (
	"math"
	"strings"
)

// outstanding is what has been put off by the end of month m and not yet paid.
func (p *promiseBooks) outstanding(m int) float64 {
	if m < 0 {
		return 0
	}
	return p.putOff[m] - p.returned[m]
}

// owe is what promises put off cost and force in month m.
func (b *termBooks) owe(m int) (forced []float64, carrying float64) {
	forced = make([]float64, len(b.promises))
	for i, p := range b.promises {
		p.putOff, p.returned = append(p.putOff, 0), append(p.returned, 0)
		if m > 0 {
			p.putOff[m], p.returned[m] = p.putOff[m-1], p.returned[m-1]
		}
		if b.s.Policy != DeferWhenShort || p.info.Deferral == nil {
			continue
		}
		if d := p.info.Deferral; d.Cost.Unit != pricePerGW {
			carrying += p.outstanding(m-1) * yearly12(val(d.Cost))
		}
		if from := m - max(1, int(math.Ceil(val(p.info.Deferral.Max)-1e-9))); from >= 0 {
			forced[i] = math.Max(0, p.putOff[from]-p.returned[m])
			p.returned[m] += forced[i]
		}
	}
	return forced, carrying
}

// pay uses credits for what is owed in month m.
func (b *termBooks) pay(m int, forced []float64) (used float64, share map[string]float64) {
	share = map[string]float64{}
	for name, left := range b.credits {
		owed := 0.0
		for i, p := range b.promises {
			if strings.ToLower(p.info.Counterparty) == name {
				owed += p.due[m] + forced[i] + b.renewal(p, m)
			}
		}
		paid := math.Min(left, owed)
		if b.credits[name] -= paid; owed > 0 {
			share[name] = paid / owed
		}
		used += paid
	}
	return used, share
}

func (b *termBooks) renewal(p *promiseBooks, m int) float64 {
	for _, c := range b.plain.Commitments {
		if c.ID == p.info.ID && c.Renewal != nil {
			return c.Renewal[m]
		}
	}
	return 0
}

// flexibility is the notice and the cost of flexing a promise, and whether it can be.
func (b *termBooks) flexibility(p *promiseBooks) (notice, fee float64, ok bool) {
	switch d, c := p.info.Deferral, p.info.Cancellation; {
	case b.s.Policy == DeferWhenShort && d != nil:
		if d.Cost.Unit == pricePerGW {
			fee = val(d.Cost) / b.price(p)
		}
		return val(d.Notice), fee, true
	case b.s.Policy == CancelWhenShort && c != nil:
		return val(c.Notice), val(c.Fee), true
	}
	return 0, 0, false
}

// powerOf is the capacity for which a promise counts within its umbrella.
func (b *termBooks) powerOf(c Commitment) (sum float64) {
	if c.Capacity.Present() {
		return val(c.Capacity)
	}
	for _, o := range b.s.Commitments {
		if o.Within == c.ID && !o.Memo {
			sum += b.powerOf(o)
		}
	}
	return sum
}

// price is that of a GW-year.
func (b *termBooks) price(p *promiseBooks) float64 {
	c, years, sum := p.info, 0.0, val(p.info.Total)
	first, last := float64(c.Start), float64(c.End+1)
	if c.Term.Present() {
		last = first + val(c.Term)
	}
	switch {
	case len(c.Payments) > 0:
		first, last, sum = math.Inf(1), 0, 0
		for _, d := range c.Payments {
			first, last, sum = math.Min(first, float64(d.First)), math.Max(last, float64(d.Last+1)), sum+d.Value
		}
	case c.Ramp.Shape == ByYear:
		first, last = math.Inf(1), 0
		for _, d := range c.Ramp.Shares {
			first, last = math.Min(first, float64(d.First)), math.Max(last, float64(d.Last+1))
		}
	}
	for m := first; m < last-1e-9; m++ {
		w := (m + 0.5 - float64(c.Online.From)) / float64(c.Online.Until+1-c.Online.From)
		years += val(c.Capacity) * math.Min(1, math.Max(0, w)) / 12
	}
	power := val(c.Capacity)
	left, rest := sum, power // of an umbrella what is left to it, in dollars and in GW
	for _, o := range b.s.Commitments {
		if o.Within == c.ID && !o.Memo {
			left -= val(o.Total)
			for _, d := range o.Payments {
				left -= d.Value
			}
			rest -= b.powerOf(o)
		}
	}
	return left / (years * rest / power)
}

// bend puts off and cuts what is short in month m and returns what that saves and costs.
func (b *termBooks) bend(m int, short float64, share map[string]float64) (x []float64, saved, fees, cut float64) {
	x = make([]float64, len(b.promises))
	phi, sum := make([]float64, len(b.promises)), 0.0
	for i, p := range b.promises {
		notice, fee, ok := b.flexibility(p)
		if !ok || b.notice < 0 || float64(m) < float64(b.notice)+math.Ceil(notice-1e-9) || !(fee < 1) {
			continue
		}
		phi[i] = fee
		x[i] = (1 - val(p.info.TakeOrPay)) * p.due[m] * (1 - share[strings.ToLower(p.info.Counterparty)])
		sum += x[i] * (1 - fee)
	}
	theta := 0.0
	if sum > 0 && short > 0 {
		theta = math.Min(1, short/sum)
	}
	for i, p := range b.promises {
		x[i] *= theta
		saved += x[i] * (1 - phi[i])
		fees += x[i] * phi[i]
		if b.s.Policy == CancelWhenShort {
			p.cancelled += x[i]
			cut += x[i]
		} else {
			p.putOff[m] += x[i]
		}
	}
	return x, saved, fees, cut
}

// giveUp is the capacity that is not paid for in month m, and of that what the next month
// opens without: a contract over by then has nothing left to give up.
func (b *termBooks) giveUp(m int, x []float64) (lost, next float64) {
	for i, p := range b.promises {
		p.lost = 0
		switch {
		case p.gw == nil:
		case p.info.Build:
			if gone := p.outstanding(m) + p.cancelled; gone > 0 {
				share := (p.gw[m] - p.first) * gone / total(p.due[:m+1])
				lost, p.lost = lost+share, share
			}
		case p.due[m] > 0:
			lost += p.gw[m] * x[i] / p.due[m]
			if m+1 < len(p.due) && p.due[m+1] > 0 {
				p.lost = p.gw[m] * x[i] / p.due[m]
			}
		}
		next += p.lost
	}
	return lost, next
}
