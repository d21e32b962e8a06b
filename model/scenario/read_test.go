package scenario

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"computegap/model"
)

// local is the file system of the machine.
type local struct{}

func (local) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }
func (local) Open(name string) (fs.File, error)     { return os.Open(name) }

func TestReadArguments(t *testing.T) {
	shipped := disk{"openai.yaml": "title: shipped\n" + base, "child.yaml": "extends: openai\ntitle: child\n", "readme.md": ""}.fs()
	files := disk{"dir/mine.yaml": "title: mine\n" + base, "dir/up.yaml": "extends: mine.yaml\n", "dir/over.yaml": "extends: openai\n",
		"dir/openai2": "title: bare\n" + base, "openai/x.yaml": ""}
	for _, c := range []struct{ arg, title, name, err string }{
		{"dir/mine.yaml", "mine", "mine", ""},
		{"dir/up.yaml", "mine", "up", ""},
		{"dir/over.yaml", "shipped", "over", ""},
		{"dir/openai2", "bare", "openai2", ""},
		{"openai", "shipped", "openai", ""},
		{"child", "child", "child", ""},
		{"-", "piped", "stdin", ""},
		{"opnai", "", "", "opnai: there is no file and no shipped scenario of this name\n\thint: did you mean openai?"},
		{"zzzzzz", "", "", "zzzzzz: there is no file and no shipped scenario of this name\n\thint: the shipped scenarios are child and openai"},
		{"openai.yaml", "", "", "openai.yaml: there is no such file\n\thint: openai alone names the shipped scenario"},
		{"dir/none.yaml", "", "", "dir/none.yaml: there is no such file"},
		{"dir", "", "", "dir: is a directory\n\thint: name a file in it"},
	} {
		t.Run(c.arg, func(t *testing.T) {
			r := &Reader{Files: files.fs(), Shipped: shipped, Stdin: strings.NewReader("title: piped\n" + base)}
			d, err := r.Read(c.arg)
			if err != nil {
				want(t, err.Error(), c.err)
				return
			}
			s, _, err := d.Scenario()
			if err != nil {
				t.Fatal(err)
			}
			want(t, s.Title+" "+s.Name, c.title+" "+c.name)
		})
	}
}

func TestReadNothing(t *testing.T) {
	for _, arg := range []string{"-", "x", "x.yaml"} {
		if _, err := new(Reader).Read(arg); err == nil {
			t.Errorf("an empty reader reads %q", arg)
		}
	}
}

func TestExtendsFaults(t *testing.T) {
	chain := disk{}
	for i := range 100 {
		chain[fmt.Sprintf("c%d.yaml", i)] = fmt.Sprintf("extends: c%d.yaml\n", i+1)
	}
	for _, c := range []struct {
		name  string
		files disk
		err   string
	}{
		{"itself", disk{"f.yaml": "extends: f.yaml\n"}, "f.yaml:1:10: extends: extends itself: f.yaml → f.yaml"},
		{"itself by a detour", disk{"f.yaml": "extends: ./x/../f.yaml\n", "x/y": ""}, "f.yaml:1:10: extends: extends itself: f.yaml → f.yaml"},
		{"a cycle", disk{"f.yaml": "extends: a/b.yaml\n", "a/b.yaml": "extends: c.yaml\n", "a/c.yaml": "title: c\nextends: b.yaml\n"},
			"a/c.yaml:2:10: extends: extends itself: a/b.yaml → a/c.yaml → a/b.yaml"},
		{"nothing", disk{"f.yaml": "extends: g.yaml\n"}, "f.yaml:1:10: extends: there is no such file"},
		{"a directory", disk{"f.yaml": "extends: g.d\n", "g.d/x": ""}, "f.yaml:1:10: extends: is a directory"},
		{"a list", disk{"f.yaml": "extends: [a]\n"}, "f.yaml:1:10: extends: a list is not the name of a scenario"},
		{"null", disk{"f.yaml": "extends:\n"}, "f.yaml:1:9: extends: nothing is not the name of a scenario"},
		{"a bad base", disk{"f.yaml": "extends: g.yaml\n", "g.yaml": "a: b: c\n"}, "g.yaml:1:4: is not YAML: mapping values are not allowed in this context"},
		{"a long chain", disk{"f.yaml": "extends: c0.yaml\n"}, "c14.yaml:1:10: extends: the chain of extends is longer than 16 files"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, text := range chain {
				c.files[name] = text
			}
			_, err := c.files.reader().Read("f.yaml")
			var faults Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error is %v", err)
			}
			want(t, brief(faults[0]), c.err)
		})
	}
}

