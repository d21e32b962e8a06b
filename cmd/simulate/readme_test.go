package main

import (
	"bytes"
	"context"
	"flag"
	"image"
	_ "image/png" // decodes the picture of the README
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"computegap/model/scenario"
)

var update = flag.Bool("update", false, "rewrite what the README shows")

const (
	readmePath  = "../../README.md"
	picturePath = "../../.github/funding-gap.png"
)

// readme reads the README and, on -update, has it rewritten by the test.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(readmePath)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func rewrite(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadmeCommands runs every command that the README shows and compares what it
// prints, standard output first, with what stands below it. A line … stands for any
// number of lines.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	t.Chdir(t.TempDir())
	out := console.ReplaceAllStringFunc(text, func(block string) string {
		body := console.FindStringSubmatch(block)[1]
		if !strings.HasPrefix(body, "$ ") {
			return block // the test command itself
		}
		var b strings.Builder
		for _, part := range strings.Split("\n"+body, "\n$ ")[1:] {
			command, want, _ := strings.Cut(part, "\n")
			want = strings.TrimSuffix(want, "\n") + newline(want) // another command may follow
			got := shell(t, command)
			if strings.Contains(want, "…\n") {
				if !elided(want, got) {
					t.Errorf("$ %s\nprints\n%s\nwhich does not fit\n%s", command, got, want)
				}
				got = want
			} else if got != strings.TrimSuffix(want, "\n")+newline(want) && !*update {
				t.Errorf("$ %s\nprints\n%s\nand the README shows\n%s", command, got, want)
			}
			b.WriteString("$ " + command + "\n" + strings.TrimSuffix(got, "\n") + newline(got))
		}
		return "```console\n" + b.String() + "```"
	})
	if *update {
		rewrite(t, filepath.Join(home, readmePath), []byte(out))
	}
}

// TestReadmeScenarios runs the files that the README shows: the first by itself, the second on top
// of it, where every term of a contract does something and none is in doubt.
func TestReadmeScenarios(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(readme(t), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d files", len(blocks))
	}
	t.Chdir(t.TempDir())
	for i, name := range []string{"lab.yaml", "contracts.yaml"} {
		rewrite(t, name, []byte(blocks[i][1]))
		for line := range strings.Lines(run(t, "validate", name)) {
			if strings.Contains(line, "warning: ") && !strings.Contains(line, "warning: breakeven_date: hangs on what is put off") {
				t.Error(line)
			}
		}
		out := run(t, "run", name, "--charts", "none", "--paths", "256", "--set", "checks=null")
		for _, table := range []string{"Who pays whom", "What those who are paid rely on", "Rounds by how certain they are", "Loans", "What flexibility is worth", "What capacity costs"} {
			if strings.Contains(out, table) != (i == 1) {
				t.Errorf("%s: the table %q: %v", name, table, i == 0)
			}
		}
	}
}

// home is where the test began.
var home, _ = os.Getwd()

// newline ends a text that is not empty.
func newline(text string) string {
	if text == "" {
		return ""
	}
	return "\n"
}

// shell runs a command line as a shell would and returns what it prints.
func shell(t *testing.T, command string) string {
	t.Helper()
	words := split(command)
	switch {
	case len(words) > 3 && words[0] == "go" && words[1] == "run":
		words = words[3:]
	case len(words) > 1 && words[0] == "simulate":
		words = words[1:]
	default:
		t.Fatalf("the README shows a command that is not the program's: %s", command)
	}
	var stdout, stderr bytes.Buffer
	code := execute(context.Background(), &state{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr}, words)
	if code != exitDone && code != exitInput && code != exitCheck {
		t.Errorf("$ %s\nexits with %d: %s", command, code, stderr.String())
	}
	if code == exitInput {
		return stderr.String()
	}
	return stdout.String()
}

// split breaks a command line into words at spaces outside single quotes.
func split(command string) (words []string) {
	word, quoted, open := "", false, false
	for _, r := range command {
		switch {
		case r == '\'':
			quoted, open = !quoted, true
		case r == ' ' && !quoted:
			if word != "" || open {
				words = append(words, word)
			}
			word, open = "", false
		default:
			word += string(r)
		}
	}
	if word != "" {
		words = append(words, word)
	}
	return words
}

