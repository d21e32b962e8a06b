package scenario

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"computegap/model"
)

// pool holds values that some key takes, most of them at an edge.
var pool = []string{
	"null", "0", "1", "-1", "1e-9", "0.5", "1000", "$0", "$1", "$1B", "$1e18", "-$1B", "$0/yr", "$1/yr", "$1B/yr", "$1e18/yr",
	"0%", "50%", "100%", "-99%", "-50%", "10000%", "1000%", "200%", "2026", "2025", "1900", "2200", "2026-Q1", "2030-12", "2031", "2026-05",
	"0 months", "0.01 months", "1 month", "18 months", "100 years", "1000 years", "0 GW", "1000000 GW", "1 MW",
	"30% to 60%", "0.001% to 99.999%", "-90% to 9000%", "$1B to $2B", "$1 to $1e17", "$1/yr to $1e17/yr", "0.02 months to 99 years", "1 to 2",
	"normal($1B; $9B)", "uniform(0%; 100%)", "triangular(0; 0; 1)", "beta(0.01; 0.01)", "discrete($0 50%; $1e18 50%)", "pert(0 months; 0 months; 90 years)",
	"hold", "true", "rent", "build", "target", "secondary", "linear", "s-curve", "rising", "plateau", "programme", "listed", "curved", "report", "derived", "announced",
	"[]", "{}", "[a]", "{a: 1}", "{2026: $1B}", "{2026: 100%}", "{2026-01: $0/yr}", "{2026-01: $1B/yr, 2026-02: $1e18/yr}", "{2026: $1, 2027: $1e18}", "{1900: $1, 2200: $1B}",
	"{curve: constant, rate: -99%}", "{curve: constant, rate: 10000%}", "{curve: bass, market: $1B/yr, p: 10, q: 10}", "{curve: bass, market: $1/yr, p: 1e-9, q: 0}",
	"{curve: logistic, ceiling: $9e17/yr, rate: 10000%}", "{curve: gompertz, ceiling: $9e17/yr, rate: 1e-9}", "{curve: fade, rate: 10000%, fades_to: -99%, half_life: 0.01 months}",
	"{shape: s-curve, midpoint: 100%, steepness: 1000}", "{shape: s-curve, midpoint: 0%, steepness: 0.01}", "{shape: beta, a: 1000, b: 0.1}", "{shape: plateau, build: 0 months}",
	"{from: 1900, by: 2200}", "{start: 1990, end: 2089, report: year}", "{start: 2026, end: 2026, report: month}",
}

// TestMutations puts values where they belong and where they do not. What is accepted
// projects to finite numbers at the central case and far out in the tails; what is
// refused has a place.
func TestMutations(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	d := read(t, full(t))
	found := map[string][]string{}
	standing(d.root, tree, "", found)
	var paths []string
	for _, pattern := range slices.Sorted(maps.Keys(found)) {
		paths = append(paths, found[pattern]...)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range rounds {
		var settings []Setting
		for range 1 + rng.IntN(3) {
			s := Setting{Path: paths[rng.IntN(len(paths))], Value: pool[rng.IntN(len(pool))]}
			s.Place = "--set " + s.Path + "=" + s.Value
			settings = append(settings, s)
		}
		m, _, err := d.Model(model.Options{}, settings...)
		if err != nil {
			checkRefused(t, err)
			continue
		}
		accepted++
		t.Run(fmt.Sprint(settings), func(t *testing.T) { checkTails(t, m, rng) })
		if t.Failed() {
			t.Log(settings)
			return
		}
	}
	if accepted < rounds/50 {
		t.Errorf("only %d of %d are accepted", accepted, rounds)
	}
}

// checkTails projects a model at its centre and with every uncertain input in a tail.
func checkTails(t *testing.T, m *model.Model, rng *rand.Rand) {
	t.Helper()
	checkProjection(t, m.Project(nil))
	for range 3 {
		x := m.Central()
		for i, q := range m.Inputs() {
			if q.Dist != nil {
				x[i] = q.Dist.Quantile([]float64{1e-12, 0.3, 1 - 1e-12}[rng.IntN(3)])
			}
		}
		checkProjection(t, m.Project(x))
	}
}
