package quantity

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// number is the decimal number at the start of an amount, as it is written.
type number struct {
	negative bool
	mantissa string // digits, points and commas; at least one digit
	exponent string // what follows an e, or ""
}

// scale turns a number into the base unit: times 10^shift, times a whole number.
type scale struct {
	shift int
	times int64
}

var (
	leading = regexp.MustCompile(`^([0-9.,]*[0-9][0-9.,]*)(?:[eE]([+-]?[0-9]+))?`)
	decimal = regexp.MustCompile(`^([0-9]+(\.[0-9]+)?|\.[0-9]+)$`)
	// thousands is a whole number in groups, grouped the one that may be decimals too.
	thousands = regexp.MustCompile(`^[0-9]{1,3}([.,][0-9]{3})+$`)
	grouped   = regexp.MustCompile(`^[1-9][0-9]{0,2}\.[0-9]{3}$`)
)

// cutNumber splits text into the number it starts with and the rest, without
// the spaces between them. It reports false if text does not start with one.
func cutNumber(text string) (n number, rest string, ok bool) {
	m := leading.FindStringSubmatch(text)
	if m == nil {
		return n, text, false
	}
	return number{mantissa: m[1], exponent: m[2]}, strings.TrimSpace(text[len(m[0]):]), true
}

// cutSign removes a leading sign and reports whether it is a minus.
func cutSign(text string) (rest string, negative bool) {
	if text == "" || text[0] != '-' && text[0] != '+' {
		return text, false
	}
	return strings.TrimSpace(text[1:]), text[0] == '-'
}

// evaluate returns the number of the whole text in the base unit of k. It refuses
// a number that can be read in two ways, is malformed, or is out of range.
func (n number) evaluate(k Kind, text string, s scale) (float64, error) {
	switch comma := strings.Contains(n.mantissa, ","); {
	case comma:
		return 0, fault(text, n.readings(k, s, "comma"), "holds a comma, which means different things to different readers")
	case strings.Count(n.mantissa, ".") > 1:
		return 0, fault(text, n.readings(k, s, "point"), "holds more than one point")
	case k.money() && n.exponent == "" && grouped.MatchString(n.mantissa):
		return 0, fault(text, n.readings(k, s, "point"), "holds a point that marks thousands to some readers and decimals to others")
	case !decimal.MatchString(n.mantissa):
		return 0, fault(text, "write it as "+k.Example(), "is not %s", k)
	}
	return n.value(k, text, s)
}

// value returns the float64 nearest to the exact value of a number whose mantissa
// is an ordinary decimal, never a negative zero.
func (n number) value(k Kind, text string, s scale) (float64, error) {
	const longest, furthest = 64, 400
	if len(n.mantissa) > longest {
		return 0, fault(text, "seventeen digits say all that is kept of a number", "has more than %d digits", longest)
	}
	exponent := 0
	if n.exponent != "" {
		e, err := strconv.Atoi(n.exponent)
		if err != nil || e < -furthest || e > furthest {
			return 0, fault(text, "the exponent lies between -400 and 400", "has an exponent that is out of range")
		}
		exponent = e
	}
	exact, _ := new(big.Rat).SetString(n.mantissa + "e" + strconv.Itoa(exponent+s.shift))
	exact.Mul(exact, new(big.Rat).SetInt64(s.times))
	v, _ := exact.Float64()
	switch {
	case v > Limit:
		return 0, fault(text, "the largest that is accepted is "+Exact(k, Limit), "is too large")
	case v == 0 && exact.Sign() != 0:
		return 0, fault(text, "write zero if that is meant", "is too small to be told from zero")
	case n.negative && v != 0:
		return -v, nil
	}
	return v, nil
}

// readings returns the hint for a number whose separators (called by the name
// given) can be read in several ways: how to write each of them beyond doubt.
func (n number) readings(k Kind, s scale, name string) string {
	var ways []string
	for _, mantissa := range unseparated(n.mantissa) {
		m := number{negative: n.negative, mantissa: mantissa, exponent: n.exponent}
		if v, err := m.value(k, "", s); err == nil && decimal.MatchString(mantissa) {
			ways = append(ways, Exact(k, v))
		}
	}
	switch len(ways) {
	case 2:
		return "write " + ways[0] + " if the " + name + " marks decimals, " + ways[1] + " if it marks thousands"
	case 1:
		return "write " + ways[0]
	}
	return "write it as " + k.Example()
}

// unseparated returns the ways to read a mantissa that holds separators. A single
// one marks decimals or thousands, in this order. Of several, the last marks
// decimals if it is unlike the others, and else all mark groups of thousands.
func unseparated(mantissa string) []string {
	plain := strings.NewReplacer(",", "", ".", "")
	last := strings.LastIndexAny(mantissa, ",.")
	whole, tail := plain.Replace(mantissa[:last]), mantissa[last+1:]
	same := strings.Count(mantissa, mantissa[last:last+1])
	switch separators := len(mantissa) - len(plain.Replace(mantissa)); {
	case separators == 1:
		return []string{whole + "." + tail, whole + tail}
	case same == 1:
		return []string{whole + "." + tail}
	case same == separators && thousands.MatchString(mantissa):
		return []string{whole + tail}
	}
	return nil
}
