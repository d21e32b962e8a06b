package vec

// The assembly of capacity_amd64.s, for n points, a multiple of four.

//go:noescape
func takeOffWide(x, y *float64, n int)

//go:noescape
func addGivenWide(sum, x, y, due *float64, n int)

//go:noescape
func addUnpaidWide(lost, unpaid, money, power *float64, n int, most float64)

//go:noescape
func missWide(missed, revenue, limit, capacity *float64, n int) (any uint64)

//go:noescape
func meetWide(u *Use, n int)
