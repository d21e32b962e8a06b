package model

import "cmp"

// QualityOfFunding is what the rounds of one quality come to, USD.
type QualityOfFunding struct {
	Quality Quality
	Rounds  []Receipt // in the order of the scenario

	Taken    float64 // brought in within the timeline, in cash or credits, or paid for credits
	NotTaken float64 // listed, and not brought in
	Past     float64 // before the timeline, nothing of which comes in
	Dilution float64 // the share of the company that those taken with a valuation give away
}

// Qualities lists the qualities of rounds from the surest.
func Qualities() []Quality {
	return []Quality{Closed, Tranche, ConditionalRound, InKindRound, PrepaymentRound, SecondaryRound}
}

// FundingByQuality sorts rounds by how much of them is certain and in what form they come, from
// the surest. Qualities without a round are left out.
func FundingByQuality(p *Projection, s *Scenario) (list []QualityOfFunding) {
	for _, quality := range Qualities() {
		q := QualityOfFunding{Quality: quality}
		kept, sold := 1.0, make([]float64, len(s.Funding.Rounds)+1) // by round of several parts
		for _, r := range p.Rounds {
			if r.Sort() != quality {
				continue
			}
			q.Rounds = append(q.Rounds, r)
			switch {
			case r.Taken:
				q.Taken += r.Amount
				if r.part > 0 {
					sold[r.part] += r.Dilution
				} else {
					kept *= 1 - r.Dilution
				}
			case r.Past(p.Timeline, s):
				q.Past += r.Amount
			default:
				q.NotTaken += r.Amount
			}
		}
		for _, share := range sold {
			kept *= 1 - min(1, share)
		}
		if q.Dilution = 1 - kept; len(q.Rounds) > 0 {
			list = append(list, q)
		}
	}
	return list
}

// Sort is the quality of the round, closed where none is stated.
func (r Receipt) Sort() Quality {
	if r.Form() == Secondary {
		return SecondaryRound
	}
	return cmp.Or(r.Quality, Closed)
}

// Past reports whether a round of the scenario lies before the timeline, and does not wait
// for a trigger.
func (r Receipt) Past(t Timeline, s *Scenario) bool {
	for i := range s.Funding.Rounds {
		if x := &s.Funding.Rounds[i]; x.ID == r.ID && x.Trigger != nil {
			return false
		}
	}
	return r.Month < t.Start
}

// When is the calendar month in which a round comes in, or of one that does not, in which it
// was to.
func (r Receipt) When(t Timeline) int {
	if r.Taken {
		return max(r.Month, t.Start+r.Arrives)
	}
	return r.Month
}
