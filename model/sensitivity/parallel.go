package sensitivity

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Func is a number that depends on inputs; NaN (or infinite) where it does not exist. It may read x
// only during the call, and may keep working memory: one goroutine at a time calls it.
type Func func(x []float64) float64

// each calls work(i) once for every i in [0, n), in no set order, on the given number of
// goroutines (below 1: one per processor). Every goroutine has a work function of its
// own from newWork, made on that goroutine. When ctx is done no further i is begun and
// its error comes back.
func each(ctx context.Context, n, workers int, newWork func() func(i int)) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, n) {
		group.Go(func() {
			var work func(i int)
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if work == nil {
					work = newWork()
				}
				work(i)
			}
		})
	}
	group.Wait()
	return ctx.Err()
}
