package sensitivity

import (
	"context"
	"fmt"
	"math"
)

// CrossingKind says how a function gets from one side of a target to the other.
type CrossingKind int

// The kinds of crossing.
const (
	Root   CrossingKind = iota // it passes through the target
	Touch                      // it reaches the target and turns back
	Jump                       // it leaps over the target
	Edge                       // a stretch on which it equals the target begins or ends
	Exists                     // it begins or ceases to exist
)

var kindNames = [...]string{"root", "touch", "jump", "edge", "exists"}

// String is the name of the kind: root, touch, jump, edge or exists.
func (k CrossingKind) String() string { return kindNames[k] }

// Crossing is a place at which a function crosses a target, or begins or ceases to
// exist.
//
// X is the end of the bracket [Low, High] that fits best: at an edge the one at which
// the function equals the target, where it begins or ceases to exist the one at which
// it exists, else the one nearest the target. The bracket is a few units in the
// last place of X wide, or 1e-17 of the interval searched where X is near zero.
type Crossing struct {
	X             float64
	Value         float64 // the function at X
	Residual      float64 // Value less the target
	Low, High     float64
	AtLow, AtHigh float64 // the function at either end; NaN where it does not exist
	Kind          CrossingKind
	Rising        bool // it is larger at High than at Low, or begins to exist; false for a touch
}

// SolveOptions says how closely Solve looks. The zero value is the usual choice.
type SolveOptions struct {
	Points    int     // of the scan, 2 to 10 million; 0: 201
	Tolerance float64 // how far from the target counts as equal, in the function's unit; 0: 1e-12 of the target's magnitude, so none for a target of zero
}

// SolveResult is every crossing found, ascending, and what the function did between.
type SolveResult struct {
	Crossings   []Crossing
	Found       bool    // the function exists somewhere on the scan
	Min, Max    float64 // of what the scan saw; both 0 where Found is false
	Tolerance   float64 // as used
	Evaluations int
}

// Solve returns every value in [lo, hi] at which f crosses the target.
//
// f is scanned at evenly spaced points, both ends included; between two points of which
// one lies below the target, one above, one on it, or f does not exist at one (NaN or
// infinite), the change is bracketed: a passage from one side to the other by
// Chandrupatla's method, every other change by bisection. f may be piecewise, jump, and
// be flat at the target: then the crossings are the edges of the flat stretch. Two
// crossings between the same two points of the scan can go unseen; more Points find
// them. A stretch narrower than 1e-5 of the interval counts as one point. No crossing
// is not an error: Min and Max say what f reaches.
//
// It returns an error when lo is not below hi, when either or the target is not finite,
// for options out of range, and when ctx is done. f is called from one goroutine.
//
// Source: T. R. Chandrupatla (1997), A new hybrid quadratic/bisection algorithm for
// finding the zero of a nonlinear function without using derivatives,
// doi:10.1016/S0965-9978(96)00051-8.
func Solve(ctx context.Context, f func(v float64) float64, lo, hi, target float64, opt SolveOptions) (SolveResult, error) {
	if opt.Points == 0 {
		opt.Points = 201
	}
	switch {
	case !isFinite(lo) || !isFinite(hi) || !isFinite(hi-lo) || lo >= hi:
		return SolveResult{}, fmt.Errorf("%g to %g is not an interval", lo, hi)
	case !isFinite(target):
		return SolveResult{}, fmt.Errorf("a target of %g cannot be met", target)
	case opt.Points < 2 || opt.Points > 1e7 || !(opt.Tolerance >= 0) || math.IsInf(opt.Tolerance, 1):
		return SolveResult{}, fmt.Errorf("a scan of %d points with a tolerance of %g is not possible", opt.Points, opt.Tolerance)
	}
	if opt.Tolerance == 0 {
		opt.Tolerance = 1e-12 * math.Abs(target)
	}
	s := &solver{ctx: ctx, f: f, target: target, narrow: 1e-5 * (hi - lo)}
	s.result.Tolerance = opt.Tolerance
	nodes := s.points(s.scan(lo, hi, opt.Points))
	for i := 1; i < len(nodes); i++ {
		s.change(nodes[i-1], nodes[i])
	}
	if ctx.Err() != nil {
		return SolveResult{}, ctx.Err()
	}
	s.sort()
	return s.result, nil
}

// state says where a function stands at a point.
type state int

const (
	below state = iota
	on
	above
	absent
)

// node is a point at which the function was evaluated: v, f(v) − target, its state.
type node struct {
	v, y, g float64
	state   state
}

// solver holds what a search has found so far.
type solver struct {
	ctx    context.Context
	f      func(v float64) float64
	target float64
	narrow float64 // width below which a stretch is a point
	result SolveResult
}

// at evaluates the function; once ctx is done it exists nowhere, so that every loop ends.
func (s *solver) at(v float64) node {
	n := node{v: v, y: math.NaN(), g: math.NaN(), state: absent}
	if s.ctx.Err() != nil {
		return n
	}
	s.result.Evaluations++
	if y := s.f(v); isFinite(y) && isFinite(y-s.target) {
		n.y, n.g = y, y-s.target
		switch {
		case n.g < -s.result.Tolerance:
			n.state = below
		case n.g > s.result.Tolerance:
			n.state = above
		default:
			n.state = on
		}
	}
	return n
}

// scan evaluates evenly spaced points.
func (s *solver) scan(lo, hi float64, points int) []node {
	nodes := make([]node, points)
	least, most := math.Inf(1), math.Inf(-1)
	for i := range nodes {
		v := lo + (hi-lo)*(float64(i)/float64(points-1))
		if i == points-1 {
			v = hi
		}
		nodes[i] = s.at(v)
		if nodes[i].state != absent {
			least, most = min(least, nodes[i].y), max(most, nodes[i].y)
		}
	}
	if least <= most {
		s.result.Found, s.result.Min, s.result.Max = true, least, most
	}
	return nodes
}

// points looks around every point of the scan that is on the target while its
// neighbours are not. Where it does not belong to a flat stretch, the points close by
// take its place, between which a root is found as any other; what they do not show,
// a touch and a root at an end of the interval, is recorded.
func (s *solver) points(nodes []node) (out []node) {
	last := len(nodes) - 1
	for i, n := range nodes {
		before, after := max(i-1, 0), min(i+1, last)
		if n.state != on || before < i && nodes[before].state == on || after > i && nodes[after].state == on {
			out = append(out, n)
			continue
		}
		left := s.at(max(nodes[before].v, n.v-s.narrow))
		right := s.at(min(nodes[after].v, n.v+s.narrow))
		switch {
		case i == 0 && right.off():
			s.recordRoot(n, n, n, right.state == above)
			out = append(out, right)
		case i == last && left.off():
			s.recordRoot(n, n, n, left.state == below)
			out = append(out, left)
		case left.off() && right.off():
			if left.state == right.state {
				s.record(n, n, Touch)
			}
			out = append(out, left, right)
		default:
			out = append(out, n)
		}
	}
	return out
}

// off reports whether the function exists and is not on the target.
func (n node) off() bool { return n.state == below || n.state == above }
