//go:build !amd64

package vec

func expWide(dst, src *float64, n int) int   { panic(noWide) }
func moveWide(s *Stream, n int)              { panic(noWide) }
func finishWide(s *Stream, from, to int) int { panic(noWide) }
