package dist

import (
	"math"
	"testing"
)

// TestPublished compares quantiles with values from elsewhere: mpmath, 50 digits, by
// bisection on erfc and betainc.
func TestPublished(t *testing.T) {
	ok := must(t)
	n := ok(Normal(0, 1))
	for _, c := range []struct{ u, want float64 }{
		{0.05, -1.64485362695147271}, {0.5, 0}, {0.75, 0.674489750196081743},
		{0.95, 1.64485362695147271}, {0.975, 1.95996398454005424},
		{0.99, 2.3263478740408411}, {0.999, 3.09023230616781354},
		{1e-6, -4.75342430882289895}, {1e-20, -9.26234008979840757},
		{1e-300, -37.0470962993611992}, {1 - 1.0/(1<<53), 8.20953615160138686},
	} {
		near(t, "normal", c.u, n.Quantile(c.u), c.want, 1e-13)
	}
	if tiny := n.Quantile(math.SmallestNonzeroFloat64); tiny != n.Quantile(leastU) {
		t.Errorf("the quantile at the smallest float64 is %v", tiny)
	}
	near(t, "lognormal", 0.95, ok(Lognormal(2, 0.5)).Quantile(0.95), 2*math.Exp(0.5*1.64485362695147271), 1e-13)
	near(t, "triangular", 0.5, ok(Triangular(0, 1, 4)).Quantile(0.5), 4-math.Sqrt(6), 1e-15)
	for _, c := range []struct{ a, b, u, want float64 }{
		{2, 3, 1e-300, 4.08248290463863016e-151}, {2, 3, 1e-6, 0.000408359460204257299},
		{2, 3, 0.05, 0.0976114628864143399}, {2, 3, 0.5, 0.385727568132389548},
		{2, 3, 0.95, 0.751395374269818525}, {2, 3, 0.999999, 0.993690426329855081},
		{0.5, 0.5, 1e-6, 2.4674011002703103e-12}, {0.5, 0.5, 0.05, 0.0061558297024311369},
		{0.5, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.95, 0.993844170297568863},
		{0.5, 0.5, 0.999999, 0.999999999997532599},
		{1, 5, 1e-300, 2.0e-301}, {1, 5, 1e-6, 2.00000080000048e-7},
		{1, 5, 0.05, 0.0102062183130114958}, {1, 5, 0.5, 0.129449436703875861},
		{1, 5, 0.95, 0.450719728346941124}, {1, 5, 0.999999, 0.936904265551980675},
		{30, 4, 1e-300, 7.5065005590864743e-11}, {30, 4, 1e-6, 0.506593200612610753},
		{30, 4, 0.05, 0.781496797297832726}, {30, 4, 0.5, 0.889851264484413511},
		{30, 4, 0.95, 0.957518700207261278}, {30, 4, 0.999999, 0.997747372578201888},
		{0.1, 7, 1e-6, 9.26295488347442601e-62}, {0.1, 7, 0.05, 9.04585437839344048e-15},
		{0.1, 7, 0.5, 0.0000905032058242398356}, {0.1, 7, 0.95, 0.0846846017156545077},
		{0.1, 7, 0.999999, 0.760932424694967292},
		{5, 1e4, 1e-300, 2.60465018070250525e-64}, {5, 1e4, 1e-6, 0.0000169027768984113583},
		{5, 1e4, 0.05, 0.000196956165896333752}, {5, 1e4, 0.5, 0.000466888470725198473},
		{5, 1e4, 0.95, 0.000914750252661985791}, {5, 1e4, 0.999999, 0.00233994197805724235},
		{200, 300, 1e-300, 0.00604656453704030279}, {200, 300, 1e-6, 0.299804107545775875},
		{200, 300, 0.05, 0.364222893281692641}, {200, 300, 0.5, 0.399866562714116103},
		{200, 300, 0.95, 0.436232400512214274}, {200, 300, 0.999999, 0.5058881159221663},
	} {
		near(t, "beta", c.u, ok(Beta(c.a, c.b)).Quantile(c.u), c.want, 1e-10)
		mirror := 1 - ok(Beta(c.b, c.a)).(beta).upper(c.u)
		if math.Abs(mirror-c.want) > 1e-11 {
			t.Errorf("beta(%g; %g) above %g: got %.17g, want %.17g", c.b, c.a, c.u, 1-mirror, 1-c.want)
		}
	}
}

// TestBetaTail compares quantiles far up, where u itself would round to 1 (mpmath, 50
// digits).
func TestBetaTail(t *testing.T) {
	d := must(t)(Beta(5, 1e4)).(beta)
	near(t, "beta above", 1e-15, d.upper(1e-15), 0.00467155766410227837, 1e-10)
	near(t, "beta above", 1e-30, d.upper(1e-30), 0.00832891629281464119, 1e-10)
}

