package report

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"computegap/model"
)

// TestCSVEqualsJSON reads both formats of every shipped scenario back: the same names,
// and the same numbers to the last bit.
func TestCSVEqualsJSON(t *testing.T) {
	for name, r := range shippedRuns(t) {
		csvEqualsJSON(t, name, r)
	}
}

func csvEqualsJSON(t *testing.T, name string, r *Run) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(printed(t, r, CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows[0], ","); got != "table,name,period,value" {
		t.Fatalf("%s: the heading is %s", name, got)
	}
	got := map[string]string{}
	for _, row := range rows[1:] {
		if row[0] == "warnings" {
			continue
		}
		key := strings.Join(row[:3], "|")
		if _, twice := got[key]; twice {
			t.Errorf("%s: %s stands twice", name, key)
		}
		got[key] = row[3]
	}
	want := flatten(t, printed(t, r, JSON))
	for key, w := range want {
		if g, ok := got[key]; !ok || !same(g, w) {
			t.Errorf("%s: %s is %q in CSV, %v in JSON", name, key, g, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d values in CSV, %d in JSON", name, len(got), len(want))
	}
}

// same compares a field of CSV with a value of JSON.
func same(field string, v any) bool {
	switch v := v.(type) {
	case nil:
		return field == ""
	case string:
		return field == v
	case bool:
		return field == strconv.FormatBool(v)
	case float64:
		f, err := strconv.ParseFloat(field, 64)
		return err == nil && f == v
	}
	return false
}

// flatten turns the JSON document into the rows that CSV has for it.
func flatten(t *testing.T, text string) map[string]any {
	t.Helper()
	var doc struct {
		Periods                []string
		Metrics                map[string]any
		Series, Revenue, Costs map[string][]float64
		Commitments            map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string]any{}
	for name, v := range doc.Metrics {
		out["metrics|"+name+"|"] = v
	}
	for table, lines := range map[string]map[string][]float64{"series": doc.Series, "revenue": doc.Revenue, "costs": doc.Costs} {
		for name, values := range lines {
			for i, v := range values {
				out[table+"|"+name+"|"+doc.Periods[i]] = v
			}
		}
	}
	for id, c := range doc.Commitments {
		for _, name := range []string{"total", "remainder", "scheduled", "before", "escalation", "after"} {
			out["commitments|"+id+"."+name+"|"] = c[name]
		}
		for i, v := range c["paid"].([]any) {
			out["commitments|"+id+".paid|"+doc.Periods[i]] = v
		}
	}
	var all map[string]any
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Fields("rounds loans firmness counterparties circular exposure flexibility funding capacity") {
		if all[block] != nil {
			flattenBlock(out, block, "", doc.Periods, all[block])
		}
	}
	for id, c := range doc.Commitments {
		for _, name := range strings.Fields("probability taken requires due deferred cancelled credits renewal") {
			if v, ok := c[name]; ok {
				flattenBlock(out, "commitments", id+"."+name, doc.Periods, v)
			}
		}
	}
	return out
}

// flattenBlock names what lies in a block by the members that lead there; a list of numbers
// is by period, any other is numbered.
func flattenBlock(out map[string]any, table, name string, periods []string, v any) {
	join := func(child string) string { return strings.TrimPrefix(name+"."+child, ".") }
	switch v := v.(type) {
	case map[string]any:
		for member, child := range v {
			flattenBlock(out, table, join(member), periods, child)
		}
	case []any:
		for i, child := range v {
			if _, ok := child.(float64); !ok && child != nil {
				flattenBlock(out, table, join(strconv.Itoa(i+1)), periods, child)
				continue
			}
			out[table+"|"+name+"|"+periods[i]] = child
		}
	default:
		out[table+"|"+name+"|"] = v
	}
}

// TestCSVQuotes wants a warning with commas and quotes back as it was.
func TestCSVQuotes(t *testing.T) {
	r := shippedRun(t, "aws-deal")
	message := `a "b", c` + "\nd"
	r.Warnings = []model.Warning{{Path: "funding.cash", Message: message}}
	rows, err := csv.NewReader(strings.NewReader(printed(t, r, CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	last := rows[len(rows)-1]
	if last[0] != "warnings" || last[1] != "funding.cash" || last[3] != message {
		t.Errorf("the last row is %q", last)
	}
}

// TestNumberNull shows as null what does not exist, and nothing else.
func TestNumberNull(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -1.5: "-1.5", 3.8e10: "38000000000"} {
		if got, err := json.Marshal(number(v)); err != nil || string(got) != want {
			t.Errorf("%g is %s in JSON (%v)", v, got, err)
		}
	}
	if got, err := json.Marshal(number(model.Absent)); err != nil || string(got) != "null" {
		t.Errorf("an absent number is %s in JSON (%v)", got, err)
	}
}
