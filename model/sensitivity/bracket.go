package sensitivity

import (
	"cmp"
	"math"
	"slices"
)

// change finds what happens between two points of different state, which may be more
// than one thing: a flat stretch can begin after the function has ceased to exist.
func (s *solver) change(a, b node) {
	switch {
	case a.state == b.state:
	case a.state == absent || b.state == absent:
		s.bisect(a, b, absent, Exists)
	case a.state == on || b.state == on:
		s.bisect(a, b, on, Edge)
	default:
		s.cross(a, b)
	}
}

// bisect narrows [a, b], one end of which is in the state, to the border of the state,
// records it, and sees to what is left on either side.
func (s *solver) bisect(a, b node, border state, kind CrossingKind) {
	low, high := s.halve(a, b, func(n node) bool { return (n.state == border) == (a.state == border) })
	if kind == Edge && (low.state == absent || high.state == absent) {
		kind = Exists
	}
	s.change(a, low)
	s.record(low, high, kind)
	s.change(high, b)
}

// halve bisects [a, b], a being like a and b not, until no number lies between.
func (s *solver) halve(a, b node, likeA func(node) bool) (low, high node) {
	least := 1e-17 * (s.narrow * 1e5)
	for b.v-a.v > least {
		v := a.v + (b.v-a.v)/2
		if v <= a.v || v >= b.v {
			break
		}
		if n := s.at(v); likeA(n) {
			a = n
		} else {
			b = n
		}
	}
	return a, b
}

// cross finds the passage from one side of the target to the other in [a, b].
func (s *solver) cross(a, b node) {
	low, high, best := s.chandrupatla(a, b)
	if best.state == absent || best.state == on && s.flatAround(best, a, b) {
		s.change(a, best)
		s.change(best, b)
		return
	}
	// Note: a continuous function changes little over the last bracket; 1e-4 of what it
	// does over all of [a, b] leaves room for one as steep as a cube root.
	leap := 1e-4 * math.Abs(b.g-a.g)
	if best.state == on || high.g-low.g <= leap && low.g-high.g <= leap {
		s.recordRoot(best, low, high, b.g > a.g)
		return
	}
	low, high = s.halve(low, high, func(n node) bool { return n.state == a.state })
	if high.state != b.state {
		s.change(low, high)
		s.change(high, b)
		return
	}
	s.record(low, high, Jump)
}

// flatAround reports whether n, on the target, belongs to a flat stretch of [a, b].
func (s *solver) flatAround(n, a, b node) bool {
	return s.at(max(a.v, n.v-s.narrow)).state == on || s.at(min(b.v, n.v+s.narrow)).state == on
}

// chandrupatla narrows a bracket of opposite signs by inverse quadratic interpolation
// where that is safe, else by bisection, and returns the last bracket and the point
// nearest to the target. It stops early at a point where the function is zero or does
// not exist, and returns that one as best.
func (s *solver) chandrupatla(a, b node) (low, high, best node) {
	p, q := b, a // the latest point, and the one across the target
	var r node   // the one before
	t := 0.5
	for range 200 {
		n := s.at(p.v + (q.v-p.v)*t)
		if n.state == absent {
			return a, b, n
		}
		if (n.g < 0) == (p.g < 0) {
			r = p
		} else {
			r, q = q, p
		}
		p = n
		best = p
		if math.Abs(q.g) < math.Abs(p.g) {
			best = q
		}
		tolerance := 4e-16*math.Abs(best.v) + 1e-17*s.narrow
		least := tolerance / math.Abs(q.v-p.v)
		if best.g == 0 || least > 0.5 {
			break
		}
		t = min(1-least, max(least, interpolate(p, q, r)))
	}
	if p.v < q.v {
		return p, q, best
	}
	return q, p, best
}

// interpolate returns where between p (0) and q (1) the next point should lie.
func interpolate(p, q, r node) float64 {
	xi := (p.v - q.v) / (r.v - q.v)
	phi := (p.g - q.g) / (r.g - q.g)
	if !(1-math.Sqrt(1-xi) < phi && phi < math.Sqrt(xi)) {
		return 0.5
	}
	return p.g/(q.g-p.g)*r.g/(q.g-r.g) + (r.v-p.v)/(q.v-p.v)*p.g/(r.g-p.g)*q.g/(r.g-q.g)
}

// record keeps a crossing whose X is the end of the bracket that exists or, where both
// do, the one nearer to the target.
func (s *solver) record(low, high node, kind CrossingKind) {
	x := low
	if low.state == absent || math.Abs(high.g) <= math.Abs(low.g) {
		x = high
	}
	rising := low.state == absent || high.g > low.g
	s.keep(x, low, high, kind, rising && kind != Touch)
}

// recordRoot keeps a root at x, which is its own bracket where it meets the target.
func (s *solver) recordRoot(x, low, high node, rising bool) {
	if x.g == 0 {
		low, high = x, x
	}
	s.keep(x, low, high, Root, rising)
}

func (s *solver) keep(x, low, high node, kind CrossingKind, rising bool) {
	s.result.Crossings = append(s.result.Crossings, Crossing{
		X: x.v, Value: x.y, Residual: x.g, Low: low.v, High: high.v, AtLow: low.y, AtHigh: high.y,
		Kind: kind, Rising: rising,
	})
}

// sort puts the crossings in ascending order; touches and ends were found first.
func (s *solver) sort() {
	slices.SortStableFunc(s.result.Crossings, func(a, b Crossing) int { return cmp.Compare(a.X, b.X) })
}
