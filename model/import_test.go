package model

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImports keeps the engine pure: it imports the maths of the standard library, that of
// blocks and model/dist, which imports the same and gonum. So nothing in it can read a file or a
// clock, draw at random, wait or draw a picture.
func TestImports(t *testing.T) {
	pure := []string{"cmp", "errors", "fmt", "math", "math/bits", "slices", "sort", "strconv", "strings"}
	check := func(dir string, more func(path string) bool) {
		for _, path := range imports(t, dir) {
			if !slices.Contains(pure, path) && !more(path) {
				t.Errorf("%s imports %s", dir, path)
			}
		}
	}
	check(".", func(path string) bool {
		return path == "computegap/model/dist" || path == "computegap/model/internal/vec"
	})
	check("internal/vec", func(path string) bool { return path == "golang.org/x/sys/cpu" })
	check("dist", func(path string) bool {
		return strings.HasPrefix(path, "gonum.org/v1/gonum/") && !strings.HasSuffix(path, "/rand") || path == "computegap/model/internal/vec"
	})
}

// imports lists what the files of a directory import, tests aside.
func imports(t *testing.T, dir string) (paths []string) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range file.Imports {
			path, err := strconv.Unquote(s.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
	}
	return paths
}
