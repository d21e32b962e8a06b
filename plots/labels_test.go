package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// TestTextsStayApart draws charts of every size of company and checks that each text
// lies on the page and that no two overlap.
func TestTextsStayApart(t *testing.T) {
	for name, c := range gallery() {
		checkTexts(t, name, c)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 100 {
		c := anyCompany(r)
		for _, chart := range Of(c.project(), anyMeta(r)) {
			checkTexts(t, fmt.Sprintf("company %d: %s", i, chart.Name()), chart)
		}
		checkTexts(t, fmt.Sprintf("tornado %d", i), anyTornado(r))
		checkTexts(t, fmt.Sprintf("table %d", i), anyTable(r))
	}
}

// checkTexts draws a chart and checks its texts.
func checkTexts(t *testing.T, name string, c Chart) {
	t.Helper()
	s := c.render(newShapes())
	texts := s.on.texts
	if len(texts) == 0 {
		t.Errorf("%s: no text", name)
	}
	for i, a := range texts {
		if strings.TrimSpace(a.text) == "" {
			continue
		}
		if a.Min.X < 4 || a.Min.Y < 4 || a.Max.X > pageWidth-4 || a.Max.Y > pageHeight-4 {
			t.Errorf("%s: %q leaves the page: %v", name, a.text, a.Rectangle)
		}
		for _, b := range texts[:i] {
			w := min(a.Max.X, b.Max.X) - max(a.Min.X, b.Min.X)
			h := min(a.Max.Y, b.Max.Y) - max(a.Min.Y, b.Min.Y)
			if w > 0.5 && h > 1 && strings.TrimSpace(b.text) != "" {
				t.Errorf("%s: %q and %q overlap by %.1f × %.1f", name, a.text, b.text, float64(w), float64(h))
			}
		}
	}
}

var words = []string{"WWWWW", "il", "Consolidated", "cloud", "Müller", "計算", "AI", "& Co.", "<Infrastructure>", "Partners", "x"}

// anyText returns a name of at most n characters.
func anyText(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < 1+r.IntN(n) {
		b.WriteString(words[r.IntN(len(words))])
		if r.IntN(6) > 0 {
			b.WriteByte(' ')
		}
	}
	text := []rune(b.String())
	return string(text[:min(len(text), n)])
}

// anySize returns zero or an amount up to 100 trillion.
func anySize(r *rand.Rand) float64 {
	if r.IntN(8) == 0 {
		return 0
	}
	return math.Pow(10, r.Float64()*14)
}

// anyCompany returns a company of any size, age and number of contracts.
func anyCompany(r *rand.Rand) company {
	months := []int{1, 2, 5, 6, 7, 14, 28, 29, 35, 36, 60, 99, 240, 600}[r.IntN(14)]
	c := company{
		start: 2020*12 + r.IntN(120), months: months, step: []int{1, 3, 12}[r.IntN(3)],
		cash: anySize(r), floor: anySize(r) / 100, revenue: anySize(r) / 100, growth: r.Float64() / 3,
		costs: r.Float64() * 1.2, rounds: anySize(r), facility: anySize(r) / 10,
	}
	for range 1 + r.IntN(20) {
		c.deals = append(c.deals, deal{
			name: anyText(r, 60), total: anySize(r), gw: anySize(r) / 1e13 * float64(r.IntN(2)),
			start: r.IntN(months), term: 1 + r.IntN(months), umbrella: r.IntN(6) == 0, memo: r.IntN(9) == 0,
		})
	}
	return c
}

func anyMeta(r *rand.Rand) Meta {
	m := Meta{Scenario: anyText(r, 40), Title: anyText(r, 90), AsOf: "2026-02", Program: "simulate 0.1.0"}
	for range r.IntN(30) {
		m.Sources = append(m.Sources, anyText(r, 50))
	}
	return m
}

func anyTornado(r *rand.Rand) Chart {
	unit := []string{"USD", "GW", "date", "months", "1", "USD/GW"}[r.IntN(6)]
	at := func() float64 {
		if unit == "date" {
			return float64(2020*12 + r.IntN(300))
		}
		return anySize(r) * float64(1-2*r.IntN(2))
	}
	bars := make([]Bar, 1+r.IntN(25))
	for i := range bars {
		bars[i] = Bar{anyText(r, 60), at(), at(), anyText(r, 12), anyText(r, 12), []string{"", "†"}[r.IntN(2)], r.IntN(4) == 0}
		if r.IntN(9) == 0 {
			bars[i].Low = math.NaN()
		}
	}
	return Tornado("peak gap", unit, at(), bars, []string{anyText(r, 200)}, anyMeta(r))
}

func anyTable(r *rand.Rand) Chart {
	size := []int{1, 2, 5, 15, 16, 60}
	g := Grid{XLabel: anyText(r, 60), YLabel: anyText(r, 60), Metric: "gap", Unit: []string{"USD", "date", "1"}[r.IntN(3)]}
	low := float64(r.IntN(2))
	for range size[r.IntN(len(size))] {
		g.X = append(g.X, anyText(r, 25))
	}
	for range size[r.IntN(len(size))] {
		g.Y = append(g.Y, anyText(r, 25))
		row := make([]float64, len(g.X))
		for i := range row {
			row[i] = (r.Float64() - low) * 1e12
			if g.Unit == "date" {
				row[i] = float64(2025*12 + r.IntN(100))
			}
			if r.IntN(20) == 0 && i > 0 {
				row[i] = math.NaN()
			}
		}
		g.Z = append(g.Z, row)
	}
	return Table(g, anyMeta(r))
}

// TestPushApart compares with the best of many small changes.
func TestPushApart(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 1 + r.IntN(9)
		wanted, height := make([]vg.Length, n), make([]vg.Length, n)
		var at, sum vg.Length
		for i := range n {
			at += vg.Length(r.Float64() * 40)
			wanted[i], height[i] = at, vg.Length(5+r.Float64()*20)
			sum += height[i]
		}
		low, high := vg.Length(10), 10+sum*vg.Length(1+r.Float64())
		got := pushApart(wanted, height, low, high)
		fits := func(p []vg.Length) bool {
			const slack = 1e-9
			for i := range p {
				if p[i]-height[i]/2 < low-slack || p[i]+height[i]/2 > high+slack {
					return false
				}
				if i > 0 && p[i]-p[i-1] < (height[i]+height[i-1])/2-slack {
					return false
				}
			}
			return true
		}
		cost := func(p []vg.Length) (c float64) {
			for i := range p {
				c += float64((p[i] - wanted[i]) * (p[i] - wanted[i]))
			}
			return c
		}
		if !fits(got) {
			t.Fatalf("places %v of %v, heights %v, do not fit into %v to %v", got, wanted, height, low, high)
		}
		for range 300 { // moving a run of labels together cannot make it better
			try := append([]vg.Length(nil), got...)
			from := r.IntN(n)
			by := vg.Length(r.NormFloat64() * 0.3)
			for i := from; i < from+1+r.IntN(n-from); i++ {
				try[i] += by
			}
			if fits(try) && cost(try) < cost(got)-1e-6 {
				t.Fatalf("%v is nearer to %v than %v", try, wanted, got)
			}
		}
	}
}

