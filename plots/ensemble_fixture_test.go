package plots

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"computegap/model"
	"computegap/model/ensemble"
)

// chances is a made-up company whose growth and spending are not known.
type chances struct {
	start, months, step int
	paths               int
	kind                ensemble.Kind
	cash, floor         float64
	revenue, spend      float64 // of the first month
	growth, spread      float64 // logarithmic, a year, and its standard deviation
	rise, tail          float64 // of spending, and the standard deviation of its logarithm
	noise               float64 // of revenue, a month
	until               int     // month in which spending stops; 0: never
}

// maybe is like the companies that the program is for.
func maybe() chances {
	return chances{
		start: 2025*12 + 9, months: 99, step: 3, paths: 2000, kind: ensemble.Sobol, cash: 60e9, floor: 10e9,
		revenue: 1.2e9, spend: 2.4e9, growth: 0.42, spread: 0.09, rise: 0.38, tail: 0.15, noise: 0.03, until: 84,
	}
}

// path runs a plain ledger with given deviations of growth and of the size of spending.
func (c chances) path(g, s float64, noise func() float64) *model.Projection {
	p := &model.Projection{Timeline: model.Timeline{Start: c.start, Months: c.months, Step: c.step}}
	for _, id := range []model.SeriesID{model.Revenue, model.Cash, model.FundingGap} {
		p.Series[id] = make([]float64, c.months)
	}
	p.Metrics[model.PeakGap], p.Metrics[model.FirstGapDate] = 0, model.Absent
	level, wander := c.cash, 0.0
	for m := range c.months {
		years := float64(m) / 12
		wander += c.noise * noise()
		revenue := c.revenue * math.Exp((c.growth+c.spread*g)*years+wander)
		spend := c.spend * math.Exp(c.rise*years+c.tail*s)
		if c.until > 0 && m >= c.until {
			spend = 0
		}
		level += revenue - spend
		gap := math.Max(0, c.floor-level)
		p.Series[model.Revenue][m], p.Series[model.Cash][m], p.Series[model.FundingGap][m] = revenue, level+gap, gap
		p.Metrics[model.PeakGap] = math.Max(p.Metrics[model.PeakGap], gap)
		if gap > model.HalfCent && model.IsAbsent(p.Metrics[model.FirstGapDate]) {
			p.Metrics[model.FirstGapDate] = float64(m)
		}
	}
	return p
}

// central is the path without deviations.
func (c chances) central() *model.Projection { return c.path(0, 0, func() float64 { return 0 }) }

// result draws paths and summarises them.
func (c chances) result() *ensemble.Result {
	r := rand.New(rand.NewPCG(31, 32))
	paths := make([]*model.Projection, c.paths)
	for i := range paths {
		paths[i] = c.path(r.NormFloat64(), r.NormFloat64(), r.NormFloat64)
	}
	return c.summarised(paths)
}

// summarised is what an ensemble would say of these paths.
func (c chances) summarised(paths []*model.Projection) *ensemble.Result {
	probs := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	s, err := ensemble.NewSummariser(ensemble.Split(c.kind, len(paths)), probs...)
	must(err)
	column := func(read func(p *model.Projection) float64) []float64 {
		x := make([]float64, len(paths))
		for i, p := range paths {
			x[i] = read(p)
		}
		return x
	}
	r := &ensemble.Result{
		Sample: ensemble.Sample{Kind: c.kind, Seed: 1, Paths: len(paths)}, Timeline: paths[0].Timeline, Probs: probs,
	}
	for id := range model.NumSeries {
		for i := range r.Timeline.Periods() {
			if paths[0].Series[id] == nil {
				break
			}
			x := column(func(p *model.Projection) float64 { return p.Report(id)[i] })
			sum, err := s.Summarise(x, ensemble.Type7)
			must(err)
			r.Series[id] = append(r.Series[id], sum)
			if id == model.FundingGap {
				e, err := s.Probability(x, func(v float64) bool { return v > model.HalfCent })
				must(err)
				r.Short = append(r.Short, e)
			}
		}
	}
	r.Metrics[model.PeakGap] = peakMetric(s, column(func(p *model.Projection) float64 { return p.Metrics[model.PeakGap] }))
	dates := column(func(p *model.Projection) float64 { return p.Metrics[model.FirstGapDate] })
	r.Metrics[model.FirstGapDate] = dateMetric(s, dates, r.Timeline.Months)
	return r
}

