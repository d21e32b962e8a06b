package model

import "strings"

// Fault is something wrong with a scenario, at the path of the key that says it.
type Fault struct {
	Path    string // "commitments.aws.term"
	Message string // what is wrong, without the path
	Hint    string // what to do about it, may be empty
}

// Faults is every fault found, in the order of the scenario; it is an error when not
// empty.
type Faults []Fault

// Error joins the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.Path + ": " + x.Message
	}
	return strings.Join(lines, "\n")
}
