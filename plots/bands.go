package plots

import (
	"cmp"
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"computegap/model"
)

// band is one layer of a stacked chart: a counterparty, the others together, or what
// umbrellas have not given to anybody.
type band struct {
	name    string
	months  []float64
	size    float64 // by which bands are ranked
	color   color.RGBA
	hatched bool
}

// mostBands is how many counterparties have a band of their own.
const mostBands = 7

// bandsOf stacks contracts by counterparty, largest first, then the small ones as one,
// then the remainders of umbrellas without a counterparty. read takes the months of
// a contract, nil for none; rank gives the size of a band. Contracts in no sum are
// left out, and so are bands without size, whose names are returned.
func bandsOf(p *model.Projection, read func(model.Contract) []float64, rank func([]float64) float64) (bands []band, idle []string) {
	var rest band
	var under []string
	at := map[string]int{}
	for _, c := range p.Commitments {
		months := read(c)
		if c.Memo || len(months) == 0 {
			continue
		}
		if c.Umbrella && c.Counterparty == "" {
			rest.months = plus(rest.months, months)
			under = append(under, nameOf(c))
			continue
		}
		name := nameOf(c)
		i, ok := at[folded(name)]
		if !ok {
			i = len(bands)
			at[folded(name)] = i
			bands = append(bands, band{name: name})
		}
		bands[i].months = plus(bands[i].months, months)
	}
	bands, idle = ranked(bands, rank)
	bands = merged(bands, rank)
	paint(bands, p)
	if rest.months != nil && rank(rest.months) > 0 {
		rest.name = "Not yet assigned"
		if len(under) == 1 {
			rest.name = "Rest of " + lowerFirst(under[0])
		}
		rest.size, rest.color, rest.hatched = rank(rest.months), pale, true
		bands = append(bands, rest)
	}
	return bands, idle
}

// nameOf returns whom a contract is with, or what it is called.
func nameOf(c model.Contract) string {
	for _, s := range []string{c.Counterparty, c.Label, c.ID} {
		if s = clean(s); s != "" {
			return s
		}
	}
	return "Unnamed"
}

// lowerFirst returns s with a small first letter if its first word is one of plain
// prose, such as "All announced compute".
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if slices.Contains([]string{"A", "All", "An", "The", "Announced", "Compute", "Programme", "Commitments"}, word) {
		return strings.ToLower(word[:1]) + s[1:]
	}
	return s
}

// plus adds months to a sum, which it makes if there is none yet.
func plus(sum, months []float64) []float64 {
	if sum == nil {
		sum = make([]float64, len(months))
	}
	for i, v := range months {
		sum[i] += v
	}
	return sum
}

// ranked sorts bands by size, largest first, and takes out those without.
func ranked(bands []band, rank func([]float64) float64) (kept []band, idle []string) {
	for _, b := range bands {
		if b.size = rank(b.months); b.size > 0 {
			kept = append(kept, b)
		} else {
			idle = append(idle, b.name)
		}
	}
	slices.SortStableFunc(kept, func(a, b band) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.name, b.name))
	})
	return kept, idle
}

// merged makes one band of the smallest where there are too many.
func merged(bands []band, rank func([]float64) float64) []band {
	if len(bands) > mostBands {
		small := bands[mostBands-1:]
		other := band{name: fmt.Sprintf("%d others", len(small)), color: grey}
		for _, b := range small {
			other.months = plus(other.months, b.months)
		}
		other.size = rank(other.months)
		bands = append(slices.Clone(bands[:mostBands-1]), other)
	}
	return bands
}

// folded returns a name as it is compared with others: without regard to capitals.
func folded(name string) string { return strings.ToLower(clean(name)) }

// colorsOf returns the colours of the counterparties of a projection, by folded name. One
// has the same colour in every chart: that of its rank by payments, if it is among the
// largest.
func colorsOf(p *model.Projection) map[string]color.RGBA {
	paid := map[string]float64{}
	for _, c := range p.Commitments {
		if !c.Memo && (!c.Umbrella || c.Counterparty != "") && finite(c.Paid) {
			paid[folded(nameOf(c))] += total(c.Paid)
		}
	}
	names := slices.SortedFunc(maps.Keys(paid), func(a, b string) int {
		return cmp.Or(cmp.Compare(paid[b], paid[a]), cmp.Compare(a, b))
	})
	colors := map[string]color.RGBA{}
	for i, name := range names[:min(len(names), len(series))] {
		colors[name] = series[i]
	}
	return colors
}

// paint gives the bands the colours of their counterparties, and those without one what
// colours are left.
func paint(bands []band, p *model.Projection) {
	names := make([]string, len(bands))
	for i, b := range bands {
		names[i] = b.name
	}
	next := palette(names, p)
	for i := range bands {
		if bands[i].color == (color.RGBA{}) { // else the others together
			bands[i].color = next(bands[i].name)
		}
	}
}

// palette returns what gives each of the names, which are those of a chart, its colour.
func palette(names []string, p *model.Projection) func(name string) color.RGBA {
	colors := colorsOf(p)
	taken := func(c color.RGBA) bool {
		return slices.ContainsFunc(names, func(name string) bool { return colors[folded(name)] == c })
	}
	free := slices.DeleteFunc(slices.Clone(series), taken)
	return func(name string) color.RGBA {
		if c, ranked := colors[folded(name)]; ranked {
			return c
		}
		if len(free) == 0 {
			return grey
		}
		c := free[0]
		free, colors[folded(name)] = free[1:], c
		return c
	}
}

// idleNote names those for whom a chart has nothing to show.
func idleNote(what string, idle []string) []string {
	switch n := len(idle); {
	case n == 0:
		return nil
	case n > 4:
		return []string{fmt.Sprintf("%s: %s and %d others", what, strings.Join(idle[:3], ", "), n-3)}
	}
	return []string{what + ": " + list(idle)}
}
