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
		next := c.Tolerance.next(r, most)
		if next <= paths {
			if r.Measures = r.Measures[:len(c.Measures)]; len(r.Measures) == 0 {
				r.Measures = nil
			}
			if c.Keep {
				r.State, err = e.state()
			}
			return r, err
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

// next is how many paths should do for the tolerance: as many as there are if they do
// already, otherwise twice as many or up to sixteen times, at most most.
func (t *Tolerance) next(r *Result, most int) int {
	paths := r.Sample.Paths
	if t == nil {
		return paths
	}
	e, ok := t.of(r)
	if !ok {
		return paths // it exists on no path
	}
	allowed := t.Width
	if t.Relative > 0 {
		allowed = t.Relative * math.Abs(e.Value)
	}
	off := width(e)
	if off <= allowed {
		return paths
	}
	next := 2 * paths
	for want := float64(paths) * (off / allowed) * (off / allowed); float64(next) < want && next < 16*paths; {
		next *= 2
	}
	return min(most, next)
}

// of finds the statistic that a tolerance is of; false where it exists on no path.
func (t *Tolerance) of(r *Result) (Estimate, bool) {
	// Note: the measure of a tolerance is the last of those asked for, see newEngine.
	v := r.Measures[len(r.Measures)-1].Values
	switch {
	case v == nil:
		return Estimate{}, false
	case t.Mean:
		return v.Mean, true
	}
	return v.Quantiles[slices.Index(r.Asked, t.Prob)], true
}

// reach draws paths up to so many and gathers what they say.
func (e *engine) reach(ctx context.Context, paths int) (*Result, error) {
	if e.config.Kind == LHS && e.finished > 0 { // its paths depend on their number
		e.forget()
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

// forget takes back all paths.
func (e *engine) forget() {
	clear(e.done)
	clear(e.tallies)
	e.finished = 0
	for i, p := range e.plan {
		e.plan[i].column = newColumn(p.column.spec, e.drawer.sampler.Replicates())
	}
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
