//go:build !amd64

package vec

func addRoomWide(room, limit, owed *float64, n int)                   { panic(noWide) }
func drawDownWide(missing, limit, owed *float64, n int)               { panic(noWide) }
func partWide(missing, left, free *float64, n int)                    { panic(noWide) }
func lessWide(dst, x, y *float64, n int)                              { panic(noWide) }
func repayWide(left, owed *float64, n int)                            { panic(noWide) }
func coverWide(share, left, owed, used, extra *float64, n int) uint64 { panic(noWide) }
