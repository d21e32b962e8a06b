package main

import (
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/quantity"
)

// calculate loads a shipped scenario and projects it.
func calculate(t *testing.T, name, only string, set ...string) (*loaded, *model.Projection) {
	t.Helper()
	flags := common{format: "table", only: only, set: set}
	l, err := flags.load(&state{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}, name)
	if err != nil {
		t.Fatal(err)
	}
	return l, l.model.Project(nil)
}

// month is the index of a calendar month in a timeline.
func month(year, month int, t model.Timeline) int { return 12*year + month - 1 - t.Start }

// inYear adds up the months of a calendar year that lie in the timeline.
func inYear(months []float64, year int, t model.Timeline) (sum float64) {
	first := month(year, 1, t)
	for m := max(0, first); m < min(len(months), first+12); m++ {
		sum += months[m]
	}
	return sum
}

func within(t *testing.T, what string, got, low, high float64) {
	t.Helper()
	if !(got >= low && got <= high) {
		t.Errorf("%s is %.6g, want it from %.6g to %.6g", what, got, low, high)
	}
}

const billion = 1e9

// TestShippedValid wants every shipped scenario without a warning about what it says.
func TestShippedValid(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		l, _ := calculate(t, name, "")
		for _, w := range l.warnings {
			t.Errorf("%s", w)
		}
	})
}

// TestShippedBill wants no year in which more is paid for compute than anybody could
// supply and pay: $300B.
func TestShippedBill(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		_, p := calculate(t, name, "")
		for year := 2025; year <= 2040; year++ {
			within(t, "compute of "+quantity.ByYear.Label(quantity.Month(12*year)), inYear(p.Series[model.Compute], year, p.Timeline), 0, 300*billion)
		}
	})
}

// TestShippedSources wants of every stated figure what it is, and where it comes from
// unless somebody assumed or derived it; every source is a document that is listed.
func TestShippedSources(t *testing.T) {
	statuses := []string{"announced", "reported", "derived", "assumed"}
	shipped(t, func(t *testing.T, name string) {
		l, _ := calculate(t, name, "")
		known := map[string]bool{}
		for _, s := range l.model.Scenario().Sources {
			known[s.ID] = true
			if s.Title == "" || s.Publisher == "" || s.Date == "" {
				t.Errorf("sources.%s: title %q, publisher %q, date %q", s.ID, s.Title, s.Publisher, s.Date)
			}
		}
		for _, q := range l.model.Inputs() {
			o := q.Origin
			switch {
			case !q.Stated:
			case !slices.Contains(statuses, o.Status):
				t.Errorf("%s: %s has status %q", o.Place, q.Path, o.Status)
			case o.Source == "" && o.Status != "assumed" && o.Status != "derived":
				t.Errorf("%s: %s is %s, by no source", o.Place, q.Path, o.Status)
			case o.Source != "" && !known[o.Source]:
				t.Errorf("%s: %s has source %q, which is not listed", o.Place, q.Path, o.Source)
			}
		}
		for _, c := range l.model.Scenario().Context {
			if c.Figure == "" || c.Status == "" || !known[c.Source] {
				t.Errorf("context %q: figure %q, status %q, source %q", c.Fact, c.Figure, c.Status, c.Source)
			}
		}
	})
}

// TestOpenAIAnnounced holds the default scenario to what was reported, and its gap to
// the size that the figures behind it allow.
func TestOpenAIAnnounced(t *testing.T) {
	_, p := calculate(t, "openai-announced", "")
	time, v := p.Timeline, p.Metrics
	revenue := p.Series[model.Revenue]
	quarter := 0.0
	for m := 1; m <= 3; m++ {
		quarter += revenue[month(2026, m, time)]
	}
	within(t, "revenue of 2026-Q1", quarter, 5.4*billion, 5.8*billion)
	within(t, "the run-rate of March 2026", 12*revenue[month(2026, 3, time)], 23*billion, 26*billion)
	within(t, "burn of 2026", -inYear(p.Series[model.OperatingCash], 2026, time), 13*billion, 25*billion)
	within(t, "the first short month", v[model.FirstGapDate], float64(month(2027, 1, time)), float64(month(2027, 12, time)))
	within(t, "the gap at the end of 2030", p.Series[model.FundingGap][month(2030, 12, time)], 250*billion, 350*billion)
	within(t, "the peak", v[model.PeakGap], 350*billion, 500*billion)
	within(t, "its month", v[model.PeakGapDate], float64(month(2031, 1, time)), float64(month(2033, 12, time)))
	_, signed := calculate(t, "openai-announced", "signed")
	within(t, "the gap of what is signed", signed.Metrics[model.PeakGap], 30*billion, 250*billion)
}

