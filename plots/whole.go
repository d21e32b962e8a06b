package plots

import (
	"gonum.org/v1/plot/vg"
)

// whole is a strip beside a plot that stands for all paths: below, those that the plot
// is of, above, hatched, the others.
type whole struct {
	share       float64 // of all paths, in [0, 1], that the plot is of
	some, other tag     // without places
}

const (
	stripAway vg.Length = 18 // from the plot
	stripWide vg.Length = 22
)

// wholeOf returns the strip for a share of all paths.
func wholeOf(share float64, some, other string) whole {
	return whole{
		share: share,
		some:  tag{name: some, value: percent(share) + " of paths", color: vermillion},
		other: tag{name: other, value: percent(1-share) + " of paths", color: pale, hatched: true},
	}
}

// room returns how much of the width of the page the strip and its names take: nothing
// if the plot is of all paths.
func (w whole) room() vg.Length {
	if w.share >= 1 {
		return 0
	}
	return stripAway + stripWide + tagRoom([]tag{w.some, w.other})
}

// draw draws the strip at the right of a plot whose values go from 0 to most.
func (w whole) draw(s *sheet, f field, most float64) {
	if w.share >= 1 {
		return
	}
	x := f.Max.X + stripAway
	border := f.y(w.share * most)
	fillBox(f.Canvas, box(x, f.y(0), x+stripWide, border), w.some.color)
	others := box(x, border, x+stripWide, f.y(most))
	fillBox(f.Canvas, others, w.other.color)
	hatch(f.Canvas, others, 6)
	w.some.y, w.some.thick = w.share*most/2, most
	w.other.y, w.other.thick = (1+w.share)*most/2, most
	f.Max.X = x + stripWide
	s.tags(f, []tag{w.some, w.other}, f.Max.X)
}
