package dist

import (
	"math"
	"slices"
	"sort"
)

// discrete is the law of a few values, ascending, with the cumulated weights sum, of
// which the last is 1.
type discrete struct {
	values, weights, sum []float64
}

// slack is the relative error allowed to a sum of weights when it is compared with u,
// so that 10% + 20% reaches 0.3 and weights that add up to a half put the median there.
const slack = 1e-14

// Discrete returns the law that takes values[i] with probability weights[i]. Weights are
// above zero and sum to 1 within 1e-6; they are then scaled to sum to 1. The order does
// not matter, and weights of equal values add up. Neither slice is kept or changed.
func Discrete(values, weights []float64) (Dist, error) {
	if len(values) == 0 || len(values) != len(weights) {
		return nil, refuse("a discrete law needs values, each with its weight")
	}
	if err := finite("the values and weights", append(slices.Clone(values), weights...)...); err != nil {
		return nil, err
	}
	total := 0.0
	for _, w := range weights {
		if w <= 0 {
			return nil, refuse("each probability must be above zero")
		}
		total += w
	}
	if math.Abs(total-1) > 1e-6 {
		return nil, refuse("the probabilities add up to %.6g%%, not 100%%", 100*total)
	}
	return settled(newDiscrete(values, weights, total))
}

// newDiscrete sorts the values and divides the weights by their total.
func newDiscrete(values, weights []float64, total float64) *discrete {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return values[order[i]] < values[order[j]] })
	d := &discrete{}
	run := 0.0
	for _, i := range order {
		run += weights[i]
		d.values = append(d.values, values[i])
		d.weights = append(d.weights, weights[i]/total)
		d.sum = append(d.sum, run/total)
	}
	d.sum[len(d.sum)-1] = 1
	return d
}

func (d *discrete) Quantile(u float64) float64 {
	open(u)
	return d.values[min(d.below(u*(1-slack)), len(d.values)-1)]
}

// below returns how many of the cumulated weights are below u. A few are counted without a
// branch, for none could be foretold.
func (d *discrete) below(u float64) int {
	if len(d.sum) > 16 {
		return sort.SearchFloat64s(d.sum, u)
	}
	n := uint64(0)
	for _, s := range d.sum {
		n += math.Float64bits(s-u) >> 63
	}
	return int(n)
}

func (d *discrete) CDF(x float64) float64 {
	i := sort.Search(len(d.values), func(i int) bool { return d.values[i] > x })
	if i == 0 {
		return 0
	}
	return d.sum[i-1]
}

func (d *discrete) Support() (float64, float64) { return d.values[0], d.values[len(d.values)-1] }

// Mean is the weighted mean, taken from the smallest value to keep precision.
func (d *discrete) Mean() float64 {
	m := 0.0
	for i, w := range d.weights {
		m += w * (d.values[i] - d.values[0])
	}
	return d.values[0] + m
}

// Variance is the weighted mean squared distance from the mean.
func (d *discrete) Variance() float64 {
	m, v := d.Mean(), 0.0
	for i, w := range d.weights {
		v += w * (d.values[i] - m) * (d.values[i] - m)
	}
	return v
}

// within returns the values and weights inside [lo, hi] and the sum of those weights.
func (d *discrete) within(lo, hi float64) (values, weights []float64, total float64) {
	for i, x := range d.values {
		if x >= lo && x <= hi {
			values = append(values, x)
			weights = append(weights, d.weights[i])
			total += d.weights[i]
		}
	}
	return values, weights, total
}