// TestGrowthSlow holds the slow case beside it.
func TestGrowthSlow(t *testing.T) {
	_, p := calculate(t, "growth-slow", "")
	within(t, "the gap at the end of 2030", p.Series[model.FundingGap][month(2030, 12, p.Timeline)], 400*billion, 450*billion)
	within(t, "the peak", p.Metrics[model.PeakGap], 650*billion, 920*billion)
}

// TestHSBC compares the rebuilt model with the totals that were published, and with the
// arithmetic on them: 282 burnt less 67.5 of known money.
func TestHSBC(t *testing.T) {
	_, p := calculate(t, "hsbc-2025", "")
	within(t, "compute of 2030", inYear(p.Series[model.Compute], 2030, p.Timeline), 206.8*billion-1e5, 206.8*billion+1e5)
	within(t, "compute to 2030", p.Metrics[model.TotalCompute], 792*billion*0.999, 792*billion*1.001)
	within(t, "the gap", p.Metrics[model.GapAtEnd], 214*billion, 215*billion)
	within(t, "burn", p.Metrics[model.CumulativeBurn], 281.5*billion, 282.5*billion)
	within(t, "revenue of 2030", inYear(p.Series[model.Revenue], 2030, p.Timeline), 213.6*billion-1e5, 213.6*billion+1e5)

	_, long := calculate(t, "hsbc-2033", "")
	within(t, "compute to 2033", long.Metrics[model.TotalCompute], 1400*billion*0.9999, 1400*billion*1.0001)
	for m, want := range p.Series[model.Compute] {
		if got := long.Series[model.Compute][m]; math.Abs(got-want) > 1 {
			t.Errorf("month %d: hsbc-2033 pays %.0f, hsbc-2025 %.0f", m, got, want)
		}
	}
}

// TestAmazon wants the secondary to bring nothing, and Amazon's 50 to be inside the 100.
func TestAmazon(t *testing.T) {
	tests := map[string]struct{ funding, amazon float64 }{
		"amazon-10": {10 * billion, 10 * billion},
		"amazon-50": {100 * billion, 50 * billion},
	}
	for name, want := range tests {
		l, p := calculate(t, name, "")
		within(t, name+": total funding", p.Metrics[model.TotalFunding], want.funding-1, want.funding+1)
		secondary := 0
		for _, r := range p.Rounds {
			if r.Secondary {
				secondary++
				if r.Taken {
					t.Errorf("%s: the secondary %s brings money in", name, r.ID)
				}
			}
			if r.ID == "amazon" {
				within(t, name+": Amazon's part", r.Amount, want.amazon-1, want.amazon+1)
			}
		}
		if secondary == 0 {
			t.Errorf("%s: no secondary is recorded", name)
		}
		_, without := calculate(t, name, "", "funding.rounds.secondary_2025=null")
		if without.Metrics[model.GapAtEnd] != p.Metrics[model.GapAtEnd] {
			t.Errorf("%s: without the secondary the gap is another", name)
		}
		if i, ok := l.model.Index("funding.rounds.amazon.amount"); !ok || l.model.Inputs()[i].Origin.Source != "amazon_talks" {
			t.Errorf("%s: Amazon's money has another source than the talks", name)
		}
	}
}

// TestYearLate wants every stream twelve months late and otherwise the same.
func TestYearLate(t *testing.T) {
	_, base := calculate(t, "openai-announced", "")
	_, late := calculate(t, "year-late", "")
	for i, s := range base.Revenue {
		if late.Revenue[i].ID != s.ID {
			t.Fatalf("stream %d is %s, not %s", i, late.Revenue[i].ID, s.ID)
		}
		want, got := inYear(s.Months, 2027, base.Timeline), inYear(late.Revenue[i].Months, 2028, late.Timeline)
		within(t, s.ID+" of 2028", got, want*(1-1e-9), want*(1+1e-9))
		for m, v := range late.Revenue[i].Months[12:] {
			if math.Abs(v-s.Months[m]) > 1e-9*v {
				t.Errorf("%s: month %d is %.0f, and was %.0f a year before", s.ID, m+12, v, s.Months[m])
			}
		}
	}
}

