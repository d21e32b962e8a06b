package vec

// wide says that the machine has the instructions of the assembly. Everything here gives the
// same bits with and without it: it does the same operations in the same order, four at a
// time.
var wide = hasWide()

// head returns how many of n numbers the assembly takes: a multiple of four.
func head(n int) int {
	if !wide {
		return 0
	}
	return n &^ 3
}

// Add adds x to sum, which is not longer.
func Add(sum, x []float64) {
	x = x[:len(sum)]
	i := head(len(sum))
	if i > 0 {
		addWide(&sum[0], &x[0], i)
	}
	for ; i < len(sum); i++ {
		sum[i] += x[i]
	}
}

// AddProduct adds x·y to sum, which is not longer than either.
func AddProduct(sum, x, y []float64) {
	x, y = x[:len(sum)], y[:len(sum)]
	i := head(len(sum))
	if i > 0 {
		addProductWide(&sum[0], &x[0], &y[0], i)
	}
	for ; i < len(sum); i++ {
		sum[i] += x[i] * y[i]
	}
}

// AddScaled adds x·c to sum, which is not longer.
func AddScaled(sum, x []float64, c float64) {
	x = x[:len(sum)]
	i := head(len(sum))
	if i > 0 {
		addScaledWide(&sum[0], &x[0], c, i)
	}
	for ; i < len(sum); i++ {
		sum[i] += x[i] * c
	}
}

// Scale multiplies x by y, which is not shorter, and reports whether every product is a
// number of at most limit.
func Scale(x, y []float64, limit float64) (ok bool) {
	y = y[:len(x)]
	i := head(len(x))
	ok = i == 0 || scaleWide(&x[0], &y[0], limit, i)
	for ; i < len(x); i++ {
		x[i] *= y[i]
		ok = ok && x[i] <= limit
	}
	return ok
}

// Approach writes t·end + scale·gone to dst once gone has moved to step + keep·gone. All have
// the length of dst or more.
func Approach(dst, gone, step, keep, end, scale []float64, t float64) {
	n := len(dst)
	gone, step, keep, end, scale = gone[:n], step[:n], keep[:n], end[:n], scale[:n]
	i := head(n)
	if i > 0 {
		approachWide(&dst[0], &gone[0], &step[0], &keep[0], &end[0], &scale[0], t, i)
	}
	for ; i < n; i++ {
		g := step[i] + keep[i]*gone[i]
		gone[i] = g
		dst[i] = end[i]*t + scale[i]*g
	}
}

// Walk moves y to f·y + s·z and adds y − half to e. All have the length of e or more.
func Walk(e, y, z []float64, f, s, half float64) {
	n := len(e)
	y, z = y[:n], z[:n]
	i := head(n)
	if i > 0 {
		walkWide(&e[0], &y[0], &z[0], f, s, half, i)
	}
	for ; i < n; i++ {
		at := f*y[i] + s*z[i]
		y[i] = at
		e[i] += at - half
	}
}
