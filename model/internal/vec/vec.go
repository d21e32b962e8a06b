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

// Fill writes c to every place of x.
func Fill(x []float64, c float64) {
	i := head(len(x))
	if i > 0 {
		fillWide(&x[0], c, i)
	}
	for ; i < len(x); i++ {
		x[i] = c
	}
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

// Scale writes x·c to dst, which is not longer.
func Scale(dst, x []float64, c float64) {
	x = x[:len(dst)]
	i := head(len(dst))
	if i > 0 {
		scaleWide(&dst[0], &x[0], c, i)
	}
	for ; i < len(dst); i++ {
		dst[i] = x[i] * c
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
