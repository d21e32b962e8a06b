package ensemble

import "math"

// Status says whether a condition on a statistic holds.
type Status string

// The statuses. A condition that is undecided does not count as holding.
const (
	Pass      Status = "pass"
	Fail      Status = "fail"
	Undecided Status = "undecided"
)

// Verdict is what is known of a condition on a statistic.
type Verdict struct {
	Status Status
	// Paths is about how many paths would decide an undecided condition, rounded up to
	// two digits; 0 where none up to [MaxPaths] would, or where nobody can say, and where
	// the condition is decided.
	Paths int
	// Open says that an undecided condition meets a side of the interval that the paths
	// are too few to bound, so that nobody can say how many would do.
	Open bool
}

// Judge says whether a statistic of so many paths lies below a bound (operator <), at
// most at it (<=), above it (>) or at least at it (>=): it does, or does not, only when
// its whole 95% interval says so. A statistic without error is judged by its value. Any
// other operator is a programmer's mistake and panics.
//
// About paths × (h/d)² paths would decide what is undecided, where d is the distance from
// the statistic to the bound and h how far the interval reaches on that side: errors
// shrink with the root of the number of paths, by Sobol and LHS faster.
func Judge(e Estimate, operator string, bound float64, paths int) Verdict {
	below, above := e.CI.Below(bound), e.CI.Above(bound)
	switch operator {
	case "<":
		above = above || !e.CI.OpenLow && e.CI.Low == bound
	case ">=":
		above = above || !e.CI.OpenLow && e.CI.Low == bound
		below, above = above, below
	case "<=":
		below = below || !e.CI.OpenHigh && e.CI.High == bound
	case ">":
		below = below || !e.CI.OpenHigh && e.CI.High == bound
		below, above = above, below
	default:
		panic("ensemble: no operator is written " + operator)
	}
	switch {
	case below:
		return Verdict{Status: Pass}
	case above:
		return Verdict{Status: Fail}
	}
	return undecided(e, bound, paths)
}

// undecided says about how many paths would decide.
func undecided(e Estimate, bound float64, paths int) Verdict {
	half, open := e.CI.High-e.Value, e.CI.OpenHigh
	if bound < e.Value {
		half, open = e.Value-e.CI.Low, e.CI.OpenLow
	}
	v := Verdict{Status: Undecided, Open: open || bound == e.Value && e.CI.OpenLow}
	distance := math.Abs(bound - e.Value)
	if v.Open || distance == 0 {
		return v
	}
	ratio := half / distance
	if want := max(float64(paths)*ratio*ratio, float64(paths+1)); want <= MaxPaths {
		v.Paths = roundUp(want)
	}
	if v.Paths > MaxPaths {
		v.Paths = 0
	}
	return v
}

// roundUp rounds a number of 1 or more up to two digits.
func roundUp(v float64) int {
	unit := 1.0
	for v/unit > 99 {
		unit *= 10
	}
	return int(math.Ceil(v/unit) * unit)
}

// Within returns the part of the interval from lo to hi, for a statistic that cannot lie
// outside, such as a month of the timeline. An open side stays open.
func (i Interval) Within(lo, hi float64) Interval {
	i.Low, i.High = min(max(i.Low, lo), hi), max(min(i.High, hi), lo)
	return i
}
