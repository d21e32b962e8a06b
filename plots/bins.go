package plots

import (
	"math"
	"sort"
)

// mostBins is how many bars a histogram has at most.
const mostBins = 60

// bins counts values by ranges of one width: bin i holds those from low + i·width to
// below low + (i+1)·width.
type bins struct {
	low, width float64
	counts     []int
	beyond     int // values above the last bin
}

// high returns where the last bin ends.
func (b bins) high() float64 { return b.low + float64(len(b.counts))*b.width }

// binsOf counts values, which ascend, are positive and at least one. The width follows
// Freedman & Diaconis (1981), doi:10.1007/BF01025868, 2·IQR/∛n, in round steps. The last
// bins are left out if the largest 0.5% of the values would take much room.
func binsOf(x []float64) bins {
	least, most := x[0], tailCut(x)
	b := bins{width: binWidth(x, least, most)}
	b.low = math.Floor(least/b.width) * b.width
	if most-least <= alike*most {
		b.low = least - b.width/2
	}
	b.counts = make([]int, b.place(most)+1)
	for _, v := range x {
		if i := b.place(v); i < len(b.counts) {
			b.counts[i]++
		} else {
			b.beyond++
		}
	}
	return b
}

// place returns the bin of a value; that of one far above the last bin is any that does
// not exist.
func (b bins) place(v float64) int {
	return int(min(max(0, math.Floor((v-b.low)/b.width)), 10*mostBins))
}

// tailCut returns the largest value to be shown: the 99.5% quantile if the rest would
// take another third of the room, else the largest of all.
func tailCut(x []float64) float64 {
	n := len(x)
	cut := x[int(math.Ceil(0.995*float64(n)))-1]
	if x[n-1]-cut > (cut-x[0])/3 && cut > x[0] {
		return cut
	}
	return x[n-1]
}

// alike is the largest relative distance of values that stand in one bin around them.
const alike = 1e-3

// binWidth returns a round width for values from least to most: that of Freedman and
// Diaconis, but no more bins than twice the root of the number of values.
//
// Note: rounding takes a width up to double, hence 1.4 and not 2 before it.
func binWidth(x []float64, least, most float64) float64 {
	if most-least <= alike*most {
		return niceStep(most/10, "USD")
	}
	n := len(x)
	iqr, root := x[3*(n-1)/4]-x[(n-1)/4], 2*math.Sqrt(float64(n))
	w := niceStep(max(1.4*iqr/math.Cbrt(float64(n)), (most-least)/min(mostBins, root)), "USD")
	for math.Floor(most/w)-math.Floor(least/w)+1 > mostBins {
		w = niceStep(1.6*w, "USD")
	}
	return w
}

// firstAbove returns the place of the first value above a limit among values that ascend,
// or their number.
func firstAbove(x []float64, limit float64) int {
	return sort.Search(len(x), func(i int) bool { return x[i] > limit })
}
