package ensemble

// replicated is how many independent randomisations LHS and Sobol run as.
const replicated = 16

// Replicates is the split of n paths into randomisations that are independent of each
// other, R of them, one after the other: the first n mod R have one path more than the
// others, so that none shrinks where n grows. R is 16 for LHS and Sobol, or n if that is less,
// so none is empty. It is 0 for Random, whose paths are all independent.
type Replicates struct {
	// Count is R.
	Count int
	// Paths is n.
	Paths int
}

// Split returns the split of a number of paths that a method makes.
func Split(k Kind, paths int) Replicates {
	if k == Random {
		return Replicates{Paths: paths}
	}
	return Replicates{min(replicated, paths), paths}
}

// Of returns the replicate of path p, from 0 to n−1.
func (r Replicates) Of(p int) int {
	size, more := r.Paths/r.Count, r.Paths%r.Count
	if large := more * (size + 1); p >= large {
		return more + (p-large)/size
	}
	return p / (size + 1)
}

// Bounds returns the paths of replicate i: first up to end, which is not among them.
func (r Replicates) Bounds(i int) (first, end int) {
	at := func(i int) int { return i*(r.Paths/r.Count) + min(i, r.Paths%r.Count) }
	return at(i), at(i + 1)
}

// part is Bounds where there are replicates, and all paths as the only part where there are
// none.
func (r Replicates) part(i int) (first, end int) {
	if r.Count == 0 {
		return 0, r.Paths
	}
	return r.Bounds(i)
}
