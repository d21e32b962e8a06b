package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"computegap/model"
	"computegap/model/ensemble"
)

// around is an estimate of v, known to a tenth of width either way.
func around(v, width float64) ensemble.Estimate {
	return ensemble.Estimate{Value: v, SE: width / 20, CI: ensemble.Interval{Low: v - width/10, High: v + width/10}}
}

// stretch is a summary of 1000 paths, on all of which the value exists: mean v, standard
// deviation width, and quantiles spaced by width.
func stretch(v, width float64, probs int) ensemble.Summary {
	s := ensemble.Summary{Paths: 1000, Present: 1000, Probability: ensemble.Estimate{Value: 1, CI: ensemble.Interval{Low: 0.99, High: 1}},
		Values: &ensemble.Values{Mean: around(v, width), SD: around(width, width)}}
	for i := range probs {
		s.Values.Quantiles = append(s.Values.Quantiles, around(v+width*float64(i-probs/2), width))
	}
	return s
}

// toy gives a run an ensemble whose every number follows from its metric, series and
// period; dates lie around the twelfth month.
func toy(r *Run) *Run {
	t := r.Projection.Timeline
	e := &ensemble.Result{Sample: ensemble.Sample{Kind: ensemble.Sobol, Seed: 7, Paths: 1000}, Timeline: t, Probs: []float64{0.05, 0.25, 0.5, 0.75, 0.95}, Asked: YearProbs}
	for i := range model.NumMetrics {
		m := &e.Metrics[i]
		m.Summary, m.Percentile = stretch(float64(i+1)*1e10, 1e9, 5), 50+float64(i)
		if i.Info().Unit == "date" {
			m.Summary = stretch(12, 2, 5)
			m.Present, m.Probability = 830, around(0.83, 0.1)
		}
	}
	tail := around(9.5e10, 1e9)
	e.Metrics[model.PeakGap].Shortfall = &tail
	for i := range model.NumSeries {
		for period := range t.Periods() {
			if r.Projection.Series[i] != nil {
				e.Series[i] = append(e.Series[i], stretch(float64(i+1)*1e9+float64(period)*1e6, 1e7, 5))
			}
		}
	}
	for period := range t.Periods() {
		e.Short = append(e.Short, around(0.3+0.01*float64(period), 0.1))
	}
	for i := range calendarYears(t) {
		r.Years = append(r.Years, stretch(float64(i+1)*1e10, 1e9, 3))
	}
	e.Breaking = around(0.031, 0.01)
	e.Broken = []ensemble.Breach{{Path: "revenue.api", What: model.AtCeiling, Paths: 21, Share: around(0.021, 0.01)},
		{Path: "commitments.programme", What: model.EmptyUmbrella, Paths: 10, Share: around(0.01, 0.01)}}
	r.Ensemble = e
	r.Checks = []Check{
		{Text: "peak_gap < $400B", Unit: "USD", Estimate: ensemble.Estimate{Value: 3e11, CI: ensemble.Interval{Low: 3e11, High: 3e11}}, Verdict: ensemble.Verdict{Status: ensemble.Pass}},
		{Text: "first_gap_date.p50 > 2026", Unit: "date", Estimate: around(12, 10), Verdict: ensemble.Verdict{Status: ensemble.Undecided, Paths: 66000}},
		{Text: "coverage > 1", Unit: "1", Estimate: ensemble.Estimate{Value: model.Absent}, Verdict: ensemble.Verdict{Status: ensemble.Fail}, Note: "it does not exist here"},
		{Text: "first_gap_date.probability <= 80%", Unit: "%", Estimate: around(0.83, 0.1), Verdict: ensemble.Verdict{Status: ensemble.Fail}},
	}
	return r
}

// TestEnsembleDocument compares every number of the document with what toy put there.
func TestEnsembleDocument(t *testing.T) {
	for _, name := range []string{"openai-announced", "aws-deal"} {
		r := toy(shippedRun(t, name))
		var doc struct{ Ensemble map[string]any }
		if err := json.Unmarshal([]byte(printed(t, r, JSON)), &doc); err != nil {
			t.Fatal(err)
		}
		e := doc.Ensemble
		if e["paths"] != 1000.0 || e["seed"] != 7.0 || e["sampler"] != "sobol" || e["breaking_share"] != 0.031 {
			t.Errorf("%s: %v paths, seed %v, %v, breaking %v", name, e["paths"], e["seed"], e["sampler"], e["breaking_share"])
		}
		for i := range model.NumMetrics {
			equal(t, i.Info().Name, e["metrics"].(map[string]any)[i.Info().Name], wantMetric(r, i))
		}
		for i := range model.NumSeries {
			equal(t, i.Info().Name, e["series"].(map[string]any)[i.Info().Name], wantSeries(r, i))
		}
		first := e["breaks"].([]any)[0].(map[string]any)
		if first["path"] != "revenue.api" || first["reason"] != "at_ceiling" || first["paths"] != 21.0 || first["share"] != 0.021 {
			t.Errorf("%s: the first break is %v", name, first)
		}
	}
}

