package scenario

import (
	"strings"

	"computegap/model"
)

// terms reads what holds of all promises.
func (d *decoder) terms(s *model.Scenario, top *block) {
	if b := top.block("firmness"); b != nil {
		s.Odds = model.Odds{}
		for _, class := range model.Firmnesses() {
			s.Odds[class] = b.amount(string(class))
		}
	}
	s.Policy, s.NoCircular = model.Policy(top.word("policy")), top.word("circular") == "exclude"
	s.RevenuePerGW, s.OtherCapacity = top.amount("compute_limits_revenue"), top.amount("other_capacity")
	s.OtherGrowth = top.amount("other_capacity_growth")
	s.Demand = top.demand()
	top.named("counterparties", func(id string, b *block) {
		s.Counterparties = append(s.Counterparties, model.Counterparty{ID: id, Label: b.label(id), Revenue: b.amount("revenue"), Backlog: b.amount("backlog")})
	})
	for i := range s.Funding.Rounds {
		d.misspelt(s, "funding.rounds."+s.Funding.Rounds[i].ID, s.Funding.Rounds[i].Counterparty)
	}
	for i := range s.Funding.Debt {
		d.misspelt(s, "funding.debt."+s.Funding.Debt[i].ID, s.Funding.Debt[i].Lender)
	}
	for i := range s.Funding.Facilities {
		d.misspelt(s, "funding.facilities."+s.Funding.Facilities[i].ID, s.Funding.Facilities[i].Lender)
	}
}

// maxCompared is the most names that are compared for their spelling.
const maxCompared = 10_000

// misspelt warns of one who gives money and whose name is a letter off that of one who is paid:
// the money would not be circular.
func (d *decoder) misspelt(s *model.Scenario, path, name string) {
	const shortest, longest = 5, 64 // in shorter names a letter makes another
	wanted, near := folded(name), ""
	if len(wanted) < shortest || len(wanted) > longest {
		return
	}
	for i := range s.Commitments {
		paid := s.Commitments[i].Counterparty
		if strings.EqualFold(name, paid) {
			return
		}
		if d.compared++; d.compared <= maxCompared && len(paid) <= longest && distance(wanted, folded(paid)) <= 1 {
			near = paid
		}
	}
	if near != "" {
		d.warn(path+".counterparty", "no commitment is with %s, so that its money is not circular: did you mean %s?", harmless(name), harmless(near))
	}
}

// demand reads what the company needs compute for, nil where the scenario does not say.
func (b *block) demand() *model.Demand {
	d := b.block("demand")
	if d == nil {
		return nil
	}
	out := &model.Demand{Price: d.amount("price")}
	if n := d.block("inference"); n != nil {
		out.Inference = &model.Need{Share: n.amount("share"), Bought: n.word("met_from") == "market"}
	}
	d.named("training", func(id string, n *block) {
		out.Training = append(out.Training, model.Need{ID: id, Label: n.label(id), Curve: n.curveOf(), Window: n.window(), Bought: n.word("met_from") == "market"})
	})
	return out
}
