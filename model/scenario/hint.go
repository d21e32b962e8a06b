package scenario

import (
	"slices"
	"strings"
)

// nearest returns the candidate that a name was most likely meant to be, "" if none
// comes near: the edit distance is at most a third of the name, but 1 from two letters
// on, or one begins with the other. Case, hyphens and underscores do not count.
func nearest(name string, candidates []string) string {
	best, least := "", 1<<30
	wanted := folded(name)
	if len(wanted) > 64 || wanted == "" {
		return ""
	}
	for _, c := range candidates {
		f := folded(c)
		d := distance(wanted, f)
		short := min(len(wanted), len(f))
		if limit := max(min(short-1, 1), short/3); d > limit {
			if short < 3 || !strings.HasPrefix(f, wanted) && !strings.HasPrefix(wanted, f) {
				continue
			}
			d = limit + 1
		}
		if d < least {
			best, least = c, d
		}
	}
	return best
}

var unhyphened = strings.NewReplacer("-", "", "_", "", " ", "")

func folded(name string) string { return unhyphened.Replace(strings.ToLower(name)) }

// distance is the least number of letters inserted, deleted, replaced or swapped with
// their neighbour that turns a into b (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var older, old []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		older, old, row = old, row, make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			change := 1
			if x[i] == y[j] {
				change = 0
			}
			row[j+1] = min(old[j]+change, old[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
	}
	return row[len(y)]
}

// meant returns the hint for a name that is not one of the candidates: the nearest,
// or else all of them when they are few.
func meant(name string, candidates []string) string {
	if near := nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	if len(candidates) == 0 || len(candidates) > 24 {
		return ""
	}
	return "write " + oneOf(candidates)
}

// oneOf lists words as "a, b or c".
func oneOf(words []string) string { return joined(words, "or") }

// joined lists words as "a, b and c".
func joined(words []string, last string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " " + last + " " + words[n-1]
}

// sorted returns the words in alphabetical order, each once.
func sorted(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}
