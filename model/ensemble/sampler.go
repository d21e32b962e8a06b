package ensemble

import (
	"fmt"
	"slices"
	"strings"
)

// Kind is a method by which uniform numbers are drawn. Its zero value is [Random].
type Kind int

// The methods.
const (
	// Random draws independently: an input's draw on a path is a pure function of seed,
	// name and path, and no other input and no number of paths moves it.
	Random Kind = iota
	// LHS is Latin hypercube sampling, McKay, Beckman & Conover (1979),
	// doi:10.1080/00401706.1979.10489755: of the n paths of a replicate each input has
	// one in each of n intervals of equal probability.
	LHS
	// Sobol is Sobol's sequence with the direction numbers of Joe & Kuo (2008),
	// doi:10.1137/070709359, under Owen's nested uniform scrambling.
	Sobol
)

var kindNames = []string{"random", "lhs", "sobol"}

// String returns the name a scenario gives the method.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return kindNames[k]
}

// ParseKind returns the method of that name, or an error that lists the names.
func ParseKind(name string) (Kind, error) {
	if i := slices.Index(kindNames, name); i >= 0 {
		return Kind(i), nil
	}
	return 0, fmt.Errorf("no sampler is called %q: there are %s", name, strings.Join(kindNames, ", "))
}

// MaxPaths is the largest number of paths of a sampler, 2²⁴.
const MaxPaths = 1 << 24

// Noise is a sequence of standard normal numbers on every path, one per step.
type Noise struct {
	// Name tells noises apart; a draw depends on it. It is not compared with the names
	// of inputs.
	Name string
	// Steps is how many numbers there are, at least 1.
	Steps int
	// Phi is the coefficient, in [0, 1], of the autoregression y_n = Phi·y_(n−1) + z_n
	// which the numbers drive. It decides which of their combinations take the first
	// dimensions of LHS and Sobol, see [Bridge], and nothing about their law.
	Phi float64
}

// Spec says what a [Sampler] draws. Its order of inputs and noises does not matter.
type Spec struct {
	Kind Kind
	// Seed picks one of the ensembles. Zero is a seed like any other.
	Seed uint64
	// Paths is the number of paths, from 1 to [MaxPaths].
	Paths int
	// Inputs holds the names of the inputs, each once.
	Inputs []string
	// Noises holds the noises, each name once.
	Noises []Noise
}

// Sampler gives the draws of every path of an ensemble, a block of paths at a time. It
// does not change once it is made, so any number of goroutines may use one.
//
// The first dimensions of the sample are the inputs in the order of their names. The
// dimensions of the noises follow: the first of every noise's bridge, by name, then the
// second of every bridge, and so on, so that what is coarse comes first. Beyond the
// [MaxDimensions] that Sobol has, draws are made as by Random.
type Sampler struct {
	spec    Spec
	split   Replicates
	inputs  []dimension
	streams []stream
}

// dimension is one coordinate of a sample.
type dimension struct {
	key    uint64
	kind   Kind        // Random where Sobol has no dimension left
	points *[32]uint32 // the direction numbers, for Sobol
}

// stream is a noise with the dimensions of its bridge.
type stream struct {
	key    uint64
	bridge *Bridge
	dims   []dimension
}

// New returns the sampler of a spec, of which it keeps no part. Names that occur twice, a number of
// paths outside 1 … [MaxPaths], fewer than one step, and a Phi outside [0, 1] are errors.
func New(spec Spec) (*Sampler, error) {
	spec.Inputs, spec.Noises = slices.Clone(spec.Inputs), slices.Clone(spec.Noises)
	slices.Sort(spec.Inputs)
	slices.SortFunc(spec.Noises, func(a, b Noise) int { return strings.Compare(a.Name, b.Name) })
	if err := spec.check(); err != nil {
		return nil, err
	}
	s := &Sampler{spec: spec, split: Split(spec.Kind, spec.Paths)}
	next := spec.dimensions()
	for _, name := range spec.Inputs {
		s.inputs = append(s.inputs, next(keyOf(spec.Seed, ofInput, name)))
	}
	for _, n := range spec.Noises {
		b, err := NewBridge(n.Steps, n.Phi)
		if err != nil {
			return nil, fmt.Errorf("noise %s: %w", n.Name, err)
		}
		s.streams = append(s.streams, stream{key: keyOf(spec.Seed, ofNoise, n.Name), bridge: b})
	}
	if spec.Kind != Random {
		s.span(next)
	}
	return s, nil
}

// check returns an error for what is wrong with a sorted spec, its bridges apart.
func (spec Spec) check() error {
	if spec.Kind < Random || spec.Kind > Sobol {
		return fmt.Errorf("no sampler has the number %d", int(spec.Kind))
	}
	if spec.Paths < 1 || spec.Paths > MaxPaths {
		return fmt.Errorf("the number of paths must lie between 1 and %d, not be %d", MaxPaths, spec.Paths)
	}
	for i, name := range spec.Inputs {
		if i > 0 && name == spec.Inputs[i-1] {
			return fmt.Errorf("two inputs are called %s", name)
		}
	}
	for i, n := range spec.Noises {
		if i > 0 && n.Name == spec.Noises[i-1].Name {
			return fmt.Errorf("two noises are called %s", n.Name)
		}
	}
	return nil
}

