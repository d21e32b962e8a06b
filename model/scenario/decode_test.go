package scenario

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/quantity"
)

// TestFaults gives one fault each: what is added to a good scenario, with ^ where the
// caret belongs, and what is said first.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, text, err string }{
		{"unknown at the top", "^revenu: {}", "revenu: no such key | did you mean revenue?"},
		{"unknown in a block", "commitments: {a: {^totl: $1B, start: 2026, term: 1 year}}", "commitments.a.totl: no such key | did you mean total?"},
		{"belongs below", "revenue: {a: {run_rate: $1B/yr, ^rate: 3%, growth: {curve: constant, rate: 3%}}}", "revenue.a.rate: no such key | rate belongs under revenue.NAME.growth"},
		{"belongs elsewhere", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ^half_life: 50%}}", "commitments.a.half_life: no such key | half_life belongs under revenue.NAME.growth, under costs.NAME.growth or under demand.training.NAME.growth"},
		{"belongs above", "title: x\nensemble: {^checks: [a]}", "ensemble.checks: no such key | checks belongs at the top level"},
		{"a name with capitals", "commitments: {^AWS: {}}", `commitments.AWS: "AWS" cannot be a name | begin with a small letter and go on with small letters, digits, - and _`},
		{"a mapping for a text", "title: ^{a: b}", "title: a mapping where a text is wanted | write a text alone, in quotes if it holds brackets or a colon"},
		{"a list for a block", "ensemble: ^[1]", "ensemble: a list where a mapping of keys is wanted | its keys are paths, seed, sampler and tolerance"},
		{"a text for names", "commitments: ^none", `commitments: "none" where a mapping of names is wanted | give each a name: commitments: {NAME: {…}}`},
		{"a text for a list", "checks: ^peak_gap < $1", `checks: "peak_gap < $1" where a list is wanted | write it in brackets: [peak_gap < $1]`},
		{"no value", "^title:", "title: has no value | give it a value, or remove the line"},
		{"no block", "^ensemble:", "ensemble: has no value | give it a value, or remove the line"},
		{"an empty text", `title: ^""`, "title: is empty | give it a value, or remove the line"},
		{"an escape", `title: ^"a\x1b[2J"`, "title: holds a character that does not show | write it as it should be read"},
		{"bad date", "commitments: {a: {total: $1B, start: ^May 2026, term: 1 year}}", `commitments.a.start: "May 2026" is not a date | write 2026-05`},
		{"bad day", "as_of: ^2026-02-30", `as_of: "2026-02-30" names day 30 of a month | the days of 2026-02 run from 01 to 28`},
		{"bad word", "commitments: {a: {total: $1B, start: 2026, term: 1 year, firmness: ^signd}}", `commitments.a.firmness: "signd" is not signed, letter-of-intent, option, conditional or target | did you mean signed?`},
		{"bad yes", "commitments: {a: {total: $1B, start: 2026, term: 1 year, memo: ^maybe}}", `commitments.a.memo: "maybe" is neither true nor false | write true or false`},
		{"bad amount", "commitments: {a: {total: ^$1,4T, start: 2026, term: 1 year}}", `commitments.a.total: "$1,4T" holds a comma, which means different things to different readers | write $1.4T if the comma marks decimals, $14T if it marks thousands`},
		{"on a bound that is excluded", "commitments: {a: {total: $1B, start: 2026, term: ^0 months}}", `commitments.a.term: "0 months" must be above 0 months`},
		{"below its bounds", "commitments: {a: {total: ^-$1B, start: 2026, term: 1 year}}", `commitments.a.total: "-$1B" is below the least, $0`},
		{"above its bounds", "revenue: {a: {run_rate: $1B/yr, growth: {curve: constant, rate: ^11000%}}}", `revenue.a.growth.rate: "11000%" is above the most, 10000%`},
		{"a list for an amount", "commitments: {a: {total: ^[1], start: 2026, term: 1 year}}", "commitments.a.total: a list where an amount of money is wanted | write it as $40B"},
		{"an empty quantity", "commitments: {a: {total: ^{note: n}, start: 2026, term: 1 year}}", "commitments.a.total: has neither a value nor a distribution | give value: $40B"},
		{"unknown in a quantity", "commitments: {a: {total: {^vale: $1B, dist: $1B to $2B}, start: 2026, term: 1 year}}", "commitments.a.total.vale: no such key | did you mean value?"},
		{"a distribution as a value", "commitments: {a: {total: {value: ^$1B to $2B}, start: 2026, term: 1 year}}", `commitments.a.total: "$1B to $2B" is not a single value | a distribution stands under dist, or alone`},
		{"a value as a distribution", "commitments: {a: {total: {dist: ^$1B}, start: 2026, term: 1 year}}", `commitments.a.total: "$1B" is not a distribution | write an interval, such as 30% to 60%, or triangular(low; mode; high)`},
		{"an unclosed bracket", "commitments: {a: {total: $1B, start: 2026, term: 1 year, overrun: ^triangular(0.9, 1, 1.3), delay: 1 month}}",
			`commitments.a.overrun: "triangular(0.9" has an unclosed bracket | YAML cuts at commas within { } and [ ]: separate with semicolons, or quote the whole: "triangular(…)"`},
		{"unknown source", "sources: {aws: {title: A}}\ncommitments: {a: {total: $1B, start: 2026, term: 1 year, source: ^awss}}", `commitments.a.source: no source is named "awss" | did you mean aws?`},
		{"unknown umbrella", "commitments: {a: {within: ^b, total: $1B, start: 2026, term: 1 year}}", `commitments.a.within: no commitment is named "b"`},
		{"unknown stream", "costs: {a: {share: 10%, of: [^x]}}", `costs.a.of.1: no stream of revenue is named "x"`},
		{"no growth", "revenue: {^a: {run_rate: $1B/yr}}", "revenue.a.growth: is missing | add growth: {curve: constant, rate: 145%}"},
		{"no curve", "revenue: {a: {run_rate: $1B/yr, ^growth: {rate: 3%}}}", "revenue.a.growth.curve: is missing | add curve: constant, fade, logistic, gompertz, bass, points or annual"},
		{"no run-rate", "revenue: {^a: {growth: {curve: constant, rate: 3%}}}", "revenue.a.run_rate: is missing | add run_rate: $14B/yr"},
		{"no rate", "revenue: {a: {run_rate: $1B/yr, ^growth: {curve: constant}}}", "revenue.a.growth.rate: is missing | add rate: 145%"},
		{"another curve's key", "revenue: {a: {run_rate: $1B/yr, growth: {curve: constant, rate: 3%, ^ceiling: $4B/yr}}}", "revenue.a.growth.ceiling: does not go with curve constant | it goes with curve logistic or gompertz; curve constant takes rate"},
		{"run-rate and points", "revenue: {a: {run_rate: $1B/yr, ^growth: {curve: points, points: {2026-01: $1B/yr}, beyond: hold}}}", "revenue.a.growth: cannot stand beside run_rate | curve points goes without run_rate"},
		{"at and totals", "revenue: {a: {at: 2026, ^growth: {curve: annual, totals: {2026: $1B}, beyond: hold}}}", "revenue.a.growth: cannot stand beside at | curve annual goes without at"},
		{"two points of a month", "revenue: {a: {growth: {curve: points, points: {2026-01: $1B/yr, ^2026: $1B/yr}, beyond: hold}}}", `revenue.a.growth.points.2026: means the beginning of 2026-01, as "2026-01" does | keep one of them`},
		{"a quarter among totals", "revenue: {a: {growth: {curve: annual, totals: {^2026-Q1: $1B}, beyond: hold}}}", `revenue.a.growth.totals.2026-Q1: "2026-Q1" is not a calendar year | write a year, such as 2026`},
		{"an amount without a value", "revenue: {a: {growth: {curve: annual, totals: {^2026: }, beyond: hold}}}", "revenue.a.growth.totals.2026: has no value | give it a value, or remove it"},
		{"no dates", "revenue: {a: {growth: {curve: annual, totals: ^{}, beyond: hold}}}", "revenue.a.growth.totals: holds no dates | give at least one, such as {2026: $40B}"},
		{"beyond what", "revenue: {a: {growth: {curve: annual, totals: {2026: $1B}, beyond: ^level}}}", `revenue.a.growth.beyond: "level" is not a rate a year | write hold or 145%`},
		{"neither share nor run-rate", "costs: {^a: {label: A}}", "costs.a.run_rate: is missing | add run_rate: $14B/yr, or share or per_gw"},
		{"share and run-rate", "costs: {a: {share: 10%, ^run_rate: $1B/yr}}", "costs.a.run_rate: cannot stand beside share | keep one or the other"},
		{"no total", "commitments: {^a: {start: 2026, term: 1 year}}", "commitments.a.total: is missing | add total: $40B, or payments or price"},
		{"no start", "commitments: {^a: {total: $1B, term: 1 year}}", "commitments.a.start: is missing | add start: 2026-01, or payments or price"},
		{"no term", "commitments: {^a: {total: $1B, start: 2026}}", "commitments.a.term: is missing | add term: 18 months, or end or payments"},
		{"term and end", "commitments: {a: {total: $1B, start: 2026, end: 2027, ^term: 1 year}}", "commitments.a.term: cannot stand beside end | keep one or the other"},
		{"total and payments", "commitments: {a: {total: $1B, ^payments: {2026: $1B}}}", "commitments.a.payments: cannot stand beside total | keep one or the other"},
		{"an unknown ramp", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ramp: ^plateu}}", `commitments.a.ramp.shape: "plateu" is not linear, rising, front-loaded, s-curve, plateau, beta or by-year | did you mean plateau?`},
		{"a ramp without its key", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ^ramp: plateau}}", "commitments.a.ramp.build: is missing | add build: 18 months"},
		{"a ramp with another's key", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ramp: {shape: rising, ^midpoint: 50%}}}", "commitments.a.ramp.midpoint: does not go with shape rising | it goes with shape s-curve"},
		{"by-year with a start", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ^ramp: {shape: by-year, shares: {2026: 100%}}}}", "commitments.a.ramp: cannot stand beside start and term | shape by-year goes without start and term"},
		{"uncertain shares", "commitments: {a: {total: $1B, ramp: {shape: by-year, shares: {2026: ^10% to 20%}}}}", "commitments.a.ramp.shares.2026: cannot be a distribution | write it as 20%"},
		{"shares that do not add up", "commitments: {a: {total: $1B, ramp: {shape: by-year, ^shares: {2026: 10%}}}}", "commitments.a.ramp.shares: the shares add up to 10%, not 100% | change them so that they add up to 100%"},
		{"online without capacity", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ^online: {from: 2026, by: 2027}}}", "commitments.a.online: does not go with a block without capacity | give capacity as well, or remove it"},
		{"capacity without online", "commitments: {a: {total: $1B, start: 2026, term: 1 year, ^capacity: 1 GW}}", "commitments.a.capacity: does not say when it comes online | add online: {from: 2026-01, by: 2027-12}, or kind: build for capacity that follows the payments"},
		{"online and build", "commitments: {a: {total: $1B, start: 2026, term: 1 year, capacity: 1 GW, kind: build, ^online: {from: 2026, by: 2027}}}", "commitments.a.online: cannot stand beside kind build | keep one or the other"},
		{"too large a seed", "ensemble: {seed: ^18446744073709551616}", `ensemble.seed: "18446744073709551616" is not a whole number in range | write it in digits, such as 16384`},
		{"no paths", "ensemble: {paths: ^0}", `ensemble.paths: "0" lies outside 1 to 16777216`},
		{"a bad check", "checks: [^peak_gp < $1B]", `checks.1: there is no metric "peak_gp" | did you mean peak_gap?`},
		{"a source without title", "sources: {^a: {date: 2026}}", "sources.a.title: is missing | add title"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after, _ := strings.Cut(base+c.text, "^")
			lines := strings.Split(before, "\n")
			place := fmt.Sprintf("f.yaml:%d:%d: ", len(lines), len(lines[len(lines)-1])+1)
			want(t, first(t, before+after), place+c.err)
		})
	}
}

