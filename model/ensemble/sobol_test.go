package ensemble

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/bits"
	"slices"
	"testing"
)

// unscrambled returns points 0 … n−1 of the first s dimensions, in units of 2⁻³².
func unscrambled(n, s int) []uint32 {
	v := directions(s)
	x := make([]uint32, 0, n*s)
	for i := range n {
		for d := range s {
			x = append(x, sobolAt(&v[d], uint32(i)))
		}
	}
	return x
}

// The unscrambled points are those of Joe and Kuo's numbers in another implementation:
// scipy 1.17.1, qmc.Sobol(d, scramble=False).random(1024), whole as a checksum (FNV-1a,
// 64 bits, of the points in units of 2⁻³², 4 bytes each, the lowest first), and a few
// rows.
func TestPublishedSobol(t *testing.T) {
	for s, want := range map[int]uint64{21: 0xbdf1bba9368ee925, MaxDimensions: 0xe9fbf6a7b4217525} {
		h := fnv.New64a()
		if err := binary.Write(h, binary.LittleEndian, unscrambled(1024, s)); err != nil {
			t.Fatal(err)
		}
		if got := h.Sum64(); got != want {
			t.Errorf("%d dimensions: checksum %#x, want %#x", s, got, want)
		}
	}
	x := unscrambled(1024, 21)
	for i, want := range map[int][]float64{
		0: make([]float64, 21),
		1: slices.Repeat([]float64{0.5}, 21),
		5: {0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375, 0.375, 0.125, 0.375, 0.875, 0.875, 0.125, 0.875, 0.375, 0.875, 0.375, 0.375, 0.625, 0.625},
		100: {0.4140625, 0.2578125, 0.7734375, 0.7265625, 0.8828125, 0.7421875, 0.0234375, 0.4765625, 0.6328125, 0.6953125, 0.4609375,
			0.6796875, 0.4765625, 0.8515625, 0.3203125, 0.4921875, 0.6796875, 0.7421875, 0.8359375, 0.3359375, 0.7578125},
		1023: {0.0009765625, 0.7529296875, 0.6123046875, 0.1455078125, 0.1865234375, 0.4384765625, 0.1396484375, 0.6181640625, 0.3447265625, 0.8505859375, 0.6787109375,
			0.0361328125, 0.1298828125, 0.6650390625, 0.3623046875, 0.4638671875, 0.3134765625, 0.8759765625, 0.5849609375, 0.3193359375, 0.8662109375},
	} {
		for d, w := range want {
			if got := float64(x[i*21+d]) / (1 << 32); got != w {
				t.Errorf("point %d, dimension %d: %v, want %v", i, d, got, w)
			}
		}
	}
}

// The table holds 1,110 different primitive polynomials in order of their numbers, and
// is read to its last byte. A polynomial of degree s is primitive if x has the order
// 2^s − 1 modulo it.
func TestPolynomials(t *testing.T) {
	r := bitReader{from: joeKuo}
	before := uint32(2)
	for d := 2; d <= MaxDimensions; d++ {
		p := r.next(14)
		s := bits.Len32(p) - 1
		order, x := 1, uint32(2)
		if s == 1 {
			x ^= p
		}
		for ; x != 1 && order < 1<<s; order++ {
			if x <<= 1; x>>s == 1 {
				x ^= p
			}
		}
		if order != 1<<s-1 || p <= before {
			t.Fatalf("dimension %d: polynomial %b, order of x %d", d, p, order)
		}
		before = p
		for i := range s {
			r.next(i)
		}
	}
	if left := 8*len(joeKuo) - r.at; left < 0 || left > 7 {
		t.Errorf("%d bits are left", left)
	}
}

