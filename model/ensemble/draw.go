package ensemble

import (
	"cmp"
	"slices"

	"computegap/model"
	"computegap/model/dist"
)

// drawer says how the uncertain parts of a model are drawn. It does not change once it is
// made, but for grow, and serves any number of workers.
type drawer struct {
	model   *model.Model
	chance  model.Chance
	laws    []dist.Dist // by uncertain input
	column  []int       // by uncertain input, then by round, then by commitment: its place among the sampler's inputs
	noises  []model.Noise
	lag     []int // by noise of the sampler: steps before its stream begins
	order   []int // by noise of the model: its number in the sampler
	inputs  *Copula
	shared  *Copula // of noises
	spec    Spec
	sampler *Sampler
}

// newDrawer prepares the draws of a model. Correlations that contradict each other are an
// error.
func newDrawer(m *model.Model, c Config, paths int) (*drawer, error) {
	d := &drawer{model: m, chance: m.Chance(), spec: Spec{Kind: c.Kind, Seed: c.Seed}}
	for _, i := range d.chance.Inputs {
		q := m.Inputs()[i]
		d.laws = append(d.laws, dist.Tabulate(q.Dist))
		d.spec.Inputs = append(d.spec.Inputs, q.Path)
	}
	for _, i := range d.chance.Rounds {
		d.spec.Inputs = append(d.spec.Inputs, m.RoundPath(i))
	}
	for _, i := range d.chance.Commitments {
		d.spec.Inputs = append(d.spec.Inputs, m.CommitmentPath(i))
	}
	if err := d.couple(m.Scenario().Correlations); err != nil {
		return nil, err
	}
	if err := d.grow(paths); err != nil {
		return nil, err
	}
	names := d.sampler.Inputs()
	for _, name := range d.spec.Inputs {
		at, _ := slices.BinarySearch(names, name)
		d.column = append(d.column, at)
	}
	for _, z := range d.chance.Noises {
		d.order = append(d.order, slices.IndexFunc(d.sampler.Noises(), func(n Noise) bool { return n.Name == z.Name }))
	}
	return d, nil
}

// grow makes the sampler of so many paths.
func (d *drawer) grow(paths int) (err error) {
	d.spec.Paths = paths
	d.sampler, err = New(d.spec)
	return err
}

// couple reads the correlations of what is uncertain and lists the noises.
func (d *drawer) couple(list []model.Correlation) (err error) {
	inputs := slices.Sorted(slices.Values(d.spec.Inputs))
	d.noises = slices.SortedFunc(slices.Values(d.chance.Noises), func(a, b model.Noise) int { return cmp.Compare(a.Name, b.Name) })
	var pairs, shared []dist.Pair
	for _, c := range list {
		if i, j := slices.Index(inputs, c.A), slices.Index(inputs, c.B); i >= 0 && j >= 0 {
			pairs = append(pairs, dist.Pair{I: i, J: j, Rho: c.Rho})
		}
		named := func(name string) int {
			return slices.IndexFunc(d.noises, func(n model.Noise) bool { return n.Name == name })
		}
		if i, j := named(c.A), named(c.B); i >= 0 && j >= 0 {
			shared = append(shared, dist.Pair{I: i, J: j, Rho: c.Rho})
		}
	}
	if d.inputs, err = NewCopula(len(inputs), pairs); err != nil {
		return err
	}
	if d.shared, err = NewCopula(len(d.noises), shared); err != nil {
		return err
	}
	d.timeNoises()
	return nil
}

// timeNoises gives every noise its steps: those of its stream's active months, and where
// it correlates with others, those of all of them, so that a step is the same month for
// all.
func (d *drawer) timeNoises() {
	first, end := 0, 0
	for a, i := range d.shared.ids {
		z := d.noises[i]
		if lo, hi := d.model.Active(z.Stream); a == 0 {
			first, end = lo, hi
		} else {
			first, end = min(first, lo), max(end, hi)
		}
	}
	for i, z := range d.noises {
		lo, _ := d.model.Active(z.Stream)
		steps, lag := z.Steps, 0
		if slices.Contains(d.shared.ids, i) {
			steps, lag = end-first, lo-first
		}
		d.lag = append(d.lag, lag)
		d.spec.Noises = append(d.spec.Noises, Noise{Name: z.Name, Steps: steps, Phi: d.model.Persistence(z)})
	}
}

// worker evaluates blocks of paths.
type worker struct {
	d      *drawer
	kernel *model.Kernel
	noises *noises
	u      [][]float64 // by the sampler's inputs, by path
	x      [][]float64 // by uncertain input, by path
	row    []float64
	breaks []bool
	block  model.Block
}

// setup is that of a kernel for the drawer's paths, which reads measures.
func (d *drawer) setup(read []model.Measure) model.Setup {
	return model.Setup{Free: d.chance.Inputs, Noisy: d.chance.Noises, Rounds: d.chance.Rounds, Commitments: d.chance.Commitments, Width: model.MaxWidth, Read: read}
}

func (d *drawer) newWorker(plan []planned) *worker {
	read := make([]model.Measure, len(plan))
	for i, p := range plan {
		read[i] = p.measure
	}
	w := &worker{
		d: d, u: matrix(len(d.spec.Inputs), model.MaxWidth), x: matrix(len(d.laws), model.MaxWidth),
		row: make([]float64, len(d.spec.Inputs)), breaks: make([]bool, model.MaxWidth),
		kernel: d.model.BlockKernel(d.setup(read)),
	}
	w.block.Out = make([][]float64, len(plan))
	w.prepare()
	return w
}

// prepare takes the drawer's present sampler.
func (w *worker) prepare() {
	w.noises = newNoises(w.d.sampler, w.d.shared, w.d.lag, model.MaxWidth)
	w.block.Noise = func(noise, n int, z []float64) { w.noises.step(w.d.order[noise], n, z) }
}

// matrix is rows × columns of zeros.
func matrix(rows, columns int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, columns)
	}
	return m
}

// columns appends the numbers of inputs of the sampler.
func (w *worker) columns(dst [][]float64, inputs []int) [][]float64 {
	for _, i := range inputs {
		dst = append(dst, w.u[i])
	}
	return dst
}

// evaluate draws the paths from … to−1 and evaluates the model on them.
func (w *worker) evaluate(from, to int) {
	n := to - from
	for i := range w.u {
		w.u[i] = w.u[i][:n]
	}
	w.d.sampler.Columns(w.u, from, to)
	w.d.inputs.Columns(w.u, w.row)
	for j, law := range w.d.laws {
		dist.Fill(law, w.x[j][:n], w.u[w.d.column[j]])
	}
	w.block.Points, w.block.Free = n, w.x
	promises := w.d.column[len(w.d.laws):]
	w.block.Close = w.columns(w.block.Close[:0], promises[:len(w.d.chance.Rounds)])
	w.block.Take = w.columns(w.block.Take[:0], promises[len(w.d.chance.Rounds):])
	w.noises.begin(from, to)
	w.kernel.EvalBlock(&w.block)
}