// dimensions returns a function that hands out one dimension after the other.
func (spec Spec) dimensions() func(key uint64) dimension {
	var table [][32]uint32
	if spec.Kind == Sobol {
		n := len(spec.Inputs)
		for _, noise := range spec.Noises {
			n += max(0, noise.Steps)
		}
		table = directions(min(n, MaxDimensions))
	}
	next := -1
	return func(key uint64) dimension {
		next++
		switch {
		case spec.Kind != Sobol:
			return dimension{key: key, kind: spec.Kind}
		case next < len(table):
			return dimension{key: key, kind: Sobol, points: &table[next]}
		default:
			return dimension{key: key}
		}
	}
}

// span gives every noise the dimensions of its bridge, level by level.
func (s *Sampler) span(next func(key uint64) dimension) {
	longest := 0
	for _, n := range s.spec.Noises {
		longest = max(longest, n.Steps)
	}
	for level := range longest {
		for i, n := range s.spec.Noises {
			if level < n.Steps {
				key := join(keyOf(s.spec.Seed, ofBridge, n.Name), uint64(level))
				s.streams[i].dims = append(s.streams[i].dims, next(key))
			}
		}
	}
}

// Kind returns the method.
func (s *Sampler) Kind() Kind { return s.spec.Kind }

// Paths returns the number of paths.
func (s *Sampler) Paths() int { return s.spec.Paths }

// Inputs returns the names of the inputs in the order of the columns of
// [Sampler.Uniforms], a copy.
func (s *Sampler) Inputs() []string { return slices.Clone(s.spec.Inputs) }

// Noises returns the noises in the order in which [Sampler.Noise] numbers them, a copy.
func (s *Sampler) Noises() []Noise { return slices.Clone(s.spec.Noises) }

// Replicates returns how the paths are split into independent randomisations.
func (s *Sampler) Replicates() Replicates { return s.split }

// Uniforms writes the draws of the paths from … to−1 to dst, paths × inputs, row by row,
// each in (0, 1), from 2⁻⁵³ to 1 − 2⁻⁵³. It allocates nothing. A block outside the paths
// and a dst of another length are a programmer's mistake and panic.
func (s *Sampler) Uniforms(dst []float64, from, to int) {
	s.mustFit(len(dst), len(s.inputs), from, to)
	for i := range s.inputs {
		s.fill(&s.inputs[i], dst, i, len(s.inputs), from, to)
	}
}

// Columns writes the draws of the paths from … to−1, input by input in the order of
// [Sampler.Inputs], each to a slice of its own with a place a path. Otherwise it is as
// [Sampler.Uniforms].
func (s *Sampler) Columns(dst [][]float64, from, to int) {
	s.mustFit(len(dst)*(to-from), len(s.inputs), from, to)
	for i := range s.inputs {
		s.fill(&s.inputs[i], dst[i][:to-from], 0, 1, from, to)
	}
}

// mustFit panics unless from … to−1 are paths and length is theirs times width.
func (s *Sampler) mustFit(length, width, from, to int) {
	if from < 0 || from > to || to > s.spec.Paths {
		panic(fmt.Sprintf("ensemble: paths %d to %d are outside 0 to %d", from, to, s.spec.Paths))
	}
	if length != (to-from)*width {
		panic(fmt.Sprintf("ensemble: a block of %d × %d numbers has room for %d", to-from, width, length))
	}
}

// fill writes one dimension to a column of dst, which has width columns.
func (s *Sampler) fill(d *dimension, dst []float64, column, width, from, to int) {
	if d.kind == Random {
		for p := from; p < to; p++ {
			dst[(p-from)*width+column] = open(join(d.key, uint64(p)))
		}
		return
	}
	for p := from; p < to; {
		r := s.split.Of(p)
		first, end := s.split.Bounds(r)
		b := block{
			key: join(d.key, uint64(r)), from: p - first, to: min(to, end) - first, size: end - first,
			dst: dst[(p-from)*width+column:], stride: width,
		}
		if d.kind == LHS {
			b.stratified()
		} else {
			b.scrambled(d.points)
		}
		p = min(to, end)
	}
}

// block is a part of one dimension of one replicate: what is to be written, and where.
type block struct {
	key      uint64 // of the dimension in this replicate
	from, to int    // counted within the replicate
	size     int    // of the replicate
	dst      []float64
	stride   int
}

// Noise writes independent standard normal numbers, the noise numbered i, for the paths
// from … to−1 to dst, paths × steps, row by row. It allocates nothing; it panics as
// [Sampler.Uniforms] does.
//
// Random draws each path's numbers in the order of their steps, so that a longer noise
// begins with the same ones. LHS and Sobol send a uniform for each place of the bridge
// through the normal law's quantile function, and the bridge makes steps of them.
func (s *Sampler) Noise(dst []float64, i, from, to int) {
	st := &s.streams[i]
	n := st.bridge.Steps()
	s.mustFit(len(dst), n, from, to)
	if s.spec.Kind == Random {
		for p := from; p < to; p++ {
			normals(dst[(p-from)*n:(p-from+1)*n], join(st.key, uint64(p)))
		}
		return
	}
	for level := range st.dims {
		s.fill(&st.dims[level], dst, st.bridge.At(level), n, from, to)
	}
	for k, u := range dst {
		dst[k] = normalQuantile(u)
	}
	for row := 0; row < len(dst); row += n {
		st.bridge.Steady(dst[row : row+n])
	}
}
