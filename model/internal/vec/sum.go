package vec

// Sum writes the sum of first and of so many rows to dst, at most three, in this order; the
// rows lie stride apart from the beginning of rest. first may be dst; it and every row are
// not shorter.
func Sum(dst, first, rest []float64, stride, rows int) {
	n := len(dst)
	if n == 0 {
		return
	}
	first = first[:n]
	if rows == 0 {
		copy(dst, first)
		return
	}
	_ = rest[(rows-1)*stride+n-1]
	i := head(n)
	if i > 0 {
		sumWide(&dst[0], &first[0], &rest[0], stride, rows, i)
	}
	for ; i < n; i++ {
		v := first[i]
		for r := range rows {
			v += rest[r*stride+i]
		}
		dst[i] = v
	}
}
