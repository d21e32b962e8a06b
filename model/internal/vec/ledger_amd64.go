package vec

// openWide is [Ledger.Open] of n points, a multiple of four.
//
//go:noescape
func openWide(l *Ledger, n int)

// closeWide is [Ledger.Close] of n points, a multiple of four.
//
//go:noescape
func closeWide(l *Ledger, n int, month, after, least, negative, factor float64)
