package scenario

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/quantity"
)

// standing collects every path of a tree by the pattern of its key.
func standing(n *node, k *branch, path string, found map[string][]string) {
	if k == nil || k.key == nil {
		return
	}
	found[k.key.Path] = append(found[k.key.Path], path)
	for _, p := range n.pairs {
		standing(p.value, k.child(p.key.text), join(path, p.key.text), found)
	}
	for i, item := range n.items {
		standing(item, k.any, fmt.Sprintf("%s.%d", path, i+1), found)
	}
}

// wrong is a value that no key of a kind takes.
func wrong(k Key) string {
	switch k.Kind {
	case Text:
		return `"\x01"`
	case Word, Name, Month, LastMonth, Day, YesNo, Integer, Amount:
		return "nonsense"
	case Block:
		return "[3]"
	}
	return "3"
}

// TestEveryKeyIsDecoded breaks every key of the table where it stands in a scenario
// that has them all: a key that the decoder ignored would not be missed.
func TestEveryKeyIsDecoded(t *testing.T) {
	d := read(t, full(t))
	if _, _, err := d.Scenario(); err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	standing(d.root, tree, "", found)
	for _, k := range Keys() {
		if k.Path == "extends" {
			continue
		}
		paths := found[k.Path]
		if len(paths) == 0 {
			t.Errorf("testdata/full.yaml lacks %s", k.Path)
			continue
		}
		broken := 0
		for _, path := range paths {
			if breaks(t, d, k, path) {
				broken++
			}
		}
		if broken == 0 {
			t.Errorf("%s: no fault at any of %v", k.Path, paths)
		}
	}
}

// breaks reports whether a wrong value at a path is a fault at that path. Inside a
// list it is put there by replacing the list.
func breaks(t *testing.T, d *Document, k Key, path string) bool {
	parent, name, _ := cutLast(path)
	setting := Setting{path, wrong(k), "--set " + path}
	switch list, _, _ := cutLast(parent); {
	case k.Path == "context.*" || k.Path == "correlations.*":
		setting.Path, setting.Value = parent, "[3]"
	case list == "context":
		setting.Path, setting.Value = list, "[{fact: x, "+name+": "+wrong(k)+"}]"
		if name == "fact" {
			setting.Value = "[{fact: " + wrong(k) + "}]"
		}
	}
	_, _, err := d.Scenario(setting)
	var faults Faults
	errors.As(err, &faults)
	at := path
	if strings.HasPrefix(k.Path, anyQuantity) {
		at = parent
	}
	return slices.ContainsFunc(faults, func(f Fault) bool {
		return (f.Path == path || f.Path == at) && f.File == setting.Place && !strings.Contains(f.Message, "no such key")
	})
}

// other is a value for a key that differs from the one it has.
func other(k Key, n *node) string {
	switch {
	case k.Path == "ensemble.tolerance":
		return "2% of gap_at_end.p50"
	case k.Kind == Integer:
		return "77"
	}
	switch k.Kind {
	case Text:
		return "something else"
	case YesNo:
		return map[bool]string{true: "false", false: "true"}[n.text == "true"]
	case Month, LastMonth, Day:
		return "2026-09"
	case Word:
		for _, w := range k.Words {
			if w != n.text {
				return w
			}
		}
	case Amount:
		return quantity.Exact(k.Quantity, max(k.Lo, 1e-9)*0.77+min(k.Hi, 1)*0.23)
	case Dated:
		date := map[string]string{"month": "2029-07", "year": "2029", "": "2029"}[k.Grain]
		return "{" + date + ": " + quantity.Exact(k.Quantity, 0.77) + "}"
	}
	return ""
}

// TestEveryValueArrives changes every single value of the full scenario and finds it
// changed in the model's scenario.
func TestEveryValueArrives(t *testing.T) {
	d := read(t, full(t))
	before, _, err := d.Scenario()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	standing(d.root, tree, "", found)
	dropped := []string{"sources.*.url", "context.*.note"} // read, and in nothing that is computed or shown
	for _, pattern := range slices.Sorted(maps.Keys(found)) {
		k, ok := KeyAt(pattern)
		if !ok || slices.Contains(dropped, pattern) || strings.Contains(pattern, "context.") {
			continue
		}
		for _, path := range found[pattern] {
			n := d.root
			for _, name := range strings.Split(path, ".") {
				n = n.child(name)
			}
			value := other(k, n)
			if n == nil || value == "" || k.Selector != "" || strings.HasSuffix(path, ".curve") || strings.HasSuffix(path, ".shape") || pattern == "commitments.*.kind" || pattern == "funding.debt.*.repayment" {
				continue
			}
			after, _, err := d.Scenario(Setting{path, value, "--set"})
			if err != nil {
				t.Errorf("%s=%s: %v", path, value, err)
			} else if reflect.DeepEqual(before, after) {
				t.Errorf("%s=%s changes nothing", path, value)
			}
		}
	}
}

