//go:build !amd64

package vec

func hasWide() bool { return false }

func scaleWide(dst, x *float64, c float64, n int)     { panic(noWide) }
func fillWide(x *float64, c float64, n int)           { panic(noWide) }
func addWide(sum, x *float64, n int)                  { panic(noWide) }
func addProductWide(sum, x, y *float64, n int)        { panic(noWide) }
func addScaledWide(sum, x *float64, c float64, n int) { panic(noWide) }

const noWide = "vec: no assembly on this machine"