// TestPERT checks the shapes: pert(0; 1; 4) is 4·Beta(2, 4), whose CDF is a polynomial.
func TestPERT(t *testing.T) {
	d := must(t)(PERT(0, 1, 4))
	for _, x := range []float64{0.1, 0.5, 1, 2, 3.9} {
		y := x / 4
		want := y * y * (10 + y*(-20+y*(15-4*y)))
		near(t, "pert CDF", x, d.CDF(x), want, 1e-13)
		near(t, "pert", want, d.Quantile(want), x, 1e-11)
	}
	near(t, "pert mean", 0, d.Mean(), 8.0/6, 1e-15)
	near(t, "pert variance", 0, d.Variance(), (8.0/6)*(4-8.0/6)/7, 1e-15)
}

// TestTails compares truncations of the standard normal law far out (mpmath, 50 digits).
func TestTails(t *testing.T) {
	for _, c := range []struct{ lo, hi, u, want float64 }{
		{8, 9, 0.01, 8.00123719905959183}, {8, 9, 0.5, 8.08488889901816643},
		{8, 9, 0.99, 8.54670368112741834}, {5, 6, 0.01, 5.00193073566829672},
		{5, 6, 0.5, 5.13137176328391919}, {5, 6, 0.99, 5.77519338961656019},
		{5, math.Inf(1), 0.01, 5.00193743616899773},
		{5, math.Inf(1), 0.5, 5.13201833204429846}, {5, math.Inf(1), 0.99, 5.82436454450843396},
	} {
		up := between(normal{0, 1}, c.lo, c.hi)
		down := between(normal{0, 1}, -c.hi, -c.lo)
		near(t, "upper tail", c.u, up.Quantile(c.u), c.want, 1e-13)
		near(t, "lower tail", c.u, down.Quantile(1-c.u), -c.want, 1e-13)
		near(t, "upper tail CDF", c.want, up.CDF(c.want), c.u, 1e-11)
	}
}

// TestMoments compares means and variances with mpmath quadrature, 30 to 50 digits.
func TestMoments(t *testing.T) {
	ok := must(t)
	inf := math.Inf(1)
	n := ok(Normal(0, 1))
	for _, c := range []struct {
		name           string
		d              Dist
		mean, variance float64
	}{
		{"normal in 8 to 9", between(normal{0, 1}, 8, 9), 8.12118899297979712, 0.014148542782748111},
		{"normal in 5 to 6", ok(Truncated(n, 5, 6)), 5.18314709047717352, 0.0294524307684830572},
		{"normal above 5", ok(Truncated(n, 5, inf)), 5.18650396712584212, 0.0326964346171122253},
		{"normal in -1 to 2", ok(Truncated(n, -1, 2)), 0.229637179091328969, 0.519762539211533936},
		{"normal in 0.2 to 0.25", ok(Truncated(n, 0.2, 0.25)), 0.224953129004986853, 0.00020831465470005286},
		{"normal very narrow", ok(Truncated(n, 0.2, 0.2001)), 0.200049999833291667, 8.33333333038880555e-10},
		{"logit-normal", ok(LogitNormal(0.3, 0.8)), 0.321829954273522044, 0.0247335011747867721},
		{"logit-normal", ok(LogitNormal(0.05, 2)), 0.133975358910013111, 0.0362255120685901043},
		{"logit-normal wide", ok(LogitNormal(0.9, 10)), 0.585594385284851949, 0.204321423330819433},
		{"logit-normal rare", ok(LogitNormal(1e-6, 5)), 0.00478125828638985888, 0.00217669809481442424},
		{"logit-normal coin", ok(LogitNormal(0.5, 100)), 0.5, 0.24601123320316442},
		{"lognormal in 0.5 to 3", ok(Truncated(ok(Lognormal(1, 0.5)), 0.5, 3)), 1.16122214487688435, 0.250469942714698082},
		{"lognormal to 10", ok(Truncated(ok(Lognormal(1, 2)), -1, 10)), 1.67185326495969848, 4.68072193729713679},
		{"lognormal above 1", ok(Truncated(ok(Lognormal(1, 2)), 1, inf)), 14.4419081954149592, 5753.15844047605885},
		{"lognormal narrow", ok(Truncated(ok(Lognormal(1, 0.01)), 1, 1.02)), 1.00723745788531107, 0.0000252514194170489154},
		{"lognormal very narrow", ok(Truncated(ok(Lognormal(1, 0.5)), 1, 1.0001)), 1.00004999916654168, 8.33333332083347211e-10},
		{"beta in 0.2 to 0.6", ok(Truncated(ok(Beta(2, 3)), 0.2, 0.6)), 0.3904, 0.01238784},
		{"beta above 0.1", ok(Truncated(ok(Beta(1, 5)), 0.1, 1)), 0.25, 0.0160714285714285714},
		{"arcsine to 0.3", ok(Truncated(ok(Beta(0.5, 0.5)), 0, 0.3)), 0.104704838553648081, 0.00827125148173776321},
	} {
		near(t, c.name+" mean", 0, c.d.Mean(), c.mean, 1e-11)
		near(t, c.name+" variance", 0, c.d.Variance(), c.variance, 1e-9)
	}
}

// near fails unless got is want within tol, relative.
func near(t *testing.T, what string, at, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol*math.Abs(want)) {
		t.Errorf("%s at %g: got %.17g, want %.17g", what, at, got, want)
	}
}
