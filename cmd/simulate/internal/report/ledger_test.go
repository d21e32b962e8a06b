package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

// TestLedgerAddsUp reads the printed table of every shipped scenario: in every year the
// cash before and the columns that the note names make the cash at the end, and the gap
// moves by what is unfunded, up to the rounding of the cells. Once as they are, and once
// with cash that earns so much that its interest shows.
func TestLedgerAddsUp(t *testing.T) {
	addsUp(t, shippedRuns(t))
	addsUp(t, shippedRuns(t, "funding.cash_rate=50%"))
}

func addsUp(t *testing.T, runs map[string]*Run) {
	t.Helper()
	for name, r := range runs {
		table := r.ledger()
		column := func(row []string, name string) (v, half float64) {
			i := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == name })
			if i < 0 {
				return 0, 0 // left out: nothing but zeros
			}
			return read(t, row[i])
		}
		i, _ := r.Model.Index("funding.cash")
		cash, gap := r.Model.Inputs()[i].Value, 0.0
		cashHalf, gapHalf := 0.0, 0.0
		for _, row := range table.Rows {
			sum, slack := cash, cashHalf
			for _, flow := range []string{"Revenue", "Interest", "Rounds", "Credit", "Unfunded"} {
				v, half := column(row, flow)
				sum, slack = sum+v, slack+half
			}
			for _, flow := range []string{"Costs", "Compute"} {
				v, half := column(row, flow)
				sum, slack = sum-v, slack+half
			}
			if cash, cashHalf = column(row, "Cash"); math.Abs(cash-sum) > slack+cashHalf {
				t.Errorf("%s, %s: cash is %s, the row makes %s", name, row[0], Money(cash), Money(sum))
			}
			drawn, half := column(row, "Unfunded")
			sum, slack = gap+drawn, gapHalf+half
			if gap, gapHalf = column(row, "Gap"); math.Abs(gap-sum) > slack+gapHalf {
				t.Errorf("%s, %s: the gap is %s, the row makes %s", name, row[0], Money(gap), Money(sum))
			}
		}
		for _, c := range table.Columns[4 : len(table.Columns)-2] {
			if !strings.Contains(table.Notes[0], strings.ToLower(c.Name)) {
				t.Errorf("%s: the note does not name %s: %s", name, c.Name, table.Notes[0])
			}
		}
	}
}

// TestLedgerYears names the calendar years that the timeline cuts.
func TestLedgerYears(t *testing.T) {
	table := shippedRun(t, "hsbc-2025").ledger()
	if got := table.Rows[0][0]; got != "2025" || len(table.Rows) != 6 {
		t.Errorf("the first of %d years is %s", len(table.Rows), got)
	}
	if !slices.Contains(table.Notes, "2025 covers 6 months.") || len(table.Notes) != 2 {
		t.Errorf("notes %q", table.Notes)
	}
}

// TestContractsTotal adds up what stands at the top of the commitments of every shipped
// scenario, all of them and the signed alone, and compares the last row with it and with
// the metrics.
func TestContractsTotal(t *testing.T) {
	check := func(name string, r *Run) {
		p := r.Projection
		top, paid, due, after, before := 0.0, 0.0, 0.0, 0.0, 0.0
		for _, c := range p.Commitments {
			if c.Memo {
				continue
			}
			above := slices.ContainsFunc(p.Commitments, func(o model.Contract) bool { return o.ID == c.Within })
			if !above {
				top += c.Total
			}
			for _, v := range c.Paid {
				paid += v
			}
			for _, v := range c.Due {
				due += v
			}
			after += c.After
			before += c.Before
		}
		table := r.contracts()
		last := table.Rows[len(table.Rows)-1]
		if last[0] != "All, counted once" {
			t.Fatalf("%s: the last row is %q", name, last)
		}
		want := map[string]string{"Total": Money(top), "Before": Money(before), "Paid": Money(paid), "Due later": Money(after)}
		for i, c := range table.Columns {
			if w, ok := want[c.Name]; ok && last[i] != w {
				t.Errorf("%s: %s is %s in the last row, want %s", name, c.Name, last[i], w)
			}
		}
		v := p.Metrics
		if math.Abs(v[model.TotalCompute]-due) > 1e-9*due+0.01 || math.Abs(v[model.CommittedBeyond]-after) > 1e-9*after+0.01 {
			t.Errorf("%s: metrics say %s and %s, contracts %s and %s", name,
				Money(v[model.TotalCompute]), Money(v[model.CommittedBeyond]), Money(due), Money(after))
		}
	}
	for name, r := range shippedRuns(t) {
		check(name, r)
		check(name+", signed", shippedRun(t, name, model.Signed))
	}
}

func TestTree(t *testing.T) {
	list := []model.Contract{
		{ID: "lone"}, {ID: "site", Within: "programme"}, {ID: "rack", Within: "site"}, {ID: "programme"},
		{ID: "cloud", Within: "programme"}, {ID: "orphan", Within: "gone"}, {ID: "child", Within: "orphan"},
	}
	show := func(list []model.Contract) string {
		var b strings.Builder
		for _, e := range tree(list) {
			b.WriteString(strings.Repeat(">", e.depth) + e.contract.ID + " ")
		}
		return b.String()
	}
	tests := []struct{ got, want string }{
		{show(list), "lone programme >site >>rack >cloud orphan >child "},
		{show(nil), ""},
		{show(list[1:3]), "site >rack "},
		{show([]model.Contract{list[2], list[4]}), "rack cloud "},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("tree is %q, want %q", tt.got, tt.want)
		}
	}
}

// TestContractRows marks memos, folds nothing, and shows a long name cut.
func TestContractRows(t *testing.T) {
	r := shippedRun(t, "openai-announced")
	text := printed(t, r, Text)
	for _, want := range []string{"\nAnnounced programme ", "\n  Oracle ", "\n  Nvidia systems ° ", "… ° letter-of-intent ", "\n° counted elsewhere (memo): in no sum."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	signed := printed(t, shippedRun(t, "openai-announced", model.Signed), Text)
	for _, want := range []string{"\nOracle ", "\nAWS "} {
		if !strings.Contains(signed, want) {
			t.Errorf("with the signed alone: no %q in\n%s", want, signed)
		}
	}
	if strings.Contains(signed, "programme") || strings.Contains(signed, "°") {
		t.Errorf("with the signed alone:\n%s", signed)
	}
}
