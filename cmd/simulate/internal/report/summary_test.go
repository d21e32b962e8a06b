package report

import (
	"testing"

	"computegap/model"
)

// TestEndText says whether the gap still grows by what its last month does, and sets
// the last year beside it.
func TestEndText(t *testing.T) {
	year := func(last ...float64) []float64 { // twelve months at $5B, then others
		gap := make([]float64, 12, 14)
		for i := range gap {
			gap[i] = 5e9
		}
		return append(gap, last...)
	}
	for _, tt := range []struct {
		gap  []float64
		want string
	}{
		{[]float64{0, 0, 0}, ""},
		{[]float64{0, 1e9, 3e9}, "still growing, by $3B since the start"},
		{[]float64{3e9}, "still growing, by $3B since the start"},
		{[]float64{4e9, 3e9}, "shrinking now; up $3B since the start"},
		{year(7e9), "still growing, by $2B in the last year"},
		{year(9e9, 7e9), "shrinking now; up $2B in the last year"},
		{year(4e9), "shrinking, by $1B in the last year"},
		{year(2e9, 3e9), "growing again; down $2B in the last year"},
		{year(5e9), "unchanged in the last month"},
		{year(0, 0), "closed since 2027-01"},
		{[]float64{3e9, 0, 1e9, 0, 0, 0.001}, "closed since 2026-04"},
	} {
		p := &model.Projection{Timeline: model.Timeline{Start: 2026 * 12}}
		p.Series[model.FundingGap] = tt.gap
		for _, v := range tt.gap {
			p.Metrics[model.PeakGap] = max(p.Metrics[model.PeakGap], v)
		}
		if got := (&Run{Projection: p}).endText(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.gap, got, tt.want)
		}
	}
}