// TestMissing leaves out what every scenario must have.
func TestMissing(t *testing.T) {
	for text, expected := range map[string]string{
		"title: x\nfunding: {cash: $1B}\n":                    "f.yaml:1:1: timeline: is missing | add timeline: {start: 2026-01, end: 2033-12}",
		"timeline: {start: 2026, end: 2027}\n":                "f.yaml:1:1: funding: is missing | add funding: {cash: $40B}",
		"timeline: {end: 2027}\nfunding: {cash: $1B}":         "f.yaml:1:1: timeline.start: is missing | add start: 2026-01",
		"timeline:\nfunding: {cash: $1B}":                     "f.yaml:1:1: timeline.start: is missing | add start: 2026-01",
		"timeline: {start: 2026, end: 2027}\nfunding: {}":     "f.yaml:2:1: funding.cash: is missing | add cash: $40B",
		"timeline: {start: 2026, end: 2027-05}\n" + base[35:]: "f.yaml:1:25: timeline.end: does not lie on the border of a reporting period | end on the last month of a reporting period, or report by month",
	} {
		want(t, first(t, text), expected)
	}
}

// TestAllFaultsAtOnce finds faults of form and of meaning together, in the order of
// the file, and nothing more about a line that has a fault of its own.
func TestAllFaultsAtOnce(t *testing.T) {
	d := read(t, `timeline: {start: 2026-02, end: 2030}
funding: {cash: $1B, rounds: {r: {amount: 5, date: 2026}}}
commitments:
  umbrella: {total: $1B, start: 2026, term: 2 years}
  within: {within: umbrella, total: $2B, start: 2026, term: 2y}
  late: {total: $1B, start: 2027, end: 2026}
  both: {total: 1B, start: 2027, end: 2026}
checks: [revenue < $1]
`)
	_, _, err := d.Model(model.Options{})
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faults {
		got = append(got, brief(f))
	}
	want(t, strings.Join(got, "\n"), `f.yaml:1:12: timeline.start: does not lie on the border of a reporting period
f.yaml:2:43: funding.rounds.r.amount: "5" wants a currency sign
f.yaml:5:61: commitments.within.term: "2y" has an unknown unit "y"
f.yaml:6:35: commitments.late.end: ends before it starts
f.yaml:7:17: commitments.both.total: "1B" wants a currency sign
f.yaml:8:10: checks.1: "revenue" is a series`)
}

