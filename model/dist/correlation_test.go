package dist

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestPearson compares with the arcsine form of Spearman's rho of a normal pair:
// rho = 6/π·asin(r/2).
func TestPearson(t *testing.T) {
	for _, rho := range []float64{-1, -0.7, -0.3, 0.1, 0.5, 0.9, 1} {
		near(t, "rho", rho, 6/math.Pi*math.Asin(Pearson(rho)/2), rho, 1e-14)
	}
	if Pearson(0) != 0 {
		t.Error("Pearson(0) is not 0")
	}
}

// TestFactor multiplies the factor out.
func TestFactor(t *testing.T) {
	pairs := []Pair{{4, 1, 0.6}, {1, 6, -0.3}, {6, 4, 0.2}, {0, 6, 0.5}}
	const n = 8
	l, err := Factor(n, pairs)
	if err != nil {
		t.Fatal(err)
	}
	want := make([]float64, n*n)
	for i := range n {
		want[i*n+i] = 1
	}
	for _, p := range pairs {
		r := 2 * math.Sin(math.Pi*p.Rho/6)
		want[p.I*n+p.J], want[p.J*n+p.I] = r, r
	}
	for i := range n {
		for j := range n {
			if j > i && l[i*n+j] != 0 {
				t.Errorf("L[%d,%d] = %v above the diagonal", i, j, l[i*n+j])
			}
			got := 0.0
			for k := range n {
				got += l[i*n+k] * l[j*n+k]
			}
			if math.Abs(got-want[i*n+j]) > 1e-14 {
				t.Errorf("L·Lᵀ[%d,%d] = %v, want %v", i, j, got, want[i*n+j])
			}
		}
	}
}

// TestFactorNone wants the identity where nothing correlates.
func TestFactorNone(t *testing.T) {
	l, err := Factor(3, nil)
	if err != nil || len(l) != 9 {
		t.Fatal(l, err)
	}
	for i, x := range l {
		if want := float64(1 - min(1, i%4)); x != want {
			t.Errorf("entry %d is %v", i, x)
		}
	}
	if l, err := Factor(0, nil); err != nil || len(l) != 0 {
		t.Error(l, err)
	}
}

// TestFactorRanks draws normal scores through the factor and wants the rank correlation
// asked for, within four standard errors (about 1/√N).
func TestFactorRanks(t *testing.T) {
	const n = 100000
	l, err := Factor(2, []Pair{{0, 1, 0.6}})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	// Spearman's rho is the correlation of the two probabilities, 12·E[Φ(x)Φ(y)] − 3.
	sum := 0.0
	for range n {
		x, z := r.NormFloat64(), r.NormFloat64()
		y := l[2]*x + l[3]*z
		sum += math.Erfc(-x/math.Sqrt2) / 2 * (math.Erfc(-y/math.Sqrt2) / 2)
	}
	if got := 12*sum/n - 3; math.Abs(got-0.6) > 4*1.5/math.Sqrt(n) {
		t.Errorf("rank correlation %v", got)
	}
}

// TestContradiction compares with the closed form for three things: with two correlations
// r, s known the third must lie within r·s ± √((1−r²)(1−s²)).
func TestContradiction(t *testing.T) {
	r, s := Pearson(0.6), Pearson(0.5)
	low := r*s - math.Sqrt((1-r*r)*(1-s*s))
	border := 6 / math.Pi * math.Asin(low/2)
	pairs := []Pair{{5, 2, 0.3}, {0, 1, 0.6}, {1, 3, 0.5}, {3, 0, -0.7}, {2, 4, 0.1}}
	_, err := Factor(6, pairs)
	var e *NotPositiveDefinite
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	// The eigenvalues of the three are the roots of a cubic, by its trigonometric form.
	q := Pearson(-0.7)
	p := (r*r + s*s + q*q) / 3
	phase := math.Acos(min(1, max(-1, r*s*q/math.Pow(p, 1.5)))) / 3
	smallest := 1 + 2*math.Sqrt(p)*math.Cos(phase+2*math.Pi/3)
	if e.Index != 3 || e.Pair != pairs[3] {
		t.Errorf("names correlation %d, %v", e.Index, e.Pair)
	}
	near(t, "margin", 0, e.Margin, smallest, 1e-12)
	if math.Abs(e.Nearest-border) > 1e-6 {
		t.Errorf("nearest %v, want %v", e.Nearest, border)
	}
	if !strings.Contains(e.Error(), "correlation 4, of 3 with 0") {
		t.Error(e)
	}
	pairs[3].Rho = e.Nearest
	if _, err := Factor(6, pairs[:4]); err != nil {
		t.Errorf("does not hold at the nearest value: %v", err)
	}
}

// TestRepaired wants pairs that fail on the way but hold as a whole to be accepted, and
// the fault to be put on the pair that is never repaired.
func TestRepaired(t *testing.T) {
	good := []Pair{{0, 1, 0.9}, {0, 2, 0.9}, {1, 2, 0.9}}
	if _, err := Factor(3, good); err != nil {
		t.Error(err)
	}
	_, err := Factor(6, append(good, Pair{3, 4, 0.9}, Pair{3, 5, 0.9}))
	var e *NotPositiveDefinite
	if !errors.As(err, &e) || e.Index != 4 {
		t.Fatal(err)
	}
	r := Pearson(0.9)
	near(t, "margin", 0, e.Margin, 1-math.Sqrt2*r, 1e-12)
	near(t, "nearest", 0, e.Nearest, 6/math.Pi*math.Asin(math.Sqrt(1-r*r)/2), 1e-6)
}

