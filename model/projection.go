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
	Facilities  []CreditLine
	Loans       []Loan
	Metrics     Values
	Warnings    []Warning

	// AtHand is the capacity with which every month opens, GW, with what no commitment lists:
	// what demand and a limit of revenue find. Nil where there is neither.
	AtHand []float64

	ends   []bool // by line of costs: it can end, rather than what it is a share of
	shares []bool // by line of costs: a share of revenue

	causes causes // of breakeven
}

// Line is one stream of revenue or one line of costs, by month, USD.
type Line struct {
	ID, Label string
	Months    []float64
}

// CreditLine is a facility by month, USD: its months are balances at month ends.
type CreditLine struct {
	Line
	Lender   string // "" where the scenario names none
	Interest []float64
}

// Drawn is what the balance rises by over the timeline, month by month.
func (c CreditLine) Drawn() float64 { return c.moves(1) }

// Repaid is what it falls by.
func (c CreditLine) Repaid() float64 { return c.moves(-1) }

func (c CreditLine) moves(way float64) (sum float64) {
	was := 0.0
	for _, owed := range c.Months {
		sum += max(0, way*(owed-was))
		was = owed
	}
	return sum
}

// Contract is what one commitment costs, USD, and brings, GW.
//
// Before + Σ Due − Escalation + After = Scheduled, and Σ Due = Σ Paid + what is deferred at
// the end + Σ Cancelled.
type Contract struct {
	ID, Label, Counterparty, Within string
	Firmness                        Firmness
	Memo                            bool // itself or an umbrella above it: in no sum
	Umbrella                        bool // something counts against its total

	Total      float64   // as stated
	Remainder  float64   // less what lies directly within it
	Scheduled  float64   // what will be paid in all, before escalation
	Before     float64   // due before the timeline
	Due        []float64 // by month, with escalation
	Escalation float64   // part of Due
	After      float64   // due after the timeline, before escalation

	Probability float64   // that it is taken, given what it requires
	Requires    string    // path of the commitment or round without which it is not
	Taken       bool      // if not, it is in no sum, and what is scheduled is nothing
	Paid        []float64 // by month, in cash or credits
	Deferred    []float64 // by month's end, still to be paid; nil where nothing can be
	Cancelled   []float64 // by month; nil where nothing can be
	Credits     []float64 // by month, part of Paid; nil where its counterparty gives none
	Renewal     []float64 // by month, after its end; nil where it stops

	RenewalCredits []float64 // by month, part of Renewal; nil where its counterparty gives none

	StatedCapacity float64   // GW, 0 when none is stated
	Capacity       []float64 // GW at month ends, nil when none

	renewedLow bool // it goes on for much less than it was worth
}

// Loan is a loan as the projection took it, USD.
type Loan struct {
	ID, Label, Lender string
	Month             int // calendar month in which it is paid out
	Amount            float64
	Drawn             []float64 // by month
	Repaid            []float64
	Interest          []float64
	Balance           []float64 // at month ends
}

// Receipt is a round as the projection took it.
type Receipt struct {
	ID, Label, Counterparty string
	Firmness                Firmness
	Month                   int // calendar month
	Amount                  float64
	Secondary               bool
	Taken                   bool // it brings in Amount within the timeline

	Kind        RoundKind
	Quality     Quality
	Probability float64  // that it closes, given what it requires
	Requires    string   // path of the commitment or round without which it does not
	Arrives     int      // month of the timeline in which it does; −1: not within it
	PostMoney   float64  // valuation after the money, 0 where none is stated
	Dilution    float64  // the share of the company that it gives away, 0 where no valuation is stated
	Awaits      *Awaited // what it waits for, nil for nothing

	part int // of those that state the same valuation after the money, the same number from 1; else 0
}

// Awaited is what the money of a round waits for: all of it in the same month.
type Awaited struct {
	Revenue     float64  // USD a year at which revenue must run; [Absent]: none
	Capacity    float64  // GW that must be online; [Absent]: none
	Commitments []string // IDs of those whose capacity that is; none: all
	Until       int      // the last calendar month in which that may be
}

// Quality says how much of a round is certain, and in what form it comes.
type Quality string

// The qualities of rounds.
const (
	Closed           Quality = "closed"      // certain, in cash
	Tranche          Quality = "tranche"     // waits for a trigger, or for another round, and is signed
	ConditionalRound Quality = "conditional" // may not close, or is not signed
	InKindRound      Quality = "in kind"
	PrepaymentRound  Quality = "prepayment"
	SecondaryRound   Quality = "secondary"
)

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
