// Simulate answers, from a scenario file, whether a company's growth can pay for the
// compute it has promised to buy: how large the funding gap is, when it opens, and what
// the answer hangs on.
//
//	simulate run openai-announced
//	simulate run openai-announced --set revenue.chatgpt.growth.rate=90%
//	simulate solve openai-announced --vary 'revenue.*.growth.rate' --target 'peak_gap = $0'
//	simulate sensitivity openai-announced --method tornado --metric peak_gap
//
// The exit code is 0 when done, 1 when something failed, 2 when the input or the
// command line is wrong, 3 when a check does not hold, and 130 when interrupted.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	// Note: a run is short and its memory small, so collecting garbage early only costs
	// time; the limit keeps large tables and many charts from growing without end.
	debug.SetGCPercent(400)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, fromOS(), os.Args[1:])
	stop()
	os.Exit(code)
}
