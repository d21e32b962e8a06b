// Package model turns a checked scenario into a cash-flow ledger and a few metrics.
//
// One idea: a scenario is a vector of named quantities, and the engine is a pure
// function of it. [Compile] splits a [Scenario] into structure (streams, costs,
// commitments, rounds, facilities on a monthly grid) and inputs: every number of the
// scenario, with its path, unit, bounds, central value and perhaps a distribution.
// The result is a [Model], immutable and safe for concurrent use. Everything else is an
// experiment on the function from its vector of inputs to a [Projection]: moving a
// coordinate, drawing many points, solving for one, explaining a number.
//
//	model/scenario ─▶ Scenario ─ Compile ─▶ Model ─ Project ─▶ Projection
//	                                          └─ Kernel ─ Eval ─▶ Value (many points)
//
// The rooms around it: model/scenario reads files into a Scenario; model/quantity reads
// and writes amounts with units; model/dist is the law of an uncertain input;
// model/ensemble draws points and summarises; model/sensitivity asks which inputs
// matter. The model knows none of them but model/dist.
//
// Inputs. The index of an input, [Model.Index], is its place in every vector. Defaults
// are inputs too. A relation that inputs must keep among themselves, such as a run-rate
// below its ceiling, is a [Fault] when the central values break it; elsewhere the line
// goes on with the value that [Broken] names, and the break is reported.
//
// Kernel. There is one: [Model.Project] makes a [Kernel] for a single point, an ensemble
// evaluates blocks of up to 64 points again and again (kernel.go, block.go). A kernel is
// told what will move, works out the lines and schedules that nothing moves once
// (hoist.go), and then evaluates without allocating. Every line is a law that fills its
// months: curves (curve.go, curvepoint.go, denton.go) and their noise (noise.go), shares of
// revenue (line.go), commitments and their capacity (contract.go, schedule.go, ramp.go).
// What a path of an ensemble draws stands in [Chance]; the numbers come from outside.
//
// Ledger. Month by month (ledger.go), operating cash is revenue less costs, compute and
// net interest. What is short of the cash floor is drawn on facilities and, where these
// are used up, becomes the unfunded balance: the funding gap. What is above it makes the
// gap good, then repays facilities, dearest first, then stays as cash. So cash moves by
// operating cash, rounds, facility draws and gap draws, and by nothing else. Metrics
// (measure.go) are read off the months, never off reporting periods.
//
// Units inside: US dollars, GW, months counted from the beginning of the timeline's
// first month, and fractions for rates, per year where they are rates. Run-rates are
// dollars a year. Month m is [m, m+1); its flow is a twelfth of the run-rate at its
// middle. An amount always exists and may be zero; what does not exist is [Absent].
//
// What the package never does: input or output, the clock, random numbers, goroutines;
// nor does it change a scenario, round a number, or return a number that is NaN (but
// for Absent) or infinite for values within the bounds of their inputs.
package model
