package model

import "strings"

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

// FlexibilityWorth compares the policy that the scenario states with paying everything as it
// falls due. It is nil where that is the policy.
func (m *Model) FlexibilityWorth() (*Contrast, error) {
	if p := m.scenario.Policy; p == "" || p == Pay {
		return nil, nil
	}
	paid, err := m.variant(m.options, func(s *Scenario) { s.Policy = Pay })
	if err != nil {
		return nil, err
	}
	return &Contrast{With: m.Project(nil).Metrics, Without: paid.Metrics}, nil
}

// CircularWorth compares the scenario with the money that comes from those who are paid for
// compute with the one without it, whichever of them the scenario states. It is nil where no
// money comes from them.
func (m *Model) CircularWorth() (*Contrast, error) {
	if !m.circular() {
		return nil, nil
	}
	other, err := m.variant(m.options, func(s *Scenario) { s.NoCircular = !s.NoCircular })
	if err != nil {
		return nil, err
	}
	c := &Contrast{With: m.Project(nil).Metrics, Without: other.Metrics}
	if m.scenario.NoCircular {
		c.With, c.Without = c.Without, c.With
	}
	return c, nil
}

// circular reports whether a round or a loan comes from someone who is paid under a
// commitment, be it through others that count.
func (m *Model) circular() bool {
	for i := range m.scenario.Funding.Rounds {
		r := &m.scenario.Funding.Rounds[i]
		if r.Kind != Prepayment && !r.Secondary && m.options.allows(r.Firmness) && m.pays(r.Counterparty) {
			return true
		}
	}
	for i := range m.scenario.Funding.Debt {
		if m.pays(m.scenario.Funding.Debt[i].Lender) {
			return true
		}
	}
	return false
}

// pays reports whether a commitment that the options let in and the central case takes is with
// a company of that name.
func (m *Model) pays(name string) bool {
	for i := range m.contracts {
		if c := &m.contracts[i]; name != "" && !c.out && strings.EqualFold(c.info.Counterparty, name) && m.scenario.likely(c.path) {
			return true
		}
	}
	return false
}
