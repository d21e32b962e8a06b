package plots

import (
	"math/rand/v2"
	"strings"
	"testing"

	"computegap/model"
)

// TestBridgeTitleOwnsGaps checks over many companies that a bridge without a gap at its
// end names the largest one before it, if and only if money was short in some month.
func TestBridgeTitleOwnsGaps(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	seen := map[string]int{}
	for i := range 2000 {
		p := anyCompany(r).project()
		title := CashBridge(p, Meta{}).Title()
		var most, last float64
		for _, v := range p.Series[model.FundingGap] {
			most, last = max(most, v), v
		}
		kind, want, not := "never short", "", "gap"
		switch {
		case last > 0.005:
			kind, want, not = "short at the end", "exceed its sources by "+dollars(last), "cover"
		case most > 0.005:
			kind, want, not = "short before the end", "after a gap of up to "+dollars(most), "exceed"
		}
		seen[kind]++
		if !strings.HasSuffix(title, want) || strings.Contains(title, not) {
			t.Errorf("company %d, %s: title %q, want the end %q", i, kind, title, want)
		}
		checkLines(t, title)
	}
	for _, kind := range []string{"never short", "short at the end", "short before the end"} {
		if seen[kind] < 20 {
			t.Errorf("only %d companies are %s", seen[kind], kind)
		}
	}
}

// checkLines checks that a title stands in two lines of the page without a cut.
func checkLines(t *testing.T, title string) {
	t.Helper()
	if lines := titleStyle.wrap(title, pageWidth-2*margin, 9); len(lines) > 2 {
		t.Errorf("title of %d lines: %q", len(lines), title)
	}
}

// TestTornadoTitles checks that a switch is named in quotation marks and told from the
// scenario as it is to what follows, and a range of values from the least to the most.
func TestTornadoTitles(t *testing.T) {
	december := func(year int) float64 { return float64(year*12 + 11) }
	growth := Bar{Label: "ChatGPT subscriptions: growth rate", Low: 548e9, High: 220e9}
	for _, c := range []struct {
		metric, unit string
		central      float64
		bars         []Bar
		want         string
	}{
		{"peak gap", "USD", 405e9, []Bar{growth},
			"ChatGPT subscriptions: growth rate moves the peak gap most, from $220B to $548B"},
		{"peak gap", "USD", 405e9, []Bar{growth, {Label: "Announced programme: paid evenly", Low: 405e9, High: 920e9, Switch: true}},
			"“Announced programme: paid evenly” moves the peak gap most, from $405B to $920B"},
		{"peak gap", "USD", 405e9, []Bar{{Label: "Opex: does not end", Low: 405e9, High: 120e9, Switch: true}},
			"“Opex: does not end” moves the peak gap most, from $405B to $120B"},
		{"peak gap", "USD", 405e9, []Bar{growth, {Label: "Announced programme: paid evenly", Low: 405e9, High: 420e9, Switch: true}},
			"ChatGPT subscriptions: growth rate moves the peak gap most, from $220B to $548B"},
		{"first gap date", "date", december(2027), []Bar{{Label: "Announced programme: paid evenly", Low: december(2027), High: december(2025), Switch: true}},
			"“Announced programme: paid evenly” moves the first gap date most, from December 2027 to December 2025"},
		{"first gap date", "date", december(2027), []Bar{{Label: "Announced programme: total", Low: december(2028), High: december(2026)}},
			"Announced programme: total moves the first gap date most, from December 2026 to December 2028"},
		{"capacity at end", "GW", 23.39, []Bar{{Label: "every contract on top of its umbrella", Low: 23.39, High: 34.64, Switch: true}},
			"“Every contract on top of its umbrella” moves the capacity at end most, from 23.4 GW to 34.6 GW"},
		{"peak gap", "USD", 405e9, []Bar{{Label: "Announced programme: paid evenly", Low: 405e9, High: 405e9, Switch: true}},
			"None of these inputs moves the peak gap from $405B"},
	} {
		got := Tornado(c.metric, c.unit, c.central, c.bars, nil, Meta{}).Title()
		if got != c.want {
			t.Errorf("title\n %q, want\n %q", got, c.want)
		}
		checkLines(t, got)
	}
}

// TestBridgeTitleNamesCashKept counts the cash that is left among what the sources do
// not cover: it is what the bars show.
func TestBridgeTitleNamesCashKept(t *testing.T) {
	b := bridge{gap: 224e9, closing: 10e9, timeline: model.Timeline{Start: 12 * 2026, Months: 12, Step: 12}}
	const want = "By the end of 2026 uses of cash, with $10B to keep, exceed its sources by $224B"
	if got := b.title(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
