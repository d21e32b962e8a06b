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

// NotPositiveDefinite says that rank correlations contradict each other, and where.
type NotPositiveDefinite struct {
	// Index is the place, in the order given, of the pair from which on the matrix of
	// the pairs so far is no longer positive definite.
	Index int
	// Pair is that pair.
	Pair Pair
	// Margin is the smallest eigenvalue of the matrix of the pairs up to that one: how far
	// it is from holding. It would have to be above zero.
	Margin float64
	// Nearest is the value nearest to Pair.Rho at which that matrix holds, to 1e-12 on the
	// side that does.
	Nearest float64
}

// Error names the pair by numbers; callers that know names compose their own text.
func (e *NotPositiveDefinite) Error() string {
	return fmt.Sprintf("correlation %d, of %d with %d, contradicts those before it: "+
		"at %g the smallest eigenvalue is %.3g, it would hold at %.4f (inputs without a pair count as uncorrelated)",
		e.Index+1, e.Pair.I, e.Pair.J, e.Pair.Rho, e.Margin, math.Trunc(e.Nearest*1e4)/1e4)
}

// Factor returns the lower-triangular L with L·Lᵀ = the correlation matrix of n normal
// scores, n × n, row by row: 1 on the diagonal, [Pearson] of each pair's Rho off it, 0
// where no pair is given. L times independent normal scores gives correlated ones.
//
// A pair with a number outside 0 … n−1, of one thing with itself, given twice in
// either order, or with |Rho| ≥ 1 is an [*Error]. Pairs that contradict each other are a
// [*NotPositiveDefinite].
//
// Note: the pairs so far may fail and a later pair may repair them (A with B and A
// with C at 0.9 ask for B with C); only a matrix that fails as a whole is an error, and
// the pair named is the one from which on it fails without repair.
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
	n := len(m.ids)
	a := m.fill(pairs)
	for i := range n {
		row := a[i*n : i*n+n]
		for j := range i {
			row[j] = (row[j] - dot(row[:j], a[j*n:j*n+j])) / a[j*n+j]
		}
		pivot := row[i] - dot(row[:i], row[:i])
		if pivot < leastPivot {
			return nil, false
		}
		row[i] = math.Sqrt(pivot)
	}
	return a, true
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

// diagnose finds the pair from which on the matrix fails, and by how much.
func (m matrix) diagnose(pairs []Pair) *NotPositiveDefinite {
	k := len(pairs) - 1
	for k > 0 {
		if _, ok := m.factor(pairs[:k]); ok {
			break
		}
		k--
	}
	return &NotPositiveDefinite{
		Index: k, Pair: pairs[k],
		Margin:  m.smallest(pairs[:k+1]),
		Nearest: m.nearest(pairs[:k+1]),
	}
}

// smallest returns the smallest eigenvalue of the matrix of pairs.
func (m matrix) smallest(pairs []Pair) float64 {
	n := len(m.ids)
	var e mat.EigenSym
	if !e.Factorize(mat.NewSymDense(n, m.fill(pairs)), false) {
		panic("dist: the eigenvalues of a correlation matrix did not converge")
	}
	return slices.Min(e.Values(nil))
}

// nearest returns the rho of the last pair, between 0 and what it is, at which the
// matrix holds. It holds at 0, where the pair is as if not given, and matrices that
// hold are convex, so bisection finds the one border.
func (m matrix) nearest(pairs []Pair) float64 {
	trial := slices.Clone(pairs)
	last := &trial[len(trial)-1]
	good, bad := 0.0, last.Rho
	for math.Abs(bad-good) > 1e-12 {
		last.Rho = good + (bad-good)/2
		if _, ok := m.factor(trial); ok {
			good = last.Rho
		} else {
			bad = last.Rho
		}
	}
	return good
}
