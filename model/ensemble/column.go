package ensemble

import (
	"fmt"
	"math"
	"slices"

	"computegap/model/internal/vec"
)

// columnSpec says what a column is asked for. For lack of a number Central and Above are
// NaN.
type columnSpec struct {
	// Probs are those of the quantiles, each in [0, 1].
	Probs []float64
	// Type is the type of the quantiles; 0 is [Type7]. Dates have Type1.
	Type QuantileType
	// Months above 0 says that the values are whole numbers from 0 to Months − 1.
	Months int
	// Whole says that the values are whole numbers: the interval of a quantile then reaches to
	// the next ones. Dates are.
	Whole bool
	// Keep keeps every value, for shortfall and sorted.
	Keep bool
	// Spread asks for the interval of the standard deviation of independent paths, which
	// takes fourth powers; without it both sides are open.
	Spread bool
	// Central is what percentile compares values with; those within Near of it are ties.
	Central, Near float64
	// Above is what above compares values with.
	Above float64
}

// quantileType returns the type of the quantiles.
func (s *columnSpec) quantileType() QuantileType {
	if s.Months > 0 || s.Type == Type1 {
		return Type1
	}
	return Type7
}

// groups returns the probabilities by the selection that serves them.
func (s *columnSpec) groups() [][]float64 {
	if s.Months > 0 {
		return nil
	}
	return slices.Collect(slices.Chunk(s.Probs, mostBrackets))
}

// column is a [Summariser] for a column of values that comes piece by piece: it gives the
// same to the last bit, in memory of about the square root of the number of values.
//
// Every replicate, or the whole column if there are none, is a part, to which its values
// are added in path order. How they are cut into pieces changes nothing. A column that
// returned an error is of no further use.
type column struct {
	spec  columnSpec
	split Replicates
	probs [][]float64 // groups of the spec
	parts []part
	whole []*selection // by group: of the parts that are closed, in the order of closing
	ends  [][]bracket  // by group: brackets to begin with; nil: open ones
	waits []int        // by part: up to so many values these are not narrowed; nil: 0
	free  [][]*selection
}

// part is a replicate.
type part struct {
	fed          int // paths
	sums         accumulator
	carry        []float64    // values that do not fill a block yet
	picks        []*selection // by group; nil once closed
	months       []int
	above        int
	below, equal int
	kept         []float64

	closed bool
	row    []ordered // by probability, once closed
}

// present returns the number of values.
func (p *part) present() int { return p.sums.n + len(p.carry) }

// newColumn returns an empty column of paths that are split in this way.
func newColumn(spec columnSpec, split Replicates) *column {
	c := &column{spec: spec, split: split, probs: spec.groups()}
	c.reset()
	return c
}

// reset forgets all values.
func (c *column) reset() {
	for i := range c.parts {
		c.recycle(c.parts[i].picks)
	}
	c.recycle(c.whole)
	c.parts, c.whole = make([]part, max(1, c.split.Count)), nil
	for i := range c.parts {
		p := &c.parts[i]
		p.sums = accumulator{fourth: c.spec.Spread && c.split.Count == 0, limit: Limit}
		p.months = make([]int, c.spec.Months)
	}
	if c.split.Count > 0 {
		c.whole = c.selections(c.split.Paths)
		for _, s := range c.whole {
			s.reach = usualReach
		}
	}
}

// selections returns an empty selection for every group, which does not narrow brackets to
// begin with up to so many values.
func (c *column) selections(wait int) []*selection {
	var s []*selection
	if k := len(c.free); k > 0 {
		s, c.free = c.free[k-1], c.free[:k-1]
	} else {
		s = make([]*selection, len(c.probs))
		for g, probs := range c.probs {
			s[g] = &selection{probs: probs}
		}
	}
	for g := range s {
		s[g].most = (c.split.Paths + len(c.parts) - 1) / len(c.parts)
		if c.ends == nil {
			s[g].restart(nil, 0)
			if c.split.Count > 0 {
				s[g].reach = firstReach
			}
		} else {
			s[g].restart(c.ends[g], wait)
		}
	}
	return s
}

// recycle keeps the memory of selections.
func (c *column) recycle(s []*selection) {
	if len(s) > 0 && len(c.free) < 1 {
		c.free = append(c.free, s)
	}
}

// bounds returns the paths of a replicate.
func (c *column) bounds(replicate int) (first, end int) {
	if c.split.Count == 0 {
		return 0, c.split.Paths
	}
	return c.split.Bounds(replicate)
}

// add takes in the next values of a replicate, NaN where there is none. Replicate is 0
// where paths are independent. More values than the replicate has paths, and a value that
// [Summariser.Summarise] refuses or that is no month where there should be months, give an
// error.
func (c *column) add(replicate int, x []float64) error {
	p := &c.parts[replicate]
	first, end := c.bounds(replicate)
	if p.closed || p.fed+len(x) > end-first {
		return fmt.Errorf("replicate %d takes no %d more values after %d", replicate, len(x), p.fed)
	}
	if p.picks == nil {
		p.picks = c.selections(c.waitOf(replicate))
	}
	if c.spec.Months > 0 {
		if err := p.countMonths(x, first); err != nil {
			return err
		}
	}
	c.compare(p, x)
	for rest := x; len(rest) > 0; {
		if len(p.carry) == 0 {
			if k := p.take(rest[:min(len(rest), feedSize)]); k > 0 {
				rest = rest[k:]
				continue
			}
		}
		k, bad := p.collect(rest)
		if bad {
			return beyond(first+p.fed+len(x)-len(rest)+k, rest[k])
		}
		rest = rest[k:]
	}
	p.fed += len(x)
	if c.spec.Keep {
		if p.kept == nil {
			p.kept = make([]float64, 0, end-first)
		}
		for _, v := range x {
			if isPresent(v) {
				p.kept = append(p.kept, v)
			}
		}
	}
	return nil
}

