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
// renames that.
func writeFile(name string, fill func(io.Writer) error) (err error) {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "."+filepath.Base(name)+".*")
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
	return os.Rename(f.Name(), name)
}
