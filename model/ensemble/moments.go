package ensemble

import (
	"math"

	"computegap/model/internal/vec"
)

// central holds the sums of the second, third and fourth powers of how far n values lie
// from their mean, in a unit: (x − mean)·unit, unit a power of two.
type central struct {
	n          int
	unit       float64
	s2, s3, s4 float64
}

// in returns the same in another unit.
func (c central) in(unit float64) central {
	r := unit / c.unit
	c.unit, c.s2, c.s3, c.s4 = unit, c.s2*r*r, c.s3*r*r*r, c.s4*r*r*r*r
	return c
}

// join returns the sums of the values of both, b's mean lying delta above a's. Source:
// Pébay (2008), doi:10.2172/1028931.
func (c central) join(b central, delta float64) central {
	a, b := c.in(min(c.unit, b.unit)), b.in(min(c.unit, b.unit))
	m, n := float64(a.n), float64(b.n)
	d, all := delta*a.unit, m+n
	dm, dn := d*(m/all), d*(n/all)
	between := d * dm * n
	return central{
		n: a.n + b.n, unit: a.unit,
		s2: a.s2 + b.s2 + between,
		s3: a.s3 + b.s3 + between*(dm-dn) + 3*(dm*b.s2-dn*a.s2),
		s4: a.s4 + b.s4 + between*(dm*dm-dm*dn+dn*dn) + 6*(dm*dm*b.s2+dn*dn*a.s2) + 4*(dm*b.s3-dn*a.s3),
	}
}

// accumulator turns values, which come in blocks, into their moments, in one pass.
//
// Values of a segment are summed as deviations from the mean of all before it, with
// compensation, in a unit in which their fourth powers neither overflow nor vanish. A
// segment ends when there are 2^k values in all. So the deviations stay as small as the
// values let them, and what is constant is exactly so. The result depends on where blocks
// end: all but the last have [blockSize] values.
type accumulator struct {
	fourth bool    // fourth powers too
	limit  float64 // the largest magnitude

	n       int     // values
	origin  float64 // the first of them
	done    central // of the values before the segment
	shift   total   // Σ (x − origin) of these
	c, unit float64 // of the segment
	most    float64 // a block whose squares come to more is looked at closely
	t       [4]total
}

// vast and tiny bound the sums of squares that need no other unit.
const (
	vast = 1 << 60
	tiny = 1.0 / (1 << 60)
)

// add takes in a block, 1 to [blockSize] values. It returns false and takes nothing if one
// of them is NaN or above the limit in magnitude.
func (a *accumulator) add(b []float64) bool {
	if a.n&(a.n-1) == 0 {
		if !a.sound(b) {
			return false
		}
		a.fold()
	}
	if a.n == 0 {
		a.origin, a.c = b[0], b[0]
		a.measure(b, 1)
	}
	s := a.sums(b)
	if !(s[1] <= a.most) || s[1] < tiny && a.still() && !a.same(b) {
		if !a.sound(b) {
			return false
		}
		a.fold()
		a.measure(b, a.unit)
		s = a.sums(b)
	}
	for i := range s {
		a.t[i].add(s[i])
	}
	a.n += len(b)
	return true
}

// sums returns the sums of powers of a block.
func (a *accumulator) sums(b []float64) [4]float64 {
	if a.fourth {
		return deviations4(b, a.c, a.unit)
	}
	if len(b) == blockSize {
		s1, s2 := vec.Deviations((*[blockSize]float64)(b), a.c, a.unit)
		return [4]float64{s1, s2}
	}
	return deviations(b, a.c, a.unit)
}

// still reports whether nothing varies so far.
func (a *accumulator) still() bool { return a.done.s2 == 0 && a.t[1].sum == 0 }

// same reports whether all values are c.
func (a *accumulator) same(b []float64) bool {
	for _, v := range b {
		if v != a.c {
			return false
		}
	}
	return true
}

// sound reports whether all values can be taken in.
func (a *accumulator) sound(b []float64) bool {
	for _, v := range b {
		if !(math.Abs(v) <= a.limit) {
			return false
		}
	}
	return true
}

// measure chooses the unit for the segment that begins with a block: about the inverse of
// how far its values lie from c, or of how far those before do if that is more; as it is
// if nothing varies.
func (a *accumulator) measure(b []float64, as float64) {
	lo, hi := vec.Range(b)
	far := max(hi-a.c, a.c-lo)
	if a.done.s2 > 0 {
		far = max(far, math.Sqrt(a.done.s2/float64(a.done.n))/a.done.unit)
	}
	if a.unit = as; far > 0 {
		_, e := math.Frexp(far)
		a.unit = math.Ldexp(1, min(1000, -e))
	}
	reach := a.limit / 4 * a.unit
	if a.most = min(vast, reach*reach); math.Abs(a.c) > a.limit/4 {
		a.most = 0
	}
}

// fold ends the segment.
func (a *accumulator) fold() {
	n := a.n - a.done.n
	if n == 0 {
		return
	}
	m := a.t[0].value() / float64(n)
	t1, t2, t3, t4 := a.t[0].value(), a.t[1].value(), a.t[2].value(), a.t[3].value()
	part := central{n: n, unit: a.unit, s2: max(0, t2-t1*m)}
	if a.fourth {
		part.s3, part.s4 = t3-3*m*t2+2*m*m*t1, max(0, t4-4*m*t3+6*m*m*t2-3*m*m*m*t1)
	}
	a.join(part, a.c, a.t[0].scaled(1/a.unit))
	a.t = [4]total{}
	a.c = a.mean()
	a.most = 0
	if reach := a.limit / 4 * a.unit; math.Abs(a.c) <= a.limit/4 {
		a.most = min(vast, reach*reach)
	}
}

// join adds values to those that are done: their sums about their mean, and the sum of
// their deviations from c.
func (a *accumulator) join(part central, c float64, sum total) {
	n := float64(part.n)
	if a.done.n > 0 { // both means from the origin, as they themselves are rounded
		a.done = a.done.join(part, c-a.origin+sum.value()/n-a.shift.value()/float64(a.done.n))
	} else {
		a.done = part
	}
	a.shift.plus(product(n, c-a.origin))
	a.shift.plus(sum)
}

// mean returns the mean of the values that are done.
func (a *accumulator) mean() float64 {
	if a.done.n == 0 {
		return a.origin
	}
	return a.origin + a.shift.value()/float64(a.done.n)
}

// merge adds the values of another accumulator.
func (a *accumulator) merge(b accumulator) {
	if b.fold(); b.n == 0 {
		return
	}
	if a.n == 0 {
		*a = b
		return
	}
	a.fold()
	a.join(b.done, b.origin, b.shift)
	a.n += b.n
}

// moments returns those of the values so far, one or more.
func (a accumulator) moments() moments {
	a.fold()
	m := moments{mean: a.mean()}
	if n := float64(a.n); a.n > 1 && a.done.s2 > 0 {
		m.sd = math.Sqrt(a.done.s2/(n-1)) / a.done.unit
		m.kurtosis = a.done.s4 / a.done.s2 / (a.done.s2 / n)
	}
	return m
}
