package plots

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// TestBridgeAddsUp walks the bars of many bridges, and adds up their texts as a reader
// would.
func TestBridgeAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 300 {
		c := anyCompany(r)
		b := bridgeOf(c.project())
		var level, most, shown float64
		for _, s := range b.steps {
			if s.level {
				continue
			}
			level += s.amount
			most = math.Max(most, math.Abs(s.amount))
		}
		level += b.steps[0].amount
		last := b.steps[len(b.steps)-1].amount
		if diff := math.Abs(level - last); diff > 1e-9*math.Max(most, math.Abs(last))+0.01 {
			t.Errorf("company %d: the bars end at %g, closing cash is %g", i, level, last)
		}
		if math.Abs(b.steps[0].amount-c.cash) > 1e-9*most+0.01 {
			t.Errorf("company %d: opening cash %g, want %g", i, b.steps[0].amount, c.cash)
		}
		texts := b.texts(most)
		for _, text := range texts[:len(texts)-1] {
			shown += readMoney(t, text)
		}
		if want := readMoney(t, texts[len(texts)-1]); math.Abs(shown-want) > 1e-12*most+1e-6 {
			t.Errorf("company %d: the texts %v add up to %g", i, texts, shown)
		}
	}
}

// readMoney reads "+$1,536.3B".
func readMoney(t *testing.T, text string) float64 {
	t.Helper()
	clean := strings.NewReplacer("+", "", "−", "-", "$", "", ",", "").Replace(text)
	scale := 1.0
	for letter, size := range map[string]float64{"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12} {
		if rest, found := strings.CutSuffix(clean, letter); found {
			clean, scale = rest, size
		}
	}
	v, err := strconv.ParseFloat(clean, 64)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v * scale
}

// TestPeriodsKeepTheMoney checks that bars, each as wide as its part of a period, have
// the area of all payments, and that periods cover the timeline once.
func TestPeriodsKeepTheMoney(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 200 {
		tl := model.Timeline{Start: 24000 + r.IntN(40), Months: 1 + r.IntN(400), Step: []int{1, 3, 12}[r.IntN(3)]}
		months := make([]float64, tl.Months)
		var want float64
		for i := range months {
			months[i] = r.Float64()
			want += months[i]
		}
		periods, g := periodsOf(tl)
		var got float64
		next := 0
		for i, v := range sums(periods, months) {
			p := periods[i]
			if p.first != next || p.last < p.first || p.last-p.first >= g.months {
				t.Fatalf("%+v: period %+v follows month %d", tl, p, next-1)
			}
			next = p.last + 1
			got += v * (p.to - p.from) / float64(p.full)
		}
		if next != tl.Months || math.Abs(got-want) > 1e-9*want {
			t.Errorf("%+v: %d months of %g, want %g", tl, next, got, want)
		}
	}
}

// TestBandsKeepTheMoney checks that the bands of a chart add up to the ledger's compute,
// whatever is merged, and that there are not too many.
func TestBandsKeepTheMoney(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for i := range 200 {
		p := anyCompany(r).project()
		bands, _ := bandsOf(p, func(c model.Contract) []float64 { return c.Paid }, total)
		var got float64
		for _, b := range bands {
			got += total(b.months)
		}
		if want := total(p.Series[model.Compute]); math.Abs(got-want) > 1e-9*want {
			t.Errorf("company %d: bands of %g, compute of %g", i, got, want)
		}
		if len(bands) > mostBands+1 {
			t.Errorf("company %d: %d bands", i, len(bands))
		}
	}
}

// TestTitles pins the findings that titles state.
func TestTitles(t *testing.T) {
	flat := func(v float64) []float64 { return []float64{v, v, v, v, v, v, v, v, v, v, v, v} }
	p := func(set func(s *[model.NumSeries][]float64)) *model.Projection {
		p := &model.Projection{Timeline: model.Timeline{Start: 2027 * 12, Months: 12, Step: 3}}
		for i := range p.Series {
			p.Series[i] = flat(0)
		}
		set(&p.Series)
		return p
	}
	gap := func(v ...float64) *model.Projection {
		return p(func(s *[model.NumSeries][]float64) { s[model.FundingGap] = append(v, make([]float64, 12-len(v))...) })
	}
	spend := func(revenue, compute []float64) *model.Projection {
		return p(func(s *[model.NumSeries][]float64) { s[model.Revenue], s[model.Compute] = revenue, compute })
	}
	for _, c := range []struct {
		chart Chart
		want  string
	}{
		{FundingGap(gap(0, 0, 1e9, 5e9, 2e9), Meta{}), "The money runs short in March 2027; the gap peaks at $5B in April 2027 and is closed in June 2027"},
		{FundingGap(gap(0, 1e9, 2e9, 3e9, 4e9, 5e9, 6e9, 7e9, 8e9, 9e9, 10e9, 431.4e9), Meta{}), "The money runs short in February 2027; the gap grows to $431B by the end of 2027"},
		{FundingGap(gap(3e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9), Meta{}), "The money is short from the first month, January 2027; the gap peaks at $3B in January 2027"},
		{FundingGap(p(func(s *[model.NumSeries][]float64) {
			s[model.Cash] = []float64{9e9, 8e9, 7e9, 6e9, 5e9, 4e9, 5e9, 6e9, 7e9, 8e9, 9e9, 9e9}
		}), Meta{}), "The money never runs short before the end of 2027; cash is lowest in June 2027, at $4B"},
		{FundingGap(gap(), Meta{}), "The money never runs short before the end of 2027; cash stays at $0"},
		{RevenueCompute(spend(flat(2e9), flat(1e9)), Meta{}), "Revenue covers compute in every quarter to the end of 2027"},
		{RevenueCompute(spend(flat(1e9), flat(2e9)), Meta{}), "Revenue never covers compute; the shortfall peaks at $3B in Q1 2027"},
		{RevenueCompute(spend([]float64{0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4}, flat(2)), Meta{}), "Revenue covers compute only from Q3 2027 on; the shortfall peaks at $6 in Q1 2027"},
		{RevenueCompute(spend(flat(0), flat(0)), Meta{}), "There is neither revenue nor spending before the end of 2027"},
		{CashBridge(gap(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7e9), Meta{}), "By the end of 2027 uses of cash exceed its sources by $7B"},
		{CashBridge(gap(0, 0, 66.2e9, 3e9), Meta{}), "By the end of 2027 sources of cash cover all uses and leave $0, after a gap of up to $66.2B"},
		{CashBridge(p(func(s *[model.NumSeries][]float64) { s[model.Cash] = flat(8e9) }), Meta{}), "Sources of cash cover all uses to the end of 2027 and leave $8B"},
		{Tornado("peak gap", "USD", 4e9, []Bar{{Label: "growth", Low: 3e9, High: 9e9}, {Label: "delay", Low: 1e9, High: 4e9}}, nil, Meta{}), "Growth moves the peak gap most, from $3B to $9B"},
		{Table(Grid{X: []string{"1", "2"}, Y: []string{"a", "b"}, Z: [][]float64{{0, 1}, {2, 3}}, Metric: "peak gap", Unit: "USD"}, Meta{}), "Peak gap is zero in 1 of 4 cases and reaches $3 at 2 and b"},
		{Table(Grid{X: []string{"1", "2"}, Y: []string{"a"}, Z: [][]float64{{7, 1}}, Metric: "peak gap", Unit: "USD"}, Meta{}), "Peak gap goes from $7 at 1 to $1 at 2"},
	} {
		if got := c.chart.Title(); got != c.want {
			t.Errorf("%s: title\n %q, want\n %q", c.chart.Name(), got, c.want)
		}
	}
}

