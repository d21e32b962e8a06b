package ensemble

import (
	"slices"

	"computegap/model/internal/vec"
)

// noises gives the numbers of all noises of a block of paths, a step at a time.
type noises struct {
	sampler  *Sampler
	copula   *Copula // of the noises; nil: independent
	lag      []int   // by noise: steps of the sampler before its first
	from, to int
	single   []*vec.Generators // by noise: those of Random, one under way each path
	taken    []int             // by noise: steps taken from single
	whole    [][]float64       // by noise: all steps by step, by path, where they are needed at once
	rows     []float64         // paths × steps, in between
}

// newNoises makes room for blocks of so many paths.
func newNoises(s *Sampler, c *Copula, lag []int, width int) *noises {
	n := &noises{sampler: s, copula: c, lag: lag, single: make([]*vec.Generators, len(s.streams)), taken: make([]int, len(s.streams)), whole: make([][]float64, len(s.streams))}
	longest := 0
	for i, st := range s.streams {
		steps := st.bridge.Steps()
		if s.spec.Kind == Random {
			n.single[i] = new(vec.Generators)
		}
		if s.spec.Kind != Random || n.coupled(i) {
			n.whole[i] = make([]float64, steps*width)
		}
		if s.spec.Kind != Random {
			longest = max(longest, steps)
		}
	}
	n.rows = make([]float64, longest*width)
	return n
}

// coupled reports whether a noise correlates with others.
func (n *noises) coupled(i int) bool { return n.copula != nil && slices.Contains(n.copula.ids, i) }

// begin turns to the paths from … to−1.
func (n *noises) begin(from, to int) {
	n.from, n.to = from, to
	var blocks [][]float64
	for i := range n.single {
		n.taken[i] = 0
		for p := from; n.single[i] != nil && p < to; p++ {
			n.single[i].Set(p-from, vec.NewGenerator(join(n.sampler.streams[i].key, uint64(p))))
		}
		blocks = append(blocks, n.load(i))
	}
	if n.copula != nil {
		n.copula.Normals(blocks)
	}
}

// load draws all steps of a noise, where they are needed at once, and returns them.
func (n *noises) load(i int) []float64 {
	if n.whole[i] == nil {
		return nil
	}
	steps, width := n.sampler.streams[i].bridge.Steps(), n.to-n.from
	whole := n.whole[i][:steps*width]
	if gens := n.single[i]; gens != nil {
		for k := range steps {
			normalRow(whole[k*width:(k+1)*width], gens)
		}
		return whole
	}
	rows := n.rows[:steps*width]
	n.sampler.Noise(rows, i, n.from, n.to)
	for p := range width {
		for k, z := range rows[p*steps : (p+1)*steps] {
			whole[k*width+p] = z
		}
	}
	return whole
}

// step writes step k of a noise, counted from its own first, at every path.
func (n *noises) step(i, k int, z []float64) {
	k += n.lag[i]
	if n.whole[i] != nil {
		width := n.to - n.from
		copy(z, n.whole[i][k*width:(k+1)*width])
		return
	}
	for ; n.taken[i] <= k; n.taken[i]++ {
		normalRow(z[:n.to-n.from], n.single[i])
	}
}
