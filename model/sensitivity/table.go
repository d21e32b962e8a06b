package sensitivity

import (
	"context"
	"fmt"
	"slices"

	"computegap/model"
)

// Axis is one side of a table: a list of points, each of which either moves inputs or
// stands for another model. The zero Axis is a single point that changes nothing.
type Axis struct {
	Name   string
	Path   string         // inputs that move, by path; may hold *, see [NewLever]
	Factor bool           // the values are factors on the central values
	Values []float64      // one per point
	Models []*model.Model // or the model to use at each point; then there is no Path
}

// points is the number of points on the axis.
func (a Axis) points() int {
	switch {
	case len(a.Models) > 0:
		return len(a.Models)
	case a.Path != "":
		return len(a.Values)
	}
	return 1
}

// Table returns the measure q over two axes, everything else in its central case: the
// value at point i of x and point j of y in [i][j], NaN where [Lever.Func] gives it.
//
// A table over one axis has the zero Axis for y. At most one axis may list models, which
// then stand in for m; the other one's path must exist in all of them. Two axes may not
// move the same input. A value that takes an input out of the bounds of its key is an
// error, and so is ctx when done. Rows are evaluated on as many goroutines as workers
// says (below 1: one per processor).
//
// Note: each outer point gets a kernel in which the inner inputs alone are free, so that
// everything else is worked out once per row. Which axis is the inner one is decided by
// counting the lines of the ledger that each moves, never by the clock: another order
// would differ by rounding.
func Table(ctx context.Context, m *model.Model, q model.Measure, x, y Axis, workers int) ([][]float64, error) {
	switch {
	case len(x.Models) > 0 && len(y.Models) > 0:
		return nil, fmt.Errorf("%s and %s both choose a model; at most one axis can", x.Name, y.Name)
	case len(y.Models) > 0:
		return transposed(Table(ctx, m, q, y, x, workers))
	}
	rows, err := layRows(m, x, y)
	if err != nil {
		return nil, err
	}
	if len(x.Models) == 0 && rows[0].swaps() {
		rows[0].outer, rows[0].inner = rows[0].inner, rows[0].outer
		return transposed(evaluate(ctx, q, rows, y.points(), x.points(), workers))
	}
	return evaluate(ctx, q, rows, x.points(), y.points(), workers)
}

func transposed(t [][]float64, err error) ([][]float64, error) {
	if err != nil {
		return nil, err
	}
	return transpose(t), nil
}

// evaluate fills the table; rows holds one entry for all outer points, or one for each.
func evaluate(ctx context.Context, q model.Measure, rows []row, nx, ny, workers int) ([][]float64, error) {
	return Grid(ctx, nx, ny, func() func(i, j int) float64 {
		last, values := -1, make([]float64, ny)
		return func(i, j int) float64 {
			if i != last {
				last = i
				r := &rows[min(i, len(rows)-1)]
				x := r.model.Central()
				r.outer.set(x, i)
				r.fill(values, x, q)
			}
			return values[j]
		}
	}, workers)
}

// fill writes the measure at every point of the row, in blocks; x is where the row lies. A
// point that would be refused as a scenario has no value.
func (r *row) fill(values, x []float64, q model.Measure) {
	inputs := r.inner.lever.inputs
	kernel := r.model.BlockKernel(model.Setup{X: x, Free: inputs, Width: min(len(values), model.MaxWidth)})
	free, refused := make([][]float64, len(inputs)), make([]bool, model.MaxWidth)
	for k := range free {
		free[k] = make([]float64, model.MaxWidth)
	}
	for first := 0; first < len(values); first += model.MaxWidth {
		block := values[first:min(first+model.MaxWidth, len(values))]
		for p := range block {
			r.inner.set(x, first+p)
			for k, i := range inputs {
				free[k][p] = x[i]
			}
		}
		kernel.EvalBlock(&model.Block{Points: len(block), Free: free})
		kernel.Values(block, q)
		kernel.BreaksAny(refused[:len(block)])
		for p := range block {
			if refused[p] {
				block[p] = model.Absent
			}
		}
	}
}

// row is what a row of a table is made from: what moves from row to row, and within one.
type row struct {
	model        *model.Model
	outer, inner travel
}

// travel is a lever and the values that it takes; without values it never moves.
type travel struct {
	lever  Lever
	values []float64
}

func (t travel) set(x []float64, i int) {
	if len(t.values) > 0 {
		t.lever.Set(x, t.values[i])
	}
}

// layRows finds the inputs that move and checks that they can: one row for all points
// of x, or one for each where x chooses the model.
func layRows(m *model.Model, x, y Axis) (rows []row, err error) {
	models := x.Models
	if len(models) == 0 {
		models = []*model.Model{m}
	}
	for _, m := range models {
		r := row{model: m}
		if r.outer, err = x.travel(m); err != nil {
			return nil, err
		}
		if r.inner, err = y.travel(m); err != nil {
			return nil, err
		}
		for _, i := range r.inner.lever.inputs {
			if slices.Contains(r.outer.lever.inputs, i) {
				return nil, fmt.Errorf("%s and %s both move %s", x.Name, y.Name, m.Inputs()[i].Path)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// travel finds the inputs of m that the axis moves.
func (a Axis) travel(m *model.Model) (t travel, err error) {
	switch {
	case a.Path == "" && len(a.Values) > 0:
		return t, fmt.Errorf("%s: values without a path", a.Name)
	case a.Path == "":
		return t, nil
	case len(a.Models) > 0:
		return t, fmt.Errorf("%s: a path beside models", a.Name)
	case len(a.Values) == 0:
		return t, fmt.Errorf("%s: no values for %s", a.Name, a.Path)
	}
	if t.lever, err = NewLever(m, a.Path, a.Factor); err != nil {
		return t, err
	}
	lo, hi := t.lever.Bounds()
	for _, v := range a.Values {
		if !isFinite(v) || v < lo || v > hi {
			return t, fmt.Errorf("%s: %g is outside %g to %g", a.Path, v, lo, hi)
		}
	}
	t.values = a.Values
	return t, nil
}

// swaps reports whether rows and columns should change places: the inner axis is the
// one that moves fewer lines, and never the one that has a single point.
func (r row) swaps() bool {
	switch {
	case len(r.inner.values) == 0:
		return true
	case len(r.outer.values) == 0:
		return false
	}
	return r.lines(r.outer) < r.lines(r.inner)
}

// lines counts the lines that differ between the ends of what t travels.
func (r row) lines(t travel) (n int) {
	var ends [2]*model.Projection
	for e, i := range []int{0, len(t.values) - 1} {
		x := r.model.Central()
		t.set(x, i)
		ends[e] = r.model.Project(x)
	}
	a, b := lines(ends[0]), lines(ends[1])
	for i := range a {
		if !slices.Equal(a[i], b[i]) {
			n++
		}
	}
	return n
}

// lines lists the months of everything that a projection adds up.
func lines(p *model.Projection) (all [][]float64) {
	for _, l := range slices.Concat(p.Revenue, p.Costs) {
		all = append(all, l.Months)
	}
	for _, c := range p.Commitments {
		all = append(all, c.Paid)
	}
	return all
}
