package model

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Exposure is what one of those who are paid for compute relies on, USD.
type Exposure struct {
	Name string // "" for all those that the scenario does not name

	Years    []float64 // due by calendar year, from the timeline's first; part of the first and last may lie outside
	Beyond   float64   // due after the timeline, before escalation
	Largest  float64   // of Years
	Backlog  Share     // all that is still due, of what its customers have promised it
	Revenue  Share     // the largest year, of its yearly revenue
	Loss     float64   // its share of what is unfunded in the month of the largest gap
	Renewals float64   // after commitments have ended, within the timeline: promised by nobody, in none of the above but Loss
}

// Share is a part of a quantity of the scenario, a fraction, which may exceed 1; all three are
// [Absent] where the scenario does not have the quantity.
type Share struct {
	Central  float64 // of its central value
	Low, Top float64 // of the 95th and of the 5th percentile of it; Central where it is certain
}

// NoShare is a share of what nobody knows.
func NoShare() Share { return Share{Absent, Absent, Absent} }

// Due is all that is due to it under the commitments, within the timeline.
func (e Exposure) Due() float64 { return sum(e.Years) }

// Exposures lists those who are paid for compute and what they rely on, by what is due to
// them within the timeline and after it, most first, those without a name last.
//
// Were the company to pay only what it can, the gap in the month in which it is largest
// would be missing at those who are paid, here in proportion to what is paid to each in cash
// from the month in which that gap opens, and at most that: what was paid before is paid, and
// what is put off or cut is not paid either way.
func Exposures(p *Projection, s *Scenario) (list []Exposure) {
	var b exposures
	b.start, b.years = p.Timeline.Start, yearOf(p.Timeline, p.Timeline.Months-1)+1
	if peak := p.Metrics[PeakGapDate]; !IsAbsent(peak) {
		b.until = int(peak) + 1
		for b.from = b.until; b.from > 0 && p.Series[FundingGap][b.from-1] > HalfCent; b.from-- {
		}
	}
	for _, c := range p.Commitments {
		if !c.Memo && c.Taken {
			b.add(c)
		}
	}
	all := sum(b.soFar)
	for i, e := range b.list {
		if b.soFar[i] > 0 {
			e.Loss = math.Min(b.soFar[i], p.Metrics[PeakGap]*(b.soFar[i]/all))
		}
		e.Largest = slices.Max(e.Years)
		e.Backlog, e.Revenue = NoShare(), NoShare()
		if c := s.counterparty(e.Name); e.Name != "" && c != nil {
			e.Name = c.shown(e.Name)
			e.Backlog, e.Revenue = share(e.Due()+e.Beyond, c.Backlog), share(e.Largest, c.Revenue)
		}
		if e.Due()+e.Beyond+e.Renewals > 0 {
			list = append(list, *e)
		}
	}
	slices.SortStableFunc(list, func(a, b Exposure) int {
		if (a.Name == "") != (b.Name == "") {
			return cmp.Compare(len(b.Name), len(a.Name))
		}
		return cmp.Compare(b.Due()+b.Beyond, a.Due()+a.Beyond)
	})
	return list
}

// Uncertain reports whether it is known and not to the last.
func (s Share) Uncertain() bool { return !IsAbsent(s.Central) && s.Low != s.Top }

// share is v over a quantity, which is above 0.
func share(v float64, of Quantity) Share {
	if !of.Present() {
		return NoShare()
	}
	s := ratio(v, of.Value)
	if of.Dist == nil {
		return Share{s, s, s}
	}
	return Share{s, ratio(v, of.Dist.Quantile(0.95)), ratio(v, of.Dist.Quantile(0.05))}
}

// exposures collects exposures by name.
type exposures struct {
	list         []*Exposure
	soFar        []float64 // by exposure: paid in cash while the gap that becomes the largest grows
	start, years int
	from, until  int // months of that
}

func (b *exposures) add(c Contract) {
	i := slices.IndexFunc(b.list, func(e *Exposure) bool { return strings.EqualFold(e.Name, c.Counterparty) })
	if i < 0 {
		i = len(b.list)
		b.list = append(b.list, &Exposure{Name: c.Counterparty, Years: make([]float64, b.years)})
		b.soFar = append(b.soFar, 0)
	}
	e := b.list[i]
	for m, v := range c.Due {
		e.Years[yearOf(Timeline{Start: b.start}, m)] += v
	}
	e.Beyond += c.After
	e.Renewals += sum(c.Renewal)
	b.soFar[i] += b.within(c.Paid) + b.within(c.Renewal) - b.within(c.Credits) - b.within(c.RenewalCredits)
}

// within is what a line, which may be missing, adds up to while the gap grows.
func (b *exposures) within(line []float64) float64 {
	if line == nil {
		return 0
	}
	return sum(line[b.from:b.until])
}

// yearOf is the calendar year of a month of the timeline, counted from its first.
func yearOf(t Timeline, m int) int { return (t.Start+m)/12 - t.Start/12 }
