package main

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"computegap/scenarios"
)

// Metrics and series that exist only where a scenario uses what they measure.
const (
	termMetrics = "total_renewals total_credits deferred_at_end total_cancelled total_flexibility_fees total_bought_compute total_idle_cost total_revenue_lost " +
		"dilution min_cash_breach_date debt_to_revenue_breach_date"
	termSeries = "renewals credits prepaid deferred cancelled flexibility_fees debt_draws debt_balance idle_gw idle_cost bought_compute revenue_lost"
)

// Members of the document of simulate run, by object. The last lists are members that
// came later; none may be missing.
var documentMembers = map[string]string{
	"":             "schema scenario title as_of currency report periods metrics series revenue costs commitments warnings inputs manifest",
	"metrics":      "peak_gap peak_gap_date gap_at_end first_gap_date breakeven_date runway_months cumulative_burn min_cash total_revenue total_costs total_compute committed_beyond total_funding npv_commitments coverage compute_to_revenue capacity_at_end cost_per_gw " + termMetrics,
	"series":       "revenue costs compute interest operating_cash rounds facility_draws facility_balance gap_draws gap_interest cash funding_gap capacity_gw " + termSeries,
	"commitments/": "total remainder scheduled before paid escalation after firmness counterparty memo",
	"manifest":     "version inputs_sha256 seed",
}

// commitmentTerms are the members that only some commitments have.
var commitmentTerms = strings.Fields("probability taken requires due deferred cancelled credits renewal")

// blockNames are the blocks that only some scenarios have something to say in.
var blockNames = strings.Fields("rounds loans firmness counterparties circular exposure flexibility funding capacity")

// blockNulls lists, by block, what may not exist in it.
var blockNulls = map[string]string{
	"rounds":   "arrives requires post_money dilution trigger revenue capacity_gw",
	"firmness": "peak_gap_date first_gap_date", "flexibility": "peak_gap_date first_gap_date deferred_at_end total_cancelled",
	"circular": "share peak_gap_date first_gap_date",
	"exposure": "share_of_backlog share_of_backlog_range share_of_revenue share_of_revenue_range",
	"capacity": "gw_years price_per_gw_year build_cost_per_gw chip_life owning_per_gw_year",
}

// checkBlocks looks for nulls in blocks where a thing must exist.
func checkBlocks(t *testing.T, doc map[string]any) {
	t.Helper()
	for _, block := range blockNames {
		var walk func(name string, v any)
		walk = func(name string, v any) {
			switch node := v.(type) {
			case nil:
				if !slices.Contains(strings.Fields(blockNulls[block]), name) {
					t.Errorf("%s: %s is null", block, name)
				}
			case map[string]any:
				for member, child := range node {
					walk(member, child)
				}
			case []any:
				for _, child := range node {
					walk(name, child)
				}
			}
		}
		if v, ok := doc[block]; ok {
			walk("", v)
		}
	}
}

// mayBeNull lists what may not exist; everything else is a value.
var mayBeNull = strings.Fields("metrics/peak_gap_date metrics/first_gap_date metrics/breakeven_date metrics/runway_months " +
	"metrics/coverage metrics/compute_to_revenue metrics/capacity_at_end metrics/cost_per_gw series/capacity_gw " +
	"inputs/distribution inputs/source" + prefixed(" metrics/", termMetrics) + prefixed(" series/", termSeries))

// prefixed puts a text before every name of a list.
func prefixed(before, names string) (out string) {
	for _, name := range strings.Fields(names) {
		out += before + name
	}
	return out
}

