package vec

// siftWide is [Sift] of n numbers, a multiple of 32, in AVX2.
//
//go:noescape
func siftWide(dst, x *float64, n int, from *float64, odd, all int, counts *lanes) int
