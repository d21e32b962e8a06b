package ensemble_test

import (
	"context"
	"math"
	"reflect"
	"testing"

	"computegap/model"
	"computegap/model/dist"
	"computegap/model/ensemble"
)

const start = 12 * 2026

// number is a certain number; with a law, an uncertain one whose value is its median.
func number(path string, v float64, law ...dist.Dist) model.Quantity {
	q := model.Quantity{Path: path, Value: v, Unit: "1", Lo: -1e18, Hi: 1e18, Stated: true}
	if len(law) > 0 {
		q.Dist, q.Value = law[0], law[0].Quantile(0.5)
	}
	return q
}

// must returns the law that a constructor made.
func must(d dist.Dist, err error) dist.Dist {
	if err != nil {
		panic(err)
	}
	return d
}

// company has so many months and cash, and nothing else.
func company(months int, cash float64) *model.Scenario {
	return &model.Scenario{
		Timeline: model.Timeline{Start: start, Months: months, Step: 1},
		Funding:  model.Funding{Cash: number("funding.cash", cash)},
	}
}

// stream is a flat run-rate.
func stream(id string, run model.Quantity) model.Stream {
	run.Path = "revenue." + id + ".run_rate"
	return model.Stream{ID: id, Curve: model.Curve{Shape: model.Flat, RunRate: run}}
}

