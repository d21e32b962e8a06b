package vec

// Operating is a month of a company at every point: what it writes and what it reads. All
// slices have a place a point.
type Operating struct {
	Interest, Operating     []float64 // written
	Cash, Rate              []float64 // at the month's opening; a month
	Cost                    []float64 // interest paid
	Revenue, Costs, Compute []float64
}

// Run works out
//
//	interest = max(cash, 0)·rate − cost
//	operating = revenue − costs − compute + interest
func (o *Operating) Run() {
	n := len(o.Interest)
	fit(n, o.Operating, o.Cash, o.Rate, o.Cost, o.Revenue, o.Costs, o.Compute)
	i := head(n)
	if i > 0 {
		operatingWide(o, i)
	}
	for ; i < n; i++ {
		c := o.Cash[i]
		if !(c > 0) {
			c = 0
		}
		v := c*o.Rate[i] - o.Cost[i]
		o.Interest[i] = v
		o.Operating[i] = o.Revenue[i] - o.Costs[i] - o.Compute[i] + v
	}
}

// Balance is where the money of a month goes at every point. All slices have a place a
// point. NewCash may be Cash and NewGap may be Gap.
type Balance struct {
	GapInterest, Draws, NewGap, NewCash []float64 // written
	Cash, Gap                           []float64 // at the month's opening
	Operating, Rounds, Due              []float64
	Rate, Floor                         []float64 // of the gap, a month; of cash
}

// Run works out, with free = cash + operating + rounds − due − (gap + its interest) − floor,
//
//	new gap = max(−free, 0),  new cash = floor + max(free, 0),  draws = new gap − gap − interest
func (b *Balance) Run() {
	n := len(b.Draws)
	fit(n, b.GapInterest, b.NewGap, b.NewCash, b.Cash, b.Gap, b.Operating, b.Rounds, b.Due, b.Rate, b.Floor)
	i := head(n)
	if i > 0 {
		balanceWide(b, i)
	}
	for ; i < n; i++ {
		g, free := b.Free(i)
		missing, left := 0.0, 0.0
		if free < 0 {
			missing = -free
		} else if free > 0 {
			left = free
		}
		b.Settle(i, g, missing, left)
	}
}

// Free returns the interest of the gap and the free money at point i.
func (b *Balance) Free(i int) (interest, free float64) {
	u := b.Gap[i]
	g := u * b.Rate[i]
	return g, b.Cash[i] + b.Operating[i] + b.Rounds[i] - b.Due[i] - (u + g) - b.Floor[i]
}

// Settle writes what follows at point i from the interest of the gap, what is missing and
// what is left.
func (b *Balance) Settle(i int, interest, missing, left float64) {
	u := b.Gap[i]
	b.GapInterest[i] = interest
	b.Draws[i] = missing - u - interest
	b.NewGap[i], b.NewCash[i] = missing, b.Floor[i]+left
}

// Gauge is what is known of the months so far at every point. All slices have a place a
// point.
type Gauge struct {
	Gap, Cash, Operating []float64 // of the month
	Peak, First          []float64 // the largest gap; the first month above Least, NaN before
	Burn, Most           []float64 // the sum of −operating; its largest value
	Low                  []float64 // the least cash
	Even                 []float64 // the month after the last with operating below −Least
}

// Run takes a month into account; least is the money up to which nothing is owed.
func (g *Gauge) Run(month, least float64) {
	n := len(g.Gap)
	fit(n, g.Cash, g.Operating, g.Peak, g.First, g.Burn, g.Most, g.Low, g.Even)
	i := head(n)
	if i > 0 {
		gaugeWide(g, month, month+1, least, -least, i)
	}
	for ; i < n; i++ {
		u, o, c := g.Gap[i], g.Operating[i], g.Cash[i]
		if first := g.First[i]; u > least && first != first {
			g.First[i] = month
		}
		if u > g.Peak[i] {
			g.Peak[i] = u
		}
		b := g.Burn[i] - o
		g.Burn[i] = b
		if b > g.Most[i] {
			g.Most[i] = b
		}
		if c < g.Low[i] {
			g.Low[i] = c
		}
		if o < -least {
			g.Even[i] = month + 1
		}
	}
}

// fit panics unless every slice has n places.
func fit(n int, all ...[]float64) {
	for _, x := range all {
		if len(x) < n {
			panic("vec: slices of different lengths")
		}
	}
}
