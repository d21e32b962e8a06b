//go:build !amd64

package vec

func hasWide() bool { return false }

func addWide(sum, x *float64, n int)                                            { panic(noWide) }
func addProductWide(sum, x, y *float64, n int)                                  { panic(noWide) }
func addScaledWide(sum, x *float64, c float64, n int)                           { panic(noWide) }
func addPickedWide(sum, x, from *float64, k *Picks, n int)                      { panic(noWide) }
func scaleWide(x, y *float64, limit float64, n int) bool                        { panic(noWide) }
func approachWide(dst, gone, step, keep, end, scale *float64, t float64, n int) { panic(noWide) }
func walkWide(e, y, z *float64, f, s, half float64, n int)                      { panic(noWide) }
func expWide(dst, src *float64, n int) int                                      { panic(noWide) }
func operatingWide(o *Operating, n int)                                         { panic(noWide) }
func balanceWide(b *Balance, n int)                                             { panic(noWide) }
func gaugeWide(w *Gauge, month, after, least, negative float64, n int)          { panic(noWide) }

const noWide = "vec: no assembly on this machine"
