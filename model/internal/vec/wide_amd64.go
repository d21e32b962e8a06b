package vec

import "golang.org/x/sys/cpu"

func hasWide() bool { return cpu.X86.HasAVX2 && cpu.X86.HasFMA && cpu.X86.HasPOPCNT }

// The assembly of wide_amd64.s, in AVX2. n is a multiple of four, at least four.

//go:noescape
func fillWide(x *float64, c float64, n int)

//go:noescape
func scaleWide(dst, x *float64, c float64, n int)

//go:noescape
func addWide(sum, x *float64, n int)

//go:noescape
func addProductWide(sum, x, y *float64, n int)

//go:noescape
func addScaledWide(sum, x *float64, c float64, n int)
