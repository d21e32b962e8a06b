package vec

// TakeOff takes y off x as far as that is there: x = max(0, x − y).
func TakeOff(x, y []float64) {
	n := len(x)
	y = y[:n]
	i := head(n)
	if i > 0 {
		takeOffWide(&x[0], &y[0], i)
	}
	for ; i < n; i++ {
		x[i] = above(x[i] - y[i])
	}
}

// AddGiven adds x·y to sum where something is due.
func AddGiven(sum, x, y, due []float64) {
	n := len(sum)
	x, y, due = x[:n], y[:n], due[:n]
	i := head(n)
	if i > 0 {
		addGivenWide(&sum[0], &x[0], &y[0], &due[0], i)
	}
	for ; i < n; i++ {
		if due[i] != 0 {
			sum[i] += x[i] * y[i]
		}
	}
}

// AddUnpaid adds to lost the share of power that what is unpaid of the money is, where
// anything is; that share is at most most.
//
// Note: next to nothing may be due, so the money is divided first.
func AddUnpaid(lost, unpaid, money, power []float64, most float64) {
	n := len(lost)
	unpaid, money, power = unpaid[:n], money[:n], power[:n]
	i := head(n)
	if i > 0 {
		addUnpaidWide(&lost[0], &unpaid[0], &money[0], &power[0], i, most)
	}
	for ; i < n; i++ {
		if unpaid[i] > 0 {
			lost[i] += power[i] * least(unpaid[i]/money[i], most)
		}
	}
}

// Miss writes what of a month's revenue capacity cannot serve, of which a unit serves limit a
// year, and reports whether that is anything.
func Miss(missed, revenue, limit, capacity []float64) (any bool) {
	n := len(missed)
	revenue, limit, capacity = revenue[:n], limit[:n], capacity[:n]
	i := head(n)
	if i > 0 {
		any = missWide(&missed[0], &revenue[0], &limit[0], &capacity[0], i) != 0
	}
	for ; i < n; i++ {
		missed[i] = above(revenue[i] - limit[i]*capacity[i]/12)
		any = any || missed[i] > 0
	}
	return any
}

// Use is demand for capacity in a month: what is used of it, in money at a price a year of a
// unit.
type Use struct {
	Capacity, Price, Want []float64
	Idle, Wasted, Bought  []float64 // units, money, and money
}

// Meet works out what stands idle, what that costs, and adds to what is bought what capacity
// does not do.
//
// Note: it compares money: the price may be next to nothing.
func (u *Use) Meet(n int) {
	fit(n, len(u.Capacity), len(u.Price), len(u.Want), len(u.Idle), len(u.Wasted), len(u.Bought))
	i := head(n)
	if i > 0 {
		meetWide(u, i)
	}
	for ; i < n; i++ {
		want, held := u.Want[i], u.Capacity[i]*u.Price[i]/12
		u.Wasted[i] = above(held - want)
		u.Bought[i] += above(want - held)
		if u.Idle[i] = 0; want < held {
			u.Idle[i] = above(u.Capacity[i] - 12*want/u.Price[i])
		}
	}
}