// TestDocument holds the JSON of every shipped scenario to its contract: exactly the
// members that other programs rely on, nulls only where a thing may not exist, every
// series as long as the periods, and dates that are months of the timeline.
func TestDocument(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		doc := document(t, run(t, "run", name, "--format", "json", "--paths", "1024"))
		checkMembers(t, doc)
		certain := maps.Clone(doc)
		delete(certain, "ensemble")
		checkBlocks(t, doc)
		for _, block := range blockNames {
			delete(certain, block)
		}
		checkNulls(t, "", certain)
		if e, ok := doc["ensemble"].(map[string]any); ok {
			checkEnsemble(t, e, doc)
		}
		periods := len(doc["periods"].([]any))
		for _, block := range []string{"series", "revenue", "costs"} {
			for line, values := range doc[block].(map[string]any) {
				if values != nil && len(values.([]any)) != periods {
					t.Errorf("%s.%s has %d values for %d periods", block, line, len(values.([]any)), periods)
				}
			}
		}
		if doc["schema"] != 1.0 || doc["currency"] != "USD" || doc["scenario"] != name || doc["report"] != "quarter" {
			t.Errorf("schema %v, currency %v, scenario %v, report %v", doc["schema"], doc["currency"], doc["scenario"], doc["report"])
		}
		checkFlows(t, doc)
	})
}

func checkMembers(t *testing.T, doc map[string]any) {
	t.Helper()
	want := func(where string, got map[string]any, names string) {
		if missing, extra := differ(slices.Collect(maps.Keys(got)), strings.Fields(names)); len(missing)+len(extra) > 0 {
			t.Errorf("%s: missing %v, not known %v", where, missing, extra)
		}
	}
	top := maps.Clone(doc)
	delete(top, "ensemble") // where something is uncertain
	delete(top, "checks")   // where there are some
	for _, block := range blockNames {
		delete(top, block) // where there is something to say
	}
	want("the document", top, documentMembers[""])
	for _, name := range []string{"metrics", "series", "manifest"} {
		want(name, doc[name].(map[string]any), documentMembers[name])
	}
	for id, c := range doc["commitments"].(map[string]any) {
		stated := maps.Clone(c.(map[string]any))
		for _, name := range commitmentTerms {
			delete(stated, name) // where the commitment has such terms
		}
		want("commitments."+id, stated, documentMembers["commitments/"])
	}
	for i, in := range doc["inputs"].([]any) {
		got := maps.Clone(in.(map[string]any))
		delete(got, "as_of") // where it is known
		want(fmt.Sprintf("inputs[%d]", i), got, "path unit value distribution source status place")
	}
}

// quantileNames are the quantiles that an ensemble gives, ascending.
var quantileNames = strings.Fields("p5 p25 p50 p75 p95")

// checkEnsemble holds the ensemble of a document to its contract: every metric and every
// series is there, quantiles ascend and lie inside their intervals, and what exists on no
// path is null throughout.
func checkEnsemble(t *testing.T, e, doc map[string]any) {
	t.Helper()
	metrics, series := e["metrics"].(map[string]any), e["series"].(map[string]any)
	for block, got := range map[string]map[string]any{"metrics": metrics, "series": series} {
		if missing, extra := differ(slices.Collect(maps.Keys(got)), strings.Fields(documentMembers[block])); len(missing)+len(extra) > 0 {
			t.Errorf("ensemble/%s: missing %v, not known %v", block, missing, extra)
		}
	}
	for name, m := range metrics {
		checkEnsembleMetric(t, name, m.(map[string]any))
	}
	for name, s := range series {
		if s == nil {
			if doc["series"].(map[string]any)[name] != nil {
				t.Errorf("ensemble/series/%s is null", name)
			}
			continue
		}
		checkEnsembleSeries(t, name, s.(map[string]any), len(doc["periods"].([]any)))
	}
	if gap := series["funding_gap"].(map[string]any)["probability_positive"]; len(gap.([]any)) != len(doc["periods"].([]any)) {
		t.Errorf("the probability of a gap is %v", gap)
	}
}

// mayNotExist lists the metrics that have a probability.
var mayNotExist = strings.Fields("peak_gap_date first_gap_date breakeven_date runway_months coverage compute_to_revenue capacity_at_end cost_per_gw " +
	"dilution min_cash_breach_date debt_to_revenue_breach_date")

