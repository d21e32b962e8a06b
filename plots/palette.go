package plots

import "image/color"

// rgb makes an opaque colour from a number such as 0x0072B2.
func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// The inks of the page. Every one that writes text has a contrast of at least 4.5:1
// with the paper.
var (
	paper    = rgb(0xFFFFFF)
	black    = rgb(0x000000)
	ink      = rgb(0x1F2328) // titles, values
	muted    = rgb(0x57606A) // subtitle, ticks, footer
	rule     = rgb(0x8C959F) // axis lines and leaders
	hairline = rgb(0xE4E7EB) // grid
)

// The colours of Okabe and Ito, "Color Universal Design" (2008), which readers of
// every colour vision tell apart.
var (
	blue       = rgb(0x0072B2)
	orange     = rgb(0xE69F00)
	green      = rgb(0x009E73)
	vermillion = rgb(0xD55E00)
	sky        = rgb(0x56B4E9)
	purple     = rgb(0xCC79A7)
	yellow     = rgb(0xF0E442)
	grey       = rgb(0xA5ACB3) // what has no colour of its own
	silver     = rgb(0xCBD1D7) // other costs
	pale       = rgb(0xE9ECEF) // the unnamed rest
)

// The same hues dark enough for text.
var (
	blueInk       = rgb(0x005A8E)
	vermillionInk = rgb(0xA94A00)
)

// series is the order in which bands take colours: neighbours differ in lightness,
// so that a copy without colour still shows their border.
var series = []color.RGBA{blue, orange, vermillion, sky, green, yellow, purple}

// tint mixes c with paper; share is the part of c, in [0, 1].
func tint(c color.RGBA, share float64) color.RGBA { return mix(paper, c, share) }

// mix returns a + share·(b − a), channel by channel; share is in [0, 1].
func mix(a, b color.RGBA, share float64) color.RGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + share*(float64(y)-float64(x)) + 0.5) }
	return color.RGBA{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B), A: 0xff}
}
