//go:build !amd64

package vec

func takeOffWide(x, y *float64, n int)                                       { panic(noWide) }
func addGivenWide(sum, x, y, due *float64, n int)                            { panic(noWide) }
func addUnpaidWide(lost, unpaid, money, power *float64, n int, most float64) { panic(noWide) }
func missWide(missed, revenue, limit, capacity *float64, n int) uint64       { panic(noWide) }
func meetWide(u *Use, n int)                                                 { panic(noWide) }
