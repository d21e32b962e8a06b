//go:build !amd64

package vec

func findWide(*Shortage, *float64, *float64, int, float64, float64) uint64     { panic(noWide) }
func offerWide(*Shortage, *Bend, *float64, *float64, int, float64)             { panic(noWide) }
func splitWide(*Shortage, int)                                                 { panic(noWide) }
func takeWide(s *Shortage, b *Bend, due, sum, was, now *float64, n int) uint64 { panic(noWide) }
func forceWide(*Bend, *float64, *float64, *float64, int)                       { panic(noWide) }
func findSpareWide(*Shortage, *float64, *float64, int) uint64                  { panic(noWide) }
func spendWide(*Shortage, *float64, *float64, int)                             { panic(noWide) }
