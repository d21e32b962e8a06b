package vec

// expWide is [Exp] of n numbers, a multiple of four. It stops before four or eight of which
// one is not within ±Limit, and returns how many it has written.
//
//go:noescape
func expWide(dst, src *float64, n int) int

// moveWide writes the exponents of n points, a multiple of four, to Row.
//
//go:noescape
func moveWide(s *Stream, n int)

// finishWide turns the exponents of the points from … to−1 into money, four at a time. It
// stops before four or eight points of which an exponent is not within ±Limit or the money
// not within the limit, and returns the first of them, or to.
//
//go:noescape
func finishWide(s *Stream, from, to int) int
