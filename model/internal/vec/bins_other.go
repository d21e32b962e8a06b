//go:build !amd64

package vec

func rangeWide(x *float64, n int) (lo, hi float64)                         { panic(noWide) }
func binsWide(dst *int32, x *float64, lo, unit float64, last int32, n int) { panic(noWide) }
