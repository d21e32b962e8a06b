package ensemble

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc64"
	"io"
	"math"
)

// stateMark begins the state of a column; its last byte numbers the format.
const stateMark = "column\x00\x01"

// errState says that a state is not one of such a column.
var errState = errors.New("is not the state of such a column")

var stateSums = crc64.MakeTable(crc64.ECMA)

// encode writes all that the column knows: the mark, the length of what follows, the
// state, and its CRC-64, all numbers little-endian. The same values in the same order give
// the same bytes, however they were cut into pieces.
func (c *column) encode(w io.Writer) error {
	e := &encoder{}
	c.state(e)
	head := binary.LittleEndian.AppendUint64([]byte(stateMark), uint64(len(e.b)))
	for _, b := range [][]byte{head, e.b, binary.LittleEndian.AppendUint64(nil, crc64.Checksum(e.b, stateSums))} {
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// decode reads what encode wrote of a column of the same spec and split into an empty
// column. Anything else is an error, after which the column is of no use.
func (c *column) decode(r io.Reader) error {
	c.forget()
	var head [16]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return fmt.Errorf("%w: %w", errState, err)
	}
	n := binary.LittleEndian.Uint64(head[8:])
	if string(head[:8]) != stateMark || n > 1<<40 {
		return errState
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, int64(n)+8); err != nil {
		return fmt.Errorf("%w: %w", errState, err)
	}
	state := b.Bytes()[:n]
	if binary.LittleEndian.Uint64(b.Bytes()[n:]) != crc64.Checksum(state, stateSums) {
		return errState
	}
	d := &decoder{b: state}
	if c.state(d); d.bad || len(d.b) > 0 {
		return errState
	}
	return nil
}

// coder writes a state, or reads it. Reading checks what it reads: once something does not
// hold, it reads but zeros.
type coder interface {
	number(v *float64)
	whole(v *int, most int) // from 0 to most
	flag(v *bool)
	same(v uint64)                 // a number that is known
	values(v *[]float64, most int) // a list of at most so many
	check(holds func() bool)       // of a state that is read
	reads() bool
}

// encoder writes.
type encoder struct{ b []byte }

func (e *encoder) same(v uint64)       { e.b = binary.LittleEndian.AppendUint64(e.b, v) }
func (e *encoder) number(v *float64)   { e.same(math.Float64bits(*v)) }
func (e *encoder) whole(v *int, _ int) { e.same(uint64(*v)) }
func (e *encoder) check(func() bool)   {}
func (e *encoder) reads() bool         { return false }

func (e *encoder) flag(v *bool) {
	b := byte(0)
	if *v {
		b = 1
	}
	e.b = append(e.b, b)
}

func (e *encoder) values(v *[]float64, _ int) {
	e.same(uint64(len(*v)))
	for i := range *v {
		e.number(&(*v)[i])
	}
}

// decoder reads.
type decoder struct {
	b   []byte
	bad bool
}

// next returns the next n bytes, or nil.
func (d *decoder) next(n int) []byte {
	if d.bad || len(d.b) < n {
		d.bad = true
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *decoder) word() uint64 {
	if b := d.next(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) same(v uint64)     { d.bad = d.word() != v || d.bad }
func (d *decoder) number(v *float64) { *v = math.Float64frombits(d.word()) }
func (d *decoder) reads() bool       { return true }

func (d *decoder) whole(v *int, most int) {
	w := d.word()
	if w > uint64(max(0, most)) {
		d.bad, w = true, 0
	}
	*v = int(w)
}

func (d *decoder) flag(v *bool) {
	if b := d.next(1); b != nil {
		*v, d.bad = b[0] == 1, b[0] > 1
	}
}

func (d *decoder) values(v *[]float64, most int) {
	var n int
	if d.whole(&n, min(most, len(d.b)/8)); d.bad {
		return
	}
	*v = make([]float64, n)
	for i := range *v {
		d.number(&(*v)[i])
	}
}

func (d *decoder) check(holds func() bool) { d.bad = d.bad || !holds() }

// finite reports whether all numbers are at most limit in magnitude.
func finite(limit float64, v ...float64) bool {
	for _, v := range v {
		if !(math.Abs(v) <= limit) {
			return false
		}
	}
	return true
}

// state writes or reads the column.
func (c *column) state(k coder) {
	k.same(uint64(len(c.spec.Probs)))
	for _, p := range c.spec.Probs {
		k.same(math.Float64bits(p))
	}
	k.same(uint64(c.spec.quantileType()))
	k.same(uint64(c.spec.Months))
	for _, on := range []bool{c.spec.Keep, c.spec.Spread} {
		k.same(map[bool]uint64{true: 1}[on])
	}
	k.same(math.Float64bits(c.spec.Central))
	k.same(math.Float64bits(c.spec.Above))
	k.same(uint64(c.split.Count))
	k.same(uint64(c.split.Paths))
	c.startState(k)
	closed := 0
	for i := range c.parts {
		first, end := c.bounds(i)
		c.partState(k, &c.parts[i], end-first)
		if c.parts[i].closed {
			closed += c.parts[i].present()
		}
	}
	for _, s := range c.whole {
		s.state(k, c.split.Paths)
		k.check(func() bool { return s.lost || s.n == closed })
	}
}

// startState is state of what selections begin with.
func (c *column) startState(k coder) {
	learnt := c.ends != nil
	if k.flag(&learnt); !learnt {
		return
	}
	if k.reads() {
		c.waits = make([]int, len(c.parts))
		for _, probs := range c.probs {
			c.ends = append(c.ends, make([]bracket, len(probs)))
		}
		if c.ends == nil {
			c.ends = [][]bracket{}
		}
	}
	for i := range c.waits {
		k.whole(&c.waits[i], math.MaxInt)
	}
	for g := range c.probs {
		for i := range c.ends[g] {
			b := &c.ends[g][i]
			k.number(&b.lo)
			k.number(&b.hi)
			k.check(b.holds)
		}
	}
}

// holds reports whether it is a bracket.
func (b *bracket) holds() bool {
	return b.lo <= b.hi && !math.IsInf(b.lo, 1) && !math.IsInf(b.hi, -1)
}

// partState is state of a part of so many paths.
func (c *column) partState(k coder, p *part, paths int) {
	k.whole(&p.fed, paths)
	p.sums.state(k, p.fed)
	k.values(&p.carry, blockSize-1)
	present := p.present()
	k.whole(&p.above, present)
	k.whole(&p.below, present)
	k.whole(&p.equal, present)
	k.flag(&p.closed)
	k.values(&p.kept, present)
	dates, kept := 0, 0
	if c.spec.Keep {
		kept = present
	}
	for i := range p.months {
		k.whole(&p.months[i], present)
		dates += p.months[i]
	}
	k.check(func() bool {
		return present <= p.fed && finite(Limit, p.carry...) && finite(Limit, p.kept...) &&
			(c.spec.Months == 0 || dates == present) && len(p.kept) == kept &&
			(!p.closed || c.split.Count > 0 && len(p.carry) == 0) && (p.closed || p.sums.n%blockSize == 0)
	})
	if p.closed {
		c.rowState(k, p)
		return
	}
	open := p.picks != nil
	if k.flag(&open); !open {
		k.check(func() bool { return p.fed == 0 })
		return
	}
	if k.reads() {
		p.picks = c.selections(0)
	}
	for _, s := range p.picks {
		s.state(k, paths)
		k.check(func() bool { return s.n == p.sums.n && !s.lost })
	}
}

// rowState is state of the quantiles of a closed part.
func (c *column) rowState(k coder, p *part) {
	if p.present() == 0 {
		return
	}
	if k.reads() {
		p.row = make([]ordered, len(c.spec.Probs))
	}
	for i := range p.row {
		o := &p.row[i]
		k.flag(&o.missed)
		for _, v := range []*float64{&o.at, &o.next, &o.low, &o.high, &o.reach.lo, &o.reach.hi} {
			k.number(v)
		}
		k.check(o.reach.holds)
		k.check(func() bool { return o.missed || finite(Limit, o.at, o.next, o.low, o.high) && o.at <= o.next })
	}
}

// state is state of sums of at most so many values.
func (a *accumulator) state(k coder, most int) {
	k.whole(&a.n, most)
	k.whole(&a.done.n, a.n)
	for _, v := range []*float64{
		&a.origin, &a.done.unit, &a.done.s2, &a.done.s3, &a.done.s4, &a.shift.sum, &a.shift.lost, &a.c, &a.unit, &a.most,
		&a.t[0].sum, &a.t[0].lost, &a.t[1].sum, &a.t[1].lost, &a.t[2].sum, &a.t[2].lost, &a.t[3].sum, &a.t[3].lost,
	} {
		k.number(v)
		k.check(func() bool { return finite(math.MaxFloat64, *v) })
	}
	k.check(func() bool {
		return a.done.s2 >= 0 && a.done.s4 >= 0 && (a.n == 0 || a.unit > 0) && (a.done.n == 0 || a.done.unit > 0) &&
			finite(Limit, a.origin, a.c)
	})
}

// state is state of a selection from at most so many values.
func (s *selection) state(k coder, most int) {
	m := len(s.brackets)
	k.whole(&s.n, most)
	k.whole(&s.wait, math.MaxInt)
	k.flag(&s.lost)
	k.number(&s.reach)
	k.check(func() bool { return s.reach >= 0 && s.reach <= firstReach })
	k.whole(&m, len(s.probs))
	if k.reads() {
		s.brackets, s.counts = make([]bracket, m), make([]int, codeOf(m, plain)+1, maxCodes)
	}
	last := math.Inf(-1)
	for i := range s.brackets {
		b := &s.brackets[i]
		k.number(&b.lo)
		k.number(&b.hi)
		k.check(b.holds)
		k.check(func() bool { return i == 0 || b.lo >= last })
		last = b.hi
	}
	k.check(func() bool { return m > 0 })
	for i := range s.own {
		k.whole(&s.own[i], m-1)
	}
	sum := 0
	for code := range s.counts {
		if code%numSides != inside {
			k.whole(&s.counts[code], most)
			sum += s.counts[code]
		}
	}
	k.values(&s.gathered, most)
	k.check(func() bool { return s.lost || sum+len(s.gathered) == s.n })
	k.check(func() bool { return finite(Limit, s.gathered...) })
	if k.reads() {
		s.edges = edgesOf(s.brackets)
		s.recheck(k)
	}
}

// recheck counts what was gathered, all of which lies within brackets.
func (s *selection) recheck(k coder) {
	for _, v := range s.gathered {
		code := s.search(v)
		k.check(func() bool { return code%numSides == inside })
		s.counts[code]++
	}
}
