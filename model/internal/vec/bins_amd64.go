package vec

// The assembly of bins_amd64.s, in AVX2. n is a multiple of four, at least four.

//go:noescape
func rangeWide(x *float64, n int) (lo, hi float64)

//go:noescape
func binsWide(dst *int32, x *float64, lo, unit float64, last int32, n int)
