package scenario

import "testing"

const alternatives = base + `costs:
  part: {share: 20%}
commitments:
  paid: {payments: {2026: $1B, 2027: $2B}}
  rented:
    {price: $12B/GW-yr, capacity: 1 GW, term: 7 years, online: {from: 2026, by: 2026}}
  served:
    {price: $12B/GW-yr, capacity: 1 GW, term: 7 years, online: {from: 2026, by: 2026},
     utilisation: 90%}
`

// TestPlaceTaken checks that what is missing because a key took the place of another is
// said once, of that key, with both.
func TestPlaceTaken(t *testing.T) {
	for _, c := range []struct {
		settings []string
		says     string
	}{
		{[]string{"commitments.rented.ramp=rising"},
			"--set commitments.rented.ramp=rising: commitments.rented.ramp: takes the place of price, and then total and start are missing | add total: $40B and start: 2026-01, or leave ramp out"},
		{[]string{"commitments.paid.start=2031"},
			"--set commitments.paid.start=2031: commitments.paid.start: takes the place of payments, and then total and term are missing | add total: $40B and term: 18 months, or leave start out"},
		{[]string{"costs.part.at=2026-02"},
			"--set costs.part.at=2026-02: costs.part.at: takes the place of share, and then run_rate is missing | add run_rate: $14B/yr, or leave at out"},
		{[]string{"commitments.served.total=$1B"},
			"f.yaml:11:6: commitments.served.utilisation: does not go with a block without price | total takes the place of price: remove it, or leave total out"},
		{[]string{"commitments.rented.ramp=rising", "commitments.rented.total=$1B", "commitments.rented.start=2026"}, ""},
		{[]string{"commitments.rented.total=$1B", "commitments.rented.price=$12B/GW-yr"}, ""},
		{[]string{"commitments.rented.ramp=rising", "commitments.rented.ramp=null"},
			"f.yaml:7:3: commitments.rented.total: is missing | add total: $40B, or payments or price"},
		{[]string{"commitments.served.total=$1B", "commitments.served.start=2026", "commitments.served.utilisation=null"}, ""},
	} {
		t.Run(c.settings[0], func(t *testing.T) { want(t, first(t, alternatives, c.settings...), c.says) })
	}
}

// TestPlaceTakenByFile checks the same of a file that extends another.
func TestPlaceTakenByFile(t *testing.T) {
	_, _, err := merged(t, alternatives, "commitments: {rented: {ramp: rising}}\n").Scenario()
	want(t, err.Error(), `f.yaml:2:24: commitments.rented.ramp: takes the place of price, and then total and start are missing
	commitments: {rented: {ramp: rising}}
	                       ^
	hint: add total: $40B and start: 2026-01, or leave ramp out`)
}
