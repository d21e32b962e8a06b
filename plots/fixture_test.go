package plots

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"testing"

	"computegap/model"
)

// deal is a contract of a made-up company: a total paid evenly over some months.
type deal struct {
	name, with  string
	total, gw   float64
	start, term int
	umbrella    bool
	memo        bool
}

// company is a made-up company.
type company struct {
	start, months, step int
	cash, floor         float64
	revenue, growth     float64 // first month's, and a year's growth
	costs               float64 // share of revenue
	rounds              float64 // in month 5
	facility            float64
	deals               []deal
}

// project runs a plain ledger, so that the charts have books that balance.
func (c company) project() *model.Projection {
	p := &model.Projection{Timeline: model.Timeline{Start: c.start, Months: c.months, Step: c.step}}
	for id := range p.Series {
		if model.SeriesID(id) < model.CapacityGW { // those of every scenario
			p.Series[id] = make([]float64, c.months)
		}
	}
	s := &p.Series
	for i, d := range c.deals {
		p.Commitments = append(p.Commitments, d.contract(i, c.months))
		if d.memo {
			continue
		}
		for m, v := range p.Commitments[i].Paid {
			s[model.Compute][m] += v
		}
		if g := p.Commitments[i].Capacity; g != nil {
			s[model.CapacityGW] = plus(s[model.CapacityGW], g)
		}
	}
	c.ledger(s)
	return p
}

func (d deal) contract(i, months int) model.Contract {
	k := model.Contract{
		ID: fmt.Sprintf("k%d", i), Label: d.name, Counterparty: d.with, Firmness: model.Signed,
		Umbrella: d.umbrella, Memo: d.memo, Total: d.total, Paid: make([]float64, months),
		Taken: true,
	}
	if d.gw > 0 {
		k.Capacity = make([]float64, months)
	}
	for m := range months {
		if m >= d.start && m < d.start+d.term {
			k.Paid[m] = d.total / float64(d.term)
		}
		if d.gw > 0 {
			k.Capacity[m] = d.gw * math.Max(0, math.Min(1, float64(m-d.start+1)/float64(d.term)))
		}
	}
	return k
}

func (c company) ledger(s *[model.NumSeries][]float64) {
	cash, debt, gap := c.cash, 0.0, 0.0
	for m := range c.months {
		rev := c.revenue * math.Pow(1+c.growth, float64(m)/12)
		if m == 5 {
			s[model.Rounds][m] = c.rounds
		}
		interest := cash*0.003 - debt*0.005
		extra := gap * 0.004
		costs := rev * c.costs
		op := rev - costs - s[model.Compute][m] + interest
		free := cash + op + s[model.Rounds][m] - gap - extra - c.floor
		draw := math.Max(-debt, math.Min(c.facility-debt, -free))
		free += draw
		after := math.Max(0, -free)
		s[model.Revenue][m], s[model.Costs][m], s[model.Interest][m] = rev, costs, interest
		s[model.OperatingCash][m], s[model.FacilityDraws][m] = op, draw
		s[model.GapDraws][m], s[model.GapInterest][m] = after-gap-extra, extra
		debt += draw
		gap = after
		cash = c.floor + math.Max(0, free)
		s[model.FacilityBalance][m], s[model.FundingGap][m], s[model.Cash][m] = debt, gap, cash
	}
}

// lab is like the companies that the program is for.
func lab() company {
	return company{
		start: 2025*12 + 9, months: 99, step: 3, cash: 17.5e9, floor: 10e9, revenue: 1.2e9, growth: 0.62, costs: 0.45,
		rounds: 100e9, facility: 4e9,
		deals: []deal{
			{name: "All announced compute", total: 440e9, gw: 12.5, start: 6, term: 93, umbrella: true},
			{name: "Azure", with: "Microsoft", total: 250e9, gw: 5, start: 3, term: 84},
			{name: "Oracle Stargate", with: "Oracle", total: 300e9, gw: 4.5, start: 18, term: 60},
			{name: "AWS", with: "Amazon", total: 38e9, start: 1, term: 84},
			{name: "AWS expansion", with: "Amazon", total: 100e9, gw: 2, start: 6, term: 93},
			{name: "CoreWeave", with: "CoreWeave", total: 22.4e9, start: 0, term: 60},
			{name: "AMD", with: "AMD", total: 90e9, gw: 6, start: 12, term: 50},
			{name: "Cerebras", with: "Cerebras", total: 20e9, gw: 0.75, start: 4, term: 30},
			{name: "Chips for sites others rent", with: "Nvidia", total: 100e9, start: 4, term: 30, memo: true},
		},
	}
}

// crowd is a company with many contracts of long names.
func crowd(n int) company {
	c := lab()
	c.deals = nil
	for i := range n {
		name := fmt.Sprintf("Consolidated Accelerated Computing Partners of Region %02d, LLC", i+1)
		c.deals = append(c.deals, deal{
			name: name[:min(len(name), 60)], total: float64(1+i*i) * 3e9, gw: float64(i) / 4, start: 2 * i, term: 30 + 3*i,
		})
	}
	return c
}

