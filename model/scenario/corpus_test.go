package scenario

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"computegap/model"
)

var update = flag.Bool("update", false, "write the messages of testdata/bad anew")

// root is the directory of the project, where the command would be started.
const root = "../.."

// hintless lists the faulty files whose message says all there is to say: most name
// the bound that is broken.
var hintless = []string{
	"dist-interval-beyond-bound", "dist-nested", "ensemble-no-paths", "ensemble-many-paths", "growth-minus-all", "half-life-zero", "negative-amount",
	"negative-delay", "probability-above-one", "share-below-zero", "zero-term",
}

// elsewhere lists the faulty files whose fault stands in another that they extend.
var elsewhere = []string{"extends-cycle", "extends-cycle-other"}

// stem is the name of a file without directory and extension.
func stem(name string) string { return strings.TrimSuffix(filepath.Base(name), ".yaml") }

// corpus lists the faulty files, as the command would be given them.
func corpus(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS(root), "testdata/bad/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// faultsOf reads and compiles a file of the project, which some of the files given
// may stand in for, and returns what is wrong with it.
func faultsOf(t *testing.T, name string, instead map[string]string) Faults {
	t.Helper()
	r := &Reader{Files: overlay{os.DirFS(root).(Files), disk(instead).fs()}, Shipped: os.DirFS(filepath.Join(root, "scenarios"))}
	d, err := r.Read(name)
	if err == nil {
		_, _, err = d.Model(model.Options{})
	}
	var faults Faults
	if err != nil && !errors.As(err, &faults) {
		t.Fatalf("error is %T %v", err, err)
	}
	return faults
}

// overlay is a file system some of whose files another stands in for.
type overlay struct{ below, above Files }

func (o overlay) Stat(name string) (fs.FileInfo, error) {
	if info, err := o.above.Stat(name); err == nil && !info.IsDir() {
		return info, nil
	}
	return o.below.Stat(name)
}

func (o overlay) Open(name string) (fs.File, error) {
	if info, err := o.above.Stat(name); err == nil && !info.IsDir() {
		return o.above.Open(name)
	}
	return o.below.Open(name)
}

// TestCorpus compares the message for each faulty file with the one beside it.
func TestCorpus(t *testing.T) {
	names := corpus(t)
	if len(names) < 60 {
		t.Errorf("%d faulty files", len(names))
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			faults := faultsOf(t, name, nil)
			if len(faults) != 1 {
				t.Fatalf("%d faults, want 1:\n%s", len(faults), faults.Error())
			}
			checkPlace(t, name, faults[0])
			beside := filepath.Join(root, strings.TrimSuffix(name, ".yaml")+".txt")
			if *update {
				if err := os.WriteFile(beside, []byte(faults.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			message, err := os.ReadFile(beside)
			if err != nil {
				t.Fatal(err)
			}
			want(t, faults.Error()+"\n", string(message))
		})
	}
}

// checkPlace fails unless a fault stands in its file, shows the line with a caret
// under the column, and has a hint.
func checkPlace(t *testing.T, name string, x Fault) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, x.File))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	if x.File != name && !slices.Contains(elsewhere, stem(name)) || x.Line < 1 || x.Line > len(lines) {
		t.Fatalf("%s is no place in %s", x.Place(), name)
	}
	line := []rune(lines[x.Line-1])
	if x.Text != lines[x.Line-1] || x.Column < 1 || x.Column > len(line) {
		t.Errorf("line %d, column %d shows %q, want a column of %q", x.Line, x.Column, x.Text, lines[x.Line-1])
	}
	shown := strings.Split(x.String(), "\n\t")
	if len(shown) < 3 {
		t.Fatalf("shows no line:\n%s", x)
	}
	caret := strings.Count(shown[2], "") - 2
	if strings.Trim(shown[2], " \t") != "^" || caret >= len([]rune(shown[1])) || []rune(shown[1])[caret] != []rune(harmless(string(line)))[x.Column-1] {
		t.Errorf("the caret is not under column %d:\n%s", x.Column, x)
	}
	if listed := slices.Contains(hintless, stem(name)); listed == (x.Hint != "") {
		t.Errorf("listed among those without a hint: %v; hint: %q", listed, x.Hint)
	}
}

// TestCorpusMended puts the line that the comment above it gives in the place of each
// faulty line, and finds nothing wrong.
func TestCorpusMended(t *testing.T) {
	mended := 0
	for _, name := range corpus(t) {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		right, ok := mend(string(text))
		if !ok {
			continue
		}
		mended++
		if faults := faultsOf(t, name, map[string]string{name: right}); len(faults) > 0 {
			t.Errorf("mended, it still has faults:\n%s", faults.Error())
		}
	}
	if mended < 60 {
		t.Errorf("%d faulty files say how to mend them", mended)
	}
}

// mend applies the comment "# mended: …" of a faulty file to the line below it; ok is
// false where there is none. An empty one removes the line.
func mend(text string) (right string, ok bool) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		indent, line, found := strings.Cut(line, "# mended:")
		if !found {
			continue
		}
		lines = slices.Delete(lines, i, i+1)
		if lines[i] = indent + strings.TrimPrefix(line, " "); line == "" {
			lines = slices.Delete(lines, i, i+1)
		}
		return strings.Join(lines, "\n"), true
	}
	return "", false
}

// TestManyFaults finds a dozen faults of one file, found at different stages, in the
// order of the file: one on each line that says so.
func TestManyFaults(t *testing.T) {
	const text = `title: [A list]                                       # wrong
timeline: {start: 2026-01, end: 2032-12, repeat: quarter}  # wrong
checks:
  - peak_gpa < $200B                                      # wrong
  - peak_gap < $200B
commitments:
  programme:
    total: $100B
    start: 2026-01
    end: 2025-12                                          # wrong
  cloud: {within: programme, total: $38B, start: 2026-01, term: 5 years}
  chips: {total: $1,4T, start: 2026-01, term: 3 years}    # wrong
  sites: {total: $9B, start: 2026-13, term: 3 years}      # wrong
revenue:
  chat:
    volatility: 20%
    growth: {curve: annual, totals: {2026: $9B}}          # wrong
  api: {run_rate: $5B, growth: {curve: constant, rate: 40%}} # wrong
  api: {run_rate: $5B/yr}                                 # wrong
costs:
  serving: {share: 30%, of: [chats]}                      # wrong
funding:
  cash_floor: $1B
  cash: $20B
  rounds:
    spring: {amount: discrete($10B 50%; $50B 40%), date: 2026-04} # wrong
correlations:
  - [commitments.cloud.total, funding.cash, 2]            # wrong
`
	var wanted, found []int
	for i, line := range strings.Split(text, "\n") {
		if strings.HasSuffix(line, "# wrong") {
			wanted = append(wanted, i+1)
		}
	}
	faults := faultsOf(t, "many.yaml", map[string]string{"many.yaml": text})
	for _, x := range faults {
		found = append(found, x.Line)
	}
	if !slices.Equal(found, wanted) {
		t.Errorf("faults at lines %v, want %v:\n%s", found, wanted, faults.Error())
	}
}
