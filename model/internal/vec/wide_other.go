//go:build !amd64

package vec

func hasWide() bool { return false }

func addWide(sum, x *float64, n int)                  { panic(noWide) }
func addProductWide(sum, x, y *float64, n int)        { panic(noWide) }
func addScaledWide(sum, x *float64, c float64, n int) { panic(noWide) }

func deviationsWide(x *[Size]float64, c, unit float64) (s1, s2 float64)    { panic(noWide) }
func countWide(out *[Size]uint64, x *[Size]float64, from, above []float64) { panic(noWide) }

const noWide = "vec: no assembly on this machine"
