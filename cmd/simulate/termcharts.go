package main

import (
	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/plots"
)

// termCharts draws what only some scenarios have something to say in: how firm promises are,
// who pays whom, what flexibility is worth, and what of the capacity is idle.
func termCharts(r *report.Run, about plots.Meta) ([]plots.Chart, error) {
	var charts []plots.Chart
	if len(r.Ladder) > 1 {
		charts = append(charts, plots.CommitmentsByFirmness(r.Projection, about), plots.FirmnessLadder(r.Projection.Timeline, rungs(r.Ladder), about))
	}
	if parties := parties(r); len(parties) > 0 {
		charts = append(charts, plots.WhoPaysWhom(r.Projection, parties, about))
	}
	paid, err := r.Model.PaidAsDue()
	if err != nil {
		return nil, err
	}
	if paid != nil {
		charts = append(charts, plots.Flexibility(r.Projection, paid, about))
	}
	charts = append(charts, plots.IdleCapacity(r.Projection, r.Model.OtherCapacity(), about))
	kept := charts[:0]
	for _, c := range charts {
		if c.Err() == nil {
			kept = append(kept, c)
		}
	}
	return kept, nil
}

func rungs(ladder []model.Rung) (list []plots.Rung) {
	for _, r := range ladder {
		list = append(list, plots.Rung{Firmness: r.Class, Metrics: r.Metrics})
	}
	return list
}

// parties lists who gives and who is paid; none where nobody with a name gives anything.
func parties(r *report.Run) (list []plots.Party) {
	named := false
	dealings, _ := model.Counterparties(r.Projection, r.Scenario)
	for _, d := range dealings {
		named = named || d.Name != "" && d.Funding() > 0
		if d.Name != "" { // the chart finds the others itself
			list = append(list, plots.Party{Name: d.Name, Rounds: d.Received, Loans: d.Lent, InKind: d.Granted,
				Paid: d.Paid + d.Renewals, Credits: d.InKind, Repaid: d.Repaid, Returns: d.Circular})
		}
	}
	if !named {
		return nil
	}
	return list
}
