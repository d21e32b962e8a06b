package scenario

import "computegap/model"

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