func compile(t testing.TB, s *model.Scenario) *model.Model {
	t.Helper()
	m, err := model.Compile(s, model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func run(t testing.TB, m *model.Model, c ensemble.Config) *ensemble.Result {
	t.Helper()
	r, err := ensemble.Run(context.Background(), m, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// within fails unless an estimate lies within so many of its standard errors of the truth.
func within(t testing.TB, what string, e ensemble.Estimate, want, errors float64) {
	t.Helper()
	if !(e.SE > 0) || !(math.Abs(e.Value-want) <= errors*e.SE) {
		t.Errorf("%s is %v ± %v, want %v", what, e.Value, e.SE, want)
	}
}

var kinds = []ensemble.Kind{ensemble.Random, ensemble.LHS, ensemble.Sobol}

// million is how many paths closed forms are checked with.
//
// Note: of 1,000,000 the 95% quantile falls on the border of two intervals of Latin hypercube
// sampling, where its error is exponential, far from normal.
func million() int {
	if testing.Short() {
		return 1 << 14
	}
	return 1 << 20
}

// TestClosedForms draws totals whose laws are known: one lognormal run-rate, a sum of two uniform
// ones, and two lognormal ones that correlate.
func TestClosedForms(t *testing.T) {
	lognormal := must(dist.Lognormal(12, 0.5))
	uniform := must(dist.Uniform(0, 12))
	one, two, pair := company(1, 0), company(1, 0), company(1, 0)
	one.Revenue = []model.Stream{stream("a", number("", 0, lognormal))}
	two.Revenue = []model.Stream{stream("a", number("", 0, uniform)), stream("b", number("", 0, uniform))}
	pair.Revenue = []model.Stream{stream("a", number("", 0, lognormal)), stream("b", number("", 0, lognormal))}
	pair.Correlations = []model.Correlation{{A: "revenue.a.run_rate", B: "revenue.b.run_rate", Rho: 0.6}}
	// The covariance of e^X, e^Y with normal X, Y of deviation s and correlation r is
	// e^(s²)·(e^(r·s²) − 1).
	r := 2 * math.Sin(math.Pi*0.6/6)
	variance := math.Exp(0.25) * (math.Exp(0.25) - 1)
	covariance := math.Exp(0.25) * (math.Exp(r*0.25) - 1)
	cases := []struct {
		name         string
		scenario     *model.Scenario
		mean, sd     float64
		p5, p50, p95 float64 // 0: not known
	}{
		{"lognormal", one, math.Exp(0.125), math.Sqrt(variance), math.Exp(-0.5 * 1.6448536269514722), 1, math.Exp(0.5 * 1.6448536269514722)},
		// The sum of two uniform numbers on [0, 1] has the CDF x²/2 up to 1.
		{"uniform", two, 1, math.Sqrt(1.0 / 6), math.Sqrt(0.1), 1, 2 - math.Sqrt(0.1)},
		{"correlated", pair, 2 * math.Exp(0.125), math.Sqrt(2*variance + 2*covariance), 0, 0, 0},
	}
	for _, c := range cases {
		for _, kind := range kinds {
			v := run(t, compile(t, c.scenario), ensemble.Config{Kind: kind, Seed: 3, Paths: million()}).Metrics[model.TotalRevenue].Values
			name := c.name + " by " + kind.String() + ": "
			within(t, name+"mean", v.Mean, c.mean, 4)
			within(t, name+"sd", v.SD, c.sd, 4)
			for i, want := range []float64{c.p5, 0, c.p50, 0, c.p95} {
				if want != 0 {
					within(t, name+"quantile", v.Quantiles[i], want, 4)
				}
			}
		}
	}
}

// curves has a stream of every curve, with noises that revert to the mean or do not.
func curves() *model.Scenario {
	s := company(36, 0)
	q := func(id, key string, v float64) model.Quantity { return number("revenue."+id+"."+key, v) }
	dated := func(id, key string, first, last int, v float64) model.Dated {
		return model.Dated{First: first, Last: last, Quantity: q(id, key, v)}
	}
	add := func(id string, c model.Curve, sigma, kappa float64) {
		if c.Shape != model.Points && c.Shape != model.Annual {
			c.RunRate = q(id, "run_rate", 1200)
		}
		s.Revenue = append(s.Revenue, model.Stream{ID: id, Curve: c, Volatility: q(id, "volatility", sigma), MeanReversion: q(id, "mean_reversion", kappa)})
	}
	add("flat", model.Curve{Shape: model.Flat}, 0.3, 0)
	add("constant", model.Curve{Shape: model.Constant, Rate: q("constant", "rate", 0.5)}, 0.2, 2)
	add("fade", model.Curve{Shape: model.Fade, Rate: q("fade", "rate", 1), FadesTo: q("fade", "to", 0.1), HalfLife: q("fade", "half", 12)}, 0.25, 0)
	add("logistic", model.Curve{Shape: model.Logistic, Rate: q("logistic", "rate", 1), Ceiling: q("logistic", "ceiling", 5000)}, 0.2, 0.5)
	add("gompertz", model.Curve{Shape: model.Gompertz, Rate: q("gompertz", "rate", 1), Ceiling: q("gompertz", "ceiling", 5000)}, 0.2, 10)
	add("bass", model.Curve{Shape: model.Bass, Market: q("bass", "market", 9000), P: q("bass", "p", 0.03), Q: q("bass", "q", 0.4)}, 0.4, 1)
	add("points", model.Curve{Shape: model.Points, Points: []model.Dated{dated("points", "a", start, start, 1000), dated("points", "b", start+36, start+36, 4000)}}, 0.2, 0)
	add("annual", model.Curve{Shape: model.Annual, Totals: []model.Dated{
		dated("annual", "a", start, start+11, 1000), dated("annual", "b", start+12, start+23, 1500), dated("annual", "c", start+24, start+35, 1900)}}, 0.2, 0)
	return s
}

// TestNoiseKeepsTheMean draws every curve with noise: revenue is that of the projection
// on average, in every month.
func TestNoiseKeepsTheMean(t *testing.T) {
	all := curves()
	for i := range all.Revenue {
		s := curves()
		s.Revenue = s.Revenue[i : i+1]
		m := compile(t, s)
		p := m.Project(nil)
		for _, kind := range kinds {
			r := run(t, m, ensemble.Config{Kind: kind, Seed: 11, Paths: 1 << 15})
			for month, v := range r.Series[model.Revenue] {
				within(t, all.Revenue[i].ID+" by "+kind.String(), v.Values.Mean, p.Series[model.Revenue][month], 4.5)
			}
		}
	}
}

// TestCertain draws a scenario in which nothing is uncertain: its statistics are the
// projection's numbers to the last bit.
func TestCertain(t *testing.T) {
	s := curves()
	for i := range s.Revenue {
		s.Revenue[i].Volatility.Value = 0
	}
	s.Costs = []model.Cost{{ID: "all", Share: number("costs.all.share", 1.3)}}
	s.Funding.Rounds = []model.Round{{ID: "a", Amount: number("funding.rounds.a.amount", 300), Month: start + 3}}
	s.Funding.Cash.Value = 500
	m := compile(t, s)
	p := m.Project(nil)
	for _, kind := range kinds {
		r := run(t, m, ensemble.Config{Kind: kind, Paths: 1000, Measures: []model.Measure{{Metric: model.MinCash}}})
		for id := range model.NumMetrics {
			want := p.Metrics[id]
			if got := r.Metrics[id]; model.IsAbsent(want) {
				if got.Present != 0 || got.Values != nil || got.Probability.Value != 0 {
					t.Errorf("%s: %+v, absent in the projection", id.Info().Name, got)
				}
			} else {
				exactly(t, id.Info().Name, got.Summary, want)
			}
		}
		for id := range model.NumSeries {
			for i, want := range p.Report(id) {
				exactly(t, id.Info().Name, r.Series[id][i], want)
			}
		}
		exactly(t, "the measure", r.Measures[0], p.Metrics[model.MinCash])
		if r.Metrics[model.PeakGap].Shortfall.Value != p.Metrics[model.PeakGap] || r.Short[35].Value != 1 || r.Short[0].Value != 0 {
			t.Errorf("shortfall %v, short %v", r.Metrics[model.PeakGap].Shortfall, r.Short)
		}
	}
}

// TestOneValue draws inputs that can take but one value: every path is the projection, to
// the last bit, whatever may be worked out once and for all.
func TestOneValue(t *testing.T) {
	s := rich()
	sure := func(q *model.Quantity, v float64) {
		q.Value, q.Dist = v, must(dist.Discrete([]float64{v}, []float64{1}))
	}
	sure(&s.Revenue[0].Curve.RunRate, 101)
	sure(&s.Revenue[1].Curve.Rate, 0.37)
	sure(&s.Revenue[1].Volatility, 0)
	sure(&s.Costs[0].Share, 0.61)
	sure(&s.Commitments[1].Total, 211.3)
	sure(&s.Commitments[1].Delay, 3.3)
	s.Revenue[0].Volatility.Value, s.Funding.Rounds[0].Probability.Value = 0, 1
	other := s.Commitments[1]
	other.ID, other.Within, other.Total, other.Delay = "d", "", number("commitments.d.total", 77.7), number("commitments.d.delay", 0)
	other.Term = number("commitments.d.term", 17)
	s.Commitments = append([]model.Commitment{s.Commitments[0], other}, s.Commitments[1])
	m := compile(t, s)
	p := m.Project(nil)
	for _, kind := range kinds {
		r := run(t, m, ensemble.Config{Kind: kind, Paths: 300})
		for id := range model.NumMetrics {
			if want := p.Metrics[id]; !model.IsAbsent(want) {
				exactly(t, id.Info().Name, r.Metrics[id].Summary, want)
				if r.Metrics[id].Percentile != 50 {
					t.Errorf("%s: the central case at %v", id.Info().Name, r.Metrics[id].Percentile)
				}
			}
		}
		for id := range model.NumSeries {
			for i, want := range p.Report(id) {
				exactly(t, id.Info().Name, r.Series[id][i], want)
			}
		}
	}
}

// exactly fails unless a summary is of one number.
func exactly(t testing.TB, what string, s ensemble.Summary, want float64) {
	t.Helper()
	v := s.Values
	if v == nil || v.Mean.Value != want || v.SD.Value != 0 || s.Probability.Value != 1 {
		t.Fatalf("%s: %+v, want %v", what, v, want)
	}
	for _, q := range v.Quantiles {
		if q.Value != want || q.CI.Low != want || q.CI.High != want {
			t.Fatalf("%s: %+v, want %v", what, q, want)
		}
	}
}

// rich has everything that is drawn: inputs, correlated ones too, noises that correlate
// over different months, rounds, and draws that break relations.
func rich() *model.Scenario {
	s := company(24, 50)
	s.Timeline.Step = 3
	s.Revenue = []model.Stream{
		{ID: "a", Curve: model.Curve{Shape: model.Logistic, RunRate: number("revenue.a.run_rate", 0, must(dist.Lognormal(100, 0.5))), Rate: number("revenue.a.rate", 1), Ceiling: number("revenue.a.ceiling", 180)},
			Volatility: number("revenue.a.volatility", 0.4)},
		{ID: "b", Curve: model.Curve{Shape: model.Constant, RunRate: number("revenue.b.run_rate", 200), Rate: number("revenue.b.rate", 0, must(dist.Uniform(0.1, 0.8)))},
			Window: model.Window{From: start + 6}, Volatility: number("revenue.b.volatility", 0, must(dist.Uniform(0.1, 0.5))), MeanReversion: number("revenue.b.mean_reversion", 1)},
	}
	s.Costs = []model.Cost{{ID: "opex", Share: number("costs.opex.share", 0, must(dist.PERT(0.3, 0.5, 0.9)))}}
	late := number("commitments.c.delay", 0, must(dist.Discrete([]float64{0, 3, 7.5}, []float64{0.5, 0.3, 0.2})))
	s.Commitments = []model.Commitment{
		{ID: "all", Total: number("commitments.all.total", 300), Start: start, Term: number("commitments.all.term", 24)},
		{ID: "c", Within: "all", Total: number("commitments.c.total", 0, must(dist.Lognormal(200, 0.4))), Start: start + 2, Term: number("commitments.c.term", 18), Delay: late},
	}
	s.Funding.Rounds = []model.Round{{ID: "r", Amount: number("funding.rounds.r.amount", 60), Probability: number("funding.rounds.r.probability", 0.4), Month: start + 5}}
	s.Correlations = []model.Correlation{
		{A: "revenue.a.run_rate", B: "commitments.c.total", Rho: 0.5},
		{A: "revenue.a.noise", B: "revenue.b.noise", Rho: 0.7},
	}
	return s
}

// TestWorkers draws the same result with 1, 2 and 16 workers.
func TestWorkers(t *testing.T) {
	paths := 9001
	if testing.Short() {
		paths = 1001
	}
	for _, m := range []*model.Model{compile(t, rich()), compile(t, curves()), ensemble.ReadModel(t, "../../testdata/bench-fan.yaml")} {
		for _, kind := range kinds {
			c := ensemble.Config{Kind: kind, Seed: 5, Paths: paths, Workers: 1}
			want := run(t, m, c)
			for _, c.Workers = range []int{2, 16} {
				if got := run(t, m, c); !sameResult(got, want) {
					t.Errorf("%s: %d workers give another result", kind, c.Workers)
				}
			}
		}
	}
}

// sameResult compares results, in which what is absent is not a number.
func sameResult(a, b *ensemble.Result) bool {
	clean := func(r *ensemble.Result) ensemble.Result {
		c := *r
		for i := range c.Metrics {
			if model.IsAbsent(c.Metrics[i].Percentile) {
				c.Metrics[i].Percentile = -1
			}
		}
		return c
	}
	return reflect.DeepEqual(clean(a), clean(b))
}

// TestSobolBeatsRandom integrates a smooth function of eight inputs with 16,384 paths: over
// twenty seeds the root mean square error by Sobol is less than a tenth of that by Random.
func TestSobolBeatsRandom(t *testing.T) {
	s, want := company(1, 0), 0.0
	for i := range 8 {
		sigma := 0.1 + 0.05*float64(i)
		s.Revenue = append(s.Revenue, stream(string(rune('a'+i)), number("", 0, must(dist.Lognormal(12, sigma)))))
		want += math.Exp(sigma * sigma / 2)
	}
	m := compile(t, s)
	rms := func(kind ensemble.Kind) float64 {
		const seeds = 20
		squares := 0.0
		for seed := range uint64(seeds) {
			r := run(t, m, ensemble.Config{Kind: kind, Seed: seed, Paths: 16384})
			off := r.Metrics[model.TotalRevenue].Values.Mean.Value - want
			squares += off * off
		}
		return math.Sqrt(squares / seeds)
	}
	sobol, random := rms(ensemble.Sobol), rms(ensemble.Random)
	t.Logf("error by sobol %.2g, by random %.2g: a ratio of %.0f", sobol, random, random/sobol)
	if !(sobol < random/10) {
		t.Errorf("the error by sobol is %.2g, by random %.2g", sobol, random)
	}
}
