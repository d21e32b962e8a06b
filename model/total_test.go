package model

import (
	"testing"

	"pgregory.net/rapid"
)

// TestTermTotals adds up the months of the series whose totals are metrics of terms.
func TestTermTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := project(t, maker{t}.termed())
		for id, months := range map[MetricID][]float64{
			TotalRenewals: p.Series[Renewals], TotalCredits: p.Series[Credits], TotalCancelled: p.Series[Cancelled],
			TotalFlexibilityFees: p.Series[FlexibilityFees], TotalBoughtCompute: p.Series[BoughtCompute],
			TotalIdleCost: p.Series[IdleCost], TotalRevenueLost: p.Series[RevenueLost],
		} {
			if IsAbsent(p.Metrics[id]) != (months == nil) {
				t.Fatalf("%s is %g of %d months", id.Info().Name, p.Metrics[id], len(months))
			}
			if months != nil {
				near(t, id.Info().Name, p.Metrics[id], total(months), 1e-9*total(months)+0.005)
			}
		}
	})
}
