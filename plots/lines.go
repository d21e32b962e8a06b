package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"computegap/model"
)

// simplified returns a line without the points that lie on the straight way between
// their neighbours, to a hundredth of a point.
func simplified(line []vg.Point) []vg.Point {
	out := line[:0:0]
	for i, p := range line {
		if n := len(out); n > 0 && i < len(line)-1 {
			a, b := out[n-1], line[i+1]
			at := (p.X - a.X) / (b.X - a.X)
			if d := p.Y - (a.Y + at*(b.Y-a.Y)); b.X > a.X && d < 0.01 && d > -0.01 {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// throughEnds returns a line through values at the ends of reporting periods, from zero
// or level up to the first.
func throughEnds(to field, t model.Timeline, values []float64, fromZero bool) []vg.Point {
	first := values[0]
	if fromZero {
		first = 0
	}
	line := []vg.Point{{X: to.x(0), Y: to.y(first)}}
	for i, v := range values {
		line = append(line, vg.Point{X: to.x(float64((i + 1) * t.Step)), Y: to.y(v)})
	}
	return simplified(line)
}

// fillBetween fills what lies between two lines.
func fillBetween(f field, c color.RGBA, lower, upper []vg.Point) {
	ring := append([]vg.Point(nil), upper...)
	for i := len(lower) - 1; i >= 0; i-- {
		ring = append(ring, lower[i])
	}
	f.FillPolygon(c, ring)
}

// apart reports whether two lines differ by more than a distance somewhere.
func apart(a, b []float64, distance float64) bool {
	for i, v := range a {
		if math.Abs(v-b[i]) > distance {
			return true
		}
	}
	return false
}
