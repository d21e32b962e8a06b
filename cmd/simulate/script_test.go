package main

import (
	"encoding/json"
	"errors"
	"math"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary stand for the program too: started under the name
// simulate, it is the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"simulate": main})
}

// TestScript runs testdata/script: one behaviour a file. Beside the usual commands
// scripts have
//
//	code N simulate ...   run the program and want exit code N
//	json path value       want the value at path (names and indices between slashes) of
//	                      the JSON document on standard output; - as value wants none
//	lines FILE N          want N lines
//
// With -update the files that scripts compare with are rewritten.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": wantCode, "json": wantJSON, "lines": wantLines,
		},
	})
}

// wantCode runs a command, compares its exit code, and holds its output to what every
// output keeps: no escape codes, no NaN, no infinity.
func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	for _, stream := range []string{"stdout", "stderr"} {
		if found, bad := impossible(ts.ReadFile(stream)); bad {
			ts.Fatalf("%s holds %q", stream, found)
		}
	}
}

// impossible finds what no output may hold: a terminal's escape codes, and numbers that
// are none.
func impossible(text string) (found string, bad bool) {
	for _, s := range []string{"\x1b", "NaN", "+Inf", "-Inf", "%!"} {
		if strings.Contains(text, s) {
			return s, true
		}
	}
	return "", false
}

func wantJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: json path value")
	}
	var document any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &document))
	value, found := member(document, strings.Split(args[0], "/"))
	if args[1] == "-" {
		if found {
			ts.Fatalf("%s is there: %v", args[0], value)
		}
		return
	}
	var want any
	if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if !found || !alike(value, want) {
		text, _ := json.Marshal(value)
		ts.Fatalf("%s is %s, want %s", args[0], text, args[1])
	}
}

// alike compares decoded JSON, numbers to 1e-9 of them and half a cent.
func alike(a, b any) bool {
	switch x := a.(type) {
	case float64:
		y, ok := b.(float64)
		return ok && math.Abs(x-y) <= 0.005+1e-9*math.Abs(y)
	case []any:
		y, ok := b.([]any)
		return ok && slices.EqualFunc(x, y, alike)
	}
	return reflect.DeepEqual(a, b)
}

// member follows names and indices into a decoded JSON document.
func member(v any, path []string) (any, bool) {
	for _, name := range path {
		switch node := v.(type) {
		case map[string]any:
			next, ok := node[name]
			if !ok {
				return nil, false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(node) {
				return nil, false
			}
			v = node[i]
		default:
			return nil, false
		}
	}
	return v, true
}

func wantLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines file N")
	}
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	if got := strings.Count(ts.ReadFile(args[0]), "\n"); got != want {
		ts.Fatalf("%s has %d lines, want %d", args[0], got, want)
	}
}
