//go:build !amd64

package vec

func drawWide(dst *float64, s *Generators, l *Layers, n int) uint64 { panic(noWide) }
