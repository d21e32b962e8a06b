// Package plots draws results as charts, for the page (PNG) and for print (SVG, PDF).
//
// A [Chart] is made from a [model.Projection], or from numbers that another
// experiment has found, by the function that bears its name: [FundingGap],
// [Commitments], [RevenueCompute], [CashBridge], [Capacity], [Tornado] and [Table], for
// the terms of promises [WhoPaysWhom], [FirmnessLadder], [CommitmentsByFirmness],
// [Flexibility] and [IdleCapacity], and from an [ensemble.Result], [Fan],
// [ShortProbability], [PeakDistribution] and [FirstShortDistribution]. Making a chart
// reads the data and finds the sentence for its title; [Chart.Encode] lays it out and
// draws it. [Of] makes the charts that any projection can give, and [OfEnsemble] those of
// an ensemble.
//
// All charts share one theme. The page is 1200 × 675 points: a title that states
// the finding, a subtitle with what is shown and in which unit, the chart, and a
// footer with the scenario, its date and its sources. Text is Liberation Sans,
// drawn as outlines in every format, so that no reader needs the font. Colours are
// those of Okabe and Ito (2008), told apart without colour by lightness, by
// hatching and by a label beside each mark.
//
// The layers, from the lowest: canvases (pixels.go, stroke.go, outline.go), the page
// (frame.go, text.go), axes and their numbers (axis.go, format.go, time.go), labels
// that do not overlap (labels.go), colours (palette.go), and one file a chart.
//
// The same input gives the same bytes on every run: no chart holds a date of its making.
package plots
