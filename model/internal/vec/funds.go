package vec

// AddRoom adds to room what may still be drawn: max(0, limit − owed).
func AddRoom(room, limit, owed []float64) {
	n := len(room)
	limit, owed = limit[:n], owed[:n]
	i := head(n)
	if i > 0 {
		addRoomWide(&room[0], &limit[0], &owed[0], i)
	}
	for ; i < n; i++ {
		room[i] += above(limit[i] - owed[i])
	}
}

// Part writes what of free is missing, below zero, and what is left, above it.
func Part(missing, left, free []float64) {
	n := len(free)
	missing, left = missing[:n], left[:n]
	i := head(n)
	if i > 0 {
		partWide(&missing[0], &left[0], &free[0], i)
	}
	for ; i < n; i++ {
		missing[i], left[i] = above(0-free[i]), above(free[i])
	}
}

// Less writes x − y.
func Less(dst, x, y []float64) {
	n := len(dst)
	x, y = x[:n], y[:n]
	i := head(n)
	if i > 0 {
		lessWide(&dst[0], &x[0], &y[0], i)
	}
	for ; i < n; i++ {
		dst[i] = x[i] - y[i]
	}
}

// Draw draws what is missing as far as limits go.
func Draw(missing, limit, owed []float64) {
	n := len(missing)
	limit, owed = limit[:n], owed[:n]
	i := head(n)
	if i > 0 {
		drawDownWide(&missing[0], &limit[0], &owed[0], i)
	}
	for ; i < n; i++ {
		taken := least(missing[i], above(limit[i]-owed[i]))
		owed[i] += taken
		missing[i] -= taken
	}
}

// Repay pays what is owed as far as what is left goes.
func Repay(left, owed []float64) {
	n := len(left)
	owed = owed[:n]
	i := head(n)
	if i > 0 {
		repayWide(&left[0], &owed[0], i)
	}
	for ; i < n; i++ {
		paid := least(left[i], owed[i])
		owed[i] -= paid
		left[i] -= paid
	}
}

// Cover pays what is owed out of credits as far as they go: it writes the share of it that
// they pay, adds that to used, takes it off extra, and reports whether any are left.
func Cover(share, left, owed, used, extra []float64) (any bool) {
	n := len(share)
	left, owed, used, extra = left[:n], owed[:n], used[:n], extra[:n]
	i := head(n)
	if i > 0 {
		any = coverWide(&share[0], &left[0], &owed[0], &used[0], &extra[0], i) != 0
	}
	for ; i < n; i++ {
		paid := above(least(left[i], owed[i]))
		if share[i] = 0; paid > 0 {
			share[i] = paid / owed[i]
		}
		left[i] -= paid
		used[i] += paid
		extra[i] -= paid
		any = any || left[i] > 0
	}
	return any
}

// least is x where it is below y, else y.
func least(x, y float64) float64 {
	if x < y {
		return x
	}
	return y
}
