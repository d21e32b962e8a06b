package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestMetrics works every metric of generated scenarios out again from the series.
func TestMetrics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := maker{t}.scenario()
		p := project(t, s)
		want := enumerate(s, p)
		for id := range TotalRenewals { // the others are of terms
			sameMetric(t, id, p.Metrics[id], want[id], 1e-10)
		}
	})
}

// enumerate works out the metrics by definition, however slowly.
func enumerate(s *Scenario, p *Projection) map[MetricID]float64 {
	y := &p.Series
	w := map[MetricID]float64{
		PeakGap: maximum(y[FundingGap]), GapAtEnd: y[FundingGap][len(y[FundingGap])-1],
		MinCash: -maximum(negative(y[Cash])), CumulativeBurn: burn(y[OperatingCash]),
		TotalRevenue: total(y[Revenue]), TotalCosts: total(y[Costs]), TotalCompute: total(y[Compute]),
		TotalFunding: total(y[Rounds]), BreakevenDate: breakeven(y[OperatingCash]),
		FirstGapDate: math.NaN(), RunwayMonths: math.NaN(), PeakGapDate: math.NaN(),
		Coverage: math.NaN(), ComputeToRevenue: math.NaN(), CapacityAtEnd: math.NaN(), CostPerGW: math.NaN(),
	}
	if w[PeakGap] > 0.005 {
		w[FirstGapDate] = first(y[FundingGap], func(u float64) bool { return u > 0.005 })
		w[RunwayMonths] = w[FirstGapDate]
		w[PeakGapDate] = first(y[FundingGap], func(u float64) bool { return w[PeakGap]-u <= 0.005 })
	}
	discount := 0.1
	if q := s.Funding.DiscountRate; q.Present() {
		discount = q.Value
	}
	for m, v := range y[Compute] {
		w[NPVCommitments] += v / math.Pow(1+discount, (float64(m)+0.5)/12)
	}
	if w[TotalCompute] > 0 {
		w[Coverage] = sane((w[TotalRevenue] - w[TotalCosts]) / w[TotalCompute])
	}
	if w[TotalRevenue] > 0 {
		w[ComputeToRevenue] = sane(w[TotalCompute] / w[TotalRevenue])
	}
	enumerateContracts(s, p, w)
	return w
}

// sane takes a ratio over next to nothing, which overflows, for absent.
func sane(v float64) float64 {
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

func enumerateContracts(s *Scenario, p *Projection, w map[MetricID]float64) {
	end, stated := 0.0, false
	for _, c := range p.Commitments {
		if c.Memo {
			continue
		}
		w[CommittedBeyond] += c.After
		if c.Capacity != nil {
			stated = true
			end += c.Capacity[len(c.Capacity)-1]
		}
	}
	if !stated {
		return
	}
	w[CapacityAtEnd] = end
	money, power := price(s, "", p)
	if power > 0 {
		w[CostPerGW] = sane(money / power)
	}
}

// price adds up totals and capacities of the topmost priced commitments within an
// umbrella, "" being all.
func price(s *Scenario, umbrella string, p *Projection) (money, power float64) {
	for i, c := range s.Commitments {
		if c.Within != umbrella {
			continue
		}
		if c.Capacity.Present() && !p.Commitments[i].Memo {
			money += p.Commitments[i].Total
			power += c.Capacity.Value
			continue
		}
		a, b := price(s, c.ID, p)
		money, power = money+a, power+b
	}
	return money, power
}

func maximum(x []float64) float64 {
	most := math.Inf(-1)
	for _, v := range x {
		most = math.Max(most, v)
	}
	return most
}

func negative(x []float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = -v
	}
	return out
}

// burn is the largest of all the sums of −x from the first month on.
func burn(x []float64) float64 {
	most := 0.0
	for n := range x {
		most = math.Max(most, -total(x[:n+1]))
	}
	return most
}

// first is the first month at which a condition holds, NaN when never.
func first(x []float64, holds func(float64) bool) float64 {
	for m, v := range x {
		if holds(v) {
			return float64(m)
		}
	}
	return math.NaN()
}

