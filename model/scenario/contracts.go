package scenario

import "computegap/model"

func (d *decoder) commitments(top *block) (list []model.Commitment) {
	top.named("commitments", func(id string, b *block) {
		c := model.Commitment{
			ID: id, Label: b.label(id), Counterparty: b.text("counterparty"), Within: b.name("within"),
			Memo: b.yes("memo"), Firmness: model.Firmness(b.word("firmness")),
			Total: b.amount("total"), Start: b.month("start"), Term: b.amount("term"), End: b.month("end"),
			Ramp: b.ramp(), Payments: b.dated("payments"),
			Delay: b.amount("delay"), Overrun: b.amount("overrun"), Escalation: b.amount("escalation"),
			Capacity: b.amount("capacity"), Build: b.word("kind") == "build", ChipLife: b.amount("chip_life"),
			Price: b.amount("price"), Utilisation: b.amount("utilisation"),
			Probability: b.amount("probability"), Requires: b.name("requires"),
			TakeOrPay: b.amount("take_or_pay"), Renew: b.word("after") == "renew",
		}
		if f := b.block("deferral"); f != nil {
			c.Deferral = &model.Deferral{Notice: f.amount("notice"), Max: f.amount("max"), Cost: f.amount("cost")}
		}
		if f := b.block("cancellation"); f != nil {
			c.Cancellation = &model.Cancellation{Fee: f.amount("fee"), Notice: f.amount("notice")}
		}
		if o := b.block("online"); o != nil {
			c.Online = &model.Window{From: o.month("from"), Until: o.month("by")}
		}
		list = append(list, c)
	})
	return list
}

// ramp reads how payments spread over the term; without one they are even.
func (b *block) ramp() model.Ramp {
	r := model.Ramp{Path: join(b.path, "ramp"), Shape: model.Linear, StatedName: string(model.Linear)}
	s := b.block("ramp")
	if s == nil {
		return r
	}
	r.StatedName = s.word("shape")
	r.Shape = model.RampShape(r.StatedName)
	r.Midpoint, r.Steepness, r.Build = s.amount("midpoint"), s.amount("steepness"), s.amount("build")
	r.A, r.B, r.Shares = s.amount("a"), s.amount("b"), s.dated("shares")
	return r
}

func (d *decoder) funding(top *block) (f model.Funding) {
	b := top.block("funding")
	if b == nil {
		return f
	}
	f.Cash, f.CashFloor = b.amount("cash"), b.amount("cash_floor")
	f.CashRate, f.GapRate = b.amount("cash_rate"), b.amount("gap_rate")
	f.DiscountRate = b.amount("discount_rate")
	b.named("rounds", func(id string, b *block) {
		kind := b.word("kind")
		f.Rounds = append(f.Rounds, model.Round{
			ID: id, Label: b.label(id), Counterparty: b.text("counterparty"),
			Amount: b.amount("amount"), Probability: b.amount("probability"), Month: b.month("date"),
			Secondary: kind == "secondary", Firmness: model.Firmness(b.word("firmness")),
			Kind: model.RoundKind(kind), Requires: b.name("requires"), Trigger: b.trigger(),
			PreMoney: b.amount("pre_money"), PostMoney: b.amount("post_money"),
		})
	})
	b.named("facilities", func(id string, b *block) {
		f.Facilities = append(f.Facilities, model.Facility{
			ID: id, Label: b.label(id), Limit: b.amount("limit"), Rate: b.amount("rate"), Window: b.window(), Lender: b.text("counterparty"),
		})
	})
	b.named("debt", func(id string, b *block) {
		f.Debt = append(f.Debt, model.Debt{
			ID: id, Label: b.label(id), Lender: b.text("counterparty"), Amount: b.amount("amount"), Rate: b.amount("rate"),
			Month: b.month("date"), Term: b.amount("term"), InterestOnly: b.amount("interest_only"), Amortising: b.word("repayment") == "amortising",
		})
	})
	if c := b.block("covenants"); c != nil {
		f.MinCash, f.DebtToRevenue = c.amount("min_cash"), c.amount("debt_to_revenue")
	}
	return f
}

// trigger reads what a round waits for, nil for nothing.
func (b *block) trigger() *model.Trigger {
	t := b.block("trigger")
	if t == nil {
		return nil
	}
	return &model.Trigger{Revenue: t.amount("revenue"), Capacity: t.amount("capacity"), Commitments: t.list("commitments"), By: t.month("by")}
}