func TestWarnings(t *testing.T) {
	const lines = "revenue: {a: {run_rate: $1B/yr, growth: {curve: constant, rate: 10% to 20%}, volatility: 10%}, b: {run_rate: $1B/yr, growth: {curve: constant, rate: 10%}}}\n"
	for _, c := range []struct{ name, text, warning string }{
		{"none", lines + "correlations: [[revenue.a.growth.rate, revenue.a.growth.rate.x, 0.1]]", ""},
		{"a certain input", lines + "correlations: [[revenue.a.growth.rate, funding.cash, 0.1]]", "correlations.1: funding.cash is certain, and its correlation has no effect: give it a distribution, or remove the correlation"},
		{"no noise", lines + "correlations: [[revenue.a.noise, revenue.b.noise, 0.1]]", "correlations.1: revenue.b.noise has no effect, for the stream has no volatility: give it one, or remove the correlation"},
		{"a late source", "as_of: 2026-02\nsources: {a: {title: A, date: 2026-03-01}}", "sources.a.date: the source is dated 2026-03-01, after the scenario's as_of 2026-02: move as_of, or correct the date"},
		{"a source of that month", "as_of: 2026-02\nsources: {a: {title: A, date: 2026-02-20}}", ""},
		{"a cut distribution", "costs: {a: {share: normal(10%; 10%)}}", "costs.a.share: 15.9% of the distribution normal(10%; 10%) lies outside 0% to 10000% and is cut away: narrow it, or write truncated(…) if that is meant"},
		{"no source", "commitments: {a: {total: {value: $1B, status: announced}, start: 2026, term: 1 year}}", "commitments.a.total: is announced, but no source is named: name one with source, or write status: assumed"},
		{"no source of a block, said once", "commitments: {a: {total: $1B, start: 2026, term: 1 year, status: reported}}", "commitments.a.total: is reported, but no source is named: name one with source, or write status: assumed"},
		{"hardly cut", "costs: {a: {share: normal(50%; 10%)}}", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, warnings, err := read(t, base+c.text).Scenario()
			if err != nil && c.warning != "" {
				t.Fatal(err)
			}
			got := ""
			for _, w := range warnings {
				got += w.Path + ": " + w.Message
			}
			want(t, got, c.warning)
		})
	}
}

