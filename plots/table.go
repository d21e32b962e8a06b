package plots

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
)

// Grid is a metric over the values of one or two inputs.
type Grid struct {
	XLabel, YLabel string      // what the inputs are called
	X, Y           []string    // their values, as text
	Z              [][]float64 // len(Y) rows of len(X); NaN where the metric does not exist
	Unit           string      // as in [Tornado]
	Metric         string      // what the metric is called in prose, such as "peak gap"
}

// Table draws a metric over two inputs as a map of shaded cells, the first row at the
// top, or over one input as a line. Cells show their values where there are at most
// 15 × 15 and the values fit, else a bar gives the shades; a heavy line runs where the
// metric crosses zero. A grid without any value leaves the chart without data.
func Table(g Grid, m Meta) Chart {
	c := Chart{name: "table", meta: m}
	if c.absent = g.fault(); c.absent != "" {
		return c
	}
	if len(g.X) == 1 && len(g.Y) > 1 {
		g = g.transposed()
	}
	r := g.rangeOf()
	if r.absent > 0 {
		c.notes = append(c.notes, "“–”: at this value the metric does not exist")
	}
	if len(g.Y) == 1 {
		c.title = g.lineTitle()
		c.subtitle = fmt.Sprintf("%s by %s", upperFirst(g.Metric), g.XLabel)
		c.draw = g.drawLine
		return c
	}
	c.title = g.title(r)
	c.subtitle = fmt.Sprintf("%s by %s (across) and %s (down)", upperFirst(g.Metric), g.XLabel, g.YLabel)
	if g.crosses(r) {
		c.notes = append(c.notes, fmt.Sprintf("Heavy line: where the %s crosses zero", g.Metric))
	}
	h := heat{Grid: g, values: r}
	c.draw = h.draw
	return c
}

// fault says what is wrong with the grid, "" when nothing is.
func (g Grid) fault() string {
	if len(g.X) == 0 || len(g.Y) == 0 || len(g.Z) != len(g.Y) {
		return "the grid has no cells or not as many rows as labels"
	}
	some := false
	for _, row := range g.Z {
		if len(row) != len(g.X) {
			return "a row of the grid has not as many cells as there are columns"
		}
		for _, v := range row {
			if math.IsInf(v, 0) {
				return "the grid holds what is not a number"
			}
			some = some || !math.IsNaN(v)
		}
	}
	if !some {
		return "the " + g.Metric + " exists in no cell"
	}
	return ""
}

// transposed returns the grid with rows and columns exchanged.
func (g Grid) transposed() Grid {
	t := Grid{XLabel: g.YLabel, YLabel: g.XLabel, X: g.Y, Y: g.X, Unit: g.Unit, Metric: g.Metric}
	t.Z = make([][]float64, len(g.X))
	for i := range g.X {
		for j := range g.Y {
			t.Z[i] = append(t.Z[i], g.Z[j][i])
		}
	}
	return t
}

// values is what a grid holds.
type values struct {
	min, max                      float64
	negative, zero, positive      int
	absent                        int
	minX, minY, maxX, maxY, cells int
}

// rangeOf counts the values of the grid.
func (g Grid) rangeOf() values {
	r := values{min: math.Inf(1), max: math.Inf(-1)}
	for j, row := range g.Z {
		for i, v := range row {
			r.cells++
			switch {
			case math.IsNaN(v):
				r.absent++
				continue
			case v < 0:
				r.negative++
			case v == 0:
				r.zero++
			default:
				r.positive++
			}
			if v < r.min {
				r.min, r.minX, r.minY = v, i, j
			}
			if v > r.max {
				r.max, r.maxX, r.maxY = v, i, j
			}
		}
	}
	return r
}

// crosses reports whether the metric crosses zero somewhere in the grid.
func (g Grid) crosses(r values) bool {
	return g.Unit != "date" && (r.negative > 0 && r.zero+r.positive > 0 || r.zero > 0 && r.positive > 0)
}

// title states the range of the metric and where its ends lie.
func (g Grid) title(r values) string {
	name := upperFirst(g.Metric)
	most := fmt.Sprintf("%s at %s and %s", amount(g.Unit, r.max), clean(g.X[r.maxX]), clean(g.Y[r.maxY]))
	switch {
	case r.min == r.max:
		return fmt.Sprintf("%s is %s in every case", name, amount(g.Unit, r.max))
	case r.zero > 0 && r.negative == 0 && g.Unit != "date":
		return fmt.Sprintf("%s is zero in %d of %d cases and reaches %s", name, r.zero, r.cells, most)
	}
	return fmt.Sprintf("%s goes from %s at %s and %s to %s", name, amount(g.Unit, r.min), clean(g.X[r.minX]), clean(g.Y[r.minY]), most)
}

// lineTitle states what the metric is at both ends of the input's range.
func (g Grid) lineTitle() string {
	first, last := -1, -1
	for i, v := range g.Z[0] {
		if !math.IsNaN(v) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	name := upperFirst(g.Metric)
	a, b := amount(g.Unit, g.Z[0][first]), amount(g.Unit, g.Z[0][last])
	if first == last {
		return fmt.Sprintf("%s is %s at %s", name, a, clean(g.X[first]))
	}
	if a == b {
		return fmt.Sprintf("%s is %s at %s as at %s", name, a, clean(g.X[first]), clean(g.X[last]))
	}
	return fmt.Sprintf("%s goes from %s at %s to %s at %s", name, a, clean(g.X[first]), b, clean(g.X[last]))
}

// thinned returns every how many labels there is room for one.
func thinned(t style, labels []string, pitch, most vg.Length, upright bool) int {
	need := t.size + 4
	if !upright {
		need = min(t.widest(labels), most) + 10
	}
	every := 1
	for vg.Length(every)*pitch < need && every < len(labels) {
		every++
	}
	return every
}
