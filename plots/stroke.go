package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// Stroke implements [vg.Canvas] with flat ends and round joins. Straight level or
// upright lines are moved to whole pixels.
func (p *pixels) Stroke(path vg.Path) {
	if p.now.width <= 0 {
		return
	}
	for _, line := range polylines(path) {
		for _, part := range dashes(line, p.now.dash, p.now.phase) {
			p.strokeLine(part)
		}
	}
}

// strokeLine draws one polyline.
func (p *pixels) strokeLine(line []vg.Point) {
	if len(line) == 2 && p.rule(line[0], line[1]) {
		return
	}
	outline := thick(line, p.now.width/2)
	area := p.bounds(outline)
	if area.Empty() {
		return
	}
	p.z.Reset(area.Dx(), area.Dy())
	p.trace(outline, float64(area.Min.X), float64(area.Min.Y))
	p.blend(area)
}

// rule draws a level or upright line as a box of whole pixels, and reports whether
// the line is one.
func (p *pixels) rule(a, b vg.Point) bool {
	x0, y0 := p.now.at.apply(a)
	x1, y1 := p.now.at.apply(b)
	width := max(1, round(float64(p.now.width)*p.scale))
	r := snap(x0, y0, x1, y1)
	switch {
	case y0 == y1:
		r.Min.Y = round(y0 - float64(width)/2)
		r.Max.Y = r.Min.Y + width
	case x0 == x1:
		r.Min.X = round(x0 - float64(width)/2)
		r.Max.X = r.Min.X + width
	default:
		return false
	}
	p.box(r)
	return true
}

// polylines returns the strokes of a path, curves as many short lines. A closed
// stroke ends where it began.
func polylines(path vg.Path) [][]vg.Point {
	var all [][]vg.Point
	var line []vg.Point
	end := func() {
		if len(line) > 1 {
			all = append(all, line)
		}
		line = nil
	}
	for _, c := range path {
		switch c.Type {
		case vg.MoveComp:
			end()
			line = []vg.Point{c.Pos}
		case vg.LineComp:
			line = append(line, c.Pos)
		case vg.ArcComp:
			line = arcPoints(line, c)
		case vg.CurveComp:
			line = curvePoints(line, c)
		case vg.CloseComp:
			if len(line) > 1 {
				line = append(line, line[0])
			}
			end()
		}
	}
	end()
	return all
}

// arcPoints appends points along an arc, close enough for a page.
func arcPoints(to []vg.Point, c vg.PathComp) []vg.Point {
	n := max(4, int(math.Ceil(math.Abs(c.Angle)*6)))
	for i := range n + 1 {
		sin, cos := math.Sincos(c.Start + c.Angle*float64(i)/float64(n))
		to = append(to, vg.Point{X: c.Pos.X + c.Radius*vg.Length(cos), Y: c.Pos.Y + c.Radius*vg.Length(sin)})
	}
	return to
}

// curvePoints appends points along a Bézier curve from the last point of to.
func curvePoints(to []vg.Point, c vg.PathComp) []vg.Point {
	const n = 16
	ctl := append(append([]vg.Point{to[len(to)-1]}, c.Control...), c.Pos)
	for i := 1; i <= n; i++ {
		t := vg.Length(i) / n
		q := append([]vg.Point(nil), ctl...)
		for m := len(q) - 1; m > 0; m-- { // de Casteljau
			for j := range m {
				q[j] = vg.Point{X: q[j].X + t*(q[j+1].X-q[j].X), Y: q[j].Y + t*(q[j+1].Y-q[j].Y)}
			}
		}
		to = append(to, q[0])
	}
	return to
}

// dashes cuts a line into the drawn parts of a pattern of lengths, drawn and not drawn
// in turn, entered at phase. No pattern gives the whole line.
func dashes(line []vg.Point, pattern []vg.Length, phase vg.Length) [][]vg.Point {
	var period vg.Length
	for _, d := range pattern {
		period += d
	}
	if period <= 0 {
		return [][]vg.Point{line}
	}
	i, left := 0, phase
	for left >= pattern[i] {
		left -= pattern[i]
		i = (i + 1) % len(pattern)
	}
	left = pattern[i] - left
	var parts [][]vg.Point
	part := []vg.Point{line[0]}
	for k := 1; k < len(line); k++ {
		a, b := line[k-1], line[k]
		for length := distance(a, b); length > left; length = distance(a, b) {
			a = between(a, b, left/length)
			if i%2 == 0 {
				parts = append(parts, append(part, a))
			}
			part = []vg.Point{a}
			i = (i + 1) % len(pattern)
			left = pattern[i]
		}
		left -= distance(a, b)
		part = append(part, b)
	}
	if i%2 == 0 {
		parts = append(parts, part)
	}
	return parts
}

// distance returns how far a and b lie apart.
func distance(a, b vg.Point) vg.Length {
	return vg.Length(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
}

// between returns a + t·(b − a).
func between(a, b vg.Point, t vg.Length) vg.Point {
	return vg.Point{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
}

// thick returns the outline of a polyline: a box a segment, and a wedge on the outer
// side of each join. All pieces turn the same way and share their edges, so that
// their coverage adds up to that of the whole.
func thick(line []vg.Point, half vg.Length) vg.Path {
	path := make(vg.Path, 0, 9*len(line))
	var before vg.Point
	first := true
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := distance(a, b)
		if length == 0 {
			continue
		}
		n := vg.Point{X: -(b.Y - a.Y) / length * half, Y: (b.X - a.X) / length * half}
		if !first {
			path = wedge(path, a, before, n)
		}
		path = piece(path, a.Add(n), a.Sub(n), b.Sub(n), b.Add(n))
		before, first = n, false
	}
	return path
}

// wedge fills the outer side of a join at a between the normals of two segments.
func wedge(path vg.Path, a, n, m vg.Point) vg.Path {
	turn := math.Atan2(float64(n.X*m.Y-n.Y*m.X), float64(n.X*m.X+n.Y*m.Y))
	if turn > 0 { // to the left: the right side is the outer one
		n, m = vg.Point{X: -n.X, Y: -n.Y}, vg.Point{X: -m.X, Y: -m.Y}
	}
	steps := 1 + int(math.Abs(turn)*3)
	corners := []vg.Point{a, a.Add(n)}
	for i := 1; i < steps; i++ {
		sin, cos := math.Sincos(turn * float64(i) / float64(steps))
		s, c := vg.Length(sin), vg.Length(cos)
		corners = append(corners, vg.Point{X: a.X + n.X*c - n.Y*s, Y: a.Y + n.X*s + n.Y*c})
	}
	return piece(path, append(corners, a.Add(m))...)
}

// piece appends a polygon, turned counter-clockwise.
func piece(path vg.Path, corners ...vg.Point) vg.Path {
	var twice vg.Length
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		twice += p.X*q.Y - p.Y*q.X
	}
	for i := range corners {
		p := corners[i]
		if twice < 0 {
			p = corners[len(corners)-1-i]
		}
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	path.Close()
	return path
}
