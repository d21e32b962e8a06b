package scenario

import (
	"strings"
	"testing"
)

const settable = base + `revenue:
  a: {run_rate: $1B/yr, growth: {curve: constant, rate: 30%}}
  b: {run_rate: $2B/yr, growth: {curve: fade, rate: 20% to 40%, fades_to: 5%, half_life: 1 year}}
  c: {growth: {curve: points, points: {2026-01: $1B/yr}, beyond: hold}}
costs:
  part: {share: 20%}
  cited: {share: {value: 30%, source: s}}
  moving: {share: {points: {2026-01: 40%}}}
  opex: {run_rate: $1B/yr}
commitments:
  aws: {total: {value: $38B, source: s}, start: 2026, term: 7 years}
  azure: {total: $250B, start: 2026, end: 2030, ramp: s-curve, delay: 2 months}
  paid: {payments: {2026: $1B, 2027: $2B}}
sources: {s: {title: S}}
`

func TestSettings(t *testing.T) {
	for _, c := range []struct{ setting, changes, to string }{
		{"funding.cash=$2B", "funding: {cash: $1B}", "funding: {cash: $2B}"},
		{"funding.cash = $2B", "funding: {cash: $1B}", "funding: {cash: $2B}"},
		{"funding.cash_rate=4%", "funding: {cash: $1B}", "funding: {cash: $1B, cash_rate: 4%}"},
		{"funding.facilities.x.limit=$2B", "funding: {cash: $1B}", "funding: {cash: $1B, facilities: {x: {limit: $2B}}}"},
		{"commitments.aws.total=$40B", "{value: $38B, source: s}", "$40B"},
		{"commitments.aws.total={value: $40B, note: n}", "{value: $38B, source: s}", "{value: $40B, note: n}"},
		{"commitments.aws.total.value=$40B", "value: $38B", "value: $40B"},
		{"commitments.aws.total.dist=$30B to $50B", "{value: $38B, source: s}", "{value: $38B, source: s, dist: $30B to $50B}"},
		{"commitments.azure.total.note=n", "total: $250B", "total: {value: $250B, note: n}"},
		{"revenue.b.growth.rate.note=n", "rate: 20% to 40%", "rate: {dist: 20% to 40%, note: n}"},
		{"commitments.azure.ramp.midpoint=30%", "ramp: s-curve", "ramp: {shape: s-curve, midpoint: 30%}"},
		{"commitments.azure.delay=null", ", delay: 2 months", ""},
		{"commitments.azure=null", "azure: {total: $250B, start: 2026, end: 2030, ramp: s-curve, delay: 2 months}, ", ""},
		{"commitments.azure.term=2 years", "end: 2030, ramp: s-curve, delay: 2 months", "ramp: s-curve, delay: 2 months, term: 2 years"},
		{"commitments.paid.payments.2027=$5B", "2027: $2B", "2027: $5B"},
		{"commitments.paid.payments.*=$5B", "{2026: $1B, 2027: $2B}", "{2026: $5B, 2027: $5B}"},
		{"commitments.paid.total=$5B", "{payments: {2026: $1B, 2027: $2B}}", "{total: $5B}"},
		{"revenue.*.growth.rate=50%", "{curve: constant, rate: 30%}}, b: {run_rate: $2B/yr, growth: {curve: fade, rate: 20% to 40%", "{curve: constant, rate: 50%}}, b: {run_rate: $2B/yr, growth: {curve: fade, rate: 50%"},
		{"commitments.*.term=1 year", "term: 7 years", "term: 1 year"},
		{"commitments.*.escalation=2%", "term: 7 years}, azure: {total: $250B, start: 2026, end: 2030, ramp: s-curve, delay: 2 months}, paid: {payments: {2026: $1B, 2027: $2B}}",
			"term: 7 years, escalation: 2%}, azure: {total: $250B, start: 2026, end: 2030, ramp: s-curve, delay: 2 months, escalation: 2%}, paid: {payments: {2026: $1B, 2027: $2B}, escalation: 2%}"},
		{"commitments.*.ramp.steepness=5", "ramp: s-curve", "ramp: {shape: s-curve, steepness: 5}"},
		{"costs.opex.share=20%", "run_rate: $1B/yr}}, comm", "share: 20%}}, comm"},
		{"checks=[peak_gap < $4B]", "{title: S}}", "{title: S}}, checks: [peak_gap < $4B]"},
		{"costs.opex.share.points.2026-01=50%", "run_rate: $1B/yr}}, comm", "share: {points: {2026-01: 50%}}}}, comm"},
		{"costs.part.share.points.2026-01=50%", "share: 20%", "share: {points: {2026-01: 50%}}"},
		{"costs.cited.share.points.2026-01=50%", "share: {value: 30%, source: s}", "share: {points: {2026-01: 50%}}"},
		{"costs.moving.share.points.2027=50%", "points: {2026-01: 40%}", "points: {2026-01: 40%, 2027: 50%}"},
		{"title='a: b'", "{title: S}}", "{title: S}}, title: a: b"},
	} {
		t.Run(c.setting, func(t *testing.T) {
			root, before := read(t, settable).root, flat(read(t, settable).root)
			after, faults := set(t, c.setting)[0].apply(root)
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			if strings.Count(before, c.changes) != 1 {
				t.Fatalf("%q stands %d times in %s", c.changes, strings.Count(before, c.changes), before)
			}
			want(t, flat(after), strings.Replace(before, c.changes, c.to, 1))
			want(t, flat(root), before)
		})
	}
}

