package model

import (
	"slices"

	"computegap/model/internal/vec"
)

// fillStream works out a stream and adds it to sum; draw is what its noise is made of.
func (k *Kernel) fillStream(i int, sum lane, draw func(noise, n int, z []float64)) {
	s := &k.m.streams[i]
	if k.streams[i].v == nil {
		k.streams[i] = single(k.m.time.Months)
	}
	if s.lo >= s.hi {
		return
	}
	line, noise := k.streams[i], k.walk(i, draw)
	if f, ok := s.law.(fade); ok {
		k.note(f.fillNoisy(line, sum, s.lo, s.hi, k.x, noise, &k.scratch), s.path)
		k.scratch.rewind()
		return
	}
	k.note(s.law.fill(line, s.lo, s.hi, k.x, &k.scratch), s.path)
	for m := s.lo; m < s.hi; m++ {
		if noise != nil {
			noise.shake(line.row(m))
		}
		vec.Add(sum.row(m), line.row(m))
	}
	k.scratch.rewind()
}

// walk begins the noise of a stream, nil where there is none.
func (k *Kernel) walk(i int, draw func(noise, n int, z []float64)) *walk {
	z := k.noise[i]
	if z == nil || draw == nil {
		return nil
	}
	number := slices.IndexFunc(k.setup.Noisy, func(n Noise) bool { return n.Stream == i })
	return newWalk(k.x[z.Volatility], k.x[z.MeanReversion], number, draw, &k.scratch)
}

// fillCost works out a line of costs and adds it to sum; revenue is that of all streams.
// The line is kept for a projection.
func (k *Kernel) fillCost(i int, sum, revenue lane) {
	c := &k.m.costs[i]
	if k.costs[i] == nil && (k.keep || c.law != nil) {
		k.costs[i] = make([]float64, k.m.time.Months*k.setup.Width)
	}
	switch {
	case c.lo >= c.hi || c.followsCapacity:
		return
	case c.law != nil:
		line := k.lane(k.costs[i], false)
		k.note(c.law.fill(line, c.lo, c.hi, k.x, &k.scratch), c.path)
		for m := c.lo; m < c.hi; m++ {
			vec.Add(sum.row(m), line.row(m))
		}
	default:
		k.fillShare(i, sum, revenue)
	}
	k.scratch.rewind()
}

// fillShare works out a share of revenue: linear between its points at the middle of each
// month, flat outside them.
func (k *Kernel) fillShare(i int, sum, revenue lane) {
	c, j := &k.m.costs[i], 0
	moving, some := k.scratch.row(k.n), k.scratch.row(k.n)
	for m := c.lo; m < c.hi; m++ {
		share := k.x[c.share[0]]
		if len(c.at) > 1 {
			t := float64(m) + 0.5
			for j < len(c.at)-2 && c.at[j+1] <= t {
				j++
			}
			w := min(1, max(0, (t-c.at[j])/(c.at[j+1]-c.at[j])))
			next := k.x[c.share[j+1]]
			for p, v := range k.x[c.share[j]] {
				moving[p] = between(v, next[p], w, true)
			}
			share = moving
		}
		of := some
		if len(c.of) == len(k.streams) {
			of = revenue.row(m)
		} else {
			clear(some)
			for _, s := range c.of {
				k.streams[s].addTo(some, m)
			}
		}
		vec.AddProduct(sum.row(m), share, of)
		if k.keep {
			k.costs[i][m] = share[0] * of[0]
		}
	}
}
