package report

import (
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// TestUnpaidIsSaid checks of every shipped scenario, under every policy, that the headline, the
// summary beside what is due beyond the end, and the worth of flexibility name what is put off
// at the end and what is cut: the sums of the contracts' own lines.
func TestUnpaidIsSaid(t *testing.T) {
	seen := map[string]bool{}
	for _, policy := range []model.Policy{model.Pay, model.DeferWhenShort, model.CancelWhenShort} {
		for name, r := range shippedRuns(t, "policy="+string(policy)) {
			put, cut := 0.0, 0.0
			for _, c := range r.Projection.Commitments {
				put, cut = put+last(c.Deferred), cut+total(c.Cancelled)
			}
			summary := r.summary().Rows
			at := slices.IndexFunc(summary, func(row []string) bool { return row[0] == "Due beyond the end" })
			for _, kind := range []struct {
				amount    float64
				row, says string
			}{{put, "Put off at the end", " put off and still to be paid"}, {cut, "Cut", " cut and never paid"}} {
				some := kind.amount > 1
				if got := strings.Contains(r.Headline(), Money(kind.amount)+kind.says); got != some {
					t.Errorf("%s, %s: %s of %q: %s", name, policy, Money(kind.amount), kind.row, r.Headline())
				}
				if shown := summary[at+1][0] == kind.row && summary[at+1][1] == Money(kind.amount); shown != some {
					t.Errorf("%s, %s: after what is due beyond the end: %q", name, policy, summary[at+1])
				}
				if r.Flexible != nil && some {
					seen[kind.row] = true
					if notes := strings.Join(r.flexibility().Notes, " "); strings.Contains(notes, "It takes") && !strings.Contains(notes, Money(kind.amount)+kind.says) {
						t.Errorf("%s, %s: %s", name, policy, notes)
					}
				}
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("seen %v", seen)
	}
}
