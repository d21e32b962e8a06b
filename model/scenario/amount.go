package scenario

import (
	"errors"
	"slices"
	"strings"

	"computegap/model"
	"computegap/model/dist"
	"computegap/model/quantity"
)

// origin is what a block says about where its figures come from.
//
// Note: what a file says of a block does not hold for figures that a file extending
// it, or a setting, put in their place: those would be given a source that does not
// say them.
type origin struct{ source, status, asOf, note said }

// said is a text with the node that says it; the node is nil when nothing does.
type said struct {
	text string
	by   *node
}

// or returns the inner of two sayings.
func (s said) or(outer said) said {
	if s.by != nil {
		return s
	}
	return outer
}

// of returns what is said, if it holds for a figure.
func (s said) of(figure *node) said {
	if s.by != nil && s.by.from.order > figure.from.order {
		return said{}
	}
	return s
}

// within returns the origin of figures in a block, given that of the blocks above.
func (o origin) within(b *block) origin {
	inner := b.says()
	return origin{inner.source.or(o.source), inner.status.or(o.status), inner.asOf.or(o.asOf), inner.note.or(o.note)}
}

// says reads the keys of a block that say where figures come from, if it has them.
func (b *block) says() (o origin) {
	if b.k.named("value") == nil && (b.k.named("source") == nil || b.k.named("as_of") == nil) {
		return o
	}
	o.source = said{b.name("source"), b.n.child("source")}
	o.status = said{b.word("status"), b.n.child("status")}
	o.asOf = said{b.day("as_of"), b.n.child("as_of")}
	o.note = said{b.text("note"), b.n.child("note")}
	return o
}

// amount reads a quantity, or its default. The result is absent when the scenario has
// none, or none that can be read.
func (b *block) amount(name string) model.Quantity {
	n, k, path := b.entry(name, Amount)
	if n != nil {
		return b.d.amount(n, k, path, b.origin)
	}
	if k.key.Default == "" || b.n.pair(name) != nil || !k.applies(b.k, b.n) {
		return model.Quantity{}
	}
	q := k.key.quantity(path)
	q.Value = k.fallback
	q.Origin = model.Origin{Text: k.key.Default, Status: "assumed"}
	return b.d.register(q)
}

// quantity is a quantity of the key without a value.
func (k *Key) quantity(path string) model.Quantity {
	return model.Quantity{Path: path, Unit: k.Quantity.Unit(), Lo: k.least(), Hi: k.Hi, Aside: k.Aside}
}

// least is the smallest value that the key takes: its bound, or a hair above one that
// is excluded.
func (k *Key) least() float64 {
	if k.Open {
		return k.Lo + 1e-9
	}
	return k.Lo
}

// input is what correlations need to know of a quantity.
type input struct {
	path                 string
	certain, zero, aside bool
}

// register keeps a quantity for correlations to find.
func (d *decoder) register(q model.Quantity) model.Quantity {
	d.inputs = append(d.inputs, input{q.Path, q.Dist == nil, q.Dist == nil && q.Value == 0, q.Aside})
	return q
}

// amount reads a quantity from a scalar or from a mapping {value, dist, …}.
func (d *decoder) amount(n *node, k *branch, path string, above origin) model.Quantity {
	value, law := n, (*node)(nil)
	own := above
	switch {
	case n.shape == mapping:
		b := d.block(n, n, k.parts, path, above)
		value, law = b.n.child("value"), b.n.child("dist")
		if value == nil && law == nil {
			d.fault(n, path, "give value: "+k.key.form(), "has neither a value nor a distribution")
		}
		own = b.origin
	case n.shape == sequence:
		d.scalar(n, k, path)
		return model.Quantity{}
	case expression(n.text):
		value, law = nil, n
	}
	key := k.key.meant(value, law)
	q := key.quantity(path)
	q.Stated = true
	ok := value != nil || law != nil
	if value != nil {
		ok = d.value(value, key, path, &q) && ok
	}
	if law != nil {
		ok = d.law(law, key, path, &q, value == nil) && ok
	}
	if !ok {
		return model.Quantity{}
	}
	figure := value
	if value == nil {
		figure = law
	}
	d.origin(&q.Origin, figure, law, own, path)
	return d.register(q)
}

