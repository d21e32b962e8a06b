package report

import (
	"fmt"
	"io"
	"strings"

	"computegap/model"
	"computegap/model/ensemble"
)

// Run is what `simulate run` found.
type Run struct {
	Name       string // as the user named it: a shipped name, or the file's
	Changes    string // settings and classes, " with path=value"; "" when there are none
	Scenario   *model.Scenario
	Model      *model.Model
	Projection *model.Projection
	Signed     *model.Projection  // with signed commitments alone; nil when all are signed
	Growth     *Growth            // nil when no stream has a rate of growth
	Ladder     []model.Rung       // what each class of firmness adds; nil when there is one
	Flexible   *model.Contrast    // the stated policy and paying everything; nil when they are one
	Circular   *model.Contrast    // with and without the money of those who are paid; nil without any
	Ensemble   *ensemble.Result   // nil when none was drawn
	Years      []ensemble.Summary // of the ensemble's measures, those of [YearMeasures]
	Checks     []Check
	Warnings   []model.Warning
	Manifest   Manifest
}

// Growth answers which growth would close the gap: the initial growth of every stream
// times one factor, or where a stream has no such rate, all revenue.
type Growth struct {
	What    string // that is multiplied: "every stream's growth", or "all revenue"
	ByRate  bool   // it is rates of growth that are multiplied
	Found   bool
	Factor  float64
	Limit   float64 // the largest factor tried
	Revenue float64 // of the last twelve months, at that growth
	Rates   []Change
}

// Change is an input before and after.
type Change struct {
	Path, From, To string
}

// Manifest says what made a document.
type Manifest struct {
	Version string `json:"version"`
	SHA256  string `json:"inputs_sha256"`
	Seed    uint64 `json:"seed"`
}

// Write prints the run in the given format.
func (r *Run) Write(w io.Writer, f Format) error {
	switch f {
	case JSON:
		return r.writeJSON(w)
	case CSV:
		return r.writeCSV(w)
	}
	return r.writeTables(w, f)
}

func (r *Run) writeTables(w io.Writer, f Format) error {
	p := &printer{w: w, format: f}
	p.text(r.title(f))
	p.text(paragraph(r.Headline(), f))
	p.table(r.summary())
	if r.Ensemble != nil {
		p.table(r.distribution())
		p.table(r.byYear())
		if len(r.Ensemble.Broken) > 0 {
			p.table(r.breaches())
		}
	}
	if len(r.Checks) > 0 {
		p.table(r.checks())
	}
	p.table(r.ledger())
	if r.flexes() {
		p.table(r.settled())
	}
	if len(r.Projection.Commitments) > 0 {
		p.table(r.contracts())
	}
	for _, t := range r.analyses() {
		p.table(t)
	}
	p.warnings(r.allWarnings())
	return p.err
}

// printer writes tables with a blank line between them and keeps the first error.
type printer struct {
	w      io.Writer
	format Format
	tables int
	err    error
}

func (p *printer) text(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

func (p *printer) table(t Table) {
	if p.tables++; p.tables > 1 {
		p.text("\n")
	}
	if p.err == nil {
		p.err = t.Write(p.w, p.format)
	}
}

func (p *printer) warnings(list []model.Warning) {
	if len(list) == 0 {
		return
	}
	p.text("\n" + heading("Warnings", p.format))
	for _, w := range list {
		if p.format == Markdown {
			p.text("- " + w.String() + "\n")
			continue
		}
		p.text(hang("- ", w.String()))
	}
}

func (r *Run) title(f Format) string {
	title := r.Scenario.Title
	if title == "" {
		title = r.Name
	}
	asOf := ""
	if r.Scenario.AsOf != "" {
		asOf = ", as of " + r.Scenario.AsOf
	}
	if f == Markdown {
		return fmt.Sprintf("# %s\n\n%s%s%s\n\n", title, r.Name, r.Changes, asOf)
	}
	return fold(fmt.Sprintf("%s (%s%s%s)", title, r.Name, r.Changes, asOf), Width) + "\n\n"
}

// allWarnings are those of the scenario and those of the projection.
func (r *Run) allWarnings() []model.Warning {
	return append(append([]model.Warning{}, r.Warnings...), r.Projection.Warnings...)
}

// Headline answers the question in a sentence or two, of the central case and then of
// the ensemble.
func (r *Run) Headline() string {
	if r.Ensemble == nil {
		return r.central()
	}
	return r.central() + " " + r.paths()
}

// central answers the question for the central case, and says what of the payments due is
// not made.
func (r *Run) central() string {
	p := r.Projection
	t, v := p.Timeline, p.Metrics
	end, kept := longMonth(float64(t.Months-1), t), ""
	if text := unpaid(v); text != "" {
		kept = ", with " + text
	}
	if model.IsAbsent(v[model.FirstGapDate]) {
		return fmt.Sprintf("The money lasts: no funding gap through %s%s. Cash is %s at its lowest and %s at the end.",
			end, kept, Money(v[model.MinCash]), Money(p.Series[model.Cash][t.Months-1]))
	}
	s := fmt.Sprintf("The money runs short in %s. The gap peaks at %s in %s",
		longMonth(v[model.FirstGapDate], t), Money(v[model.PeakGap]), longMonth(v[model.PeakGapDate], t))
	switch {
	case v[model.PeakGapDate] == float64(t.Months-1):
		s += ", the last month of the timeline"
	case v[model.GapAtEnd] <= model.HalfCent:
		s += " and is closed in " + longMonth(closed(p.Series[model.FundingGap]), t)
	default:
		s += fmt.Sprintf(" and is %s in %s", Money(v[model.GapAtEnd]), end)
	}
	return s + kept + "."
}

// unpaid says what of the payments due within the timeline is put off at its end and what is
// cut, "" where nothing is.
func unpaid(v model.Values) string {
	var parts []string
	if off := v[model.DeferredAtEnd]; off > model.HalfCent {
		parts = append(parts, Money(off)+" put off and still to be paid")
	}
	if cut := v[model.TotalCancelled]; cut > model.HalfCent {
		parts = append(parts, Money(cut)+" cut and never paid")
	}
	return strings.Join(parts, " and ")
}

// closed is the first month from which there is no gap any more.
func closed(gap []float64) float64 {
	m := len(gap)
	for m > 0 && gap[m-1] <= model.HalfCent {
		m--
	}
	return float64(m)
}

// lastYear is how much a balance that began at nothing rose over the last twelve months
// of the timeline, or over all of it, and which of the two.
func lastYear(balance []float64) (change float64, when string) {
	n := len(balance)
	if n <= 12 {
		return balance[n-1], "since the start"
	}
	return balance[n-1] - balance[n-13], "in the last year"
}
