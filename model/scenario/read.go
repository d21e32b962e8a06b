package scenario

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Files is what a Reader needs of a file system. Names are as the user writes them.
type Files interface {
	Stat(name string) (fs.FileInfo, error)
	Open(name string) (fs.File, error)
}

// Reader finds and reads scenarios. Each field may be nil, and then there is nothing
// of its kind. A Reader parses a file that several scenarios extend once, and may be
// used by several goroutines.
type Reader struct {
	Files   Files
	Shipped fs.FS // holds NAME.yaml for every shipped scenario NAME
	Stdin   io.Reader

	parsed sync.Map // from fileKey to *parsed
}

// fileKey names a file at its place in a chain of extends.
type fileKey struct {
	name    string
	shipped bool
	order   int
}

// parsed is what loading a file gave.
type parsed struct {
	text   []byte // as read
	file   *file
	root   *node
	faults Faults
}

// load parses a file, or returns what an earlier parse of the same text gave. The file
// asked for itself is parsed anew: it is read once.
func (r *Reader) load(f *file) *parsed {
	if f.order == 0 {
		root, faults := load(f)
		return &parsed{nil, f, root, faults}
	}
	key := fileKey{f.name, f.shipped, f.order}
	if known, ok := r.parsed.Load(key); ok && bytes.Equal(known.(*parsed).text, f.data) {
		return known.(*parsed)
	}
	p := &parsed{text: f.data, file: f}
	p.root, p.faults = load(f)
	r.parsed.Store(key, p)
	return p
}

// Document is a scenario as read, with what it extends merged into it, and every
// value at the place where it was written. It is immutable and safe to share.
type Document struct {
	name   string
	root   *node
	files  []*file
	faults Faults // found while reading, beside which decoding can go on
	memo   *memo
}

// File is a file that a document was read from.
type File struct {
	Name string // as it appears in places
	Data []byte // its text, without a byte order mark
}

// Name is the file's name without directory and extension, "stdin" for standard input.
func (d *Document) Name() string { return d.name }

// Files returns the file asked for, then those that it extends, nearest first.
func (d *Document) Files() []File {
	files := make([]File, len(d.files))
	for i, f := range d.files {
		files[i] = File{f.name, f.data}
	}
	return files
}

// maxChain is the most files that a chain of extends may hold.
const maxChain = 16

// stdinName is how places name standard input.
const stdinName = "<stdin>"

// Read reads a scenario and what it extends. The argument is the name of a file, "-"
// for standard input, or the name of a shipped scenario: one without separator and
// extension that no file has. An error is [Faults]: what cannot be read at all, is not
// YAML, or extends what does not exist. Faults in the keys come from
// [Document.Scenario].
func (r *Reader) Read(arg string) (*Document, error) {
	first, x := r.open(arg)
	if x != nil {
		return nil, Faults{*x}
	}
	d := &Document{name: scenarioName(first), memo: &memo{}}
	roots, faults := r.chain(d, first)
	if roots == nil {
		return nil, d.sorted(append(faults, d.faults...))
	}
	d.root = roots[len(roots)-1]
	for i := len(roots) - 2; i >= 0; i-- {
		d.root = d.merge(d.root, roots[i])
	}
	return d, nil
}

// chain reads a file and the chain of those it extends. What leaves them readable goes
// to the faults of the document; what does not gives no roots.
func (r *Reader) chain(d *Document, f *file) (roots []*node, fatal Faults) {
	for {
		f.order = len(d.files)
		p := r.load(f)
		f = p.file
		root := p.root
		d.files = append(d.files, f)
		d.faults = append(d.faults, p.faults...)
		switch {
		case root == nil:
			return nil, fatal
		case root.shape != mapping:
			return nil, Faults{root.fault("", beginning, "is not a scenario: %s where a mapping of keys is wanted", root.what())}
		}
		if p := root.pair("extends"); p != nil && (p.value.shape != scalar || p.value.null() || p.value.text == "") {
			return nil, Faults{p.value.fault("extends", "name a file, or a shipped scenario", "%s is not the name of a scenario", p.value.what())}
		}
		roots = append(roots, root.without("extends"))
		base := root.child("extends")
		if base == nil {
			return roots, nil
		}
		next, x := r.extend(d, f, base)
		if x != nil {
			return nil, Faults{*x}
		}
		f = next
	}
}

