package model

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// inside puts a commitment within an umbrella.
func inside(c Commitment, umbrella string) Commitment {
	c.Within = umbrella
	return c
}

// powered gives a commitment a capacity that is online from the first month on.
func powered(c Commitment, gw float64) Commitment {
	c.Capacity = num("commitments."+c.ID+".capacity", gw)
	c.Online = &Window{jan2026 - 1, jan2026 - 1}
	return c
}

// tagged gives a commitment a class of firmness.
func tagged(c Commitment, f Firmness) Commitment {
	c.Firmness = f
	return c
}

// nested is an umbrella of 1000 over one of 400, over 100 and 250, and over 300.
func nested() *Scenario {
	s := bare(10)
	commit(s,
		tagged(promise("top", 1000, 0, 10), Target), inside(promise("mid", 400, 0, 10), "top"),
		inside(promise("x", 100, 0, 10), "mid"), inside(tagged(promise("y", 250, 0, 10), Option), "mid"),
		inside(promise("z", 300, 0, 10), "top"))
	return s
}

func TestRemainders(t *testing.T) {
	p := project(t, nested())
	for id, want := range map[string]float64{"top": 300, "mid": 50, "x": 100, "y": 250, "z": 300} {
		near(t, id, find(t, p, id).Remainder, want, 1e-12)
	}
	nearAll(t, "compute", p.Series[Compute], repeat(100, 10), 1e-12)
	if c := find(t, p, "mid"); !c.Umbrella || c.Total != 400 || find(t, p, "z").Umbrella {
		t.Error("umbrellas are not marked")
	}
}

// TestRemaindersAddUp adds up the remainders of every generated tree: the totals at the
// top, where nothing is a memo.
func TestRemaindersAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.scenario()
		for i := range s.Commitments {
			s.Commitments[i].Memo = false
		}
		tops, rests := 0.0, 0.0
		for _, c := range project(t, s).Commitments {
			rests += c.Remainder
			if c.Within == "" {
				tops += c.Total
			}
		}
		near(t, "remainders", rests, tops, 1e-12)
	})
}

// TestMemo keeps a memo, and what is within it, out of every sum and remainder.
func TestMemo(t *testing.T) {
	s := nested()
	s.Commitments[1].Memo = true
	s.Commitments[1] = powered(s.Commitments[1], 5)
	p := project(t, s)
	nearAll(t, "compute", p.Series[Compute], repeat(100, 10), 1e-12)
	near(t, "top", find(t, p, "top").Remainder, 700, 1e-12)
	if !find(t, p, "x").Memo || p.Series[CapacityGW] != nil || !IsAbsent(p.Metrics[CapacityAtEnd]) {
		t.Error("the memo counts")
	}
	near(t, "beyond", p.Metrics[CommittedBeyond], 0, 0)
	near(t, "memo itself", total(find(t, p, "mid").Paid), 400, 1e-12)
}

// TestMemoInNoSum drops the memos of a generated scenario: no sum changes.
func TestMemoInNoSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := maker{t}.scenario()
		p := project(t, s)
		memo := map[string]bool{}
		slim := *s
		slim.Commitments = nil
		for _, c := range s.Commitments {
			if memo[c.ID] = c.Memo || memo[c.Within]; !memo[c.ID] {
				slim.Commitments = append(slim.Commitments, c)
			}
		}
		q := project(t, &slim)
		nearAll(t, "compute", p.Series[Compute], q.Series[Compute], 1e-15)
		nearAll(t, "capacity", p.Series[CapacityGW], q.Series[CapacityGW], 1e-15)
		for id := range NumMetrics {
			sameMetric(t, id, p.Metrics[id], q.Metrics[id], 1e-15)
		}
	})
}

// sameMetric compares a metric that may be absent.
func sameMetric(t rapid.TB, id MetricID, got, want, rel float64) {
	t.Helper()
	if IsAbsent(got) != IsAbsent(want) {
		t.Fatalf("%s: got %g, want %g", id.Info().Name, got, want)
	}
	if !IsAbsent(want) {
		near(t, id.Info().Name, got, want, rel)
	}
}

// TestOnly takes classes out of every sum and of the output after remainders are taken.
func TestOnly(t *testing.T) {
	s := nested()
	s.Funding.Rounds = []Round{
		{ID: "sure", Amount: num("a", 7), Month: jan2026},
		{ID: "hope", Amount: num("b", 9), Month: jan2026, Firmness: Conditional},
	}
	for _, c := range []struct {
		only    []Firmness
		compute float64
		rounds  float64
		left    int
	}{
		{nil, 100, 16, 5},
		{[]Firmness{Signed}, 45, 7, 3},
		{[]Firmness{Signed, Option}, 70, 7, 4},
		{[]Firmness{Target}, 30, 0, 1},
		{[]Firmness{Conditional}, 0, 9, 0},
	} {
		p := project(t, s, c.only...)
		nearAll(t, "compute", p.Series[Compute], repeat(c.compute, 10), 1e-12)
		near(t, "rounds", total(p.Series[Rounds]), c.rounds, 0)
		if len(p.Commitments) != c.left {
			t.Errorf("%v leaves %d commitments, want %d", c.only, len(p.Commitments), c.left)
		}
	}
}