// TestTable looks for slips in the table of keys.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Keys() {
		if seen[k.Path] {
			t.Errorf("%s is described twice", k.Path)
		}
		seen[k.Path] = true
		if !strings.HasSuffix(k.Meaning, ".") || len(k.Meaning) < 8 {
			t.Errorf("%s: meaning %q", k.Path, k.Meaning)
		}
		bounded := k.Kind == Amount || k.Kind == Dated || k.Kind == Integer || k.Kind == Pair
		if bounded != (k.Lo < k.Hi) && !strings.HasPrefix(k.Path, anyQuantity) {
			t.Errorf("%s: bounds %g to %g", k.Path, k.Lo, k.Hi)
		}
		if (k.Kind == Word) != (len(k.Words) > 0) && k.Kind != Amount && k.Kind != Integer {
			t.Errorf("%s: words %v", k.Path, k.Words)
		}
		if k.Kind == Word && k.Default != "" && !slices.Contains(k.Words, k.Default) {
			t.Errorf("%s: default %q is not one of its words", k.Path, k.Default)
		}
		if k.Unit && (k.Lo != 0 || k.Hi != 1) {
			t.Errorf("%s: a fraction with bounds %g to %g", k.Path, k.Lo, k.Hi)
		}
		if got, ok := KeyAt(k.Path); !strings.HasPrefix(k.Path, anyQuantity) && (!ok || got.Path != k.Path) {
			t.Errorf("KeyAt(%q) is %q, %v", k.Path, got.Path, ok)
		}
		for _, text := range slices.Concat(k.Only, k.Unless, k.Excludes) {
			checkCondition(t, k, text)
		}
	}
}

// checkCondition checks that what a condition names exists beside its key.
func checkCondition(t *testing.T, k Key, text string) {
	c := parseCondition(text)
	parent, _, _ := cutLast(k.Path)
	other, ok := KeyAt(join(parent, c.name))
	if ok && other.Selector != "" {
		other, ok = KeyAt(join(join(parent, c.name), other.Selector))
	}
	for _, v := range c.values {
		ok = ok && slices.Contains(other.Words, v)
	}
	if !ok {
		t.Errorf("%s: condition %q names nothing", k.Path, text)
	}
}

func TestKeyAt(t *testing.T) {
	for path, pattern := range map[string]string{
		"funding.cash":                           "funding.cash",
		"commitments.aws.total":                  "commitments.*.total",
		"commitments.aws.total.dist":             anyQuantity + ".dist",
		"revenue.x.growth.points.2026-01":        "revenue.*.growth.points.*",
		"revenue.x.growth.points.2026-01.source": anyQuantity + ".source",
		"costs.x.share.points":                   "costs.*.share.points",
		"checks.1":                               "checks.*",
		"funding.facilities.revolver.until":      "funding.facilities.*.until",
	} {
		k, ok := KeyAt(path)
		if !ok || k.Path != pattern {
			t.Errorf("KeyAt(%q) is %q, %v; want %q", path, k.Path, ok, pattern)
		}
	}
	for _, path := range []string{"nonsense", "funding.cash.valu", "commitments.aws.totl", "", "funding.cash.value.value"} {
		if k, ok := KeyAt(path); ok {
			t.Errorf("KeyAt(%q) is %q", path, k.Path)
		}
	}
	if k, _ := KeyAt("commitments.aws.term.value"); k.Quantity != quantity.Duration || k.Lo != 0 || !k.Open {
		t.Errorf("the value of a term is %v from %g", k.Quantity, k.Lo)
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		path, unit string
		kind       quantity.Kind
	}{
		{"commitments.aws.deferral.cost", "1/yr", quantity.Rate},
		{"commitments.aws.deferral.cost", "USD/GW-yr", quantity.Price},
		{"compute_limits_revenue", "USD/GW-yr", quantity.Yield},
		{"commitments.aws.term", "months", quantity.Duration},
		{"demand.inference.share", "1", quantity.Fraction},
	} {
		if got := KindOf(model.Quantity{Path: c.path, Unit: c.unit}); got != c.kind {
			t.Errorf("%s in %s is %s, want %s", c.path, c.unit, got, c.kind)
		}
	}
}
