package sensitivity

import (
	"context"
	"fmt"
	"math"
)

// Grid evaluates a function of two indices at every point of an nx × ny grid.
//
// Each of the workers (below 1: one per processor) makes one evaluator with newEval and
// uses it alone. A row i is evaluated by one of them, j ascending, so an evaluator may
// prepare what depends on i alone when i changes. The result holds the value at (i, j)
// in [i][j], NaN where it does not exist, and does not depend on the number of workers
// as long as the evaluators agree. Both sizes must be at least 1. When ctx is done the
// evaluation stops after the cell it is at, and the error of ctx comes back.
func Grid(ctx context.Context, nx, ny int, newEval func() func(i, j int) float64, workers int) ([][]float64, error) {
	if nx < 1 || ny < 1 || nx > math.MaxInt/ny {
		return nil, fmt.Errorf("a grid of %d by %d points cannot be evaluated", nx, ny)
	}
	rows := matrix(nx, ny)
	err := each(ctx, nx, workers, func() func(i int) {
		eval := newEval()
		return func(i int) {
			for j := range rows[i] {
				if ctx.Err() != nil {
					return
				}
				rows[i][j] = eval(i, j)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// matrix is rows × columns of zeros in one piece of memory.
func matrix(rows, columns int) [][]float64 {
	all := make([]float64, rows*columns)
	m := make([][]float64, rows)
	for i := range m {
		m[i], all = all[:columns:columns], all[columns:]
	}
	return m
}

// transpose turns [i][j] into [j][i].
func transpose(a [][]float64) [][]float64 {
	t := matrix(len(a[0]), len(a))
	for i, row := range a {
		for j, v := range row {
			t[j][i] = v
		}
	}
	return t
}
