package ensemble

import (
	"context"
	"errors"
	"math"
	"slices"

	"computegap/model"
)

// Config says which paths [Run] draws and what it reports. The zero Config draws
// [DefaultPaths] paths by [Random] with seed 0 on every core.
type Config struct {
	Kind    Kind
	Seed    uint64
	Paths   int // 0: DefaultPaths, or those of Resume; the most, where there is a tolerance
	Workers int // goroutines; 0: one for every core. It changes no result

	Measures []model.Measure // further measures to summarise, such as those of checks
	Probs    []float64       // further quantiles of these measures, each in (0, 1)

	// Tolerance adds paths, at most Paths (if 0, [MaxPaths]), until the statistic is
	// known as well as it asks; nil: just Paths.
	Tolerance *Tolerance

	// Hash names the scenario and the settings that m was compiled from; it goes into a
	// state, and a state of another hash is refused.
	Hash string
	// Keep leaves a state in the result, from which a later run goes on.
	Keep bool
	// Resume is the state of a run of fewer paths to go on from; nil: none.
	Resume *State

	// Progress is told, now and then, how many paths are done, and of how many. May be nil.
	Progress func(done, total int)
}

// DefaultPaths is how many paths are drawn where nobody says.
const DefaultPaths = 16384

// Tolerance says how well a statistic must be known: its 95% interval may reach Width, in
// the measure's unit, or Relative of its value, to either side.
type Tolerance struct {
	Measure  model.Measure
	Mean     bool    // the mean, else the quantile
	Prob     float64 // of the quantile
	Relative float64 // a fraction of the statistic; 0: Width holds
	Width    float64
}

// Run draws paths of the uncertain inputs, of the rounds that may close and of the noises
// of the model, evaluates it on each, and summarises. It stops with the error of ctx when
// that is done. The same config gives the same result, to the last bit, whatever the
// number of workers.
//
// A state that does not fit gives a [*StateError].
func Run(ctx context.Context, m *model.Model, c Config) (*Result, error) {
	most := c.most()
	paths := most
	if c.Tolerance != nil {
		paths = min(most, firstPaths)
	}
	first := paths
	if c.Resume != nil {
		first = c.Resume.Sample.Paths
		paths = max(paths, first)
	}
	e, err := newEngine(m, c, first)
	if err != nil {
		return nil, err
	}
	if c.Resume != nil {
		if err := e.restore(c.Resume); err != nil {
			return nil, err
		}
	}
	for {
		r, err := e.reach(ctx, paths)
		if err != nil {
			return nil, err
		}
		next := paths
		if c.Tolerance != nil {
			r.Precision = c.Tolerance.precision(r)
			next = min(most, r.Precision.next(paths))
		}
		if next <= paths {
			if r.Measures = r.Measures[:len(c.Measures)]; len(r.Measures) == 0 {
				r.Measures = nil
			}
			if c.Keep {
				r.State = e.state()
			}
			return r, nil
		}
		paths = next
	}
}

// most is the largest number of paths that may be drawn.
func (c Config) most() int {
	switch {
	case c.Paths > 0:
		return c.Paths
	case c.Tolerance == nil && c.Resume != nil:
		return c.Resume.Sample.Paths
	case c.Tolerance != nil:
		return MaxPaths
	}
	return DefaultPaths
}

// firstPaths is how many paths are drawn before a tolerance is looked at.
const firstPaths = 4096

// Precision is how well the statistic of a tolerance is known, and how well it must be.
type Precision struct {
	// Estimate is the statistic; Exists is false where it exists on no path.
	Estimate Estimate
	Exists   bool
	// Reach is how far its interval reaches to the further side, +Inf where a side is open;
	// Allowed is how far it may. Both in the measure's unit.
	Reach, Allowed float64
}

// Kept reports whether the tolerance is kept.
func (p *Precision) Kept() bool { return !p.Exists || p.Reach <= p.Allowed }

// next is how many paths should do, of which there are so many: no more if they do
// already, otherwise twice as many or up to sixteen times.
func (p *Precision) next(paths int) int {
	if p.Kept() {
		return paths
	}
	next := 2 * paths
	for want := float64(paths) * (p.Reach / p.Allowed) * (p.Reach / p.Allowed); float64(next) < want && next < 16*paths; {
		next *= 2
	}
	return next
}

// isUsual reports whether every result has the statistic.
func (t *Tolerance) isUsual() bool {
	return !t.Measure.IsSeries && (t.Mean || slices.Contains(quantiles, t.Prob))
}

// precision finds how well the statistic is known.
func (t *Tolerance) precision(r *Result) *Precision {
	v, probs := r.Metrics[t.Measure.Metric].Values, r.Probs
	if !t.isUsual() {
		v, probs = r.Measures[len(r.Measures)-1].Values, r.Asked
	}
	if v == nil {
		return &Precision{}
	}
	p := &Precision{Estimate: v.Mean, Exists: true, Allowed: t.Width}
	if !t.Mean {
		p.Estimate = v.Quantiles[slices.Index(probs, t.Prob)]
	}
	if t.Relative > 0 {
		p.Allowed = t.Relative * math.Abs(p.Estimate.Value)
	}
	p.Reach = width(p.Estimate)
	return p
}

// reach draws paths up to so many and gathers what they say.
func (e *engine) reach(ctx context.Context, paths int) (*Result, error) {
	// Note: LHS draws paths that depend on their number, and fewer than 16 paths are not split
	// as more are.
	if e.config.Kind == LHS || Split(e.config.Kind, paths).Count != e.drawer.sampler.Replicates().Count {
		if err := e.forget(paths); err != nil {
			return nil, err
		}
	}
	for range 3 {
		if err := e.run(ctx, paths); err != nil {
			return nil, err
		}
		if r, ok := e.result(); ok {
			return r, nil
		}
		e.again()
	}
	return nil, errors.New("the ranks of a column were lost three times: a fault of this program")
}

// forget takes back all paths and begins anew with room for so many.
func (e *engine) forget(paths int) error {
	if err := e.drawer.grow(paths); err != nil {
		return err
	}
	clear(e.tallies)
	e.finished = 0
	split := e.drawer.sampler.Replicates()
	e.done = make([]int, max(1, split.Count))
	for i, p := range e.plan {
		e.plan[i].column = newColumn(p.column.spec, split)
	}
	return nil
}

// again takes back all paths, but keeps what columns learnt about where their ranks lie.
func (e *engine) again() {
	clear(e.done)
	clear(e.tallies)
	e.finished = 0
	for _, p := range e.plan {
		p.column.retry()
	}
}
