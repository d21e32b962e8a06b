package vec

// addPickedWide is [Picks.AddPicked] of n points, a multiple of four, and at least one month.
//
//go:noescape
func addPickedWide(sum, to, x, from *float64, k *Picks, n, stride, step, room, months int)
