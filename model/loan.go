package model

import (
	"math"

	"computegap/model/internal/vec"
)

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

// repayments is a loan under way at every point of a block.
type repayments struct {
	owed, rate, payment []float64 // rate and level payment a month
	interest, back      []float64 // of the month under way, what is paid back in it
	only, term          []int     // months of interest alone; in all
	gone                int       // months since it was paid out
	alike               bool      // only and term are the same at all points
	longest             int       // term
}

func newRepayments(width int) *repayments {
	t := table(5, width)
	return &repayments{owed: t[0], rate: t[1], payment: t[2], interest: t[3], back: t[4], only: make([]int, width), term: make([]int, width)}
}

// begin is the loan as it is paid out, where it is lent:
//
//	payment = B·r / (1 − (1+r)^−N), B/N at r = 0,
//
// over the N months after those of interest alone. Source: geometric series.
func (r *repayments) begin(l *debt, x rows, lent []float64) {
	r.gone, r.longest, r.alike = 0, 0, true
	for p, taken := range lent {
		year := math.Log1p(x[l.rate][p]) / 12
		owed, rate, term := x[l.amount][p]*taken, math.Expm1(year), max(1, int(math.Round(x[l.term][p])))
		only, payment := term, 0.0
		if l.only >= 0 {
			only = min(term-1, int(math.Round(x[l.only][p])))
			n := float64(term - only)
			payment = owed / n
			if rate != 0 {
				payment = owed * (rate / -math.Expm1(-n*year))
			}
		}
		r.owed[p], r.rate[p], r.payment[p], r.only[p], r.term[p] = owed, rate, payment, only, term
		r.longest = max(r.longest, term)
		r.alike = r.alike && term == r.term[0] && only == r.only[0]
	}
}

// next works out the interest of the next month and what is paid back in it at the first n
// points.
func (r *repayments) next(n int) {
	r.gone++
	owed, interest, back := r.owed[:n], r.interest[:n], r.back[:n]
	clear(interest)
	vec.AddProduct(interest, owed, r.rate)
	clear(back)
	if r.alike && r.gone < r.term[0] && r.gone <= r.only[0] {
		return
	}
	term, only, payment := r.term[:n], r.only[:n], r.payment[:n]
	for p, all := range owed {
		switch v := payment[p] - interest[p]; {
		case r.gone >= term[p]:
			back[p] = all
		case r.gone <= only[p] || v <= 0:
		case v > all:
			back[p] = all
		default:
			back[p] = v
		}
	}
	vec.Less(owed, owed, back)
}

// fillLoan adds a loan at every point to what is drawn on loans, less what is paid back, to
// what is owed, and to interest; its own lines are kept for a projection.
func (k *Kernel) fillLoan(i int, draws, balance, interest lane) {
	l, r, n := &k.m.terms.loans[i], k.repayments, k.n
	lent := k.room[:n]
	fillRow(lent, 1)
	r.begin(l, k.x, k.comes(lent, l.circular, lent))
	for m := l.month + 1; m < 0 && r.gone < r.longest; m++ {
		r.next(n)
	}
	first := max(0, l.month)
	for m := first; m < k.m.time.Months && r.gone < r.longest; m++ {
		drawn := draws.row(m)
		if m == l.month {
			vec.Add(drawn, r.owed)
			clear(r.interest)
			clear(r.back)
		} else {
			r.next(n)
			vec.Less(drawn, drawn, r.back)
		}
		vec.Add(balance.row(m), r.owed)
		vec.Add(interest.row(m), r.interest)
		if k.keep {
			k.desk.loans[i].keep(m, m == l.month, r)
		}
	}
}

// keep keeps month m of the loan at the first point.
func (o *Loan) keep(m int, out bool, r *repayments) {
	o.Repaid[m], o.Interest[m], o.Balance[m] = r.back[0], r.interest[0], r.owed[0]
	if out {
		o.Drawn[m] = r.owed[0]
	}
}
