package vec

import (
	"math"
	"math/rand/v2"
	"testing"
)

// blocks runs what works on blocks of points and returns what it wrote.
func blocks(g *rand.Rand, n int) [][]float64 {
	x := func() []float64 { return numbers(g, n) }
	wide := func(to *[Width]float64) []float64 { return to[:copy(to[:], x())] }
	s := Stream{Row: x(), Sum: x(), Left: x(), Y: x(), Lift: x(), Keep: x(), End: x(), Z: x(), Money: x(),
		Time: g.NormFloat64(), F: g.NormFloat64(), S: g.NormFloat64(), Half: g.NormFloat64(), Limit: 1e17}
	if g.IntN(2) == 0 { // exponents are seldom large
		s.End, s.Time = make([]float64, n), 1
		for i := range n {
			s.Left[i], s.Y[i], s.Lift[i], s.Keep[i], s.Z[i] = g.NormFloat64(), g.NormFloat64(), 10*g.NormFloat64(), 9*g.NormFloat64(), 9*g.NormFloat64()
		}
	}
	over := s.Run()
	held := make([]float64, n)
	for i := range held {
		held[i] = float64(over >> i & 1)
	}
	var picks Picks
	const room, months = Picked + 2, 3
	for p := range n {
		picks.Set(p, g.IntN(Picked))
	}
	picked, summed := numbers(g, 5*n), x()
	picks.AddPicked(picked, n+n/2, x(), numbers(g, room*months), room, months, g.IntN(2) == 0)
	Sum(summed, x(), numbers(g, 5*n), n+n/2, g.IntN(4))
	shares, scores := x(), x()
	for i := range shares {
		if shares[i] > -1e6 && shares[i] < 1e6 {
			shares[i] = g.Float64()
		}
	}
	Scores(scores, shares)
	var l Ledger
	all := [][]float64{scores, s.Row, s.Sum, s.Left, s.Y, held, picked, summed}
	for _, part := range []*[Width]float64{&l.CashRate, &l.GapRate, &l.Floor, &l.Cost, &l.Due, &l.Free, &l.Peak, &l.First, &l.Burn, &l.Most, &l.Low, &l.Even, &l.Value} {
		all = append(all, wide(part))
	}
	for _, row := range []*[]float64{&l.Revenue, &l.Costs, &l.Compute, &l.Rounds, &l.Interest, &l.Operating, &l.GapInterest, &l.Cash, &l.Gap, &l.NewCash, &l.NewGap, &l.Draws} {
		*row = x()
		all = append(all, *row)
	}
	if g.IntN(2) == 0 {
		l.Extra = x()
	}
	l.Open(n)
	l.Close(n, 7, 0.005, 0.9)
	return append(all, terms(x, n)...)
}

// terms runs what works on the terms of promises and returns what it wrote.
func terms(x func() []float64, n int) [][]float64 {
	var s Shortage
	var b Bend
	var all [][]float64
	for _, part := range []*[Width]float64{&s.Lack, &s.Notice, &s.Sum, &s.Theta, &s.Saved, &s.Fees, &s.Spare, &s.Left,
		&b.Share, &b.From, &b.Fee, &b.Part, &b.X, &b.Owing, &b.Forced} {
		all = append(all, part[:copy(part[:], x())])
	}
	row := func() []float64 {
		all = append(all, x())
		return all[len(all)-1]
	}
	did := func(any bool) {
		if all = append(all, []float64{0}); any {
			all[len(all)-1][0] = 1
		}
	}
	did(s.Find(n, 7, 0.5, row(), row()))
	s.Offer(n, &b, 7, row(), row())
	s.Split(n)
	did(s.Take(n, &b, row(), row(), row(), row()))
	b.Force(n, row(), row(), row())
	did(s.FindSpare(n, row(), row()))
	s.Spend(n, row(), row())
	AddRoom(row(), row(), row())
	Draw(row(), row(), row())
	Repay(row(), row())
	Part(row(), row(), row())
	Less(row(), row(), row())
	did(Cover(row(), row(), row(), row(), row()))
	TakeOff(row(), row())
	AddGiven(row(), row(), row(), row())
	AddUnpaid(row(), row(), row(), row(), 3)
	did(Miss(row(), row(), row(), row()))
	dates := row()
	for i := 0; i < n; i += 2 {
		dates[i] = math.NaN()
	}
	FirstBelow(dates, row(), row(), 7)
	u := Use{Capacity: row(), Price: row(), Want: row(), Idle: row(), Wasted: row(), Bought: row()}
	u.Meet(n)
	return all
}

// five is a row of five numbers, four and one more.
func five(v ...float64) []float64 { return v }

