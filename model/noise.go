package model

import (
	"math"

	"computegap/model/internal/vec"
)

// Noise is what moves a stream's revenue about its curve, a factor x a month: at the
// stream's n-th active month of the timeline, h = 1/12 year,
//
//	x = exp(y_n − Var(y_n)/2),  y_n = φ·y_(n−1) + s·z_n,  y_0 = 0,
//	φ = e^(−κh),  s² = σ²(1−φ²)/(2κ)  (σ²h at κ = 0),
//
// with the volatility σ per √year, the mean reversion κ per year and z standard normal, so
// that the mean of x is 1. Source: the exact step of an Ornstein–Uhlenbeck process,
// D. T. Gillespie (1996), doi:10.1103/PhysRevE.54.2084.
type Noise struct {
	Stream                    int    // place in the scenario's revenue
	Name                      string // "revenue.chatgpt.noise"
	Steps                     int    // active months
	Volatility, MeanReversion int    // inputs
}

// walk is a noise under way at every point of a block.
type walk struct {
	draw             func(noise, n int, z []float64) // writes z_n
	noise, n         int                             // its number; steps taken
	phi, sigma, y, v []float64                       // v is Var(y)
	z                []float64
	steady           bool // volatility and mean reversion are the same at every point
}

// newWalk begins a noise.
func newWalk(volatility, reversion []float64, noise int, draw func(noise, n int, z []float64), s *scratch) *walk {
	n := len(volatility)
	w := &s.walk
	*w = walk{draw: draw, noise: noise, phi: s.row(n), sigma: s.row(n), y: s.row(n), v: s.row(n), z: s.row(n)}
	fillRow(w.y, 0)
	fillRow(w.v, 0)
	w.steady = true
	for p, sigma := range volatility {
		kappa := reversion[p]
		w.steady = w.steady && sigma == volatility[0] && kappa == reversion[0]
		if p > 0 && w.steady {
			w.phi[p], w.sigma[p] = w.phi[0], w.sigma[0]
			continue
		}
		w.phi[p] = math.Exp(-kappa / 12)
		w.sigma[p] = sigma * math.Sqrt(1.0/12)
		if kappa != 0 {
			w.sigma[p] = sigma * math.Sqrt(-math.Expm1(-kappa/6)/(2*kappa))
		}
	}
	return w
}

// add goes one month on and adds the logarithm of its factor to e.
func (w *walk) add(e []float64) {
	if w.steady {
		w.addSteady(e)
		return
	}
	z := w.z[:len(e)]
	w.draw(w.noise, w.n, z)
	w.n++
	phi, sigma, y, v := w.phi[:len(e)], w.sigma[:len(e)], w.y[:len(e)], w.v[:len(e)]
	for p := range e {
		f, s := phi[p], sigma[p]
		at := f*y[p] + s*z[p]
		spread := f*f*v[p] + s*s
		y[p], v[p] = at, spread
		e[p] += at - spread/2
	}
}

// advance draws the numbers of the next month for n points that walk alike, and returns φ,
// the deviation of a step, and half the variance.
func (w *walk) advance(n int) (f, s, half float64) {
	w.draw(w.noise, w.n, w.z[:n])
	w.n++
	f, s = w.phi[0], w.sigma[0]
	w.v[0] = f*f*w.v[0] + s*s
	return f, s, w.v[0] / 2
}

// addSteady is add where all points walk alike.
func (w *walk) addSteady(e []float64) {
	f, s, half := w.advance(len(e))
	vec.Walk(e, w.y, w.z, f, s, half)
}

// shake multiplies a row by the factors of the next month.
func (w *walk) shake(row []float64, s *scratch) {
	e := s.row(len(row))
	fillRow(e, 0)
	w.add(e)
	vec.Exp(e, e)
	for p, f := range e {
		row[p] *= f
	}
	s.used--
}
