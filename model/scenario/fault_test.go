package scenario

import (
	"strings"
	"testing"

	"computegap/model"
)

// TestFaultOnce checks that what is wrong with a setting is said once, whatever reads it.
func TestFaultOnce(t *testing.T) {
	text := strings.Replace(base, "cash: $1B", "cash: $1B, rounds: {a: {amount: $1B, date: 2026-02}}", 1)
	for _, s := range []string{"funding.rounds.a.kind=inkind", "funding.rounds.*.kind=inkind"} {
		_, _, err := read(t, text).Model(model.Options{}, set(t, s)...)
		want(t, err.Error(), "--set "+s+": funding.rounds.a.kind: \"inkind\" is not primary, secondary, in-kind, warrant or prepayment\n\thint: did you mean in-kind?")
	}
}

func TestFaultPrints(t *testing.T) {
	long := strings.Repeat("x", 80) + " totl: 1 " + strings.Repeat("y", 80)
	for _, c := range []struct {
		name string
		f    Fault
		text string
	}{
		{"a line", Fault{"scenarios/mine.yaml", 7, 5, "commitments.aws.totl", "no such key", "did you mean total?", "    totl: $38B"},
			"scenarios/mine.yaml:7:5: commitments.aws.totl: no such key\n\t    totl: $38B\n\t    ^\n\thint: did you mean total?"},
		{"a setting", Fault{"--set commitments.aws.totl=$38B", 0, 0, "commitments.aws.totl", "no such key", "did you mean total?", ""},
			"--set commitments.aws.totl=$38B: commitments.aws.totl: no such key\n\thint: did you mean total?"},
		{"a file", Fault{File: "f.yaml", Message: "is a directory"}, "f.yaml: is a directory"},
		{"tabs", Fault{"f", 1, 4, "", "m", "", "a\tb\tc"}, "f:1:4: m\n\ta\tb\tc\n\t \t ^"},
		{"past the end", Fault{"f", 1, 99, "", "m", "", "abc"}, "f:1:99: m\n\tabc\n\t   ^"},
		{"an empty line", Fault{"f", 1, 1, "", "m", "", "  "}, "f:1:1: m"},
		{"controls", Fault{"f\x1b", 1, 3, "a\u202eb", "m\x07\nn", "h\x1b[2J", "a\x1b\x9b"},
			"f\ufffd:1:3: a\ufffdb: m\ufffd n\n\ta\ufffd\ufffd\n\t  ^\n\thint: h\ufffd[2J"},
		{"a long line", Fault{"f", 1, 82, "", "m", "", long},
			"f:1:82: m\n\t…" + strings.Repeat("x", 58) + " totl: 1 " + strings.Repeat("y", 31) + "…\n\t" + strings.Repeat(" ", 60) + "^"},
		{"the start of a long line", Fault{"f", 1, 2, "", "m", "", long},
			"f:1:2: m\n\t" + strings.Repeat("x", 80) + " totl: 1 " + strings.Repeat("y", 10) + "…\n\t ^"},
		{"the end of a long line", Fault{"f", 1, 169, "", "m", "", long},
			"f:1:169: m\n\t…" + strings.Repeat("x", 10) + " totl: 1 " + strings.Repeat("y", 80) + "\n\t" + strings.Repeat(" ", 99) + "^"},
	} {
		t.Run(c.name, func(t *testing.T) { want(t, c.f.String(), c.text) })
	}
	want(t, Faults{{File: "a", Message: "x"}, {File: "b", Message: "y"}}.Error(), "a: x\nb: y")
}

func TestNearest(t *testing.T) {
	words := []string{"total", "term", "start", "letter-of-intent", "cash_floor", "s-curve"}
	for name, expected := range map[string]string{
		"totl": "total", "toatl": "total", "Total": "total", "tern": "term", "letter_of_intent": "letter-of-intent",
		"cashfloor": "cash_floor", "scurve": "s-curve", "letter": "letter-of-intent", "zzz": "", "": "", "x": "",
	} {
		if got := nearest(name, words); got != expected {
			t.Errorf("nearest(%q) is %q, want %q", name, got, expected)
		}
	}
}

// TestDistance compares with distances counted by hand.
func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		d    int
	}{{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"kitten", "sitting", 3}, {"totl", "total", 1}, {"toatl", "total", 1}, {"ab", "ba", 1}, {"abc", "cba", 2}, {"é", "e", 1}} {
		if got := distance(c.a, c.b); got != c.d {
			t.Errorf("distance(%q, %q) is %d, want %d", c.a, c.b, got, c.d)
		}
	}
}