// waitOf returns up to how many values a part does not narrow the brackets to begin with.
func (c *column) waitOf(replicate int) int {
	if c.waits == nil {
		return 0
	}
	return c.waits[replicate]
}

// take takes in whole blocks of values until one of them has a value that is absent or
// refused. It returns how many values it took.
func (p *part) take(x []float64) int {
	k := 0
	for k+blockSize <= len(x) && p.sums.add(x[k:k+blockSize]) {
		k += blockSize
	}
	for _, s := range p.picks {
		s.feed(x[:k])
	}
	return k
}

// collect carries values over until they fill a block. It returns how many it has seen,
// or the first that is refused.
func (p *part) collect(x []float64) (k int, bad bool) {
	if p.carry == nil {
		p.carry = make([]float64, 0, blockSize)
	}
	carry := p.carry
	for k < len(x) && len(carry) < blockSize {
		v := x[k]
		if math.Abs(v) > Limit {
			return k, true
		}
		if k++; isPresent(v) {
			carry = append(carry, v)
		}
	}
	if p.carry = carry; len(carry) == blockSize {
		p.take(carry)
		p.carry = carry[:0]
	}
	return k, false
}

// countMonths counts dates.
func (p *part) countMonths(x []float64, first int) error {
	for i, v := range x {
		if !isPresent(v) {
			continue
		}
		m := int(max(-1, min(v, float64(len(p.months)))))
		if m < 0 || m >= len(p.months) || float64(m) != v {
			return fmt.Errorf("the value of path %d, %v, is not one of %d months", first+p.fed+i, v, len(p.months))
		}
		p.months[m]++
	}
	return nil
}

// compare counts values above and below those of the spec.
func (c *column) compare(p *part, x []float64) {
	var reached [vec.Sifted]int
	if isPresent(c.spec.Above) {
		vec.Sift(nil, x, 0, []float64{math.Nextafter(c.spec.Above, math.Inf(1))}, &reached)
		p.above += reached[0]
	}
	if isPresent(c.spec.Central) {
		low, high := c.spec.Central-c.spec.Near, c.spec.Central+c.spec.Near
		reached = [vec.Sifted]int{}
		vec.Sift(nil, x, 0, []float64{math.Inf(-1), low, math.Nextafter(high, math.Inf(1))}, &reached)
		p.below += reached[0] - reached[1]
		p.equal += reached[1] - reached[2]
	}
}

// close says that a replicate has no more values: it works out its quantiles and frees its
// memory. It does nothing to independent paths or where it was called before.
func (c *column) close(replicate int) {
	p := &c.parts[replicate]
	if c.split.Count == 0 || p.closed {
		return
	}
	p.sums = p.total()
	for _, s := range p.picks {
		s.feed(p.carry)
	}
	p.carry = nil
	p.row = c.rowOf(p, c.finished(p))
	p.closed = true
	for g, s := range p.picks {
		c.whole[g].reach = usualReach * math.Sqrt(c.open())
		c.whole[g].merge(s)
	}
	if !c.learn(p) { // the first one has gathered more than others will
		c.recycle(p.picks)
	}
	p.picks = nil
}

// open returns the share of replicates that are not closed. The variance of how far a
// quantile of the closed ones lies from that of all has this factor.
func (c *column) open() float64 {
	k := 0
	for i := range c.parts {
		if !c.parts[i].closed {
			k++
		}
	}
	return float64(k) / float64(len(c.parts))
}

// learn has the next replicates begin with the brackets at which the first one closed. It
// reports whether it did.
func (c *column) learn(p *part) bool {
	if c.ends != nil || len(p.picks) == 0 || p.picks[0].isOpen() {
		return false
	}
	for _, s := range p.picks {
		c.ends = append(c.ends, s.ends())
	}
	c.waits = slices.Repeat([]int{p.present()}, len(c.parts))
	return true
}

// total returns the sums of all values of a part.
func (p *part) total() accumulator {
	a := p.sums
	if len(p.carry) > 0 {
		a.add(p.carry)
	}
	return a
}

// finished returns the selections of an open part with all its values, of use until the part
// takes in more.
func (c *column) finished(p *part) []*selection {
	if p.picks == nil {
		return c.selections(0)
	}
	if len(p.carry) == 0 {
		return p.picks
	}
	picks := make([]*selection, len(p.picks))
	for g, s := range p.picks {
		picks[g] = s.fork()
		picks[g].feed(p.carry)
	}
	return picks
}

// grow says that there are more paths than was said before, of the same kind. It returns
// an error, and changes nothing, if they do not fit those there are.
func (c *column) grow(split Replicates) error {
	if split.Count != c.split.Count || split.Paths < c.split.Paths {
		return fmt.Errorf("%d paths in %d replicates cannot become %d in %d", c.split.Paths, c.split.Count, split.Paths, split.Count)
	}
	was := c.split
	c.split = split
	for i := range c.parts {
		first, end := c.bounds(i)
		if p := &c.parts[i]; p.closed && p.fed != end-first {
			c.split = was
			return fmt.Errorf("replicate %d is closed and takes no more paths", i)
		}
	}
	return nil
}
