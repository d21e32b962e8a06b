package vec

// The assembly of funds_amd64.s, for n points, a multiple of four.

//go:noescape
func addRoomWide(room, limit, owed *float64, n int)

//go:noescape
func drawDownWide(missing, limit, owed *float64, n int)

//go:noescape
func partWide(missing, left, free *float64, n int)

//go:noescape
func lessWide(dst, x, y *float64, n int)

//go:noescape
func repayWide(left, owed *float64, n int)

//go:noescape
func coverWide(share, left, owed, used, extra *float64, n int) (any uint64)
