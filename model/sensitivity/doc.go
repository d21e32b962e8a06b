// Package sensitivity says which inputs move a metric, and how far.
//
// Every method works on a plain function of numbers, so that a closed form can stand in
// for the engine, and a thin layer on top applies it to a compiled scenario:
//
//   - [Solve] finds every value of one variable at which a function crosses a target;
//     [Lever.Func] is a metric as a function of one such variable.
//   - [OneAtATime] moves one variable at a time from its low to its high value, the
//     numbers behind a tornado diagram; [Ranges] says how far the inputs of a model
//     range, [Lever.Variable] moves several together.
//   - [Grid] evaluates a function of two indices in parallel; [Table] is a metric over
//     one or two axes, each a list of values or of alternative models.
//
// A metric that does not exist at some point, such as the date of a gap that never
// opens, is NaN there ([model.Absent]). No method takes it for a number, and none
// drops it: that a metric appears or vanishes is itself an effect.
//
// Work is split over goroutines by index and every result has a place of its own, so
// the same bytes come out for any number of workers.
package sensitivity
