package scenario

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"computegap/model"
)

// disk is a file system in memory, by name.
type disk map[string]string

// reader makes a reader of the files.
func (d disk) reader() *Reader { return &Reader{Files: d.fs()} }

func (d disk) fs() fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range d {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// read reads one text as the file f.yaml.
func read(t testing.TB, text string) *Document {
	t.Helper()
	d, err := disk{"f.yaml": text}.reader().Read("f.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// full is the text in which every key stands.
func full(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// base is a scenario to which tests add.
const base = `timeline: {start: 2026, end: 2030}
funding: {cash: $1B}
`

// first is what decoding and compiling a text, after settings, says first: the fault
// with its hint, "" when there is none.
func first(t testing.TB, text string, settings ...string) string {
	t.Helper()
	d, err := disk{"f.yaml": text}.reader().Read("f.yaml")
	if err == nil {
		_, _, err = d.Model(model.Options{}, set(t, settings...)...)
	}
	if err == nil {
		return ""
	}
	var faults Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("error is %T %v", err, err)
	}
	if faults[0].Hint == "" {
		return brief(faults[0])
	}
	return brief(faults[0]) + " | " + faults[0].Hint
}

// brief is a fault without its line and hint.
func brief(f Fault) string {
	f.Hint, f.Text = "", ""
	return f.String()
}

// set parses settings.
func set(t testing.TB, texts ...string) []Setting {
	t.Helper()
	var list []Setting
	for _, text := range texts {
		s, err := ParseSetting(text, "--set")
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// decoded decodes a text that must be right.
func decoded(t testing.TB, text string, settings ...string) *model.Scenario {
	t.Helper()
	s, _, err := read(t, text).Scenario(set(t, settings...)...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// want compares what a case gives with what it should.
func want(t testing.TB, got, expected string) {
	t.Helper()
	if got != expected {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.ReplaceAll(got, "\n", "\n\t"), strings.ReplaceAll(expected, "\n", "\n\t"))
	}
}