func TestCorrelations(t *testing.T) {
	const lines = "revenue: {a: {run_rate: $1B/yr to $2B/yr, growth: {curve: constant, rate: 10% to 20%}, volatility: 10%}, b: {run_rate: $1B/yr, growth: {curve: constant, rate: 10% to 20%}, volatility: 10%}}\n"
	for _, c := range []struct{ list, err string }{
		{"[[revenue.a.growth.rate, revenue.b.growth.rate, 0.5], [revenue.a.noise, revenue.b.noise, 50%]]", ""},
		{"[[revenue.a.growth.rat, revenue.b.growth.rate, 0.5]]", `4:17: correlations.1: "revenue.a.growth.rat" is not an input of this scenario | did you mean revenue.a.growth.rate?`},
		{"[[revenue.a.noise, revenue.b.growth.rate, 0.5]]", "4:16: correlations.1: correlates a noise with an input | noise correlates with the noise of other streams only"},
		{"[[revenue.a.noise, revenue.a.noise, 0.5]]", "4:34: correlations.1: correlates revenue.a.noise with itself | name two different inputs"},
		{"[[revenue.a.noise, revenue.b.noise, 1]]", `4:51: correlations.1: "1" is not a correlation | a correlation lies between -1 and 1, which it cannot reach`},
		{"[[revenue.a.noise, revenue.b.noise]]", "4:16: correlations.1: is not two paths and their correlation | write it as [PATH, PATH, 0.3]"},
		{"[[revenue.a.noise, revenue.b.noise, 0.1], [revenue.b.noise, revenue.a.noise, 0.1]]", "4:57: correlations.2: the correlation of revenue.b.noise and revenue.a.noise is given twice | keep one of them"},
		{"[[revenue.a.run_rate, revenue.a.growth.rate, 0.9], [revenue.a.run_rate, revenue.b.growth.rate, 0.9], [revenue.b.growth.rate, revenue.a.growth.rate, -0.9]]",
			"4:116: correlations.3: the correlation -0.9 of revenue.b.growth.rate and revenue.a.growth.rate contradicts the others: with them as they are it would have to be at least 0.632 | inputs without a correlation of their own count as uncorrelated"},
		{"[[revenue.a.run_rate, revenue.a.growth.rate, -0.9], [revenue.a.run_rate, revenue.b.growth.rate, -0.9], [revenue.b.growth.rate, revenue.a.growth.rate, -0.9], " +
			"[funding.cash_rate, funding.gap_rate, -0.9], [funding.cash_rate, funding.discount_rate, -0.9], [funding.gap_rate, funding.discount_rate, -0.9]]",
			"4:267: correlations.6: the correlations up to this one contradict each other, and no other value of a single one mends that: the smallest eigenvalue of their matrix is -0.816 | " +
				"bring several of them nearer to 0; inputs without a correlation of their own count as uncorrelated"},
	} {
		t.Run(c.list, func(t *testing.T) {
			expected := c.err
			if expected != "" {
				expected = "f.yaml:" + expected
			}
			want(t, first(t, base+lines+"correlations: "+c.list), expected)
		})
	}
}

