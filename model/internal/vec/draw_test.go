package vec

import (
	"math"
	"slices"
	"testing"
)

// TestGenerator compares the first numbers from the state 1, 2, 3, 4 with those of the
// authors' program, and the state of key 0 with SplitMix64's.
func TestGenerator(t *testing.T) {
	g := Generator{1, 2, 3, 4}
	want := []uint64{41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205, 9973669472204895162,
		14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000}
	for i, w := range want {
		if got := g.Next(); got != w {
			t.Errorf("number %d is %d, want %d", i, got, w)
		}
	}
	if got := NewGenerator(0); got != (Generator{0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, 0xf88bb8a8724c81ec}) {
		t.Errorf("the state of key 0 is %x", got)
	}
}

// TestDraw draws with the assembly, without, and point by point: the same numbers, the same
// generators after them.
func TestDraw(t *testing.T) {
	var l Layers
	for i := range l {
		l[i] = Layer{float64(i) - 255.5, uint64(i) << 43}
	}
	l[7].Inside, l[8].Inside = 1<<52, 0
	for n := range Width + 1 {
		var s Generators
		for p := range n {
			s.Set(p, NewGenerator(uint64(100*n+p)))
		}
		plain, got, want := s, make([]float64, n), make([]float64, n)
		for range 20 {
			over := s.Draw(got, &l)
			was := wide
			wide = false
			overPlain := plain.Draw(want, &l)
			wide = was
			if over != overPlain || !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) || s != plain {
				t.Fatalf("%d points: %v, over %x; without assembly %v, over %x", n, got, over, want, overPlain)
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	var l Layers
	for i := range l {
		l[i].Inside = 1 << 52
	}
	var s Generators
	for p := range Width {
		s.Set(p, NewGenerator(uint64(p)))
	}
	z := make([]float64, Width)
	for b.Loop() {
		s.Draw(z, &l)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*Width), "ns/number")
}
