// Package ensemble draws an ensemble of paths of a model and summarises what they give.
//
// [Run] does all of it: it draws every uncertain input, every round that may close and every
// noise of a stream, evaluates the model on blocks of paths in parallel, and gives a
// [Result]. It adds paths until a [Tolerance] is kept, if there is one, and goes on from a
// [State] that an earlier run left. Its parts serve by themselves too:
//
// A [Sampler] is made once from the names of the uncertain inputs and noises, a seed and
// a number of paths, and then gives any block of paths on its own: a [Kind] says by which
// method, [Random], [LHS] or [Sobol]. A [Copula] makes inputs and noises dependent. The
// noise of [Random] is written for blocks, because an ensemble spends its time there.
//
// A [Summariser] turns one column, a metric or the value of a period on every path, into
// mean, standard deviation, quantiles, probabilities and shortfalls, each an [Estimate]
// with a 95% confidence interval that fits the way the paths were drawn. NaN
// (model.Absent) marks a path on which the metric does not exist.
//
// Nothing here depends on the number of workers: a block of paths is a pure function of
// its borders, and a column is reduced in path order.
package ensemble
