package scenario

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// compiled compiles the schema with a library of its own.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// value decodes YAML as an editor does: types are those of YAML, keys are texts.
func value(t *testing.T, text string) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return plainValue(t, n.Content[0])
}

func plainValue(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plainValue(t, item))
		}
		return list
	}
	if n.ShortTag() == "!!timestamp" {
		return n.Value
	}
	var v any
	if err := n.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSchemaAccepts validates scenarios that are right.
func TestSchemaAccepts(t *testing.T) {
	s := compiled(t)
	texts := map[string]string{"full": full(t), "base": base, "settable": settable,
		"extends":   "extends: x\ncommitments: {a: {term: null, end: 2030}, b: null}\nchecks: null\n",
		"quantity":  base + "costs: {a: {share: {value: 0.2, dist: 10% to 30%, as_of: 2025}}}\n",
		"durations": base + "commitments: {a: {total: 40B USD, start: 2026-Q1, term: 1.5 years, delay: 0, ramp: {shape: beta, a: 2, b: 3}}}\n"}
	shipped, err := filepath.Glob("../../scenarios/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range shipped {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(text)
	}
	for name, text := range texts {
		if err := s.Validate(value(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses validates scenarios that are wrong.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	for name, text := range map[string]string{
		"no timeline":          "funding: {cash: $1B}",
		"no cash":              "timeline: {start: 2026, end: 2030}\nfunding: {gap_rate: 5%}",
		"an unknown key":       base + "revenu: {}",
		"a key in a block":     base + "commitments: {a: {totl: $1B}}",
		"a bad word":           base + "commitments: {a: {firmness: signd}}",
		"a bare amount":        base + "commitments: {a: {total: 38}}",
		"no currency":          base + "commitments: {a: {total: 38B}}",
		"no period":            base + "revenue: {a: {run_rate: $38B}}",
		"no unit":              base + "commitments: {a: {term: 7}}",
		"a bad date":           base + "commitments: {a: {start: May 2026}}",
		"a bad date key":       base + "commitments: {a: {payments: {soon: $1B}}}",
		"another curve's key":  base + "revenue: {a: {growth: {curve: fade, rate: 3%, fades_to: 1%, half_life: 1 year, ceiling: $1B/yr}}}",
		"a curve's key":        base + "revenue: {a: {growth: {curve: fade, rate: 3%, fades_to: 1%}}}",
		"no curve":             base + "revenue: {a: {growth: {rate: 3%}}}",
		"a bad ramp":           base + "commitments: {a: {ramp: plateu}}",
		"a ramp without build": base + "commitments: {a: {ramp: {shape: plateau}}}",
		"a capital name":       base + "commitments: {AWS: {total: $1B}}",
		"an uncertain share":   base + "commitments: {a: {ramp: {shape: by-year, shares: {2026: [1]}}}}",
		"a long correlation":   base + "correlations: [[a, b, 0.1, 0.2]]",
		"too strong":           base + "correlations: [[a, b, 1]]",
		"a quantity's key":     base + "costs: {a: {share: {vale: 20%}}}",
		"paths":                base + "ensemble: {paths: many}",
	} {
		if err := s.Validate(value(t, text)); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// TestReferenceIsWhole finds every key of the table in the reference.
func TestReferenceIsWhole(t *testing.T) {
	text := string(Reference())
	for _, k := range Keys() {
		_, name, _ := cutLast(k.Path)
		if name != "*" && !strings.Contains(text, "| `"+name+"` |") || !strings.Contains(text, k.Meaning) && name != "*" {
			t.Errorf("the reference lacks %s", k.Path)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		if cells := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); cells != 0 && cells != 6 {
			t.Errorf("line %d has %d bars: %s", i+1, cells, line)
		}
	}
}
