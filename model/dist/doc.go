// Package dist represents an uncertain input as a function from u in (0, 1) to a value.
//
// A [Dist] is a law in its quantile form: fed with uniform numbers it gives draws,
// fed with one half it gives the median, which is the central case. The constructors
// ([Normal], [Lognormal], [LogitNormal], [Uniform], [Triangular], [PERT], [Beta],
// [Discrete], [Interval], [Truncated]) refuse with an [*Error] whatever would give a
// value or a moment that is not finite, so nothing accepted ever does. [Tabulate]
// trades memory for speed where many draws are wanted.
//
// Inputs correlate through a Gaussian copula: [Pearson] turns a rank correlation into
// that of the normal scores, [Factor] turns pairs into a Cholesky factor.
//
// Everything is pure: no randomness, no clock, no shared state that changes.
package dist