// beginning is the hint for what is no scenario at all.
const beginning = "begin with title: and timeline:"

// extend opens what a file extends.
func (r *Reader) extend(d *Document, f *file, base *node) (*file, *Fault) {
	next, x := r.beside(f, base.text)
	if x != nil {
		hint := x.Hint
		if hint == "" && x.File != "" && x.File != base.text {
			hint = "it would be " + x.File + ": the name is relative to this file"
		}
		y := base.fault("extends", hint, "%s", x.Message)
		return nil, &y
	}
	for i, g := range d.files {
		if g.name == next.name && g.shipped == next.shipped {
			var names []string
			for _, h := range d.files[i:] {
				names = append(names, h.name)
			}
			y := base.fault("extends", "extend another file, or remove the line", "extends itself: %s", strings.Join(append(names, next.name), " → "))
			return nil, &y
		}
	}
	if len(d.files) == maxChain {
		y := base.fault("extends", "", "the chain of extends is longer than %d files", maxChain)
		return nil, &y
	}
	return next, nil
}

// open reads what an argument names.
func (r *Reader) open(arg string) (*file, *Fault) {
	if arg == "-" {
		if r.Stdin == nil {
			return nil, &Fault{File: stdinName, Message: "there is no standard input"}
		}
		return slurp(&file{name: stdinName}, r.Stdin)
	}
	return r.named(arg, arg)
}

// beside reads what the file f calls name.
func (r *Reader) beside(f *file, name string) (*file, *Fault) {
	switch {
	case f.shipped && bare(strings.TrimSuffix(name, ".yaml")):
		return r.shipped(strings.TrimSuffix(name, ".yaml"))
	case f.shipped:
		return nil, &Fault{Message: quote(name) + " is not a shipped scenario", Hint: r.whichShipped(name)}
	case filepath.IsAbs(name) || f.name == stdinName:
		return r.named(name, name)
	}
	return r.named(filepath.Join(filepath.Dir(f.name), name), name)
}

// named reads the file of a name, or else the shipped scenario that a user's word
// names.
func (r *Reader) named(name, word string) (*file, *Fault) {
	var info fs.FileInfo
	err := fs.ErrNotExist
	if r.Files != nil {
		info, err = r.Files.Stat(name)
	}
	switch isShipped := bare(word) && slices.Contains(r.list(), word); {
	case isShipped && (err != nil || !info.Mode().IsRegular()):
		return r.shipped(word)
	case errors.Is(err, fs.ErrNotExist):
		return nil, r.unknown(name, word)
	case err != nil:
		return nil, &Fault{File: name, Message: "cannot be read: " + cause(err)}
	case info.IsDir():
		return nil, &Fault{File: name, Message: "is a directory", Hint: "name a file in it"}
	case !info.Mode().IsRegular():
		return nil, &Fault{File: name, Message: "is not a regular file", Hint: "use - to read standard input"}
	case info.Size() > maxBytes:
		return nil, tooLarge(name)
	}
	in, err := r.Files.Open(name)
	if err != nil {
		return nil, &Fault{File: name, Message: "cannot be read: " + cause(err)}
	}
	defer in.Close()
	return slurp(&file{name: name}, in)
}

