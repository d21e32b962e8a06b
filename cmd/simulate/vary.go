package main

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"computegap/model"
	"computegap/model/quantity"
	"computegap/model/scenario"
	"computegap/model/sensitivity"
)

// vary is a --vary flag: a path, and the values it takes.
//
//	path              the usual range of the command
//	path=20%..200%    a range
//	path=20%..200%/10 ten points over a range
//	path=a,b,c        any YAML values, which may change the structure
type vary struct {
	text, path string
	low, high  string   // of a range
	points     int      // of a range; 0: not said
	values     []string // of a list
	name       string   // of a switch that the program offers by itself
}

var rangeForm = regexp.MustCompile(`^(.+?)\.\.(.+?)(?:/(\d+))?$`)

const varyHint = "write path=low..high, path=low..high/points, or path=value,value"

func parseVary(text string) (v vary, err error) {
	path, rest, found := strings.Cut(text, "=")
	v = vary{text: text, path: strings.TrimSpace(path)}
	rest = strings.TrimSpace(rest)
	switch {
	case v.path == "" || found && rest == "":
		return v, usagef(varyHint, "--vary %s: no path or no values", text)
	case !found:
		return v, nil
	}
	values, ok := splitList(rest)
	if !ok {
		return v, usagef("close every bracket and quote", "--vary %s: cannot be split into values", text)
	}
	if m := rangeForm.FindStringSubmatch(rest); m != nil && len(values) == 1 && !strings.ContainsAny(rest, "{[") {
		v.low, v.high = strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
		if m[3] != "" {
			v.points, err = strconv.Atoi(m[3])
			if err != nil || v.points < 2 || v.points > 10_000 {
				return v, usagef("from 2 to 10000", "--vary %s: cannot take %s points", text, m[3])
			}
		}
		return v, nil
	}
	v.values = values
	return v, nil
}

// splitList splits at commas outside brackets and quotes; quotes around a whole value
// are the shell's leftovers and stay for YAML.
func splitList(text string) (values []string, ok bool) {
	depth, from := 0, 0
	var quote rune
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case strings.ContainsRune("({[", r):
			depth++
		case strings.ContainsRune(")}]", r):
			depth--
		case r == ',' && depth == 0:
			values = append(values, strings.TrimSpace(text[from:i]))
			from = i + 1
		}
	}
	values = append(values, strings.TrimSpace(text[from:]))
	for _, v := range values {
		if v == "" {
			return nil, false
		}
	}
	return values, depth == 0 && quote == 0
}

// isRange reports whether the flag gives a low and a high end.
func (v vary) isRange() bool { return v.low != "" }

// unquoted is a listed value as people read it.
func unquoted(s string) string {
	if n := len(s); n >= 2 && (s[0] == '\'' || s[0] == '"') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}

// inputs finds the inputs of the path, at least one.
func (v vary) inputs(m *model.Model) ([]int, error) {
	found := sensitivity.Match(m, v.path)
	if len(found) > 0 {
		return found, nil
	}
	var paths []string
	for _, q := range m.Inputs() {
		paths = append(paths, q.Path)
	}
	hint := "a number of the scenario is wanted; see simulate run --format json for their paths"
	if v.unstated(paths) {
		hint = "the scenario does not state it: give it a value with --set as well"
	} else if best, ok := scenario.Nearest(v.path, paths); ok {
		hint = "did you mean " + best + "?"
	}
	return nil, usagef(hint, "--vary %s: %s: no such number in the scenario", v.text, v.path)
}

// unstated reports whether the path is that of a number that a block of the scenario may state.
func (v vary) unstated(paths []string) bool {
	k, ok := scenario.KeyAt(v.path)
	if !ok || k.Kind != scenario.Amount {
		return false
	}
	block := v.path[:strings.LastIndex(v.path, ".")+1]
	return slices.ContainsFunc(paths, func(path string) bool { return strings.HasPrefix(path, block) })
}

// number reads a value for the inputs of the path and checks it against their bounds.
func (v vary) number(m *model.Model, inputs []int, text string) (float64, error) {
	x, err := quantity.Parse(scenario.KindOf(m.Inputs()[inputs[0]]), unquoted(text))
	if err != nil {
		return 0, usagef(hintOf(err), "--vary %s: %s", v.text, err)
	}
	for _, i := range inputs {
		if q := m.Inputs()[i]; x < q.Lo || x > q.Hi {
			return 0, usagef("from "+valueText(q, q.Lo)+" to "+valueText(q, q.Hi),
				"--vary %s: %s is out of bounds for %s", v.text, text, q.Path)
		}
	}
	return x, nil
}

// ends reads the two ends of a range.
func (v vary) ends(m *model.Model, inputs []int) (lo, hi float64, err error) {
	if lo, err = v.number(m, inputs, v.low); err != nil {
		return 0, 0, err
	}
	if hi, err = v.number(m, inputs, v.high); err != nil {
		return 0, 0, err
	}
	if !(lo < hi) {
		return 0, 0, usagef("write the smaller one first", "--vary %s: the range is empty", v.text)
	}
	return lo, hi, nil
}

// spaced returns n values from lo to hi in equal steps, both included.
func spaced(lo, hi float64, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		w := float64(i) / float64(n-1)
		x[i] = lo*(1-w) + hi*w
	}
	return x
}

// numbers reads a list as numbers for the inputs of the path; ok is false where one of
// them is none, and so the list changes the structure.
func (v vary) numbers(m *model.Model) (x []float64, ok bool) {
	inputs := sensitivity.Match(m, v.path)
	for _, text := range v.values {
		if len(inputs) == 0 {
			return nil, false
		}
		n, err := v.number(m, inputs, text)
		if err != nil {
			return nil, false
		}
		x = append(x, n)
	}
	return x, true
}

// model compiles the scenario with one of the listed values in place.
func (v vary) model(l *loaded, value string, more ...scenario.Setting) (*model.Model, error) {
	s, err := scenario.ParseSetting(v.path+"="+value, "--vary")
	if err != nil {
		return nil, err
	}
	settings := append(append(append([]scenario.Setting{}, l.settings...), more...), s)
	m, _, err := l.document.Model(l.model.Options(), settings...)
	return m, err
}

// parseAll reads every --vary flag.
func parseAll(texts []string) (list []vary, err error) {
	var errs []error
	for _, text := range texts {
		v, err := parseVary(text)
		if err != nil {
			errs = append(errs, err)
		}
		list = append(list, v)
	}
	return list, errors.Join(errs...)
}