// single is a company with one contract and little time.
func single(months int) company {
	return company{
		start: 2026 * 12, months: months, step: 1, cash: 5e9, revenue: 0.3e9, growth: 0.2, costs: 0.3,
		deals: []deal{{name: "AWS", with: "Amazon", total: 38e9, start: 0, term: max(7*12, months)}},
	}
}

var someMeta = Meta{
	Scenario: "openai-announced", Title: "OpenAI, announced commitments", AsOf: "2026-02", Program: "simulate 0.1.0",
	Sources: []string{"Amazon, 2025-11-03", "Microsoft, 2025-10-28", "Oracle, 2025-09-10", "Reuters, 2026-01-29", "HSBC, 2025-11-24"},
}

// TestGallery writes sample charts into the directory that PLOTS_GALLERY names, to be
// looked at; without it, it only checks that they encode.
func TestGallery(t *testing.T) {
	dir := os.Getenv("PLOTS_GALLERY")
	for name, c := range gallery() {
		for _, f := range Formats() {
			var to writer
			if dir != "" {
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.Encode(&to, f); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if dir != "" {
				if err := os.WriteFile(filepath.Join(dir, name+"."+string(f)), to, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

type writer []byte

func (w *writer) Write(b []byte) (int, error) { *w = append(*w, b...); return len(b), nil }

// gallery makes charts of many kinds of company.
func gallery() map[string]Chart {
	rich := lab()
	rich.cash, rich.revenue = 4e12, 5e9
	rich.deals = rich.deals[1:3]
	long := lab()
	long.months, long.step, long.growth = 600, 12, 0.1
	all := map[string]Chart{}
	for name, c := range map[string]company{
		"lab": lab(), "crowd": crowd(15), "rich": rich, "long": long,
		"single": single(60), "month": single(1), "quarters": single(14), "zero": {start: 2026 * 12, months: 24, step: 3},
	} {
		for _, chart := range Of(c.project(), someMeta) {
			all[name+"-"+chart.Name()] = chart
		}
	}
	maps.Copy(all, experiments())
	maps.Copy(all, termsGallery())
	maps.Copy(all, ensembleGallery())
	return all
}

// experiments makes charts of what is not a projection.
func experiments() map[string]Chart {
	nan := math.NaN()
	bars := []Bar{
		{"ChatGPT subscriptions: growth, rate", 220e9, 670e9, "60%", "160%", "", false},
		{"Microsoft: Azure total", 380e9, 480e9, "$200B", "$300B", "†", false},
		{"The programme counts against named contracts", 410e9, 640e9, "inside", "outside", "", true},
		{"Discount rate", 430e9, 475e9, "5%", "15%", "", false},
		{"Consolidated Accelerated Computing Partners of Region 12, overrun", 350e9, 470e9, "0.9", "1.3", "", false},
		{"Closing of the round", nan, 450e9, "0%", "100%", "", false},
		{"Cash floor", 410e9, 410e9, "$8B", "$12B", "", false},
	}
	many := []Bar{}
	for i := range 30 {
		many = append(many, Bar{Label: fmt.Sprintf("commitments.partner-%02d.total", i), Low: 400e9 - 1e9*float64(30-i), High: 400e9 + 2e9*float64(30-i), LowText: "$1B", HighText: "$2B"})
	}
	grid := func(nx, ny int, low float64) Grid {
		g := Grid{XLabel: "revenue.chatgpt.growth.rate", YLabel: "commitments.programme.total", Unit: "USD", Metric: "peak gap"}
		for i := range nx {
			g.X = append(g.X, fmt.Sprintf("%d%%", 20+5*i))
		}
		for j := range ny {
			g.Y = append(g.Y, fmt.Sprintf("$%dB", 600+100*j))
			row := make([]float64, nx)
			for i := range nx {
				row[i] = math.Max(low, 1.2e12*float64(j+2)/float64(ny)-1.5e12*float64(i)/float64(nx))
			}
			g.Z = append(g.Z, row)
		}
		return g
	}
	holes := grid(8, 6, -1e15)
	holes.Z[2][3] = nan
	return map[string]Chart{
		"x-tornado":      Tornado("peak gap", "USD", 410e9, bars, nil, someMeta),
		"x-tornado-many": Tornado("peak gap", "USD", 400e9, many, []string{"10% and 90% quantiles"}, someMeta),
		"x-tornado-date": Tornado("first gap date", "date", 2027*12+3, []Bar{{Label: "Growth", Low: 2026*12 + 2, High: 2029 * 12}}, nil, someMeta),
		"x-table":        Table(grid(9, 7, 0), someMeta), "x-table-holes": Table(holes, someMeta),
		"x-table-large": Table(grid(60, 40, -1e15), someMeta), "x-table-line": Table(grid(9, 1, 0), someMeta),
		"x-table-one": Table(grid(1, 1, 0), someMeta), "x-table-column": Table(grid(1, 30, -1e15), someMeta),
	}
}
