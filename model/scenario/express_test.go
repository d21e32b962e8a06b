package scenario

import (
	"math"
	"testing"
)

// keyOf finds a key that must be there.
func keyOf(t testing.TB, path string) *Key {
	t.Helper()
	k, ok := KeyAt(path)
	if !ok {
		t.Fatalf("no key %s", path)
	}
	return &k
}

// TestParseDist compares quantiles with those of the laws as computed by hand; z is
// the 95% quantile of the standard normal law.
func TestParseDist(t *testing.T) {
	const z, total, rate, share, probability = 1.6448536269514722, "commitments.a.total", "revenue.a.growth.rate", "costs.a.share", "funding.rounds.a.probability"
	for _, c := range []struct {
		path, text string
		u, value   float64
	}{
		{rate, "30% to 60%", 0.05, 0.3},
		{rate, "30% to 60%", 0.95, 0.6},
		{rate, "30% to 60%", 0.5, math.Sqrt(0.3 * 0.6)},
		{rate, "-10% to 30%", 0.5, 0.1},
		{rate, "-10% to 30%", 0.95, 0.3},
		{probability, "20% to 80%", 0.5, 0.5},
		{probability, "20% to 80%", 0.05, 0.2},
		{share, "50% to 200%", 0.5, 1},
		{total, "$1B to $4B", 0.5, 2e9},
		{total, "normal($10B; $1B)", 0.95, 1e10 + z*1e9},
		{total, "normal($10B, $1B)", 0.05, 1e10 - z*1e9},
		{total, "NORMAL ( $10B ; $1B )", 0.5, 1e10},
		{total, "lognormal($10B; 50%)", 0.5, 1e10},
		{total, "lognormal($10B; 0.5)", 0.95, 1e10 * math.Exp(0.5*z)},
		{total, "uniform($1B; $3B)", 0.25, 1.5e9},
		{total, "triangular($0; $1B; $2B)", 0.125, 0.5e9},
		{total, "pert($0; $1B; $2B)", 0.5, 1e9},
		{share, "beta(2; 2)", 0.5, 0.5},
		{total, "discrete($10B 60%; $50B 40%)", 0.6, 1e10},
		{total, "discrete($10B 60%; $50B 40%)", 0.61, 5e10},
		{total, "discrete($50B 0.4, $10B 0.6)", 0.5, 1e10},
		{"commitments.a.delay", "discrete(0 months 50%; 6 months 50%)", 0.9, 6},
		{total, "truncated(uniform($0; $4B); $1B; $3B)", 0.5, 2e9},
		{total, "truncated(truncated(uniform($0; $4B); $1B; $4B), $1B, $3B)", 0.75, 2.5e9},
		{total, "truncated($1B to $4B; $2B; $9B)", 1e-12, 2e9},
	} {
		d, err := parseDist(c.text, keyOf(t, c.path))
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := d.Quantile(c.u); math.Abs(got-c.value) > 1e-9*math.Abs(c.value) {
			t.Errorf("%s: quantile %g is %.12g, want %.12g", c.text, c.u, got, c.value)
		}
	}
}

