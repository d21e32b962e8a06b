//go:build !amd64

package vec

func scoreWide(dst, u *float64, n int) { panic(noWide) }
