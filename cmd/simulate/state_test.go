package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// filled writes a text, or fails half-way where it is empty.
func filled(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		if text == "" {
			_, _ = io.WriteString(w, "half")
			return errors.New("half-way")
		}
		_, err := io.WriteString(w, text)
		return err
	}
}

// TestWriteFile writes whole files or none, keeps links, and leaves nothing beside them.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	name, link := filepath.Join(dir, "a", "file"), filepath.Join(dir, "link")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ at, text, want string }{
		{name, "one", "one"}, {name, "", "one"}, {name, "two", "two"}, {link, "three", "three"}, {link, "", "three"},
	} {
		if err := writeFile(step.at, filled(step.text)); (err == nil) != (step.text != "") {
			t.Errorf("%q to %s: %v", step.text, step.at, err)
		}
		if got, err := os.ReadFile(name); string(got) != step.want {
			t.Errorf("%q to %s: the file holds %q (%v), want %q", step.text, step.at, got, err, step.want)
		}
	}
	if to, err := os.Readlink(link); to != name {
		t.Errorf("the link is %q (%v)", to, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(name)); len(left) != 1 {
		t.Errorf("left %v", left)
	}
	if err := writeFile(dir, filled("x")); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("a directory: %v", err)
	}
}
