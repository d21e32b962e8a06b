package model

import (
	"math"
	"slices"
)

// Chance is what a draw of the model decides beside the structure.
type Chance struct {
	Inputs []int // inputs with a distribution that results depend on, in the order of the scenario
	Rounds []int // rounds of the scenario that may or may not close within the timeline
	// Commitments are those that may or may not be taken.
	Commitments []int
	Noises      []Noise // in the order of the streams
}

// Any reports whether anything is uncertain.
func (c Chance) Any() bool { return len(c.Inputs)+len(c.Rounds)+len(c.Commitments)+len(c.Noises) > 0 }

// Chance returns what is uncertain. What the options leave out is uncertain all the same:
// so the draws of the rest do not depend on them.
func (m *Model) Chance() (c Chance) {
	for i, q := range m.inputs {
		if q.Dist != nil && !q.Aside {
			c.Inputs = append(c.Inputs, i)
		}
	}
	for i, r := range m.funding.rounds {
		if (r.info.comes(m.time) || m.events.required(m.roundEvent(i))) && m.undecided(r.probability) {
			c.Rounds = append(c.Rounds, i)
		}
	}
	for i := range m.contracts {
		if m.undecided(m.events.list[i].probability) {
			c.Commitments = append(c.Commitments, i)
		}
	}
	for i := range m.streams {
		s := &m.streams[i]
		sigma := m.inputs[s.volatility]
		if s.lo < s.hi && (sigma.Dist != nil || sigma.Value > 0) {
			c.Noises = append(c.Noises, Noise{i, s.path + ".noise", s.hi - s.lo, s.volatility, s.reversion})
		}
	}
	return c
}

// RoundPath is the path of a round, "funding.rounds.amazon".
func (m *Model) RoundPath(round int) string {
	return "funding.rounds." + m.funding.rounds[round].info.ID
}

// CommitmentPath is the path of a commitment, "commitments.aws".
func (m *Model) CommitmentPath(commitment int) string { return m.contracts[commitment].path }

// Active is the months in which a stream is active, lo to hi−1.
func (m *Model) Active(stream int) (lo, hi int) {
	return m.streams[stream].lo, m.streams[stream].hi
}

// Persistence is φ of a noise at the central values, from 0 to 1.
func (m *Model) Persistence(z Noise) float64 {
	return math.Exp(-m.central[z.MeanReversion] / 12)
}

// Moves reports whether a series may differ in some months, first to last, between the
// points that the kernel is for.
func (k *Kernel) Moves(s SeriesID, first, last int) bool {
	if moves, known := k.termMoves(s, first, last); known {
		return moves
	}
	switch s {
	case Revenue:
		return len(k.varies.streams) > 0
	case Costs:
		return len(k.varies.costs) > 0
	case Compute:
		return len(k.varies.contracts) > 0
	case CapacityGW:
		return k.m.powered && len(k.varies.contracts) > 0
	case FacilityDraws, FacilityBalance:
		return k.lendings.any && k.any()
	case Rounds:
		for i, r := range k.m.funding.rounds {
			if r.month >= first && r.month <= last && (slices.Contains(k.setup.Free, r.amount) ||
				k.eventMoves(k.m.roundEvent(i)) || k.circlesMove(r.circular)) {
				return true
			}
		}
		return false
	}
	return k.any()
}

// any reports whether points differ at all.
func (k *Kernel) any() bool {
	return len(k.setup.Free)+len(k.setup.Noisy)+len(k.setup.Rounds)+len(k.setup.Commitments) > 0
}
