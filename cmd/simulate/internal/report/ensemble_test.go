package report

import (
	"fmt"
	"slices"
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

// TestEnsembleWidth keeps every line of the tables to a terminal of 80 columns.
func TestEnsembleWidth(t *testing.T) {
	for _, name := range []string{"openai-announced", "aws-deal", "hsbc-2025", "unpublished-terms"} {
		r := toy(shippedRun(t, name))
		r.Warnings = nil
		r.Ensemble.Metrics[model.Dilution].Summary = stretch(0.2, 0.02, 5)
		for _, table := range []Table{r.distribution(), r.byYear(), r.breaches(), r.checks()} {
			var b strings.Builder
			if err := table.Write(&b, Text); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > Width {
					t.Errorf("%s: %d columns: %s", name, n, line)
				}
			}
		}
	}
}

// TestSpreadOfTerms lists the rows that only some scenarios have, by hand, and leaves out what
// is nothing on every path.
func TestSpreadOfTerms(t *testing.T) {
	const always = 11 // rows before those of terms, of scenarios in which everything varies
	for name, want := range map[string]string{
		"aws-deal":          "",
		"cancel-when-short": "Cut, Renewals, Paid in credits, Fees, Compute bought, Idle capacity, Dilution",
		"unpublished-terms": "Put off at the end, Renewals, Paid in credits, Fees, Compute bought, Idle capacity, Dilution, Cash covenant, Debt covenant",
		"compute-limited":   "Renewals, Paid in credits, Revenue lost, Dilution",
	} {
		r := toy(shippedRun(t, name))
		names := func() string {
			var list []string
			for _, row := range r.distribution().Rows[always:] {
				list = append(list, row[0])
			}
			return strings.Join(list, ", ")
		}
		if got := names(); got != want {
			t.Errorf("%s: rows %s, want %s", name, got, want)
		}
		for _, covenant := range []string{"Cash", "Debt"} {
			if noted := strings.Contains(r.datesNote(), strings.ToLower(covenant)+" covenant 83%"); noted != strings.Contains(want, covenant+" covenant") {
				t.Errorf("%s: %s", name, r.datesNote())
			}
		}
		r.Ensemble.Metrics[model.TotalRenewals].Summary = stretch(0, 0, 5)
		if got, want := names(), strings.Replace(want, "Renewals, ", "", 1); got != want {
			t.Errorf("%s: rows %s, want %s", name, got, want)
		}
	}
	r := toy(shippedRun(t, "compute-limited"))
	r.Ensemble.Metrics[model.Dilution].Summary = stretch(0.2, 0.02, 5)
	rows := r.distribution().Rows
	row := rows[slices.IndexFunc(rows, func(row []string) bool { return row[0] == "Dilution" })]
	if got := strings.Join(row[1:7], " "); got != "16% 18% 20% 22% 24% 20%" {
		t.Errorf("dilution is %s", got)
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
		{1000, 93e9, 93e9, "The money runs short in all of the paths; in nine of ten the gap peaks at $93B."},
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
