package model

import (
	"math"
	"testing"
)

// TestOtherCapacityGrows leaves all of the capacity that no commitment lists idle, so that it
// shows, and compares it with the closed form.
func TestOtherCapacityGrows(t *testing.T) {
	for _, c := range []struct{ stated, growth float64 }{{2, -0.2}, {2, 0}, {2, 1.5}, {0, 1}, {3, -0.999}, {1e5, 9}} {
		s := bare(60)
		s.Demand = &Demand{Price: num("demand.price", 12e9)}
		s.OtherCapacity, s.OtherGrowth = num("other_capacity", c.stated), num("other_capacity_growth", c.growth)
		m := compile(t, s)
		p, others := m.Project(nil), m.OtherCapacity()
		for i, got := range p.Series[IdleGW] {
			want := math.Min(1e6, c.stated*math.Pow(1+c.growth, (float64(i)+0.5)/12))
			near(t, "idle", got/1e6, want/1e6, 1e-12)
			near(t, "idle beside 1 GW", got, want, 1e-12)
			near(t, "of the model", others[i], got, 0)
		}
	}
}

// TestOtherCapacityLevel checks that a growth of nothing is none, to the last bit.
func TestOtherCapacityLevel(t *testing.T) {
	s := bare(36)
	earn(s, "a", 1e9, Window{})
	s.RevenuePerGW, s.OtherCapacity = num("compute_limits_revenue", 7e9), num("other_capacity", 1.7)
	s.Demand = &Demand{Price: num("demand.price", 12e9), Inference: &Need{Share: num("demand.inference.share", 0.3)}}
	level := project(t, s)
	s.OtherGrowth = num("other_capacity_growth", 0)
	zero := project(t, s)
	for id := range NumSeries {
		for m, v := range level.Series[id] {
			if got := zero.Series[id][m]; math.Float64bits(got) != math.Float64bits(v) {
				t.Fatalf("%s, month %d: %v, want %v", id.Info().Name, m, got, v)
			}
		}
	}
	for m, v := range compile(t, s).OtherCapacity() {
		near(t, "level", v, 1.7, 0)
		if m > 0 && level.Series[RevenueLost][m] <= 0 {
			t.Fatal("the limit does not bite")
		}
	}
	if compile(t, bare(12)).OtherCapacity() != nil {
		t.Error("there is some where none is stated")
	}
}
