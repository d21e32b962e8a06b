package scenario

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"computegap/model"
)

// many writes a piece as often as asked for, or until a file is full; %d in it is its
// number, %e that of the next.
func many(count int, piece string) string {
	var b strings.Builder
	for i := 0; i < count && b.Len() < maxBytes-2000; i++ {
		b.WriteString(strings.NewReplacer("%d", fmt.Sprint(i), "%e", fmt.Sprint(i+1)).Replace(piece))
	}
	return b.String()
}

// TestHostileFaults reads files of nothing but faults, most of them on one line. Each
// is refused within a second, or on a machine that is busy within ten times what a sound
// file takes at that moment; in memory that does not grow with the square of the file;
// and with a text that can be read.
func TestHostileFaults(t *testing.T) {
	const sane = "title: t\ntimeline: {start: 2026-01, end: 2027-12}\nfunding: {cash: $1B}\n"
	inOne := func(before, piece string, count int, after string) string {
		return sane + before + many(count, piece) + after + "\n"
	}
	for _, c := range []struct{ name, text string }{
		{"names", inOne("revenue: {", "k%d,", 80000, "}")},
		{"unknown keys on a line", "{" + many(80000, "k%d: 1,") + "a: 1}\n"},
		{"unknown keys", sane + many(90000, "k%d: 1\n")},
		{"wrong streams", inOne("revenue: {", "s%d: {run_rat: $1B/yr, growth: {curve: constnt, rate: 10%}, volatility: 3x, from: x},", 1999, "}")},
		{"mappings as keys", "{" + many(80000, "{a: 1}: 2, ") + "{a: 1}: 2}\n"},
		{"correlations", inOne("correlations: [", "[a.b, c.d, 2], ", 30000, "]")},
		{"correlations and unknown keys", sane + many(20000, "k%d: 1\n") + "correlations: [" + many(10000, "[a.b, c.d, 0.2], ") + "]\n"},
		{"checks", inOne("checks: [", "a, ", 80000, "]")},
		{"umbrellas in each other", inOne("commitments: {", "s%d: {within: s%e, total: $1B, start: 2026, term: 1}, ", 1999, "}")},
		{"umbrellas in each other without end", inOne("commitments: {", "s%d: {within: s%e, total: $1B, start: 2026, term: 1 year}, ", 1999, "s1999: {within: s1, total: $1, start: 2026, term: 1}}")},
		{"umbrellas that do not exist", inOne("commitments: {", "s%d: {within: x%d, totl: $1B, strt: 2026, term: 1}, ", 1999, "}")},
		{"tags", inOne("b: [", "!x 1, ", 80000, "]")},
		{"payments without dates", inOne("commitments: {a: {payments: {", "x%d: $1, ", 50000, "}}}")},
		{"points without dates", inOne("revenue: {a: {growth: {curve: points, points: {", "x%d: $1, ", 50000, "}}}}")},
		{"points of a month", inOne("revenue: {a: {growth: {curve: points, points: {", "2026-01 : $1/yr, ", 50000, "}}}}")},
		{"wrong facts", inOne("context: [", "{fct: a, s: x}, ", 20000, "]")},
		{"streams that do not exist", inOne("costs: {a: {share: 10%, of: [", "s%d, ", 20000, "]}}")},
		{"a number in pieces", inOne("a: {b: 1,", "1,", 250000, "}")},
		{"brackets", inOne("costs: {a: {run_rate: normal", "(", 500000, "}}")},
		{"probabilities", inOne("costs: {a: {run_rate: discrete(", "$1 1%;", 80000, ")}}")},
		{"a long name with many keys", inOne(strings.Repeat("a", 1000)+": {", "b%d: 1, ", 40000, "}")},
		{"a very long name with faults", inOne(strings.Repeat("a", 200000)+": [", "[!x b], ", 30000, "]")},
		{"a key of two lines", sane + "? " + strings.Repeat("a", 200000) + "\n: [" + many(30000, "[!x b], ") + "]\n"},
		{"deep lists with faults", sane + strings.Repeat(strings.Repeat("a", 99)+": {", 60) + "x: [" + many(80000, "!x b, ") + "]" + strings.Repeat("}", 60) + "\n"},
		{"deep lists", sane + strings.Repeat(strings.Repeat("a", 99)+": {", 60) + "x: [" + many(190000, "b,") + "]" + strings.Repeat("}", 60) + "\n"},
		{"aliases of a long text", sane + "checks: [&x '" + strings.Repeat("9", 400000) + "', " + many(9000, "*x, ") + "]\n"},
		{"aliases of a long key", sane + "? &x " + strings.Repeat("9", 400000) + "\n: 1\n" + "b: {" + many(9000, "*x : 1, ") + "}\n"},
		{"a long number", inOne("costs: {a: {run_rate: ", "9", 500000, "}}")},
		{"a long date", inOne("as_of: ", "k", 500000, "")},
	} {
		t.Run(c.name, func(t *testing.T) { checkHostile(t, c.text) })
	}
}

// TestFaultsCounted shows a hundred faults of many, and says at the next how many more
// there are.
func TestFaultsCounted(t *testing.T) {
	for _, c := range []struct{ keys, shown int }{{100, 100}, {101, 101}, {102, 101}, {1000, 101}} {
		_, _, err := read(t, base+many(c.keys, "k%d: 1\n")).Scenario()
		var faults Faults
		if !errors.As(err, &faults) || len(faults) != c.shown {
			t.Fatalf("%d faults are shown of %d", len(faults), c.keys)
		}
		last, expected := faults[len(faults)-1], fmt.Sprintf("f.yaml:103:1: %d faults more, the first of them here", c.keys-100)
		if c.keys > 101 {
			want(t, brief(last), expected)
		} else if last.Message != "no such key" {
			t.Errorf("the last of %d is %s", c.keys, last)
		}
	}
}

// soundTime reads a file without a fault that is about as large as a file may be: what
// the time for a hostile one is measured against, on a machine that may be busy.
func soundTime(t *testing.T) time.Duration {
	t.Helper()
	text := "title: t\ntimeline: {start: 2026-01, end: 2027-12}\nfunding: {cash: $1B}\nrevenue:\n" +
		many(1999, "  s%d: {run_rate: $1B/yr, growth: {curve: fade, rate: 30% to 60%, fades_to: 10%, half_life: 18 months}, volatility: 20%, from: 2026-03, label: A stream of many}\n")
	begin := time.Now()
	d, err := disk{"f.yaml": text}.reader().Read("f.yaml")
	if err == nil {
		_, _, err = d.Model(model.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return time.Since(begin)
}

// checkHostile reads a text that must be refused, and bounds what that takes.
func checkHostile(t *testing.T, text string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	d, err := disk{"f.yaml": text}.reader().Read("f.yaml")
	if err == nil {
		_, _, err = d.Model(model.Options{})
	}
	var faults Faults
	if !errors.As(err, &faults) || len(faults) == 0 || len(faults) > maxShown+1 {
		t.Fatalf("%d faults: %.200v", len(faults), err)
	}
	printed := len(err.Error())
	took := time.Since(begin)
	runtime.ReadMemStats(&after)
	if took > time.Second {
		if sound := soundTime(t); took > 10*sound {
			t.Errorf("took %v, a sound file of the largest size %v", took, sound)
		}
	}
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 300 {
		t.Errorf("used %d MiB", used)
	}
	if printed > 200_000 {
		t.Errorf("printed %d bytes", printed)
	}
	t.Logf("%v, %d MiB, %d bytes", took, (after.TotalAlloc-before.TotalAlloc)>>20, printed)
}