// equal compares two decoded documents.
func equal(t *testing.T, where string, got, want any) {
	t.Helper()
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var decoded any
	if err := json.Unmarshal(text, &decoded); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, decoded) {
		t.Errorf("%s: got %v\nwant %v", where, got, decoded)
	}
}

// ends is the interval that around makes.
func ends(v, width float64) []float64 { return []float64{v - width/10, v + width/10} }

// wantMetric is a metric of toy as DESIGN's shape has it, written out by hand.
func wantMetric(r *Run, i model.MetricID) map[string]any {
	v, w := float64(i+1)*1e10, 1e9
	want := map[string]any{"central_percentile": 50 + float64(i)}
	ci := map[string]any{}
	for j, name := range []string{"p5", "p25", "p50", "p75", "p95"} {
		want[name], ci[name] = v+w*float64(j-2), ends(v+w*float64(j-2), w)
		if i.Info().Unit == "date" {
			month := 12 + 2*(j-2)
			want[name] = Month(float64(month), r.Projection.Timeline)
			// Note: 11.8 to 12.2 comes as whole months from the statistics; toy's are cut.
			ci[name] = []string{Month(float64(month)-0.2, r.Projection.Timeline), Month(float64(month)+0.2, r.Projection.Timeline)}
		}
	}
	switch i.Info().Unit {
	case "date":
		want["probability"], ci["probability"] = 0.83, ends(0.83, 0.1)
	case "USD":
	default:
		want["probability"], ci["probability"] = 1, []float64{0.99, 1}
	}
	if i.Info().Unit != "date" {
		want["mean"], want["sd"], want["se_mean"] = v, w, w/20
		ci["mean"], ci["sd"] = ends(v, w), ends(w, w)
	}
	if i == model.PeakGap {
		want["cvar95"], ci["cvar95"] = 9.5e10, ends(9.5e10, w)
	}
	want["ci95"] = ci
	return want
}

// wantSeries is a series of toy, nil where the scenario has none.
func wantSeries(r *Run, i model.SeriesID) any {
	if r.Projection.Series[i] == nil {
		return nil
	}
	lists, cis := map[string]any{}, map[string]any{}
	put := func(name string, of func(period int) float64, width float64, interval bool) {
		var values []float64
		var intervals [][]float64
		for period := range r.Projection.Timeline.Periods() {
			values = append(values, of(period))
			intervals = append(intervals, ends(of(period), width))
		}
		lists[name] = values
		if interval {
			cis[name] = intervals
		}
	}
	center := func(period int) float64 { return float64(i+1)*1e9 + float64(period)*1e6 }
	put("mean", center, 1e7, true)
	put("sd", func(int) float64 { return 1e7 }, 1e7, true)
	put("se_mean", func(int) float64 { return 1e7 / 20 }, 0, false)
	for j, name := range []string{"p5", "p25", "p50", "p75", "p95"} {
		put(name, func(period int) float64 { return center(period) + 1e7*float64(j-2) }, 1e7, true)
	}
	if i == model.FundingGap {
		put("probability_positive", func(period int) float64 { return 0.3 + 0.01*float64(period) }, 0.1, true)
	}
	lists["ci95"] = cis
	return lists
}

