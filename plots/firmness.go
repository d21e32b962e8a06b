package plots

import (
	"fmt"
	"strings"

	"computegap/model"
)

// CommitmentsByFirmness draws the payments under commitments by period, stacked by class of
// firmness, the firmest lowest. Commitments in no sum are left out, and so is what no
// commitment promises: what is paid after they end, and compute bought beside them.
func CommitmentsByFirmness(p *model.Projection, m Meta) Chart {
	c := Chart{name: "commitments-by-firmness", meta: m}
	if c.absent = missing(p); c.absent != "" {
		return c
	}
	k := firmStack{stack: stack{timeline: p.Timeline}}
	k.bands = classBands(p)
	if len(k.bands) == 0 && len(p.Commitments) == 0 {
		c.absent = "no commitments"
		return c
	}
	k.periods, k.grain = periodsOf(p.Timeline)
	c.title = k.title()
	c.subtitle = fmt.Sprintf("Payments under commitments by %s and by how binding they are, USD; beside each class what it comes to %s",
		k.grain.name, during(p.Timeline))
	c.notes = append(partialNote(k.periods, k.grain), notTaken(p)...)
	c.notes = append(c.notes, leftOut(p)...)
	c.draw = k.draw
	return c
}

// leftOut names what is paid for compute that no commitment promises.
func leftOut(p *model.Projection) []string {
	var parts []string
	if after := renewalBand(p); len(after) > 0 {
		parts = append(parts, dollars(after[0].size)+" paid after contracts end")
	}
	if bought := p.Series[model.BoughtCompute]; finite(bought) && total(bought) > model.HalfCent {
		parts = append(parts, dollars(total(bought))+" for compute bought beside the commitments")
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{"Left out: " + list(parts) + ", which no class promises"}
}

// firmStack is payments by class of firmness.
type firmStack struct{ stack }

// classBands returns the payments by class of firmness, without classes of nothing.
func classBands(p *model.Projection) []band {
	months := map[string][]float64{}
	for _, k := range p.Commitments {
		if paid := paidBy(p, k); paid != nil && !k.Memo {
			name := classOf(k.Firmness).short
			months[name] = plus(months[name], paid)
		}
	}
	var bands []band
	for _, of := range append(classes[:len(classes):len(classes)], otherClass) {
		if size := total(months[of.short]); size > 0 {
			bands = append(bands, band{name: upperFirst(of.short), months: months[of.short], size: size, color: of.color})
		}
	}
	return bands
}

// title states how much of the payments is signed, and from when on most of them are not.
func (k firmStack) title() string {
	all := k.all()
	paid := fmt.Sprintf("the %s paid under commitments to %s", dollars(all), theEnd(k.timeline))
	if all <= 0 {
		return "Nothing falls due under commitments before " + theEnd(k.timeline)
	}
	first := k.bands[0]
	signed := first.name == upperFirst(classes[0].short)
	switch {
	case len(k.bands) == 1 && signed:
		return fmt.Sprintf("All of %s is signed", paid)
	case len(k.bands) == 1:
		return fmt.Sprintf("None of %s is signed: it all rests on %s", paid, strings.ToLower(first.name))
	case !signed:
		most := k.largest()
		return fmt.Sprintf("None of %s is signed; %s are the most of it, %s", paid, strings.ToLower(most.name), dollars(most.size))
	}
	text := fmt.Sprintf("%s of %s is signed", dollars(first.size), paid)
	switch n, from := k.loose(), k.looseFrom(); {
	case len(k.periods) == 1:
		return text
	case n == 0:
		return fmt.Sprintf("%s, and most of it in every %s", text, k.grain.name)
	case from == 0:
		return fmt.Sprintf("%s, and less than half of it in every %s", text, k.grain.name)
	case from == len(k.periods)-1 && n == 1:
		return fmt.Sprintf("%s, and less than half of it in %s", text, k.periods[from].name)
	case from < len(k.periods):
		return fmt.Sprintf("%s; from %s on less than half is", text, k.periods[from].name)
	default:
		return fmt.Sprintf("%s; in %d of %d %ss less than half is", text, n, len(k.periods), k.grain.name)
	}
}

// isLoose reports by period whether less than half of what is paid is of the firmest
// class.
func (k firmStack) isLoose() []bool {
	all, firm := k.totals(), sums(k.periods, k.bands[0].months)
	out := make([]bool, len(all))
	for i := range all {
		out[i] = firm[i] < all[i]/2
	}
	return out
}

// loose returns in how many periods less than half is of the firmest class.
func (k firmStack) loose() (n int) {
	for _, loose := range k.isLoose() {
		n += b2i(loose)
	}
	return n
}

// looseFrom returns the first of the periods at the end, all of them with payments, in
// which less than half is of the firmest class; their number if the last one is none.
func (k firmStack) looseFrom() int {
	loose := k.isLoose()
	from := len(loose)
	for from > 0 && loose[from-1] {
		from--
	}
	return from
}

// largest returns the band of the largest sum.
func (k firmStack) largest() band {
	most := k.bands[0]
	for _, b := range k.bands[1:] {
		if b.size > most.size {
			most = b
		}
	}
	return most
}