// meant returns the key as one of the kind that is written, where it takes two: money
// has a currency sign.
func (k *Key) meant(value, law *node) *Key {
	holds := func(n *node) bool {
		return n != nil && (strings.Contains(n.text, "$") || strings.Contains(strings.ToUpper(n.text), "USD"))
	}
	if !k.Also || !holds(value) && !holds(law) {
		return k
	}
	second := *k
	second.Quantity, second.Also, second.Hi = k.Second, false, most
	return &second
}

// form is how a quantity of the key is written, in each of the kinds that it takes.
func (k *Key) form() string {
	if k.Also {
		return k.Quantity.Example() + " or " + k.Second.Example()
	}
	return k.Quantity.Example()
}

// parse reads a number of the key in its kind. Where the key takes another kind as well, the
// hint shows both.
func (k *Key) parse(text string) (float64, error) {
	v, err := quantity.Parse(k.Quantity, text)
	if err == nil || !k.Also {
		return v, err
	}
	message, hint := explain(err)
	return 0, refusal(hint+", or "+k.Second.String()+", such as "+k.Second.Example(), "%s", message)
}

// value reads the central value of a quantity.
func (d *decoder) value(n *node, k *Key, path string, q *model.Quantity) bool {
	if n.shape != scalar {
		d.fault(n, path, "write it as "+k.form(), "%s where %s is wanted", n.what(), k.wanted())
		return false
	}
	if expression(n.text) {
		d.fault(n, path, "a distribution stands under dist, or alone", "%s is not a single value", quote(n.text))
		return false
	}
	v, err := recall(d.memo, n, func() (float64, error) { return k.parse(n.text) })
	if err != nil {
		message, hint := explain(err)
		if len(k.Words) > 0 {
			hint = "write " + oneOf(append(slices.Clone(k.Words), k.Quantity.Example()))
		}
		d.fault(n, path, hint, "%s", message)
		return false
	}
	if message := k.outside(v); message != "" {
		d.fault(n, path, k.asPercent(n.text, v), "%s %s", quote(n.text), message)
		return false
	}
	d.checkFraction(n, k, path, v)
	q.Value, q.Origin.Text = v, n.text
	return true
}

// outside says how a value breaks the bounds of its key, "" if it does not.
func (k *Key) outside(v float64) string {
	switch {
	case k.Open && v <= k.Lo:
		return "must be above " + quantity.Format(k.Quantity, k.Lo)
	case v < k.least():
		return "is below the least, " + quantity.Format(k.Quantity, k.Lo)
	case v > k.Hi:
		return "is above the most, " + quantity.Format(k.Quantity, k.Hi)
	}
	return ""
}

// bounded is a distribution within the bounds of its key.
type bounded struct {
	law         dist.Dist
	median, cut float64 // cut is the share of it that lay outside
}

// parseBounded reads a distribution and truncates it to the bounds of its key.
func parseBounded(text string, k *Key) (x bounded, err error) {
	whole, err := parseDist(text, k)
	if err != nil {
		return x, err
	}
	if x.law, err = dist.Truncated(whole, k.least(), k.Hi); err != nil {
		return x, err
	}
	x.median, x.cut = x.law.Quantile(0.5), dist.Cut(whole, k.least(), k.Hi)
	return x, nil
}

