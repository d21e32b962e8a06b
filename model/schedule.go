package model

import "computegap/model/internal/vec"

// MaxWidth is the largest number of points that a [Kernel] evaluates at once: more would
// outgrow the cache of a core.
const MaxWidth = vec.Width

// schedule is when a contract falls due, at every point of a block. Points whose inputs of
// timing have the same values share a table: there is one where none of these moves, a
// handful where a delay takes a few values, and one a point at most.
type schedule struct {
	timing []int     // the inputs of timing that move
	room   int       // tables that fit
	keys   []float64 // by table: the values of the inputs of timing
	tables int
	due    [][]float64 // by table: the share due by each month's beginning, and the end
	step   []float64   // by month, by table: the increase of due
	online []float64   // the same of the capacity's share that is there; nil where there is none
	line   []float64   // by month
	at     []uint8     // by point: its table
	picks  vec.Picks   // the same, for a few tables
	lo, hi int         // months outside which nothing increases
}

func newSchedule(timing []int, width, months int) *schedule {
	s := &schedule{timing: timing, room: 1, at: make([]uint8, width)}
	if len(timing) > 0 && width > 1 {
		s.room = max(width, vec.Picked)
	}
	s.step = make([]float64, months*s.room)
	return s
}

// find gives every point of a block its table.
func (s *schedule) find(c *contract, n int, x rows) {
	if s.tables > 0 && len(s.timing) == 0 {
		return
	}
	for p := range n {
		t := s.search(x, p)
		if t == s.tables && t == s.room { // no room: keep only those of this block
			s.tables, s.keys = 0, s.keys[:0]
			s.find(c, n, x)
			return
		}
		if t == s.tables {
			s.add(c, x, p)
		}
		s.at[p] = uint8(t)
		if t < vec.Picked {
			s.picks.Set(p, t)
		}
	}
}

// search returns the table of a point, or how many there are if none is its.
func (s *schedule) search(x rows, p int) int {
	if len(s.timing) == 1 {
		v := x[s.timing[0]][p]
		for t, key := range s.keys {
			if key == v {
				return t
			}
		}
		return s.tables
	}
	k := len(s.timing)
search:
	for t := range s.tables {
		for j, i := range s.timing {
			if s.keys[t*k+j] != x[i][p] {
				continue search
			}
		}
		return t
	}
	return s.tables
}

// add makes the table of a point.
func (s *schedule) add(c *contract, x rows, p int) {
	months := len(s.step) / s.room
	if s.tables == 0 {
		s.lo, s.hi = months, 0
	}
	if s.tables == len(s.due) {
		s.due = append(s.due, make([]float64, months+1))
	}
	for _, i := range s.timing {
		s.keys = append(s.keys, x[i][p])
	}
	due := s.due[s.tables]
	c.fillDue(due, x, p)
	for m := range months {
		d := due[m+1] - due[m]
		if s.step[m*s.room+s.tables] = d; d != 0 {
			s.lo, s.hi = min(s.lo, m), max(s.hi, m+1)
		}
	}
	if len(c.capacity) > 0 {
		if s.online == nil {
			s.online, s.line = make([]float64, len(s.step)), make([]float64, months)
		}
		c.fillOnline(s.line, due, x, p)
		for m, share := range s.line {
			s.online[m*s.room+s.tables] = share
		}
	}
	s.tables++
}

// sharesOnline is the share of the capacity that is there at the end of month m, by table.
func (s *schedule) sharesOnline(m int) []float64 { return s.online[m*s.room : (m+1)*s.room] }

// steps is the increase in month m, by table.
func (s *schedule) steps(m int) []float64 { return s.step[m*s.room : (m+1)*s.room] }

// pay writes what falls due in month m of the money at every point.
func (s *schedule) pay(dst, money []float64, m int) {
	step := s.steps(m)
	at := s.at[:len(money)]
	for p, v := range money {
		dst[p] = v * step[at[p]]
	}
}

// payInto adds what falls due of the money at every point to a line, or writes it, in the
// months in which anything does.
func (s *schedule) payInto(sum lane, money []float64, fresh bool) {
	s.spread(sum, money, s.step, s.lo, s.hi, fresh)
}

// energise adds the share that is there of the capacity at every point to a line, or writes
// it.
func (s *schedule) energise(sum lane, power []float64, fresh bool) {
	s.spread(sum, power, s.online, 0, len(s.step)/s.room, fresh)
}

// spread adds amounts times the number that each month of from has for them, by table, to a
// line from month lo until month hi, or writes it where what is there does not count.
func (s *schedule) spread(sum lane, amounts, from []float64, lo, hi int, fresh bool) {
	switch {
	case lo >= hi:
	case s.tables == 1:
		for m := lo; m < hi; m++ {
			if fresh {
				vec.Scale(sum.row(m), amounts, from[m*s.room])
			} else {
				vec.AddScaled(sum.row(m), amounts, from[m*s.room])
			}
		}
	case s.tables <= vec.Picked:
		s.picks.AddPicked(sum.v[lo*sum.step:], sum.step, amounts, from[lo*s.room:], s.room, hi-lo, fresh)
	default:
		at := s.at[:len(amounts)]
		for m := lo; m < hi; m++ {
			share, row := from[m*s.room:(m+1)*s.room], sum.row(m)
			if fresh {
				clear(row)
			}
			for p, v := range amounts {
				row[p] += v * share[at[p]]
			}
		}
	}
}