// A replicate of 2^m scrambled points is a (t, m, s)-net with the t of Sobol's
// construction, the sum of the polynomials' degrees less one: every elementary interval
// of volume 2^(t−m) holds 2^t of them.
func TestNet(t *testing.T) {
	const m = 8
	for s, quality := range map[int]int{1: 0, 2: 0, 3: 1, 4: 3} {
		u := draw(sampler(t, Spec{Kind: Sobol, Seed: 4, Paths: 16 << m, Inputs: names(s)}))
		for r := range 16 {
			points := u[r*s<<m : (r+1)*s<<m]
			for _, shape := range shapes(m-quality, s) {
				counts := make([]int, 1<<(m-quality))
				for row := 0; row < len(points); row += s {
					cell := 0
					for d, k := range shape {
						cell = cell<<k + int(math.Ldexp(points[row+d], k))
					}
					counts[cell]++
				}
				if slices.Min(counts) != 1<<quality || slices.Max(counts) != 1<<quality {
					t.Fatalf("%d dimensions, replicate %d, intervals 2^-%v: %d to %d points, want %d",
						s, r, shape, slices.Min(counts), slices.Max(counts), 1<<quality)
				}
			}
		}
	}
}

// shapes lists all ways to write total as a sum of s numbers from 0 on.
func shapes(total, s int) [][]int {
	if s == 1 {
		return [][]int{{total}}
	}
	var all [][]int
	for k := range total + 1 {
		for _, rest := range shapes(total-k, s-1) {
			all = append(all, append([]int{k}, rest...))
		}
	}
	return all
}

// Scrambling is nested: numbers that agree in their first k digits agree in as many
// afterwards and differ in the next; and each digit is flipped under half of the keys.
func TestScrambling(t *testing.T) {
	flips := make([]int, 32)
	const keys = 4096
	for k := range keys {
		key := uint32(mix(uint64(k)))
		x := uint32(mix(uint64(k) + 1e6))
		for common := range 32 {
			y := x ^ 1<<(31-common) ^ uint32(mix(uint64(k+common)))&(1<<(31-common)-1)
			if got := bits.LeadingZeros32(owen(x, key) ^ owen(y, key)); got != common {
				t.Fatalf("%d digits in common became %d", common, got)
			}
		}
		for d := range flips {
			flips[d] += int((x ^ owen(x, key)) >> d & 1)
		}
	}
	for d, n := range flips {
		if z := (float64(n) - keys/2) / (math.Sqrt(keys) / 2); math.Abs(z) > 4 {
			t.Errorf("digit %d is flipped by %d of %d keys, %.1f standard errors off", 32-d, n, keys, z)
		}
	}
}

// With scrambled points a smooth integral is off by far less than with random ones, the
// more so the more paths; a Latin hypercube does as well where inputs only add up.
func TestAccuracy(t *testing.T) {
	product := func(u []float64) float64 { // its integral is 1
		f := 1.0
		for d, v := range u {
			f *= 1 + (v-0.5)*2/float64(d+2)
		}
		return f
	}
	sum := func(u []float64) float64 { return 1 + u[0]*u[0]*3 + u[1] - 1.5 }
	for _, c := range []struct {
		kind  Kind
		f     func([]float64) float64
		paths int
		worst float64 // root mean square error
		best  float64
	}{
		{Random, product, 1 << 10, 2e-2, 5e-3},
		{Sobol, product, 1 << 10, 1e-3, 0},
		{Sobol, product, 1 << 14, 6e-5, 0},
		{LHS, sum, 1 << 14, 1e-4, 0},
		{Random, sum, 1 << 14, 1e-2, 3e-3},
	} {
		total := 0.0
		const seeds = 30
		for seed := range seeds {
			mean := 0.0
			u := draw(sampler(t, Spec{Kind: c.kind, Seed: uint64(seed), Paths: c.paths, Inputs: names(6)}))
			for row := 0; row < len(u); row += 6 {
				mean += c.f(u[row:row+6]) / float64(c.paths)
			}
			total += (mean - 1) * (mean - 1) / seeds
		}
		if rms := math.Sqrt(total); rms > c.worst || rms < c.best {
			t.Errorf("%v, %d paths: error %.2g", c.kind, c.paths, rms)
		} else {
			t.Logf("%v, %d paths: error %.2g", c.kind, c.paths, rms)
		}
	}
}
