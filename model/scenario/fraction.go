package scenario

import (
	"regexp"
	"strings"

	"computegap/model/quantity"
)

// largeFraction is the least fraction that, written as a plain number where a rate or a
// share is wanted, is probably a percentage whose sign was forgotten: 500%.
const largeFraction = 5

// chances are the probabilities of a discrete distribution, each after its value.
var chances = regexp.MustCompile(`([0-9])\s+[0-9.]+ ?%\s*([;,)])`)

// plain reports whether a value or a distribution of rates or shares is written in plain
// numbers, without a percentage.
func (k *Key) plain(text string) bool {
	if k.Speed || k.Quantity != quantity.Rate && k.Quantity != quantity.Fraction {
		return false
	}
	if expression(text) {
		text = chances.ReplaceAllString(text, "$1$2")
	}
	return !strings.Contains(text, "%") && !strings.Contains(strings.ToLower(text), "percent")
}

// checkFraction warns of a rate or share in plain numbers that is a large fraction; v is
// the value, of a distribution its median.
func (d *decoder) checkFraction(n *node, k *Key, path string, v float64) {
	if v < largeFraction || !k.plain(n.text) {
		return
	}
	what := quote(n.text) + " is"
	if expression(n.text) {
		what += " around"
	}
	d.warn(path, "%s %s: write %s if that is meant, else %s (%s)", what, quantity.Format(k.Quantity, v),
		quantity.Format(k.Quantity, v/100), quantity.Format(k.Quantity, v), n.from.place(n.line, n.column))
}

// asPercent is the hint for a plain number out of bounds that would lie within them as a
// percentage, "" for any other text.
func (k *Key) asPercent(text string, v float64) string {
	if !k.plain(text) || v <= k.Hi || k.outside(v/100) != "" {
		return ""
	}
	return "write " + quantity.Format(k.Quantity, v/100) + " if that is meant"
}
