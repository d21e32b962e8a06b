package plots

import (
	"errors"
	"fmt"
	"io"

	"computegap/model"
)

// Meta is what the footer of a chart says about where its numbers come from.
// Empty fields are left out.
type Meta struct {
	Scenario string   // name, such as "openai-announced"
	Title    string   // title of the scenario
	AsOf     string   // date up to which facts are known, such as "2026-02"
	Sources  []string // one entry a source, the most important first
	Program  string   // such as "simulate 0.1.0"
}

// Format is a file format, named as its usual extension.
type Format string

// The formats in which a chart can be written.
const (
	PNG Format = "png" // 1600 × 900 pixels
	SVG Format = "svg" // 1200 × 675 points
	PDF Format = "pdf" // 1200 × 675 points, one page
)

// Formats lists the formats.
func Formats() []Format { return []Format{PNG, SVG, PDF} }

// ErrFormat is wrapped by the error of an unknown format.
var ErrFormat = errors.New("unknown chart format")

// AbsentError says that a chart has no data to show.
type AbsentError struct {
	Chart string // name of the chart
	What  string // what is missing, such as "no capacity"
}

// Error names the chart and what is missing.
func (e *AbsentError) Error() string {
	return fmt.Sprintf("no chart %s: %s", e.Chart, e.What)
}

// Chart is a picture of a result, ready to be drawn. It holds what it shows and is
// never changed, so that goroutines may encode it at the same time. The zero Chart
// has nothing to show.
type Chart struct {
	name     string
	title    string
	subtitle string
	notes    []string
	meta     Meta
	absent   string // what is missing; the chart is then not drawn
	draw     func(*sheet)
}

// Name returns the name of the chart, such as "funding-gap": a file name without
// extension.
func (c Chart) Name() string { return c.name }

// Title returns the finding that the chart states, a sentence without full stop. It
// serves as the text that replaces the picture where pictures are not shown.
func (c Chart) Title() string { return c.title }

// Subtitle says what the chart shows, and in which unit.
func (c Chart) Subtitle() string { return c.subtitle }

// Err returns an [*AbsentError] if the chart has no data to show, else nil.
func (c Chart) Err() error {
	switch {
	case c.absent != "":
		return &AbsentError{Chart: c.name, What: c.absent}
	case c.draw == nil:
		return &AbsentError{Chart: c.name, What: "nothing to draw"}
	}
	return nil
}

// Encode draws the chart and writes it to w. It fails with an [*AbsentError] if the
// chart has no data, with [ErrFormat] if f is none of [Formats], and with the errors
// of w; nothing is written before the whole chart is drawn.
func (c Chart) Encode(w io.Writer, f Format) error {
	if err := c.Err(); err != nil {
		return err
	}
	write, ok := encoders[f]
	if !ok {
		return fmt.Errorf("%w %q: want png, svg or pdf", ErrFormat, string(f))
	}
	return write(c, w)
}

// render draws the page of the chart on a canvas and returns it.
func (c Chart) render(on surface) *sheet {
	s := newSheet(on)
	s.header(c.title, c.subtitle)
	s.footer(c.notes, c.meta)
	c.draw(s)
	return s
}

// Of returns every chart of a plain scenario that the projection has data for, in the
// order in which a reader wants them.
func Of(p *model.Projection, m Meta) []Chart {
	charts := []Chart{
		FundingGap(p, m), Commitments(p, m), RevenueCompute(p, m), CashBridge(p, m),
	}
	if c, ok := Capacity(p, m); ok {
		charts = append(charts, c)
	}
	return drawable(charts...)
}

// drawable returns the charts that have data.
func drawable(charts ...Chart) []Chart {
	kept := charts[:0]
	for _, c := range charts {
		if c.Err() == nil {
			kept = append(kept, c)
		}
	}
	return kept
}