// TestContrast checks that every ink of text can be read on paper, and what stands in
// cells on their shade.
func TestContrast(t *testing.T) {
	if got := contrast(black, paper); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white has a contrast of %g, want 21", got)
	}
	for _, c := range []color.RGBA{ink, muted, blueInk, vermillionInk} {
		if got := contrast(c, paper); got < 4.5 {
			t.Errorf("%v on paper has a contrast of %.2f", c, got)
		}
	}
	if got := contrast(muted, pale); got < 4.5 {
		t.Errorf("text of an absent cell has a contrast of %.2f", got)
	}
	for _, s := range []shader{{0, 1, false}, {-1, 1, true}, {-1, 0.2, true}} {
		for v := s.min; v <= s.max; v += (s.max - s.min) / 500 {
			if c := s.of(v); contrast(on(c), c) < 4.5 {
				t.Errorf("text on %v has a contrast of %.2f", c, contrast(on(c), c))
			}
		}
	}
}

// TestShadesDarken checks that a copy without colour keeps the order of the shades.
func TestShadesDarken(t *testing.T) {
	s := shader{0, 1, false}
	for i := range shades - 1 {
		a, b := s.of(float64(i)/(shades-1)), s.of(float64(i+1)/(shades-1))
		if luminance(a) <= luminance(b) {
			t.Errorf("shade %d is not lighter than the next", i)
		}
	}
}

// TestTicks checks that ticks are round, apart, within the range, and never minus zero.
func TestTicks(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 2000 {
		unit := []string{"USD", "GW", "months", "1", "USD/GW"}[r.IntN(5)]
		low, high := -anySize(r)*float64(r.IntN(2)), anySize(r)
		s := scale(unit, low, high, 0.1, 5)
		if s.min > low || s.max < high || s.min >= s.max {
			t.Fatalf("range %g to %g does not hold %g to %g", s.min, s.max, low, high)
		}
		if n := len(s.ticks); n < 1 || n > 9 {
			t.Errorf("%d ticks from %g to %g", n, s.min, s.max)
		}
		for i, tick := range s.ticks {
			if tick.Value < s.min-1e-9*s.max || tick.Value > s.max*(1+1e-9) {
				t.Errorf("tick %g outside %g to %g", tick.Value, s.min, s.max)
			}
			if strings.HasPrefix(tick.Label, "−") && !strings.ContainsAny(tick.Label, "123456789") || strings.Contains(tick.Label, "-0") {
				t.Errorf("tick %q", tick.Label)
			}
			if i > 0 && tick.Label == s.ticks[i-1].Label {
				t.Errorf("two ticks %q", tick.Label)
			}
		}
	}
}

// TestWrap checks that lines keep to their width and lose no word unless they run out.
func TestWrap(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 500 {
		text, most := clean(anyText(r, 120)), vg.Length(40+r.Float64()*400)
		lines := labelStyle.wrap(text, most, 50)
		for _, line := range lines {
			if w := labelStyle.width(line); w > most+1e-6 && len([]rune(line)) > 1 {
				t.Errorf("%q is %g wide, want at most %g", line, float64(w), float64(most))
			}
		}
		bare := strings.NewReplacer(" ", "")
		if got := bare.Replace(strings.Join(lines, "")); got != bare.Replace(text) {
			t.Errorf("%q became %q", text, lines)
		}
		if short := labelStyle.wrap(text, most, 1); len(short) != 1 || labelStyle.width(short[0]) > most {
			t.Errorf("%q in one line of %g: %q", text, float64(most), short)
		}
	}
}
