package ensemble

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"computegap/model"
)

// slabPaths is how many paths are evaluated before their values are summed up: enough to
// keep workers busy between two meetings, few enough for the values to stay in a cache.
const slabPaths = 4096

// quantiles are those of every summary.
var quantiles = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

// engine draws and evaluates paths, a slab at a time: first blocks of paths in parallel,
// each writing its part of every column; then columns in parallel, each taking its values
// in path order. So neither depends on the number of workers.
type engine struct {
	model    *model.Model
	central  *model.Projection
	config   Config
	drawer   *drawer
	workers  []*worker
	plan     []planned
	metrics  []model.MetricID // those of the first columns
	done     []int            // by replicate: paths
	place    map[[2]int]int   // of a series and a period that has a column: which
	slab     [][]float64
	tallies  tallies
	finished int
}

// planned is a column: a measure that moves, and its statistics.
type planned struct {
	measure model.Measure
	column  *column
}

// newEngine prepares an ensemble of at first so many paths.
func newEngine(m *model.Model, c Config, paths int) (*engine, error) {
	d, err := newDrawer(m, c, paths)
	if err != nil {
		return nil, err
	}
	if t := c.Tolerance; t != nil && !t.isUsual() { // its measure is the last of those asked for
		c.Measures = append(slices.Clone(c.Measures), t.Measure)
		if !t.Mean {
			c.Probs = append(slices.Clone(c.Probs), t.Prob)
		}
	}
	e := &engine{model: m, central: m.Project(nil), config: c, drawer: d, tallies: tallies{}, place: map[[2]int]int{}}
	if e.config.Workers <= 0 {
		e.config.Workers = runtime.GOMAXPROCS(0)
	}
	e.config.Workers = min(e.config.Workers, slabPaths/model.MaxWidth) // more would find nothing to do
	e.done = make([]int, max(1, d.sampler.Replicates().Count))
	if d.chance.Any() {
		e.planMetrics()
		e.planSeries()
		e.planMeasures()
	}
	for range e.config.Workers {
		e.workers = append(e.workers, d.newWorker(e.plan))
	}
	return e, nil
}

func (e *engine) add(q model.Measure, s columnSpec) {
	if s.Probs == nil {
		s.Probs = quantiles
	}
	if q.Unit() == "date" {
		s.Months = e.central.Timeline.Months
	}
	s.Whole = !q.IsSeries && q.Metric == model.RunwayMonths
	e.plan = append(e.plan, planned{q, newColumn(s, e.drawer.sampler.Replicates())})
}

func (e *engine) planMetrics() {
	central := e.central.Metrics
	for id := range model.NumMetrics {
		if !e.model.HasMetric(id) {
			continue
		}
		s := columnSpec{Central: central[id], Near: 1e-9 * math.Abs(central[id]), Above: math.NaN(), Spread: true, Keep: id == model.PeakGap}
		e.metrics = append(e.metrics, id)
		e.add(model.Measure{Metric: id}, s)
	}
}

// period is a series in a reporting period.
func period(t model.Timeline, s model.SeriesID, i int) model.Measure {
	return model.Measure{Series: s, IsSeries: true, First: i * t.Step, Last: (i+1)*t.Step - 1}
}

func (e *engine) planSeries() {
	t, kernel := e.central.Timeline, e.model.BlockKernel(e.drawer.setup(nil))
	for id := range model.NumSeries {
		for i := range t.Periods() {
			if !kernel.Moves(id, i*t.Step, (i+1)*t.Step-1) {
				continue
			}
			s := columnSpec{Central: math.NaN(), Above: math.NaN()}
			if id == model.FundingGap {
				s.Above = model.HalfCent
			}
			e.place[[2]int{int(id), i}] = len(e.plan)
			e.add(period(t, id, i), s)
		}
	}
}

func (e *engine) planMeasures() {
	for _, q := range e.config.Measures {
		e.add(q, columnSpec{Probs: e.asked(), Central: math.NaN(), Above: math.NaN(), Spread: true})
	}
}

// asked is the probabilities of the quantiles of measures asked for.
func (e *engine) asked() []float64 {
	all := slices.Concat(quantiles, e.config.Probs)
	slices.Sort(all)
	return slices.Compact(all)
}

