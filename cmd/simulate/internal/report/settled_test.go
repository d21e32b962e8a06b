package report

import (
	"math"
	"testing"

	"computegap/model"
)

// TestPaidIsWhatLeavesTheCompany works out of operating cash what is paid for compute, month by
// month, of every shipped scenario under every policy.
func TestPaidIsWhatLeavesTheCompany(t *testing.T) {
	seen := map[string]bool{}
	for _, policy := range []model.Policy{model.Pay, model.DeferWhenShort, model.CancelWhenShort} {
		for name, r := range shippedRuns(t, "policy="+string(policy)) {
			s := r.Projection.Series
			for m, paid := range r.Projection.ComputePaid() {
				want := s[model.Revenue][m] - s[model.Costs][m] + s[model.Interest][m] - s[model.OperatingCash][m]
				if math.Abs(paid-want) > 0.01 {
					t.Fatalf("%s, %s, month %d: paid %f, want %f", name, policy, m, paid, want)
				}
			}
			for _, step := range r.Projection.Settlings() {
				seen[step.Name] = seen[step.Name] || moves(step.Months)
			}
		}
	}
	for name, some := range seen {
		if !some {
			t.Errorf("no scenario has %q", name)
		}
	}
}
