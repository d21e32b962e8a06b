package model

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// rented is a linear commitment of so many billions with a capacity that comes online evenly.
func rented(id string, billions, gw float64, from, by, start, months int) Commitment {
	c := promise(id, billions*1e9, start, months)
	c.Capacity, c.Online = num("commitments."+id+".capacity", gw), &Window{jan2026 + from, jan2026 + by - 1}
	return c
}

// TestWorthRented adds up GW-years month by month, at the middle of each.
func TestWorthRented(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		from := g.int(-20, 20)
		by := from + g.int(1, 30)
		start, months, part := g.int(-20, 20), g.int(1, 60), g.float(0, 0.9)
		gw := g.float(0.1, 5)
		s := bare(30)
		c := rented("a", g.float(0, 100), gw, from, by, start, months)
		c.Term.Value += part
		c.Delay = num("commitments.a.delay", g.float(0, 5)) // not of the price as stated
		commit(s, c)
		want := 0.0
		for m := start; float64(m) < float64(start+months)+part-1e-9; m++ {
			w := (float64(m) + 0.5 - float64(from)) / float64(by-from)
			want += gw * math.Max(0, math.Min(1, w)) / 12
		}
		list := compile(t, s).Worth()
		if len(list) != 1 {
			t.Fatalf("%+v", list)
		}
		w := list[0]
		near(t, "GW-years", w.GWYears, want, 1e-9)
		switch {
		case want < 1e-9:
			if !IsAbsent(w.Price) && want == 0 {
				t.Fatalf("nothing is online and costs %g", w.Price)
			}
		default:
			near(t, "price", w.Price/1e9, w.Total/want/1e9, 1e-6)
		}
		if !IsAbsent(w.BuildCost) || !IsAbsent(w.Ownership) || w.Total != c.Total.Value {
			t.Fatalf("%+v", w)
		}
	})
}

// TestWorthBuilt compares the cost of owning with the estimates that its formula was fitted to.
func TestWorthBuilt(t *testing.T) {
	for life, want := range map[float64]float64{3: 12, 5: 8.5, 7: 7} {
		s := bare(12)
		c := promise("a", 76e9, 0, 12)
		c.Build, c.Capacity, c.ChipLife = true, num("commitments.a.capacity", 2), num("commitments.a.chip_life", 12*life)
		commit(s, c)
		w := compile(t, s).Worth()[0]
		near(t, "build cost", w.BuildCost, 38e9, 1e-12)
		near(t, "owning", w.Ownership, want*1e9, 1e-12)
		if !IsAbsent(w.Price) || w.GWYears != 0 || w.Side() != 0 {
			t.Errorf("%+v", w)
		}
		c.ChipLife = Quantity{}
		s.Commitments[0] = c
		near(t, "by default", compile(t, s).Worth()[0].ChipLife, 60, 0)
	}
}

// TestWorthPriced takes a stated price as it is, whatever of the capacity is used.
func TestWorthPriced(t *testing.T) {
	s := bare(24)
	c := rented("a", 0, 2, 0, 6, 0, 24)
	c.Total, c.Price, c.Utilisation = Quantity{}, num("commitments.a.price", 12e9), num("commitments.a.utilisation", 0.5)
	commit(s, c)
	w := compile(t, s).Worth()[0]
	near(t, "price", w.Price, 12e9, 0)
	near(t, "GW-years", w.GWYears, 2*21.0/12, 1e-12)
	near(t, "total", w.Total, 12e9*0.5*2*21/12, 1e-12)
}

// TestWorthLeavesOut lists neither memos, nor what has no capacity, nor what is left out, nor an
// umbrella that is used up in money or in capacity.
func TestWorthLeavesOut(t *testing.T) {
	names := func(s *Scenario, only ...Firmness) string {
		var all []string
		for _, w := range compile(t, s, only...).Worth() {
			all = append(all, w.ID)
		}
		return strings.Join(all, " ")
	}
	s := bare(24)
	memo, option := rented("memo", 5, 1, 0, 1, 0, 24), rented("option", 5, 1, 0, 1, 0, 24)
	memo.Memo, option.Firmness = true, Option
	commit(s, rented("top", 40, 3, 0, 1, 0, 24), inside(rented("x", 30, 2, 0, 1, 0, 24), "top"), promise("plain", 1, 0, 3), memo, option)
	tests := []struct {
		change func()
		only   []Firmness
		want   string
	}{
		{func() {}, nil, "top x option"},
		{func() {}, []Firmness{Signed}, "top x"},
		{func() { s.Commitments[1].Total.Value = 40e9 }, nil, "x option"},
		{func() { s.Commitments[1].Total.Value, s.Commitments[1].Capacity.Value = 30e9, 3 }, nil, "x option"},
	}
	for _, tt := range tests {
		tt.change()
		if got := names(s, tt.only...); got != tt.want {
			t.Errorf("listed %q, want %q", got, tt.want)
		}
	}
}

// TestWorthWarnings names the price, the published range, whose it is and what to do.
func TestWorthWarnings(t *testing.T) {
	tests := []struct {
		billions float64
		build    bool
		price    float64
		want     []string // parts of the warning; none: no warning
	}{
		{10, false, 0, nil}, {17.2, false, 0, nil}, {35, true, 0, nil}, {60, true, 0, nil}, {0, false, 13e9, nil},
		{9.9, false, 0, []string{"implied rent of $9.9B/GW-yr lies below the published $10B to $17.2B (press reports", "look for"}},
		{17.3, false, 0, []string{"implied rent of $17.3B/GW-yr lies above", "look for"}},
		{34.9, true, 0, []string{"build cost of $34.9B/GW lies below the published $35B to $60B (Bernstein", "chips alone"}},
		{61, true, 0, []string{"build cost of $61B/GW lies above", "look for"}},
		{0, false, 20e9, []string{"the price of $20B/GW-yr lies above", "look whether"}},
	}
	for _, tt := range tests {
		s := bare(12)
		c := rented("a", tt.billions, 1, -1, 0, 0, 12)
		if tt.build {
			c.Build, c.Online = true, nil
		}
		if tt.price > 0 {
			c.Total, c.Price = Quantity{}, num("commitments.a.price", tt.price)
		}
		commit(s, c)
		p := project(t, s)
		if len(tt.want) == 0 && len(p.Warnings) > 0 || len(tt.want) > 0 && len(p.Warnings) != 1 {
			t.Errorf("%+v: warnings %v", tt, p.Warnings)
			continue
		}
		for _, part := range tt.want {
			if w := p.Warnings[0]; w.Path != "commitments.a" || !strings.Contains(w.Message, part) {
				t.Errorf("no %q in %s", part, w)
			}
		}
	}
}

// TestEnergy runs a gigawatt through a year.
func TestEnergy(t *testing.T) {
	s := bare(24)
	commit(s, rented("a", 12, 1, -1, 0, 0, 12))
	near(t, "energy", project(t, s).Commitments[0].Energy(), 8.766, 1e-12)
}
