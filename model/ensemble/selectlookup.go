package ensemble

import (
	"math"
	"math/bits"

	"computegap/model/internal/vec"
)

const (
	lookups  = 512         // places of a lookup
	atomSlot = lookups - 1 // the place of the frequent value
	topSlot  = lookups - 2 // the last place of all others
	keep     = 7           // the lane that counts what is gathered
	lanes    = 7           // lanes of plain counts
	noCode   = -1
)

// stretch is what a lookup works on.
type stretch = [blockSize]float64

// placing gives every value a place, 0 to topSlot, that never decreases with the value:
// (v − lo)·unit, or by the bits of v, which grow with it roughly as its logarithm does.
type placing struct {
	byBits   bool
	lo, unit float64
	base     int64 // by bits: the least bits
	shift    uint
}

// key returns the bits of v as a whole number that grows with v.
func key(v float64) int64 {
	b := int64(math.Float64bits(v + 0)) // −0 is 0
	return b ^ int64(uint64(b>>63)>>1)
}

// newPlacing returns one that spreads the values from lo to hi, finite, over all places but
// the first and the last.
func newPlacing(lo, hi float64, byBits bool) placing {
	const spread = topSlot - 2
	p := placing{byBits: byBits, lo: lo, shift: 1} // half of any two keys lie less than 2^63 apart
	if byBits {
		for key(hi)>>p.shift-key(lo)>>p.shift > spread {
			p.shift++
		}
		p.base = key(lo)>>p.shift - 1
	} else if hi > lo {
		p.unit = min(spread/(hi-lo), 1e300)
	}
	return p
}

// places writes the place of every value.
//
// Note: these loops are the ensemble's innermost. The clamps compile to conditional moves
// because the place is stored, not looked up at once.
func (p *placing) places(out *[blockSize]uint64, x *stretch) {
	if p.byBits {
		p.placesByBits(out, x)
		return
	}
	vec.Places(out, x, p.lo, p.unit, topSlot-1)
}

// placesByBits is places by bits.
func (p *placing) placesByBits(out *[blockSize]uint64, x *stretch) {
	base, shift := p.base, p.shift&63
	for i, v := range x {
		j := key(v)>>shift - base
		if j < 0 {
			j = 0
		}
		if j > topSlot {
			j = topSlot
		}
		out[i] = uint64(j)
	}
}

// placesApart is places, but what equals the atom, bit by bit, gets the place atomSlot.
func (p *placing) placesApart(out *[blockSize]uint64, x *stretch, atom uint64) {
	p.places(out, x)
	vec.Mark(out, x, atom, atomSlot)
}

// place returns the place of one value.
func (p *placing) place(v float64) int {
	var out [blockSize]uint64
	p.places(&out, &stretch{v})
	return int(out[0] & (lookups - 1))
}

// lookup tells quickly on which side of brackets values lie. A place that holds an end of
// a bracket is unsure; values there are gathered, to be looked at later. The atom, a
// frequent value that is an end, has a place of its own.
type lookup struct {
	placing
	apart  bool
	atom   uint64
	words  [lookups]uint64 // 1 in the lane of the count; in lane keep to gather
	plains [lanes]int32    // by lane: the code it counts
	sides  [lookups]sides
}

// sides are the codes of values below, at and above an end; noCode where another end lies
// in the same place.
type sides struct {
	end   float64
	codes [4]int16
}

// newLookup returns the lookup for brackets, at most lanes − 2, of which atom, if any, is
// an end with this code.
func newLookup(p placing, brackets []bracket, atom float64, atomCode int) *lookup {
	l := &lookup{placing: p, apart: atomCode != noCode, atom: math.Float64bits(atom)}
	j := 0
	fill := func(end int, word uint64, code int) {
		for ; j < end; j++ {
			c := int16(code)
			l.words[j], l.sides[j] = word, sides{codes: [4]int16{c, c, c, c}}
		}
	}
	end := func(v float64, below, at, above int) {
		if math.IsInf(v, 0) {
			return
		}
		k := p.place(v)
		if s := &l.sides[k]; j > k && s.end == v && s.codes[0] != noCode { // the end of two
			s.codes[2] = int16(above)
			return
		}
		if j > k { // there is another end
			l.sides[k].codes = [4]int16{noCode, noCode, noCode, noCode}
			return
		}
		fill(k, l.word(below), below)
		fill(k+1, 1<<(8*keep), noCode)
		l.sides[k] = sides{v, [4]int16{int16(below), int16(at), int16(above), noCode}}
	}
	for i, b := range brackets {
		l.plains[i] = int32(codeOf(i, plain))
		if b.lo == b.hi {
			end(b.lo, codeOf(i, plain), codeOf(i, atLo), codeOf(i+1, plain))
			continue
		}
		end(b.lo, codeOf(i, plain), codeOf(i, atLo), codeOf(i, inside))
		end(b.hi, codeOf(i, inside), codeOf(i, atHi), codeOf(i+1, plain))
	}
	m := len(brackets)
	l.plains[m] = int32(codeOf(m, plain))
	last := codeOf(m, plain)
	if math.IsInf(brackets[m-1].hi, 1) {
		last = codeOf(m-1, inside)
	}
	fill(lookups, l.word(last), last)
	if l.apart {
		l.plains[m+1], l.words[atomSlot] = int32(atomCode), 1<<(8*(m+1))
	}
	return l
}

// word returns the word of places where all values have a code, plain or inside.
func (l *lookup) word(code int) uint64 {
	if code%numSides == inside {
		return 1 << (8 * keep)
	}
	return 1 << (8 * (code / numSides))
}

// sift appends those of at most [blockSize] values that have to be gathered to buf, which
// has room for blockSize, counts the others and returns how many it appended.
func (l *lookup) sift(buf, x []float64, counts []int) int {
	if len(x) < blockSize {
		return l.siftFew(buf, x, counts)
	}
	var at [blockSize]uint64
	b := (*stretch)(x)
	if l.apart {
		l.placesApart(&at, b, l.atom)
	} else {
		l.places(&at, b)
	}
	into, words := (*stretch)(buf[:blockSize]), &l.words
	sum := uint64(0)
	for i, v := range b {
		into[sum>>(8*keep)&(blockSize-1)] = v
		sum += words[at[i]&(lookups-1)]
	}
	for i, code := range &l.plains {
		counts[code] += int(sum >> (8 * i) & 0xff)
	}
	return int(sum >> (8 * keep))
}

// siftFew is sift for fewer values, of which it looks at each.
func (l *lookup) siftFew(buf, x []float64, counts []int) int {
	n := 0
	for _, v := range x {
		word := l.words[l.place(v)]
		if word == 1<<(8*keep) {
			buf[n] = v
			n++
			continue
		}
		counts[l.plains[bits.TrailingZeros64(word)/8]]++
	}
	return n
}

// codes writes the code of every value. It returns false if one of them is unsure and has
// noCode.
func (l *lookup) codes(out *[blockSize]int16, x []float64) bool {
	var at [blockSize]uint64
	if len(x) < blockSize {
		var pad stretch
		copy(pad[:], x)
		x = pad[:]
	}
	b, any := (*stretch)(x), int16(0)
	l.places(&at, b)
	for i, v := range b {
		s := &l.sides[at[i]&(lookups-1)]
		d := math.Float64bits(v - s.end + 0) // −0 is 0
		below, apart := d>>63, (d|-d)>>63
		code := s.codes[(1+apart-2*below)&3]
		out[i] = code
		any |= code
	}
	return any >= 0
}
