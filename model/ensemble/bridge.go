package ensemble

import (
	"fmt"
	"math"
)

// Bridge builds the autoregression
//
//	y_n = φ·y_(n−1) + z_n,  y_0 = 0,  z_n independent standard normal,  n = 1 … N,
//
// from independent standard normal numbers, the end first, then the middle, then the
// quarters: the first few numbers decide the rough course. At φ = 1 it is the Brownian
// bridge of Caflisch, Morokoff & Owen (1997), doi:10.21314/JCF.1997.005. A stream's
// noise of mean reversion κ a year has φ = e^(−κ/12), and N months.
//
// With V_k = 1 + φ² + … + φ^(2(k−1)), the variance of k steps, y_m between l and r is
// normal with
//
//	mean      (φ^(m−l)·V_(r−m)·y_l + φ^(r−m)·V_(m−l)·y_r) / V_(r−l)
//	variance  V_(m−l)·V_(r−m) / V_(r−l)
//
// Whatever φ, the map from the numbers to z_1 … z_N is a rotation, so that z is exactly
// standard normal again; only which rotation depends on φ.
type Bridge struct {
	phi   float64
	knots []knot
}

// knot is the place filled at one level: y[at] = a·y[left] + b·y[right] + c·(its number);
// places count from 0, and −1 is the origin, where y = 0, or no right end.
type knot struct {
	at, left, right int
	a, b, c         float64
}

// NewBridge returns the bridge of so many steps, at least 1, with φ in [0, 1].
func NewBridge(steps int, phi float64) (*Bridge, error) {
	if steps < 1 {
		return nil, fmt.Errorf("a bridge needs one step or more, not %d", steps)
	}
	if !(phi >= 0 && phi <= 1) {
		return nil, fmt.Errorf("the coefficient of a bridge must lie between 0 and 1, not be %v", phi)
	}
	b := &Bridge{phi: phi, knots: make([]knot, 0, steps)}
	b.knots = append(b.knots, knot{at: steps - 1, left: -1, right: -1, c: math.Sqrt(b.variance(steps))})
	type gap struct{ left, right int } // both are known, what is between is not
	for queue := []gap{{-1, steps - 1}}; len(queue) > 0; queue = queue[1:] {
		g := queue[0]
		if g.right-g.left < 2 {
			continue
		}
		mid := g.left + (g.right-g.left)/2
		b.knots = append(b.knots, b.between(g.left, mid, g.right))
		queue = append(queue, gap{g.left, mid}, gap{mid, g.right})
	}
	return b, nil
}

// variance returns V_k.
func (b *Bridge) variance(k int) float64 {
	if b.phi == 1 {
		return float64(k)
	}
	log := math.Log(b.phi)
	return math.Expm1(2*float64(k)*log) / math.Expm1(2*log)
}

// between returns the knot at m between l and r.
func (b *Bridge) between(l, m, r int) knot {
	before, after, all := b.variance(m-l), b.variance(r-m), b.variance(r-l)
	return knot{
		at: m, left: l, right: r,
		a: math.Pow(b.phi, float64(m-l)) * after / all,
		b: math.Pow(b.phi, float64(r-m)) * before / all,
		c: math.Sqrt(before * after / all),
	}
}

// Steps returns N.
func (b *Bridge) Steps() int { return len(b.knots) }

// At returns the step, from 0, that the number of a level, from 0, decides: the last
// step for level 0.
func (b *Bridge) At(level int) int { return b.knots[level].at }

// Walk replaces numbers by y, in place: y[n] for step n, from 0. On entry the number of
// each level stands at the step [Bridge.At] names. A length other than N panics.
func (b *Bridge) Walk(y []float64) {
	if len(y) != len(b.knots) {
		panic(fmt.Sprintf("ensemble: a bridge of %d steps was given %d numbers", len(b.knots), len(y)))
	}
	for i := range b.knots {
		k := &b.knots[i]
		v := k.c * y[k.at]
		if k.left >= 0 {
			v += k.a * y[k.left]
		}
		if k.right >= 0 {
			v += k.b * y[k.right]
		}
		y[k.at] = v
	}
}

// Steady replaces numbers by z, in place, as [Bridge.Walk] does by y.
func (b *Bridge) Steady(z []float64) {
	b.Walk(z)
	for n := len(z) - 1; n > 0; n-- {
		z[n] -= b.phi * z[n-1]
	}
}
