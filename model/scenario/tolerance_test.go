package scenario

import (
	"testing"

	"computegap/model"
)

func TestParseTolerance(t *testing.T) {
	peak, end := model.Measure{Metric: model.PeakGap}, model.Measure{Metric: model.GapAtEnd}
	date := model.Measure{Metric: model.FirstGapDate}
	for _, c := range []struct {
		text string
		want Tolerance
	}{
		{"1% of peak_gap.p95", Tolerance{Measure: peak, Statistic: "p95", Level: 0.95, Relative: 0.01}},
		{"$5B of peak_gap.p95", Tolerance{Measure: peak, Statistic: "p95", Level: 0.95, Width: 5e9}},
		{"0.5% of gap_at_end.mean", Tolerance{Measure: end, Statistic: "mean", Relative: 0.005}},
		{"  2 percent  of  gap_at_end . p50 ", Tolerance{Measure: end, Statistic: "p50", Level: 0.5, Relative: 0.02}},
		{"2 months of first_gap_date.p50", Tolerance{Measure: date, Statistic: "p50", Level: 0.5, Width: 2}},
		{"1% of coverage.p5", Tolerance{Measure: model.Measure{Metric: model.Coverage}, Statistic: "p5", Level: 0.05, Relative: 0.01}},
		{"0.01 of coverage.p5", Tolerance{Measure: model.Measure{Metric: model.Coverage}, Statistic: "p5", Level: 0.05, Width: 0.01}},
		{"1 month of runway_months.p5", Tolerance{Measure: model.Measure{Metric: model.RunwayMonths}, Statistic: "p5", Level: 0.05, Width: 1}},
		{"$1B/GW of cost_per_gw.mean", Tolerance{Measure: model.Measure{Metric: model.CostPerGW}, Statistic: "mean", Width: 1e9}},
		{"$1B of revenue@2030.p95", Tolerance{Measure: model.Measure{Series: model.Revenue, IsSeries: true, First: 51, Last: 62}, Statistic: "p95", Level: 0.95, Width: 1e9}},
	} {
		got, err := ParseTolerance(c.text, quarters)
		got.Text = ""
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", c.text, got, err, c.want)
		}
	}
}

func TestParseToleranceRefuses(t *testing.T) {
	const how = "write it as 1% of peak_gap.p95, or $5B of peak_gap.p95"
	for _, c := range []struct{ text, message, hint string }{
		{"1%", `"1%" does not say how much of which statistic`, how},
		{"", `"" does not say how much of which statistic`, how},
		{"of peak_gap.p95", `"of peak_gap.p95" does not say how much of which statistic`, how},
		{"1% of peak_gap", `"peak_gap" is not a statistic of an ensemble`, "say which: peak_gap.p95"},
		{"1% of peak_gp.p95", `there is no metric "peak_gp"`, "did you mean peak_gap?"},
		{"1% of revenue.p95", `"revenue" is a series`, "say when: revenue@2033-12"},
		{"1% of peak_gap.p951", `"p951" is not a percentile between 0 and 100`, "write p5, p50 or p95"},
		{"1% of peak_gap.sd", "a tolerance cannot be of the sd", "name the mean or a quantile, such as p95"},
		{"1% of first_gap_date.probability", "a tolerance cannot be of the probability", "name the mean or a quantile, such as p95"},
		{"1% of first_gap_date.p50", `"1%" of a date means nothing`, "write it in months: 2 months of first_gap_date.p50"},
		{"2 of first_gap_date.p50", `"2" wants a unit`, "write years, quarters or months after the number, as in 18 months"},
		{"0% of peak_gap.p95", `"0%" is not a tolerance`, "write a percentage between 0% and 100%"},
		{"100% of peak_gap.p95", `"100%" is not a tolerance`, "write a percentage between 0% and 100%"},
		{"-1% of peak_gap.p95", `"-1%" is not a tolerance`, "write a percentage between 0% and 100%"},
		{"$0 of peak_gap.p95", `"$0" is not a tolerance`, "write an amount above zero"},
		{"0.01 of peak_gap.p95", `"0.01" wants a currency sign`, "write $40B or 40B USD"},
	} {
		_, err := ParseTolerance(c.text, quarters)
		if err == nil {
			t.Errorf("%s is accepted", c.text)
			continue
		}
		message, hint := Explain(err)
		want(t, c.text+": "+message+" | "+hint, c.text+": "+c.message+" | "+c.hint)
	}
}

// FuzzParseTolerance promises of what is accepted exactly one of the two widths, above
// zero, and of what is refused a reason.
func FuzzParseTolerance(f *testing.F) {
	for _, text := range []string{"1% of peak_gap.p95", "$5B of peak_gap.p95", "2 months of first_gap_date.p50", "of of of", "1% of revenue@2030.mean"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := ParseTolerance(text, quarters)
		if err != nil {
			if message, _ := Explain(err); message == "" {
				t.Errorf("%q is refused without a reason", text)
			}
			return
		}
		if (x.Relative > 0) == (x.Width > 0) || x.Relative < 0 || x.Relative >= 1 || x.Width < 0 || (x.Statistic == "mean") != (x.Level == 0) {
			t.Errorf("%q is %+v", text, x)
		}
		if again, err := ParseTolerance(x.Text, quarters); err != nil || again != x {
			t.Errorf("%q is %+v, and then %+v (%v)", text, x, again, err)
		}
	})
}

// TestDefaultTolerance reads the default of the table of keys.
func TestDefaultTolerance(t *testing.T) {
	k, _ := KeyAt("ensemble.tolerance")
	if _, err := ParseTolerance(k.Default, quarters); err != nil {
		t.Error(err)
	}
}

// TestEnsembleStated wants zero for what the block does not state, defaults or not.
func TestEnsembleStated(t *testing.T) {
	s := decoded(t, base+"ensemble: {paths: auto}\n")
	if e := s.Ensemble; e.Paths != 0 || !e.Auto || e.Seed != nil || e.Sampler != "" || e.Tolerance != "" {
		t.Errorf("got %+v", e)
	}
	s = decoded(t, base+"ensemble: {sampler: lhs, tolerance: $1B of peak_gap.p95}\n")
	if e := s.Ensemble; e.Paths != 0 || e.Auto || e.Sampler != "lhs" || e.Tolerance != "$1B of peak_gap.p95" {
		t.Errorf("got %+v", e)
	}
}

// TestDocumentFault finds the place of an entry of a list, of a key, and of a setting.
func TestDocumentFault(t *testing.T) {
	d := read(t, base+"checks:\n  - peak_gap < $1B\n  - peak_gap.p95 < $2B\n")
	x := model.Fault{Path: "checks.2", Message: "wants an ensemble", Hint: "draw one"}
	want(t, brief(d.Fault(x)[0]), "f.yaml:5:5: checks.2: wants an ensemble")
	over := set(t, "checks=[peak_gap < $1B, peak_gap.p5 < $1B]")
	want(t, brief(d.Fault(x, over...)[0]), "--set checks=[peak_gap < $1B, peak_gap.p5 < $1B]: checks.2: wants an ensemble")
	want(t, brief(d.Fault(model.Fault{Path: "checks.9", Message: "x"})[0]), "f.yaml:3:1: checks.9: x")
	want(t, brief(d.Fault(model.Fault{Path: "funding.cash", Message: "x"})[0]), "f.yaml:2:11: funding.cash: x")
}
