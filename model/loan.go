package model

import "math"

// debt is a compiled [Debt].
type debt struct {
	info               *Debt
	month              int // in which it is paid out; may be before the timeline
	amount, rate, term int
	only               int // months of interest alone, where it amortises; −1
	needs              []int
	circular           []int // contracts: where one of these is taken there is no loan
}

// loans compiles loans.
func (c *compiler) loans() {
	for i := range c.m.scenario.Funding.Debt {
		d := &c.m.scenario.Funding.Debt[i]
		path := "funding.debt." + d.ID
		l := debt{info: d, month: c.month(d.Month), only: -1}
		if d.Month == 0 {
			c.fault(path+".date", "", "missing")
		}
		c.used = nil
		l.amount, l.rate, l.term = c.need(d.Amount, path+".amount"), c.need(d.Rate, path+".rate"), c.need(d.Term, path+".term")
		if d.Amortising {
			l.only = c.or(d.InterestOnly, path+".interest_only", "months", 0, 0, 1200)
		}
		l.needs, l.circular = c.used, c.circular(d.Lender)
		c.m.terms.loans = append(c.m.terms.loans, l)
	}
}

// repayment is a loan at one point, under way.
type repayment struct {
	owed, rate, payment float64 // rate and level payment a month
	gone, only, term    int     // months since it was paid out; of interest alone; in all
}

// begin is the loan at point p as it is paid out:
//
//	payment = B·r / (1 − (1+r)^−N), B/N at r = 0,
//
// over the N months after those of interest alone. Source: geometric series.
func (l *debt) begin(x rows, p int) repayment {
	b := repayment{owed: x[l.amount][p], term: max(1, int(math.Round(x[l.term][p])))}
	year := math.Log1p(x[l.rate][p]) / 12
	b.rate, b.only = math.Expm1(year), b.term
	if l.only < 0 {
		return b
	}
	b.only = min(b.term-1, int(math.Round(x[l.only][p])))
	n := float64(b.term - b.only)
	b.payment = b.owed / n
	if b.rate != 0 {
		b.payment = b.owed * (b.rate / -math.Expm1(-n*year))
	}
	return b
}

// next is the interest of the next month and what is paid back in it.
func (b *repayment) next() (interest, back float64) {
	interest = b.owed * b.rate
	b.gone++
	switch {
	case b.gone >= b.term:
		back = b.owed
	case b.gone > b.only:
		back = min(b.owed, max(0, b.payment-interest))
	}
	b.owed -= back
	return interest, back
}

// fillLoan adds a loan at every point to what is drawn on loans, less what is paid back, to
// what is owed, and to interest; its own lines are kept for a projection.
func (k *Kernel) fillLoan(i int, draws, balance, interest lane) {
	l, under := &k.m.terms.loans[i], k.repayments[:k.n]
	longest, lent := 0, k.room[:k.n]
	fillRow(lent, 1)
	k.comes(lent, l.circular, lent)
	for p := range under {
		b := l.begin(k.x, p)
		if lent[p] == 0 {
			b.gone = b.term
		}
		if l.month < 0 && -l.month > b.term {
			b.gone = b.term // paid back long ago
		}
		for m := l.month + 1; m < 0 && b.gone < b.term; m++ {
			b.next()
		}
		under[p], longest = b, max(longest, b.term-b.gone)
	}
	first := max(0, l.month)
	for m := first; m < min(k.m.time.Months, first+longest+1); m++ {
		drawn, owed, cost := draws.row(m), balance.row(m), interest.row(m)
		for p := range under {
			b := &under[p]
			if b.gone >= b.term {
				continue
			}
			in, out, paid := b.owed, 0.0, 0.0
			if m != l.month {
				in = 0
				paid, out = b.next()
			}
			drawn[p] += in - out
			owed[p] += b.owed
			cost[p] += paid
			if k.keep {
				o := &k.desk.loans[i]
				o.Drawn[m], o.Repaid[m], o.Interest[m], o.Balance[m] = in, out, paid, b.owed
			}
		}
	}
}
