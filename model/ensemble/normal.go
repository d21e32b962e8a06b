package ensemble

import (
	"math"
	"math/bits"

	"gonum.org/v1/gonum/stat/distuv"

	"computegap/model/internal/vec"
)

// normalQuantile returns Φ⁻¹(u) for u in (0, 1). Source: Wichura (1988), algorithm AS
// 241, doi:10.2307/2347330, by way of gonum.
func normalQuantile(u float64) float64 { return distuv.UnitNormal.Quantile(u) }

// normalCDF returns Φ(z), kept within 2⁻⁵³ … 1 − 2⁻⁵³ so that it stays in (0, 1).
func normalCDF(z float64) float64 {
	const least = 1.0 / (1 << 53)
	return max(least, min(1-least, 0.5*math.Erfc(-z/math.Sqrt2)))
}

// layers is the number of layers of the ziggurat, the bottom one included.
const layers = 512

// tailStart is where the bottom layer's rectangle ends and the tail begins.
// layerArea is the area of each layer under e^(−x²/2). TestZiggurat closes the layers.
const (
	tailStart = 3.8520461503683912
	layerArea = 0.0024567663515413557
)

// ziggurat covers the right half of e^(−x²/2) by layers of equal area.
type ziggurat struct {
	edge   [layers + 1]float64 // the right end of a layer; edge[0] is what the bottom's area asks for
	height [layers + 1]float64 // e^(−x²/2) at edge, but 0 below the bottom
	draws  vec.Layers          // scale: edge in units of 2⁻⁵², then its negative; inside: a 52-bit number below it is under the curve for certain
}

var layersOfNormal = newZiggurat()

// newZiggurat works the layers out, from the bottom up.
func newZiggurat() *ziggurat {
	z := new(ziggurat)
	density := func(x float64) float64 { return math.Exp(-x * x / 2) }
	z.edge[0], z.edge[1] = layerArea/density(tailStart), tailStart
	z.height[1] = density(tailStart)
	for i := 2; i < layers; i++ {
		z.height[i] = z.height[i-1] + layerArea/z.edge[i-1]
		z.edge[i] = math.Sqrt(-2 * math.Log(z.height[i]))
	}
	z.height[layers] = 1
	for i := range layers {
		z.draws[i].Scale = z.edge[i] / (1 << 52)
		z.draws[layers+i].Scale = -z.draws[i].Scale
		z.draws[i].Inside = uint64(z.edge[i+1] / z.edge[i] * (1 << 52))
		z.draws[layers+i].Inside = z.draws[i].Inside
	}
	return z
}

// normals fills dst with independent standard normal numbers that are a pure function of
// the key: dst[i] does not depend on how long dst is.
//
// Source: the ziggurat of Marsaglia & Tsang (2000), doi:10.18637/jss.v005.i08. A layer,
// a sign and a place in the layer come from separate bits of one number (Doornik 2005,
// An Improved Ziggurat Method to Generate Normal Random Samples, found them tied in the
// original), and the place has 52 bits. More than 99% of the numbers need no more.
func normals(dst []float64, key uint64) {
	g := vec.NewGenerator(key)
	for i := range dst {
		dst[i] = layersOfNormal.finish(&g, g.Next())
	}
}

// normalRow writes the next number of every generator, as [normals] does of one.
func normalRow(dst []float64, from *vec.Generators) {
	over := from.Draw(dst, &layersOfNormal.draws)
	for ; over != 0; over &= over - 1 {
		p := bits.TrailingZeros64(over)
		g := from.At(p)
		dst[p] = layersOfNormal.finish(&g, math.Float64bits(dst[p]))
		from.Set(p, g)
	}
}

// finish returns the normal number that begins with 64 random bits.
func (z *ziggurat) finish(g *vec.Generator, h uint64) float64 {
	entry, place := vec.Split(h) // bit 9 is the sign
	x := float64(int64(place)) * z.draws[entry].Scale
	if place < z.draws[entry].Inside {
		return x
	}
	return math.Copysign(z.edgeCase(g, entry%layers, math.Abs(x)), x)
}

// edgeCase returns what becomes of x, drawn in a layer, where it may lie above the curve.
func (z *ziggurat) edgeCase(g *vec.Generator, layer int, x float64) float64 {
	for {
		if layer == 0 && x >= tailStart {
			return tail(g)
		}
		low, high := z.height[layer], z.height[layer+1]
		if x < z.edge[layer+1] || low+open(g.Next())*(high-low) < vec.Exp1(-x*x/2) {
			return x
		}
		h := g.Next()
		layer = int(h & (layers - 1))
		x = float64(h>>12) * z.draws[layer].Scale
	}
}

// tail returns a normal number given that it exceeds tailStart. Source: Marsaglia (1964),
// doi:10.1080/00401706.1964.10490150.
func tail(g *vec.Generator) float64 {
	for {
		x := -math.Log(open(g.Next())) / tailStart
		if y := -math.Log(open(g.Next())); 2*y > x*x {
			return tailStart + x
		}
	}
}
