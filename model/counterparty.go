package model

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Dealing is what passes between the company and one other over the timeline, USD.
type Dealing struct {
	Name string // "" for all those that the scenario does not name

	Due      float64 // under the commitments that count
	Paid     float64 // of Due, in cash or credits: neither put off at the end nor cut
	InKind   float64 // of what is due and of renewals, paid in credits
	Renewals float64 // after commitments have ended
	Prepaid  float64 // cash for credits

	Received float64 // cash from rounds
	Granted  float64 // credits from rounds in kind
	Lent     float64 // loans paid out, and facilities drawn
	Repaid   float64
	Interest float64

	Through  float64 // due to it by way of others: under commitments that are in no sum
	Circular float64 // of what comes from it, what can go back for compute
}

// Funding is what comes from the other: cash and credits.
func (d Dealing) Funding() float64 { return d.Received + d.Lent + d.Granted }

// PaidCash is the cash that goes to it for compute.
func (d Dealing) PaidCash() float64 { return d.Paid + d.Renewals - d.InKind + d.Prepaid }

// Net is all the cash that goes to it less all that comes from it.
func (d Dealing) Net() float64 {
	return d.PaidCash() + d.Repaid + d.Interest - d.Received - d.Lent
}

// Circle says how much of the money that comes in comes from those who are paid for compute.
type Circle struct {
	Gross    float64 // funding of the timeline, cash and credits, from everybody
	Circular float64 // what of it can go back to those who give it
}

// Net is the funding that does not come back to those who give it.
func (c Circle) Net() float64 { return c.Gross - c.Circular }

// Share is the share of funding that comes back, [Absent] without funding.
func (c Circle) Share() float64 {
	if c.Gross <= 0 {
		return Absent
	}
	return ratio(c.Circular, c.Gross)
}

// Counterparties lists with whom the company deals, by what is due to them, most first, those
// without a name last; and how much of its funding is circular. Names match whatever their
// capitals. What comes from one is circular as far as it does not exceed what is due to the
// same, itself or by way of others: a maker of chips is paid by those who rent them out. Of
// those without a name nothing is, for nobody knows who they are.
func Counterparties(p *Projection, s *Scenario) (list []Dealing, all Circle) {
	b := dealings{}
	for _, c := range p.Commitments {
		if !c.Memo && c.Taken {
			b.of(c.Counterparty).add(c)
		}
	}
	for _, r := range p.Rounds {
		if r.Taken {
			b.of(r.Counterparty).bring(r)
		}
	}
	for _, l := range p.Loans {
		d := b.of(l.Lender)
		d.Lent += sum(l.Drawn)
		d.Repaid += sum(l.Repaid)
		d.Interest += sum(l.Interest)
	}
	for _, w := range p.Facilities {
		if w.Lender != "" {
			d := b.of(w.Lender)
			d.Lent += w.Drawn()
			d.Repaid += w.Repaid()
			d.Interest += sum(w.Interest)
		}
	}
	b.addThrough(p.Commitments)
	for _, d := range b.list {
		if d.Name != "" {
			d.Name = s.nameOf(d.Name)
			d.Circular = math.Min(d.Funding(), d.Due+d.Renewals+d.Through)
		}
		all.Gross += d.Funding()
		all.Circular += d.Circular
		list = append(list, *d)
	}
	slices.SortStableFunc(list, func(a, b Dealing) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(len(b.Name), len(a.Name))
		}
		return cmp.Or(cmp.Compare(b.Due+b.Renewals, a.Due+a.Renewals), cmp.Compare(b.Funding(), a.Funding()))
	})
	return list, all
}

// dealings collects dealings by name.
type dealings struct {
	list []*Dealing
}

// of finds or adds the dealings with a company.
func (b *dealings) of(name string) *Dealing {
	for _, d := range b.list {
		if strings.EqualFold(d.Name, name) {
			return d
		}
	}
	d := &Dealing{Name: name}
	b.list = append(b.list, d)
	return d
}

// addThrough adds commitments that are in no sum to the dealings that there are.
func (b *dealings) addThrough(list []Contract) {
	for _, c := range list {
		if !c.Memo || !c.Taken {
			continue
		}
		for _, d := range b.list {
			if sameName(d.Name, c.Counterparty) {
				d.Through += sum(c.Due)
			}
		}
	}
}

func (d *Dealing) add(c Contract) {
	d.Due += sum(c.Due)
	d.Paid += sum(c.Paid)
	d.InKind += sum(c.Credits) + sum(c.RenewalCredits)
	d.Renewals += sum(c.Renewal)
}

func (d *Dealing) bring(r Receipt) {
	switch r.Form() {
	case Primary, Warrant:
		d.Received += r.Amount
	case InKind:
		d.Granted += r.Amount
	case Prepayment:
		d.Prepaid += r.Amount
	}
}

// Form is the kind of the round, primary where none is stated.
func (r Receipt) Form() RoundKind {
	if r.Secondary {
		return Secondary
	}
	return cmp.Or(r.Kind, Primary)
}

// nameOf is how the scenario writes the name of a company.
func (s *Scenario) nameOf(name string) string {
	if c := s.counterparty(name); c != nil {
		return c.shown(name)
	}
	return name
}

// counterparty is what the scenario knows of a company, nil if nothing.
func (s *Scenario) counterparty(name string) *Counterparty {
	for i := range s.Counterparties {
		if c := &s.Counterparties[i]; sameName(c.name(), name) {
			return c
		}
	}
	return nil
}

func (c *Counterparty) name() string { return cmp.Or(c.Label, c.ID) }

// shown is its label, or without one its name as commitments and rounds have it.
func (c *Counterparty) shown(as string) string {
	if c.Label == "" || c.Label == c.ID {
		return as
	}
	return c.Label
}