// TestBlame wants the blame on the last pair that can mend the matrix, with the bound of
// the closed form for three things, whatever the order of the others.
func TestBlame(t *testing.T) {
	r := Pearson(0.9)
	bound := 6 / math.Pi * math.Asin((2*r*r-1)/2)
	for _, rho := range []float64{0.5, -0.9, 0} {
		pairs := []Pair{{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, rho}, {4, 5, 0.9}}
		_, err := Factor(6, pairs)
		var e *NotPositiveDefinite
		if !errors.As(err, &e) || e.Index != 2 || !e.Mends {
			t.Fatal(rho, err)
		}
		near(t, "nearest", rho, e.Nearest, bound, 1e-6)
		if e.Rounded < e.Nearest || e.Rounded > e.Nearest+1e-3 {
			t.Errorf("%v is rounded to %v", e.Nearest, e.Rounded)
		}
		pairs[2].Rho = e.Rounded
		if _, err := Factor(6, pairs); err != nil {
			t.Errorf("does not hold at the rounded value: %v", err)
		}
	}
}

// TestBlameNone wants the last pair to be named where two groups of three contradict
// themselves, and the smallest eigenvalue: that of three equal correlations below
// zero is 1 + 2r.
func TestBlameNone(t *testing.T) {
	_, err := Factor(7, []Pair{{0, 1, -0.8}, {1, 2, -0.8}, {0, 2, -0.8}, {3, 4, -0.9}, {4, 5, -0.9}, {3, 5, -0.9}, {0, 6, 0.1}})
	var e *NotPositiveDefinite
	if !errors.As(err, &e) || e.Index != 6 || e.Mends || e.Nearest != 0 {
		t.Fatal(err)
	}
	near(t, "margin", 0, e.Margin, 1+2*Pearson(-0.9), 1e-12)
}

// holdsByMinors reports whether the matrix of pairs over n things has leading minors
// that are all above zero, by elimination.
func holdsByMinors(n int, pairs []Pair) bool {
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		a[i][i] = 1
	}
	for _, p := range pairs {
		a[p.I][p.J], a[p.J][p.I] = 2*math.Sin(math.Pi*p.Rho/6), 2*math.Sin(math.Pi*p.Rho/6)
	}
	for i := range n {
		if a[i][i] <= 1e-10 {
			return false
		}
		for j := i + 1; j < n; j++ {
			f := a[j][i] / a[i][i]
			for k := range n {
				a[j][k] -= f * a[i][k]
			}
		}
	}
	return true
}

// TestBlameByTrial compares with the trial of every value of every pair, in steps.
func TestBlameByTrial(t *testing.T) {
	const n, step = 4, 0.01
	r := rand.New(rand.NewPCG(3, 4))
	blamed, none := 0, 0
	for range 300 {
		var pairs []Pair
		for i := range n {
			for j := range i {
				pairs = append(pairs, Pair{i, j, 1.9 * (r.Float64() - 0.5)})
			}
		}
		_, err := Factor(n, pairs)
		var e *NotPositiveDefinite
		if !errors.As(err, &e) {
			continue
		}
		index, nearest := -1, 2.0
		for k := len(pairs) - 1; k >= 0 && index < 0; k-- {
			trial := append([]Pair(nil), pairs...)
			for trial[k].Rho = -0.995; trial[k].Rho < 1; trial[k].Rho += step {
				if holdsByMinors(n, trial) && math.Abs(trial[k].Rho-pairs[k].Rho) < math.Abs(nearest-pairs[k].Rho) {
					index, nearest = k, trial[k].Rho
				}
			}
		}
		thin := append([]Pair(nil), pairs...) // what holds may lie between two steps
		thin[e.Index].Rho = e.Nearest
		switch {
		case index < 0 && !e.Mends:
			none++
		case index < e.Index && e.Mends && holdsByMinors(n, thin):
		case index != e.Index:
			t.Errorf("%v: blames %d, want %d", pairs, e.Index, index)
		case math.Abs(nearest-e.Nearest) > step:
			t.Errorf("%v: nearest %v, want about %v", pairs, e.Nearest, nearest)
		default:
			blamed++
		}
	}
	if blamed < 50 || none < 20 {
		t.Errorf("%d are blamed, %d cannot be", blamed, none)
	}
}

// TestPairRefusals wants an *Error for each pair that is wrong by itself.
func TestPairRefusals(t *testing.T) {
	for _, c := range []struct {
		want  string
		pairs []Pair
	}{
		{"outside 0 to 2", []Pair{{0, 3, 0.1}}},
		{"outside 0 to 2", []Pair{{-1, 0, 0.1}}},
		{"correlation 1 correlates one input with itself", []Pair{{1, 1, 0.1}}},
		{"correlation 2 is of the same two inputs as correlation 1", []Pair{{0, 1, 0.1}, {1, 0, 0.2}}},
		{"strictly between", []Pair{{0, 1, 1}}},
		{"strictly between", []Pair{{0, 1, -1.5}}},
		{"strictly between", []Pair{{0, 1, math.NaN()}}},
	} {
		l, err := Factor(3, c.pairs)
		var e *Error
		if l != nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.pairs, err, c.want)
		}
	}
	var e *NotPositiveDefinite
	if _, err := Factor(2, []Pair{{0, 1, 1 - 1e-15}}); !errors.As(err, &e) || e.Nearest < 0.999 {
		t.Error(err)
	}
}
