package dist

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Pair is a rank correlation between the things numbered I and J, from 0 on. Rho is
// Spearman's, strictly between −1 and 1.
type Pair struct {
	I, J int
	Rho  float64
}

// Pearson returns the correlation of normal scores at which a Gaussian copula has the
// rank correlation rho, in [−1, 1]: 2·sin(πρ/6). It is exact for continuous laws. Source:
// Kruskal (1958), doi:10.1080/01621459.1958.10501481.
func Pearson(rho float64) float64 { return 2 * math.Sin(math.Pi*rho/6) }

// NotPositiveDefinite says that rank correlations contradict each other, and which of
// them is to blame.
type NotPositiveDefinite struct {
	// Index is the place, in the order given, of the last pair that could mend the
	// matrix by another value, the others as given; of the very last if none could.
	Index int
	// Pair is that pair.
	Pair Pair
	// Margin is the smallest eigenvalue of the matrix of all pairs: how far it is from
	// holding. It would have to be above zero.
	Margin float64
	// Mends reports whether another value of the pair alone mends the matrix.
	Mends bool
	// Nearest is the value nearest to Pair.Rho that does, to 1e-12 on the side that
	// does; 0 where none does.
	Nearest float64
	// Rounded is Nearest with three decimals, away from Pair.Rho, or with as many more as
	// it takes for the matrix to hold.
	Rounded float64
}

// Error names the pair by numbers; callers that know names compose their own text.
func (e *NotPositiveDefinite) Error() string {
	if !e.Mends {
		return fmt.Sprintf("the correlations contradict each other: the smallest eigenvalue of their matrix is %.3g, "+
			"and no single one of them mends it (inputs without a pair count as uncorrelated)", e.Margin)
	}
	return fmt.Sprintf("correlation %d, of %d with %d, contradicts the others: "+
		"at %g the smallest eigenvalue is %.3g, it would hold at %g (inputs without a pair count as uncorrelated)",
		e.Index+1, e.Pair.I, e.Pair.J, e.Pair.Rho, e.Margin, e.Rounded)
}

// Factor returns the lower-triangular L with L·Lᵀ = the correlation matrix of n normal
// scores, n × n, row by row: 1 on the diagonal, [Pearson] of each pair's Rho off it, 0
// where no pair is given. L times independent normal scores gives correlated ones.
//
// A pair with a number outside 0 … n−1, of one thing with itself, given twice in
// either order, or with |Rho| ≥ 1 is an [*Error]. Pairs that contradict each other are a
// [*NotPositiveDefinite].
//
// Note: some of the pairs may fail by themselves and the others repair them (A with B
// and A with C at 0.9 ask for B with C); only a matrix that fails as a whole is an
// error. Of the pairs that could mend it the last is named, because a person adds
// pairs at the end.
func Factor(n int, pairs []Pair) ([]float64, error) {
	if err := checkPairs(n, pairs); err != nil {
		return nil, err
	}
	m := newMatrix(pairs)
	if l, ok := m.factor(pairs); ok {
		return m.expand(n, l), nil
	}
	return nil, m.diagnose(pairs)
}

// checkPairs returns an error for the first pair that is wrong by itself or repeated.
func checkPairs(n int, pairs []Pair) error {
	seen := make(map[[2]int]int, len(pairs))
	for k, p := range pairs {
		key := [2]int{min(p.I, p.J), max(p.I, p.J)}
		first, twice := seen[key]
		switch {
		case key[0] < 0 || key[1] >= n:
			return refuse("correlation %d: %d with %d is outside 0 to %d", k+1, p.I, p.J, n-1)
		case p.I == p.J:
			return refuse("correlation %d correlates one input with itself", k+1)
		case twice:
			return refuse("correlation %d is of the same two inputs as correlation %d", k+1, first+1)
		case !(math.Abs(p.Rho) < 1):
			return refuse("correlation %d must lie strictly between -1 and 1", k+1)
		}
		seen[key] = k
	}
	return nil
}

// matrix holds the numbers that occur in pairs, ascending: the others are independent
// and stay out of the arithmetic.
type matrix struct{ ids []int }

// newMatrix collects the numbers in pairs.
func newMatrix(pairs []Pair) matrix {
	var ids []int
	for _, p := range pairs {
		ids = append(ids, p.I, p.J)
	}
	slices.Sort(ids)
	return matrix{slices.Compact(ids)}
}

// leastPivot is the smallest squared pivot at which a matrix counts as positive
// definite: below it, rounding decides.
const leastPivot = 1e-9

// fill returns the correlation matrix of pairs, over ids, row by row.
func (m matrix) fill(pairs []Pair) []float64 {
	n := len(m.ids)
	a := make([]float64, n*n)
	for i := range n {
		a[i*n+i] = 1
	}
	for _, p := range pairs {
		i, _ := slices.BinarySearch(m.ids, p.I)
		j, _ := slices.BinarySearch(m.ids, p.J)
		r := Pearson(p.Rho)
		a[i*n+j], a[j*n+i] = r, r
	}
	return a
}

// factor returns the Cholesky factor over ids, in the lower triangle of the result, or
// false if pairs are not positive definite.
func (m matrix) factor(pairs []Pair) ([]float64, bool) {
	a := m.fill(pairs)
	return a, cholesky(a, len(m.ids)) == len(m.ids)
}

