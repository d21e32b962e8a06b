// Package scenario reads scenario files, reports every fault in them with its place
// and a hint, and produces the plain [model.Scenario].
//
// A file is YAML. A [Reader] reads it, and what it extends, into a [Document]: one
// tree in which every value still knows the file, line and column where it was
// written. [Document.Scenario] applies settings such as "funding.cash=$20B" to the
// tree and decodes it; [Document.Model] also compiles it.
//
// One table of keys ([Keys]) says of every key what kind of value it takes, whether
// it is required, its default, its bounds and its meaning. The table drives decoding,
// hints, merging, the JSON Schema ([Schema]) and the reference ([Reference]).
//
// Everything that is refused is refused as [Faults]. The types of YAML are ignored:
// every scalar is read by its text, so 2026 is a date where a date is wanted.
package scenario
