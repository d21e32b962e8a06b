package vec

// Shortage is what is missing in a month at up to [Width] points, and how it is met out of
// payments that need not be made: [Shortage.Find], [Shortage.Offer] for each commitment,
// [Shortage.Split], [Shortage.Take] for each.
type Shortage struct {
	Lack   [Width]float64 // what is missing, at least zero
	Notice [Width]float64 // the month of notice, +Inf before
	Sum    [Width]float64 // what could be saved
	Theta  [Width]float64 // the share of it that is needed
	Saved  [Width]float64 // and what that comes to, less fees
	Fees   [Width]float64
	Spare  [Width]float64 // what could pay back
	Left   [Width]float64 // of that, not yet spent
}

// Bend is a commitment whose payments may be put off or cut, at up to [Width] points.
type Bend struct {
	Share  [Width]float64 // of a payment, that need not be made
	From   [Width]float64 // months from notice on after which it need not
	Fee    [Width]float64 // the share of what is put off or cut that is due at once
	Part   [Width]float64 // of this month's payment, put off or cut
	X      [Width]float64 // and what that comes to
	Owing  [Width]float64 // put off and not yet paid
	Forced [Width]float64 // of that, due this month
}

// Find works out
//
//	lack = max(0, −free − room)
//
// where more than least of it gives notice, and whether anything is missing at all. Nothing is
// saved yet.
func (s *Shortage) Find(n int, month, least float64, free, room []float64) (any bool) {
	fit(n, len(free), len(room))
	i := head(n)
	if i > 0 {
		any = findWide(s, &free[0], &room[0], i, month, least) != 0
	}
	for ; i < n; i++ {
		lack := above(0 - free[i] - room[i])
		if lack > least && month < s.Notice[i] {
			s.Notice[i] = month
		}
		s.Lack[i], s.Sum[i], s.Saved[i] = lack, 0, 0
		any = any || lack > 0
	}
	return any
}

// Offer works out what of a payment that is due could be put off or cut, of which what is
// covered is the share that credits pay.
func (s *Shortage) Offer(n int, b *Bend, month float64, due, covered []float64) {
	fit(n, len(due), len(covered))
	i := head(n)
	if i > 0 {
		offerWide(s, b, &due[0], &covered[0], i, month)
	}
	for ; i < n; i++ {
		part := 0.0
		if s.Notice[i]+b.From[i] <= month && due[i] != 0 {
			part = b.Share[i]
		}
		part *= 1 - covered[i]
		b.Part[i] = part
		s.Sum[i] += part * due[i] * (1 - b.Fee[i])
	}
}

// Split works out which share of what could be saved is needed.
func (s *Shortage) Split(n int) {
	i := head(n)
	if i > 0 {
		splitWide(s, i)
	}
	for ; i < n; i++ {
		s.Theta[i] = 0
		if s.Sum[i] > 0 {
			if s.Theta[i] = 1; s.Lack[i]/s.Sum[i] < 1 {
				s.Theta[i] = s.Lack[i] / s.Sum[i]
			}
		}
	}
}

// Take puts that share x of a payment off, or cuts it, and reports whether that is anything. It
// adds x to sum, and writes what it makes of was to now.
func (s *Shortage) Take(n int, b *Bend, due, sum, was, now []float64) (any bool) {
	fit(n, len(due), len(sum), len(was), len(now))
	i := head(n)
	if i > 0 {
		any = takeWide(s, b, &due[0], &sum[0], &was[0], &now[0], i) != 0
	}
	for ; i < n; i++ {
		b.Part[i] *= s.Theta[i]
		x := b.Part[i] * due[i]
		b.X[i] = x
		sum[i] += x
		now[i] = was[i] + x
		fee := b.Fee[i] * x
		s.Fees[i] += fee
		s.Saved[i] += x - fee
		any = any || x > 0
	}
	return any
}

// Force works out what must be paid at last: of what is owed all but what was put off since,
//
//	forced = max(0, owing − (before − past)),
//
// where before and past are what was put off until a month ago and until the month for which
// it may wait. It adds that to extra.
func (b *Bend) Force(n int, before, past, extra []float64) {
	fit(n, len(before), len(past), len(extra))
	i := head(n)
	if i > 0 {
		forceWide(b, &before[0], &past[0], &extra[0], i)
	}
	for ; i < n; i++ {
		forced := above(b.Owing[i] - (before[i] - past[i]))
		b.Forced[i] = forced
		b.Owing[i] -= forced
		extra[i] += forced
	}
}

// FindSpare works out what can pay back: what is free where something is owed and nothing was
// missing; and whether that is anything.
func (s *Shortage) FindSpare(n int, free, owed []float64) (any bool) {
	fit(n, len(free), len(owed))
	i := head(n)
	if i > 0 {
		any = findSpareWide(s, &free[0], &owed[0], i) != 0
	}
	for ; i < n; i++ {
		spare := 0.0
		if free[i] > 0 && owed[i] > 0 && s.Lack[i] == 0 {
			spare, any = free[i], true
		}
		s.Spare[i], s.Left[i] = spare, spare
	}
	return any
}

// Spend takes what has been paid back off what is free and off operating cash.
func (s *Shortage) Spend(n int, free, operating []float64) {
	fit(n, len(free), len(operating))
	i := head(n)
	if i > 0 {
		spendWide(s, &free[0], &operating[0], i)
	}
	for ; i < n; i++ {
		if s.Spare[i] > 0 {
			operating[i] -= s.Spare[i] - s.Left[i]
			free[i] = s.Left[i]
		}
	}
}

// above is x where it is above zero, else zero.
func above(x float64) float64 {
	if x > 0 {
		return x
	}
	return 0
}
