package model

import "computegap/model/internal/vec"

// rows holds values by input or line and by point of a block: rows[i][p].
type rows [][]float64

// lane is a line by month and by point: month m at point p is v[m·step + p], for w points.
// Where the line is the same at every point, w is 1; where no month is needed once the
// next one comes, step is 0; where the last few are, those come in turn.
type lane struct {
	v       []float64
	w, step int
	turns   bool
}

// turnMonths is how many months a lane that turns keeps: month m until m + turnMonths.
const turnMonths = 3

// row is the line at month m, one value or one a point.
func (l *lane) row(m int) []float64 {
	if l.turns {
		m %= turnMonths
	}
	return l.v[m*l.step : m*l.step+l.w]
}

// single is a line that is the same at every point, of so many months.
func single(months int) lane { return lane{v: make([]float64, months), w: 1, step: 1} }

// addTo adds the line at month m to a row with a value for each point.
func (l *lane) addTo(sum []float64, m int) {
	if l.w == 1 {
		shift(sum, l.v[m])
		return
	}
	vec.Add(sum, l.row(m))
}

// sum writes the sum of months first to last to dst, which may be for the first points
// alone.
func (l *lane) sum(dst []float64, first, last int) {
	copy(dst, l.row(first))
	for m := first + 1; m <= last; m++ {
		vec.Add(dst, l.row(m))
	}
}

// sumOf writes the sum of so many months to dst, or adds it to what is there, where no turn
// ends between them.
func (l *lane) sumOf(dst []float64, first, months int, begins bool) {
	if l.turns {
		first %= turnMonths
	}
	at := l.v[first*l.step:]
	if !begins {
		vec.Sum(dst, dst, at, l.step, months)
		return
	}
	vec.Sum(dst, at, at[min(l.step, len(at)):], l.step, months-1)
}

// addLane adds months lo to hi of a line that has as many points and keeps every month, as
// this one does.
func (l *lane) addLane(x lane, lo, hi int) {
	if lo < hi {
		vec.Add(l.v[lo*l.step:(hi-1)*l.step+l.w], x.v[lo*x.step:])
	}
}

// shift adds c at every point.
func shift(sum []float64, c float64) {
	for p := range sum {
		sum[p] += c
	}
}

// fillRow writes c at every point.
func fillRow(x []float64, c float64) { vec.Fill(x, c) }

// scratch is the working memory of the lines that a kernel fills; each kernel has its
// own.
type scratch struct {
	width  int
	months int
	broken []Broken    // by point: what the line that is being filled breaks
	pool   [][]float64 // rows
	used   int
	line   []float64 // by month, and one more
	a, b   []float64 // by year
	walk   walk
	fading fading
}

func newScratch(width, months int) scratch {
	return scratch{width: width, months: months, broken: make([]Broken, width), line: make([]float64, months+1)}
}

// row lends a row of n values with anything in it, until rewind.
func (s *scratch) row(n int) []float64 {
	if s.used == len(s.pool) {
		s.pool = append(s.pool, make([]float64, s.width))
	}
	s.used++
	return s.pool[s.used-1][:n]
}

// rewind takes all rows back.
func (s *scratch) rewind() { s.used = 0 }

// years returns two slices of n values with anything in them.
func (s *scratch) years(n int) (a, b []float64) {
	if cap(s.a) < n {
		s.a, s.b = make([]float64, n), make([]float64, n)
	}
	return s.a[:n], s.b[:n]
}
