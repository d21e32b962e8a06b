package ensemble

import "math"

// total is a sum that carries its rounding error along. Source: Neumaier (1974),
// doi:10.1002/zamm.19740540106.
type total struct{ sum, lost float64 }

// add adds v.
func (t *total) add(v float64) {
	s := t.sum + v
	if math.Abs(t.sum) >= math.Abs(v) {
		t.lost += t.sum - s + v
	} else {
		t.lost += v - s + t.sum
	}
	t.sum = s
}

// value returns the sum.
func (t *total) value() float64 { return t.sum + t.lost }

// sumBlock is how many numbers are added up before [total] takes their sum.
const sumBlock = 64

// deviations returns the sums of d, d² and d⁴, where d = (x − c)·unit.
//
// Blocks of 64 are added plainly, in two lanes, and their sums with compensation, all in
// the order of x: the same bytes come on every machine that does not fuse operations.
func deviations(x []float64, c, unit float64) (s1, s2, s4 float64) {
	var t1, t2, t4 total
	for len(x) > 0 {
		b := x[:min(sumBlock, len(x))]
		x = x[len(b):]
		var a1, a2, a4, b1, b2, b4 float64
		for len(b) > 1 {
			d, e := (b[0]-c)*unit, (b[1]-c)*unit
			dd, ee := d*d, e*e
			a1, a2, a4 = a1+d, a2+dd, a4+dd*dd
			b1, b2, b4 = b1+e, b2+ee, b4+ee*ee
			b = b[2:]
		}
		if len(b) == 1 {
			d := (b[0] - c) * unit
			a1, a2, a4 = a1+d, a2+d*d, a4+d*d*d*d
		}
		t1.add(a1 + b1)
		t2.add(a2 + b2)
		t4.add(a4 + b4)
	}
	return t1.value(), t2.value(), t4.value()
}

// moments are those of a sample. sd has n − 1 in its denominator and is 0 for one value;
// kurtosis is m₄/m₂², 0 where nothing varies.
type moments struct{ mean, sd, kurtosis float64 }

// momentsOf returns the moments of one value or more, each finite and at most [Limit] in
// magnitude, whose range is [lo, hi].
//
// Note: in units of the range nothing overflows, and what is constant is exactly so.
func momentsOf(x []float64, lo, hi float64) moments {
	if lo == hi {
		return moments{mean: lo}
	}
	n, unit := float64(len(x)), min(1/(hi-lo), 1e300)
	s1, _, _ := deviations(x, x[0], unit)
	m := moments{mean: max(lo, min(hi, x[0]+s1/n/unit))}
	s1, s2, s4 := deviations(x, m.mean, unit)
	squares := max(0, s2-s1*s1/n)
	m.sd = math.Sqrt(squares/(n-1)) / unit
	if squares > 0 {
		m.kurtosis = s4 / squares / (squares / n)
	}
	return m
}

// rangeOf returns the smallest and the largest of one value or more.
func rangeOf(x []float64) (lo, hi float64) {
	lo, hi = x[0], x[0]
	for _, v := range x[1:] {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
	}
	return lo, hi
}
