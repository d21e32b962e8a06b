package vec

// Range returns the smallest and the largest of one number or more, none of which is NaN.
func Range(x []float64) (lo, hi float64) {
	i := head(len(x))
	lo, hi = x[0], x[0]
	if i > 0 {
		lo, hi = rangeWide(&x[0], i)
	}
	for _, v := range x[i:] {
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
	}
	return lo + 0, hi + 0 // −0 is 0
}

// Bins writes to dst the interval that each x lies in, ⌊(x − lo)·unit⌋, at most last. None
// lies below lo, or so far above that this does not fit; dst is not shorter than x.
func Bins(dst []int32, x []float64, lo, unit float64, last int32) {
	dst = dst[:len(x)]
	i := head(len(x))
	if i > 0 {
		binsWide(&dst[0], &x[0], lo, unit, last, i)
	}
	for ; i < len(x); i++ {
		dst[i] = min(last, int32((x[i]-lo)*unit))
	}
}
