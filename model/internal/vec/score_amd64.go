package vec

// scoreWide is [Scores] of n numbers, a multiple of four.
//
//go:noescape
func scoreWide(dst, u *float64, n int)
