package quantity_test

import (
	"errors"
	"math"
	"testing"

	. "computegap/model/quantity"
)

func TestParseAccepts(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want float64
	}{
		{Money, "$40B", 40e9}, {Money, "40B USD", 40e9}, {Money, "USD 40B", 40e9}, {Money, "$ 40 B", 40e9},
		{Money, "US$40B", 40e9}, {Money, "usd40B", 40e9}, {Money, "40BUSD", 40e9}, {Money, "$40B USD", 40e9},
		{Money, "$1.4T", 1400000000000}, {Money, "$250 billion", 250e9}, {Money, "$38bn", 38e9}, {Money, "$38BN", 38e9},
		{Money, "$2tn", 2e12}, {Money, "$2 Trillion", 2e12}, {Money, "$3M", 3e6}, {Money, "$3 million", 3e6},
		{Money, "$7k", 7000}, {Money, "$7K", 7000}, {Money, "$7 thousand", 7000},
		{Money, "-$5B", -5e9}, {Money, "$-5B", -5e9}, {Money, "- $5B", -5e9}, {Money, "−$5B", -5e9}, {Money, "+$5B", 5e9},
		{Money, "-5B USD", -5e9}, {Money, "USD -5B", -5e9},
		{Money, "$0", 0}, {Money, "-$0", 0}, {Money, "$1e9", 1e9}, {Money, "$1E+9", 1e9}, {Money, "$2.5e-1B", 250e6},
		{Money, "$.5B", 5e8}, {Money, "  $40B ", 40e9}, {Money, "$40\u00a0B", 40e9},
		{Money, "$0.125B", 125e6}, {Money, "$1.2345B", 1234500000}, {Money, "$1234.500M", 1234500000}, {Money, "$1.234e9", 1234e6},
		{Money, "$38.00M", 38e6}, {Money, "$1000000T", 1e18}, {Money, "$1.1B", 1100000000}, {Money, "$207.3B", 207300000000},
		{RunRate, "$14B/yr", 14e9}, {RunRate, "$14B/year", 14e9}, {RunRate, "$14B / yr", 14e9}, {RunRate, "$14B per year", 14e9},
		{RunRate, "$14B per annum", 14e9}, {RunRate, "$3B/quarter", 12e9}, {RunRate, "$3B per quarter", 12e9}, {RunRate, "$1B/month", 12e9},
		{RunRate, "14B USD/yr", 14e9}, {RunRate, "-$1.1B/month", -13200000000}, {RunRate, "$14 billion per Year", 14e9},
		{Rate, "145%", 1.45}, {Rate, "1.45", 1.45}, {Rate, "-5%", -0.05}, {Rate, "−5 %", -0.05}, {Rate, "145%/yr", 1.45},
		{Rate, "10% per year", 0.1}, {Rate, "0.2/yr", 0.2}, {Rate, "12.125%", 0.12125}, {Rate, "7%", 0.07}, {Rate, "20 percent", 0.2},
		{Fraction, "20%", 0.2}, {Fraction, "0.2", 0.2}, {Fraction, "0", 0}, {Fraction, ".5", 0.5}, {Fraction, "1e-3", 0.001},
		{Factor, "1.2", 1.2}, {Factor, "110%", 1.1}, {Factor, "-3", -3}, {Factor, "1.000", 1},
		{Duration, "7 years", 84}, {Duration, "1 year", 12}, {Duration, "6 quarters", 18}, {Duration, "18 months", 18},
		{Duration, "4.5 months", 4.5}, {Duration, "2 yr", 24}, {Duration, "18 mo", 18}, {Duration, "2yrs", 24}, {Duration, "1.5 Years", 18},
		{Duration, "1.1 years", 13.2}, {Duration, "0", 0}, {Duration, "0.0", 0}, {Duration, "-3 months", -3},
		{Price, "$13B/GW-yr", 13e9}, {Price, "$13M/MW-yr", 13e9}, {Price, "13B USD per GW-year", 13e9}, {Price, "$0.6B/GW/yr", 6e8}, {Yield, "$10B/GW", 10e9}, {Yield, "$10B/GW-yr", 10e9},
		{Power, "2 GW", 2}, {Power, "750 MW", 0.75}, {Power, "2GW", 2}, {Power, "0.3 TW", 300}, {Power, "250 kW", 0.00025}, {Power, "5 gigawatts", 5},
	} {
		got, err := Parse(c.kind, c.text)
		if err != nil || got != c.want || got == 0 && math.Signbit(got) {
			t.Errorf("Parse(%v, %q) = %v, %v; want %v", c.kind, c.text, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		kind                Kind
		text, message, hint string
	}{
		{Money, " ", `a value is missing`, `write an amount of money, such as $40B`},
		{Money, "40", `"40" wants a currency sign`, `write $40B or 40B USD`},
		{Money, "40B", `"40B" wants a currency sign`, `write $40B or 40B USD`},
		{Price, "$13B/GW", `"$13B/GW" is a price for each GW where a price per GW-year is wanted`, `write /GW-yr, as in $13B/GW-yr, for what a year of use costs`},
		{Price, "$13B", `"$13B" wants a capacity`, `say for how much capacity, as in $13B/GW-yr`},
		{Yield, "$13B/yr", `"$13B/yr" is not an amount of money a year per GW`, `write it as $10B/GW`},
		{Price, "13B/GW-yr", `"13B/GW-yr" wants a currency sign`, `write it as $13B/GW-yr`},
		{RunRate, "14B/yr", `"14B/yr" wants a currency sign`, `write $14B/yr or 14B USD/yr`},
		{Money, "$1,4T", `"$1,4T" holds a comma, which means different things to different readers`, `write $1.4T if the comma marks decimals, $14T if it marks thousands`},
		{Money, "$1,400B", `"$1,400B" holds a comma, which means different things to different readers`, `write $1.4B if the comma marks decimals, $1.4T if it marks thousands`},
		{Money, "-$1,234B", `"-$1,234B" holds a comma, which means different things to different readers`, `write -$1234M if the comma marks decimals, -$1234B if it marks thousands`},
		{Money, "$1,234,567", `"$1,234,567" holds a comma, which means different things to different readers`, `write $1.234567M`},
		{Money, "$1,234.5", `"$1,234.5" holds a comma, which means different things to different readers`, `write $1.2345K`},
		{Money, "$1.234,5", `"$1.234,5" holds a comma, which means different things to different readers`, `write $1.2345K`},
		{Money, "$1,2.3,4", `"$1,2.3,4" holds a comma, which means different things to different readers`, `write it as $40B`},
		{Money, "$,4B", `"$,4B" holds a comma, which means different things to different readers`, `write $400M if the comma marks decimals, $4B if it marks thousands`},
		{Money, "$1.234.567", `"$1.234.567" holds more than one point`, `write $1.234567M`},
		{Money, "$38.000M", `"$38.000M" holds a point that marks thousands to some readers and decimals to others`, `write $38M if the point marks decimals, $38B if it marks thousands`},
		{Money, "$1.234", `"$1.234" holds a point that marks thousands to some readers and decimals to others`, `write $1.2340 if the point marks decimals, $1234 if it marks thousands`},
		{RunRate, "$38.000M/quarter", `"$38.000M/quarter" holds a point that marks thousands to some readers and decimals to others`, `write $152M/yr if the point marks decimals, $152B/yr if it marks thousands`},
		{Money, "$38b", `"$38b" has the suffix "b", which is not clear`, `use a capital: B, as in $40B`},
		{Money, "$38 m", `"$38 m" has the suffix "m", which is not clear`, `use a capital: M, as in $40B`},
		{RunRate, "$2t/yr", `"$2t/yr" has the suffix "t", which is not clear`, `use a capital: T, as in $14B/yr`},
		{Money, "$38X", `"$38X" has an unknown suffix "X"`, `the suffixes are K, M, B and T, as in $40B`},
		{Money, "$1 400B", `"$1 400B" has an unknown suffix "400B"`, `the suffixes are K, M, B and T, as in $40B`},
		{Money, "€40B", `"€40B" is not in US dollars`, `figures are US dollars: convert it first, then write it as $40B`},
		{Money, "£1bn", `"£1bn" is not in US dollars`, `figures are US dollars: convert it first, then write it as $40B`},
		{Money, "40B EUR", `"40B EUR" is not in US dollars`, `figures are US dollars: convert it first, then write it as $40B`},
		{RunRate, "EUR 40B/yr", `"EUR 40B/yr" is not in US dollars`, `figures are US dollars: convert it first, then write it as $14B/yr`},
		{Money, "C$40B", `"C$40B" is not in US dollars`, `figures are US dollars: convert it first, then write it as $40B`},
		{Money, "-HK$40B", `"-HK$40B" is not in US dollars`, `figures are US dollars: convert it first, then write it as $40B`},
		{Money, "$14B/yr", `"$14B/yr" is an amount for each period where an amount of money is wanted`, `write $14B if the whole amount is meant`},
		{RunRate, "$14B", `"$14B" wants a period`, `write $14B/yr`},
		{RunRate, "$14B/week", `"$14B/week" has an unknown period "week"`, `write /yr, /quarter or /month, as in $14B/yr`},
		{Money, "$1_000", `"$1_000" holds an underscore`, `write the digits without separators, as in $40B`},
		{Money, "$0x10", `"$0x10" has an unknown suffix "x10"`, `the suffixes are K, M, B and T, as in $40B`},
		{Money, "$inf", `"$inf" is not an amount of money`, `write it as $40B`},
		{Money, "nan", `"nan" is not an amount of money`, `write it as $40B`},
		{Money, "40 GW", `"40 GW" is not an amount of money`, `write it as $40B`},
		{Money, "-$-5B", `"-$-5B" is not an amount of money`, `write it as $40B`},
		{Money, "$5.B", `"$5.B" is not an amount of money`, `write it as $40B`},
		{Money, "$1e19", `"$1e19" is too large`, `the largest that is accepted is $1000000T`},
		{Money, "-$1000001T", `"-$1000001T" is too large`, `the largest that is accepted is $1000000T`},
		{Money, "$1e999", `"$1e999" has an exponent that is out of range`, `the exponent lies between -400 and 400`},
		{Money, "$1e-399", `"$1e-399" is too small to be told from zero`, `write zero if that is meant`},
		{Factor, "1e400", `"1e400" is too large`, `the largest that is accepted is 1000000000000000000`},
		{Factor, "11111111111111111111111111111111111111111111111111111111111111111", `"1111111111111111111111111111111111111111…" has more than 64 digits`, `seventeen digits say all that is kept of a number`},
		{Rate, "1,5%", `"1,5%" holds a comma, which means different things to different readers`, `write 1.5% if the comma marks decimals, 15% if it marks thousands`},
		{Rate, "2%/month", `"2%/month" is not a rate a year`, `give the rate for a whole year, such as 145%`},
		{Rate, "fast", `"fast" is not a rate a year`, `write it as 145%`},
		{Rate, "", `a value is missing`, `write a rate a year, such as 145%`},
		{Fraction, "$5B", `"$5B" is money where a share is wanted`, `write a share, such as 20%`},
		{Fraction, "20%/yr", `"20%/yr" is not a share`, `write a number or a percentage, such as 20%`},
		{Fraction, "1..5", `"1..5" holds more than one point`, `write it as 20%`},
		{Factor, "0x1p4", `"0x1p4" is not a plain number`, `write a number or a percentage, such as 1.2`},
		{Factor, "Inf", `"Inf" is not a plain number`, `write it as 1.2`},
		{Duration, "18", `"18" wants a unit`, `write years, quarters or months after the number, as in 18 months`},
		{Duration, "90 days", `"90 days" has an unknown unit "days"`, `write years, quarters or months, as in 18 months`},
		{Duration, "1 year 6 months", `"1 year 6 months" has an unknown unit "year 6 months"`, `write years, quarters or months, as in 18 months`},
		{Duration, "$5", `"$5" is money where a duration is wanted`, `write a duration, such as 18 months`},
		{Power, "2", `"2" wants a unit`, `write GW or MW after the number, as in 2 GW`},
		{Power, "2 mw", `"2 mw" has an unknown unit "mw"`, `write GW or MW, as in 2 GW`},
		{Power, "2 GWh", `"2 GWh" has an unknown unit "GWh"`, `write GW or MW, as in 2 GW`},
		{Power, "1,5 GW", `"1,5 GW" holds a comma, which means different things to different readers`, `write 1.5 GW if the comma marks decimals, 15 GW if it marks thousands`},
	} {
		v, err := Parse(c.kind, c.text)
		checkRefusal(t, c.text, err, c.message, c.hint)
		if v != 0 {
			t.Errorf("Parse(%v, %q) = %v with an error", c.kind, c.text, v)
		}
	}
}

// checkRefusal compares an error with the message and the hint that text should get.
func checkRefusal(t *testing.T, text string, err error, message, hint string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%q: error %v, want %s", text, err, message)
		return
	}
	if e.Error() != message || e.Hint != hint {
		t.Errorf("%q:\n got %s\nhint %s\nwant %s\nhint %s", text, e.Error(), e.Hint, message, hint)
	}
}

// TestKinds reads the example of each kind as that kind.
func TestKinds(t *testing.T) {
	want := map[Kind]float64{Money: 40e9, RunRate: 14e9, Rate: 1.45, Fraction: 0.2, Factor: 1.2, Duration: 18, Power: 2, Price: 13e9, Yield: 10e9}
	units := map[Kind]string{Money: "USD", RunRate: "USD/yr", Rate: "1/yr", Fraction: "1", Factor: "1", Duration: "months", Power: "GW", Price: "USD/GW-yr", Yield: "USD/GW-yr"}
	for k, v := range want {
		if got, err := Parse(k, k.Example()); err != nil || got != v {
			t.Errorf("%v: example %s = %v, %v; want %v", k, k.Example(), got, err, v)
		}
		if k.Unit() != units[k] {
			t.Errorf("%v: unit %s, want %s", k, k.Unit(), units[k])
		}
		if got := Format(k, v); got != k.Example() && k != Yield { // which needs no year
			t.Errorf("Format(%v, %v) = %s, want %s", k, v, got, k.Example())
		}
	}
}
