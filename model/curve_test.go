package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// runRates returns the annualised revenue of each month of a stream with curve c.
func runRates(t rapid.TB, c Curve, w Window, months int) []float64 {
	t.Helper()
	s := bare(months)
	s.Revenue = []Stream{{ID: "a", Curve: c, Window: w}}
	out := project(t, s).Revenue[0].Months
	for m := range out {
		out[m] *= 12
	}
	return out
}

// integrate solves y' = f(t, y) from y(0) = y0 to time t by the classical method of
// Runge and Kutta.
func integrate(f func(t, y float64) float64, y0, t float64) float64 {
	const steps = 2000
	h, y := t/steps, y0
	for i := range steps {
		at := h * float64(i)
		k1 := f(at, y)
		k2 := f(at+h/2, y+h/2*k1)
		k3 := f(at+h/2, y+h/2*k2)
		k4 := f(at+h, y+h*k3)
		y += h / 6 * (k1 + 2*k2 + 2*k3 + k4)
	}
	return y
}

// law gives a curve's shape and numbers; zero means that it has none of them.
func lawOf(shape Shape, run, rate, to, halfLife, ceiling float64) Curve {
	c := Curve{Path: "revenue.a.growth", Shape: shape, At: jan2026 + 30}
	set := func(q *Quantity, name string, v float64) {
		if v != 0 {
			*q = num("revenue.a."+name, v)
		}
	}
	set(&c.RunRate, "run_rate", run)
	set(&c.Rate, "growth.rate", rate)
	set(&c.FadesTo, "growth.fades_to", to)
	set(&c.HalfLife, "growth.half_life", halfLife)
	set(&c.Ceiling, "growth.ceiling", ceiling)
	return c
}

// TestCurves solves the differential equation of each law from the month at which its
// run-rate holds, forwards and backwards in time.
func TestCurves(t *testing.T) {
	ln := math.Log1p
	cases := []struct {
		name string
		c    Curve
		rate func(t, y float64) float64
	}{
		{"constant", lawOf(Constant, 14e9, 0.8, 0, 0, 0),
			func(_, y float64) float64 { return ln(0.8) * y }},
		{"shrinking", lawOf(Constant, 14e9, -0.4, 0, 0, 0),
			func(_, y float64) float64 { return ln(-0.4) * y }},
		{"fade", lawOf(Fade, 14e9, 1.2, 0.1, 18, 0),
			func(t, y float64) float64 { return (ln(0.1) + (ln(1.2)-ln(0.1))*math.Pow(0.5, t/1.5)) * y }},
		{"fade to decline", lawOf(Fade, 14e9, 0.5, -0.3, 12, 0),
			func(t, y float64) float64 { return (ln(-0.3) + (ln(0.5)-ln(-0.3))*math.Pow(0.5, t)) * y }},
		{"logistic", lawOf(Logistic, 14e9, 1, 0, 0, 200e9),
			func(_, y float64) float64 { return ln(1) / (1 - 14.0/200) * y * (1 - y/200e9) }},
		{"gompertz", lawOf(Gompertz, 14e9, 1, 0, 0, 200e9),
			func(_, y float64) float64 { return ln(1) / math.Log(200.0/14) * y * math.Log(200e9/y) }},
	}
	for _, c := range cases {
		got := runRates(t, c.c, Window{}, 60)
		for m, v := range got {
			tau := (float64(m) + 0.5 - 30) / 12
			near(t, c.name, v, integrate(c.rate, c.c.RunRate.Value, tau), 1e-9)
		}
	}
}

// TestInitialGrowth reads the growth at the month of the run-rate off the two months
// around it: λ for every law, so that `rate` means the same under all of them.
func TestInitialGrowth(t *testing.T) {
	for _, c := range []Curve{
		lawOf(Constant, 14e9, 0.6, 0, 0, 0), lawOf(Fade, 14e9, 0.6, 0.1, 24, 0),
		lawOf(Logistic, 14e9, 0.6, 0, 0, 100e9), lawOf(Gompertz, 14e9, 0.6, 0, 0, 100e9),
	} {
		x := runRates(t, c, Window{}, 60)
		near(t, string(c.Shape)+" growth", 12*math.Log(x[30]/x[29]), math.Log(1.6), 1e-3)
		near(t, string(c.Shape)+" level", math.Sqrt(x[30]*x[29]), 14e9, 1e-3)
	}
}

