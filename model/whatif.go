package model

import "slices"

// Contrast holds the metrics of the central case with something and without it.
type Contrast struct {
	With, Without Values
}

// variant projects the central case of the scenario with a change, under other options. The
// change gets a copy of the scenario whose lists are still those of the model: it replaces
// them whole.
func (m *Model) variant(opt Options, change func(s *Scenario)) (*Projection, error) {
	s := *m.scenario
	change(&s)
	v, err := Compile(&s, opt)
	if err != nil {
		return nil, err
	}
	return v.Project(nil), nil
}

// PaidAsDue projects the central case with everything paid as it falls due. It is nil where
// that is the policy that the scenario states.
func (m *Model) PaidAsDue() (*Projection, error) {
	if p := m.scenario.Policy; p == "" || p == Pay {
		return nil, nil
	}
	return m.variant(m.options, func(s *Scenario) { s.Policy = Pay })
}

// FlexibilityWorth compares the policy that the scenario states with paying everything as it
// falls due. It is nil where that is the policy.
func (m *Model) FlexibilityWorth() (*Contrast, error) {
	paid, err := m.PaidAsDue()
	if paid == nil || err != nil {
		return nil, err
	}
	return &Contrast{With: m.Project(nil).Metrics, Without: paid.Metrics}, nil
}

// CircularWorth compares the scenario with the money that comes from those who are paid for
// compute with the one without it, whichever of them the scenario states. It is nil where no
// money comes from them.
func (m *Model) CircularWorth() (*Contrast, error) {
	stated := m.Project(nil)
	if !m.circular(stated) {
		return nil, nil
	}
	other, err := m.variant(m.options, func(s *Scenario) { s.NoCircular = !s.NoCircular })
	if err != nil {
		return nil, err
	}
	c := &Contrast{With: stated.Metrics, Without: other.Metrics}
	if m.scenario.NoCircular {
		c.With, c.Without = c.Without, c.With
	}
	return c, nil
}

// circular reports whether money comes from someone who is paid under a commitment that the
// central case takes, be it through others that count.
func (m *Model) circular(p *Projection) bool {
	return slices.ContainsFunc(m.givers(), func(name string) bool {
		return slices.ContainsFunc(p.Commitments, func(c Contract) bool { return c.Taken && sameName(c.Counterparty, name) })
	})
}

// givers lists who gives money in rounds that the options let in, in loans and in facilities; ""
// where the scenario does not say.
func (m *Model) givers() (names []string) {
	f := &m.scenario.Funding
	for _, r := range f.Rounds {
		if r.Kind != Prepayment && !r.Secondary && m.options.allows(r.Firmness) {
			names = append(names, r.Counterparty)
		}
	}
	for _, d := range f.Debt {
		names = append(names, d.Lender)
	}
	for _, w := range f.Facilities {
		names = append(names, w.Lender)
	}
	return names
}
