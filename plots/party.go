package plots

import (
	"cmp"
	"slices"

	"computegap/model"
)

// Party is what a counterparty gives the company and is paid by it over the timeline,
// USD, each at least 0. One without a name has no band: its money is among that of investors,
// lenders and receivers not named.
type Party struct {
	Name    string
	Rounds  float64 // cash for shares and warrants
	Loans   float64 // paid out by it
	InKind  float64 // granted as credits in place of cash
	Paid    float64 // to it under commitments and after they end, in cash or credits
	Credits float64 // part of Paid: taken for credits
	Repaid  float64 // to it on its loans, without interest
	Returns float64 // part of what it gives that is due back to it for compute, paid or not
}

// gives returns what the party puts into the company.
func (p Party) gives() float64 { return p.Rounds + p.Loans + p.InKind }

// receives returns what the party is paid.
func (p Party) receives() float64 { return p.Paid + p.Repaid }

// circles reports whether what the party gives is due back to it.
func (p Party) circles() bool { return p.Returns > model.HalfCent }

// partyFault says what is wrong with parties, "" when nothing is.
func partyFault(parties []Party) string {
	for _, p := range parties {
		all, who := []float64{p.Rounds, p.Loans, p.InKind, p.Paid, p.Credits, p.Repaid, p.Returns}, cmp.Or(clean(p.Name), "a party")
		slack := model.HalfCent + 1e-9*(p.gives()+p.Paid)
		switch {
		case !finite(all) || slices.Min(all) < -model.HalfCent:
			return "what " + who + " gives or receives is not an amount"
		case p.Credits > p.Paid+slack:
			return "more is paid to " + who + " in credits than in all"
		case p.Returns > p.gives()+slack:
			return "more comes back to " + who + " than it gives"
		}
	}
	return ""
}

// plus adds two parties.
func (p Party) plus(q Party) Party {
	return Party{
		Rounds: p.Rounds + q.Rounds, Loans: p.Loans + q.Loans, InKind: p.InKind + q.InKind, Paid: p.Paid + q.Paid,
		Credits: p.Credits + q.Credits, Repaid: p.Repaid + q.Repaid, Returns: p.Returns + q.Returns,
	}
}

// merge returns parties as one.
func merge(parties []Party) Party {
	var all Party
	for _, p := range parties {
		all = all.plus(p)
	}
	return all
}

// notable returns the parties that have bands of their own at the side whose amounts size
// gives, those first to whom money returns, the largest first, and the others of that
// side, never one alone.
func notable(parties []Party, size func(Party) float64) (named, small []Party) {
	sorted := slices.DeleteFunc(slices.Clone(parties), func(p Party) bool { return size(p) <= model.HalfCent })
	slices.SortStableFunc(sorted, func(a, b Party) int {
		return cmp.Or(cmp.Compare(b2i(b.circles()), b2i(a.circles())),
			cmp.Compare(b.gives()+b.Paid, a.gives()+a.Paid), cmp.Compare(a.Name, b.Name))
	})
	if len(sorted) <= mostParties {
		return sorted, nil
	}
	return sorted[:mostParties-1], sorted[mostParties-1:]
}