// TestEnsembleCSVEqualsJSON walks the JSON document and wants every value of the ensemble
// and the checks in the long table, and nothing else.
func TestEnsembleCSVEqualsJSON(t *testing.T) {
	r := toy(shippedRun(t, "openai-announced"))
	var doc map[string]any
	if err := json.Unmarshal([]byte(printed(t, r, JSON)), &doc); err != nil {
		t.Fatal(err)
	}
	periods := doc["periods"].([]any)
	want := map[string]any{}
	var walk func(key string, v any, list bool)
	walk = func(key string, v any, list bool) {
		switch v := v.(type) {
		case map[string]any:
			for name, child := range v {
				walk(key+"."+name, child, list)
			}
		case []any:
			for i, child := range v {
				switch {
				case list && len(v) == len(periods):
					walk(key+"|"+periods[i].(string), child, false)
				case len(v) == 2 && !strings.HasPrefix(key, "checks|") && !strings.HasSuffix(key, ".breaks"):
					place := key
					end := []string{".low", ".high"}[i]
					if name, period, ok := strings.Cut(strings.TrimPrefix(key, "ensemble_series|"), "|"); ok && strings.HasPrefix(key, "ensemble_series|") {
						place, end = "ensemble_series|"+name+end, "|"+period
					}
					walk(place+end, child, false)
				default:
					walk(key+"."+strconv.Itoa(i+1), child, list)
				}
			}
		default:
			want[strings.Replace(key, "|.", "|", 1)] = v
		}
	}
	e := doc["ensemble"].(map[string]any)
	for name, v := range e {
		switch name {
		case "metrics":
			walk("ensemble|", v, false)
		case "series":
			walk("ensemble_series|", v, true)
		default:
			walk("ensemble|."+name, v, false)
		}
	}
	walk("checks|", doc["checks"], false)
	rows, err := csv.NewReader(strings.NewReader(printed(t, r, CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, row := range rows {
		if row[0] == "ensemble" || row[0] == "ensemble_series" || row[0] == "checks" {
			got[strings.TrimSuffix(strings.Join(row[:3], "|"), "|")] = row[3]
		}
	}
	for key, w := range want {
		if g, ok := got[key]; !ok || !same(g, w) {
			t.Errorf("%s is %q in CSV, %v in JSON", key, g, w)
		}
	}
	if len(got) != len(want) || len(want) < 1000 {
		t.Errorf("%d values in CSV, %d in JSON", len(got), len(want))
	}
}

// TestEnsembleNothing shows an ensemble in which nothing has a date and every interval is
// open: nulls, and a probability of 0.
func TestEnsembleNothing(t *testing.T) {
	r := toy(shippedRun(t, "aws-deal"))
	for i := range r.Ensemble.Metrics {
		m := &r.Ensemble.Metrics[i]
		if mayBeAbsent(model.MetricID(i).Info().Unit) {
			m.Summary = ensemble.Summary{Paths: 1000, Probability: ensemble.Estimate{CI: ensemble.Interval{High: 0.004}}}
			m.Percentile = model.Absent
			continue
		}
		for j := range m.Values.Quantiles {
			m.Values.Quantiles[j].CI.OpenLow, m.Values.Quantiles[j].CI.OpenHigh = true, j > 2
		}
	}
	r.Ensemble.Broken = nil
	var doc struct {
		Ensemble struct {
			Metrics map[string]map[string]any
			Breaks  any
		}
	}
	if err := json.Unmarshal([]byte(printed(t, r, JSON)), &doc); err != nil {
		t.Fatal(err)
	}
	equal(t, "first_gap_date", doc.Ensemble.Metrics["first_gap_date"], map[string]any{
		"probability": 0, "p5": nil, "p25": nil, "p50": nil, "p75": nil, "p95": nil, "central_percentile": nil,
		"ci95": map[string]any{"probability": []any{0, 0.004}, "p5": nil, "p25": nil, "p50": nil, "p75": nil, "p95": nil}})
	equal(t, "coverage", doc.Ensemble.Metrics["coverage"], map[string]any{
		"probability": 0, "mean": nil, "sd": nil, "se_mean": nil, "p5": nil, "p25": nil, "p50": nil, "p75": nil, "p95": nil, "central_percentile": nil,
		"ci95": map[string]any{"probability": []any{0, 0.004}, "mean": nil, "sd": nil, "p5": nil, "p25": nil, "p50": nil, "p75": nil, "p95": nil}})
	ci := doc.Ensemble.Metrics["peak_gap"]["ci95"].(map[string]any)
	equal(t, "p5 of peak_gap", ci["p5"], []any{nil, 8.1e9})
	equal(t, "p95 of peak_gap", ci["p95"], []any{nil, nil})
	if doc.Ensemble.Breaks != nil {
		t.Errorf("nothing breaks: %v", doc.Ensemble.Breaks)
	}
	for _, f := range []Format{Text, Markdown, CSV} {
		if text := printed(t, r, f); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			t.Errorf("%s prints a number that is none", f)
		}
	}
}

// TestEnsembleWidth keeps every line of the tables to a terminal of 80 columns.
func TestEnsembleWidth(t *testing.T) {
	for _, name := range []string{"openai-announced", "aws-deal", "hsbc-2025"} {
		r := toy(shippedRun(t, name))
		r.Warnings = nil
		for _, table := range []Table{r.distribution(), r.byYear(), r.breaches(), r.checks()} {
			var b strings.Builder
			if err := table.Write(&b, Text); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > narrow {
					t.Errorf("%s: %d columns: %s", name, n, line)
				}
			}
		}
	}
}

// TestPrecision puts into words how well the headline is known.
func TestPrecision(t *testing.T) {
	const what = "The 95% quantile of the peak gap"
	at := func(v, low, high float64) ensemble.Estimate {
		return ensemble.Estimate{Value: v, CI: ensemble.Interval{Low: low, High: high}}
	}
	open := at(1, 0, 2)
	open.CI.OpenHigh = true
	for want, e := range map[string]ensemble.Estimate{
		what + " is known to ±1.2% ($612B to $627B, 95% interval).":                        at(619.5e9, 612e9, 627e9),
		what + " is known to ±25% ($75B to $110B, 95% interval).":                          at(100e9, 75e9, 110e9),
		what + " is known to ±0.083% ($1.2T to $1.2T, 95% interval).":                      at(1.2e12, 1.199e12, 1.201e12),
		what + " is known to ±150% ($0 to $2.5B, 95% interval).":                           at(1e9, -5e8, 2.5e9),
		what + " is $0 to $5B (95% interval).":                                             at(0, 0, 5e9),
		what + " is $0, with no error that the paths show.":                                at(0, 0, 0),
		what + " is $7B, with no error that the paths show.":                               at(7e9, 7e9, 7e9),
		"The paths are too few to say how well the 95% quantile of the peak gap is known.": open,
	} {
		if got := precision(e); got != want {
			t.Errorf("%+v: %s\nwant %s", e, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for p, want := range map[float64]string{0: "0%", 1: "100%", 0.83: "83%", 0.0001: "<0.1%", 0.9999: ">99.9%", 0.021: "2.1%", 0.987: "99%", 0.93: "93%", 0.996: "99.6%", 0.1: "10%", 0.0994: "9.9%"} {
		if got := share(p); got != want {
			t.Errorf("%g is %s, want %s", p, got, want)
		}
	}
	for n, want := range map[int]string{1: "1", 999: "999", 1000: "1,000", 16384: "16,384", 16777216: "16,777,216", 100000: "100,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	for p, want := range map[float64]string{0: "0", 0.2: "<1", 54.4: "54", 99.8: ">99", 100: "100"} {
		if got := percentileText(p); got != want {
			t.Errorf("percentile %g is %s, want %s", p, got, want)
		}
	}
}

// TestHeadlineOfPaths puts the ensemble into a sentence.
func TestHeadlineOfPaths(t *testing.T) {
	for _, c := range []struct {
		present   int
		low, high float64
		want      string
	}{
		{830, 0, 789e9, "In 83% of the paths the money runs short; in nine of ten the gap peaks between $0 and $789B."},
		{1000, 93e9, 789e9, "The money runs short in all of the paths; in nine of ten the gap peaks between $93B and $789B."},
		{1000, 93e9, 93e9, "So it does in all of the paths."},
		{20, 0, 0, "In 2.0% of the paths the money runs short."},
		{0, 0, 0, "The money lasts in all of the paths."},
	} {
		r := toy(shippedRun(t, "aws-deal"))
		m := &r.Ensemble.Metrics[model.FirstGapDate]
		m.Present, m.Probability.Value = c.present, float64(c.present)/1000
		q := r.Ensemble.Metrics[model.PeakGap].Values.Quantiles
		q[0].Value, q[4].Value = c.low, c.high
		if got := r.paths(); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
		if !strings.HasSuffix(r.Headline(), c.want) {
			t.Errorf("the headline is %s", r.Headline())
		}
	}
}

// TestRemark says of each kind of check what would help.
func TestRemark(t *testing.T) {
	for want, c := range map[string]Check{
		"": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Pass}},
		"x is undecided: about 66,000 paths would decide it (--paths 66000).": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Paths: 66000}},
		"x is undecided, and no reasonable number of paths would decide it.":  {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided}},
		"x is undecided: there are too few paths to bound it.":                {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Open: true}},
		"x: it never comes.": {Text: "x", Verdict: ensemble.Verdict{Status: ensemble.Pass}, Note: "it never comes"},
	} {
		if got := c.Remark(); got != want {
			t.Errorf("%+v: %q, want %q", c.Verdict, got, want)
		}
	}
}

