package ensemble

import (
	"fmt"
	"math"
	"sync"
)

// Limit is the largest magnitude of a value that is summarised: squares of larger ones
// might overflow.
const Limit = 1e100

// Estimate is a statistic of the paths and how well it is known.
type Estimate struct {
	// Value is the statistic, in the unit of the values.
	Value float64
	// SE is its standard error; 0 where nothing varies and where there are too few paths
	// to tell, which CI says. For a quantile of independent paths it is the interval's
	// width over 2·1.96.
	SE float64
	// CI is the 95% confidence interval.
	CI Interval
}

// Summary is what a column of values comes to.
type Summary struct {
	// Paths is the number of paths, Present of those on which the value exists.
	Paths, Present int
	// Probability is Present/Paths.
	Probability Estimate
	// Values describes the values that exist. It is nil if there is none.
	Values *Values
}

// Values describes the values of the paths where they exist.
type Values struct {
	Mean, SD Estimate
	// Quantiles has one for each of the summariser's probabilities.
	Quantiles []Estimate
}

// Summariser turns columns of values, one per path in path order, into statistics with
// 95% confidence intervals that fit how the paths were drawn.
//
// Of independent paths, the mean has s/√n and Student's t with n − 1 degrees of freedom;
// quantiles have order statistics, see [Interval] for when there are too few; the standard
// deviation has the large-sample error of its logarithm, ½·√((k − (n−3)/(n−1))/n) with
// k the kurtosis; a probability has Clopper and Pearson's interval. Of paths in
// replicates, every statistic is worked out for each replicate too, and the R results,
// with standard deviation s_R, give s_R/√R and Student's t with R − 1 degrees of freedom
// (15) about the statistic of all paths. Replicates without a value do not count.
//
// A column that never varies gives that very number for every statistic, and 0 as its
// standard deviation. One summariser serves one goroutine; it keeps memory between
// columns.
type Summariser struct {
	split   Replicates
	probs   []float64
	columns [2]*column // for Type7 and Type1
	sample
}

// NewSummariser returns a summariser for columns of paths split in this way, see
// [Sampler.Replicates], and for quantiles of these probabilities, each in [0, 1], in the
// order given. Any other probability and fewer than one path are errors.
func NewSummariser(split Replicates, probs ...float64) (*Summariser, error) {
	if split.Paths < 1 || split.Count < 0 || split.Count > split.Paths {
		return nil, fmt.Errorf("%d paths cannot be summarised in %d replicates", split.Paths, split.Count)
	}
	for _, p := range probs {
		if !(p >= 0 && p <= 1) {
			return nil, fmt.Errorf("a quantile needs a probability from 0 to 1, not %v", p)
		}
	}
	return &Summariser{split: split, probs: append([]float64(nil), probs...)}, nil
}

// Summarise returns the statistics of a column: x has a value for every path, in path
// order, NaN where there is none, and is not changed. Quantiles are of type q. With
// [Type1] the interval of a quantile is rounded outwards to whole numbers, months.
//
// A column of another length, and a value that is infinite or above [Limit] in
// magnitude, are errors.
func (s *Summariser) Summarise(x []float64, q QuantileType) (Summary, error) {
	c := s.column(q)
	defer c.forget()
	for {
		if err := s.feed(c, x); err != nil {
			return Summary{}, err
		}
		if sum, ok := c.summary(); ok {
			return sum, nil
		}
		c.retry()
	}
}

// column returns the column for quantiles of a type.
func (s *Summariser) column(q QuantileType) *column {
	i := 0
	if q == Type1 {
		i = 1
	}
	if s.columns[i] == nil {
		spec := columnSpec{Probs: s.probs, Type: q, Spread: true, Central: math.NaN(), Above: math.NaN()}
		s.columns[i] = newColumn(spec, s.split)
	}
	return s.columns[i]
}

