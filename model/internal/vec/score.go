package vec

import "math"

// Scores writes the standard normal quantile of every u within 0.425 of a half to dst, which
// has the same length and is not u, and what is no number for every other. Source: Wichura
// (1988), algorithm AS 241, doi:10.2307/2347330, of which this is the middle.
func Scores(dst, u []float64) {
	u = u[:len(dst)]
	i := head(len(dst))
	if i > 0 {
		scoreWide(&dst[0], &u[0], i)
	}
	for ; i < len(dst); i++ {
		dst[i] = Score1(u[i])
	}
}

// Score1 is what [Scores] writes for one u.
func Score1(u float64) float64 {
	d := u - 0.5
	if !(math.Abs(d) <= 0.425) {
		return math.NaN()
	}
	z := 0.180625 - d*d
	a, b := scored[0][0], scored[0][1]
	for _, c := range scored[1:] {
		a, b = a*z+c[0], b*z+c[1]
	}
	return d * a / b
}

// scored holds the coefficients of the numerator and of the denominator, those of the
// highest power first.
var scored = [...][2]float64{
	{2509.0809287301227, 5226.495278852854},
	{33430.57558358813, 28729.085735721943},
	{67265.7709270087, 39307.89580009271},
	{45921.95393154987, 21213.794301586597},
	{13731.69376550946, 5394.196021424751},
	{1971.5909503065513, 687.1870074920579},
	{133.14166789178438, 42.31333070160091},
	{3.3871328727963665, 1.0},
}