// TestStream works months out as the comment says: factors of 1, limits, what is no number.
func TestStream(t *testing.T) {
	zero := func() []float64 { return make([]float64, 5) }
	s := Stream{Row: zero(), Sum: five(1, 2, 3, 4, 5), Left: five(1, 2, 3, 4, 5), Y: five(2, 2, 2, 2, 2), Lift: five(-2, -4, -6, -8, -10), Keep: five(2, 2, 2, 2, 2),
		End: five(1, 1, 1, 1, 1), Z: five(1, 2, 3, 4, 5), Money: five(10, 20, 30, 40, 50), Time: -10, F: 0.5, S: 10, Half: -9, Limit: 45}
	s.Z = five(0, 0, 0, 0, 0) // y is 1: −10 + 0 + (1 + 9) is nothing
	if over := s.Run(); over != 1<<4 {
		t.Errorf("over the limit are %b", over)
	}
	same(t, "left", s.Left, zero())
	same(t, "y", s.Y, five(1, 1, 1, 1, 1))
	same(t, "row", s.Row, five(10, 20, 30, 40, 45))
	same(t, "sum", s.Sum, five(11, 22, 33, 44, 50))
	s = Stream{Row: zero(), Sum: zero(), Left: zero(), Y: zero(), Lift: five(800, 800, -800, 0, 0), Keep: zero(), End: zero(), Z: zero(), Money: five(0, 1, 1, 2, 3), Limit: 45}
	if over := s.Run(); over != 2 {
		t.Errorf("over the limit are %b", over)
	}
	same(t, "row", s.Row, five(0, 45, 0, 2, 3))
}

// TestLedger works a month out as the comments say.
func TestLedger(t *testing.T) {
	zero := func() []float64 { return make([]float64, 5) }
	var l Ledger
	for i := range 5 {
		l.CashRate[i], l.GapRate[i], l.Floor[i], l.Low[i], l.First[i], l.Value[i] = 2, 0.5, 2, 3, 99, 1
	}
	l.Cost, l.Due = [Width]float64{1, 1, 1, 1, 1}, [Width]float64{0, 0, 0, 0, 3}
	l.First[1] = math.NaN()
	l.Revenue, l.Costs, l.Compute, l.Rounds = five(10, 10, 10, 10, 10), five(1, 2, 3, 4, 5), five(5, 5, 5, 5, 5), five(0, 0, 1, 0, 0)
	l.Interest, l.Operating, l.GapInterest, l.Cash, l.Gap = zero(), zero(), zero(), five(-1, 0, 1, 2, 3), five(0, 10, 10, 0, 0)
	l.NewCash, l.NewGap, l.Draws = zero(), zero(), zero()
	l.Open(5)
	same(t, "interest", l.Interest, five(-1, -1, 1, 3, 5))
	same(t, "operating", l.Operating, five(3, 2, 3, 4, 5))
	same(t, "interest of the gap", l.GapInterest, five(0, 5, 5, 0, 0))
	same(t, "free", l.Free[:5], five(0, -15, -12, 4, 3))
	l.Close(5, 7, 3.5, 0.5)
	same(t, "gap", l.NewGap, five(0, 15, 12, 0, 0))
	same(t, "cash", l.NewCash, five(2, 2, 2, 6, 5))
	same(t, "draws", l.Draws, five(0, 0, -3, 0, 0))
	same(t, "peak", l.Peak[:5], five(0, 15, 12, 0, 0))
	same(t, "first", l.First[:5], five(99, 7, 99, 99, 99))
	same(t, "burn", l.Burn[:5], five(-3, -2, -3, -4, -5))
	same(t, "most", l.Most[:5], zero())
	same(t, "low", l.Low[:5], five(2, 2, 2, 3, 3))
	same(t, "value", l.Value[:5], five(3.5, 3.5, 3.5, 3.5, 3.5))
	l.Operating = five(-3, -4, -3.5, -3.6, 0)
	l.Close(5, 8, 3.5, 0)
	same(t, "even", l.Even[:5], five(0, 9, 0, 9, 0))
	same(t, "most", l.Most[:5], five(0, 2, 0.5, 0, 0))
}

// TestSum adds rows up, and what months owe.
func TestSum(t *testing.T) {
	rest := five(1, 2, 3, 4, 5, 0, 10, 20, 30, 40, 50, 0, 100, 200, 300, 400, 500)
	for rows, want := range [][]float64{five(1, 1, 1, 1, 1), five(2, 3, 4, 5, 6), five(12, 23, 34, 45, 56), five(112, 223, 334, 445, 556)} {
		dst := make([]float64, 5)
		Sum(dst, five(1, 1, 1, 1, 1), rest, 6, rows)
		same(t, "sum", dst, want)
	}
	var picks Picks
	for p := range 5 {
		picks.Set(p, 2*p%Picked)
	}
	sum := make([]float64, 11)
	picks.AddPicked(sum, 6, five(1, 2, 3, 4, 5), []float64{1, 0, 2, 0, 3, 0, 4, 0, 0, 5, 0, 6, 0, 7, 0, 8, 0}, 9, 2, false)
	same(t, "picked", sum, []float64{1, 4, 9, 16, 5, 0, 5, 12, 21, 32, 25})
	picks.AddPicked(sum, 6, five(2, 2, 2, 2, 2), []float64{1, 0, 2, 0, 3, 0, 4, 0, 0, 5, 0, 6, 0, 7, 0, 8, 0}, 9, 2, true)
	same(t, "picked afresh", sum, []float64{2, 4, 6, 8, 2, 0, 10, 12, 14, 16, 10})
}

// TestFirstBelow dates what is below for the first time, nothing that has a date, that is level,
// above or no number.
func TestFirstBelow(t *testing.T) {
	no := math.NaN()
	dates := []float64{no, no, no, 3, no, no, no}
	FirstBelow(dates, []float64{1, 2, 3, 1, no, 1, 2}, []float64{2, 2, 2, 2, 2, no, 3}, 7)
	for i, v := range dates {
		if math.IsNaN(v) {
			dates[i] = -1
		}
	}
	same(t, "dates", dates, []float64{7, -1, -1, 3, -1, -1, 7})
}