func TestParseDistRefuses(t *testing.T) {
	const total, delay, share, probability, rate = "commitments.a.total", "commitments.a.delay", "costs.a.share", "funding.rounds.a.probability", "revenue.a.growth.rate"
	for _, c := range []struct{ path, text, message, hint string }{
		{total, "normal($1B", `"normal($1B" has an unclosed bracket`, `YAML cuts at commas within { } and [ ]: separate with semicolons, or quote the whole: "normal(…)"`},
		{total, "normal($1B; $2B) more", `"normal($1B; $2B) more" goes on after its closing bracket`, "end with the closing bracket"},
		{total, "norml($1B; $2B)", `there is no distribution "norml"`, "did you mean normal?"},
		{total, "gumbel($1B; $2B)", `there is no distribution "gumbel"`, "write beta, discrete, lognormal, normal, pert, triangular, truncated or uniform"},
		{total, "normal($1B)", "normal takes 2 arguments, not 1", "write normal(mean; sd)"},
		{total, "triangular($1B; $2B)", "triangular takes 3 arguments, not 2", "write triangular(low; mode; high)"},
		{total, "normal(1B; $2B)", `mean of normal(mean; sd): "1B" wants a currency sign`, "write $40B or 40B USD"},
		{total, "lognormal($1B; $2B)", `sigma of lognormal(median; sigma): "$2B" is money where a plain number is wanted`, "write a plain number, such as 1.2"},
		{total, "beta(2; 3)", "beta lies between 0 and 1 and cannot be an amount of money", "write pert(low; mode; high)"},
		{total, "discrete($1B; $2B)", `"$1B" is not a value with its probability`, "write discrete($40B 60%; VALUE 40%)"},
		{total, "discrete($1B 50%; $2B 40%)", "the probabilities add up to 90%, not 100%", "write discrete($40B 60%; VALUE 40%)"},
		{total, "discrete($1B x; $2B 40%)", `a probability of discrete($40B 60%; VALUE 40%): "x" is not a share`, "write it as 20%"},
		{total, "truncated($1B; $2B)", "truncated takes 3 arguments, not 2", "write truncated(DISTRIBUTION; low; high)"},
		{total, "truncated($1B; $2B; $3B)", `"$1B" is not a distribution`, "write an interval, such as 30% to 60%, or triangular(low; mode; high)"},
		{total, "$1B to $2B to $3B", `"$1B to $2B to $3B" is not an interval`, "write it as LOW to HIGH"},
		{total, "$2B to $1B", "the low end of the interval must be below its high end", "write the lower end first: LOW to HIGH"},
		{total, "$0 to $1B", `the end "$0" of a 90% interval lies on a bound of what is possible`, "5% lie beyond either end: choose an end within the bounds, or write uniform($0; $1B)"},
		{delay, "0 months to 6 months", `the end "0 months" of a 90% interval lies on a bound of what is possible`, "5% lie beyond either end: choose an end within the bounds, or write uniform(0 months; 6 months)"},
		{probability, "60% to 100%", `the end "100%" of a 90% interval lies on a bound of what is possible`, "5% lie beyond either end: choose an end within the bounds, or write uniform(60%; 100%)"},
		{probability, "60% to 120%", `"120%" is above the most, 100%`, ""},
		{share, "-5% to 10%", `"-5%" is below the least, 0%`, ""},
		{rate, "5 to", `"5 to" is not a distribution`, "write an interval, such as 30% to 60%, or triangular(low; mode; high)"},
		{total, "()", `there is no distribution ""`, "write beta, discrete, lognormal, normal, pert, triangular, truncated or uniform"},
	} {
		_, err := parseDist(c.text, keyOf(t, c.path))
		if err == nil {
			t.Errorf("%s is accepted", c.text)
			continue
		}
		message, hint := Explain(err)
		want(t, c.text+": "+message+" | "+hint, c.text+": "+c.message+" | "+c.hint)
	}
}

// TestTruncatedToBounds checks that no draw leaves the bounds of its key and that the
// median is that of what is left.
func TestTruncatedToBounds(t *testing.T) {
	s := decoded(t, base+"costs: {a: {share: normal(10%; 10%)}}")
	q := s.Costs[0].Share
	for _, u := range []float64{1e-300, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9} {
		if x := q.Dist.Quantile(u); x < 0 || x > 100 {
			t.Errorf("quantile %g is %g", u, x)
		}
	}
	// Φ((x−10%)/10%) = (Φ(−1) + 1) / 2 = 0.579328, and Φ(0.20017) = 0.579328
	if median := 0.1 + 0.1*0.20017; math.Abs(q.Value-median) > 1e-5 || q.Origin.Distribution != "normal(10%; 10%)" {
		t.Errorf("median %g, want %g; %+v", q.Value, median, q.Origin)
	}
}

// TestCentralValue checks that a stated value is the central one beside a distribution.
func TestCentralValue(t *testing.T) {
	q := decoded(t, base+"costs: {a: {share: {value: 12%, dist: 10% to 40%}}}").Costs[0].Share
	if q.Value != 0.12 || q.Dist == nil || q.Origin.Text != "12%" || q.Origin.Distribution != "10% to 40%" {
		t.Errorf("%+v", q)
	}
	if math.Abs(q.Dist.Quantile(0.5)-0.2) > 1e-9 {
		t.Errorf("median %g", q.Dist.Quantile(0.5))
	}
}