// TestInterpolation checks that points are joined log-linearly unless the file says
// otherwise.
func TestInterpolation(t *testing.T) {
	for keys, linear := range map[string]bool{"": false, ", interpolation: log-linear": false, ", interpolation: linear": true} {
		s := decoded(t, base+"revenue: {a: {growth: {curve: points, points: {2026-01: $1B/yr}, beyond: hold"+keys+"}}}")
		if c := s.Revenue[0].Curve; c.Linear != linear || !c.Beyond.Allowed || c.Beyond.Growth.Present() {
			t.Errorf("%q: %+v", keys, c)
		}
	}
}

// TestDefaults checks what stands in for keys that are absent.
func TestDefaults(t *testing.T) {
	s := decoded(t, base+`revenue: {a: {run_rate: $1B/yr, growth: {curve: constant, rate: 10%}}}
commitments:
  a: {total: $1B, start: 2026, term: 1 year}
  s: {total: $1B, start: 2026, term: 1 year, ramp: s-curve}
`, "funding.rounds.r={amount: $1B, date: 2026}")
	c, r := s.Commitments[0], s.Funding.Rounds[0]
	for _, x := range []struct {
		q     model.Quantity
		value float64
	}{
		{c.Delay, 0}, {c.Overrun, 1}, {c.Escalation, 0}, {s.Commitments[1].Ramp.Midpoint, 0.5}, {s.Commitments[1].Ramp.Steepness, 10},
		{s.Revenue[0].Volatility, 0}, {s.Revenue[0].MeanReversion, 0}, {r.Probability, 1},
		{s.Funding.CashFloor, 0}, {s.Funding.CashRate, 0}, {s.Funding.GapRate, 0}, {s.Funding.DiscountRate, 0.1},
	} {
		if x.q.Value != x.value || x.q.Stated || !x.q.Present() || x.q.Origin.Status != "assumed" {
			t.Errorf("default %+v, want %g", x.q, x.value)
		}
	}
	if s.Timeline.Step != 3 || c.Firmness != model.Signed || c.Memo || c.Build || c.Ramp.Shape != model.Linear || r.Secondary || r.Firmness != model.Signed {
		t.Errorf("defaults: %+v %+v %+v", s.Timeline, c, r)
	}
	if c.Ramp.Midpoint.Present() || c.Capacity.Present() || s.Title != "f" || s.Ensemble != nil {
		t.Errorf("what is absent is there: %+v", s)
	}
}