// cholesky factors a symmetric matrix of n rows in place, in its lower triangle, and
// returns the first row whose pivot is too small, n if there is none. Before the
// diagonal that row is done as well.
func cholesky(a []float64, n int) int {
	for i := range n {
		row := a[i*n : i*n+n]
		for j := range i {
			row[j] = (row[j] - dot(row[:j], a[j*n:j*n+j])) / a[j*n+j]
		}
		pivot := row[i] - dot(row[:i], row[:i])
		if pivot < leastPivot {
			return i
		}
		row[i] = math.Sqrt(pivot)
	}
	return n
}

// dot returns the inner product of two slices of one length.
func dot(a, b []float64) float64 {
	s := 0.0
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

// expand spreads a factor over ids to all n numbers.
func (m matrix) expand(n int, l []float64) []float64 {
	full := make([]float64, n*n)
	for i := range n {
		full[i*n+i] = 1
	}
	for i, row := range m.ids {
		for j, col := range m.ids[:i+1] {
			full[row*n+col] = l[i*len(m.ids)+j]
		}
	}
	return full
}

// maxTried is the most pairs that are tried by factoring the matrix: nearly always the
// first is the one.
const maxTried = 50

// diagnose finds the pair to blame, and by how much the matrix fails.
func (m matrix) diagnose(pairs []Pair) *NotPositiveDefinite {
	last := len(pairs) - 1
	margin, mends := m.spectrum(pairs)
	e := &NotPositiveDefinite{Index: last, Pair: pairs[last], Margin: margin}
	for k, tried := last, 0; k >= 0 && tried < maxTried && !e.Mends; k-- {
		if i, j := m.rows(pairs[k]); mends[i] && mends[j] {
			tried++
			m.mend(e, pairs, k)
		}
	}
	return e
}

// rows returns the rows of a pair, the smaller first.
func (m matrix) rows(p Pair) (i, j int) {
	i, _ = slices.BinarySearch(m.ids, min(p.I, p.J))
	j, _ = slices.BinarySearch(m.ids, max(p.I, p.J))
	return i, j
}

// spectrum returns the smallest eigenvalue of the matrix of pairs, and of each row
// whether the matrix holds without it.
//
// Note: another value of one pair mends at most one eigenvalue below zero, and only
// where the matrix holds without either of its rows. With one eigenvalue below zero
// that is where the inverse has a diagonal entry below zero, the ratio of the two
// determinants. What is so near zero that rounding decides counts as below it here.
func (m matrix) spectrum(pairs []Pair) (smallest float64, without []bool) {
	const tiny = 1e-12
	n := len(m.ids)
	var e mat.EigenSym
	if !e.Factorize(mat.NewSymDense(n, m.fill(pairs)), true) {
		panic("dist: the eigenvalues of a correlation matrix did not converge")
	}
	values := e.Values(nil) // ascending
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	without = make([]bool, n)
	if n > 1 && values[1] < -leastPivot {
		return values[0], without
	}
	for i := range n {
		first := vectors.At(i, 0)
		inverse := first * first / min(values[0], -tiny)
		for k := 1; k < n; k++ {
			x := vectors.At(i, k)
			inverse += x * x / max(values[k], tiny)
		}
		without[i] = inverse < 0
	}
	return values[0], without
}

// mend puts pair k into e with the rho, nearest to what it is, at which the matrix
// holds, the others being as they are, if there is one.
func (m matrix) mend(e *NotPositiveDefinite, pairs []Pair, k int) {
	trial := slices.Clone(pairs)
	holds := func(rho float64) bool {
		trial[k].Rho = rho
		_, ok := m.factor(trial)
		return ok && math.Abs(rho) < 1
	}
	good, bad := m.middle(pairs, k), pairs[k].Rho
	if !holds(good) {
		return
	}
	for math.Abs(bad-good) > 1e-12 {
		if between := good + (bad-good)/2; holds(between) {
			good = between
		} else {
			bad = between
		}
	}
	e.Index, e.Pair, e.Mends, e.Nearest, e.Rounded = k, pairs[k], true, good, good
	for unit := 1e3; unit < 1e12; unit *= 10 {
		r := math.Ceil(good*unit) / unit
		if good < pairs[k].Rho {
			r = math.Floor(good*unit) / unit
		}
		if holds(r) {
			e.Rounded = r
			break
		}
	}
}

// middle returns the rho of pair k in the middle of those at which the matrix holds, if
// it holds anywhere: that of two scores which only the others tie together.
//
// Note: with the rows of the pair last, the last pivots of the factor are those of a
// matrix of two rows whose entry off the diagonal is what the pair adds to the inner
// product of the two rows before it.
func (m matrix) middle(pairs []Pair, k int) float64 {
	n := len(m.ids)
	a := m.fill(pairs)
	i, j := m.rows(pairs[k])
	swap(a, n, j, n-1)
	swap(a, n, i, n-2)
	if cholesky(a, n) < n-1 {
		return 0
	}
	r := dot(a[(n-2)*n:(n-2)*n+n-2], a[(n-1)*n:(n-1)*n+n-2])
	return 6 / math.Pi * math.Asin(max(-1, min(1, r/2)))
}

// swap exchanges two rows, and the same two columns, of a matrix of n rows.
func swap(a []float64, n, i, j int) {
	for k := range n {
		a[i*n+k], a[j*n+k] = a[j*n+k], a[i*n+k]
	}
	for k := range n {
		a[k*n+i], a[k*n+j] = a[k*n+j], a[k*n+i]
	}
}
