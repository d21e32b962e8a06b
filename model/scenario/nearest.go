package scenario

// Nearest returns the candidate that a name was most likely meant to be, for a hint;
// ok is false when none comes near.
func Nearest(name string, candidates []string) (best string, ok bool) {
	best = nearest(name, candidates)
	return best, best != ""
}
