package scenario

import (
	"math"
	"strings"
	"testing"
)

func TestParseCheck(t *testing.T) {
	month := func(year, month int) float64 { return float64(year*12 + month - 1 - quarters.Start) }
	for _, c := range []struct {
		text, statistic, operator string
		level, value              float64
	}{
		{"peak_gap < $400B", "", "<", 0, 4e11},
		{"peak_gap.p95 < $900B", "p95", "<", 0.95, 9e11},
		{"peak_gap . p99.5 >= $900B", "p99.5", ">=", 0.995, 9e11},
		{"first_gap_date.probability <= 80%", "probability", "<=", 0, 0.8},
		{"funding_gap@2030-Q2.p50 < $100B", "p50", "<", 0.5, 1e11},
		{"min_cash.mean > -$5B", "mean", ">", 0, -5e9},
		{"total_revenue.sd<$5B", "sd", "<", 0, 5e9},
		{"first_gap_date >= 2028", "", ">=", 0, month(2028, 1)},
		{"first_gap_date < 2028-Q2", "", "<", 0, month(2028, 4)},
		{"first_gap_date <= 2028", "", "<=", 0, month(2028, 12)},
		{"breakeven_date.p50 > 2028-Q2", "p50", ">", 0.5, month(2028, 6)},
		{"runway_months > 18 months", "", ">", 0, 18},
		{"coverage > 120%", "", ">", 0, 1.2},
		{"coverage > 1.2", "", ">", 0, 1.2},
		{"capacity_at_end >= 10 GW", "", ">=", 0, 10},
		{"capacity_gw@2030 >= 500 MW", "", ">=", 0, 0.5},
		{"cost_per_gw < $50B/GW", "", "<", 0, 5e10},
		{"cost_per_gw < $50B per GW", "", "<", 0, 5e10},
	} {
		got, err := ParseCheck(c.text, quarters)
		if err != nil || got.Statistic != c.statistic || got.Operator != c.operator || got.Level != c.level || got.Value != c.value || got.Text != c.text {
			t.Errorf("%s: %+v, %v", c.text, got, err)
		}
	}
}

func TestParseCheckRefuses(t *testing.T) {
	for _, c := range []struct{ text, message, hint string }{
		{"peak_gap", `"peak_gap" is not a condition`, "write it as peak_gap.p95 < $900B"},
		{"$1 < peak_gap < $2", `"$1 < peak_gap < $2" is not a condition`, "write it as peak_gap.p95 < $900B"},
		{"peak_gap = $1", `"peak_gap = $1" compares with =`, "compare with <, <=, > or >="},
		{"peak_gap.p101 < $1", `"p101" is not a percentile between 0 and 100`, "write p5, p50 or p95"},
		{"peak_gap.p0 < $1", `"p0" is not a percentile between 0 and 100`, "write p5, p50 or p95"},
		{"peak_gap.maen < $1", `there is no statistic "maen"`, "did you mean mean?"},
		{"peak_gap.probability < 10%", "peak_gap always exists: its probability is 100%", "first_gap_date.probability is the probability of a gap"},
		{"first_gap_date.mean < 2028", "a date has no mean", "use p50, or probability"},
		{"first_gap_date.probability < 180%", `"180%" is not a probability`, "write it as 80%"},
		{"peak_gap < 4B", `"4B" wants a currency sign`, "write $40B or 40B USD"},
		{"peak_gap <", "a value is missing", "write an amount of money, such as $40B"},
		{"first_gap_date < soon", `"soon" is not a date`, "write a month, a quarter or a year: 2025-11, 2025-Q4 or 2025"},
		{"runway_months > 18", `"18" wants a unit`, "write years, quarters or months after the number, as in 18 months"},
		{"cost_per_gw < $50B", `"$50B" is not a price of capacity`, "write it as $50B/GW"},
		{"revenue > $1B", `"revenue" is a series`, "say when: revenue@2033-12"},
	} {
		_, err := ParseCheck(c.text, quarters)
		if err == nil {
			t.Errorf("%s is accepted", c.text)
			continue
		}
		message, hint := Explain(err)
		want(t, c.text+": "+message+" | "+hint, c.text+": "+c.message+" | "+c.hint)
	}
}

// FuzzParseCheck promises of what is accepted a statistic, an operator and a finite
// value, and of what is refused a reason.
func FuzzParseCheck(f *testing.F) {
	for _, text := range []string{"peak_gap.p95 < $900B", "first_gap_date.probability <= 80%", "funding_gap@2030-Q2.p50 < $100B",
		"breakeven_date > 2028-Q2", "cost_per_gw < $50B/GW", "peak_gap", "a..p5 < 1", "coverage.sd >= 1e300"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCheck(text, quarters)
		if err != nil {
			if message, _ := Explain(err); message == "" {
				t.Errorf("%q is refused without a reason", text)
			}
			return
		}
		quantile := strings.HasPrefix(c.Statistic, "p") && c.Statistic != "probability"
		if quantile != (c.Level > 0 && c.Level < 1) || math.IsNaN(c.Value) || math.IsInf(c.Value, 0) {
			t.Errorf("%q is %+v", text, c)
		}
		if again, err := ParseCheck(c.Text, quarters); err != nil || again != c {
			t.Errorf("%q is %+v, and then %+v (%v)", text, c, again, err)
		}
	})
}
