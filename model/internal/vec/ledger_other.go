//go:build !amd64

package vec

func openWide(l *Ledger, n int)                                                 { panic(noWide) }
func closeWide(l *Ledger, n int, month, after, least, negative, factor float64) { panic(noWide) }
