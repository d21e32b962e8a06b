package scenario

import (
	"reflect"
	"testing"

	"computegap/model"
)

// withoutDefaults empties every quantity below v that the scenario does not state.
func withoutDefaults(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[model.Quantity]():
		if q := v.Addr().Interface().(*model.Quantity); !q.Stated {
			*q = model.Quantity{}
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			withoutDefaults(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			withoutDefaults(v.Index(i))
		}
	}
}

// TestDefaultsAgree compiles a scenario with the defaults of the table of keys and one
// that leaves them to the model: both must have the same inputs.
func TestDefaultsAgree(t *testing.T) {
	const text = "timeline: {start: 2026, end: 2027}\nfunding: {cash: $1B, rounds: {r: {amount: $1B, date: 2026}}, facilities: {f: {limit: $1B, rate: 5%}}}\n" +
		"revenue: {a: {run_rate: $1B/yr, growth: {curve: constant, rate: 10%}}}\n" +
		"commitments: {s: {total: $1B, start: 2026, term: 1 year, ramp: s-curve}, b: {total: $1B, start: 2026, term: 1 year, ramp: beta}}\n"
	read := func() *model.Scenario { return decoded(t, text) }
	own := read()
	withoutDefaults(reflect.ValueOf(own).Elem())
	inputs := func(s *model.Scenario) map[string][4]any {
		m, err := model.Compile(s, model.Options{})
		if err != nil {
			t.Fatal(err)
		}
		all := map[string][4]any{}
		for _, q := range m.Inputs() {
			all[q.Path] = [4]any{q.Value, q.Lo, q.Hi, q.Unit}
		}
		return all
	}
	table, plain := inputs(read()), inputs(own)
	if len(plain) < 15 || len(plain) != len(table) {
		t.Errorf("%d inputs by the model's defaults, %d by the table's", len(plain), len(table))
	}
	for path, q := range table {
		if plain[path] != q {
			t.Errorf("%s: %v by the table of keys, %v by the model", path, q, plain[path])
		}
	}
}