// TestCapacityOfUmbrellas counts a contract without a capacity for its umbrella with
// the sum of those within it.
func TestCapacityOfUmbrellas(t *testing.T) {
	s := nested()
	s.Commitments[0] = powered(s.Commitments[0], 30)
	s.Commitments[2] = powered(s.Commitments[2], 4)
	s.Commitments[3] = powered(s.Commitments[3], 6)
	p := project(t, s)
	nearAll(t, "top", find(t, p, "top").Capacity, repeat(20, 10), 1e-12)
	nearAll(t, "all", p.Series[CapacityGW], repeat(30, 10), 1e-12)
	if find(t, p, "mid").Capacity != nil {
		t.Error("an umbrella that states no capacity has one")
	}
	s.Commitments[1] = powered(s.Commitments[1], 12)
	p = project(t, s)
	nearAll(t, "top", find(t, p, "top").Capacity, repeat(18, 10), 1e-12)
	nearAll(t, "mid", find(t, p, "mid").Capacity, repeat(2, 10), 1e-12)
	nearAll(t, "signed", project(t, s, Signed).Series[CapacityGW], repeat(6, 10), 1e-12)
}

// TestEmptyUmbrella refuses a negative remainder in the central case, whichever classes
// are shown; at another point it is zero and reported.
func TestEmptyUmbrella(t *testing.T) {
	const message = "is less than the contracts within it add up to"
	s := nested()
	s.Commitments[1].Total.Value = 349
	wantFault(t, s, "commitments.mid.total", message)
	if _, err := Compile(s, Options{Only: []Firmness{Target}}); err == nil {
		t.Error("accepted when the umbrella is not shown")
	}
	s.Commitments[1].Total.Value = 400
	s.Commitments[0], s.Commitments[4] = powered(s.Commitments[0], 5), powered(s.Commitments[4], 6)
	wantFault(t, s, "commitments.top.capacity", message)
	s.Commitments[0].Capacity.Value = 6
	m := compile(t, s)
	x := m.Central()
	i, _ := m.Index("commitments.x.total")
	j, _ := m.Index("commitments.z.capacity")
	x[i], x[j] = 200, 8
	p := m.Project(x)
	near(t, "mid", find(t, p, "mid").Remainder, 0, 0)
	nearAll(t, "all", p.Series[CapacityGW], repeat(8, 10), 1e-12)
	if len(p.Warnings) != 3 || p.Warnings[0].Path != "commitments.top.capacity" || p.Warnings[1].Path != "commitments.mid.total" ||
		p.Warnings[2].Path != "commitments.z" { // whose total is a few dollars for 6 GW
		t.Errorf("warnings %v", p.Warnings)
	}
}

// TestRoundedUmbrella takes a remainder that only rounding makes negative for zero.
func TestRoundedUmbrella(t *testing.T) {
	s := bare(3)
	commit(s, promise("top", 0.3e12, 0, 3), inside(promise("x", 0.1e12, 0, 3), "top"), inside(promise("y", 0.2e12*(1+1e-15), 0, 3), "top"))
	if rest := find(t, project(t, s), "top").Remainder; rest != 0 || math.Signbit(rest) {
		t.Errorf("remainder %g", rest)
	}
}

func TestOffsetBy(t *testing.T) {
	m := compile(t, nested())
	for path, want := range map[string]string{"commitments.x.total": "mid", "commitments.z.total": "top", "commitments.top.total": ""} {
		if got, ok := m.OffsetBy(path); got != want || ok != (want != "") {
			t.Errorf("%s is offset by %q", path, got)
		}
	}
}

// TestOffsetByWhatIsTaken names an umbrella only where it and the contract are taken: the swing
// of all that is due is then less than that of the contract.
func TestOffsetByWhatIsTaken(t *testing.T) {
	for _, odds := range [][2]float64{{0.4, 1}, {0.5, 1}, {1, 0.4}, {1, 0.5}, {0.2, 0.2}} {
		s := bare(10)
		commit(s, promise("top", 300, 0, 10), inside(promise("x", 100, 0, 10), "top"))
		for i, v := range odds {
			s.Commitments[i].Probability = num("commitments."+s.Commitments[i].ID+".probability", v)
		}
		m := compile(t, s)
		x := m.Central()
		i, _ := m.Index("commitments.x.total")
		x[i] = 110
		same := math.Abs(m.Project(x).Metrics[TotalCompute]-m.Project(nil).Metrics[TotalCompute]) < 1e-9
		taken := odds[0] >= 0.5 && odds[1] >= 0.5
		if _, ok := m.OffsetBy("commitments.x.total"); ok != same && odds[1] >= 0.5 || ok != taken {
			t.Errorf("odds %v: offset %v, compute unchanged %v", odds, ok, same)
		}
	}
}
