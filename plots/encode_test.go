package plots

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"computegap/model"
)

// encoded returns the bytes of a chart.
func encoded(t *testing.T, c Chart, f Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Encode(&b, f); err != nil {
		t.Fatalf("%s as %s: %v", c.Name(), f, err)
	}
	return b.Bytes()
}

func TestPNG(t *testing.T) {
	for name, c := range gallery() {
		data := encoded(t, c, PNG)
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if b := img.Bounds(); b.Dx() != 1600 || b.Dy() != 900 {
			t.Errorf("%s: size %v, want 1600 × 900", name, b)
		}
		if len(data) > 150<<10 {
			t.Errorf("%s: %d KiB, want at most 150", name, len(data)>>10)
		}
	}
}

func TestSVG(t *testing.T) {
	for name, c := range gallery() {
		data := encoded(t, c, SVG)
		defined, used := map[string]bool{}, map[string]bool{}
		var title string
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if e.Name.Local == "title" {
				if err := d.DecodeElement(&title, &e); err != nil {
					t.Fatal(err)
				}
			}
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "id":
					defined["#"+a.Value] = true
				case "href":
					used[a.Value] = true
				case "font-family":
					t.Errorf("%s: asks for a font", name)
				}
			}
		}
		if title != c.Title() {
			t.Errorf("%s: title %q, want %q", name, title, c.Title())
		}
		if len(used) == 0 || fmt.Sprint(used) != fmt.Sprint(defined) {
			t.Errorf("%s: glyphs used %d, defined %d", name, len(used), len(defined))
		}
	}
}

// TestPDF follows the file's own index to every object, unpacks every stream, and reads
// the title back through the tables that say what the codes mean.
func TestPDF(t *testing.T) {
	for name, c := range gallery() {
		data := encoded(t, c, PDF)
		if !bytes.HasPrefix(data, []byte("%PDF-1.")) || bytes.Contains(data, []byte("Date")) {
			t.Errorf("%s: no PDF, or one with a date", name)
		}
		objects := pdfObjects(t, data)
		texts := pdfTexts(t, objects)
		for _, line := range titleStyle.wrap(c.Title(), 1140, 2) {
			if !strings.Contains(texts, line) {
				t.Errorf("%s: the page does not hold %q", name, line)
			}
		}
		if len(data) > 100<<10 {
			t.Errorf("%s: %d KiB, want at most 100", name, len(data)>>10)
		}
	}
}

// pdfObjects returns the objects of a file by number.
func pdfObjects(t *testing.T, data []byte) map[int]string {
	t.Helper()
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(data)
	if start == nil {
		t.Fatal("the file does not say where its index starts")
	}
	at, _ := strconv.Atoi(string(start[1]))
	if !bytes.HasPrefix(data[at:], []byte("xref\n")) {
		t.Fatal("the index is not where the file says")
	}
	objects := map[int]string{}
	for n, row := range bytes.Split(data[at:], []byte("\n"))[3:] {
		if !bytes.HasSuffix(row, []byte(" n ")) {
			break
		}
		offset, _ := strconv.Atoi(string(row[:10]))
		head := fmt.Sprintf("%d 0 obj\n", n+1)
		body, found := bytes.CutPrefix(data[offset:], []byte(head))
		if !found {
			t.Fatalf("object %d is not where the index says", n+1)
		}
		body, _, _ = bytes.Cut(body, []byte("\nendobj\n"))
		objects[n+1] = string(body)
	}
	return objects
}

var (
	toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	fontName  = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	meaning   = regexp.MustCompile(`<(..)><((?:....)+)>`)
	shown     = regexp.MustCompile(`/(F\d+) [0-9.]+ Tf\[(.*?)\]TJ`)
	shifts    = regexp.MustCompile(`>(-?[0-9.]+)<`)
	codes     = regexp.MustCompile(`<([0-9A-F]*)>`)
)

