package model

import "slices"

// Settling is a step from what falls due for compute to what is paid for it in cash.
type Settling struct {
	Name   string
	Months []float64 // USD, by month; nil where the scenario has none
	Sign   float64   // that it has in what is paid, 1 or −1
}

// Settlings lists the steps from what falls due for compute to what is paid for it in cash,
// what is due first.
func (p *Projection) Settlings() []Settling {
	return []Settling{
		{"Due", p.Series[Compute], 1},
		{"Renewals", p.Series[Renewals], 1},
		{"Credits", p.Series[Credits], -1},
		{"Prepaid", p.Series[Prepaid], 1},
		{"Put off", changes(p.Series[Deferred]), -1},
		{"Cut", p.Series[Cancelled], -1},
		{"Fees", p.Series[FlexibilityFees], 1},
	}
}

// ComputePaid is what is paid in cash for compute by month, USD: operating cash is revenue
// less costs and less that, with interest.
func (p *Projection) ComputePaid() []float64 {
	steps := p.Settlings()
	out := slices.Clone(steps[0].Months)
	for _, s := range steps[1:] {
		for m, v := range s.Months {
			out[m] += s.Sign * v
		}
	}
	return out
}

// changes are the monthly changes of a balance that begins at nothing.
func changes(balance []float64) []float64 {
	out := make([]float64, len(balance))
	last := 0.0
	for m, v := range balance {
		out[m], last = v-last, v
	}
	return out
}
