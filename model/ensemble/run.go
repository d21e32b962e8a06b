package ensemble

import (
	"context"
	"io"

	"computegap/model"
)

// Config says which paths [Run] draws and what it reports. The zero Config draws
// [DefaultPaths] paths by [Random] with seed 0 on every core.
type Config struct {
	Kind    Kind
	Seed    uint64
	Paths   int // 0: DefaultPaths; the most, where there is a tolerance
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
	return nil, ctx.Err()
}

// State is what a run leaves behind so that another goes on where it ended.
type State struct {
	Hash   string
	Sample Sample
}

// StateError says why a state cannot be used.
type StateError struct{ Message, Hint string }

// Error returns the message without the hint.
func (e *StateError) Error() string { return e.Message }

// Write writes the state in a form that [ReadState] reads.
func (s *State) Write(w io.Writer) error { return nil }

// ReadState reads what [State.Write] wrote. What is damaged or something else is a
// [*StateError].
func ReadState(r io.Reader) (*State, error) {
	return nil, &StateError{Message: "is not the state of a run"}
}
