package vec

// The assembly of shortage_amd64.s, for n points, a multiple of four.

//go:noescape
func findWide(s *Shortage, free, room *float64, n int, month, least float64) (any uint64)

//go:noescape
func offerWide(s *Shortage, b *Bend, due, covered *float64, n int, month float64)

//go:noescape
func splitWide(s *Shortage, n int)

//go:noescape
func takeWide(s *Shortage, b *Bend, due, sum, was, now *float64, n int) (any uint64)

//go:noescape
func forceWide(b *Bend, before, past, extra *float64, n int)

//go:noescape
func findSpareWide(s *Shortage, free, owed *float64, n int) (any uint64)

//go:noescape
func spendWide(s *Shortage, free, operating *float64, n int)
