package report

import (
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// TestChanceIsConditional says of every shipped scenario in which a round requires something
// that chances are given that, and of no other.
func TestChanceIsConditional(t *testing.T) {
	seen := map[bool]bool{}
	for name, r := range shippedRuns(t) {
		some := slices.ContainsFunc(r.Scenario.Funding.Rounds, func(x model.Round) bool { return x.Requires != "" })
		seen[some] = true
		if got := strings.Contains(strings.Join(r.funding().Notes, " "), "Chance: given what it requires."); got != some {
			t.Errorf("%s: said %t, want %t", name, got, some)
		}
	}
	if !seen[true] || !seen[false] {
		t.Errorf("seen %v", seen)
	}
}