// breaksEven is the first month from which x stays at or above zero, len(x) when there
// is none.
func breaksEven(x []float64) int {
	m := len(x)
	for m > 0 && x[m-1] >= -0.005 {
		m--
	}
	return m
}

// TestShippedBreakeven wants a break-even that only comes because something ends to be
// named so. Two routes decide: a cost line is told not to end, and a contract is carried
// on at the mean of its last year by hand.
func TestShippedBreakeven(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		l, p := calculate(t, name, "")
		cash := p.Series[model.OperatingCash]
		at := breaksEven(cash)
		if at == len(cash) {
			return
		}
		warned := ""
		for _, w := range p.Warnings {
			if w.Path == "breakeven_date" {
				warned = w.Message
			}
		}
		for _, c := range l.model.Scenario().Costs {
			last := c.Window.Until - p.Timeline.Start
			if c.Window.Until == 0 || last >= len(cash)-1 || last < at-12 || last >= at {
				continue
			}
			_, on := calculate(t, name, "", "costs."+c.ID+".until=null")
			caused := breaksEven(on.Series[model.OperatingCash]) > at
			if caused != strings.Contains(warned, "costs."+c.ID) {
				t.Errorf("costs.%s: its end makes break-even: %v; the warning is %q", c.ID, caused, warned)
			}
		}
		for _, c := range p.Commitments {
			last := len(c.Paid) - 1
			for last >= 0 && c.Paid[last] == 0 {
				last--
			}
			if c.Memo || last < max(12, at-12) || last >= at {
				continue
			}
			from := last - 11 // of the months that it would go on like
			if c.Renewal != nil {
				from = slices.IndexFunc(c.Paid, func(v float64) bool { return v != 0 })
			}
			rent := 0.0
			for _, v := range c.Paid[from : last+1] {
				rent += v / float64(last+1-from)
			}
			on := slices.Clone(cash)
			for m := last + 1; m < len(on); m++ {
				on[m] -= rent
				if c.Renewal != nil {
					on[m] += c.Renewal[m]
				}
			}
			named := strings.Contains(warned, "commitments."+c.ID)
			if makes := breaksEven(on) > at; makes && !named && c.Renewal == nil || named && !makes {
				t.Errorf("commitments.%s: its end makes break-even: %v; the warning is %q", c.ID, makes, warned)
			}
		}
		if warned != "" {
			text := run(t, "run", name, "--charts", "none", "--paths", "0")
			if !strings.Contains(strings.Join(strings.Fields(text), " "), "only because of what ") {
				t.Errorf("the summary says nothing of it:\n%s", text)
			}
		}
	})
}

// TestUnpublishedTerms wants every term to be used by unpublished-terms or by the two scenarios that
// show what excludes it, and no figure there that claims to be published and is not in the record.
func TestUnpublishedTerms(t *testing.T) {
	full, _ := calculate(t, "unpublished-terms", "")
	record, _ := calculate(t, "openai-2026", "")
	cut, _ := calculate(t, "cancel-when-short", "")
	limited, _ := calculate(t, "compute-limited", "")
	for id := range model.NumSeries {
		if !full.model.HasSeries(id) && !cut.model.HasSeries(id) && !limited.model.HasSeries(id) {
			t.Errorf("no scenario has the series %s", id.Info().Name)
		}
	}
	for id := range model.NumMetrics {
		if !full.model.HasMetric(id) && !cut.model.HasMetric(id) && !limited.model.HasMetric(id) {
			t.Errorf("no scenario has the metric %s", id.Info().Name)
		}
	}
	for _, q := range full.model.Inputs() {
		i, old := record.model.Index(q.Path)
		same := old && q.Value == record.model.Inputs()[i].Value
		if own := q.Stated && !same && !strings.HasSuffix(q.Path, ".post_money"); own && q.Origin.Status != "assumed" && q.Origin.Status != "derived" {
			t.Errorf("%s: %s is %s, and openai-2026 has another", q.Origin.Place, q.Path, q.Origin.Status)
		}
	}
}
