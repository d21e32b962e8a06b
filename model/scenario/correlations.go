package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/dist"
	"computegap/model/quantity"
)

// correlations reads the rank correlations of inputs and of noises, once all inputs are
// read.
func (d *decoder) correlations(top *block) (list []model.Correlation) {
	n, k, path := top.entry("correlations", List)
	if n == nil {
		return nil
	}
	inputs := make(map[string]input, len(d.inputs))
	for _, x := range d.inputs {
		inputs[x.path] = x
	}
	seen := map[[2]string]bool{}
	var places []*node
	var numbers []int
	for i, item := range d.items(n, path) {
		at := fmt.Sprintf("%s.%d", path, i+1)
		c, ok := d.correlation(item, k.any.key, at, inputs)
		if !ok {
			continue
		}
		pair := [2]string{min(c.A, c.B), max(c.A, c.B)}
		if seen[pair] {
			d.fault(item, at, "keep one of them", "the correlation of %s and %s is given twice", c.A, c.B)
			continue
		}
		seen[pair] = true
		list, places, numbers = append(list, c), append(places, item), append(numbers, i+1)
	}
	d.definite(list, places, numbers, path)
	return list
}

// correlation reads one triple.
func (d *decoder) correlation(n *node, k *Key, at string, inputs map[string]input) (c model.Correlation, ok bool) {
	if n.shape != sequence || len(n.items) != 3 || slices.ContainsFunc(n.items, func(x *node) bool { return x.shape != scalar }) {
		d.fault(n, at, "write it as "+k.example(), "is not two paths and their correlation")
		return c, false
	}
	for _, end := range n.items[:2] {
		if d.removed(end.text, inputs) {
			d.warn(at, "the correlation is left out: a setting takes %s away", harmless(end.text))
			return c, false
		}
	}
	noiseA, okA := d.correlated(n.items[0], at, inputs)
	noiseB, okB := d.correlated(n.items[1], at, inputs)
	rho, err := quantity.Parse(quantity.Factor, n.items[2].text)
	c = model.Correlation{A: n.items[0].text, B: n.items[1].text, Rho: rho}
	switch {
	case err != nil:
		d.fault(n.items[2], at, "write it as 0.3", "%s is not a correlation", quote(n.items[2].text))
	case rho <= k.Lo || rho >= k.Hi:
		d.fault(n.items[2], at, "a correlation lies between -1 and 1, which it cannot reach", "%s is not a correlation", quote(n.items[2].text))
	case !okA || !okB:
	case c.A == c.B:
		d.fault(n.items[1], at, "name two different inputs", "correlates %s with itself", c.A)
	case noiseA != noiseB:
		d.fault(n, at, "noise correlates with the noise of other streams only", "correlates a noise with an input")
	default:
		d.certain(c.A, inputs, at)
		d.certain(c.B, inputs, at)
		return c, true
	}
	return c, false
}

// correlated finds what a path of a correlation names.
func (d *decoder) correlated(n *node, at string, inputs map[string]input) (noise, ok bool) {
	if _, ok := inputs[n.text]; ok {
		return false, true
	}
	if _, ok := inputs[volatility(n.text)]; ok {
		return true, true
	}
	if d.faulty[n.text] { // there is something, which could not be read
		return false, false
	}
	d.fault(n, at, d.nearestPath(n.text), "%s is not an input of this scenario", quote(n.text))
	return false, false
}

// removed reports whether a path is no input because a setting took away or replaced
// what it names.
func (d *decoder) removed(path string, inputs map[string]input) bool {
	if d.was == d.root { // no settings
		return false
	}
	_, isInput := inputs[path]
	_, isNoise := inputs[volatility(path)]
	if isInput || isNoise || d.faulty[path] {
		return false
	}
	was, is := d.was, d.root
	for name := range strings.SplitSeq(path, ".") {
		if was = was.child(name); was == nil {
			return false
		}
		if is = is.child(name); is == nil {
			return true
		}
	}
	return was != is
}

// volatility is the path of the volatility of the noise that a path names, "" if it
// names none.
func volatility(path string) string {
	stream, ok := strings.CutSuffix(path, ".noise")
	if !ok {
		return ""
	}
	return stream + ".volatility"
}

// nearestPath is the hint for a path that is no input.
func (d *decoder) nearestPath(path string) string {
	if d.hints++; d.hints > maxHints/10 {
		return ""
	}
	var candidates []string
	for _, x := range d.inputs {
		candidates = append(candidates, x.path)
		if stream, ok := strings.CutSuffix(x.path, ".volatility"); ok {
			candidates = append(candidates, stream+".noise")
		}
	}
	for _, x := range d.faults[:min(len(d.faults), maxShown)] {
		candidates = append(candidates, x.Path)
	}
	if near := nearest(path, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return "write the path of a number, such as funding.cash"
}

// certain warns of a correlation that has no effect.
func (d *decoder) certain(path string, inputs map[string]input, at string) {
	x, isInput := inputs[path]
	switch {
	case !isInput && inputs[volatility(path)].zero:
		d.warn(at, "%s has no effect, for the stream has no volatility: give it one, or remove the correlation", path)
	case isInput && x.aside:
		d.warn(at, "no result depends on %s, and its correlation has no effect: remove the correlation", path)
	case isInput && x.certain:
		d.warn(at, "%s is certain, and its correlation has no effect: give it a distribution, or remove the correlation", path)
	}
}

// maxCorrelated is the most inputs that correlations may tie together.
const maxCorrelated = 200

// definite reports correlations that contradict each other. Places and numbers say where
// in the list each stands.
func (d *decoder) definite(list []model.Correlation, places []*node, numbers []int, path string) {
	index := map[string]int{}
	number := func(name string) int {
		if _, ok := index[name]; !ok {
			index[name] = len(index)
		}
		return index[name]
	}
	pairs := make([]dist.Pair, len(list))
	for i, c := range list {
		pairs[i] = dist.Pair{I: number(c.A), J: number(c.B), Rho: c.Rho}
	}
	if len(index) > maxCorrelated {
		d.fault(places[0], path, "", "%d inputs are correlated; at most %d can be", len(index), maxCorrelated)
		return
	}
	_, err := dist.Factor(len(index), pairs)
	var bad *dist.NotPositiveDefinite
	switch {
	case err == nil:
	case errors.As(err, &bad):
		d.contradiction(bad, list[bad.Index], places[bad.Index], fmt.Sprintf("%s.%d", path, numbers[bad.Index]))
	default:
		d.refuse(places[0], path, err)
	}
}

// contradiction reports the correlation to blame for a contradiction.
func (d *decoder) contradiction(bad *dist.NotPositiveDefinite, c model.Correlation, n *node, at string) {
	const others = "inputs without a correlation of their own count as uncorrelated"
	if !bad.Mends {
		d.fault(n, at, "bring several of them nearer to 0; "+others,
			"the correlations up to this one contradict each other, and no other value of a single one mends that: the smallest eigenvalue of their matrix is %.3g", bad.Margin)
		return
	}
	bound := "at most"
	if bad.Nearest > c.Rho {
		bound = "at least"
	}
	d.fault(n, at, others, "the correlation %g of %s and %s contradicts the others: with them as they are it would have to be %s %g", c.Rho, c.A, c.B, bound, bad.Rounded)
}
