package dist

import "math"

// uniform is the law of equal density on [a, b].
type uniform struct{ a, b float64 }

// Uniform returns the law of equal density between a and b, with a below b.
func Uniform(a, b float64) (Dist, error) {
	if err := finite("the ends", a, b); err != nil {
		return nil, err
	}
	if a >= b {
		return nil, refuse("the low end must be below the high end")
	}
	return settled(uniform{a, b})
}

func (d uniform) Quantile(u float64) float64 {
	open(u)
	if u > 0.5 {
		return d.upper(1 - u)
	}
	return min(d.a+u*(d.b-d.a), d.b)
}

func (d uniform) upper(s float64) float64     { return max(d.b-s*(d.b-d.a), d.a) }
func (d uniform) CDF(x float64) float64       { return clamp((x-d.a)/(d.b-d.a), 0, 1) }
func (d uniform) survival(x float64) float64  { return clamp((d.b-x)/(d.b-d.a), 0, 1) }
func (d uniform) Support() (float64, float64) { return d.a, d.b }
func (d uniform) Mean() float64               { return d.a + (d.b-d.a)/2 }
func (d uniform) Variance() float64           { return (d.b - d.a) * (d.b - d.a) / 12 }

// triangular is the law on [a, b] whose density rises linearly to the mode and falls
// linearly from it.
type triangular struct{ a, mode, b float64 }

// Triangular returns the triangular law on [a, b]. The mode lies between the ends and
// may be one of them; a must be below b.
func Triangular(a, mode, b float64) (Dist, error) {
	if err := checkMode(a, mode, b); err != nil {
		return nil, err
	}
	return settled(triangular{a, mode, b})
}

// checkMode returns an error unless a ≤ mode ≤ b and a < b, all finite.
func checkMode(a, mode, b float64) error {
	if err := finite("the ends and the mode", a, mode, b); err != nil {
		return err
	}
	if a >= b {
		return refuse("the low end must be below the high end")
	}
	if mode < a || mode > b {
		return &Error{
			Message: "the mode must lie between the ends",
			Hint:    "the order is low; mode; high",
		}
	}
	return nil
}

func (d triangular) Quantile(u float64) float64 {
	open(u)
	if u < (d.mode-d.a)/(d.b-d.a) {
		return d.rise(u)
	}
	return d.fall(1 - u)
}

func (d triangular) upper(s float64) float64 {
	if s <= (d.b-d.mode)/(d.b-d.a) {
		return d.fall(s)
	}
	return d.rise(1 - s)
}

// rise returns the value below which a share p lies, left of the mode.
func (d triangular) rise(p float64) float64 {
	return min(d.a+math.Sqrt(p)*math.Sqrt(d.b-d.a)*math.Sqrt(d.mode-d.a), d.mode)
}

// fall returns the value above which a share s lies, right of the mode.
func (d triangular) fall(s float64) float64 {
	return max(d.b-math.Sqrt(s)*math.Sqrt(d.b-d.a)*math.Sqrt(d.b-d.mode), d.mode)
}

func (d triangular) CDF(x float64) float64 {
	if x < d.mode {
		return d.left(x)
	}
	return 1 - d.right(x)
}

func (d triangular) survival(x float64) float64 {
	if x < d.mode {
		return 1 - d.left(x)
	}
	return d.right(x)
}

// left returns the share below x, which is below the mode.
func (d triangular) left(x float64) float64 {
	if x <= d.a {
		return 0
	}
	return (x - d.a) / (d.b - d.a) * ((x - d.a) / (d.mode - d.a))
}

// right returns the share above x, which is not below the mode.
func (d triangular) right(x float64) float64 {
	if x >= d.b {
		return 0
	}
	return (d.b - x) / (d.b - d.a) * ((d.b - x) / (d.b - d.mode))
}

func (d triangular) Support() (float64, float64) { return d.a, d.b }

// Mean is (a + mode + b)/3, taken from the mode so as not to overflow.
func (d triangular) Mean() float64 { return d.mode + ((d.b-d.mode)-(d.mode-d.a))/3 }

// Variance is (p² + pq + q²)/18 with p and q the distances from the mode to the ends.
func (d triangular) Variance() float64 {
	p, q := d.mode-d.a, d.b-d.mode
	return (p*p + p*q + q*q) / 18
}

// kink returns the value at which the density has a corner.
func (d triangular) kink() float64 { return d.mode }
