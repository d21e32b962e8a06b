package scenario

import (
	"testing"

	"computegap/model"
	"computegap/model/quantity"
)

// quarters is the timeline 2025-10 to 2033-12.
var quarters = model.Timeline{Start: 2025*12 + 9, Months: 99, Step: 3}

func TestParseMeasure(t *testing.T) {
	for text, expected := range map[string]model.Measure{
		"peak_gap":            {Metric: model.PeakGap},
		" first_gap_date ":    {Metric: model.FirstGapDate},
		"revenue@2030":        {Series: model.Revenue, IsSeries: true, First: 51, Last: 62},
		"funding_gap@2030-Q2": {Series: model.FundingGap, IsSeries: true, First: 54, Last: 56},
		"cash@2025-10":        {Series: model.Cash, IsSeries: true},
		"cash @ 2033-12":      {Series: model.Cash, IsSeries: true, First: 98, Last: 98},
	} {
		if got, err := ParseMeasure(text, quarters); err != nil || got != expected {
			t.Errorf("%s: %+v, %v; want %+v", text, got, err, expected)
		}
	}
}

func TestParseMeasureRefuses(t *testing.T) {
	for _, c := range []struct{ text, message, hint string }{
		{"peak_gp", `there is no metric "peak_gp"`, "did you mean peak_gap?"},
		{"revnue@2030", `there is no metric "revnue"`, "did you mean revenue?"},
		{"revenue", `"revenue" is a series`, "say when: revenue@2033-12"},
		{"peak_gap@2030", `"peak_gap" is a metric of the whole timeline, not of a date`, "write peak_gap"},
		{"revenue@2025", `"2025" does not lie inside the timeline`, "the timeline runs from 2025-10 to 2033-12"},
		{"revenue@2034-Q1", `"2034-Q1" does not lie inside the timeline`, "the timeline runs from 2025-10 to 2033-12"},
		{"revenue@", "a date is missing", "write a month, a quarter or a year: 2025-11, 2025-Q4 or 2025"},
		{"", `there is no metric ""`, "the metrics are peak_gap, peak_gap_date, gap_at_end, first_gap_date, breakeven_date, runway_months, cumulative_burn, min_cash, total_revenue, total_costs, total_compute, committed_beyond, total_funding, npv_commitments, coverage, compute_to_revenue, capacity_at_end and cost_per_gw"},
	} {
		_, err := ParseMeasure(c.text, quarters)
		if err == nil {
			t.Errorf("%s is accepted", c.text)
			continue
		}
		message, hint := Explain(err)
		want(t, message+" | "+hint, c.message+" | "+c.hint)
	}
}

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

// TestMeasureOfATimeline checks the sample date of a hint against the calendar.
func TestMeasureOfATimeline(t *testing.T) {
	want(t, sampleDate(quarters), "2033-12")
	want(t, quantity.Month(quarters.Start).String(), "2025-10")
}