// TestMissingBeside finds two keys that one block lacks.
func TestMissingBeside(t *testing.T) {
	for _, c := range []struct{ text, paths string }{
		{"title: t\ntimeline: {}\n", "funding timeline.start timeline.end"},
		{base + "commitments: {a: {total: $1B}}\n", "commitments.a.start commitments.a.term"},
	} {
		_, _, err := read(t, c.text).Scenario()
		var faults Faults
		if !errors.As(err, &faults) {
			t.Fatalf("error is %v", err)
		}
		var paths []string
		for _, x := range faults {
			paths = append(paths, x.Path)
		}
		want(t, strings.Join(paths, " "), c.paths)
	}
}

// TestPointsOfQuarters reads points dated by quarters and years as their first months.
func TestPointsOfQuarters(t *testing.T) {
	s := decoded(t, base+"revenue: {a: {growth: {curve: points, points: {2028: $3B/yr, 2026: $1B/yr, 2026-Q3: $2B/yr}, beyond: hold}}}\n"+
		"costs: {c: {share: {points: {2027-Q2: 10%, 2026-02: 20%}}}}")
	months := func(list []model.Dated) string {
		var names []string
		for _, x := range list {
			if x.First != x.Last {
				t.Errorf("%s covers more than a month", x.Path)
			}
			names = append(names, quantity.Month(x.First).String())
		}
		return strings.Join(names, " ")
	}
	want(t, months(s.Revenue[0].Curve.Points), "2026-01 2026-07 2028-01")
	want(t, months(s.Costs[0].SharePoints), "2026-02 2027-04")
}

// TestKept reads what only a reader of the scenario needs, and a seed of 0.
func TestKept(t *testing.T) {
	s := decoded(t, base+"sources: {s: {title: T, url: 'https://example.com/a'}}\ncontext: [{fact: f, note: n}]\nensemble: {seed: 0}\n")
	if s.Sources[0].URL != "https://example.com/a" || s.Context[0].Note != "n" {
		t.Errorf("got %+v and %+v", s.Sources, s.Context)
	}
	if s.Ensemble.Seed == nil || *s.Ensemble.Seed != 0 {
		t.Errorf("the seed is %v", s.Ensemble.Seed)
	}
	if s = decoded(t, base+"ensemble: {paths: 10}"); s.Ensemble.Seed != nil {
		t.Errorf("the seed is %v, which nobody states", *s.Ensemble.Seed)
	}
}
