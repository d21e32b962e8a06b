package scenario

import (
	"testing"

	"computegap/model"
)

// BenchmarkDecode decodes the scenario that has every key, with a setting applied, as
// moving a slider does.
func BenchmarkDecode(b *testing.B) {
	d := read(b, full(b))
	settings := []Setting{{"funding.cash", "$20B", "--set"}}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := d.Scenario(settings...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads and merges the same scenario.
func BenchmarkRead(b *testing.B) {
	r := disk{"f.yaml": full(b)}.reader()
	for b.Loop() {
		if _, err := r.Read("f.yaml"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkModel decodes and compiles it.
func BenchmarkModel(b *testing.B) {
	d := read(b, full(b))
	for b.Loop() {
		if _, _, err := d.Model(model.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
