package model

import "slices"

// law compiles a curve that is active in months lo to hi−1 of the timeline; path is
// that of the line it belongs to.
func (c *compiler) law(v *Curve, w Window, lo, hi int, path string) law {
	at := c.m.time.Start
	if w.From != 0 {
		at = w.From
	}
	if v.At != 0 {
		at = v.At
	}
	origin := float64(c.month(at))
	growth := path + ".growth"
	run := func() int { return c.need(v.RunRate, path+".run_rate") }
	rate := func() int { return c.need(v.Rate, growth+".rate") }
	ceiling := func() int { return c.need(v.Ceiling, growth+".ceiling") }
	switch v.Shape {
	case Flat:
		return flat{run()}
	case Constant:
		return constant{run(), rate(), origin}
	case Fade:
		return fade{run(), rate(), c.need(v.FadesTo, growth+".fades_to"), c.need(v.HalfLife, growth+".half_life"), origin}
	case Logistic:
		return logistic{run(), rate(), ceiling(), origin}
	case Gompertz:
		return gompertz{run(), rate(), ceiling(), origin}
	case Bass:
		return pointwise{bass{c.in(v.RunRate), c.need(v.Market, growth+".market"), c.need(v.P, growth+".p"), c.need(v.Q, growth+".q"), origin}}
	case Points:
		return c.points(v, lo, hi, growth)
	case Annual:
		return c.annual(v, lo, hi, growth)
	}
	if v.Shape != "" {
		c.fault(growth+".curve", "", "no curve is named %q", v.Shape)
		return flat{}
	}
	c.fault(growth, "", "missing")
	return flat{}
}

func (c *compiler) points(v *Curve, lo, hi int, path string) law {
	p := points{linear: v.Linear, beyond: c.in(v.Beyond.Growth)}
	for i, d := range v.Points {
		if i > 0 && d.First <= v.Points[i-1].First {
			c.fault(d.Path, "keep one of them", "two points fall on the same month")
		}
		if d.Value == 0 && !v.Linear {
			c.fault(d.Path, "say interpolation: linear", "a log-linear curve cannot pass through zero")
		}
		p.at = append(p.at, float64(c.month(d.First)))
		p.value = append(p.value, c.in(d.Quantity))
	}
	if len(p.at) == 0 {
		c.fault(path+".points", "", "has no points")
		return flat{}
	}
	if lo < hi && !v.Beyond.Allowed {
		if float64(lo)+0.5 < p.at[0] {
			c.fault(path+".points", "add an earlier point, set from:, or say beyond: hold",
				"the first point comes after the first month in which the line is active")
		}
		if float64(hi)-0.5 > p.at[len(p.at)-1] {
			c.fault(path+".points", "add a later point, set until:, or say beyond: hold or beyond: 10%",
				"the last point comes before the last month in which the line is active")
		}
	}
	return pointwise{p}
}

func (c *compiler) annual(v *Curve, lo, hi int, path string) law {
	a := annual{beyond: c.in(v.Beyond.Growth)}
	if len(v.Totals) == 0 {
		c.fault(path+".totals", "", "has no years")
		return flat{}
	}
	for i, d := range v.Totals {
		switch {
		case d.First%12 != 0 || d.Last != d.First+11:
			c.fault(d.Path, "name a calendar year, such as 2026", "a yearly total belongs to one calendar year")
		case i > 0 && d.First != v.Totals[i-1].First+12:
			c.fault(d.Path, "give every year from the first to the last", "the years of yearly totals must be consecutive")
		}
		a.total = append(a.total, c.in(d.Quantity))
	}
	a.start = c.month(v.Totals[0].First)
	end := a.start + 12*len(v.Totals)
	if v.Beyond.Allowed && end < c.m.time.Months {
		a.extend = (c.m.time.Months - end + 11) / 12
		end += 12 * a.extend
	}
	if lo < hi && lo < a.start {
		c.fault(path+".totals", "add the year, or set from:", "no total for the first year in which the line is active")
	}
	if lo < hi && hi > end {
		c.fault(path+".totals", "add the year, set until:, or say beyond: hold or beyond: 10%",
			"no total for the last year in which the line is active")
	}
	return pointwise{a}
}

// dated compiles the pieces of a dated schedule, ascending and without overlap.
func (c *compiler) dated(pieces []Dated) (spans []span, start, end float64) {
	pieces = slices.Clone(pieces)
	slices.SortStableFunc(pieces, func(a, b Dated) int { return a.First - b.First })
	for i, d := range pieces {
		if i > 0 && d.First <= pieces[i-1].Last {
			c.fault(d.Path, "split the amounts so that each period begins after the one before", "overlaps the period before it")
		}
		spans = append(spans, span{float64(c.month(d.First)), float64(c.month(d.Last) + 1), c.in(d.Quantity)})
	}
	if len(spans) == 0 {
		return nil, 0, 0
	}
	return spans, spans[0].from, spans[len(spans)-1].to
}
