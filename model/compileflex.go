package model

// rights are what a commitment says about payments that need not be made as they fall due:
// inputs.
type rights struct {
	takeOrPay         int
	notice, max, cost int // of deferral
	cutNotice, fee    int // of cancellation
}

// flexible is a commitment whose payments the company's policy puts off or cuts.
type flexible struct {
	contract  int
	payee     int // place among payees, −1
	takeOrPay int // input, or −1 for none of it
	notice    int
	cuts      bool // never due again, else put off
	max       int  // input, of what is put off
	cost      int  // a fee, a rate a year on what is outstanding, or a price of GW-years
	yearly    bool // cost is a rate a year
	builds    bool // capacity follows payments
	gws       bool // it states some
}

// rights compiles what a commitment says about flexibility.
func (c *compiler) rights(s *Commitment, path string) {
	r := rights{takeOrPay: c.in(s.TakeOrPay)}
	if d := s.Deferral; d != nil {
		at := path + ".deferral"
		r.notice = c.or(d.Notice, at+".notice", "months", 0, 0, 1200)
		r.max = c.need(d.Max, at+".max")
		r.cost = c.or(d.Cost, at+".cost", "1/yr", 0, 0, 10)
		if d.Cost.Unit == pricePerGW && (s.Build || !s.Capacity.Present() || s.Online == nil) {
			c.fault(at+".cost", "give a rate a year instead, such as 5%, or state capacity and online",
				"is a price for GW-years, and the commitment does not rent any")
		}
	}
	if d := s.Cancellation; d != nil {
		at := path + ".cancellation"
		r.fee = c.or(d.Fee, at+".fee", "1", 0, 0, 1)
		r.cutNotice = c.or(d.Notice, at+".notice", "months", 0, 0, 1200)
	}
	c.m.terms.rights = append(c.m.terms.rights, r)
}

// pricePerGW is the unit of a price for a year's use of a gigawatt.
const pricePerGW = "USD/GW-yr"

// flexible lists the commitments that the policy may touch, in the order of the scenario.
func (c *compiler) flexible() {
	policy := c.m.scenario.Policy
	switch policy {
	case "", Pay:
		return
	case DeferWhenShort, CancelWhenShort:
	default:
		c.fault("policy", "pay, defer-when-short or cancel-when-short", "no policy is named %q", policy)
		return
	}
	for i := range c.m.contracts {
		k, r := &c.m.contracts[i], c.m.terms.rights[i]
		f := flexible{contract: i, payee: -1, takeOrPay: r.takeOrPay, builds: k.info.Build, gws: len(k.capacity) > 0}
		switch {
		case !k.sums():
			continue
		case policy == DeferWhenShort && k.info.Deferral != nil:
			f.notice, f.max, f.cost, f.yearly = r.notice, r.max, r.cost, true
			if k.info.Deferral.Cost.Unit == pricePerGW {
				f.yearly = false
			}
		case policy == CancelWhenShort && k.info.Cancellation != nil:
			f.notice, f.cost, f.cuts = r.cutNotice, r.fee, true
		default:
			continue
		}
		k.apart = true
		c.m.terms.flexible = append(c.m.terms.flexible, f)
	}
}

// payee is a counterparty that takes credits for what it is owed.
type payee struct {
	name    string
	members []int // contracts that count
}

// creditors gathers those who give credits and the contracts that they are owed for.
func (c *compiler) creditors() {
	t := &c.m.terms
	for j := range t.tranches {
		if r := &t.tranches[j]; r.kind == InKind || r.kind == Prepayment {
			r.payee = c.payee(c.m.funding.rounds[r.round].info.Counterparty)
		}
	}
	for j := range t.payees {
		for i := range c.m.contracts {
			k := &c.m.contracts[i]
			if k.sums() && sameName(k.info.Counterparty, t.payees[j].name) {
				k.apart = true
				t.payees[j].members = append(t.payees[j].members, i)
			}
		}
	}
	for i := range t.flexible {
		f := &t.flexible[i]
		for j := range t.payees {
			if sameName(c.m.contracts[f.contract].info.Counterparty, t.payees[j].name) {
				f.payee = j
			}
		}
	}
}

// payee is the place of a counterparty among those who give credits.
func (c *compiler) payee(name string) int {
	t := &c.m.terms
	for j := range t.payees {
		if sameName(t.payees[j].name, name) {
			return j
		}
	}
	t.payees = append(t.payees, payee{name: name})
	return len(t.payees) - 1
}
