package model

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// dear is a commitment with a price, online evenly over months from … by−1 and ending
// after so many.
func dear(id string, price, gw float64, from, by, start, months int) Commitment {
	path := "commitments." + id
	return Commitment{ID: id, Price: num(path+".price", price), Capacity: num(path+".capacity", gw), Online: &Window{jan2026 + from, jan2026 + by - 1},
		Start: jan2026 + start, Term: num(path+".term", float64(months))}
}

// onlineBetween is the GW-months online of one GW, summed in small steps.
func onlineBetween(from, by, a, b float64) (sum float64) {
	const steps = 20000
	for i := range steps {
		tau := a + (b-a)*(float64(i)+0.5)/steps
		sum += math.Min(1, math.Max(0, (tau-from)/(by-from)))
	}
	return sum * (b - a) / steps
}

// TestPrice pays every month for what is online in it.
func TestPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		from := g.int(-20, 20)
		by := from + g.int(1, 30)
		start := g.int(-20, 20)
		end := max(from, start) + g.int(1, 60)
		price, gw, used := g.float(1, 20), g.float(0, 5), g.float(0, 1)
		s := bare(90)
		c := dear("a", price, gw, from, by, start, end-start)
		c.Utilisation = num("commitments.a.utilisation", used)
		commit(s, c)
		p := project(t, s)
		for _, m := range []int{0, 1, 7, 30, 59, 89} {
			lo, hi := math.Max(float64(start), float64(m)), math.Min(float64(end), float64(m+1))
			want := 0.0
			if lo < hi {
				want = price * used * gw * onlineBetween(float64(from), float64(by), lo, hi) / 12
			}
			near(t, "a month", p.Commitments[0].Due[m], want, 1e-6)
		}
		near(t, "total", p.Commitments[0].Total, price*used*gw*onlineBetween(float64(from), float64(by), float64(start), float64(end))/12, 1e-5)
	})
}

// TestPriceWithin takes what a price comes to out of an umbrella, and gives payments and
// capacity the same delay.
func TestPriceWithin(t *testing.T) {
	s := bare(48)
	child := dear("child", 12, 2, 0, 1, 0, 24) // 2 GW in use from the first month on: about 2 a month
	commit(s, promise("top", 100, 0, 24), inside(child, "top"))
	want := 100 - 12*2*23.5/12
	near(t, "remainder", find(t, project(t, s), "top").Remainder, want, 1e-12)
	s.Commitments[1].Delay = num("commitments.child.delay", 6)
	p := project(t, s)
	for m, gw := range p.Series[CapacityGW] {
		if due := p.Commitments[1].Due[m]; (gw > 0) != (due > 0) {
			t.Fatalf("month %d: %v GW and $%v", m, gw, due)
		}
	}
	s.Commitments[1].Price = num("commitments.child.price", 40)
	if _, err := Compile(s, Options{}); err == nil {
		t.Error("more than the umbrella is accepted")
	}
}

// TestPriceFaults names what a price lacks.
func TestPriceFaults(t *testing.T) {
	for want, change := range map[string]func(*Commitment){
		"for how much capacity": func(c *Commitment) { c.Capacity = Quantity{} },
		"when the capacity":     func(c *Commitment) { c.Online = nil },
		"nothing is online":     func(c *Commitment) { c.Online = &Window{jan2026 + 50, jan2026 + 60} },
		"missing":               func(c *Commitment) { c.Term = Quantity{} },
	} {
		s := bare(12)
		c := dear("a", 12, 2, 0, 12, 0, 24)
		change(&c)
		commit(s, c)
		_, err := Compile(s, Options{})
		var faults Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
