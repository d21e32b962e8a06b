package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ending is a name and a value at the right end of a line.
type ending struct {
	name, value string
	style       style
	line        draw.LineStyle // that leads from the end to the text
	y           float64        // where the line ends
}

const (
	endLead  vg.Length = 26 // from the plot to the text
	endApart vg.Length = 7  // from a name to its value
	endPitch vg.Length = 18 // from a text to the next one
)

// endRoom returns how much of the width of the page the texts at the right take.
func endRoom(ends []ending) vg.Length {
	var most vg.Length
	for _, e := range ends {
		most = max(most, e.style.width(e.name)+endApart+e.style.width(e.value))
	}
	return endLead + most
}

// ends writes names and values, the lowest first, beside the ends of their lines, pushed
// apart.
func (s *sheet) ends(f field, ends []ending) {
	wanted, height := make([]vg.Length, len(ends)), make([]vg.Length, len(ends))
	for i, e := range ends {
		wanted[i], height[i] = f.y(e.y), endPitch
	}
	for i, y := range pushApart(wanted, height, f.Min.Y-8, f.Max.Y+12) {
		e, x := ends[i], f.Max.X+endLead
		f.StrokeLines(e.line, []vg.Point{{X: f.Max.X + 1, Y: wanted[i]}, {X: x - 5, Y: y}})
		s.write(e.style, x, y-4.5, left, e.name)
		s.write(e.style, x+e.style.width(e.name)+endApart, y-4.5, left, e.value)
	}
}
