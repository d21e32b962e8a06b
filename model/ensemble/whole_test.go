package ensemble

import (
	"context"
	"math"
	"testing"

	"computegap/model"
)

// TestRunwayIntervals wants the interval of a quantile of the runway, which is a whole number
// of months, to reach to the whole numbers around it, however the paths are drawn.
func TestRunwayIntervals(t *testing.T) {
	m := ReadModel(t, "../../scenarios/openai-announced.yaml")
	for _, kind := range []Kind{Random, LHS, Sobol} {
		r, err := Run(context.Background(), m, Config{Kind: kind, Paths: 512, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range r.Metrics[model.RunwayMonths].Values.Quantiles {
			if q.CI.Low != math.Floor(q.CI.Low) || q.CI.High != math.Ceil(q.CI.High) || q.CI.Low > q.Value || q.CI.High < q.Value {
				t.Errorf("%s: %g has the interval %v", kind, q.Value, q.CI)
			}
		}
	}
}
