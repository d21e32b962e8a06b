package ensemble

import (
	"cmp"

	"computegap/model"
)

// broken names a relation of a line; the zero broken is any relation of any line.
type broken struct {
	path string
	what model.Broken
}

// tallies counts, by replicate, the paths that break a relation.
type tallies map[broken]*[replicated]int

// count returns the counter of a relation.
func (t tallies) count(b broken) *[replicated]int {
	c := t[b]
	if c == nil {
		c = new([replicated]int)
		t[b] = c
	}
	return c
}

// add counts what the last n paths of a worker broke.
func (t tallies) add(w *worker, replicate, n int) {
	list := w.kernel.Breaches()
	if len(list) == 0 {
		return
	}
	for _, b := range list {
		t.count(broken{b.Path, b.What})[replicate] += b.Points
	}
	w.kernel.BreaksAny(w.breaks[:n])
	for _, breaks := range w.breaks[:n] {
		if breaks {
			t.count(broken{})[replicate]++
		}
	}
}

// merge adds other counts.
func (t tallies) merge(other tallies) {
	for b, from := range other {
		to := t.count(b)
		for r, n := range from {
			to[r] += n
		}
	}
}

// compareBroken orders relations by line and kind.
func compareBroken(a string, what model.Broken, b string, other model.Broken) int {
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(what, other))
}
