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
	z, spare         []float64
	steady           bool // volatility and mean reversion are the same at every point
}

// newWalk begins a noise.
func newWalk(volatility, reversion []float64, noise int, draw func(noise, n int, z []float64), s *scratch) *walk {
	n := len(volatility)
	w := &s.walk
	*w = walk{draw: draw, noise: noise, phi: s.row(n), sigma: s.row(n), y: s.row(n), v: s.row(n), z: s.row(n), spare: s.row(n)}
	clear(w.y)
	clear(w.v)
	clear(w.spare)
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

// drive goes one month on and makes the noise that of the month of a stream.
func (w *walk) drive(month *vec.Stream) {
	w.draw(w.noise, w.n, w.z)
	w.n++
	month.Y, month.Z, month.F, month.S = w.y, w.z, w.phi[0], w.sigma[0]
	if w.steady {
		w.v[0] = month.F*month.F*w.v[0] + month.S*month.S
		month.Half = w.v[0] / 2
		return
	}
	w.vary()
	month.Y, month.F, month.S = w.spare, 0, 1
}

// vary turns the numbers of a month into logarithms of factors, where points walk each in
// its own way.
func (w *walk) vary() {
	z := w.z
	phi, sigma, y, v := w.phi[:len(z)], w.sigma[:len(z)], w.y[:len(z)], w.v[:len(z)]
	for p, number := range z {
		f, s := phi[p], sigma[p]
		at := f*y[p] + s*number
		spread := f*f*v[p] + s*s
		y[p], v[p] = at, spread
		z[p] = at - spread/2
	}
}

// shake multiplies a row by the factors of the next month.
func (w *walk) shake(row []float64) {
	w.draw(w.noise, w.n, w.z)
	w.n++
	w.vary()
	vec.Exp(w.z, w.z)
	for p, f := range w.z {
		row[p] *= f
	}
}
