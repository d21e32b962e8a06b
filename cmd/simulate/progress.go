package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/cwriter"
	"github.com/vbauerster/mpb/v8/decor"
)

// patience is how long a run may take before it shows how far it is.
const patience = 500 * time.Millisecond

// progress shows a bar on a terminal once a run takes longer than [patience].
type progress struct {
	out   io.Writer // nil: show nothing
	start time.Time

	mu   sync.Mutex
	all  *mpb.Progress
	bar  *mpb.Bar
	done bool
}

// progress starts to wait; nothing is shown to the quiet, nor where nobody looks.
func (s *state) progress(quiet bool) *progress {
	p := &progress{start: time.Now()}
	if s.terminal && !quiet {
		p.out = s.stderr
	}
	return p
}

// update says that so many paths of a total are done. Any goroutine may call it.
func (p *progress) update(done, total int) {
	if p.out == nil || time.Since(p.start) < patience {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done {
		return
	}
	if p.bar == nil {
		p.all = mpb.New(mpb.WithOutput(p.out), mpb.WithWidth(40), mpb.WithAutoRefresh())
		p.bar = p.all.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.CountersNoUnit("%d of %d paths")),
			mpb.AppendDecorators(decor.Percentage(), decor.Name(" "), decor.NewAverageETA(decor.ET_STYLE_MMSS, p.start, nil)))
	}
	p.bar.SetTotal(int64(total), false)
	p.bar.SetCurrent(int64(done))
}

// close takes the bar away.
func (p *progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	if p.bar != nil {
		p.bar.Abort(true)
		p.all.Wait()
	}
}

// isTerminal reports whether somebody looks at a file who wants more than plain text.
func isTerminal(f *os.File) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && cwriter.IsTerminal(int(f.Fd()))
}
