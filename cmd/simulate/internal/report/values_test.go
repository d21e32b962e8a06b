package report

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"computegap/model"
)

func TestMoney(t *testing.T) {
	tests := []struct {
		v    float64
		want string
	}{
		{0, "$0"}, {0.004, "$0"}, {-0.004, "$0"}, {math.Copysign(0, -1), "$0"},
		{0.01, "$0.01"}, {12.5, "$12.5"}, {999.99, "$999.99"}, {999.999, "$1K"},
		{1500, "$1.5K"}, {999_960, "$1M"}, {70.5e6, "$70.5M"}, {-233.6e6, "-$233.6M"},
		{1e9, "$1B"}, {4.649e9, "$4.6B"}, {207.3e9, "$207.3B"}, {999.94e9, "$999.9B"}, {999.96e9, "$1T"},
		{1.38e12, "$1.38T"}, {-1.4e12, "-$1.4T"}, {1.999e12, "$2T"}, {12345e12, "$12345T"}, {40e9, "$40B"}, {100e9, "$100B"},
	}
	for _, tt := range tests {
		if got := Money(tt.v); got != tt.want {
			t.Errorf("Money(%g) = %s, want %s", tt.v, got, tt.want)
		}
	}
}

// TestMoneyAtATie prints an amount between two alike however its sum was rounded, further from
// zero, as package quantity does: tables and charts agree.
func TestMoneyAtATie(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5_000 {
		steps := 100 + r.IntN(899) // of a hundredth of a trillion
		tie := (float64(steps) + 0.5) * 1e10
		want := Money(float64(steps+1) * 1e10)
		for _, v := range []float64{tie, tie * (1 - 4e-16), tie * (1 + 4e-16)} {
			if got := Money(v); got != want || Money(-v) != "-"+want {
				t.Fatalf("Money(%.17g) = %s, want %s", v, got, want)
			}
		}
	}
	if percent(0.1249999999999999999, 1) != percent(0.125, 1) || percent(12.349999999999999, 100) != "12%" || percent(1.2499999999999998, 100) != "1.3%" {
		t.Error("a percentage at a tie")
	}
}

// TestMoneyReadsBack reads amounts of every size back to within half of the last digit
// that they show.
func TestMoneyReadsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v := math.Exp(r.Float64()*math.Log(1e16)) * float64(1-2*r.IntN(2)) / 10
		got, half := read(t, Money(v))
		if math.Abs(got-v) > half {
			t.Errorf("Money(%.6f) = %s", v, Money(v))
		}
	}
}

func TestValue(t *testing.T) {
	t0 := model.Timeline{Start: 12*2025 + 9, Months: 99, Step: 3}
	tests := []struct {
		v    float64
		unit string
		want string
	}{
		{model.Absent, "USD", "–"}, {model.Absent, "date", "–"},
		{0, "date", "2025-10"}, {3, "date", "2026-01"}, {98, "date", "2033-12"},
		{2.5e11, "USD", "$250B"}, {46.7e9, "USD/GW", "$46.7B/GW"}, {23.386, "GW", "23.39 GW"},
		{26, "months", "26 months"}, {24, "months", "2 years"}, {0.8646, "1", "0.8646"},
	}
	for _, tt := range tests {
		if got := Value(tt.v, tt.unit, t0); got != tt.want {
			t.Errorf("Value(%g, %s) = %s, want %s", tt.v, tt.unit, got, tt.want)
		}
	}
	if got := longMonth(26, t0); got != "December 2027" {
		t.Errorf("longMonth(26) = %s", got)
	}
}

func TestPeriods(t *testing.T) {
	tests := []struct {
		t    model.Timeline
		want string
	}{
		{model.Timeline{Start: 12*2025 + 9, Months: 6, Step: 3}, "2025-Q4 2026-Q1"},
		{model.Timeline{Start: 12*2025 + 11, Months: 3, Step: 1}, "2025-12 2026-01 2026-02"},
		{model.Timeline{Start: 12 * 2026, Months: 24, Step: 12}, "2026 2027"},
	}
	for _, tt := range tests {
		if got := strings.Join(periods(tt.t), " "); got != tt.want {
			t.Errorf("periods = %s, want %s", got, tt.want)
		}
	}
}

func TestPercent(t *testing.T) {
	tests := []struct {
		part, whole float64
		want        string
	}{
		{1, 3, "33%"}, {1, 300, "0.3%"}, {0, 5, "0.0%"}, {9.94, 100, "9.9%"}, {162, 100, "162%"}, {-1, 1, "-100%"},
		{1, 0, "–"}, {0, 0, "–"}, {math.Inf(1), 1, "–"}, {math.NaN(), 1, "–"}, {1e308, 1e-308, "–"},
	}
	for _, tt := range tests {
		if got := percent(tt.part, tt.whole); got != tt.want {
			t.Errorf("percent(%g, %g) = %s, want %s", tt.part, tt.whole, got, tt.want)
		}
	}
}

func TestElide(t *testing.T) {
	tests := []struct {
		s    string
		n    int
		want string
	}{
		{"Oracle", 6, "Oracle"}, {"Oracle", 5, "Orac…"}, {"a b c", 3, "a…"}, {"Zürich", 6, "Zürich"}, {"Zürich", 4, "Zür…"}, {"", 3, ""},
	}
	for _, tt := range tests {
		got := Elide(tt.s, tt.n)
		if got != tt.want || utf8.RuneCountInString(got) > tt.n {
			t.Errorf("Elide(%q, %d) = %q, want %q", tt.s, tt.n, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 months", 1: "1 month", 2: "2 months"} {
		if got := count(n, "month"); got != want {
			t.Errorf("count(%d) = %s, want %s", n, got, want)
		}
	}
}

// TestHang folds a long warning behind its mark: no line too long, no word lost.
func TestHang(t *testing.T) {
	text := strings.Repeat("breakeven hangs on what ends ", 12)
	got := hang("- ", text)
	for i, line := range strings.Split(strings.TrimSuffix(got, "\n"), "\n") {
		if utf8.RuneCountInString(line) > Width || (line[:2] != "- ") == (i == 0) {
			t.Errorf("line %d: %q", i, line)
		}
	}
	if words := strings.Join(strings.Fields(strings.Replace(got, "- ", "", 1)), " "); words != strings.TrimSpace(text) {
		t.Errorf("says %q", words)
	}
}

func TestEvery(t *testing.T) {
	for n := 1; n < 60; n++ {
		for most := 2; most < 12; most++ {
			picked := every(n, most)
			if len(picked) != min(n, most) || picked[0] != 0 || picked[len(picked)-1] != n-1 {
				t.Fatalf("every(%d, %d) = %v", n, most, picked)
			}
			for i := 1; i < len(picked); i++ {
				if picked[i] <= picked[i-1] {
					t.Fatalf("every(%d, %d) = %v", n, most, picked)
				}
			}
		}
	}
}