// elided reports whether the pieces of want between lines … stand in got in order,
// the first at its beginning unless an … comes before it.
func elided(want, got string) bool {
	for i, piece := range strings.Split("\n"+want, "\n…\n") {
		piece = strings.TrimPrefix(piece, "\n")
		at := strings.Index(got, piece)
		if at < 0 || i == 0 && at != 0 {
			return false
		}
		got = got[at+len(piece):]
	}
	return true
}

// TestReadmeCounts compares how many scenarios and charts the README speaks of, and which
// charts it lists, with what is shipped and what the runs that it names write.
func TestReadmeCounts(t *testing.T) {
	text := strings.Join(strings.Fields(readme(t)), " ")
	names := shippedNames()
	numbers := map[int]string{9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen",
		16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 21: "twenty-one", 22: "twenty-two"}
	if want := numbers[len(names)] + " scenarios are shipped"; len(names) > 22 || !strings.Contains(strings.ToLower(text), want) {
		t.Errorf("the README does not say %q", want)
	}
	_, rest, _ := strings.Cut(text, "The run prints the answer")
	list, _, ok := strings.Cut(rest, "`go install")
	list, more, ok2 := strings.Cut(list, "A policy other than `pay` adds ")
	if !ok || !ok2 {
		t.Fatal("the README does not list the charts")
	}
	drawn := chartsOf(t, "openai-announced", "--paths", "256")
	if want := "draws " + numbers[len(drawn)] + " charts"; !strings.Contains(list, want) {
		t.Errorf("the README does not say %q", want)
	}
	if got := chartNames.FindAllString(list, -1); !sameNames(got, drawn) {
		t.Errorf("the README lists %q, the run writes %q", got, drawn)
	}
	flexible := chartsOf(t, "defer-when-short", "--paths", "256")
	if got := append(chartNames.FindAllString(more, -1), drawn...); !sameNames(got, flexible) {
		t.Errorf("with what a policy adds the README lists %q, the run writes %q", got, flexible)
	}
}

var chartNames = regexp.MustCompile(`[a-z-]+\.png`)

// chartsOf runs a scenario and returns the names of the charts that it writes.
func chartsOf(t *testing.T, scenario string, flags ...string) (names []string) {
	t.Helper()
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	words := append([]string{"run", scenario, "--out", dir}, flags...)
	if code := execute(context.Background(), &state{stdout: &stdout, stderr: &stderr}, words); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

// sameNames reports whether two lists hold the same names, each once.
func sameNames(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// TestReadmeReference compares the reference with the table of keys.
func TestReadmeReference(t *testing.T) {
	const begin, end = "<!-- reference: begin -->\n", "<!-- reference: end -->"
	text := readme(t)
	before, rest, ok := strings.Cut(text, begin)
	shown, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatal("the README has no reference")
	}
	want := string(scenario.Reference())
	if *update {
		rewrite(t, readmePath, []byte(before+begin+want+end+after))
		return
	}
	if shown != want {
		t.Errorf("the reference is out of date; go test ./cmd/simulate -run TestReadmeReference -update")
	}
}

// TestReadmePicture draws the picture of the README again.
func TestReadmePicture(t *testing.T) {
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	code := execute(context.Background(), &state{stdout: &stdout, stderr: &stderr}, []string{"run", "openai-announced", "--paths", "0", "--out", dir})
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	name := filepath.Join(dir, "funding-gap.png")
	if *update {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, picturePath, text)
	}
	if !samePicture(t, name, picturePath) {
		t.Errorf("the picture is out of date; go test ./cmd/simulate -run TestReadmePicture -update")
	}
}

func samePicture(t *testing.T, a, b string) bool {
	x, y := decode(t, a), decode(t, b)
	if x.Bounds() != y.Bounds() {
		return false
	}
	for j := range x.Bounds().Dy() {
		for i := range x.Bounds().Dx() {
			r1, g1, b1, _ := x.At(i, j).RGBA()
			r2, g2, b2, _ := y.At(i, j).RGBA()
			if r1 != r2 || g1 != g2 || b1 != b2 {
				return false
			}
		}
	}
	return true
}

func decode(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}