// law reads the distribution of a quantity; alone says that its median is the central
// value.
func (d *decoder) law(n *node, k *Key, path string, q *model.Quantity, alone bool) bool {
	switch {
	case n.shape != scalar:
		d.fault(n, path, "write it as 30% to 60%, or triangular(a; mode; b)", "%s where a distribution is wanted", n.what())
		return false
	case !k.Dist:
		d.fault(n, path, "write it as "+k.form(), "cannot be a distribution")
		return false
	}
	x, err := recall(d.memo, n, func() (bounded, error) { return parseBounded(n.text, k) })
	if err != nil {
		d.refuse(n, path, err)
		return false
	}
	q.Dist = x.law
	d.checkFraction(n, k, path, x.median)
	if x.cut > 0.01 {
		d.warn(path, "%.3g%% of the distribution %s lies outside %s to %s and is cut away: narrow it, or write truncated(…) if that is meant", 100*x.cut, harmless(n.text),
			quantity.Format(k.Quantity, k.Lo), quantity.Format(k.Quantity, k.Hi))
	}
	q.Origin.Distribution = n.text
	if alone {
		q.Value, q.Origin.Text = x.median, n.text
	}
	return true
}

// origin says where a figure comes from: what it says itself, else its block, else
// its source.
func (d *decoder) origin(o *model.Origin, figure, law *node, own origin, path string) {
	o.Place = figure.from.place(figure.line, figure.column)
	if figure.from.setting || law != nil && law.from.setting {
		o.Source, o.Status = "command line", "assumed"
		return
	}
	status := own.status.of(figure)
	o.Source, o.Status = own.source.of(figure).text, status.text
	o.AsOf, o.Note = own.asOf.of(figure).text, own.note.of(figure).text
	switch published := o.Status == "announced" || o.Status == "reported"; {
	case o.Status == "":
		o.Status = d.sources[o.Source].Status
	case published && o.Source == "" && own.source.of(figure).by == nil && !d.told[status.by]:
		d.told[status.by] = true
		d.warn(path, "is %s, but no source is named: name one with source, or write status: assumed", o.Status)
	}
	if o.Status == "" {
		o.Status = "assumed"
		if o.Source != "" {
			o.Status = "announced"
		}
	}
}

// explain returns the two parts of what another package refuses.
func explain(err error) (message, hint string) {
	var q *quantity.Error
	var u *dist.Error
	switch {
	case errors.As(err, &q):
		return q.Message, q.Hint
	case errors.As(err, &u):
		return u.Message, u.Hint
	}
	return err.Error(), ""
}

// dated reads a mapping from dates to quantities, in the order of time.
func (b *block) dated(name string) (list []model.Dated) {
	n, k, path := b.entry(name, Dated)
	if n == nil {
		return nil
	}
	switch {
	case n.shape == mapping && len(n.pairs) == 0:
		b.d.fault(n, path, "give at least one, such as "+k.key.example(), "holds no dates")
		return nil
	case n.shape != mapping:
		b.d.fault(n, path, "write it as "+k.key.example(), "%s where a mapping from dates is wanted", n.what())
		return nil
	}
	points := map[int]string{} // by the month that a point falls on
	for _, p := range n.pairs {
		at := join(path, p.key.text)
		span, err := recall(b.d.memo, p.key, func() (quantity.Span, error) { return quantity.ParseDate(p.key.text) })
		switch {
		case err != nil:
			b.d.refuse(p.key, at, err)
			continue
		case k.key.Grain == "month" && points[int(span.First)] != "":
			b.d.fault(p.key, at, "keep one of them", "means the beginning of %s, as %s does", span.First, quote(points[int(span.First)]))
			continue
		case k.key.Grain == "year" && span.Months() != 12:
			b.d.fault(p.key, at, "write a year, such as 2026", "%s is not a calendar year", quote(p.key.text))
			continue
		case p.value.null():
			b.d.fault(p.key, at, "give it a value, or remove it", "has no value")
			continue
		}
		if k.key.Grain == "month" {
			points[int(span.First)], span.Last = p.key.text, span.First
		}
		if q := b.d.amount(p.value, k.any, at, b.origin); q.Present() {
			list = append(list, model.Dated{First: int(span.First), Last: int(span.Last), Quantity: q})
		}
	}
	slices.SortStableFunc(list, func(x, y model.Dated) int { return x.First - y.First })
	return list
}
