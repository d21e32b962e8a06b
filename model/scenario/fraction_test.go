package scenario

import (
	"strings"
	"testing"
)

// TestLargeFraction checks that a plain number which is probably a percentage is a
// warning with its place, and that nothing else is.
func TestLargeFraction(t *testing.T) {
	text := base + "commitments: {a: {total: $1B, start: 2026, term: 1 year, deferral: {max: 1 year}}}\n" +
		"revenue: {r: {run_rate: $1B/yr, growth: {curve: constant, rate: 10%}}}\n"
	for _, c := range []struct{ setting, says string }{
		{"commitments.a.deferral.cost=8", `"8" is 800%: write 8% if that is meant, else 800%`},
		{"commitments.a.deferral.cost=5", `"5" is 500%: write 5% if that is meant, else 500%`},
		{"commitments.a.deferral.cost=4.9", ""},
		{"commitments.a.deferral.cost=800%", ""},
		{"commitments.a.deferral.cost=$8/GW-yr", ""},
		{"commitments.a.overrun=8", ""},
		{"revenue.r.growth.rate=90/yr", `"90/yr" is 9000%: write 90% if that is meant, else 9000%`},
		{"revenue.r.growth.rate=900 percent", ""},
		{"revenue.r.growth.rate={value: 90, note: n}", `"90" is 9000%: write 90% if that is meant, else 9000%`},
		{"revenue.r.growth.rate=uniform(6; 8)", `"uniform(6; 8)" is around 700%: write 7% if that is meant, else 700%`},
		{"revenue.r.growth.rate=discrete(8 60%; 20 40%)", `"discrete(8 60%; 20 40%)" is around 800%: write 8% if that is meant, else 800%`},
		{"revenue.r.growth.rate=discrete(800% 60%; 2000% 40%)", ""},
		{"revenue.r.growth.rate=triangular(500%; 600%; 700%)", ""},
		{"revenue.r.growth.rate=0.5 to 0.9", ""},
		{"revenue.r.mean_reversion=8", ""},
		{"revenue.r.volatility=9", `"9" is 900%: write 9% if that is meant, else 900%`},
		{"costs={c: {share: {points: {2026-01: 20}}}}", `"20" is 2000%: write 20% if that is meant, else 2000%`},
	} {
		_, warnings, err := read(t, text).Scenario(set(t, c.setting)...)
		if err != nil {
			t.Errorf("%s: %v", c.setting, err)
			continue
		}
		says := ""
		for _, w := range warnings {
			says += w.Message
		}
		if c.says != "" {
			c.says += " (" + set(t, c.setting)[0].Place + ")"
		}
		if says != c.says {
			t.Errorf("%s: warns\n\t%s\nwant\n\t%s", c.setting, says, c.says)
		}
	}
	_, warnings, _ := read(t, strings.Replace(text, "rate: 10%", "rate: 10", 1)).Scenario()
	if len(warnings) != 1 || warnings[0].String() != `revenue.r.growth.rate: "10" is 1000%: write 10% if that is meant, else 1000% (f.yaml:4:65)` {
		t.Errorf("a file warns %q", warnings)
	}
}

func TestPercentHint(t *testing.T) {
	want(t, first(t, base, "funding.rounds={a: {amount: $1B, date: 2026-02, probability: 60}}"),
		`--set funding.rounds={a: {amount: $1B, date: 2026-02, probability: 60}}: funding.rounds.a.probability: "60" is above the most, 100% | write 60% if that is meant`)
	want(t, first(t, base, "funding.cash_rate=12"), `--set funding.cash_rate=12: funding.cash_rate: "12" is above the most, 1000% | write 12% if that is meant`)
	want(t, first(t, base, "funding.cash_rate=1200%"), `--set funding.cash_rate=1200%: funding.cash_rate: "1200%" is above the most, 1000%`)
}