func checkEnsembleMetric(t *testing.T, name string, m map[string]any) {
	t.Helper()
	members := "ci95 central_percentile " + strings.Join(quantileNames, " ")
	if !strings.HasSuffix(name, "_date") {
		members += " mean sd se_mean"
	}
	if slices.Contains(mayNotExist, name) {
		members += " probability"
	}
	if name == "peak_gap" {
		members += " cvar95"
	}
	if missing, extra := differ(slices.Collect(maps.Keys(m)), strings.Fields(members)); len(missing)+len(extra) > 0 {
		t.Errorf("ensemble/metrics/%s: missing %v, not known %v", name, missing, extra)
	}
	ci := m["ci95"].(map[string]any)
	for i, q := range quantileNames {
		if none := m["probability"] == 0.0 || m["mean"] == nil && slices.Contains(strings.Fields(termMetrics), name) && m["probability"] == nil; none != (m[q] == nil) || none != (ci[q] == nil) {
			t.Errorf("%s.%s is %v, with interval %v and probability %v", name, q, m[q], ci[q], m["probability"])
		}
		if m[q] != nil && (i > 0 && less(m[q], m[quantileNames[i-1]]) || outside(m[q], ci[q])) {
			t.Errorf("%s.%s is %v, in %v, after %v", name, q, m[q], ci[q], m[quantileNames[max(0, i-1)]])
		}
	}
	for _, statistic := range []string{"mean", "sd", "probability", "cvar95"} {
		if v := m[statistic]; v != nil && outside(v, ci[statistic]) {
			t.Errorf("%s.%s is %v, in %v", name, statistic, v, ci[statistic])
		}
	}
}

func checkEnsembleSeries(t *testing.T, name string, s map[string]any, periods int) {
	t.Helper()
	ci := s["ci95"].(map[string]any)
	for _, statistic := range append([]string{"mean", "sd", "se_mean"}, quantileNames...) {
		values := s[statistic].([]any)
		if len(values) != periods {
			t.Errorf("ensemble/series/%s/%s has %d values for %d periods", name, statistic, len(values), periods)
		}
		for i, v := range values {
			if statistic != "se_mean" && outside(v, ci[statistic].([]any)[i]) {
				t.Errorf("%s.%s of period %d is %v, in %v", name, statistic, i, v, ci[statistic].([]any)[i])
			}
		}
	}
}

// less compares two numbers, or two months.
func less(a, b any) bool {
	if x, ok := a.(float64); ok {
		return x < b.(float64)
	}
	return a.(string) < b.(string)
}

// outside reports whether a value lies outside its interval, whose open sides are null.
func outside(v, interval any) bool {
	ends := interval.([]any)
	return ends[0] != nil && less(v, ends[0]) || ends[1] != nil && less(ends[1], v)
}

