package model

import (
	"cmp"
	"slices"
)

// Rung is the central case with the promises of some classes of firmness, in full.
type Rung struct {
	Class   Firmness // the least firm of them
	Label   string   // "signed", "+ options"
	Metrics Values
}

// rungNames are the classes of firmness in the plural.
var rungNames = map[Firmness]string{
	Signed: "signed", LetterOfIntent: "letters of intent", Option: "options", Conditional: "conditional", Target: "targets",
}

// Plural is the class in words: "letters of intent".
func (f Firmness) Plural() string { return rungNames[f] }

// Ladder says what each class of firmness adds to the gap: for every class that occurs among
// the commitments that count or take circular money away, and the rounds that close, from the firmest, the central case
// with the classes up to it alone. All their commitments count in full: the odds of the
// scenario and what commitments say of their own probability are left aside; rounds close as
// they say themselves, but for one that requires what is not on the rung. The last rung has
// every class that the options let in.
func (m *Model) Ladder() (rungs []Rung, err error) {
	all, err := m.variant(m.options, certainCommitments)
	if err != nil {
		return nil, err
	}
	classes := m.classes(all)
	for i, class := range classes {
		p, opt := all, m.options
		if i+1 < len(classes) {
			opt.Only = m.upTo(class)
			if p, err = m.variant(opt, certainCommitments); err != nil {
				return nil, err
			}
		}
		r := Rung{Class: class, Label: rungNames[class], Metrics: p.Metrics}
		if i > 0 {
			r.Label = "+ " + r.Label
		}
		rungs = append(rungs, r)
	}
	return rungs, nil
}

// classes lists the classes of the commitments that count and of the rounds that close, from
// the firmest; none without commitments.
func (m *Model) classes(p *Projection) (list []Firmness) {
	found := map[Firmness]bool{}
	for i := range m.contracts {
		if c := &m.contracts[i]; c.sums() || m.excludes(c) {
			found[cmp.Or(c.info.Firmness, Signed)] = true
		}
	}
	if len(found) == 0 {
		return nil
	}
	for _, r := range p.Rounds {
		if r.Taken {
			found[cmp.Or(r.Firmness, Signed)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(Firmnesses()), func(f Firmness) bool { return !found[f] })
}

// excludes reports whether money is left out because a contract that is in no sum is taken: its
// counterparty gives some, and circular money does not count.
func (m *Model) excludes(c *contract) bool {
	return m.scenario.NoCircular && c.memo && !c.out &&
		slices.ContainsFunc(m.givers(), func(name string) bool { return sameName(name, c.info.Counterparty) })
}

// upTo lists the classes that the options let in, from the firmest to the given one.
func (m *Model) upTo(class Firmness) (list []Firmness) {
	for _, f := range Firmnesses() {
		if m.options.allows(f) {
			list = append(list, f)
		}
		if f == class {
			break
		}
	}
	return list
}

// certainCommitments takes from a scenario what makes a commitment less than certain, but for
// the commitments that it requires, itself or by way of rounds: these are certain too, where
// they are not left out.
func certainCommitments(s *Scenario) {
	s.Odds = nil
	s.Commitments = slices.Clone(s.Commitments)
	for i := range s.Commitments {
		c := &s.Commitments[i]
		c.Probability, c.Requires = Quantity{}, s.beyondRounds(c.Requires)
	}
}

// beyondRounds is a path that something requires, or of rounds the one that they require in the
// end, "" for none.
func (s *Scenario) beyondRounds(path string) string {
	for i := range s.Funding.Rounds {
		if r := &s.Funding.Rounds[i]; path == "funding.rounds."+r.ID {
			return s.beyondRounds(r.Requires)
		}
	}
	return path
}
