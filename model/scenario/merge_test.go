package scenario

import (
	"strings"
	"testing"

	"computegap/model"
)

// flat prints a tree on one line, as YAML in brackets.
func flat(n *node) string {
	var parts []string
	switch n.shape {
	case mapping:
		for _, p := range n.pairs {
			parts = append(parts, p.key.text+": "+flat(p.value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case sequence:
		for _, item := range n.items {
			parts = append(parts, flat(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return n.text
}

// merged reads a base and a file that extends it.
func merged(t *testing.T, base, over string) *Document {
	t.Helper()
	d, err := disk{"f.yaml": "extends: b.yaml\n" + over, "b.yaml": base}.reader().Read("f.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMerge(t *testing.T) {
	for _, c := range []struct{ name, base, over, result string }{
		{"keys of a block", "timeline: {start: 2026, end: 2030}", "timeline: {end: 2031, report: year}", "{timeline: {start: 2026, end: 2031, report: year}}"},
		{"new and old names", "commitments: {a: {total: $1}, b: {total: $2}}", "commitments: {c: {total: $4}, a: {total: $3}}",
			"{commitments: {a: {total: $3}, b: {total: $2}, c: {total: $4}}}"},
		{"null removes a key", "timeline: {start: 2026, report: year}", "timeline: {report: null}", "{timeline: {start: 2026}}"},
		{"null removes a name", "commitments: {a: {total: $1}, b: {total: $2}}", "commitments: {a: ~}", "{commitments: {b: {total: $2}}}"},
		{"null removes a section", "title: x\nchecks: [a]", "checks:", "{title: x}"},
		{"a quoted null is a text", "title: x", `title: "null"`, "{title: null}"},
		{"a quantity", "funding: {cash: {value: $1B, source: a}}", "funding: {cash: $2B}", "{funding: {cash: $2B}}"},
		{"a quantity as a mapping", "funding: {cash: {value: $1B, source: a}}", "funding: {cash: {dist: $1B to $2B}}", "{funding: {cash: {dist: $1B to $2B}}}"},
		{"growth", "revenue: {a: {run_rate: $1, growth: {curve: fade, rate: 1%}}}", "revenue: {a: {growth: {curve: constant}}}",
			"{revenue: {a: {run_rate: $1, growth: {curve: constant}}}}"},
		{"a ramp", "commitments: {a: {ramp: {shape: s-curve, midpoint: 1%}}}", "commitments: {a: {ramp: rising}}", "{commitments: {a: {ramp: rising}}}"},
		{"a right to cancel", "commitments: {a: {cancellation: {fee: 10%, notice: 1 year}}}", "commitments: {a: {cancellation: {fee: 20%}}}",
			"{commitments: {a: {cancellation: {fee: 20%, notice: 1 year}}}}"},
		{"a right to defer", "commitments: {a: {deferral: {notice: 1 quarter, max: 1 year, cost: {value: $2B/GW-yr, source: s}}}}", "commitments: {a: {deferral: {cost: 5%, notice: null}}}",
			"{commitments: {a: {deferral: {max: 1 year, cost: 5%}}}}"},
		{"a trigger", "funding: {rounds: {a: {trigger: {revenue: $20B/yr, by: 2028}}}}", "funding: {rounds: {a: {trigger: {by: 2027}}}}",
			"{funding: {rounds: {a: {trigger: {revenue: $20B/yr, by: 2027}}}}}"},
		{"null removes a right", "commitments: {a: {label: x, deferral: {max: 1 year}}}", "commitments: {a: {deferral: null}}", "{commitments: {a: {label: x}}}"},
		{"blocks below blocks", "demand: {price: $1, inference: {share: 40%, met_from: market}}", "demand: {inference: {share: 50%}}", "{demand: {price: $1, inference: {share: 50%, met_from: market}}}"},
		{"a list", "checks: [a, b]", "checks: [c]", "{checks: [c]}"},
		{"dates", "commitments: {a: {payments: {2026: $1, 2027: $2}}}", "commitments: {a: {payments: {2028: $3}}}", "{commitments: {a: {payments: {2028: $3}}}}"},
		{"a share with dates", "costs: {a: {share: {points: {2026-01: 1%}}}}", "costs: {a: {share: {points: {2027-01: 2%}}}}", "{costs: {a: {share: {points: {2027-01: 2%}}}}}"},
		{"end displaces term", "commitments: {a: {start: 2026, term: 4 years}}", "commitments: {a: {end: 2030}}", "{commitments: {a: {start: 2026, end: 2030}}}"},
		{"term displaces end", "commitments: {a: {start: 2026, end: 2030}}", "commitments: {a: {term: 4 years}}", "{commitments: {a: {start: 2026, term: 4 years}}}"},
		{"payments displace the rest", "commitments: {a: {label: x, total: $1, start: 2026, term: 4 years, ramp: rising}}", "commitments: {a: {payments: {2026: $1}}}",
			"{commitments: {a: {label: x, payments: {2026: $1}}}}"},
		{"a total displaces payments", "commitments: {a: {label: x, payments: {2026: $1}}}", "commitments: {a: {total: $1, start: 2026, end: 2027}}",
			"{commitments: {a: {label: x, total: $1, start: 2026, end: 2027}}}"},
		{"by-year displaces dates", "commitments: {a: {total: $1, start: 2026, end: 2027}}", "commitments: {a: {ramp: {shape: by-year, shares: {2026: 100%}}}}",
			"{commitments: {a: {total: $1, ramp: {shape: by-year, shares: {2026: 100%}}}}}"},
		{"dates displace by-year", "commitments: {a: {total: $1, ramp: {shape: by-year, shares: {2026: 100%}}}}", "commitments: {a: {start: 2026, end: 2027}}",
			"{commitments: {a: {total: $1, start: 2026, end: 2027}}}"},
		{"points displace a run-rate", "revenue: {a: {run_rate: $1, at: 2026, growth: {curve: constant}}}", "revenue: {a: {growth: {curve: points}}}",
			"{revenue: {a: {growth: {curve: points}}}}"},
		{"a run-rate displaces points", "revenue: {a: {from: 2026, growth: {curve: annual}}}", "revenue: {a: {run_rate: $1}}", "{revenue: {a: {from: 2026, run_rate: $1}}}"},
		{"a run-rate and its growth displace points", "revenue: {a: {growth: {curve: annual}}}", "revenue: {a: {run_rate: $1, growth: {curve: constant}}}",
			"{revenue: {a: {growth: {curve: constant}, run_rate: $1}}}"},
		{"a share displaces a run-rate", "costs: {a: {run_rate: $1, at: 2026, growth: {curve: constant}}}", "costs: {a: {share: 10%}}", "{costs: {a: {share: 10%}}}"},
		{"a run-rate displaces a share", "costs: {a: {share: 10%, of: [x]}}", "costs: {a: {run_rate: $1}}", "{costs: {a: {run_rate: $1}}}"},
		{"online displaces build", "commitments: {a: {capacity: 1, kind: build}}", "commitments: {a: {online: {from: 2026, by: 2027}}}",
			"{commitments: {a: {capacity: 1, online: {from: 2026, by: 2027}}}}"},
		{"build displaces online", "commitments: {a: {capacity: 1, online: {from: 2026}}}", "commitments: {a: {kind: build}}", "{commitments: {a: {capacity: 1, kind: build}}}"},
		{"rent keeps online", "commitments: {a: {online: {from: 2026}}}", "commitments: {a: {kind: rent}}", "{commitments: {a: {online: {from: 2026}, kind: rent}}}"},
		{"both said in one file", "commitments: {a: {term: 1}}", "commitments: {a: {term: 2, end: 3}}", "{commitments: {a: {term: 2, end: 3}}}"},
	} {
		t.Run(c.name, func(t *testing.T) { want(t, flat(merged(t, c.base, c.over).root), c.result) })
	}
}

func TestMergeNothingToRemove(t *testing.T) {
	d := merged(t, base+"commitments: {azure: {total: $1B, start: 2026, term: 1 year}}\n", "commitments: {azur: null}\n")
	_, _, err := d.Scenario()
	want(t, err.Error(), "f.yaml:2:15: commitments.azur: there is nothing inherited to remove\n\tcommitments: {azur: null}\n\t              ^\n\thint: did you mean azure?")
}

// TestMergeKeepsPlaces checks that faults and figures name the file that says them,
// and come in the order of the files.
func TestMergeKeepsPlaces(t *testing.T) {
	d := merged(t, base+"commitments:\n  a: {total: $1, start: 20x6, term: 4 years}\n", "title: t\ncommitments: {a: {total: 5}}\n")
	_, _, err := d.Scenario()
	want(t, err.Error(), `f.yaml:3:26: commitments.a.total: "5" wants a currency sign
	commitments: {a: {total: 5}}
	                         ^
	hint: write $40B or 40B USD
b.yaml:4:25: commitments.a.start: "20x6" is not a date
	  a: {total: $1, start: 20x6, term: 4 years}
	                        ^
	hint: write a month, a quarter or a year: 2025-11, 2025-Q4 or 2025`)
	s, _, err := merged(t, base, "funding: {gap_rate: 3%}").Scenario()
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Funding.Cash.Origin.Place+" "+s.Funding.GapRate.Origin.Place, "b.yaml:2:17 f.yaml:2:21")
}

// TestOriginStaysWithItsFile checks that a figure which replaces an inherited one does
// not take over the source of the block it lands in.
func TestOriginStaysWithItsFile(t *testing.T) {
	inherited := base + "sources: {s: {title: S}, r: {title: R, status: reported}}\ncommitments:\n  a: {total: $1B, start: 2026, term: 4 years, source: s, note: n}\n"
	origin := func(over string, settings ...string) []model.Origin {
		s, _, err := merged(t, inherited, over).Scenario(set(t, settings...)...)
		if err != nil {
			t.Fatal(err)
		}
		c := s.Commitments[0]
		return []model.Origin{c.Total.Origin, c.Term.Origin}
	}
	for _, c := range []struct{ name, over, setting, total, term string }{
		{"nothing said", "", "", "s announced n", "s announced n"},
		{"a new figure", "commitments: {a: {total: $2B}}", "", " assumed ", "s announced n"},
		{"a new figure with a source", "commitments: {a: {total: {value: $2B, source: r}}}", "", "r reported ", "s announced n"},
		{"a new source of the block", "commitments: {a: {source: r}}", "", "r reported n", "r reported n"},
		{"a setting", "", "commitments.a.total=$2B", "command line assumed ", "s announced n"},
		{"a setting of the source", "", "commitments.a.total.source=r", "r reported n", "s announced n"},
		{"a setting of the status", "", "commitments.a.status=derived", "s derived n", "s derived n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var settings []string
			if c.setting != "" {
				settings = []string{c.setting}
			}
			got := origin(c.over, settings...)
			say := func(o model.Origin) string { return o.Source + " " + o.Status + " " + o.Note }
			want(t, say(got[0])+"; "+say(got[1]), c.total+"; "+c.term)
		})
	}
}
