package plots

import (
	"io"
	"testing"
)

// BenchmarkEncode measures one chart of each kind in each format.
func BenchmarkEncode(b *testing.B) {
	charts := Of(lab().project(), someMeta)
	all := experiments()
	charts = append(charts, all["x-tornado"], all["x-table"])
	charts = append(charts, OfEnsemble(maybe().result(), maybe().central(), someMeta)...)
	for _, f := range Formats() {
		for _, c := range charts {
			b.Run(string(f)+"/"+c.Name(), func(b *testing.B) {
				var size int64
				for b.Loop() {
					n, err := count(c, f)
					if err != nil {
						b.Fatal(err)
					}
					size = n
				}
				b.ReportMetric(float64(size)/1024, "KiB/file")
			})
		}
	}
}

// BenchmarkRun measures the five charts of a projection, made and encoded as PNG.
func BenchmarkRun(b *testing.B) {
	p := lab().project()
	for b.Loop() {
		for _, c := range Of(p, someMeta) {
			if err := c.Encode(io.Discard, PNG); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// count encodes a chart and returns how many bytes it takes.
func count(c Chart, f Format) (int64, error) {
	var w counter
	err := c.Encode(&w, f)
	return int64(w), err
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }
