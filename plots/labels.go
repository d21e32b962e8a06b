package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// pushApart returns places as near to those wanted as can be, in the sense of least
// squares, such that item i, which is height[i] high around its place, overlaps no
// other and lies between low and high. wanted ascends, and the places do too. If all
// do not fit they overlap evenly rather than leave the range.
func pushApart(wanted, height []vg.Length, low, high vg.Length) []vg.Length {
	n := len(wanted)
	if n == 0 {
		return nil
	}
	var total vg.Length
	for _, h := range height {
		total += h
	}
	squeeze := vg.Length(1)
	if total > high-low {
		squeeze = (high - low) / total
	}
	offset := make([]vg.Length, n) // of a place from the first one, all touching
	for i := 1; i < n; i++ {
		offset[i] = offset[i-1] + squeeze*(height[i-1]+height[i])/2
	}
	first, last := low+squeeze*height[0]/2, high-squeeze*height[n-1]/2-offset[n-1]
	place := ascending(wanted, offset)
	for i := range place {
		place[i] = min(max(place[i], first), max(first, last)) + offset[i]
	}
	return place
}

// ascending returns the ascending values nearest to wanted − offset: the mean of each
// block of neighbours that would fall out of order.
func ascending(wanted, offset []vg.Length) []vg.Length {
	type block struct {
		sum vg.Length
		n   int
	}
	var blocks []block
	for i := range wanted {
		b := block{wanted[i] - offset[i], 1}
		for len(blocks) > 0 {
			top := blocks[len(blocks)-1]
			if top.sum/vg.Length(top.n) <= b.sum/vg.Length(b.n) {
				break
			}
			b = block{b.sum + top.sum, b.n + top.n}
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	out := make([]vg.Length, 0, len(wanted))
	for _, b := range blocks {
		for range b.n {
			out = append(out, b.sum/vg.Length(b.n))
		}
	}
	return out
}

// tag is a label at the right of a plot that names what ends there.
type tag struct {
	name, value string
	color       color.RGBA
	hatched     bool
	y           float64 // value at which its mark ends
	thick       float64 // height of the mark there; 0: no line leads to the tag
}

const (
	tagInset vg.Length = 38 // from the plot to the text
	swatch   vg.Length = 10.5
	tagRow   vg.Length = 16 // from a line of a tag to the next
	tagGap   vg.Length = 4  // between tags
)

// tagWidths are the widths that the text of tags may take: the first one in which all
// names keep to two lines, or the last.
var tagWidths = []vg.Length{190, 230, 270, 310}

// tagText is the text of a tag broken into lines.
type tagText struct {
	lines  []string // of the name
	inline bool     // the value stands behind the last line, not below it
}

// tagTexts breaks the texts of tags.
func tagTexts(tags []tag) []tagText {
	most := tagWidths[0]
	for _, w := range tagWidths[1:] {
		for _, t := range tags {
			if len(strongStyle.wrap(t.name, most, 3)) > 2 {
				most = w
				break
			}
		}
	}
	texts := make([]tagText, len(tags))
	for i, t := range tags {
		texts[i] = t.text(most)
	}
	return texts
}

// text breaks the text of the tag into lines of a width.
func (t tag) text(most vg.Length) tagText {
	lines := strongStyle.wrap(t.name, most, 2)
	if len(lines) == 0 {
		return tagText{}
	}
	last := strongStyle.width(lines[len(lines)-1])
	return tagText{lines, last+6+labelStyle.width(t.value) <= most}
}

// rows returns how many lines the tag takes.
func (t tagText) rows() int {
	if t.inline {
		return len(t.lines)
	}
	return len(t.lines) + 1
}

// width returns how wide the tag's text is.
func (t tagText) width(value string) vg.Length {
	w := max(strongStyle.widest(t.lines), labelStyle.width(value))
	if n := len(t.lines); t.inline && n > 0 {
		w = max(w, strongStyle.width(t.lines[n-1])+6+labelStyle.width(value))
	}
	return w
}

// tagRoom returns how much of the width of the page the tags take.
func tagRoom(tags []tag) vg.Length {
	var w vg.Length
	for i, text := range tagTexts(tags) {
		w = max(w, text.width(tags[i].value))
	}
	return w + tagInset
}

// tags writes labels at the right of a plot, the first one lowest, pushed apart, with
// a line from each mark to its label.
func (s *sheet) tags(f field, tags []tag, edge vg.Length) {
	texts := tagTexts(tags)
	for i, y := range tagPlaces(f, tags, texts) {
		s.tag(f, tags[i], texts[i], edge, y)
	}
}

// tagPlaces returns the heights at which tags stand, the first one lowest, as near to
// their marks as can be.
func tagPlaces(f field, tags []tag, texts []tagText) []vg.Length {
	wanted, height := make([]vg.Length, len(tags)), make([]vg.Length, len(tags))
	highest := vg.Length(math.Inf(-1))
	for i, t := range tags {
		highest = max(highest, f.y(t.y))
		wanted[i] = highest
		height[i] = vg.Length(texts[i].rows())*tagRow + tagGap
	}
	return pushApart(wanted, height, f.Min.Y-8, f.Max.Y+12)
}

// tag writes one label around the height y.
func (s *sheet) tag(f field, t tag, text tagText, edge, y vg.Length) {
	x := f.Max.X + tagInset
	base := y + vg.Length(text.rows()-1)*tagRow/2 - 4.5
	if t.thick > 0 {
		line := draw.LineStyle{Color: rule, Width: 0.75}
		f.StrokeLines(line, []vg.Point{{X: edge + 2, Y: f.y(t.y)}, {X: x - swatch - 10, Y: base + 4.5}})
	}
	t.swatch(f, x-swatch-6, base)
	for i, line := range text.lines {
		s.write(strongStyle, x, base, left, line)
		if i == len(text.lines)-1 && text.inline {
			s.write(labelStyle.in(muted), x+strongStyle.width(line)+6, base, left, t.value)
		}
		base -= tagRow
	}
	if !text.inline {
		s.write(labelStyle.in(muted), x, base, left, t.value)
	}
}

// swatch draws a square in the colour of the tag's mark, beside a line of text.
func (t tag) swatch(f field, x, base vg.Length) {
	square := box(x, base-0.75, x+swatch, base-0.75+swatch)
	fillBox(f.Canvas, square, t.color)
	switch {
	case t.hatched:
		hatch(f.Canvas, square, 3.5)
	case t.color == pale:
		outlineBox(f.Canvas, square, draw.LineStyle{Color: rule, Width: 0.75})
	}
}

// leftTags writes labels like tags, at the left of a plot: texts end at the right, beside
// their squares.
func (s *sheet) leftTags(f field, tags []tag, edge vg.Length) {
	texts := tagTexts(tags)
	for i, y := range tagPlaces(f, tags, texts) {
		s.leftTag(f, tags[i], texts[i], edge, y)
	}
}

// leftTag writes one label around the height y.
func (s *sheet) leftTag(f field, t tag, text tagText, edge, y vg.Length) {
	x := f.Min.X - tagInset
	base := y + vg.Length(text.rows()-1)*tagRow/2 - 4.5
	if t.thick > 0 {
		line := draw.LineStyle{Color: rule, Width: 0.75}
		f.StrokeLines(line, []vg.Point{{X: edge - 2, Y: f.y(t.y)}, {X: x + swatch + 10, Y: base + 4.5}})
	}
	t.swatch(f, x+6, base)
	for i, line := range text.lines {
		end := x
		if i == len(text.lines)-1 && text.inline {
			s.write(labelStyle.in(muted), x, base, right, t.value)
			end -= labelStyle.width(t.value) + 6
		}
		s.write(strongStyle, end, base, right, line)
		base -= tagRow
	}
	if !text.inline {
		s.write(labelStyle.in(muted), x, base, right, t.value)
	}
}

// fillBox fills a rectangle.
func fillBox(c draw.Canvas, r vg.Rectangle, col color.RGBA) {
	c.SetColor(col)
	c.Fill(r.Path())
}

// box returns the rectangle between two corners.
func box(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: min(x0, x1), Y: min(y0, y1)}, Max: vg.Point{X: max(x0, x1), Y: max(y0, y1)},
	}
}

// hatch draws parallel lines across a rectangle, a distance apart along its sides, and
// its border. Lines of neighbouring rectangles meet.
func hatch(c draw.Canvas, r vg.Rectangle, apart vg.Length) {
	w, h := r.Max.X-r.Min.X, r.Max.Y-r.Min.Y
	if w < 1.5 || h < 1.5 {
		return
	}
	line := draw.LineStyle{Color: rule, Width: 0.75}
	first := math.Ceil(float64((r.Min.X - r.Max.Y) / apart))
	for k := vg.Length(first) * apart; k < r.Max.X-r.Min.Y; k += apart { // x − y = k
		x0, x1 := max(r.Min.X, r.Min.Y+k), min(r.Max.X, r.Max.Y+k)
		if x1 > x0 {
			c.StrokeLine2(line, x0, x0-k, x1, x1-k)
		}
	}
	outlineBox(c, r, line)
}

// outlineBox draws the border of a rectangle.
func outlineBox(c draw.Canvas, r vg.Rectangle, line draw.LineStyle) {
	for _, side := range [][4]vg.Length{
		{r.Min.X, r.Min.Y, r.Max.X, r.Min.Y}, {r.Min.X, r.Max.Y, r.Max.X, r.Max.Y},
		{r.Min.X, r.Min.Y, r.Min.X, r.Max.Y}, {r.Max.X, r.Min.Y, r.Max.X, r.Max.Y},
	} {
		c.StrokeLine2(line, side[0], side[1], side[2], side[3])
	}
}
