package report

import (
	"fmt"
	"strings"

	"computegap/model"
)

// summary answers the question first: how large the gap is, when, whether it still
// grows, what growth would close it, what is due later, and what is signed.
func (r *Run) summary() Table {
	t := Table{Columns: []Column{{Name: "Summary"}, {Name: "", Right: true}, {Name: "", Wrap: 45}}}
	row := func(name, value, text string) { t.Rows = append(t.Rows, []string{name, value, text}) }
	p := r.Projection
	time, v := p.Timeline, p.Metrics
	row("Peak funding gap", Money(v[model.PeakGap]), r.peakText())
	row("First short month", Value(v[model.FirstGapDate], "date", time), r.runwayText())
	row("Gap at the end", Money(v[model.GapAtEnd]), r.endText())
	if r.Growth != nil {
		row(r.Growth.name(), r.Growth.value(), r.Growth.text(v[model.PeakGap]))
	}
	row("Due beyond the end", Money(v[model.CommittedBeyond]), "before escalation, after "+Month(float64(time.Months-1), time))
	r.unpaidSummary(row)
	if r.Signed != nil {
		row("Signed", Money(r.signedTotal()), r.signedText())
		row("Gap, signed alone", Money(r.Signed.Metrics[model.PeakGap]), gapText(r.Signed))
	}
	row("Breakeven", Value(v[model.BreakevenDate], "date", time), r.breakevenText())
	row("Revenue", Money(v[model.TotalRevenue]), "over the timeline")
	row("Compute", Money(v[model.TotalCompute]), r.computeText())
	row("Burn, at most", Money(v[model.CumulativeBurn]), "operating cash, added up from the first month")
	if p.Series[model.CapacityGW] != nil {
		row("Capacity at the end", Value(v[model.CapacityAtEnd], "GW", time), r.priceText())
	}
	r.termsSummary(row)
	return t
}

func (r *Run) peakText() string {
	v := r.Projection.Metrics
	if model.IsAbsent(v[model.PeakGapDate]) {
		return "never short"
	}
	return "in " + Month(v[model.PeakGapDate], r.Projection.Timeline)
}

func (r *Run) runwayText() string {
	v := r.Projection.Metrics
	if model.IsAbsent(v[model.FirstGapDate]) {
		return "none in the timeline"
	}
	return "after " + count(int(v[model.RunwayMonths]), "month")
}

func (r *Run) endText() string {
	p := r.Projection
	gap := p.Series[model.FundingGap]
	year, when := lastYear(gap)
	month := gap[len(gap)-1]
	if len(gap) > 1 {
		month -= gap[len(gap)-2]
	}
	switch {
	case p.Metrics[model.PeakGap] <= model.HalfCent:
		return ""
	case month > model.HalfCent && year > 0:
		return "still growing, by " + Money(year) + " " + when
	case month > model.HalfCent:
		return "growing again; down " + Money(-year) + " " + when
	case month < -model.HalfCent && year < 0:
		return "shrinking, by " + Money(-year) + " " + when
	case month < -model.HalfCent:
		return "shrinking now; up " + Money(year) + " " + when
	}
	if closed := closedSince(gap); closed > 0 {
		return "closed since " + Month(float64(closed), p.Timeline)
	}
	return "unchanged in the last month"
}

// closedSince is the first of the last months in which no gap is open, 0 where one is open at
// the end.
func closedSince(gap []float64) int {
	m := len(gap)
	for m > 0 && gap[m-1] <= model.HalfCent {
		m--
	}
	if m == len(gap) {
		return 0
	}
	return m
}

func (g *Growth) value() string {
	if !g.Found {
		return none
	}
	return fmt.Sprintf("×%.3g", g.Factor)
}

func (g *Growth) name() string {
	if g.ByRate {
		return "Growth that closes it"
	}
	return "Revenue that closes it"
}

func (g *Growth) text(peak float64) string {
	switch {
	case peak <= model.HalfCent && g.Found:
		return "of " + g.What + " is where a gap begins" + g.rates()
	case peak <= model.HalfCent:
		return fmt.Sprintf("no gap from ×0 to ×%.4g of %s", g.Limit, g.What)
	case !g.Found:
		return fmt.Sprintf("none up to ×%.4g of %s", g.Limit, g.What)
	}
	return "of " + g.What + g.rates() + "; the last twelve months then bring " + Money(g.Revenue)
}

func (g *Growth) rates() string {
	if len(g.Rates) == 0 {
		return ""
	}
	parts := make([]string, len(g.Rates))
	for i, c := range g.Rates {
		parts[i] = fmt.Sprintf("%s %s → %s", streamOf(c.Path), c.From, c.To)
	}
	return ": " + strings.Join(parts, ", ")
}

// streamOf is the stream in a path such as revenue.chatgpt.growth.rate.
func streamOf(path string) string {
	if parts := strings.Split(path, "."); len(parts) > 1 {
		return parts[1]
	}
	return path
}

// signedTotal adds up what signed commitments will cost.
func (r *Run) signedTotal() (total float64) {
	for _, c := range r.Signed.Commitments {
		if !c.Memo {
			total += c.Scheduled
		}
	}
	return total
}

func (r *Run) signedText() string {
	all := 0.0
	for _, c := range r.Projection.Commitments {
		switch {
		case c.Memo:
		case c.Taken:
			all += c.Scheduled
		default:
			all += c.Remainder // promised all the same
		}
	}
	return fmt.Sprintf("%s of the %s promised", percent(r.signedTotal(), all), Money(all))
}

// gapText says when another projection's gap opens and peaks.
func gapText(p *model.Projection) string {
	v := p.Metrics
	if model.IsAbsent(v[model.FirstGapDate]) {
		return "never short"
	}
	return fmt.Sprintf("in %s, short from %s", Month(v[model.PeakGapDate], p.Timeline), Month(v[model.FirstGapDate], p.Timeline))
}

// breakevenText names what ends just so that the company breaks even.
func (r *Run) breakevenText() string {
	p := r.Projection
	if model.IsAbsent(p.Metrics[model.BreakevenDate]) {
		return "operating cash is still negative at the end"
	}
	if _, why := p.BreakevenCauses(); why != "" {
		return "only because of " + why + ": see the warnings"
	}
	return "operating cash is not negative from then on"
}

func (r *Run) computeText() string {
	v := r.Projection.Metrics
	var parts []string
	if !model.IsAbsent(v[model.ComputeToRevenue]) {
		parts = append(parts, percent(v[model.TotalCompute], v[model.TotalRevenue])+" of revenue")
	}
	switch {
	case model.IsAbsent(v[model.Coverage]):
	case v[model.Coverage] < 0:
		parts = append(parts, "costs alone exceed revenue")
	default:
		parts = append(parts, "revenue less costs covers "+percent(v[model.Coverage], 1)+" of it")
	}
	if len(parts) == 0 {
		return "over the timeline"
	}
	return strings.Join(parts, "; ")
}

func (r *Run) priceText() string {
	price := r.Projection.Metrics[model.CostPerGW]
	if model.IsAbsent(price) {
		return ""
	}
	return "at " + Value(price, "USD/GW", r.Projection.Timeline) + " as stated"
}
