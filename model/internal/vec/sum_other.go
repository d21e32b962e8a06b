//go:build !amd64

package vec

func sumWide(dst, first, rest *float64, stride, rows, n int) { panic(noWide) }