// run draws all paths that are missing up to so many, at least as many as are done.
func (e *engine) run(ctx context.Context, paths int) error {
	if err := e.grow(paths); err != nil {
		return err
	}
	var slab []stint
	held := 0
	flush := func() error {
		err := e.evaluate(ctx, slab, held)
		slab, held = slab[:0], 0
		return err
	}
	split := e.drawer.sampler.Replicates()
	for r := range e.done {
		first, end := split.part(r)
		for from := first + e.done[r]; from < end; {
			to := min(end, from+model.MaxWidth, from+slabPaths-held)
			slab = append(slab, stint{r, from, to, held})
			held += to - from
			from = to
			if held == slabPaths {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}

// grow makes room for so many paths.
func (e *engine) grow(paths int) error {
	if err := e.drawer.grow(paths); err != nil {
		return err
	}
	for _, w := range e.workers {
		w.prepare()
	}
	for _, p := range e.plan {
		if err := p.column.grow(e.drawer.sampler.Replicates()); err != nil {
			return err
		}
	}
	if e.slab == nil {
		e.slab = newSlab(len(e.plan), min(slabPaths, paths))
	}
	return nil
}

// newSlab returns so many columns for so many paths.
//
// Note: a block of paths writes to the same place of every column. If these lay a power of
// two apart, they would all compete for the same few lines of a cache.
func newSlab(columns, paths int) [][]float64 {
	const line = 64 / 8
	apart := paths + model.MaxWidth + line
	all := make([]float64, columns*apart)
	slab := make([][]float64, columns)
	for i := range slab {
		slab[i] = all[i*apart:][:paths:paths]
	}
	return slab
}

// stint is paths that a worker evaluates at once, of one replicate, and where in the slab
// their values stand.
type stint struct{ replicate, from, to, at int }

// evaluate evaluates a slab and gives its values to the columns.
func (e *engine) evaluate(ctx context.Context, slab []stint, held int) error {
	if len(slab) == 0 {
		return ctx.Err()
	}
	var next atomic.Int64
	counts := make([]tallies, len(e.workers))
	_ = e.parallel(func(w int) error {
		counts[w] = tallies{}
		for i := int(next.Add(1)) - 1; i < len(slab) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			e.fill(e.workers[w], slab[i], counts[w])
		}
		return nil
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, c := range counts {
		e.tallies.merge(c)
	}
	next.Store(0)
	err := e.parallel(func(int) error {
		for i := int(next.Add(1)) - 1; i < len(e.plan); i = int(next.Add(1)) - 1 {
			if err := e.feed(i, slab); err != nil {
				return err
			}
		}
		return nil
	})
	for _, b := range slab {
		e.done[b.replicate] += b.to - b.from
	}
	e.finished += held
	if e.config.Progress != nil {
		e.config.Progress(e.finished, e.drawer.spec.Paths)
	}
	return err
}

// fill evaluates a block and writes its part of every column.
func (e *engine) fill(w *worker, b stint, count tallies) {
	n := b.to - b.from
	for i, column := range e.slab {
		w.block.Out[i] = column[b.at : b.at+n]
	}
	w.evaluate(b.from, b.to)
	count.add(w, b.replicate, n)
}

// feed gives a column its values of a slab, those of one replicate at a time.
func (e *engine) feed(i int, slab []stint) error {
	for a := 0; a < len(slab); {
		b := a
		for b < len(slab) && slab[b].replicate == slab[a].replicate {
			b++
		}
		r, last, c := slab[a].replicate, slab[b-1], e.plan[i].column
		if err := c.add(r, e.slab[i][slab[a].at:last.at+last.to-last.from]); err != nil {
			return err
		}
		if _, end := c.split.part(r); last.to == end && e.isFinal() {
			c.close(r)
		}
		a = b
	}
	return nil
}

// isFinal reports whether there will never be more paths than the sampler has now.
func (e *engine) isFinal() bool { return !e.config.Keep && e.config.Tolerance == nil }

// parallel runs f once for every worker and returns the first error of theirs.
func (e *engine) parallel(f func(worker int) error) error {
	errs := make([]error, len(e.workers))
	var all sync.WaitGroup
	for w := 1; w < len(e.workers); w++ {
		all.Go(func() { errs[w] = f(w) })
	}
	errs[0] = f(0)
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