// TestBass solves Bass's equation F' = (p+qF)(1−F), and finds nothing before adoption
// began.
func TestBass(t *testing.T) {
	const market, p, q = 200e9, 0.03, 0.6
	adopt := func(_, f float64) float64 { return (p + q*f) * (1 - f) }
	for _, run := range []float64{0, 1e9, 14e9, 190e9} {
		c := Curve{Shape: Bass, At: jan2026 + 30, Market: num("m", market), P: num("p", p), Q: num("q", q)}
		if run > 0 {
			c.RunRate = num("r", run)
		}
		for m, v := range runRates(t, c, Window{}, 60) {
			want := market * integrate(adopt, run/market, (float64(m)+0.5-30)/12)
			near(t, "bass", v, math.Max(0, want), 1e-9)
		}
	}
}

// atMonth is a run-rate at the beginning of a month counted from January 2026.
func atMonth(month int, v float64) Dated {
	return Dated{First: jan2026 + month, Last: jan2026 + month, Quantity: num("point"+string(rune('a'+month)), v)}
}

func TestPoints(t *testing.T) {
	c := Curve{Shape: Points, Points: []Dated{atMonth(2, 100), atMonth(6, 1600), atMonth(7, 100)}, Beyond: Beyond{Allowed: true}}
	root := math.Sqrt(2)
	log := []float64{100, 100, 100 * root, 200 * root, 400 * root, 800 * root, 400, 100, 100}
	nearAll(t, "log-linear, held", runRates(t, c, Window{}, 9), log, 1e-12)
	c.Linear = true
	straight := []float64{100, 100, 287.5, 662.5, 1037.5, 1412.5, 850, 100, 100}
	nearAll(t, "linear, held", runRates(t, c, Window{}, 9), straight, 1e-12)
	c.Beyond.Growth = num("beyond", 0.21)
	straight[7], straight[8] = 100*math.Pow(1.21, 0.5/12), 100*math.Pow(1.21, 1.5/12)
	nearAll(t, "linear, growing beyond", runRates(t, c, Window{}, 9), straight, 1e-12)
	c.Points = c.Points[:1]
	one := []float64{100, 100, 100 * math.Pow(1.21, 0.5/12), 100 * math.Pow(1.21, 1.5/12)}
	nearAll(t, "one point", runRates(t, c, Window{}, 4), one, 1e-12)
}

// TestWindow checks that from and until silence months and, when `at` is given, change
// no other; and that the run-rate holds at `at`, else at from, else at the start.
func TestWindow(t *testing.T) {
	fade := lawOf(Fade, 14e9, 1.2, 0.1, 18, 0)
	for _, at := range []int{-20, 0, 7, 30, 100} {
		fade.At = jan2026 + at
		whole := runRates(t, fade, Window{}, 36)
		cut := runRates(t, fade, Window{From: jan2026 + 5, Until: jan2026 + 12}, 36)
		for m := range whole {
			if m < 5 || m > 12 {
				whole[m] = 0
			}
		}
		nearAll(t, "cut", cut, whole, 0)
	}
	fade.At = 0
	for _, from := range []int{0, -6, 9} {
		w, level := Window{From: jan2026 + from}, fade
		level.At = jan2026 + from
		nearAll(t, "at defaults to from", runRates(t, fade, w, 36), runRates(t, level, w, 36), 0)
	}
	fade.At = jan2026
	start := runRates(t, fade, Window{}, 36)
	fade.At = 0
	nearAll(t, "at defaults to the start", runRates(t, fade, Window{}, 36), start, 0)
	nearAll(t, "ended before", runRates(t, fade, Window{Until: jan2026 - 3}, 6), repeat(0, 6), 0)
	nearAll(t, "not begun", runRates(t, fade, Window{From: jan2026 + 6}, 6), repeat(0, 6), 0)
}

// TestExtremeCurves draws curves at and near the ends of their bounds, centuries before
// and after their run-rate holds: never negative, never beyond the cap, never NaN.
func TestExtremeCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := bare(120)
		s.Revenue = []Stream{{ID: "a", Curve: g.curve("revenue.a", s.Timeline)}}
		s.Revenue[0].Curve.At = jan2026 + g.int(-12*300, 12*300)
		m, err := Compile(s, Options{})
		if err != nil {
			return // the centuries may break what the generator keeps: the overflow is a fault
		}
		for range 5 {
			for _, v := range m.Project(g.point(m)).Revenue[0].Months {
				if !(v >= 0 && v <= maxRunRate/12) {
					t.Fatalf("a month of %g", v)
				}
			}
		}
	})
}

// TestNearCeiling starts a hair below its ceiling a logistic curve so quick that it
// jumps from nothing to the ceiling within the month.
func TestNearCeiling(t *testing.T) {
	c := lawOf(Logistic, 1e11*(1-1e-5), 1, 0, 0, 1e11)
	for m, v := range runRates(t, c, Window{}, 60) {
		k, tau := math.Ln2/1e-5, (float64(m)+0.5-30)/12
		near(t, "logistic", v, 1e11/(1+1e-5*math.Exp(-k*tau)), 1e-9)
	}
}
