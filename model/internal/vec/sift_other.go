//go:build !amd64

package vec

func siftWide(dst, x *float64, n int, from *float64, odd, all int, counts *lanes) int { panic(noWide) }
