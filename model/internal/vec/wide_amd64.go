package vec

import "golang.org/x/sys/cpu"

func hasWide() bool { return cpu.X86.HasAVX2 && cpu.X86.HasPOPCNT }

// The assembly of wide_amd64.s, in AVX2. n is a multiple of four, at least four.

//go:noescape
func addWide(sum, x *float64, n int)

//go:noescape
func addProductWide(sum, x, y *float64, n int)

//go:noescape
func addScaledWide(sum, x *float64, c float64, n int)

//go:noescape
func addPickedWide(sum, x, from *float64, k *Picks, n int)

//go:noescape
func scaleWide(x, y *float64, limit float64, n int) bool

//go:noescape
func approachWide(dst, gone, step, keep, end, scale *float64, t float64, n int)

//go:noescape
func walkWide(e, y, z *float64, f, s, half float64, n int)

// expWide stops at four numbers of which one is not within ±Limit, and returns how many it has
// written.
//
//go:noescape
func expWide(dst, src *float64, n int) int

//go:noescape
func operatingWide(o *Operating, n int)

//go:noescape
func balanceWide(b *Balance, n int)

//go:noescape
func gaugeWide(w *Gauge, month, after, least, negative float64, n int)
