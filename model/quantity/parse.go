package quantity

import (
	"regexp"
	"strings"
	"unicode"
)

// The units of each kind. A unit is looked up as it is written and then in lower
// case, so that words may be capitalised at will and symbols may not.
var (
	suffixes = map[string]scale{
		"":  {0, 1},
		"k": {3, 1}, "K": {3, 1}, "thousand": {3, 1},
		"M": {6, 1}, "million": {6, 1},
		"B": {9, 1}, "bn": {9, 1}, "billion": {9, 1},
		"T": {12, 1}, "tn": {12, 1}, "trillion": {12, 1},
	}
	percents = map[string]scale{"": {0, 1}, "%": {-2, 1}, "percent": {-2, 1}}
	spans    = map[string]scale{
		"year": {0, 12}, "years": {0, 12}, "yr": {0, 12}, "yrs": {0, 12},
		"quarter": {0, 3}, "quarters": {0, 3}, "qtr": {0, 3}, "qtrs": {0, 3},
		"month": {0, 1}, "months": {0, 1}, "mo": {0, 1}, "mos": {0, 1},
	}
	powers = map[string]scale{
		"TW": {3, 1}, "GW": {0, 1}, "MW": {-3, 1}, "kW": {-6, 1},
		"gigawatt": {0, 1}, "gigawatts": {0, 1}, "megawatt": {-3, 1}, "megawatts": {-3, 1},
	}
	// periods holds how often a year a period comes.
	periods = map[string]scale{
		"yr": {0, 1}, "year": {0, 1}, "annum": {0, 1},
		"quarter": {0, 4}, "qtr": {0, 4}, "month": {0, 12}, "mo": {0, 12},
	}
	// works holds what a price is for, in GW-years.
	works = map[string]scale{
		"GW-yr": {0, 1}, "GW-year": {0, 1}, "GW/yr": {0, 1}, "GW/year": {0, 1}, "GW-a": {0, 1},
		"MW-yr": {3, 1}, "MW-year": {3, 1}, "MW/yr": {3, 1}, "MW/year": {3, 1}, "MW-a": {3, 1},
	}
	// capacities holds what a yearly amount may be for besides.
	capacities = map[string]scale{"GW": {0, 1}, "MW": {3, 1}}
)

// Parse returns the amount that text stands for, in the base unit of k: the
// float64 nearest to the decimal written, finite, at most [Limit] in size and
// never a negative zero. Anything else gives an [*Error].
//
//	Money     $40B   40B USD   USD 40B   $250 billion   -$5B   $1e9
//	RunRate   money followed by /yr, /quarter or /month, or per year and so on
//	Rate      145%   1.45   145%/yr
//	Fraction  20%    0.2
//	Factor    1.2    120%
//	Duration  7 years   6 quarters   18 months   4.5 months   0
//	Power     2 GW   750 MW
//	Price     money followed by /GW-yr or /MW-yr
//	Yield     the same, or money followed by /GW or /MW
//
// The suffixes of money are K, M, B and T, k, bn and tn, and thousand to trillion.
// A comma is refused in every kind; in money so is a point before exactly three
// decimals ("$38.000M"), unless it follows a leading zero ("$0.125B") or an
// exponent comes after. A minus may be U+2212; underscores, hexadecimal digits
// and words for what is not finite are refused.
func Parse(k Kind, text string) (float64, error) {
	text = clean(text)
	switch {
	case text == "":
		return 0, &Error{Message: "a value is missing", Hint: "write " + k.String() + ", such as " + k.Example()}
	case strings.Contains(text, "_"):
		return 0, fault(text, "write the digits without separators, as in "+k.Example(), "holds an underscore")
	case k.money():
		return parseMoney(k, text)
	case strings.Contains(text, "$"):
		return 0, fault(text, "write "+k.String()+", such as "+k.Example(), "is money where %s is wanted", k)
	}
	return parsePlain(k, text)
}

// clean returns text with plain minus signs, single spaces and none at the ends.
func clean(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "−", "-")), " ")
}

// parsePlain parses every kind but money.
func parsePlain(k Kind, text string) (float64, error) {
	body := text
	if rest, period, found := cutPeriod(text); found && k == Rate {
		if s, known := lookup(periods, period); !known || s.times != 1 {
			return 0, fault(text, "give the rate for a whole year, such as "+k.Example(), "is not %s", k)
		}
		body = rest
	}
	body, negative := cutSign(body)
	n, unit, ok := cutNumber(body)
	if !ok {
		return 0, fault(text, "write it as "+k.Example(), "is not %s", k)
	}
	n.negative = negative
	s, err := plainScale(k, text, n, unit)
	if err != nil {
		return 0, err
	}
	return n.evaluate(k, text, s)
}

// plainScale returns the scale of a unit of k, which is not money. Of the kinds
// that want a unit only a duration of zero may go without.
func plainScale(k Kind, text string, n number, unit string) (scale, error) {
	units, wanted := percents, "a number or a percentage"
	switch k {
	case Duration:
		units, wanted = spans, "years, quarters or months"
	case Power:
		units, wanted = powers, "GW or MW"
	}
	s, known := lookup(units, unit)
	switch zero := strings.Trim(n.mantissa, "0.") == ""; {
	case known:
		return s, nil
	case k == Duration && unit == "" && zero:
		return units["months"], nil
	case unit == "":
		return s, fault(text, "write "+wanted+" after the number, as in "+k.Example(), "wants a unit")
	case units["%"].times != 0:
		return s, fault(text, "write "+wanted+", such as "+k.Example(), "is not %s", k)
	}
	return s, fault(text, "write "+wanted+", as in "+k.Example(), "has an unknown unit %s", quote(unit))
}