// pdfTexts returns the texts of the page, one a line.
func pdfTexts(t *testing.T, objects map[int]string) string {
	t.Helper()
	tables := map[string]map[string]string{}
	var content string
	for _, object := range objects {
		if !strings.Contains(object, "/Type/Page/") {
			continue
		}
		content = unpacked(t, objects[number0(object, regexp.MustCompile(`/Contents (\d+) 0 R`))])
		for _, f := range fontName.FindAllStringSubmatch(object, -1) {
			id, _ := strconv.Atoi(f[2])
			table := map[string]string{}
			for _, row := range meaning.FindAllStringSubmatch(unpacked(t, objects[number0(objects[id], toUnicode)]), -1) {
				var units []uint16
				for i := 0; i < len(row[2]); i += 4 {
					u, _ := strconv.ParseUint(row[2][i:i+4], 16, 16)
					units = append(units, uint16(u))
				}
				table[row[1]] = string(utf16.Decode(units))
			}
			tables[f[1]] = table
		}
	}
	var all strings.Builder
	for _, run := range shown.FindAllStringSubmatch(content, -1) {
		for _, shift := range shifts.FindAllStringSubmatch(run[2], -1) {
			if v, _ := strconv.ParseFloat(shift[1], 64); math.Abs(v) > 170 {
				t.Errorf("glyphs of %q are moved by %g thousandths", run[2], v)
			}
		}
		for _, c := range codes.FindAllStringSubmatch(run[2], -1) {
			for i := 0; i < len(c[1]); i += 2 {
				all.WriteString(tables[run[1]][c[1][i:i+2]])
			}
		}
		all.WriteByte('\n')
	}
	return all.String()
}

func number0(text string, pattern *regexp.Regexp) int {
	n, _ := strconv.Atoi(pattern.FindStringSubmatch(text)[1])
	return n
}

func unpacked(t *testing.T, object string) string {
	t.Helper()
	_, data, _ := strings.Cut(object, "stream\n")
	z, err := zlib.NewReader(strings.NewReader(strings.TrimSuffix(data, "\nendstream")))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// TestSameBytes encodes charts at the same time and one after the other.
func TestSameBytes(t *testing.T) {
	p := lab().project()
	for _, f := range Formats() {
		var want [][]byte
		for _, c := range Of(p, someMeta) {
			want = append(want, encoded(t, c, f))
		}
		var wait sync.WaitGroup
		for range 3 {
			for i, c := range Of(p, someMeta) {
				wait.Go(func() {
					var b bytes.Buffer
					if err := c.Encode(&b, f); err != nil || !bytes.Equal(b.Bytes(), want[i]) {
						t.Errorf("%s as %s differs, error %v", c.Name(), f, err)
					}
				})
			}
		}
		wait.Wait()
	}
}

// TestAbsent checks that what cannot be drawn says so.
func TestAbsent(t *testing.T) {
	nan := math.NaN()
	broken := lab().project()
	broken.Series[model.Revenue][3] = nan
	short := lab().project()
	short.Series[model.FundingGap] = short.Series[model.FundingGap][:5]
	nothing := &model.Projection{Timeline: model.Timeline{Start: 24000, Months: 12, Step: 3}}
	capacity, ok := Capacity(nothing, Meta{})
	if ok {
		t.Error("a projection without capacity has a chart of it")
	}
	for name, c := range map[string]Chart{
		"no data": FundingGap(nothing, Meta{}), "no contracts": Commitments(nothing, Meta{}), "no capacity": capacity,
		"NaN": RevenueCompute(broken, Meta{}), "bridge": CashBridge(broken, Meta{}), "length": FundingGap(short, Meta{}),
		"no projection": CashBridge(nil, Meta{}), "no bars": Tornado("gap", "USD", 1, nil, nil, Meta{}),
		"no central": Tornado("gap", "USD", nan, []Bar{{}}, nil, Meta{}), "no grid": Table(Grid{}, Meta{}),
		"ragged": Table(Grid{X: []string{"a", "b"}, Y: []string{"c"}, Z: [][]float64{{1}}}, Meta{}),
		"empty":  Table(Grid{X: []string{"a"}, Y: []string{"c"}, Z: [][]float64{{nan}}}, Meta{}), "zero": {},
	} {
		var b bytes.Buffer
		var absent *AbsentError
		if err := c.Encode(&b, PNG); !errors.As(err, &absent) || absent.What == "" || b.Len() > 0 {
			t.Errorf("%s: error %v after %d bytes, want an AbsentError", name, err, b.Len())
		}
	}
	if n := len(Of(nothing, Meta{})); n != 0 {
		t.Errorf("%d charts of nothing", n)
	}
	if err := FundingGap(lab().project(), Meta{}).Encode(io.Discard, "gif"); !errors.Is(err, ErrFormat) {
		t.Errorf("gif: error %v, want ErrFormat", err)
	}
}

type failing struct{}

var errFull = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

// TestWriteError checks that errors of the writer come back.
func TestWriteError(t *testing.T) {
	for _, f := range Formats() {
		if err := FundingGap(lab().project(), Meta{}).Encode(failing{}, f); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v, want %v", f, err, errFull)
		}
	}
}
