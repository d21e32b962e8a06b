package quantity

import (
	"math"
	"strconv"
	"strings"
)

// letters holds the suffixes of money by powers of a thousand.
var letters = [...]string{"", "K", "M", "B", "T"}

// Format writes v, in the base unit of k, for a person, such as "$207.3B",
// "145%" or "7 years". Numbers have at most four significant digits (but every
// digit before the point) and no zeros after the last decimal; money under a
// thousand dollars is rounded to cents; ties go away from zero, see [Settle]. What
// rounds to zero is zero, never "-0". [Parse] reads the text back, to that precision.
// A v that is not finite gives "NaN", "+Inf" or "-Inf".
//
// Note: money never has exactly three decimals after a whole number, which
// [Parse] refuses, so $1.234T loses its last digit.
func Format(k Kind, v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	switch k {
	case Money:
		return shortMoney(v)
	case RunRate:
		return shortMoney(v) + "/yr"
	case Price, Yield:
		return shortMoney(v) + "/GW-yr"
	case Rate, Fraction:
		return short(v*100) + "%"
	case Duration:
		return shortDuration(v)
	case Power:
		return short(v) + " GW"
	}
	return short(v)
}

// short writes x with at most four significant digits, but every whole digit.
func short(x float64) string {
	if math.Abs(x) < 1e10 { // else every whole digit counts
		x = Settle(x)
	}
	_, exponent := split(strconv.FormatFloat(x, 'e', 3, 64))
	switch {
	case x == 0:
		return "0"
	case exponent < -6, exponent > 15:
		return tidy(strconv.FormatFloat(x, 'e', 3, 64))
	}
	return tidy(strconv.FormatFloat(x, 'f', max(3-exponent, 0), 64))
}

// tidy removes the zeros that end the decimals of a number, and the plus of an exponent.
func tidy(text string) string {
	mantissa, exponent, scientific := strings.Cut(text, "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	if !scientific {
		return mantissa
	}
	return mantissa + "e" + strings.TrimPrefix(exponent, "+")
}

// shortMoney writes v dollars with the largest suffix that leaves a whole digit.
func shortMoney(v float64) string {
	sign, v := signOf(v)
	if v < 1e20 { // else every whole digit counts
		v = Settle(v)
	}
	if v < 999.995 {
		text := tidy(strconv.FormatFloat(v, 'f', 2, 64))
		if text == "0" {
			sign = ""
		}
		return sign + "$" + text
	}
	_, exponent := split(strconv.FormatFloat(v, 'e', 3, 64))
	power := suffixOf(exponent)
	scaled := v / math.Pow10(3*power)
	text := short(scaled)
	if grouped.MatchString(text) {
		text = tidy(strconv.FormatFloat(scaled, 'f', 2, 64))
	}
	return sign + "$" + text + letters[power]
}

// suffixOf returns the index in letters of the suffix for 10^exponent dollars.
func suffixOf(exponent int) int { return min(max(exponent, 0)/3, len(letters)-1) }

// shortDuration writes v months, or years from two on where they are whole.
func shortDuration(v float64) string {
	text, unit := short(v), " months"
	if math.Abs(v) >= 24 && math.Mod(v, 12) == 0 {
		text, unit = short(v/12), " years"
	}
	if text == "1" || text == "-1" {
		unit = " month"
	}
	return text + unit
}

// Exact writes v, in the base unit of k, in the shortest digits from which [Parse]
// gives back the same float64 (a negative zero comes back as zero). A v that is not
// finite, or larger than [Limit], gives a text that [Parse] refuses.
func Exact(k Kind, v float64) string {
	sign, size := signOf(v)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	digits, exponent := split(strconv.FormatFloat(size, 'e', -1, 64))
	switch k {
	case Money:
		return sign + exactMoney(digits, exponent)
	case RunRate:
		return sign + exactMoney(digits, exponent) + "/yr"
	case Price, Yield:
		return sign + exactMoney(digits, exponent) + "/GW-yr"
	case Rate, Fraction:
		if size != 0 {
			exponent += 2
		}
		return sign + place(digits, exponent) + "%"
	case Duration, Power:
		return sign + place(digits, exponent) + " " + k.Unit()
	}
	return sign + place(digits, exponent)
}

// exactMoney writes dollars without a point before exactly three decimals.
func exactMoney(digits string, exponent int) string {
	power := suffixOf(exponent)
	text := place(digits, exponent-3*power)
	switch {
	case grouped.MatchString(text) && power > 0:
		power--
		text = place(digits, exponent-3*power)
	case grouped.MatchString(text):
		text += "0"
	}
	return "$" + text + letters[power]
}

// place writes digits with the point after the digit for 10^exponent, or with an
// exponent where that would take many zeros.
func place(digits string, exponent int) string {
	switch n := len(digits); {
	case exponent < -6 || exponent > 20:
		if n > 1 {
			digits = digits[:1] + "." + digits[1:]
		}
		return digits + "e" + strconv.Itoa(exponent)
	case exponent < 0:
		return "0." + strings.Repeat("0", -exponent-1) + digits
	case n <= exponent+1:
		return digits + strings.Repeat("0", exponent+1-n)
	}
	return digits[:exponent+1] + "." + digits[exponent+1:]
}

// split returns the digits, without a sign or a point, and the exponent of a number
// in the form that strconv calls 'e'.
func split(text string) (digits string, exponent int) {
	mantissa, e, _ := strings.Cut(strings.TrimPrefix(text, "-"), "e")
	exponent, _ = strconv.Atoi(e)
	return strings.Replace(mantissa, ".", "", 1), exponent
}

// signOf returns the sign of v, as text, and its size.
func signOf(v float64) (sign string, size float64) {
	if v < 0 {
		return "-", -v
	}
	return "", math.Abs(v)
}
