package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"computegap/cmd/simulate/internal/report"
	"computegap/model"
	"computegap/plots"
)

// writeCharts draws every chart in every format, several at once, into dir. A chart
// without data is no failure: it is named, with what is missing.
func writeCharts(ctx context.Context, words io.Writer, dir string, charts []plots.Chart, formats []plots.Format) error {
	if len(formats) == 0 {
		return nil
	}
	charts = slices.DeleteFunc(slices.Clone(charts), func(c plots.Chart) bool {
		err := c.Err()
		if err != nil {
			fmt.Fprintln(words, "note: "+err.Error())
		}
		return err != nil
	})
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, chart := range charts {
		for _, format := range formats {
			group.Go(func() error {
				if err := ctx.Err(); err != nil {
					return err
				}
				name := filepath.Join(dir, chart.Name()+"."+string(format))
				return writeFile(name, func(w io.Writer) error { return chart.Encode(w, format) })
			})
		}
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, chart := range charts {
		for _, format := range formats {
			fmt.Fprintln(words, filepath.Join(dir, chart.Name()+"."+string(format)))
		}
	}
	return nil
}

// meta is what the footer of a chart says.
func meta(l *loaded, s *model.Scenario) plots.Meta {
	return plots.Meta{Scenario: report.Elide(l.name+l.changes(), 120), Title: s.Title, AsOf: s.AsOf, Program: "simulate " + version, Sources: publishers(s.Sources)}
}

// publishers names each publisher of the sources once, with the dates of the first and
// the last document.
func publishers(sources []model.Source) (list []string) {
	first, last := map[string]string{}, map[string]string{}
	var order []string
	for _, s := range sources {
		name := cmp.Or(s.Publisher, s.Title)
		if _, seen := last[name]; !seen {
			order = append(order, name)
			first[name], last[name] = s.Date, s.Date
		}
		first[name], last[name] = min(first[name], s.Date), max(last[name], s.Date)
	}
	for _, name := range order {
		switch {
		case last[name] == "":
			list = append(list, name)
		case first[name] == last[name]:
			list = append(list, name+" "+last[name])
		default:
			list = append(list, name+" "+first[name]+" to "+last[name])
		}
	}
	return list
}