// TestHostileFiles reads what no scenario is: each is refused, with a place, within a
// second.
func TestHostileFiles(t *testing.T) {
	mega := func(piece string) string { return strings.Repeat(piece, (maxBytes-200)/len(piece)) }
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'j'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	nested := base + "commitments:\n"
	for i := range 5000 {
		nested += fmt.Sprintf("  k%d: {within: k%d, total: $1B, start: 2026, term: 4 years}\n", i, i+1)
	}
	for _, c := range []struct{ name, text, message string }{
		{"an alias bomb", bomb, "aliases stand for more than 10000 values"},
		{"an alias of itself", "a: &a [*a]\n", "aliases lead through more than 64 levels"},
		{"a key of itself", "a: &a {*a : 1}\n", "a key must be a single word"},
		{"depth 100000", strings.Repeat("[", 100000), "exceeded max depth"},
		{"depth 100", strings.Repeat("[", 100) + strings.Repeat("]", 100), "is nested more than 64 levels deep"},
		{"depth in blocks", mega("- "), "exceeded max depth"},
		{"binary", "\x7fELF\x02\x01\x01\x00", "holds the control character U+007F"},
		{"a zero", "title: a\x00b\n", "holds the control character U+0000"},
		{"a picture", "\x89PNG\r\n\x1a\n", "byte 0x89 is not text in UTF-8"},
		{"UTF-16", "\xff\xfea\x00:\x00", "byte 0xff is not text in UTF-8"},
		{"Latin 1", "title: caf\xe9\n", "byte 0xe9 is not text in UTF-8"},
		{"an escape", "title: \x1b[2J\n", "holds the control character U+001B"},
		{"empty", "", "is empty"},
		{"a comment", "# nothing\n", "is empty"},
		{"a byte order mark", "\ufeff", "is empty"},
		{"null", "~\n", `is not a scenario: nothing where a mapping of keys is wanted`},
		{"a text", "hello\n", `is not a scenario: "hello" where a mapping of keys is wanted`},
		{"a list", "- a\n", "is not a scenario: a list where a mapping of keys is wanted"},
		{"two documents", "a: 1\n---\nb: 1\n", "holds a second document"},
		{"a merge key", "<<: {a: 1}\n", "merge keys are not used in scenarios"},
		{"a key given twice", "title: a\ntitle: b\n", "is given twice: first at line 1"},
		{"a tag", "title: !!python/object x\n", "has a tag, which scenarios do not use"},
		{"a key that is a list", "? [a]\n: 1\n", "a key must be a single word"},
		{"an endless line", mega("a "), "is not a scenario"},
		{"many keys", mega("? a\n"), "is given twice"},
		{"many comments", mega("#\n"), "is empty"},
		{"nested contracts", nested, "holds 5000 entries; at most 2000 can be"},
	} {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			d, err := disk{"f.yaml": c.text}.reader().Read("f.yaml")
			if err == nil {
				_, _, err = d.Model(model.Options{})
			}
			if took := time.Since(begin); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
			var faults Faults
			if !errors.As(err, &faults) || len(faults) == 0 || faults[0].Line == 0 {
				t.Fatalf("refused without a place: %v", err)
			}
			for _, f := range faults {
				if strings.Contains(f.Message, c.message) {
					return
				}
			}
			t.Errorf("got %q, want %q", faults[0].Message, c.message)
		})
	}
}

