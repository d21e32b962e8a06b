package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// byYear pays shares of the total in the calendar years from 2026 on.
func byYear(c Commitment, shares ...float64) Commitment {
	c.Term, c.Start, c.End = Quantity{}, 0, 0
	c.Ramp = Ramp{Path: "commitments." + c.ID + ".ramp", Shape: ByYear}
	for i, v := range shares {
		first := jan2026 + 12*i
		c.Ramp.Shares = append(c.Ramp.Shares, Dated{first, first + 11, num(fmt.Sprint(c.Ramp.Path, ".shares.", 2026+i), v)})
	}
	return c
}

// warned reports which paths of a projection have a warning with the words.
func warned(p *Projection, words string) (paths []string) {
	for _, w := range p.Warnings {
		if strings.Contains(w.Message, words) {
			paths = append(paths, w.Path)
		}
	}
	return paths
}

// TestLowRenewal warns of a renewal of capacity below the published rents, and without
// capacity of one below half of what was paid, worked out by hand from the last year's share.
func TestLowRenewal(t *testing.T) {
	cases := []struct {
		name  string
		c     Commitment
		words string // of the warning; "" for none
	}{
		{"a tail of capacity", byYear(rented("a", 100, 2, -2, 0, 0, 12), 0.3, 0.4, 0.25, 0.05), "$5B/yr or $2.5B/GW-yr against $12.5B/GW-yr in the contract"},
		{"level", byYear(rented("a", 100, 2, -2, 0, 0, 12), 0.25, 0.25, 0.25, 0.25), ""},
		{"dear to the end", byYear(rented("a", 100, 2, -2, 0, 0, 12), 0.25, 0.3, 0.25, 0.2), ""},
		{"cheap all along", byYear(rented("a", 20, 2, -2, 0, 0, 12), 0.25, 0.3, 0.25, 0.2), ""},
		{"cheap, and cheaper at the end", byYear(rented("a", 20, 2, -2, 0, 0, 12), 0.3, 0.4, 0.2, 0.1), "$2B/yr or $1B/GW-yr against $2.5B/GW-yr"},
		{"a tail without capacity", byYear(promise("a", 40e9, 0, 12), 0.4, 0.3, 0.2, 0.1), "$4B/yr, less than half of the $10B/yr that it pays on average"},
		{"half without capacity", byYear(promise("a", 40e9, 0, 12), 0.4, 0.3, 0.175, 0.125), ""},
		{"renewed after the timeline", byYear(promise("a", 40e9, 0, 12), 0.4, 0.3, 0.1, 0.1, 0.05, 0.05), ""},
	}
	for _, c := range cases {
		for _, renew := range []bool{true, false} {
			s := bare(60)
			c.c.Renew = renew
			commit(s, c.c)
			got := warned(project(t, s), "is renewed")
			if want := renew && c.words != ""; (len(got) > 0) != want {
				t.Errorf("%s, renewed %v: %v", c.name, renew, got)
			}
			if renew && c.words != "" && len(warned(project(t, s), c.words)) != 1 {
				t.Errorf("%s: %v", c.name, project(t, s).Warnings)
			}
		}
	}
}

// TestLowRenewalOfUmbrella weighs what is left to an umbrella against the capacity left to it.
func TestLowRenewalOfUmbrella(t *testing.T) {
	s := bare(60)
	top := byYear(rented("top", 200, 5, -2, 0, 0, 12), 0.3, 0.4, 0.25, 0.05)
	top.Renew = true
	child := rented("child", 100, 3, -2, 0, 0, 48)
	child.Within = "top"
	commit(s, top, child)
	if got := warned(project(t, s), "$5B/yr or $2.5B/GW-yr"); !slices.Equal(got, []string{"commitments.top"}) {
		t.Errorf("%v of %v", got, project(t, s).Warnings)
	}
}

// TestBreakevenOfRenewals does not name a contract that goes on as it was, and names it where
// it stops, or goes on for so little that breakeven hangs on it.
func TestBreakevenOfRenewals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		last := g.float(0.02, 0.5) // the share of the second year
		month := 4e9 * (1 - last) / 12
		s := bare(36)
		earn(s, "a", month*g.float(0.3, 0.6), Window{})
		commit(s, byYear(promise("x", 4e9, 0, 12), 1-last, last))
		stops := project(t, s)
		s.Commitments[0].Renew = true
		renews := project(t, s)
		income := s.Revenue[0].Curve.RunRate.Value / 12
		for _, c := range []struct {
			p    *Projection
			pays float64 // in the third year
		}{{stops, 0}, {renews, 4e9 * last / 12}} {
			even := 36.0
			switch {
			case income < c.pays:
			case income >= 4e9*last/12:
				even = 12
			default:
				even = 24
			}
			if even == 36 {
				sameMetric(t, BreakevenDate, c.p.Metrics[BreakevenDate], Absent, 0)
				continue
			}
			sameMetric(t, BreakevenDate, c.p.Metrics[BreakevenDate], even, 0)
			want := income < 4e9*last/12 // had it gone on as in its last year
			if c.p == renews {
				want = last < 0.25 && income < 4e9/24 // for less than half of the mean, and at the mean
			}
			if got, _ := c.p.BreakevenCauses(); slices.Contains(got, "commitments.x") != want || len(got) > 1 {
				t.Fatalf("breakeven in month %g, income %g, last year %g: %v", even, income, 4e9*last/12, got)
			}
		}
	})
}

// TestRenewalAtAPrice does not take capacity that is not paid for as rented for nothing.
func TestRenewalAtAPrice(t *testing.T) {
	s := bare(60)
	c := renewed(rented("a", 0, 2, -2, 0, 0, 24))
	c.Total, c.Price, c.Utilisation = Quantity{}, num("commitments.a.price", 12e9), num("commitments.a.utilisation", 0.5)
	commit(s, c)
	p := project(t, s)
	near(t, "renewals", p.Metrics[TotalRenewals], 36e9, 1e-9)
	if got := warned(p, "is renewed"); len(got) > 0 {
		t.Errorf("warned: %v", p.Warnings)
	}
}

// TestRevived warns of what is cut in its last year and renewed in full.
func TestRevived(t *testing.T) {
	for policy, want := range map[Policy]int{Pay: 0, CancelWhenShort: 1} {
		s := bare(36)
		s.Policy = policy
		c := renewed(promise("a", 24e9, 0, 24))
		c.Cancellation = &Cancellation{}
		commit(s, c)
		p := project(t, s)
		near(t, "renewals", p.Metrics[TotalRenewals], 12e9, 1e-9)
		if got := warned(p, "is renewed in full"); len(got) != want {
			t.Errorf("%s: %v", policy, p.Warnings)
		}
	}
}
