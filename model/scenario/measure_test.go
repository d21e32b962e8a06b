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
		{"", `there is no metric ""`, "the metrics are peak_gap, peak_gap_date, gap_at_end, first_gap_date, breakeven_date, runway_months, cumulative_burn, min_cash, total_revenue, total_costs, total_compute, committed_beyond, total_funding, npv_commitments, coverage, compute_to_revenue, capacity_at_end, cost_per_gw, total_renewals, total_credits, deferred_at_end, total_cancelled, total_flexibility_fees, total_bought_compute, total_idle_cost, total_revenue_lost, dilution, min_cash_breach_date and debt_to_revenue_breach_date"},
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

// TestMeasureOfATimeline checks the sample date of a hint against the calendar.
func TestMeasureOfATimeline(t *testing.T) {
	want(t, sampleDate(quarters), "2033-12")
	want(t, quantity.Month(quarters.Start).String(), "2025-10")
}
