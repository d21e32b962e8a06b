package report

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"computegap/model"
	"computegap/model/scenario"
)

// termsFile has something to say in every table.
const termsFile = `
title: Terms
timeline: {start: 2026-01, end: 2029-12, report: year}
policy: defer-when-short
firmness: {letter-of-intent: 60%}
counterparties:
  acme: {label: Acme, revenue: $40B/yr, backlog: $200B}
revenue: {sales: {run_rate: $10B/yr, growth: {curve: constant, rate: 40%}}}
costs: {staff: {run_rate: $6B/yr}}
commitments:
  cloud: {label: Cloud, counterparty: Acme, total: $60B, start: 2026-01, term: 4 years, capacity: 1.5 GW, online: {from: 2026-01, by: 2026-12}, deferral: {max: 12 months}, take_or_pay: 50%}
  site: {counterparty: ACME, total: $40B, start: 2026-07, term: 5 years, capacity: 1 GW, kind: build, firmness: letter-of-intent}
  later: {label: Later, counterparty: Boole, total: $30B, start: 2027-01, term: 5 years, firmness: option}
funding:
  cash: $20B
  covenants: {min_cash: $1B}
  rounds:
    acme: {label: From Acme, counterparty: acme, amount: $5B, date: 2026-06, post_money: $100B}
    kind: {counterparty: Acme, amount: $3B, date: 2026-09, kind: in-kind}
    tranche: {amount: $4B, date: 2026-01, trigger: {revenue: $15B/yr}, post_money: $80B}
    maybe: {amount: $9B, date: 2027-06, probability: 30%}
    old: {amount: $2B, date: 2025-06}
  debt:
    loan: {label: Bank loan, counterparty: Cantor, amount: $6B, date: 2026-03, rate: 8%, term: 3 years}
`