// TestNotFiles refuses what is not a regular file without opening it, and what is too
// large without reading it.
func TestNotFiles(t *testing.T) {
	dir := t.TempDir()
	fifo, sparse := filepath.Join(dir, "fifo"), filepath.Join(dir, "sparse.yaml")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sparse, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(sparse, 100<<20); err != nil {
		t.Fatal(err)
	}
	for arg, message := range map[string]string{
		dir:         "is a directory",
		fifo:        "is not a regular file",
		"/dev/zero": "is not a regular file",
		sparse:      "is larger than 512 KiB",
	} {
		_, err := (&Reader{Files: local{}}).Read(arg)
		if err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%s: %v; want %q", arg, err, message)
		}
	}
	if _, err := (&Reader{Stdin: endless{}}).Read("-"); err == nil || !strings.Contains(err.Error(), "is larger than 512 KiB") {
		t.Errorf("endless input: %v", err)
	}
	if _, err := (&Reader{Stdin: io.MultiReader(strings.NewReader(base), failing{})}).Read("-"); err == nil || !strings.Contains(err.Error(), "cannot be read: the disk is gone") {
		t.Errorf("failing input: %v", err)
	}
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// failing fails.
type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// TestSyntaxPlaces finds mistakes of YAML where a person would look for them.
func TestSyntaxPlaces(t *testing.T) {
	for _, c := range []struct{ name, text, err string }{
		{"too deep", "a: 1\nb:\n  c: 2\n   d: 3\n", "4:4: mapping values are not allowed in this context"},
		{"two colons", "a: 1\nb: c: d\n", "2:4: mapping values are not allowed in this context"},
		{"two colons after returns", "a: 1\r\n\r\nb: c: d\r\n", "3:4: mapping values are not allowed in this context"},
		{"two colons after a line separator", "# x\u2028b: c: d\n", "2:4: mapping values are not allowed in this context"},
		{"an open quotation mark", "a: 1 # \"\nb: \"x\nc: 2\nd: 3\n", "2:4: found unexpected end of stream"},
		{"an open bracket", "a: 1\nb: {total: $38B,\n  c: [2, 3]\nd: 4\ne: 5\n", "2:4: did not find expected ',' or '}'"},
		{"an open bracket in the first line", "a: [1, 2\nb: 3\nc: 4\n", "1:4: did not find expected ',' or ']'"},
		{"a bracket too many", "a: {b: 1}}\nc: 1\n", "2:1: did not find expected key"},
		{"a tab", "a:\n\tb: 2\n", "2:2: found character that cannot start any token"},
		{"an at sign", "b: 1\na: @x\nc: 1\n", "2:4: found character that cannot start any token"},
		{"a grave accent in a list", "a:\n  - ä\n  - `x\n", "3:5: found character that cannot start any token"},
		{"a percent sign in brackets", "é: {b: %x}\n", "1:8: found character that cannot start any token"},
		{"two colons in a list of blocks", "a:\n  - b: c: d\n", "2:8: mapping values are not allowed in this context"},
		{"a version", "# first\n%YAML 1.2\n---\ntitle: x\n", "2:1: found incompatible YAML document"},
		{"a directive", "%FOO\n---\ntitle: x\n", "1:1: found unknown directive name"},
		{"a percent sign", "title: x\n%FOO: 1\n", "2:1: found unexpected non-alphabetical character"},
		{"no colon", "a: 1\nfoo\nb: 2\n", "2:1: could not find expected ':'"},
		{"not deep enough", "a:\n    b: 1\n  c: 2\nd: 3\n", "3:3: did not find expected key"},
		{"an alias of nothing", "a: 1\nb: 5 *x\nc: *x\n", "3:4: unknown anchor 'x' referenced"},
		{"a list among keys", "a: 1\n- b\n", "2:1: did not find expected key"},
		{"a bad escape", "a: 1\nb: \"\\q\"\n", "2:1: found unknown escape character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := disk{"f": c.text}.reader().Read("f")
			var faults Faults
			if !errors.As(err, &faults) {
				t.Fatalf("error is %v", err)
			}
			f := faults[0]
			want(t, fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message), strings.Replace(c.err, ": ", ": is not YAML: ", 1))
			if f.Text != splitLines(c.text)[f.Line-1] {
				t.Errorf("shows %q", f.Text)
			}
		})
	}
}
