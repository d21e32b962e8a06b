package model

import (
	"fmt"
	"math"
	"slices"
)

// unusedWarnings lists the terms that do nothing, at the central values: what each is, and
// what to do about it.
func (m *Model) unusedWarnings() (list []Warning) {
	list = append(list, m.policyWarnings()...)
	list = append(list, m.covenantWarnings()...)
	for i := range m.contracts {
		list = append(list, m.noticeWarnings(i)...)
	}
	for i := range m.terms.flexible {
		list = append(list, m.firmWarnings(&m.terms.flexible[i])...)
	}
	for i := range m.terms.tranches {
		list = append(list, m.creditWarnings(&m.terms.tranches[i])...)
		list = append(list, m.triggerWarnings(&m.terms.tranches[i])...)
	}
	for i := range m.scenario.Funding.Debt {
		list = append(list, m.scenario.Funding.Debt[i].warnings()...)
	}
	for i := range m.scenario.Counterparties {
		list = append(list, m.scenario.strangerWarnings(&m.scenario.Counterparties[i])...)
	}
	return list
}

// policyWarnings warns of a policy under which no commitment that counts has the right it
// takes.
func (m *Model) policyWarnings() []Warning {
	policy := m.scenario.Policy
	if policy == "" || policy == Pay || len(m.terms.flexible) > 0 {
		return nil
	}
	right := "deferral, such as deferral: {max: 1 year}"
	if policy == CancelWhenShort {
		right = "cancellation, such as cancellation: {fee: 20%}"
	}
	return []Warning{{"policy", fmt.Sprintf("%s does nothing, for no commitment that counts has the right: give one a %s, or write pay", policy, right)}}
}

// noticeWarnings warns of rights whose notice is longer than the commitment runs.
func (m *Model) noticeWarnings(i int) (list []Warning) {
	c := &m.contracts[i]
	if !c.sums() {
		return nil
	}
	term, _ := c.months(m.point(), 0)
	check := func(right string, notice Quantity) {
		if notice.Present() && notice.Value > term {
			list = append(list, Warning{c.path + "." + right + ".notice", fmt.Sprintf(
				"the notice of %s is longer than the commitment runs, %s: it comes too late unless money is short long before; shorten it, or leave the right out",
				inMonths(notice.Value), inMonths(term))})
		}
	}
	if d := c.info.Deferral; d != nil {
		check("deferral", d.Notice)
	}
	if d := c.info.Cancellation; d != nil {
		check("cancellation", d.Notice)
	}
	return list
}

// firmWarnings warns of rights that the policy takes and that leave nothing to put off or cut.
func (m *Model) firmWarnings(f *flexible) []Warning {
	path, right, does := m.contracts[f.contract].path, "deferral", "puts nothing off"
	if f.cuts {
		right, does = "cancellation", "cuts nothing"
	}
	switch {
	case f.takeOrPay >= 0 && m.surely(f.takeOrPay) >= 1:
		return []Warning{{path + ".take_or_pay", fmt.Sprintf("all of it is due whatever happens, so that %s %s: lower it, or leave %s out", m.scenario.Policy, does, right)}}
	case f.cuts && m.surely(f.cost) >= 1:
		return []Warning{{path + ".cancellation.fee", fmt.Sprintf("cutting costs as much as paying, so that %s %s: lower it, or leave cancellation out", m.scenario.Policy, does)}}
	}
	return nil
}

// surely is the value of an input that is certain; [Absent] of any other.
func (m *Model) surely(input int) float64 {
	if q := m.inputs[input]; q.Dist == nil {
		return q.Value
	}
	return Absent
}

// covenantWarnings warns of covenants that nothing can break.
func (m *Model) covenantWarnings() (list []Warning) {
	t, f := &m.terms, &m.scenario.Funding
	// Note: the gap fills cash up to the floor, so that no month closes below it.
	if t.minCash >= 0 && m.surely(t.minCash) <= m.surely(m.funding.floor) {
		list = append(list, Warning{"funding.covenants.min_cash", fmt.Sprintf(
			"cash never falls below cash_floor, %s, so that this is always kept: ask for more than that, lower cash_floor, or remove it", billions(m.surely(m.funding.floor)))})
	}
	if t.maxDebt >= 0 && len(f.Debt)+len(f.Facilities) == 0 {
		list = append(list, Warning{"funding.covenants.debt_to_revenue",
			"nothing is owed on loans or facilities, so that this is always kept: state funding.debt or funding.facilities, or remove it"})
	}
	return list
}

// triggerWarnings warns of a trigger that asks for nothing.
func (m *Model) triggerWarnings(t *tranche) []Warning {
	if t.revenue < 0 || t.gw >= 0 || m.surely(t.revenue) != 0 {
		return nil
	}
	return []Warning{{m.RoundPath(t.round) + ".trigger.revenue", "any revenue will do, so that the round waits for nothing: state what it waits for, or leave trigger out"}}
}

// creditWarnings warns of credits that no commitment takes.
func (m *Model) creditWarnings(t *tranche) []Warning {
	if t.payee < 0 || len(m.terms.payees[t.payee].members) > 0 {
		return nil
	}
	path := m.RoundPath(t.round) + ".counterparty"
	return []Warning{{path, fmt.Sprintf("no commitment that counts is with %s, so these credits pay for nothing: write the name as commitments do, or leave the round out",
		m.terms.payees[t.payee].name)}}
}

// warnings warns of interest alone up to the end of a loan that amortises.
func (d *Debt) warnings() []Warning {
	if !d.Amortising || !d.InterestOnly.Present() || math.Round(d.InterestOnly.Value) < max(1, math.Round(d.Term.Value)) {
		return nil
	}
	return []Warning{{"funding.debt." + d.ID + ".interest_only", fmt.Sprintf(
		"%s of interest alone leave nothing of the term, %s, and all is paid back in its last month: shorten it, or write repayment: interest-only",
		inMonths(d.InterestOnly.Value), inMonths(d.Term.Value))}}
}

// strangerWarnings warns of a counterparty that no commitment, round, loan or facility is
// with.
func (s *Scenario) strangerWarnings(k *Counterparty) []Warning {
	known := slices.ContainsFunc(s.Commitments, func(c Commitment) bool { return sameName(c.Counterparty, k.name()) }) ||
		slices.ContainsFunc(s.Funding.Rounds, func(r Round) bool { return sameName(r.Counterparty, k.name()) }) ||
		slices.ContainsFunc(s.Funding.Debt, func(d Debt) bool { return sameName(d.Lender, k.name()) }) ||
		slices.ContainsFunc(s.Funding.Facilities, func(f Facility) bool { return sameName(f.Lender, k.name()) })
	if known {
		return nil
	}
	return []Warning{{"counterparties." + k.ID, fmt.Sprintf(
		"nothing in the scenario is with %s, so what is known of it is not shown: write its label as counterparty has it, or remove it", k.name())}}
}

// inMonths writes a duration.
func inMonths(v float64) string {
	if v == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%.4g months", v)
}
