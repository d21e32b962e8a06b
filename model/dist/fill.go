package dist

import "computegap/model/internal/vec"

// Fill writes the quantile of d at every u, each in (0, 1), to dst, which has a place for
// each: what [Dist] gives one by one, to the last bit, and quicker for the normal and the lognormal
// law, truncated or not.
func Fill(d Dist, dst, u []float64) {
	switch d := d.(type) {
	case normal:
		scores(dst, u)
		d.fill(dst)
	case lognormal:
		scores(dst, u)
		d.fill(dst)
	case *truncated:
		b, ok := d.base.(interface{ fill(z []float64) })
		if !ok {
			each(d, dst, u)
			return
		}
		d.scores(dst, u)
		b.fill(dst)
		for i, x := range dst {
			dst[i] = clamp(x, d.lo, d.hi)
		}
	default:
		each(d, dst, u)
	}
}

func each(d Dist, dst, u []float64) {
	for i, u := range u {
		dst[i] = d.Quantile(u)
	}
}

// scores writes the normal scores of u.
func scores(dst, u []float64) {
	for _, u := range u {
		open(u)
	}
	scoresOf(dst, u)
}

// scoresOf is scores of numbers that lie in [0, 1].
func scoresOf(dst, u []float64) {
	vec.Scores(dst[:len(u)], u)
	for i, z := range dst[:len(u)] {
		if z != z {
			dst[i] = zscore(u[i])
		}
	}
}

// scores writes the normal scores of u within the bounds, where the base is a function of
// its score.
func (d *truncated) scores(dst, u []float64) {
	var near, sign [64]float64 // the probability of the nearer tail, and its side
	for len(u) > 0 {
		n := min(len(u), len(near))
		for i, u := range u[:n] {
			open(u)
			p, q := d.outer(u, 1-u)
			if near[i], sign[i] = p, 1; p > 0.5 {
				near[i], sign[i] = q, -1
			}
		}
		scoresOf(dst[:n], near[:n])
		for i, s := range sign[:n] {
			dst[i] *= s
		}
		dst, u = dst[n:], u[n:]
	}
}

// fill turns normal scores into values, in place.
func (d normal) fill(z []float64) {
	for i, s := range z {
		z[i] = d.mean + d.sd*s
	}
}

// fill turns normal scores into values, in place.
func (d lognormal) fill(z []float64) {
	for i, s := range z {
		z[i] = d.sigma * s
	}
	vec.Exp(z, z)
	for i, e := range z {
		z[i] = d.of(e)
	}
}
