//go:build !amd64

package vec

func addPickedWide(sum, x, from *float64, k *Picks, n, stride, room, months int) { panic(noWide) }
