//go:build !amd64

package vec

func addPickedWide(sum, to, x, from *float64, k *Picks, n, stride, step, room, months int) {
	panic(noWide)
}