// peakMetric summarises peak gaps.
func peakMetric(s *ensemble.Summariser, x []float64) (m ensemble.Metric) {
	var err error
	m.Summary, err = s.Summarise(x, ensemble.Type7)
	must(err)
	worst, _, err := s.Shortfall(x, 0.95, ensemble.Upper)
	must(err)
	m.Shortfall, m.Sorted = &worst, slices.Clone(x)
	slices.Sort(m.Sorted)
	return m
}

// dateMetric summarises months.
func dateMetric(s *ensemble.Summariser, x []float64, months int) (m ensemble.Metric) {
	var err error
	m.Summary, err = s.Summarise(x, ensemble.Type1)
	must(err)
	m.Months = make([]int, months)
	for _, v := range x {
		if !model.IsAbsent(v) {
			m.Months[int(v)]++
		}
	}
	return m
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// scaled returns the company in another unit of money.
func (c chances) scaled(by float64) chances {
	c.cash, c.floor, c.revenue, c.spend = c.cash*by, c.floor*by, c.revenue*by, c.spend*by
	return c
}

// odd returns companies at the edges of what can be drawn.
func odd() map[string]chances {
	change := func(f func(c *chances)) chances {
		c := maybe()
		c.paths = 400
		f(&c)
		return c
	}
	return map[string]chances{
		"usual":     maybe(),
		"never":     change(func(c *chances) { c.cash = 9e15 }),
		"always":    change(func(c *chances) { c.cash, c.revenue = 0, 1e6 }),
		"rare":      change(func(c *chances) { c.cash, c.spread = 4e11, 0.02 }),
		"certain":   change(func(c *chances) { c.spread, c.tail, c.noise = 0, 0, 0 }),
		"negative":  change(func(c *chances) { c.cash, c.floor = -5e9, -400e9 }),
		"period":    change(func(c *chances) { c.months, c.start, c.step, c.cash, c.floor = 12, 2026*12, 12, 8e9, 6e9 }),
		"month":     change(func(c *chances) { c.months, c.step, c.cash, c.floor = 1, 1, 10e9, 9e9 }),
		"years":     change(func(c *chances) { c.start, c.step, c.months, c.kind = 2026*12, 12, 96, ensemble.Random }),
		"monthly":   change(func(c *chances) { c.step, c.months = 1, 30 }),
		"centuries": change(func(c *chances) { c.step, c.months, c.growth, c.rise, c.until, c.paths = 1, 600, 0.02, 0.02, 0, 80 }),
		"huge":      change(func(c *chances) { *c = c.scaled(1e11) }),
		"small":     change(func(c *chances) { *c = c.scaled(1e-9) }),
		"tail":      change(func(c *chances) { c.tail, c.paths = 1.5, 5000 }),
		"few":       change(func(c *chances) { c.paths, c.kind = 3, ensemble.Random }),
		"alone":     change(func(c *chances) { c.paths = 1 }),
		"even":      change(func(c *chances) { c.cash = 160e9 }),
		"off":       change(func(c *chances) { c.growth += 0.05 }),
	}
}

// oneShort returns a company of which a single path has a gap.
func oneShort() (*ensemble.Result, *model.Projection) {
	c := maybe()
	c.cash, c.paths = 9e15, 16
	paths := make([]*model.Projection, 1000)
	for i := range paths {
		paths[i] = c.central()
	}
	poor := maybe()
	paths[77] = poor.central()
	return c.summarised(paths), c.central()
}

// ensembleGallery makes the charts of ensembles of many kinds.
var ensembleGallery = sync.OnceValue(func() map[string]Chart {
	all := map[string]Chart{}
	add := func(name string, charts []Chart) {
		for _, chart := range charts {
			all["e-"+name+"-"+chart.Name()] = chart
		}
	}
	for name, c := range odd() {
		centre := c
		if name == "off" {
			centre.growth -= 0.05
		}
		add(name, OfEnsemble(c.result(), centre.central(), someMeta))
	}
	r, p := oneShort()
	add("one", OfEnsemble(r, p, someMeta))
	return all
})