func TestSettingFaults(t *testing.T) {
	for _, c := range []struct{ setting, err string }{
		{"commitments.aws.totl=$38B", "--set commitments.aws.totl=$38B: commitments.aws.totl: no such key | did you mean total?"},
		{"commitments.awss.total=$38B", "--set commitments.awss.total=$38B: commitments.awss: there is none of this name | did you mean aws?"},
		{"funding.cash=38B", `--set funding.cash=38B: funding.cash: "38B" wants a currency sign | write $40B or 40B USD`},
		{"nonsense=1", "--set nonsense=1: nonsense: no such key | the keys here are title, description, as_of, extends, timeline, revenue, costs, commitments, funding, firmness, policy, circular, compute_limits_revenue, other_capacity, other_capacity_growth, demand, counterparties, sources, correlations, ensemble, checks and context"},
		{"funding.gap_rate=null", "--set funding.gap_rate=null: funding.gap_rate: there is nothing to remove"},
		{"funding.cash=null", "f.yaml:2:1: funding.cash: is missing | add cash: $40B"},
		{"commitments.aws={total: $1B, term: 1 year}", "--set commitments.aws={total: $1B, term: 1 year}: commitments.aws.start: is missing | add start: 2026-01, or payments or price"},
		{"revenue.a.growth={rate: 5%}", "--set revenue.a.growth={rate: 5%}: revenue.a.growth.curve: is missing | add curve: constant, fade, logistic, gompertz, bass, points or annual"},
		{"extends=x", "--set extends=x: extends: cannot be set"},
		{"checks.1=x", "--set checks.1=x: checks.1: an entry of a list has no name | set the list as a whole: checks=[…]"},
		{"funding.*=1", "--set funding.*=1: funding.*: the keys here are fixed: * stands for names only"},
		{"funding.rounds.*.amount=$1", "--set funding.rounds.*.amount=$1: funding.rounds.*.amount: nothing of this path exists"},
		{"commitments.*.within=x", "--set commitments.*.within=x: commitments.*.within: nothing of this path exists"},
		{"funding..cash=$1", "--set funding..cash=$1: funding.: no such key | the keys here are cash, cash_floor, cash_rate, gap_rate, discount_rate, rounds, facilities, debt, covenants, source, status, as_of and note"},
		{"funding.cash.value.x=$1", "--set funding.cash.value.x=$1: funding.cash.value.x: no such key"},
		{"funding.cash=[", "--set funding.cash=[: funding.cash: is not YAML: did not find expected node content"},
		{"funding.cash={a: 1, a: 2}", "--set funding.cash={a: 1, a: 2}: funding.cash.a: is given twice: first at another place | keep one of them"},
		{"commitments.aws.term=1", `--set commitments.aws.term=1: commitments.aws.term: "1" wants a unit | write years, quarters or months after the number, as in 18 months`},
		{"commitments.aws.start=2031", ""},
		{"commitments.azure.start=2031", "f.yaml:14:38: commitments.azure.end: ends before it starts | end is the last month, inclusive"},
	} {
		t.Run(c.setting, func(t *testing.T) { want(t, first(t, settable, c.setting), c.err) })
	}
}

func TestParseSetting(t *testing.T) {
	for text, message := range map[string]string{
		"=3":           "--set =3: names no path\n\thint: write path=value, such as funding.cash=$20B",
		"funding.cash": "--set funding.cash: is not a setting\n\thint: write path=value, such as funding.cash=$20B",
		"a.b=":         "--set a.b=: a.b: is set to nothing\n\thint: write null to remove it",
	} {
		_, err := ParseSetting(text, "--set")
		if err == nil {
			t.Fatalf("%q is accepted", text)
		}
		want(t, err.Error(), message)
	}
	s, err := ParseSetting("a.b=c=d", "--set")
	if err != nil || s.Path != "a.b" || s.Value != "c=d" || s.Place != "--set a.b=c=d" {
		t.Errorf("%+v, %v", s, err)
	}
}

