package plots

import (
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// inked returns how much ink a drawing leaves, in square points: a pixel counts by how
// far it is from paper to black.
func inked(draw func(p *pixels)) float64 {
	p := newPixels()
	defer p.release()
	draw(p)
	var sum float64
	img := p.image()
	for _, n := range img.Pix {
		sum += 1 - float64(img.Palette[n].(color.RGBA).R)/255
	}
	return sum / (p.scale * p.scale)
}

// TestInk compares the ink of shapes with their area.
func TestInk(t *testing.T) {
	at := func(x, y vg.Length) vg.Point { return vg.Point{X: x, Y: y} }
	var triangle, disc, curve, zigzag vg.Path
	triangle.Move(at(100, 100))
	triangle.Line(at(300, 150))
	triangle.Line(at(180, 400))
	triangle.Close()
	disc.Move(at(350, 300))
	disc.Arc(at(300, 300), 50, 0, 2*math.Pi)
	disc.Close()
	curve.Move(at(100, 100))
	curve.QuadTo(at(200, 300), at(300, 100))
	curve.Close()
	zigzag.Move(at(100, 100))
	zigzag.Line(at(200, 150))
	zigzag.Line(at(300, 150))
	corner := func(y vg.Length) vg.Path {
		return vg.Path{{Type: vg.MoveComp, Pos: at(100, 300)}, {Type: vg.LineComp, Pos: at(200, 300)}, {Type: vg.LineComp, Pos: at(200, y)}}
	}
	// Two legs less the square that both cover, and a join of five triangles.
	bent := 2*100*20 - 10*10 + 5*0.5*10*10*math.Sin(math.Pi/10)
	legs := math.Hypot(100, 50) + 100
	for _, c := range []struct {
		name string
		draw func(*pixels)
		want float64
		slip float64
	}{
		{"box", func(p *pixels) { p.Fill(box(30, 30, 330, 90).Path()) }, 300 * 60, 1e-9},
		{"triangle", func(p *pixels) { p.Fill(triangle) }, 0.5 * (200*300 - 80*50), 0.01},
		{"disc", func(p *pixels) { p.Fill(disc) }, math.Pi * 2500, 0.01},
		{"curve", func(p *pixels) { p.Fill(curve) }, 2.0 / 3 * 200 * 100, 0.01},
		{"turned", func(p *pixels) {
			p.Push()
			p.Translate(at(500, 300))
			p.Rotate(0.7)
			p.Scale(2, 0.5)
			p.Fill(box(-50, -50, 50, 50).Path())
			p.Pop()
		}, 100 * 100, 0.01},
		{"stroke", func(p *pixels) { p.SetLineWidth(6); p.Stroke(zigzag) }, 6 * legs, 0.02},
		{"to the left", func(p *pixels) { p.SetLineWidth(20); p.Stroke(corner(400)) }, bent, 0.001},
		{"to the right", func(p *pixels) { p.SetLineWidth(20); p.Stroke(corner(200)) }, bent, 0.001},
		{"dashes", func(p *pixels) {
			p.SetLineWidth(6)
			p.SetLineDash([]vg.Length{5, 5}, 0)
			p.Stroke(zigzag)
		}, 3 * legs, 0.05},
		{"rule", func(p *pixels) {
			p.SetLineWidth(1.5)
			p.Stroke(vg.Path{{Type: vg.MoveComp, Pos: at(30, 33.2)}, {Type: vg.LineComp, Pos: at(630, 33.2)}})
		}, 600 * 1.5, 1e-9},
		{"no width", func(p *pixels) { p.SetLineWidth(0); p.Stroke(zigzag) }, 0, 0},
		{"outside", func(p *pixels) { p.Fill(box(-90, -90, -30, -30).Path()) }, 0, 0},
	} {
		if got := inked(c.draw); math.Abs(got-c.want) > c.slip*c.want {
			t.Errorf("%s: ink of %.1f, want %.1f", c.name, got, c.want)
		}
	}
}

// TestDashes checks a pattern entered in its middle, across a corner.
func TestDashes(t *testing.T) {
	line := []vg.Point{{X: 0}, {X: 10}, {X: 10, Y: 10}}
	var lengths []float64
	for _, part := range dashes(line, []vg.Length{4, 2}, 1) {
		var l vg.Length
		for i := 1; i < len(part); i++ {
			l += distance(part[i-1], part[i])
		}
		lengths = append(lengths, math.Round(float64(l)*1e6)/1e6)
	}
	want := []float64{3, 4, 4, 3} // 0–3, 5–9, 11–15, 17–20
	if len(lengths) != len(want) {
		t.Fatalf("dashes of %v, want %v", lengths, want)
	}
	for i := range want {
		if lengths[i] != want[i] {
			t.Errorf("dashes of %v, want %v", lengths, want)
		}
	}
}

// TestPaletteFull checks that inks stay true when edges have used up the palette.
func TestPaletteFull(t *testing.T) {
	p := newPixels()
	defer p.release()
	for i := range 40 {
		p.SetColor(color.RGBA{R: uint8(6 * i), G: uint8(255 - 5*i), B: uint8(90 + i), A: 255})
		at := vg.Point{X: vg.Length(50 + 20*i), Y: 300}
		var disc vg.Path
		disc.Move(vg.Point{X: at.X + 30, Y: at.Y})
		disc.Arc(at, 30, 0, 2*math.Pi)
		p.Fill(disc)
	}
	last := p.now.color
	img := p.image()
	if len(img.Palette) > 256 {
		t.Fatalf("%d colours", len(img.Palette))
	}
	if got := img.At(int(830*p.scale), pixelHeight-int(300*p.scale)); got != last {
		t.Errorf("the last ink is %v, want %v", got, last)
	}
}

// TestWidthsAgree compares the widths of texts with those of the plotting library.
func TestWidthsAgree(t *testing.T) {
	for _, text := range []string{"$1.2T", "AVATAR To 11", "Müller – Ωmega", ""} {
		for _, s := range []style{titleStyle, footStyle} {
			f := font.DefaultCache.Lookup(s.descriptor(), s.size)
			if got, want := float64(s.width(text)), float64(f.Width(text)); math.Abs(got-want) > 1e-6 {
				t.Errorf("%q is %g wide, want %g", text, got, want)
			}
		}
	}
}
