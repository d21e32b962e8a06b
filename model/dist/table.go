package dist

import "math"

// The table covers w in [2^−20, ½], w being u or 1 − u: octaves, each cut into cells.
const (
	octaves  = 19
	cellBits = 4
	cells    = octaves << cellBits
	fracBits = 52 - cellBits
	firstKey = (1023 - 20) << cellBits // exponent and leading bits of 2^−20
	tableMin = 1.0 / (1 << 20)
)

// cell is a polynomial of degree five in the place in the cell, from 0 to 1, and the
// value at its end.
type cell [7]float64

// table is a law with its quantiles tabulated. Everything else is that of the law.
type table struct {
	law
	middle    float64
	low, high [cells]cell // by u and by 1 − u
}

// Tabulate returns a law equal to d whose Quantile is faster, for the laws whose
// quantile is dear: beta and PERT, truncated or not. Others come back unchanged, and so
// do beta laws with a shape below ½.
//
// The table interpolates value, slope and curvature at 609 quantiles, closer together
// towards the ends. Its quantile never decreases and errs by at most 1e-10 of the width
// of the support; for u or 1 − u below 2^−20 it is exact. Building takes about one
// millisecond, up to four at the most lopsided shapes, and 34 kB; it pays from about a
// thousand draws.
func Tabulate(d Dist) Dist {
	var knot func(w float64, high bool) jet
	switch d := d.(type) {
	case beta:
		if min(d.a, d.b) < 0.5 {
			return d
		}
		whole := &truncated{base: d, mass: 1}
		knot = func(w float64, high bool) jet { return d.jet(whole, w, high) }
	case *truncated:
		b, ok := d.base.(beta)
		if !ok || min(b.a, b.b) < 0.5 {
			return d
		}
		knot = func(w float64, high bool) jet { return b.jet(d, w, high) }
	default:
		return d
	}
	t := &table{law: d.(law)}
	if !fill(&t.low, false, knot) || !fill(&t.high, true, knot) {
		return d
	}
	t.middle = t.low[cells-1][6]
	return t
}

// jet is a quantile and its first two derivatives in w.
type jet struct{ x, d1, d2 float64 }

// jet returns the quantile of t, a truncation of d, with share w of it below, or above
// if high. From x' = 1/f follows x” = −(f'/f)·x'².
func (d beta) jet(t *truncated, w float64, high bool) jet {
	p, q, dw := w, 1-w, t.mass
	if high {
		p, q, dw = 1-w, w, -t.mass
	}
	p, q = t.outer(p, q)
	x, far := d.root(p, q)
	a, b := d.a, d.b
	if far {
		a, b, dw = b, a, -dw
	}
	slope := dw * math.Exp(d.lnB-(a-1)*math.Log(x)-(b-1)*math.Log1p(-x))
	bend := -((a-1)/x - (b-1)/(1-x)) * slope * slope
	if far {
		return jet{d.lo + d.width - d.width*x, -d.width * slope, -d.width * bend}
	}
	return jet{d.lo + d.width*x, d.width * slope, d.width * bend}
}

// fill computes the cells of one side; it returns false if a number is not finite.
func fill(side *[cells]cell, high bool, knot func(w float64, high bool) jet) bool {
	from := knot(tableMin, high)
	for i := range side {
		w0, w1 := edge(i), edge(i+1)
		to := knot(w1, high)
		side[i] = quintic(from, to, w1-w0)
		for _, c := range side[i] {
			if math.IsNaN(c) || math.IsInf(c, 0) {
				return false
			}
		}
		from = to
	}
	return true
}

// edge returns the w at which cell i begins.
func edge(i int) float64 { return math.Float64frombits(uint64(firstKey+i) << fracBits) }

// quintic returns the polynomial that agrees with both jets, h apart in w.
func quintic(p, q jet, h float64) cell {
	rise := q.x - p.x
	d0, d1 := h*p.d1, h*q.d1
	e0, e1 := h*h*p.d2, h*h*q.d2
	return cell{
		p.x, d0, e0 / 2,
		10*rise - 6*d0 - 4*d1 - 1.5*e0 + 0.5*e1,
		-15*rise + 8*d0 + 7*d1 + 1.5*e0 - e1,
		6*rise - 3*d0 - 3*d1 - 0.5*e0 + 0.5*e1,
		q.x,
	}
}

func (t *table) Quantile(u float64) float64 {
	open(u)
	w, side := u, &t.low
	if u > 0.5 {
		w, side = 1-u, &t.high
	}
	switch {
	case w < tableMin:
		return t.law.Quantile(u)
	case w == 0.5:
		return t.middle
	}
	key := math.Float64bits(w)
	c := &side[int(key>>fracBits)-firstKey]
	s := float64(key&(1<<fracBits-1)) / (1 << fracBits)
	x := c[0] + s*(c[1]+s*(c[2]+s*(c[3]+s*(c[4]+s*c[5]))))
	if u > 0.5 {
		return clamp(x, c[6], c[0])
	}
	return clamp(x, c[0], c[6])
}
