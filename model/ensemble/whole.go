package ensemble

import (
	"io"
	"math"
	"slices"
)

type columnSpec struct {
	Probs          []float64
	Months         int
	Keep, Spread   bool
	Central, Above float64
}

type column struct {
	spec  columnSpec
	split Replicates
	parts [][]float64
}

func newColumn(s columnSpec, split Replicates) *column {
	return &column{s, split, make([][]float64, max(1, split.Count))}
}
func (c *column) add(r int, x []float64) error { c.parts[r] = append(c.parts[r], x...); return nil }
func (c *column) close(int)                    {}
func (c *column) grow(split Replicates)        { c.split = split }
func (c *column) all() (x []float64) {
	for _, p := range c.parts {
		x = append(x, p...)
	}
	return x
}
func (c *column) summary() (Summary, bool) {
	s, err := NewSummariser(c.split, c.spec.Probs...)
	if err != nil {
		panic(err)
	}
	q := Type7
	if c.spec.Months > 0 {
		q = Type1
	}
	sum, err := s.Summarise(c.all(), q)
	if err != nil {
		panic(err)
	}
	return sum, true
}
func (c *column) above() Estimate {
	s, _ := NewSummariser(c.split, c.spec.Probs...)
	e, err := s.Probability(c.all(), func(v float64) bool { return v > c.spec.Above })
	if err != nil {
		panic(err)
	}
	return e
}
func (c *column) percentile() (float64, bool) { return Percentile(c.all(), c.spec.Central) }
func (c *column) shortfall(level float64) (Estimate, bool) {
	s, _ := NewSummariser(c.split, c.spec.Probs...)
	e, ok, err := s.Shortfall(c.all(), level, Upper)
	if err != nil {
		panic(err)
	}
	return e, ok
}
func (c *column) months() []int {
	out := make([]int, c.spec.Months)
	for _, v := range c.all() {
		if !math.IsNaN(v) {
			out[int(v)]++
		}
	}
	return out
}
func (c *column) sorted() []float64    { return sortedCopy(c.all()) }
func sortedCopy(x []float64) []float64 { y := append([]float64(nil), x...); slices.Sort(y); return y }
func (c *column) retry()               { clear(c.parts) }

func (c *column) encode(w io.Writer) error { return nil }
func (c *column) decode(r io.Reader) error { return nil }
