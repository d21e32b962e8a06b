package model

import "math"

// Projection is a scenario's future at one point of its input space: every line by
// month, the ledger by month, and the metrics. It is a value of its own; nothing in
// it is shared with the model.
type Projection struct {
	Timeline    Timeline
	Series      [NumSeries][]float64 // by month; nil where the series does not exist
	Revenue     []Line
	Costs       []Line
	Commitments []Contract
	Rounds      []Receipt
	Facilities  []Line // balances at month ends
	Metrics     Values
	Warnings    []Warning

	ends []bool // by line of costs: it can end, rather than what it is a share of
}

// Line is one stream of revenue, one line of costs or one facility, by month, USD.
type Line struct {
	ID, Label string
	Months    []float64
}

// Contract is what one commitment costs, USD, and brings, GW.
//
// Before + Σ Paid − Escalation + After = Scheduled.
type Contract struct {
	ID, Label, Counterparty, Within string
	Firmness                        Firmness
	Memo                            bool // itself or an umbrella above it: in no sum
	Umbrella                        bool // something counts against its total

	Total      float64   // as stated
	Remainder  float64   // less what lies directly within it
	Scheduled  float64   // what will be paid in all, before escalation
	Before     float64   // due before the timeline
	Paid       []float64 // by month, with escalation
	Escalation float64   // part of Paid
	After      float64   // due after the timeline, before escalation

	StatedCapacity float64   // GW, 0 when none is stated
	Capacity       []float64 // GW at month ends, nil when none
}

// Receipt is a round as the projection took it.
type Receipt struct {
	ID, Label, Counterparty string
	Firmness                Firmness
	Month                   int // calendar month
	Amount                  float64
	Secondary               bool
	Taken                   bool // it brings in Amount within the timeline
}

// Warning is something a reader of the results should know.
type Warning struct {
	Path    string
	Message string
}

// Values holds one value per metric, [Absent] where it does not exist.
type Values [NumMetrics]float64

// Absent marks a metric that does not exist, such as the date of a gap that never
// opens. It is NaN: test it with [IsAbsent]; it never reaches an output.
var Absent = math.NaN()

// IsAbsent reports whether v marks a metric that does not exist.
func IsAbsent(v float64) bool { return math.IsNaN(v) }

// String is the warning on one line.
func (w Warning) String() string {
	if w.Path == "" {
		return w.Message
	}
	return w.Path + ": " + w.Message
}