// TestPushApartCrowded checks that labels without room stay in order and in range.
func TestPushApartCrowded(t *testing.T) {
	got := pushApart([]vg.Length{5, 5, 5}, []vg.Length{10, 10, 10}, 0, 15)
	for i, want := range []vg.Length{2.5, 7.5, 12.5} {
		if math.Abs(float64(got[i]-want)) > 1e-9 {
			t.Errorf("place %d is %v, want %v", i, got[i], want)
		}
	}
}

// TestTimeTicks checks that labels are apart and marks lie on the axis.
func TestTimeTicks(t *testing.T) {
	for months := 1; months <= 1200; months += 1 + months/9 {
		for start := 2025 * 12; start < 2026*12; start += 5 {
			for _, width := range []vg.Length{600, 1100} {
				tl := model.Timeline{Start: start, Months: months, Step: 1}
				ticks, marks := timeTicks(tl, width, 1)
				if len(ticks) == 0 || len(marks) < 2 {
					t.Fatalf("%d months from %d: %d labels and %d marks", months, start, len(ticks), len(marks))
				}
				per := width / vg.Length(months)
				for i := 1; i < len(ticks); i++ {
					gap := per * vg.Length(ticks[i].Value-ticks[i-1].Value)
					need := (tickStyle.width(ticks[i].Label) + tickStyle.width(ticks[i-1].Label)) / 2
					if gap < need {
						t.Errorf("%d months: %q and %q are %.1f apart, want %.1f", months, ticks[i-1].Label, ticks[i].Label, float64(gap), float64(need))
					}
				}
				for i := 3; i < len(ticks)-1; i++ { // the first and the last may stand in a cut span
					if ticks[i].Value-ticks[i-1].Value != ticks[i-1].Value-ticks[i-2].Value {
						t.Errorf("%d months: %q is out of step", months, ticks[i].Label)
					}
				}
				if n := len(ticks); n > 60 {
					t.Errorf("%d months: %d labels", months, n)
				}
			}
		}
	}
}