// feed adds all values to an empty column.
func (s *Summariser) feed(c *column, x []float64) error {
	if err := s.fits(x); err != nil {
		return err
	}
	for i := range max(1, s.split.Count) {
		first, end := c.bounds(i)
		if err := c.add(i, x[first:end]); err != nil {
			return err
		}
		c.close(i)
	}
	return nil
}

// fits returns an error unless there is a value for every path.
func (s *Summariser) fits(x []float64) error {
	if len(x) != s.split.Paths {
		return fmt.Errorf("a column of %d values does not fit %d paths", len(x), s.split.Paths)
	}
	return nil
}

// load takes the values that exist as the sample.
func (s *Summariser) load(x []float64) error {
	if err := s.fits(x); err != nil {
		return err
	}
	for p, v := range x {
		if math.Abs(v) > Limit {
			return beyond(p, v)
		}
	}
	s.values, s.borders = s.values[:0], s.borders[:0]
	for i := range max(1, s.split.Count) {
		first, end := 0, len(x)
		if s.split.Count > 0 {
			first, end = s.split.Bounds(i)
		}
		s.take(x[first:end])
	}
	return nil
}

// beyond is the error of a value that is infinite or above [Limit].
func beyond(path int, v float64) error {
	return fmt.Errorf("the value of path %d, %v, is beyond what can be summarised", path, v)
}

// isPresent reports whether a value exists.
func isPresent(v float64) bool { return !math.IsNaN(v) }

// sample holds the values that exist of independent paths, or of replicates one after
// the other. It keeps memory for the next time.
type sample struct {
	values  []float64 // in path order
	borders []int     // where each replicate ends among them
}

// take appends the values that exist, those of one replicate.
func (s *sample) take(x []float64) {
	for _, v := range x {
		if isPresent(v) {
			s.values = append(s.values, v)
		}
	}
	s.borders = append(s.borders, len(s.values))
}

// memo keeps the results of a function that takes long, for use from any goroutine.
type memo[K comparable, V any] struct {
	of    func(K) V
	mu    sync.Mutex
	known map[K]V
}

// at returns the result for k.
func (m *memo[K, V]) at(k K) V {
	m.mu.Lock()
	v, ok := m.known[k]
	m.mu.Unlock()
	if ok {
		return v
	}
	v = m.of(k)
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) > 10000 {
		m.known = map[K]V{}
	}
	m.known[k] = v
	return v
}

// students has the quantiles of Student's t by degrees of freedom.
var students = memo[int, float64]{of: studentQuantile}

// about returns the estimate whose interval reaches h to either side.
func about(value, se, h float64) Estimate {
	return Estimate{Value: value, SE: se, CI: Interval{Low: value - h, High: value + h}}
}

// unknown returns the estimate of which too few paths say how good it is.
func unknown(value float64) Estimate {
	return Estimate{Value: value, CI: Interval{Low: value, High: value, OpenLow: true, OpenHigh: true}}
}

// meanOf returns the mean of n independent values.
func meanOf(m moments, n int) Estimate {
	if n < 2 {
		return unknown(m.mean)
	}
	se := m.sd / math.Sqrt(float64(n))
	return about(m.mean, se, se*students.at(n-1))
}

// leastForSD is the smallest number of independent values whose kurtosis is taken to
// tell how well their standard deviation is known.
const leastForSD = 8

// sdOf returns the standard deviation of independent values.
func sdOf(m moments, n int) Estimate {
	if n < leastForSD {
		return unknown(m.sd)
	}
	c := float64(n)
	relative := math.Sqrt(max(0, m.kurtosis-(c-3)/(c-1))/c) / 2
	return Estimate{Value: m.sd, SE: m.sd * relative, CI: logNormalError(m.sd, relative*students.at(n-1))}
}

// fromParts returns a statistic of all paths with the error that independent values of
// it show.
func fromParts(value float64, parts []float64) Estimate {
	r := len(parts)
	if r < 2 {
		return unknown(value)
	}
	se := momentsOf(parts).sd / math.Sqrt(float64(r))
	return about(value, se, se*students.at(r-1))
}