// unknown is the fault for a name that neither a file nor a shipped scenario has.
func (r *Reader) unknown(name, word string) *Fault {
	if bare(word) {
		return &Fault{File: name, Message: "there is no file and no shipped scenario of this name", Hint: r.whichShipped(word)}
	}
	hint := ""
	base := scenarioName(&file{name: name})
	if slices.Contains(r.list(), base) {
		hint = base + " alone names the shipped scenario"
	}
	return &Fault{File: name, Message: "there is no such file", Hint: hint}
}

// shipped reads a shipped scenario.
func (r *Reader) shipped(name string) (*file, *Fault) {
	if !slices.Contains(r.list(), name) {
		return nil, r.unknown(name, name)
	}
	in, err := r.Shipped.Open(name + ".yaml")
	if err != nil {
		return nil, &Fault{File: name, Message: "cannot be read: " + cause(err)}
	}
	defer in.Close()
	return slurp(&file{name: name + ".yaml", shipped: true}, in)
}

// list names the shipped scenarios.
func (r *Reader) list() (names []string) {
	if r.Shipped == nil {
		return nil
	}
	entries, _ := fs.ReadDir(r.Shipped, ".")
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() {
			names = append(names, name)
		}
	}
	return names
}

// whichShipped is the hint for the name of a shipped scenario that does not exist.
func (r *Reader) whichShipped(name string) string {
	names := r.list()
	if near := nearest(name, names); near != "" {
		return "did you mean " + near + "?"
	}
	if len(names) == 0 {
		return ""
	}
	return "the shipped scenarios are " + joined(names, "and")
}

// slurp reads a text that is not too large.
func slurp(f *file, in io.Reader) (*file, *Fault) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(in, maxBytes+1))
	if err != nil {
		return nil, &Fault{File: f.name, Message: "cannot be read: " + cause(err)}
	}
	if n > maxBytes {
		return nil, tooLarge(f.name)
	}
	f.data = b.Bytes()
	return f, nil
}

func tooLarge(name string) *Fault {
	return &Fault{File: name, Message: fmt.Sprintf("is larger than %d KiB", maxBytes>>10), Hint: "a scenario is a text of some pages"}
}

// cause is the reason in an error of the file system, without its path.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// bare reports whether a word could be the name of a shipped scenario.
func bare(word string) bool {
	return word != "" && !strings.ContainsAny(word, `/\.`)
}

// scenarioName is the name of a file without directory and extension.
func scenarioName(f *file) string {
	if f.name == stdinName {
		return "stdin"
	}
	base := filepath.Base(f.name)
	if name := strings.TrimSuffix(base, filepath.Ext(base)); name != "" {
		return name
	}
	return base
}

// maxShown is the most faults that are shown.
const maxShown = 100

// sorted puts faults in the order of the files, settings last, each fault once; of
// more than can be shown the last says how many are left out, at the place of the
// first of them.
func (d *Document) sorted(faults Faults) Faults {
	order := make(map[string]int, len(d.files))
	for i, f := range d.files {
		order[f.name] = i - len(d.files)
	}
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(order[a.File]-order[b.File], a.Line-b.Line, a.Column-b.Column)
	})
	return once(faults).shown()
}

// once removes the faults that say the same of the same place and path as another. Of
// the lines themselves it looks at none, for they may be long.
func once(faults Faults) Faults {
	type identity struct {
		file          string
		line, column  int
		path, message string
	}
	seen := make(map[identity]bool, len(faults))
	return slices.DeleteFunc(faults, func(x Fault) bool {
		key := identity{x.File, x.Line, x.Column, x.Path, x.Message}
		twice := seen[key]
		seen[key] = true
		return twice
	})
}

// shown returns as many faults as can be shown, and one that counts the others.
func (f Faults) shown() Faults {
	if len(f) <= maxShown {
		return f
	}
	rest := f[maxShown]
	rest.Path, rest.Hint = "", "mend the others first"
	rest.Message = fmt.Sprintf("%d faults more, the first of them here", len(f)-maxShown)
	if len(f) == maxShown+1 {
		return f
	}
	return append(f[:maxShown:maxShown], rest)
}
