package vec

import "math"

// Stream is a month of revenue that fades and that a noise moves, at every point. All slices
// have a place a point.
type Stream struct {
	Row, Sum        []float64 // the month's money, written; what it is added to
	Left, Y         []float64 // moved on: what is left of a growth's excess; the noise
	Lift, Keep, End []float64
	Z, Money        []float64
	Time            float64
	F, S, Half      float64 // of the noise; 0 where there is none
	Limit           float64 // the most money of a month
}

// Run works out, at up to [Width] points,
//
//	left = lift + keep·left,  y = f·y + s·z,
//	row = money·exp(end·time + left + (y − half))
//
// and adds row to sum. A row beyond the limit, or that is no number, is the limit, and the
// bit of its point is set in over; a multiple of no money is no money.
func (s *Stream) Run() (over uint64) {
	n := len(s.Row)
	fit(n, len(s.Sum), len(s.Left), len(s.Y), len(s.Lift), len(s.Keep), len(s.End), len(s.Z), len(s.Money))
	i, end := 0, head(n)
	if end > 0 {
		moveWide(s, end)
	}
	for i < end {
		if i = finishWide(s, i, end); i < end { // what needs care is among the next
			for range 4 {
				over |= s.finish(i)
				i++
			}
		}
	}
	for ; i < n; i++ {
		s.move(i)
		over |= s.finish(i)
	}
	return over
}

// move moves point i on and writes its exponent to row.
func (s *Stream) move(i int) {
	left, y := s.Lift[i]+s.Keep[i]*s.Left[i], s.F*s.Y[i]+s.S*s.Z[i]
	s.Left[i], s.Y[i] = left, y
	s.Row[i] = s.End[i]*s.Time + left + (y - s.Half)
}

// finish turns the exponent of point i into money, adds it up, and returns the bit of the
// point if it is held at the limit.
func (s *Stream) finish(i int) (over uint64) {
	x, money := s.Row[i], s.Money[i]
	var factor float64
	if x > -Limit && x < Limit {
		factor = Exp1(x)
	} else {
		factor = math.Exp(x)
	}
	v := factor * money
	if !(v <= s.Limit) {
		if v = 0; money != 0 {
			v = s.Limit
			over = 1 << i
		}
	}
	s.Row[i] = v
	s.Sum[i] += v
	return over
}
