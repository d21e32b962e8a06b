package vec

// Ledger is the money of a company at up to [Width] points, month by month: [Ledger.Open],
// then [Ledger.Close]. All slices have a place a point; n points are worked out.
type Ledger struct {
	// At the month's opening: rates a month of cash and of the gap, the floor of cash, interest
	// paid on debts and what falls due of them.
	CashRate, GapRate, Floor, Cost, Due [Width]float64
	// Free is the money of the month beyond the floor, below zero where it is missing.
	Free [Width]float64

	Peak, First [Width]float64 // the largest gap; the first month above least, NaN before
	Burn, Most  [Width]float64 // the sum of −operating; its largest value
	Low         [Width]float64 // the least cash
	Even        [Width]float64 // the month after the last with operating below −least
	Value       [Width]float64 // of what is paid for compute, discounted

	Revenue, Costs, Compute, Rounds []float64
	Extra                           []float64 // what else is paid; nil: nothing
	Interest, Operating             []float64 // written by Open
	GapInterest                     []float64
	Cash, Gap                       []float64 // at the month's opening
	NewCash, NewGap, Draws          []float64 // written by Close; NewCash may be Cash, NewGap may be Gap
}

// Open works out
//
//	interest = max(cash, 0)·rate − cost
//	operating = revenue − costs − compute − extra + interest
//	free = cash + operating + rounds − due − (gap + its interest) − floor
func (l *Ledger) Open(n int) {
	fit(n, len(l.Revenue), len(l.Costs), len(l.Compute), len(l.Rounds), len(l.Interest), len(l.Operating), len(l.GapInterest), len(l.Cash), len(l.Gap))
	if l.Extra != nil {
		fit(n, len(l.Extra))
	}
	i := head(n)
	if i > 0 {
		openWide(l, i)
	}
	for ; i < n; i++ {
		earned := 0.0
		if l.Cash[i] > 0 {
			earned = l.Cash[i]
		}
		interest := earned*l.CashRate[i] - l.Cost[i]
		operating := l.Revenue[i] - l.Costs[i] - l.Compute[i]
		if l.Extra != nil {
			operating -= l.Extra[i]
		}
		operating += interest
		owed := l.Gap[i] * l.GapRate[i]
		l.Interest[i], l.Operating[i], l.GapInterest[i] = interest, operating, owed
		l.Free[i] = l.Cash[i] + operating + l.Rounds[i] - l.Due[i] - (l.Gap[i] + owed) - l.Floor[i]
	}
}

// Close works out
//
//	new gap = max(−free, 0),  new cash = floor + max(free, 0),  draws = new gap − gap − interest
//
// and takes the month into account, where least is the money up to which nothing is owed and
// factor discounts what is paid for compute.
func (l *Ledger) Close(n int, month, least, factor float64) {
	fit(n, len(l.Compute), len(l.Operating), len(l.GapInterest), len(l.Gap), len(l.NewCash), len(l.NewGap), len(l.Draws))
	i := head(n)
	if i > 0 {
		closeWide(l, i, month, month+1, least, -least, factor)
	}
	for ; i < n; i++ {
		missing, left := 0.0, 0.0
		if free := l.Free[i]; free < 0 {
			missing = -free
		} else if free > 0 {
			left = free
		}
		l.Draws[i] = missing - l.Gap[i] - l.GapInterest[i]
		l.NewGap[i], l.NewCash[i] = missing, l.Floor[i]+left
		l.Value[i] += l.Compute[i] * factor
		l.gauge(i, month, least)
	}
}

// gauge takes the month into account at point i.
func (l *Ledger) gauge(i int, month, least float64) {
	gap, cash, operating := l.NewGap[i], l.NewCash[i], l.Operating[i]
	if first := l.First[i]; gap > least && first != first {
		l.First[i] = month
	}
	if gap > l.Peak[i] {
		l.Peak[i] = gap
	}
	l.Burn[i] -= operating
	if l.Burn[i] > l.Most[i] {
		l.Most[i] = l.Burn[i]
	}
	if cash < l.Low[i] {
		l.Low[i] = cash
	}
	if operating < -least {
		l.Even[i] = month + 1
	}
}

// fit panics unless slices of these lengths all have n places, at most [Width].
func fit(n int, lengths ...int) {
	for _, length := range lengths {
		if length < n || n > Width {
			panic("vec: slices of different lengths")
		}
	}
}