// breakeven is the first month from which no month is short by half a cent.
func breakeven(x []float64) float64 {
	for m := range x {
		if math.IsNaN(first(x[m:], func(v float64) bool { return v < -0.005 })) {
			return float64(m)
		}
	}
	return math.NaN()
}

// TestAbsence lists for small scenarios which metrics do not exist: dates of what never
// happens and ratios over nothing, but no amount.
func TestAbsence(t *testing.T) {
	cases := []struct {
		name   string
		build  func(s *Scenario)
		absent []MetricID
	}{
		{"nothing", func(*Scenario) {},
			[]MetricID{PeakGapDate, FirstGapDate, RunwayMonths, Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW}},
		{"a gap of half a cent", func(s *Scenario) { spend(s, "a", 0.005, Window{Until: jan2026}) },
			[]MetricID{PeakGapDate, FirstGapDate, RunwayMonths, Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW}},
		{"a gap of a cent", func(s *Scenario) { spend(s, "a", 0.01, Window{Until: jan2026}) },
			[]MetricID{Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW}},
		{"never even", func(s *Scenario) { spend(s, "a", 1, Window{}) },
			[]MetricID{BreakevenDate, Coverage, ComputeToRevenue, CapacityAtEnd, CostPerGW}},
		{"all", func(s *Scenario) {
			earn(s, "a", 1, Window{From: jan2026 + 3})
			commit(s, powered(promise("a", 1, 0, 3), 1))
		}, nil},
		{"capacity of nothing", func(s *Scenario) { commit(s, powered(promise("a", 1, 0, 3), 0)) },
			[]MetricID{ComputeToRevenue, CostPerGW}},
		{"revenue alone", func(s *Scenario) { earn(s, "a", 1, Window{}) },
			[]MetricID{PeakGapDate, FirstGapDate, RunwayMonths, Coverage, CapacityAtEnd, CostPerGW}},
	}
	for _, c := range cases {
		s := bare(12)
		c.build(s)
		p := project(t, s)
		gone := map[MetricID]bool{}
		for _, id := range c.absent {
			gone[id] = true
		}
		for id := range NumMetrics {
			if IsAbsent(p.Metrics[id]) != (gone[id] || id >= TotalRenewals) {
				t.Errorf("%s: %s is %g", c.name, id.Info().Name, p.Metrics[id])
			}
		}
		if (p.Series[CapacityGW] == nil) != gone[CapacityAtEnd] || (p.Report(CapacityGW) == nil) != gone[CapacityAtEnd] {
			t.Errorf("%s: capacity %v", c.name, p.Series[CapacityGW])
		}
	}
}

// TestCostPerGW takes the topmost commitments with a total and a capacity.
func TestCostPerGW(t *testing.T) {
	s := nested()
	s.Commitments[2] = powered(s.Commitments[2], 4)
	s.Commitments[4] = powered(s.Commitments[4], 8)
	check := func(want float64, only ...Firmness) {
		t.Helper()
		near(t, "cost per GW", project(t, s, only...).Metrics[CostPerGW], want, 1e-12)
	}
	check(400.0 / 12)
	s.Commitments[1] = powered(s.Commitments[1], 5)
	check(700.0 / 13)
	s.Commitments[0] = powered(s.Commitments[0], 20)
	check(50)
	check(700.0/13, Signed)
	paid := powered(Commitment{ID: "paid", Payments: []Dated{piece("y", 0, 12, 240), piece("m", 16, 1, 60)}}, 5)
	commit(s, paid)
	check(1300.0 / 25)
}

