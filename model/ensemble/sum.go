package ensemble

import (
	"math"

	"computegap/model/internal/vec"
)

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

// plus adds another sum.
func (t *total) plus(u total) {
	t.add(u.sum)
	t.lost += u.lost
}

// value returns the sum.
func (t *total) value() float64 { return t.sum + t.lost }

// scaled returns the sum times a power of two.
func (t total) scaled(by float64) total { return total{t.sum * by, t.lost * by} }

// product returns n·d, and what rounding takes from it.
func product(n, d float64) total {
	p := n * d
	return total{p, math.FMA(n, d, -p)}
}

// blockSize is how many numbers are added up before [total] takes their sum.
const blockSize = vec.Size

// deviations returns the sums of d and d², where d = (x − c)·unit, added plainly in the
// order of x: for a block that is not full; a full one is left to [vec.Deviations].
func deviations(x []float64, c, unit float64) (s [4]float64) {
	for _, v := range x {
		d := (v - c) * unit
		s[0], s[1] = s[0]+d, s[1]+float64(d*d)
	}
	return s
}

// deviations4 is [deviations], followed by the sums of d³ and d⁴.
func deviations4(x []float64, c, unit float64) (s [4]float64) {
	var a1, a2, a3, a4, b1, b2, b3, b4 float64
	for len(x) > 1 {
		d, e := (x[0]-c)*unit, (x[1]-c)*unit
		dd, ee := float64(d*d), float64(e*e)
		a1, a2, a3, a4 = a1+d, a2+dd, a3+float64(d*dd), a4+float64(dd*dd)
		b1, b2, b3, b4 = b1+e, b2+ee, b3+float64(e*ee), b4+float64(ee*ee)
		x = x[2:]
	}
	if len(x) == 1 {
		d := (x[0] - c) * unit
		dd := float64(d * d)
		a1, a2, a3, a4 = a1+d, a2+dd, a3+float64(d*dd), a4+float64(dd*dd)
	}
	return [4]float64{a1 + b1, a2 + b2, a3 + b3, a4 + b4}
}

// moments are those of a sample. sd has n − 1 in its denominator and is 0 for one value;
// kurtosis is m₄/m₂², 0 where nothing varies and where it is not asked for.
type moments struct{ mean, sd, kurtosis float64 }

// momentsOf returns the moments of one value or more, each finite and at most 4·[Limit]
// in magnitude.
func momentsOf(x []float64) moments {
	a := accumulator{fourth: true, limit: 4 * Limit}
	for len(x) > 0 {
		k := min(blockSize, len(x))
		a.add(x[:k])
		x = x[k:]
	}
	return a.moments()
}
