// Package quantity parses and formats amounts with units, and dates, and knows
// the base unit in which every amount is computed.
//
// An amount has a [Kind]. [Parse] reads the text of a person ("$40B", "145%",
// "18 months") into a float64 in the base unit of the kind (US dollars, a
// fraction, months). [Format] writes it for a person in four significant digits,
// and [Exact] writes it so that [Parse] gives back the same float64.
//
// Text that two readers would take for two different amounts, such as "$1,4T" or
// "$38.000M", is refused. Every refusal is an [*Error], which says what is wrong
// and how to write it instead.
//
// Dates are months. [ParseDate] reads "2025-11", "2025-Q4" or "2025" into the
// [Span] of months that it covers; a [Step] groups months into the periods in
// which results are shown. [ParseDay] checks the date of a publication.
package quantity

import (
	"fmt"
	"strconv"
)

// Limit is the largest size an amount of any kind may have, in its base unit.
const Limit = 1e18

// Kind says what an amount measures and hence its base unit and how it is written.
// The zero value is [Money]. Methods and functions that take a Kind panic if it is
// none of the constants below.
type Kind uint8

// The kinds of amounts, each with its base unit.
const (
	Money    Kind = iota // US dollars
	RunRate              // US dollars a year
	Rate                 // growth or interest a year, as a fraction
	Fraction             // a share or a probability, as a fraction
	Factor               // a plain number
	Duration             // months
	Power                // gigawatts
	Price                // US dollars for a gigawatt through a year
	Yield                // US dollars a year for each gigawatt
)

// kinds holds, in the order of the constants, what each kind is called.
var kinds = [...]struct{ unit, name, example string }{
	Money:    {"USD", "an amount of money", "$40B"},
	RunRate:  {"USD/yr", "an amount of money a year", "$14B/yr"},
	Rate:     {"1/yr", "a rate a year", "145%"},
	Fraction: {"1", "a share", "20%"},
	Factor:   {"1", "a plain number", "1.2"},
	Duration: {"months", "a duration", "18 months"},
	Power:    {"GW", "a power", "2 GW"},
	Price:    {"USD/GW-yr", "a price per GW-year", "$13B/GW-yr"},
	Yield:    {"USD/GW-yr", "an amount of money a year per GW", "$10B/GW"},
}

// Unit returns the base unit, such as "USD/yr"; "1" stands for a pure number.
func (k Kind) Unit() string { return kinds[k].unit }

// String returns the name of the kind with its article, such as "an amount of money".
func (k Kind) String() string { return kinds[k].name }

// Example returns a well-formed text of the kind, such as "$14B/yr".
func (k Kind) Example() string { return kinds[k].example }

// Kinds returns all kinds.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// money reports whether amounts of the kind are written with a currency sign.
func (k Kind) money() bool { return k == Money || k == RunRate || k.priced() }

// priced reports whether amounts of the kind are money per capacity.
func (k Kind) priced() bool { return k == Price || k == Yield }

// Error is the refusal of a text. Neither part ends with a full stop.
type Error struct {
	Message string // what is wrong, with the text in quotes
	Hint    string // how to write it instead; never empty
}

// Error returns the message alone.
func (e *Error) Error() string { return e.Message }

// fault returns the refusal of a text: the text, quoted, then the message.
func fault(text, hint, format string, args ...any) error {
	return &Error{Message: quote(text) + " " + fmt.Sprintf(format, args...), Hint: hint}
}

// quote returns text in quotes, cut to its first 40 characters if it is longer.
func quote(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strconv.Quote(text)
}
