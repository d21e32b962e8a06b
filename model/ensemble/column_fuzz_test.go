package ensemble

import (
	"bytes"
	"encoding/binary"
	"hash/crc64"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// fuzzSpecs are those of the columns that fuzzing reads.
var fuzzSpecs = []columnSpec{
	{Probs: []float64{0.1, 0.5}, Spread: true, Central: 1, Above: 0.5},
	{Probs: []float64{0.5}, Keep: true, Central: math.NaN(), Above: math.NaN()},
	{Probs: []float64{0.5}, Months: 3, Central: math.NaN(), Above: math.NaN()},
}

// sealed is a state with its length and checksum put right.
func sealed(state []byte) []byte {
	b := binary.LittleEndian.AppendUint64([]byte(stateMark), uint64(len(state)))
	b = append(b, state...)
	return binary.LittleEndian.AppendUint64(b, crc64.Checksum(state, crc64.MakeTable(crc64.ECMA)))
}

// Whatever the bytes, reading them fails with an error, or gives a column that goes on and
// writes the same bytes.
func FuzzColumn(f *testing.F) {
	const paths = 6000
	g := rand.New(rand.NewPCG(1, 1))
	for i, spec := range fuzzSpecs {
		for _, kind := range []Kind{Random, Sobol} {
			for _, n := range []int{0, 100, 5000} {
				c := newColumn(spec, Split(kind, paths))
				for r := range c.parts {
					for j := range n / len(c.parts) {
						if err := c.add(r, []float64{float64((j + g.IntN(2)) % 3)}); err != nil {
							f.Fatal(err)
						}
					}
					if r == 2 {
						c.close(r)
					}
				}
				b := encoded(f, c)
				f.Add(uint8(i), kind == Sobol, b[16:len(b)-8])
			}
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, replicated bool, state []byte) {
		spec, kind := fuzzSpecs[int(which)%len(fuzzSpecs)], Random
		if replicated {
			kind = Sobol
		}
		c := newColumn(spec, Split(kind, paths))
		if err := c.decode(bytes.NewReader(sealed(state))); err != nil {
			return
		}
		if b := encoded(t, c); !bytes.Equal(b, sealed(state)) {
			t.Fatal("a state that is read and written differs")
		}
		c.summary()
		c.above()
		c.percentile()
		c.shortfall(0.5)
		c.months()
		c.sorted()
		for r := range c.parts {
			if c.parts[r].closed {
				continue
			}
			first, end := c.bounds(r)
			if err := c.add(r, make([]float64, end-first-c.parts[r].fed)); err != nil {
				t.Fatal(err)
			}
			c.close(r)
		}
		c.summary()
		c.retry()
	})
}

// A state with any byte changed, or cut short, is an error.
func TestDamagedState(t *testing.T) {
	c := newColumn(fuzzSpecs[0], Split(Random, 6000))
	for i := range 5000 {
		if err := c.add(0, []float64{float64(i*37%101) / 7}); err != nil {
			t.Fatal(err)
		}
	}
	b := encoded(t, c)
	read := func(b []byte, spec columnSpec, split Replicates) error {
		return newColumn(spec, split).decode(bytes.NewReader(b))
	}
	if err := read(b, fuzzSpecs[0], Split(Random, 6000)); err != nil {
		t.Fatal(err)
	}
	for i := range b {
		damaged := bytes.Clone(b)
		damaged[i] ^= 1 << (i % 8)
		if read(damaged, fuzzSpecs[0], Split(Random, 6000)) == nil {
			t.Fatalf("byte %d of %d does not matter", i, len(b))
		}
		if i%97 == 0 && read(b[:i], fuzzSpecs[0], Split(Random, 6000)) == nil {
			t.Fatalf("%d bytes of %d are enough", i, len(b))
		}
	}
	if read(b, fuzzSpecs[1], Split(Random, 6000)) == nil || read(b, fuzzSpecs[0], Split(Random, 6001)) == nil || read(b, fuzzSpecs[0], Split(Sobol, 6000)) == nil {
		t.Error("the state of another column is read")
	}
}

// A state whose parts contradict each other is an error, whatever its checksum says.
func TestContradictoryState(t *testing.T) {
	for name, spoil := range map[string]func(p *part){
		"nothing":                   func(*part) {},
		"a value outside brackets":  func(p *part) { p.picks[0].gathered[0] = 1e9 },
		"a value too few":           func(p *part) { p.picks[0].gathered = p.picks[0].gathered[1:] },
		"a count":                   func(p *part) { p.picks[0].counts[0]++ },
		"an end":                    func(p *part) { p.picks[0].brackets[0].lo = math.NaN() },
		"brackets out of order":     func(p *part) { slices.Reverse(p.picks[0].brackets) },
		"a bracket that is not one": func(p *part) { p.picks[0].own[0] = 9 },
		"values":                    func(p *part) { p.sums.n += blockSize },
		"a sum":                     func(p *part) { p.sums.t[1].sum = math.Inf(1) },
		"paths":                     func(p *part) { p.fed = 7000 },
		"fewer paths than values":   func(p *part) { p.fed = 4000 },
		"a value carried over":      func(p *part) { p.carry[0] = math.NaN() },
	} {
		c := newColumn(fuzzSpecs[0], Split(Random, 6000))
		g := rand.New(rand.NewPCG(2, 2))
		if err := c.add(0, drawn(0, g, 5000, 0)); err != nil {
			t.Fatal(err)
		}
		encoded(t, c)
		p := &c.parts[0]
		spoil(p)
		err := newColumn(fuzzSpecs[0], Split(Random, 6000)).decode(bytes.NewReader(encoded(t, c)))
		if (err == nil) != (name == "nothing") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
