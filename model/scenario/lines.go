package scenario

import (
	"cmp"

	"computegap/model"
)

// curveOf reads the run-rate of a line and its growth; no growth is flat.
func (b *block) curveOf() model.Curve {
	c := model.Curve{Path: join(b.path, "growth"), Shape: model.Flat}
	c.RunRate, c.At = b.amount("run_rate"), b.month("at")
	g := b.block("growth")
	if g == nil {
		return c
	}
	c.Shape = model.Shape(g.word("curve"))
	c.Rate, c.FadesTo, c.HalfLife = g.amount("rate"), g.amount("fades_to"), g.amount("half_life")
	c.Ceiling, c.Market, c.P, c.Q = g.amount("ceiling"), g.amount("market"), g.amount("p"), g.amount("q")
	c.Points, c.Totals = g.dated("points"), g.dated("totals")
	c.Linear = g.word("interpolation") == "linear"
	c.Beyond = g.beyond()
	return c
}

// beyond reads how a curve goes on after its last date.
func (b *block) beyond() model.Beyond {
	n := b.n.child("beyond")
	switch {
	case n == nil:
		return model.Beyond{}
	case n.shape == scalar && n.text == "hold":
		return model.Beyond{Allowed: true}
	}
	return model.Beyond{Allowed: true, Growth: b.amount("beyond")}
}

// window reads from and until; 0 where a line does not say.
func (b *block) window() model.Window {
	return model.Window{From: b.month("from"), Until: b.month("until")}
}

// label reads the label of a block, by default its name.
func (b *block) label(id string) string { return cmp.Or(b.text("label"), id) }

func (d *decoder) revenue(top *block) (list []model.Stream) {
	top.named("revenue", func(id string, b *block) {
		list = append(list, model.Stream{
			ID: id, Label: b.label(id), Curve: b.curveOf(), Window: b.window(),
			Volatility: b.amount("volatility"), MeanReversion: b.amount("mean_reversion"),
		})
	})
	return list
}

func (d *decoder) costs(top *block) (list []model.Cost) {
	top.named("costs", func(id string, b *block) {
		c := model.Cost{ID: id, Label: b.label(id), Of: b.list("of"), Commitments: b.list("commitments"), Window: b.window()}
		curve := b.curveOf()
		c.PerGW = b.amount("per_gw")
		switch share := b.n.child("share"); {
		case c.PerGW.Present():
		case share == nil:
			c.Curve = curve
		case share.pair("points") != nil:
			c.SharePoints = b.sharePoints(share)
		default:
			c.Share = b.amount("share")
		}
		list = append(list, c)
	})
	return list
}

// sharePoints reads a share that changes over time.
func (b *block) sharePoints(n *node) []model.Dated {
	_, k, path := b.entry("share", Amount)
	only := &branch{key: &Key{Kind: Block}, children: []*branch{k.named("points")}}
	return b.d.block(n, n, only, path, b.origin).dated("points")
}