func termsRun(t *testing.T) *Run {
	t.Helper()
	d, err := (&scenario.Reader{Stdin: strings.NewReader(termsFile)}).Read("-")
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := d.Model(model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := &Run{Name: "terms", Scenario: m.Scenario(), Model: m, Projection: m.Project(nil)}
	if err := r.Analyse(); err != nil {
		t.Fatal(err)
	}
	return r
}

// byHand gives a run what deferring, credits and a loan come to, month by month.
func byHand(r *Run) {
	p := r.Projection
	n := p.Timeline.Months
	line := func(f func(m int) float64) []float64 {
		out := make([]float64, n)
		for m := range out {
			out[m] = f(m)
		}
		return out
	}
	p.Series[model.Deferred] = line(func(m int) float64 { return 1e8 * math.Min(float64(m), float64(n-1-m)) })
	p.Series[model.Credits] = line(func(m int) float64 { return 2e8 })
	p.Series[model.Renewals] = line(func(m int) float64 { return 3e8 })
	p.Series[model.Prepaid], p.Series[model.Cancelled] = nil, nil
	p.Series[model.FlexibilityFees] = line(func(m int) float64 { return 4e8 })
	p.Series[model.DebtDraws] = line(func(m int) float64 { return 5e8 })
	c := &p.Commitments[0]
	c.Deferred, c.Renewal = p.Series[model.Deferred], p.Series[model.Renewals]
	c.Paid = slices.Clone(c.Due)
	c.Paid[0]++
	p.Loans = []model.Loan{{ID: "loan", Label: "Bank loan", Lender: "Cantor", Month: p.Timeline.Start + 2, Amount: 6e9,
		Drawn: line(func(m int) float64 { return 1 }), Repaid: line(func(m int) float64 { return 2 }), Interest: line(func(m int) float64 { return 3 }), Balance: line(func(m int) float64 { return 4e9 })}}
}

// TestAnalysesSay prints a scenario that has something to say in every table, in 80 columns.
func TestAnalysesSay(t *testing.T) {
	r := termsRun(t)
	byHand(r)
	text := printed(t, r, Text)
	for _, want := range []string{
		"\nCompute by year, from what falls due to what is paid\n", "Paid, in cash = due + renewals − credits − put off + fees.",
		"\nHow much rests on promises that are not signed\n", "\n+ letters of intent ", "\n+ options ",
		"\nWhat flexibility is worth\n", "\ndefer when short ", "\npay everything ", "\nDue and paid within the timeline\n",
		"\nWho pays whom\n", "\nCantor ", "\nWhat those who are paid rely on\n", "% backlog", "100%; % revenue:", "\nLoans\n", "\nBank loan ",
		"\nRounds by how certain they are\n", "  From Acme ", "\nWhat capacity costs\n", "Not taken in the central case: Later.",
		"\ntranche waits until revenue runs at $15B/yr, in 2029-12 at the latest.\n",
		"\nCash covenant ", "Credit: facilities and loans",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "NaN") {
		t.Errorf("a number that is none in\n%s", text)
	}
	for line := range strings.Lines(text) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if md := printed(t, r, Markdown); !strings.Contains(md, "## Who pays whom\n") || !strings.Contains(md, "## Loans\n") {
		t.Errorf("Markdown lacks tables:\n%s", md)
	}
}

// TestSettledAddsUp adds up every row of the step from due to paid, to the rounding of its
// cells.
func TestSettledAddsUp(t *testing.T) {
	r := termsRun(t)
	byHand(r)
	table := r.settled()
	signs := map[string]float64{"Due": 1, "Renewals": 1, "Prepaid": 1, "Fees": 1, "Credits": -1, "Put off": -1, "Cut": -1, "Paid": -1}
	for _, row := range table.Rows {
		sum, slack := 0.0, 0.0
		for i, c := range table.Columns[1:] {
			v, half := read(t, row[i+1])
			sum += signs[c.Name] * v
			slack += half
		}
		if math.Abs(sum) > slack {
			t.Errorf("%v is out by %s", row, Money(sum))
		}
	}
}

// TestBlocks finds the same in the blocks of JSON as in CSV, no number that is none, and what
// only some commitments have where they have it.
func TestBlocks(t *testing.T) {
	r := termsRun(t)
	byHand(r)
	text := printed(t, r, JSON)
	var doc map[string]any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Fields("rounds loans firmness counterparties circular exposure flexibility funding capacity") {
		if doc[block] == nil {
			t.Errorf("no block %s", block)
		}
	}
	list := doc["commitments"].(map[string]any)
	cloud, later := list["cloud"].(map[string]any), list["later"].(map[string]any)
	for _, name := range strings.Fields("probability taken due deferred renewal") {
		if cloud[name] == nil {
			t.Errorf("commitments.cloud has no %s", name)
		}
	}
	if later["due"] != nil || later["deferred"] != nil || later["taken"] != false || later["probability"] != 0.0 {
		t.Errorf("commitments.later is %v", later)
	}
	csvEqualsJSON(t, "terms", r)
}

// TestNothingToSay prints none of the tables for a scenario of one signed contract.
func TestNothingToSay(t *testing.T) {
	r := shippedRun(t, "aws-deal")
	if list := r.analyses(); len(list) > 0 {
		t.Errorf("%d tables, the first %q", len(list), list[0].Title)
	}
	if strings.Contains(printed(t, r, Text), "from what falls due") {
		t.Error("what is due is what is paid, and a table says how")
	}
}

// TestSolutionSaysWhatItMeets checks that jumps over the target are told from values that
// meet it.
func TestSolutionSaysWhatItMeets(t *testing.T) {
	met := func(text string) Crossing { return Crossing{Text: text, At: 5e9} }
	jump := func(text string) Crossing {
		return Crossing{Text: text, At: 4e9, Jumps: true, Before: 4e9, After: 7e9}
	}
	begins, ends := met("1%"), met("2%")
	begins.Begins, ends.Ends = true, true
	for _, c := range []struct {
		crossings []Crossing
		says      string
	}{
		{nil, "It does not meet $5B for any x from 0% to 9%, where it runs from $1B to $8B."},
		{[]Crossing{met("1%")}, "It meets $5B at 1% of x (searched from 0% to 9%)."},
		{[]Crossing{begins, ends}, "It meets $5B from 1% to 2% of x (searched from 0% to 9%)."},
		{[]Crossing{met("1%"), met("2%")}, "It meets $5B at 2 values of x (searched from 0% to 9%)."},
		{[]Crossing{jump("1%")}, "It does not meet $5B: it jumps over it, from $4B to $7B, at 1% of x (searched from 0% to 9%)."},
		{[]Crossing{jump("1%"), jump("2%")}, "It does not meet $5B: it jumps over it at 2 values of x (searched from 0% to 9%)."},
		{[]Crossing{met("1%"), jump("2%")}, "It meets $5B at 1% of x, and jumps over it, from $4B to $7B, at 2% (searched from 0% to 9%)."},
		{[]Crossing{begins, ends, jump("3%"), jump("4%")}, "It meets $5B from 1% to 2% of x, and jumps over it at 2 values (searched from 0% to 9%)."},
	} {
		s := &Solution{Name: "s", Path: "x", Measure: "peak_gap", Unit: "USD", Target: 5e9, Base: 6e9, Least: 1e9, Most: 8e9, Low: "0%", High: "9%", Crossings: c.crossings}
		if got, want := s.sentence(), "s: peak_gap is $6B as it is. "+c.says; got != want {
			t.Errorf("says\n\t%s\nwant\n\t%s", got, want)
		}
	}
}
