package ensemble

import (
	"fmt"
	"slices"

	"computegap/model/dist"
)

// Copula makes some of n things dependent and leaves the others alone. It is a Gaussian
// copula: normal scores are correlated by the Cholesky factor of [dist.Factor], so that
// each thing keeps its law and pairs get their Spearman rank correlations (exact for
// things that are continuous). It does not change once it is made.
type Copula struct {
	n   int
	ids []int // the things that occur in a pair, ascending
	l   []float64
	// root says of each of ids that no other before it correlates with it: its row of l
	// has nothing but 1 on the diagonal.
	root []bool
}

// NewCopula returns the copula of n things in which pairs correlate. It fails as
// [dist.Factor] does: a pair that is wrong by itself, or pairs that contradict each
// other.
func NewCopula(n int, pairs []dist.Pair) (*Copula, error) {
	full, err := dist.Factor(n, pairs)
	if err != nil {
		return nil, err
	}
	c := &Copula{n: n}
	for _, p := range pairs {
		c.ids = append(c.ids, p.I, p.J)
	}
	slices.Sort(c.ids)
	c.ids = slices.Compact(c.ids)
	for _, i := range c.ids {
		for _, j := range c.ids {
			c.l = append(c.l, full[i*n+j])
		}
		c.root = append(c.root, full[i*n+i] == 1)
	}
	return c, nil
}

// Correlated returns the numbers of the things that correlate with any, ascending, a
// copy.
func (c *Copula) Correlated() []int { return slices.Clone(c.ids) }

// Uniforms makes the draws of a block dependent, in place. u is paths × n, row by row,
// as [Sampler.Uniforms] writes it, each in (0, 1), and stays so. Things without a
// correlation, or only with later ones, keep every bit. It allocates nothing.
func (c *Copula) Uniforms(u []float64) {
	if c.n > 0 && len(u)%c.n != 0 {
		panic(fmt.Sprintf("ensemble: %d numbers are no rows of %d", len(u), c.n))
	}
	for row := 0; row < len(u) && len(c.ids) > 0; row += c.n {
		c.couple(u[row : row+c.n])
	}
}

// Columns is [Copula.Uniforms] of a block that is laid out thing by thing: u[i] has a place
// a path. row has room for a number of each thing.
func (c *Copula) Columns(u [][]float64, row []float64) {
	if len(c.ids) == 0 {
		return
	}
	for p := range u[c.ids[0]] {
		for _, i := range c.ids {
			row[i] = u[i][p]
		}
		c.couple(row[:c.n])
		for _, i := range c.ids {
			u[i][p] = row[i]
		}
	}
}

// couple makes one row dependent. It works from the last thing to the first, so that
// the scores of those before are still independent. Roots stay uniforms throughout.
func (c *Copula) couple(u []float64) {
	for a, i := range c.ids {
		if !c.root[a] {
			u[i] = normalQuantile(u[i])
		}
	}
	m := len(c.ids)
	for a := m - 1; a > 0; a-- {
		if !c.root[a] {
			u[c.ids[a]] = normalCDF(c.score(u, c.l[a*m:a*m+a+1]))
		}
	}
}

// score returns the dependent score of the thing whose row of the factor is given.
func (c *Copula) score(u, row []float64) float64 {
	z := 0.0
	for b, w := range row {
		switch v := u[c.ids[b]]; {
		case w == 0:
		case c.root[b]:
			z += w * normalQuantile(v)
		default:
			z += w * v
		}
	}
	return z
}

// Normals makes independent standard normal numbers dependent, in place: z[i] is a block
// of thing i, all of one length, place by place, such as the noises [Sampler.Noise]
// writes for the same paths and months. Things without a correlation, or only with later
// ones, keep every bit; z may be nil for those without. It allocates nothing.
func (c *Copula) Normals(z [][]float64) {
	if len(z) != c.n {
		panic(fmt.Sprintf("ensemble: a copula of %d things was given %d", c.n, len(z)))
	}
	m := len(c.ids)
	for a := m - 1; a > 0; a-- {
		to := z[c.ids[a]]
		scale(to, c.l[a*m+a])
		for b := range a {
			if w := c.l[a*m+b]; w != 0 {
				addScaled(to, w, z[c.ids[b]])
			}
		}
	}
}

// scale multiplies x by w.
func scale(x []float64, w float64) {
	for i := range x {
		x[i] *= w
	}
}

// addScaled adds w times from to x, which has the same length.
func addScaled(x []float64, w float64, from []float64) {
	if len(from) != len(x) {
		panic(fmt.Sprintf("ensemble: correlated blocks have %d and %d numbers", len(x), len(from)))
	}
	for i, v := range from {
		x[i] += w * v
	}
}
