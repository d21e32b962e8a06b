package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"computegap/model"
)

// partner is a lab with parties who pay it and whom it pays.
func partner() (*model.Projection, []Party) {
	c := lab()
	c.rounds = 105e9
	return c.project(), []Party{
		{Name: "Amazon", Rounds: 50e9, Paid: 127e9, Returns: 50e9},
		{Name: "SoftBank", Rounds: 30e9},
		{Name: "Nvidia", Rounds: 25e9, InKind: 5e9},
		{Name: "Microsoft", Paid: 250e9},
		{Name: "Oracle", Paid: 300e9, Loans: 12e9, Repaid: 4e9, Returns: 12e9},
		{Name: "AMD", Paid: 90e9, InKind: 10e9, Credits: 8e9, Returns: 10e9},
		{Name: "CoreWeave", Paid: 22.4e9},
		{Name: "Cerebras", Paid: 20e9},
	}
}

// manyParties returns parties with long names, some with nothing.
func manyParties(n int) []Party {
	all := make([]Party, n)
	for i := range all {
		all[i] = Party{Name: fmt.Sprintf("Consolidated Accelerated Computing Partners of Region %02d, LLC", i+1)}
		if i%3 < 2 {
			all[i].Paid = float64(i*i) * 2e9
		}
		if i%4 > 1 {
			all[i].Rounds, all[i].InKind, all[i].Loans = float64(i)*1e9, float64(i)*0.5e9, float64(i%5)*1e9
			all[i].Returns = min(all[i].gives(), all[i].Paid)
		}
	}
	return all
}

// crowdedMeta fills a footer of two lines.
var crowdedMeta = Meta{Scenario: "openai-announced", Title: "OpenAI, announced commitments", AsOf: "2026-02", Sources: strings.Fields(strings.Repeat("Newspaper,2026-02-27 ", 20))}

// allBothWays returns parties with long names that all give and are paid.
func allBothWays(n int) []Party {
	all := manyParties(n)
	for i := range all {
		all[i].Rounds, all[i].Paid, all[i].Returns = float64(1+i)*1e8, float64(1+i)*2e9, float64(1+i)*5e7
	}
	return all
}

// anyParties returns parties of any size.
func anyParties(r *rand.Rand) []Party {
	all := make([]Party, r.IntN(20))
	for i := range all {
		paid := anySize(r)
		p := Party{Name: anyText(r, 60), Rounds: anySize(r), Paid: paid * float64(r.IntN(2)), Loans: anySize(r) * float64(r.IntN(2))}
		p.InKind, p.Credits = paid/3, p.Paid*r.Float64()
		p.Repaid = p.Loans * r.Float64()
		p.Returns = min(p.gives(), p.Paid) * float64(r.IntN(2))
		all[i] = p
	}
	return all
}

// rungsOf makes a ladder of peak gaps from the firmest class on.
func rungsOf(first int, gaps ...float64) []Rung {
	all := make([]Rung, len(gaps))
	for i, g := range gaps {
		var v model.Values
		for id := range v {
			v[id] = model.Absent
		}
		v[model.PeakGap] = g
		if g > 0 {
			v[model.FirstGapDate], v[model.PeakGapDate] = float64(max(0, 35-3*i)), float64(58+4*i)
		}
		all[i] = Rung{model.Firmnesses()[first+i], v}
	}
	return all
}

// graded gives the deals of a company classes of firmness in turn, renewals, and takes
// some away.
func graded(p *model.Projection) *model.Projection {
	for i := range p.Commitments {
		c := &p.Commitments[i]
		c.Firmness = model.Firmnesses()[[]int{4, 0, 0, 0, 0, 0, 2, 0, 1}[i%9]]
		if i%3 == 1 && !c.Memo {
			c.Renewal = make([]float64, p.Timeline.Months)
			for m := p.Timeline.Months * 2 / 3; m < p.Timeline.Months; m++ {
				c.Renewal[m] = c.Total / 80
			}
		}
		if i == 6 {
			c.Taken, c.Paid = false, make([]float64, p.Timeline.Months)
		}
	}
	return p
}

// eased returns a company with a policy and without it: where it is short it puts off,
// or cuts, a share of what is due.
func eased(c company, share float64, cut bool) (with, without *model.Projection) {
	with, without = c.project(), c.project()
	s := &with.Series
	s[model.FundingGap] = append([]float64(nil), s[model.FundingGap]...)
	kept, put := make([]float64, c.months), model.Deferred
	s[model.FlexibilityFees] = make([]float64, c.months)
	if cut {
		put = model.Cancelled
	}
	for m, v := range without.Series[model.FundingGap] {
		s[model.FundingGap][m] = v * (1 - share)
		kept[m] = v * math.Abs(share)
		s[model.FlexibilityFees][m] = 0.0005 * kept[m]
		if cut && m > 0 {
			kept[m] = math.Max(0, v*share-without.Series[model.FundingGap][m-1]*share)
		}
	}
	s[put] = kept
	return with, without
}