// differ returns what is in want alone and in got alone.
func differ(got, want []string) (missing, extra []string) {
	for _, w := range want {
		if !slices.Contains(got, w) {
			missing = append(missing, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			extra = append(extra, g)
		}
	}
	return missing, extra
}

// checkNulls walks the document; indices are left out of the paths.
func checkNulls(t *testing.T, path string, v any) {
	t.Helper()
	switch node := v.(type) {
	case nil:
		requires := strings.HasPrefix(path, "commitments/") && strings.HasSuffix(path, "/requires")
		if !requires && !slices.Contains(mayBeNull, path) {
			t.Errorf("%s is null", path)
		}
	case map[string]any:
		for name, child := range node {
			checkNulls(t, strings.TrimPrefix(path+"/"+name, "/"), child)
		}
	case []any:
		for _, child := range node {
			checkNulls(t, path, child)
		}
	}
}

// checkFlows adds up the document: the change of cash is its four flows in every
// period, loans the fifth where there are some, and revenue, costs and compute are the sums of
// their lines.
func checkFlows(t *testing.T, doc map[string]any) {
	t.Helper()
	series := func(block, name string) []any { return doc[block].(map[string]any)[name].([]any) }
	cash := series("series", "cash")
	for i := 1; i < len(cash); i++ {
		change, largest := 0.0, math.Abs(cash[i].(float64))
		for _, flow := range []string{"operating_cash", "rounds", "debt_draws", "facility_draws", "gap_draws"} {
			if flow == "debt_draws" && doc["series"].(map[string]any)[flow] == nil {
				continue
			}
			v := series("series", flow)[i].(float64)
			change += v
			largest = max(largest, math.Abs(v))
		}
		if got := cash[i].(float64) - cash[i-1].(float64); math.Abs(got-change) > 0.02+1e-11*largest {
			t.Errorf("period %d: cash moves by %.2f, its flows by %.2f", i, got, change)
		}
	}
	paid := map[string]any{}
	for id, c := range doc["commitments"].(map[string]any) {
		if c := c.(map[string]any); c["memo"] == false {
			if paid[id] = c["due"]; paid[id] == nil { // as it falls due
				paid[id] = c["paid"]
			}
		}
	}
	for name, block := range map[string]map[string]any{"revenue": doc["revenue"].(map[string]any), "costs": doc["costs"].(map[string]any), "compute": paid} {
		for i, want := range series("series", name) {
			got := 0.0
			for _, line := range block {
				got += line.([]any)[i].(float64)
			}
			if math.Abs(got-want.(float64)) > 0.01+1e-9*math.Abs(got) {
				t.Errorf("%s of period %d: lines add up to %.2f, the series says %.2f", name, i, got, want)
			}
		}
	}
}

// TestDocumentsFinite reads every other JSON document: a value that is none would not
// be JSON, and a base that exists is a number or a date.
func TestDocumentsFinite(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		for _, args := range [][]string{
			{"sensitivity", name, "--format", "json"},
			{"sensitivity", name, "--format", "json", "--metric", "breakeven_date"},
			{"sensitivity", name, "--format", "json", "--metric", "cost_per_gw"},
			{"sensitivity", name, "--format", "json", "--method", "table", "--vary", "funding.cash=$0..$500B/4", "--metric", "first_gap_date"},
			{"solve", name, "--format", "json", "--vary", "funding.cash", "--target", "gap_at_end = $1B"},
			{"solve", name, "--format", "json", "--vary", "funding.cash", "--target", "breakeven_date = 2030-01"},
			{"list", name, "--facts", "--format", "json"},
		} {
			text := run(t, args...)
			document(t, text)
			if found, bad := impossible(text); bad {
				t.Errorf("simulate %s prints %s", strings.Join(args, " "), found)
			}
		}
	})
}

// TestNoEscapes looks into every text of every shipped scenario for escape codes and
// numbers that are none.
func TestNoEscapes(t *testing.T) {
	shipped(t, func(t *testing.T, name string) {
		for _, format := range []string{"table", "markdown", "csv", "json"} {
			if found, bad := impossible(run(t, "run", name, "--format", format, "--charts", "none", "--paths", "256")); bad {
				t.Errorf("--format %s prints %q", format, found)
			}
		}
	})
}

// TestShippedNames compares the list with the files.
func TestShippedNames(t *testing.T) {
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list := document(t, run(t, "list", "--format", "json"))["scenarios"].([]any)
	if len(list) != len(files) || len(files) == 0 {
		t.Errorf("%d scenarios are listed, %d files are shipped", len(list), len(files))
	}
	marked := 0
	for i, s := range list {
		s := s.(map[string]any)
		if s["name"].(string)+".yaml" != files[i] || s["title"] == "" || s["as_of"] == "" {
			t.Errorf("%v stands for %s", s, files[i])
		}
		if s["default"] == true {
			marked++
		}
	}
	if marked != 1 {
		t.Errorf("%d scenarios are marked as the one to start with", marked)
	}
}
