package vec

// drawWide is [Generators.Draw] of n points, a multiple of four.
//
//go:noescape
func drawWide(dst *float64, s *Generators, l *Layers, n int) uint64
