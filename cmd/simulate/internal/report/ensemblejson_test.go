package report

import (
	"encoding/csv"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/ensemble"
)

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
				if child == nil && key == "ensemble_series|" {
					continue // a series that does not exist has no rows
				}
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
		case nil:
			if strings.Count(key, "|") > 1 || !strings.HasPrefix(key, "ensemble_series|") { // else a series that does not exist
				want[strings.Replace(key, "|.", "|", 1)] = v
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