// TestMeasure reads metrics and series by name.
func TestMeasure(t *testing.T) {
	s := bare(24)
	earn(s, "a", 10, Window{From: jan2026 + 5})
	spend(s, "a", 20, Window{Until: jan2026 + 12})
	m := compile(t, s)
	p, k := m.Project(nil), m.Kernel(m.Central(), nil)
	for id := range NumSeries {
		named, ok := SeriesByName(id.Info().Name)
		if q := (Measure{Series: id, IsSeries: true}); !ok || named != id || q.Name() != id.Info().Name || q.Unit() != id.Info().Unit {
			t.Errorf("series %d has the name %q", id, id.Info().Name)
		}
	}
	for id := range NumMetrics {
		named, ok := MetricByName(id.Info().Name)
		q := Measure{Metric: id}
		if !ok || named != id || q.Name() != id.Info().Name || q.Unit() != id.Info().Unit {
			t.Errorf("metric %d has the name %q", id, id.Info().Name)
		}
		sameMetric(t, id, p.Value(q), p.Metrics[id], 0)
		sameMetric(t, id, k.Value(q), p.Metrics[id], 0)
	}
	for _, c := range []struct {
		series      SeriesID
		first, last int
		want        float64
	}{{Revenue, 3, 6, 20}, {Costs, 12, 23, 20}, {FundingGap, 0, 7, 130}, {Cash, 0, 23, 0}, {FundingGap, 12, 12, 180}} {
		q := Measure{Series: c.series, IsSeries: true, First: c.first, Last: c.last}
		near(t, q.Name(), p.Value(q), c.want, 1e-12)
		near(t, q.Name(), k.Value(q), c.want, 1e-12)
	}
	if q := (Measure{Series: CapacityGW, IsSeries: true}); !IsAbsent(p.Value(q)) || !IsAbsent(k.Value(q)) {
		t.Error("capacity exists without any")
	}
	if _, ok := SeriesByName("peak_gap"); ok {
		t.Error("a metric is a series")
	}
	if _, ok := MetricByName("revenue"); ok {
		t.Error("a series is a metric")
	}
}

// TestBreakevenCauses names what ends inside the timeline and thereby brings breakeven,
// and nothing else.
func TestBreakevenCauses(t *testing.T) {
	until := func(m int) Window { return Window{Until: jan2026 + m} }
	cases := []struct {
		name  string
		build func(s *Scenario)
		even  float64
		want  []string
	}{
		{"a contract ends", func(s *Scenario) { commit(s, promise("x", 180, 0, 12)) }, 12, []string{"commitments.x"}},
		{"a cost ends", func(s *Scenario) { spend(s, "x", 15, until(5)) }, 6, []string{"costs.x"}},
		{"a small contract ends", func(s *Scenario) { commit(s, promise("x", 60, 0, 12)); spend(s, "y", 15, until(3)) },
			4, []string{"costs.y"}},
		{"a contract too small to matter", func(s *Scenario) { commit(s, promise("x", 60, 0, 12)) }, 0, nil},
		{"revenue starts after it", func(s *Scenario) { s.Revenue[0].Window.From = jan2026 + 14; commit(s, promise("x", 120, 0, 12)) }, 12, []string{"commitments.x"}},
		{"revenue outgrows it", func(s *Scenario) {
			s.Revenue[0].Window.From = jan2026 + 14
			commit(s, promise("x", 12, 0, 16))
		}, 14, nil},
		{"it lasts", func(s *Scenario) { commit(s, promise("x", 300, 0, 24)) }, math.NaN(), nil},
		{"a memo ends", func(s *Scenario) {
			c := promise("x", 1800, 0, 12)
			c.Memo = true
			commit(s, c)
		}, 0, nil},
		{"a share whose revenue ends", func(s *Scenario) {
			earn(s, "b", 40, until(5))
			s.Costs = append(s.Costs, Cost{ID: "x", Share: num("costs.x.share", 0.5), Of: []string{"b"}})
		}, 0, nil},
	}
	for _, c := range cases {
		s := bare(24)
		earn(s, "a", 10, Window{})
		c.build(s)
		p := project(t, s)
		sameMetric(t, BreakevenDate, p.Metrics[BreakevenDate], c.even, 0)
		got, _ := p.BreakevenCauses()
		if !slices.Equal(got, c.want) || (len(p.Warnings) > 0) != (len(got) > 0) {
			t.Errorf("%s: named %v, want %v", c.name, got, c.want)
		}
	}
}
