//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestWritePipe writes into a pipe and leaves it where it is: a rename would put a file
// in its place, and in that of a device.
func TestWritePipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		text, _ := os.ReadFile(name)
		read <- string(text)
	}()
	if err := writeFile(name, filled("all of it")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("the pipe is gone: %v", err)
	}
	if got := <-read; got != "all of it" {
		t.Errorf("the pipe gave %q", got)
	}
}
