package ensemble_test

import (
	"io/fs"
	"os"
	"testing"

	"computegap/model"
	"computegap/model/scenario"
)

// benchFan compiles testdata/bench-fan.yaml.
func benchFan(t testing.TB) *model.Model {
	t.Helper()
	d, err := (&scenario.Reader{Files: files{}}).Read("../../testdata/bench-fan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := d.Model(model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

type files struct{}

func (files) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }
func (files) Open(name string) (fs.File, error)     { return os.Open(name) }
