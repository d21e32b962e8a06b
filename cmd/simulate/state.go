package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// state is all of the operating system that commands use, so that tests can stand in
// for it.
type state struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	files          osFiles
	terminal       bool // stderr is a terminal that shows more than plain text
}

func fromOS() *state {
	return &state{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, terminal: isTerminal(os.Stderr)}
}

// osFiles opens files by the names users give them.
type osFiles struct{}

// Stat implements scenario.Files.
func (osFiles) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }

// Open implements scenario.Files.
func (osFiles) Open(name string) (fs.File, error) { return os.Open(name) }

// writeFile writes a file whole or not at all: it fills a temporary file beside it and
// renames that. A link stays, and what it names is written. A device or a pipe is written
// into, for a rename would take its place.
func writeFile(name string, fill func(io.Writer) error) error {
	at := name
	if info, err := os.Stat(name); err == nil {
		if !info.Mode().IsRegular() {
			return writeInto(name, fill)
		}
		if at, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	}
	return replaceFile(name, at, fill)
}

// writeInto writes into what is there and is no regular file.
func writeInto(name string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if err := fill(f); err != nil {
		_ = f.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.Close()
}

// replaceFile puts a new file at a place, which the user calls name.
func replaceFile(name, at string, fill func(io.Writer) error) (err error) {
	dir := filepath.Dir(at)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(at)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err := fill(f); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), at)
}
