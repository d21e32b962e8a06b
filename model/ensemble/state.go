package ensemble

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"computegap/model"
)

// State is what a run leaves behind so that another goes on where it ended.
type State struct {
	// Hash names the scenario and the settings, see [Config].
	Hash string
	// Sample says which paths are in the state.
	Sample Sample

	plan    string    // what columns there are
	done    []int     // paths by replicate
	broken  []counts  // relations that paths break
	columns []byte    // one after the other, as read; none of LHS, whose paths depend on their number
	live    []planned // or the columns themselves, still to be written
}

// The form of a state changes with that of a column, of a draw and of this header; then
// the number in stateHead rises.

// counts says how many paths of each replicate break a relation.
type counts struct {
	Path   string       `json:"path"`
	What   model.Broken `json:"what"`
	Counts []int        `json:"counts"`
}

// stateHead begins a state; it ends with the version of the form.
const stateHead = "computegap ensemble state 1\n"

// mostState is the largest state that is read, in bytes.
const mostState = 1 << 31

// StateError says why a state cannot be used.
type StateError struct{ Message, Hint string }

// Error returns the message without the hint.
func (e *StateError) Error() string { return e.Message }

// header is the part of a state that people can read.
type header struct {
	Hash    string   `json:"inputs_sha256"`
	Sampler string   `json:"sampler"`
	Seed    uint64   `json:"seed"`
	Paths   int      `json:"paths"`
	Plan    string   `json:"columns_sha256"`
	Done    []int    `json:"done"`
	Broken  []counts `json:"broken"`
}

// Write writes the state in a form that [ReadState] reads: a line that says what it is, a line
// of JSON, the columns, and the SHA-256 of all that.
func (s *State) Write(w io.Writer) error {
	head, err := json.Marshal(header{s.Hash, s.Sample.Kind.String(), s.Sample.Seed, s.Sample.Paths, s.plan, s.done, s.broken})
	if err != nil {
		return err
	}
	sum := sha256.New()
	to := io.MultiWriter(w, sum)
	for _, b := range [][]byte{[]byte(stateHead), head, {'\n'}, s.columns} {
		if _, err := to.Write(b); err != nil {
			return err
		}
	}
	for _, p := range s.live {
		if err := p.column.encode(to); err != nil {
			return err
		}
	}
	_, err = w.Write(sum.Sum(nil))
	return err
}

// ReadState reads what [State.Write] wrote. What is damaged or something else is a
// [*StateError].
func ReadState(r io.Reader) (*State, error) {
	b := make([]byte, len(stateHead))
	if n, err := io.ReadFull(r, b); string(b[:n]) != stateHead {
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, err
		}
		return nil, &StateError{"is not the state of an ensemble of this version", "name a file that --save has written"}
	}
	rest, err := io.ReadAll(io.LimitReader(r, mostState))
	if err != nil {
		return nil, err
	}
	b = append(b, rest...)
	rest = b[len(stateHead):]
	damaged := &StateError{"is damaged", "draw anew with --save"}
	if len(rest) < sha256.Size {
		return nil, damaged
	}
	end := len(b) - sha256.Size
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:], b[end:]) {
		return nil, damaged
	}
	line, columns, ok := bytes.Cut(rest[:len(rest)-sha256.Size], []byte{'\n'})
	var h header
	if !ok || json.Unmarshal(line, &h) != nil {
		return nil, damaged
	}
	kind, err := ParseKind(h.Sampler)
	if err != nil || h.Paths < 1 || h.Paths > MaxPaths {
		return nil, damaged
	}
	return &State{Hash: h.Hash, Sample: Sample{kind, h.Seed, h.Paths}, plan: h.Plan, done: h.Done, broken: h.Broken, columns: columns}, nil
}

// outline names the columns: a state of others does not fit.
func (e *engine) outline() string {
	sum := sha256.New()
	for _, p := range e.plan {
		fmt.Fprintln(sum, p.measure, p.column.spec.Probs)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// state is the engine's, after all its paths.
func (e *engine) state() *State {
	s := &State{
		Hash: e.config.Hash, Sample: Sample{e.config.Kind, e.config.Seed, e.drawer.spec.Paths},
		plan: e.outline(), done: slices.Clone(e.done),
	}
	for b, c := range e.tallies {
		s.broken = append(s.broken, counts{b.path, b.what, slices.Clone(c[:len(e.done)])})
	}
	slices.SortFunc(s.broken, func(a, b counts) int { return compareBroken(a.Path, a.What, b.Path, b.What) })
	if e.config.Kind != LHS {
		s.live = e.plan
	}
	return s
}

// restore takes over the paths of a state. The engine has none yet, and its sampler
// has as many as the state.
func (e *engine) restore(s *State) error {
	if err := e.fits(s); err != nil {
		return err
	}
	if s.Sample.Kind == LHS {
		return nil // its paths are drawn anew
	}
	damaged := &StateError{"is damaged", "draw anew with --save"}
	if len(s.done) != len(e.done) {
		return damaged
	}
	columns := bytes.NewReader(s.columns)
	for _, p := range e.plan {
		if err := p.column.decode(columns); err != nil {
			return errors.Join(damaged, err)
		}
	}
	split := e.drawer.sampler.Replicates()
	for i, n := range s.done {
		if first, end := split.part(i); n != end-first {
			return damaged
		}
		e.finished += n
	}
	if columns.Len() > 0 {
		return damaged
	}
	copy(e.done, s.done)
	for _, b := range s.broken {
		if len(b.Counts) != len(e.done) {
			return damaged
		}
		copy(e.tallies.count(broken{b.Path, b.What})[:], b.Counts)
	}
	return nil
}

// fits returns an error unless the state is of this very ensemble, but for the number of
// paths.
func (e *engine) fits(s *State) error {
	c, have := e.config, s.Sample
	again := fmt.Sprintf("go on with --seed %d --sampler %s, or draw anew without --resume", have.Seed, have.Kind)
	switch {
	case s.Hash != c.Hash:
		return &StateError{"is of another scenario, or of other settings", "go on with those it was saved with, or draw anew without --resume"}
	case have.Kind != c.Kind:
		return &StateError{fmt.Sprintf("is of the sampler %s, not %s", have.Kind, c.Kind), again}
	case have.Seed != c.Seed:
		return &StateError{fmt.Sprintf("is of seed %d, not %d", have.Seed, c.Seed), again}
	case s.plan != e.outline():
		return &StateError{"is of other checks or of another version of the program", "draw anew without --resume"}
	case c.Paths > 0 && have.Paths > c.Paths:
		return &StateError{fmt.Sprintf("holds %d paths, more than %d", have.Paths, c.Paths), fmt.Sprintf("ask for %d or more, or draw anew without --resume", have.Paths)}
	}
	return nil
}