// TestChecksShown prints checks with open sides, dates and probabilities.
func TestChecksShown(t *testing.T) {
	r := toy(shippedRun(t, "aws-deal"))
	r.Checks = append(r.Checks, Check{Text: "peak_gap.p95 < $1B", Unit: "USD", Verdict: ensemble.Verdict{Status: ensemble.Undecided, Open: true},
		Estimate: ensemble.Estimate{Value: 2e9, CI: ensemble.Interval{Low: 1e9, High: 3e9, OpenHigh: true}}})
	text := strings.Join(strings.Fields(printed(t, r, Text)), " ")
	for _, want := range []string{
		"peak_gap < $400B $300B pass", "coverage > 1 – fail", "first_gap_date.probability <= 80% 83% 82% to 84% fail",
		"peak_gap.p95 < $1B $2B $1B or more undecided", "first_gap_date.p50 > 2026 2026-10 2026-09 to 2026-11 undecided",
		"about 66,000 paths would decide it (--paths 66000)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, printed(t, r, Text))
		}
	}
	var doc struct{ Checks []map[string]any }
	if err := json.Unmarshal([]byte(printed(t, r, JSON)), &doc); err != nil {
		t.Fatal(err)
	}
	equal(t, "checks", toAny(doc.Checks), []map[string]any{
		{"check": "peak_gap < $400B", "value": 3e11, "low": 3e11, "high": 3e11, "status": "pass"},
		{"check": "first_gap_date.p50 > 2026", "value": "2026-10", "low": "2026-09", "high": "2026-11", "status": "undecided", "paths": 66000},
		{"check": "coverage > 1", "value": nil, "low": nil, "high": nil, "status": "fail", "note": "it does not exist here"},
		{"check": "first_gap_date.probability <= 80%", "value": 0.83, "low": 0.82, "high": 0.84, "status": "fail"},
		{"check": "peak_gap.p95 < $1B", "value": 2e9, "low": 1e9, "high": nil, "status": "undecided"},
	})
}

