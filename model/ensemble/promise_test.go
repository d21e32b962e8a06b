package ensemble_test

import (
	"math"
	"testing"

	"computegap/model"
	"computegap/model/ensemble"
)

// promised is a commitment of one month with a probability, which may require another
// promise.
func promised(id string, total, probability float64, requires string) model.Commitment {
	path := "commitments." + id
	return model.Commitment{ID: id, Total: number(path+".total", total), Start: start, Term: number(path+".term", 1),
		Probability: number(path+".probability", probability), Requires: requires}
}

// TestPromises draws commitments: one alone, one that requires it, and one that requires a
// round. Joint events stay joint: the variance has the covariance of the first two.
func TestPromises(t *testing.T) {
	const a, b, round, c = 0.3, 0.8, 0.6, 0.5
	s := company(2, 1000)
	s.Funding.Rounds = []model.Round{{ID: "r", Amount: number("funding.rounds.r.amount", 100), Probability: number("funding.rounds.r.probability", round), Month: start + 1}}
	s.Commitments = []model.Commitment{
		promised("a", 1, a, ""), promised("b", 10, b, "commitments.a"), promised("c", 100, c, "funding.rounds.r"), promised("d", 1000, 1, ""),
	}
	ab := a * b
	mean := a + 10*ab + 100*round*c + 1000
	variance := a*(1-a) + 100*ab*(1-ab) + 10000*round*c*(1-round*c) + 2*10*ab*(1-a)
	for _, kind := range kinds {
		r := run(t, compile(t, s), ensemble.Config{Kind: kind, Seed: 5, Paths: 1 << 18})
		v := r.Metrics[model.TotalCompute].Values
		within(t, kind.String()+" mean", v.Mean, mean, 4)
		within(t, kind.String()+" sd", v.SD, math.Sqrt(variance), 4)
		within(t, kind.String()+" rounds", r.Metrics[model.TotalFunding].Values.Mean, 100*round, 4)
	}
}
