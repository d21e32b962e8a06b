package ensemble

import (
	"math"
	"slices"
	"sync"
)

// histogram counts a sample of what a selection gathered in steps across its brackets, none
// of which is open.
type histogram struct {
	*selection
	unit []float64 // steps per value, by bracket
	step []int     // counts, bracket by bracket
}

const (
	// steps is how many a bracket has.
	steps = 128
	// sampled is about how many values a histogram counts.
	sampled = 4096
	// sampleReach is how many standard errors of a rank in the sample the ends of a step lie
	// further out, on top of what the window of that rank allows for, and sampleFew how many
	// values more, as there may be few.
	sampleReach, sampleFew = 2.5, 8
)

// histograms are at rest.
var histograms = sync.Pool{New: func() any { return new(histogram) }}

// newHistogram returns nil where there are open brackets.
func newHistogram(s *selection) *histogram {
	h := histograms.Get().(*histogram)
	h.selection, h.unit = s, h.unit[:0]
	h.step = slices.Grow(h.step[:0], steps*len(s.brackets))[:steps*len(s.brackets)]
	clear(h.step)
	for _, b := range s.brackets {
		unit := steps / (b.hi - b.lo)
		if b.lo == b.hi {
			unit = 0
		}
		if math.IsInf(unit, 0) || math.IsInf(b.lo, 0) || math.IsInf(b.hi, 0) {
			histograms.Put(h)
			return nil
		}
		h.unit = append(h.unit, unit)
	}
	return h
}

// count counts one value of every so many, drawn among these, for values may come in a
// pattern.
func (h *histogram) count(x []float64) {
	var hi [mostBrackets]float64
	for i := range hi {
		hi[i] = math.Inf(1)
	}
	for i, b := range h.brackets[:len(h.brackets)-1] {
		hi[i] = b.hi
	}
	brackets, unit, step := h.brackets, h.unit, h.step
	every, draw := max(1, len(x)/sampled), uint64(1)
	for ; len(x) >= every; x = x[every:] {
		draw = draw*6364136223846793005 + 1442695040888963407 // Knuth's
		v := x[draw>>32*uint64(every)>>32]
		i := past(v, hi[0]) + past(v, hi[1]) + past(v, hi[2]) + past(v, hi[3])
		step[steps*i+min(steps-1, int((v-brackets[i].lo)*unit[i]))]++
	}
}

// past is 1 above an end, and 0 below it.
func past(v, hi float64) int {
	if v > hi {
		return 1
	}
	return 0
}

// edges writes, for every rank, values between which it lies, ends of steps.
func (h *histogram) edges(dst []bracket, ranks []int) {
	for i, rank := range ranks {
		code, among := h.locate(rank)
		dst[i] = h.sideOf(code)
		if code%numSides != inside {
			continue
		}
		b := code / numSides
		counts := h.step[steps*b : steps*(b+1)]
		n := 0
		for _, k := range counts {
			n += k
		}
		share := float64(among) / float64(h.counts[code])
		at, slack := share*float64(n), 0.0
		if n < h.counts[code] {
			slack = sampleReach*math.Sqrt(float64(n)*share*(1-share)) + sampleFew
		}
		lo, width := h.brackets[b].lo, 1/h.unit[b]
		first, last := stepOf(counts, at-slack), stepOf(counts, at+slack)
		dst[i] = bracket{lo + float64(first)*width, lo + float64(last+1)*width}
	}
}

// stepOf returns the step in which a rank lies, the first or the last one if it lies beyond.
func stepOf(counts []int, rank float64) int {
	below := 0
	for j, k := range counts[:len(counts)-1] {
		if below += k; rank < float64(below) {
			return j
		}
	}
	return len(counts) - 1
}