func toAny(list []map[string]any) any {
	out := []any{}
	for _, m := range list {
		out = append(out, m)
	}
	return out
}

// TestToyPrinted looks at the tables as a whole.
func TestToyPrinted(t *testing.T) {
	text := printed(t, toy(shippedRun(t, "aws-deal")), Text)
	for _, want := range []string{
		"Ensemble of 1,000 paths (sobol, seed 7)\n", "Draws break a relation between inputs in 3.1% of the paths\n",
		"Dates are of the paths that have them: first short month 83%, breakeven 83%.",
		"In the worst 5% of the paths the peak gap is $95B on average (expected\nshortfall).",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if testing.Verbose() {
		fmt.Println(text)
	}
}

// TestByYear finds in every row the gap and the cash of the period that ends the year,
// and the revenue of the year, in a timeline whose first year has one quarter.
func TestByYear(t *testing.T) {
	r := toy(shippedRun(t, "openai-announced"))
	for i, row := range r.byYear().Rows {
		last := 4 * i // of the periods: 2025-Q4 is the first
		gap := float64(model.FundingGap+1)*1e9 + float64(last)*1e6
		cash := float64(model.Cash+1)*1e9 + float64(last)*1e6
		revenue := float64(i+1) * 1e10
		want := []string{strconv.Itoa(2025 + i), Money(gap - 2e7), Money(gap), Money(gap + 2e7), share(0.3 + 0.01*float64(last)),
			Money(revenue - 1e9), Money(revenue), Money(revenue + 1e9), Money(cash)}
		if strings.Join(row, " ") != strings.Join(want, " ") {
			t.Errorf("row %d is %v\nwant %v", i, row, want)
		}
	}
}

// TestDatesStayInside cuts the interval of a date to the timeline.
func TestDatesStayInside(t *testing.T) {
	time := shippedRun(t, "aws-deal").Projection.Timeline
	s := statistics{unit: "date", time: time}
	first, last := Month(0, time), Month(float64(time.Months-1), time)
	equal(t, "the interval", toPair(s.interval(around(float64(time.Months-2), 1000))), []string{first, last})
	c := Check{Unit: "date", Estimate: around(1, 1000)}
	if got := c.interval(time); got != first+" to "+last {
		t.Errorf("a check shows %s", got)
	}
}

func toPair(v any) any {
	p := v.(pair)
	return []any{p[0], p[1]}
}
