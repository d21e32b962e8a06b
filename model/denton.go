package model

import "math"

// annual spreads calendar-year totals over their months by Denton's first differences
// without a starting value. Source: F. T. Denton (1971), doi:10.1080/01621459.1971.10482227,
// in the form of B. C. Boot, W. Feibes and J. H. C. Lisman (1967), doi:10.2307/2985238.
type annual struct {
	total  []int
	extend int // years after the last total
	beyond int // growth of the years after, or −1 to hold
	start  int // first month of the first year, months from the timeline's start
}

func (c annual) fillAt(dst []float64, lo, hi int, x rows, p int, s *scratch) (b Broken) {
	n := len(c.total) + c.extend
	totals, slopes := s.years(3 * (n + 1))
	totals = totals[:n]
	for y, i := range c.total {
		totals[y] = x[i][p]
	}
	growth := 1.0
	if c.beyond >= 0 {
		growth += x[c.beyond][p]
	}
	for y := len(c.total); y < n; y++ {
		if totals[y] = totals[y-1] * growth; totals[y] > maxRunRate {
			totals[y], b = maxRunRate, b|Overflow
		}
	}
	dentonSlopes(slopes, totals)
	for m := lo; m < hi; m++ {
		y, j := (m-c.start)/12, (m-c.start)%12
		v := dentonMonth(totals[y], slopes[y], slopes[y+1], j)
		if v < 0 {
			if v < -1e-9*totals[y] {
				b |= NegativeMonth
			}
			v = 0
		}
		dst[m] = 12 * v
	}
	return b
}

// Note: at the minimum of Σ(x_m − x_{m−1})² the second differences are constant within
// a year, so the step between neighbouring months runs linearly from g_y at a year's
// beginning to g_{y+1} at its end. With j = 0…11 in the year,
//
//	x_j = total/12 + S_j − mean(S), S_j = j·g_y + j(j+1)/24·(g_{y+1}−g_y),
//	mean(S) = 5.5·g_y + 143/72·(g_{y+1}−g_y),
//
// which meets the total whatever the g are. That the step across each new year is g_y
// gives one equation a year,
//
//	143/72·g_{y−1} + 289/36·g_y + 143/72·g_{y+1} = (total_y − total_{y−1})/12,
//
// with g = 0 at both ends, where nothing pulls: diagonally dominant, so that
// elimination without pivoting is exact to rounding.

const (
	dentonMean = 143.0 / 72
	dentonDiag = 289.0 / 36
)

// dentonSlopes writes the month-to-month step at the beginning of each year and at the
// end of the last, len(totals)+1 values, to g; g has room for three times as many.
func dentonSlopes(g, totals []float64) {
	n := len(totals)
	upper, right := g[n+1:2*n+2], g[2*n+2:3*n+3]
	g[0], g[n] = 0, 0
	upper[0], right[0] = 0, 0
	for y := 1; y < n; y++ {
		d := dentonDiag - dentonMean*upper[y-1]
		upper[y] = dentonMean / d
		right[y] = ((totals[y]-totals[y-1])/12 - dentonMean*right[y-1]) / d
	}
	for y := n - 1; y >= 1; y-- {
		g[y] = right[y] - upper[y]*g[y+1]
	}
}

// dentonMonth is month j of a year with the given total whose steps run from g to h.
func dentonMonth(total, g, h float64, j int) float64 {
	i := float64(j)
	return total/12 + math.FMA(i-5.5, g, (i*(i+1)/24-dentonMean)*(h-g))
}