// TestSettingsInOrder checks that a later setting wins, and that figures say where
// they come from.
func TestSettingsInOrder(t *testing.T) {
	s := decoded(t, settable, "funding.cash=$2B", "funding.cash=$3B", "funding.gap_rate=5%")
	q := s.Funding.Cash
	if q.Value != 3e9 || q.Origin.Source != "command line" || q.Origin.Status != "assumed" || q.Origin.Place != "--set funding.cash=$3B" {
		t.Errorf("cash is %+v", q)
	}
	if q = s.Funding.GapRate; q.Value != 0.05 || !q.Stated {
		t.Errorf("gap rate is %+v", q)
	}
}

// TestSettingRemovesCorrelated leaves out the correlations of what a setting removes or
// replaces, with a warning each, and no others.
func TestSettingRemovesCorrelated(t *testing.T) {
	const text = settable + `correlations:
  - [commitments.azure.delay, revenue.b.growth.rate, 0.3]
  - [revenue.b.noise, revenue.a.noise, 0.3]
  - [commitments.azure.overrun, revenue.a.growth.rate, 0.2]
`
	for _, c := range []struct {
		setting string
		left    int
		warning string
	}{
		{"funding.cash=$2B", 3, ""},
		{"commitments.azure=null", 1, "correlations.1: the correlation is left out: a setting takes commitments.azure.delay away"},
		{"revenue.b=null", 1, "correlations.1: the correlation is left out: a setting takes revenue.b.growth.rate away"},
		{"revenue.b.growth={curve: annual, totals: {2026: $1B}, beyond: hold}", 2, "correlations.1: the correlation is left out: a setting takes revenue.b.growth.rate away"},
	} {
		s, warnings, err := read(t, text).Scenario(set(t, c.setting)...)
		if err != nil {
			t.Fatal(err)
		}
		told := ""
		for _, w := range warnings {
			if told == "" && strings.Contains(w.Message, "left out") {
				told = w.String()
			}
		}
		want(t, told, c.warning)
		if len(s.Correlations) != c.left {
			t.Errorf("%s leaves %d correlations, want %d", c.setting, len(s.Correlations), c.left)
		}
	}
	const slip = settable + "correlations: [[commitments.azur.delay, revenue.b.growth.rate, 0.3]]"
	if got := first(t, slip, "commitments.azure=null"); !strings.Contains(got, `"commitments.azur.delay" is not an input`) {
		t.Error(got)
	}
}

// TestSettingPlace cuts a long setting where it names the place of a fault.
func TestSettingPlace(t *testing.T) {
	long := "funding.cash=" + strings.Repeat("é", 100_000)
	s := set(t, long)[0]
	if n := len([]rune(s.Place)); n != 81 || !strings.HasPrefix(s.Place, "--set funding.cash=éé") || !strings.HasSuffix(s.Place, "é…") {
		t.Errorf("the place has %d characters: %.100s", n, s.Place)
	}
	if got := first(t, settable, long); len(got) > 500 {
		t.Errorf("the fault has %d bytes", len(got))
	}
}

// TestSettingBlamed gives a fault that only the model finds the place of the setting
// that brought it.
func TestSettingBlamed(t *testing.T) {
	const text = "timeline: {start: 2026, end: 2027}\nfunding: {cash: $1B}\n" +
		"commitments: {u: {total: $9B, start: 2026, term: 1 year}, c: {within: u, total: $2B, start: 2026, term: 1 year}}\n"
	want(t, first(t, text, "commitments.u.total=$1B"),
		"--set commitments.u.total=$1B: commitments.u.total: is less than the contracts within it add up to | raise the total, or take a contract out with within: null")
}

// TestTwoKindsHint shows both kinds of a quantity that takes two, where neither is written.
func TestTwoKindsHint(t *testing.T) {
	const at, price = "commitments.aws.deferral", ", or a price per GW-year, such as $13B/GW-yr"
	for value, says := range map[string]string{
		"2B":             `"2B" is not a rate a year | write a number or a percentage, such as 145%` + price,
		"2B/GW-yr":       `"2B/GW-yr" is not a rate a year | give the rate for a whole year, such as 145%` + price,
		"1B to 2B":       `"1B" is not a rate a year | write a number or a percentage, such as 145%` + price,
		"normal(5%; 2B)": `sd of normal(mean; sd): "2B" is not a rate a year | write a number or a percentage, such as 145%` + price,
		"[5%]":           `a list where a rate a year or a price per GW-year is wanted | write it as 145% or $13B/GW-yr`,
		"$2B":            `"$2B" wants a capacity | say for how much capacity, as in $13B/GW-yr`,
	} {
		setting := at + "={max: 1 year, cost: " + value + "}"
		want(t, first(t, settable, setting), "--set "+setting+": "+at+".cost: "+says)
	}
	want(t, first(t, settable, "funding.gap_rate=2B"), `--set funding.gap_rate=2B: funding.gap_rate: "2B" is not a rate a year | write a number or a percentage, such as 145%`)
}
