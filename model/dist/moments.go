package dist

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// grid says how to cut the axis of normal scores into panels for quadrature.
type grid struct {
	panel  float64 // longest panel
	reach  float64 // scores run from −reach to reach
	corner float64 // score at which a panel must end; ±reach if none
}

// gridOf returns the grid that d asks for, or one that suits a smooth law.
func gridOf(d law) grid {
	if g, ok := d.(interface{ grid() grid }); ok {
		return g.grid()
	}
	return grid{panel: 0.5, reach: 12, corner: 12}
}

// points is the number of nodes in a panel.
const points = 16

// nodes and weights are the Gauss–Legendre rule on [0, 1].
var nodes, weights = legendre()

func legendre() (x, w [points]float64) {
	quad.Legendre{}.FixedLocations(x[:], w[:], 0, 1)
	return x, w
}

// meanOf returns the mean of d by quadrature.
func meanOf(d law) float64 {
	return expect(d, func(x float64) float64 { return x })
}

// varianceOf returns the variance of d by quadrature about its mean.
func varianceOf(d law) float64 {
	m := d.Mean()
	return expect(d, func(x float64) float64 { return (x - m) * (x - m) })
}

// expect returns the mean of g over d: the integral of g(Q(Φ(t)))·φ(t) over normal scores
// t, by Gauss–Legendre in panels. In scores a quantile function is smooth even where it
// is steep or flat in u.
func expect(d law, g func(x float64) float64) float64 {
	c := gridOf(d)
	total, mass := 0.0, 0.0
	for from := -c.reach; from < c.reach; {
		to := min(from+c.panel, c.reach)
		if from < c.corner && c.corner < to {
			to = c.corner
		}
		for i, x := range nodes {
			t := from + (to-from)*x
			w := (to - from) * weights[i] * density(t)
			total += w * g(atScore(d, t))
			mass += w
		}
		from = to
	}
	return total / mass
}

// atScore returns the quantile of d at Φ(t).
func atScore(d law, t float64) float64 {
	if t <= 0 {
		return d.Quantile(phi(t))
	}
	return d.upper(phi(-t))
}

// grid keeps the panels short beside 1/sigma, the width of the step that a wide law
// makes, and reaches far, for the mean may come from there.
func (d logitNormal) grid() grid {
	return grid{panel: min(0.5, math.Pi/d.sigma), reach: 37, corner: 37}
}