// idling returns a company with demand for a growing part of its capacity.
func idling(c company, share float64) *model.Projection {
	p := c.project()
	online := p.Series[model.CapacityGW]
	if online == nil {
		online = make([]float64, c.months)
		p.Series[model.CapacityGW] = online
	}
	idle := make([]float64, c.months)
	for m, v := range online {
		idle[m] = math.Max(0, v-share*float64(m+1)/float64(c.months)*online[c.months-1])
	}
	p.Series[model.IdleGW], p.Series[model.IdleCost], p.AtHand = idle, plus(nil, idle), plus(nil, online)
	for m := range p.Series[model.IdleCost] {
		p.Series[model.IdleCost][m] *= 12e9 / 12
	}
	return p
}

// termsGallery makes the charts of terms of promises.
func termsGallery() map[string]Chart {
	p, parties := partner()
	firm := graded(lab().project())
	long := lab()
	long.months, long.step, long.growth = 600, 12, 0.1
	none := company{start: 2026 * 12, months: 24, step: 3}
	tiny := single(24)
	tiny.revenue, tiny.cash, tiny.deals[0].total = 0.01, 0.05, 3
	owing := crowd(15).project()
	owing.Loans = []model.Loan{{ID: "term", Drawn: []float64{9e9}}}
	t := p.Timeline
	all := map[string]Chart{
		"t-flow": WhoPaysWhom(p, parties, someMeta), "t-flow-many": WhoPaysWhom(crowd(15).project(), manyParties(15), someMeta),
		"t-flow-crowded": WhoPaysWhom(owing, allBothWays(7), crowdedMeta),
		"t-flow-one":     WhoPaysWhom(single(60).project(), []Party{{Name: "Amazon", Rounds: 8e9, Paid: 27e9, Returns: 8e9}}, someMeta),
		"t-flow-nobody":  WhoPaysWhom(p, nil, someMeta),
		"t-flow-tiny":    WhoPaysWhom(tiny.project(), []Party{{Name: "Amazon", Rounds: 0.02, Paid: 1, Returns: 0.02}}, someMeta),
		"t-ladder":       FirmnessLadder(t, rungsOf(0, 82.2e9, 82.2e9, 113.4e9, 113.4e9, 304.8e9), someMeta),
		"t-ladder-three": FirmnessLadder(t, rungsOf(0, 0, 41e9, 12.3e9), someMeta),
		"t-ladder-one":   FirmnessLadder(t, rungsOf(4, 405e9), someMeta), "t-ladder-zero": FirmnessLadder(t, rungsOf(0, 0, 0), someMeta),
		"t-ladder-hump": FirmnessLadder(t, rungsOf(0, 20e9, 90e9, 30e9), someMeta),
		"t-ladder-tiny": FirmnessLadder(t, rungsOf(0, 1, 1.2e12), someMeta),
		"t-firm":        CommitmentsByFirmness(firm, someMeta), "t-firm-lab": CommitmentsByFirmness(lab().project(), someMeta),
		"t-firm-long": CommitmentsByFirmness(graded(long.project()), someMeta), "t-firm-month": CommitmentsByFirmness(single(1).project(), someMeta),
		"t-renewals": Commitments(firm, someMeta), "t-renewals-long": Commitments(graded(long.project()), someMeta),
	}
	flexible := func(name string, c company, share float64, cut bool) {
		with, without := eased(c, share, cut)
		all["t-flexible-"+name] = Flexibility(with, without, someMeta)
	}
	flexible("deferred", lab(), 0.16, false)
	flexible("cut", lab(), 0.3, true)
	flexible("whole", lab(), 1, false)
	flexible("dearer", lab(), -0.02, false)
	flexible("none", lab(), 0, false)
	flexible("never", none, 0.5, false)
	flexible("long", long, 0.4, false)
	flexible("month", single(1), 0.4, true)
	idle := func(name string, c company, share float64) {
		all["t-idle-"+name] = IdleCapacity(idling(c, share), nil, someMeta)
	}
	idle("lab", lab(), 0.8)
	idle("all", lab(), 9)
	idle("none", lab(), 0)
	idle("long", long, 0.8)
	soon := single(1)
	soon.deals[0].gw = 2
	idle("month", soon, 0.5)
	other := idling(lab(), 0.5)
	other.AtHand = plus(other.AtHand, level(other, 4))
	all["t-idle-other"] = IdleCapacity(other, level(other, 4), someMeta)
	return all
}

// level is a capacity that does not change over the timeline of a projection.
func level(p *model.Projection, gw float64) []float64 {
	return slices.Repeat([]float64{gw}, p.Timeline.Months)
}