// parseMoney parses the two kinds that want a currency sign.
func parseMoney(k Kind, text string) (float64, error) {
	if foreign(text) {
		return 0, fault(text, "figures are US dollars: convert it first, then write it as "+k.Example(), "is not in US dollars")
	}
	body, period, periodic := cutPeriod(text)
	body, signed, currency := cutCurrency(body)
	n, suffix, ok := cutNumber(body)
	if !ok {
		return 0, fault(text, "write it as "+k.Example(), "is not %s", k)
	}
	n.negative = signed
	s, err := moneyScale(k, text, suffix, currency)
	if err != nil {
		return 0, err
	}
	if k.priced() {
		per, err := workScale(k, text, period, periodic)
		if err != nil {
			return 0, err
		}
		s.shift += per.shift
	} else if periodic {
		p, known := lookup(periods, period)
		if !known {
			return 0, fault(text, "write /yr, /quarter or /month, as in "+RunRate.Example(), "has an unknown period %s", quote(period))
		}
		if k == RunRate {
			s.times = p.times
		}
	}
	v, err := n.evaluate(k, text, s)
	switch {
	case err != nil:
		return 0, err
	case k.priced():
		return v, nil
	case periodic && k == Money:
		return 0, fault(text, "write "+Exact(Money, v)+" if the whole amount is meant", "is an amount for each period where %s is wanted", k)
	case !periodic && k == RunRate:
		return 0, fault(text, "write "+Exact(RunRate, v), "wants a period")
	}
	return v, nil
}

// workScale returns the scale of what a price is for.
func workScale(k Kind, text, per string, found bool) (scale, error) {
	s, known := lookup(works, per)
	if !known && k == Yield {
		s, known = lookup(capacities, per)
	}
	switch {
	case known:
		return s, nil
	case found && k == Price && capacities[per].times != 0:
		return s, fault(text, "write /GW-yr, as in "+k.Example()+", for what a year of use costs", "is a price for each GW where %s is wanted", k)
	case found:
		return s, fault(text, "write it as "+k.Example(), "is not %s", k)
	}
	return s, fault(text, "say for how much capacity, as in "+k.Example(), "wants a capacity")
}

// moneyScale returns the scale of a suffix of money.
func moneyScale(k Kind, text, suffix string, currency bool) (scale, error) {
	s, known := lookup(suffixes, suffix)
	_, capital := suffixes[strings.ToUpper(suffix)]
	switch {
	case known && currency:
		return s, nil
	case capital && !known:
		return s, fault(text, "use a capital: "+strings.ToUpper(suffix)+", as in "+k.Example(), "has the suffix %s, which is not clear", quote(suffix))
	case known && k.priced():
		return s, fault(text, "write it as "+k.Example(), "wants a currency sign")
	case known && k == RunRate:
		return s, fault(text, "write $14B/yr or 14B USD/yr", "wants a currency sign")
	case known:
		return s, fault(text, "write $40B or 40B USD", "wants a currency sign")
	case currency:
		return s, fault(text, "the suffixes are K, M, B and T, as in "+k.Example(), "has an unknown suffix %s", quote(suffix))
	}
	return s, fault(text, "write it as "+k.Example(), "is not %s", k)
}

// lookup finds a unit as it is written, or a word in lower case.
func lookup(units map[string]scale, unit string) (scale, bool) {
	s, ok := units[unit]
	if lower := strings.ToLower(unit); !ok && len(unit) > 1 {
		s, ok = units[lower]
	}
	return s, ok
}

var period = regexp.MustCompile(`(?i)^(.*?)(?: ?/ ?| per )(.*)$`)

// cutPeriod splits "$14B/yr" or "$14B per year" into the amount and the period.
func cutPeriod(text string) (amount, each string, found bool) {
	m := period.FindStringSubmatch(text)
	if m == nil {
		return text, "", false
	}
	return m[1], m[2], true
}

var dollars = regexp.MustCompile(`(?i)^([+-]?) ?(US ?\$|USD|\$)? ?([+-]?) ?(.*?) ?(USD)?$`)

// cutCurrency removes the sign, before or after a currency sign, and the currency.
func cutCurrency(text string) (rest string, negative, currency bool) {
	m := dollars.FindStringSubmatch(text)
	if m == nil || m[1] != "" && m[3] != "" {
		return text, false, false
	}
	return m[4], m[1]+m[3] == "-", m[2]+m[5] != ""
}

var otherDollar = regexp.MustCompile(`(?i)^[+-]? ?([a-z]+) ?\$`)

// otherMoney holds names of currencies, as they are often written.
var otherMoney = map[string]bool{
	"EUR": true, "EURO": true, "EUROS": true, "GBP": true, "POUND": true, "POUNDS": true, "JPY": true, "YEN": true,
	"CNY": true, "RMB": true, "YUAN": true, "CHF": true, "INR": true, "KRW": true, "CAD": true, "AUD": true,
	"NZD": true, "HKD": true, "SGD": true, "TWD": true, "AED": true, "SAR": true, "SEK": true, "NOK": true,
	"DKK": true, "BRL": true, "MXN": true, "ZAR": true,
}

// foreign reports whether text names a currency other than the US dollar.
func foreign(text string) bool {
	for _, r := range text {
		if unicode.Is(unicode.Sc, r) && r != '$' {
			return true
		}
	}
	for _, word := range strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if otherMoney[word] {
			return true
		}
	}
	m := otherDollar.FindStringSubmatch(text)
	return m != nil && !strings.EqualFold(m[1], "US")
}
