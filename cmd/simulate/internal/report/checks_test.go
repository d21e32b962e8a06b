package report

import (
	"encoding/json"
	"strings"
	"testing"

	"computegap/model/ensemble"
)

// TestRemark says of each kind of check what would help.
func TestRemark(t *testing.T) {
	for want, c := range map[string]Check{
		"": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Pass}},
		"x is undecided: about 66,000 paths would decide it (--paths 66000).": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Paths: 66000}},
		"x is undecided, and no reasonable number of paths would decide it.":  {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided}},
		"x is undecided: there are too few paths to bound it.":                {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Open: true}},
		"x: it never comes.": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Pass}, Note: "it never comes"},
	} {
		if got := c.Remark(); got != want {
			t.Errorf("%+v: %q, want %q", c.Verdict, got, want)
		}
	}
}

// TestChecksShown prints checks with open sides, dates and probabilities.
func TestChecksShown(t *testing.T) {
	r := toy(shippedRun(t, "aws-deal"))
	r.Checks = append(r.Checks, Check{Text: "peak_gap.p95 < $1B", Unit: "USD", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Open: true},
		Estimate: ensemble.Estimate{Value: 2e9, CI: ensemble.Interval{Low: 1e9, High: 3e9, OpenHigh: true}}})
	text := strings.Join(strings.Fields(printed(t, r, Text)), " ")
	for _, want := range []string{
		"peak_gap < $400B $300B pass", "coverage > 1 – fail", "first_gap_date.probability <= 80% 83% 82% to 84% fail",
		"peak_gap.p95 < $1B $2B $1B or more undecided", "first_gap_date.p50 > 2026 2026-10 2026-09 to 2026-11 undecided",
		"about 66,000 paths would decide it (--paths 66000)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, printed(t, r, Text))
		}
	}
	var doc struct{ Checks []map[string]any }
	if err := json.Unmarshal([]byte(printed(t, r, JSON)), &doc); err != nil {
		t.Fatal(err)
	}
	equal(t, "checks", toAny(doc.Checks), []map[string]any{
		{"check": "peak_gap < $400B", "value": 3e11, "low": 3e11, "high": 3e11, "status": "pass"},
		{"check": "first_gap_date.p50 > 2026", "value": "2026-10", "low": "2026-09", "high": "2026-11", "status": "undecided", "paths": 66000},
		{"check": "coverage > 1", "value": nil, "low": nil, "high": nil, "status": "fail", "note": "it does not exist here"},
		{"check": "first_gap_date.probability <= 80%", "value": 0.83, "low": 0.82, "high": 0.84, "status": "fail"},
		{"check": "peak_gap.p95 < $1B", "value": 2e9, "low": 1e9, "high": nil, "status": "undecided"},
	})
}

func toAny(list []map[string]any) any {
	out := []any{}
	for _, m := range list {
		out = append(out, m)
	}
	return out
}
