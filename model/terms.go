package model

// Odds are the probabilities that promises are kept, by firmness.
type Odds map[Firmness]Quantity

// Policy says what the company does with payments that it may put off or cut.
type Policy string

// The policies.
const (
	Pay             Policy = "pay"
	DeferWhenShort  Policy = "defer-when-short"
	CancelWhenShort Policy = "cancel-when-short"
)

// Deferral is the right to pay later.
type Deferral struct {
	Notice Quantity // months
	Max    Quantity // months until what is deferred is due at the latest
	Cost   Quantity // a rate a year on what is outstanding, or USD per GW-year that is put off
}

// Cancellation is the right not to pay.
type Cancellation struct {
	Fee    Quantity // share of what is cut
	Notice Quantity // months
}

// Demand is what the company needs compute for, at the price of capacity that it would have
// to buy.
type Demand struct {
	Price     Quantity // USD per GW-year
	Inference *Need
	Training  []Need
}

// Need is a demand for compute: a share of revenue, or a run-rate of its own.
type Need struct {
	ID, Label string

	Share  Quantity // of revenue; absent: Curve
	Curve  Curve
	Window Window
	Bought bool // paid for beside the commitments, else met out of committed capacity first
}

// Counterparty is what is known of a company that the scenario pays or is paid by.
type Counterparty struct {
	ID, Label string
	Revenue   Quantity // USD a year
	Backlog   Quantity // USD: what its customers have promised it
}

// RoundKind says in what form a round brings money.
type RoundKind string

// The kinds of rounds.
const (
	Primary    RoundKind = "primary"    // cash for new shares
	Secondary  RoundKind = "secondary"  // cash to those who sell shares, none to the company
	InKind     RoundKind = "in-kind"    // credits towards what its counterparty is owed
	Warrant    RoundKind = "warrant"    // cash from the counterparty's shares, given beside a purchase
	Prepayment RoundKind = "prepayment" // cash paid to the counterparty, and as many credits
)

// Trigger is what a round waits for from its month on: all that is stated, in the same month.
type Trigger struct {
	Revenue     Quantity // USD a year, at which a month's revenue must run
	Capacity    Quantity // GW, which must be online
	Commitments []string // under these; none: under all that bring capacity
	By          int      // the last calendar month; 0: the timeline's
}

// Debt is a loan of a fixed amount.
type Debt struct {
	ID, Label, Lender string
	Amount, Rate      Quantity
	Month             int      // calendar month in which it is paid out
	Term              Quantity // months
	InterestOnly      Quantity // months before it is paid back in level payments; the whole term unless it amortises
	Amortising        bool
}
