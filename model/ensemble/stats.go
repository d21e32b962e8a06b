package ensemble

import (
	"fmt"
	"math"
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
	split Replicates
	probs []float64
	ranks map[int][][2]int // by number of values: orderRanks of every probability
	t     map[int]float64  // by degrees of freedom

	values  []float64 // those present, in path order
	borders []int     // where each replicate ends among them
	order   selector
	tail    []float64
	parts   []float64 // statistics of replicates
	row     []float64 // quantiles of one replicate
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
	return &Summariser{
		split: split, probs: append([]float64(nil), probs...),
		ranks: map[int][][2]int{}, t: map[int]float64{}, row: make([]float64, len(probs)),
	}, nil
}

// Summarise returns the statistics of a column: x has a value for every path, in path
// order, NaN where there is none, and is not changed. Quantiles are of type q. With
// [Type1] the interval of a quantile is rounded outwards to whole numbers, months.
//
// A column of another length, and a value that is infinite or above [Limit] in
// magnitude, are errors.
func (s *Summariser) Summarise(x []float64, q QuantileType) (Summary, error) {
	if err := s.load(x); err != nil {
		return Summary{}, err
	}
	sum := Summary{Paths: len(x), Present: len(s.values), Probability: s.shareOf(s.borders)}
	if sum.Present == 0 {
		return sum, nil
	}
	lo, hi := rangeOf(s.values)
	m := momentsOf(s.values, lo, hi)
	sum.Values = &Values{Quantiles: s.quantiles(q)}
	if s.split.Count == 0 {
		sum.Values.Mean, sum.Values.SD = s.meanOf(m, len(s.values)), s.sdOf(m, len(s.values))
	} else {
		sum.Values.Mean, sum.Values.SD = s.replicatedMoments(m)
	}
	return sum, nil
}

// isPresent reports whether a value exists.
func isPresent(v float64) bool { return !math.IsNaN(v) }

// load keeps the values that exist and where replicates end among them.
func (s *Summariser) load(x []float64) error {
	if len(x) != s.split.Paths {
		return fmt.Errorf("a column of %d values does not fit %d paths", len(x), s.split.Paths)
	}
	s.values, s.borders = s.values[:0], s.borders[:0]
	for i := range max(1, s.split.Count) {
		first, end := 0, len(x)
		if s.split.Count > 0 {
			first, end = s.split.Bounds(i)
		}
		for p, v := range x[first:end] {
			if math.Abs(v) > Limit {
				return fmt.Errorf("the value of path %d, %v, is beyond what can be summarised", first+p, v)
			}
			if isPresent(v) {
				s.values = append(s.values, v)
			}
		}
		s.borders = append(s.borders, len(s.values))
	}
	return nil
}

// student is [studentQuantile], kept.
func (s *Summariser) student(df int) float64 {
	t, ok := s.t[df]
	if !ok {
		t = studentQuantile(df)
		s.t[df] = t
	}
	return t
}

// about returns the estimate whose interval reaches h to either side.
func about(value, se, h float64) Estimate {
	return Estimate{Value: value, SE: se, CI: Interval{Low: value - h, High: value + h}}
}

// unknown returns the estimate of which too few paths say how good it is.
func unknown(value float64) Estimate {
	return Estimate{Value: value, CI: Interval{Low: value, High: value, OpenLow: true, OpenHigh: true}}
}

// meanOf returns the mean of n independent values.
func (s *Summariser) meanOf(m moments, n int) Estimate {
	if n < 2 {
		return unknown(m.mean)
	}
	se := m.sd / math.Sqrt(float64(n))
	return about(m.mean, se, se*s.student(n-1))
}

// leastForSD is the smallest number of independent values whose kurtosis is taken to
// tell how well their standard deviation is known.
const leastForSD = 8

// sdOf returns the standard deviation of independent values.
func (s *Summariser) sdOf(m moments, n int) Estimate {
	if n < leastForSD {
		return unknown(m.sd)
	}
	c := float64(n)
	relative := math.Sqrt(max(0, m.kurtosis-(c-3)/(c-1))/c) / 2
	return Estimate{Value: m.sd, SE: m.sd * relative, CI: logNormalError(m.sd, relative*s.student(n-1))}
}

// partMoments returns the moments of the values of a replicate.
func partMoments(x []float64) moments {
	lo, hi := rangeOf(x)
	return momentsOf(x, lo, hi)
}

// each calls f with the values of every replicate that has any.
func (s *Summariser) each(f func(x []float64)) {
	first := 0
	for _, end := range s.borders {
		if end > first {
			f(s.values[first:end])
		}
		first = end
	}
}

// replicatedMoments returns the mean and the standard deviation of values in replicates;
// for the latter a replicate with a single value does not count.
func (s *Summariser) replicatedMoments(m moments) (mean, sd Estimate) {
	s.parts, s.tail = s.parts[:0], s.tail[:0]
	s.each(func(x []float64) {
		part := partMoments(x)
		if s.parts = append(s.parts, part.mean); len(x) > 1 {
			s.tail = append(s.tail, part.sd)
		}
	})
	mean, sd = s.fromParts(m.mean, s.parts), s.fromParts(m.sd, s.tail)
	sd.CI.Low = max(0, sd.CI.Low)
	return mean, sd
}

// fromParts returns a statistic of all paths with the error that independent values of
// it show.
func (s *Summariser) fromParts(value float64, parts []float64) Estimate {
	r := len(parts)
	if r < 2 {
		return unknown(value)
	}
	se := partMoments(parts).sd / math.Sqrt(float64(r))
	return about(value, se, se*s.student(r-1))
}
