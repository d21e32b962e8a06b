package scenario

import (
	"fmt"
	"regexp"
	"strings"

	"computegap/model/dist"
	"computegap/model/quantity"
)

var (
	called = regexp.MustCompile(`^[A-Za-z]+ ?\(`)
	spread = regexp.MustCompile(` to `)
)

// expression reports whether a text is meant as a distribution.
func expression(text string) bool {
	return called.MatchString(text) || spread.MatchString(text)
}

// law is a distribution that expressions can name.
type law struct {
	name      string
	arguments []string // as they are shown to the user
	pure      int      // this argument, counted from 1, is a pure number; 0: none
	build     func(x []float64) (dist.Dist, error)
}

var laws = []law{
	{"normal", []string{"mean", "sd"}, 0, func(x []float64) (dist.Dist, error) { return dist.Normal(x[0], x[1]) }},
	{"lognormal", []string{"median", "sigma"}, 2, func(x []float64) (dist.Dist, error) { return dist.Lognormal(x[0], x[1]) }},
	{"uniform", []string{"low", "high"}, 0, func(x []float64) (dist.Dist, error) { return dist.Uniform(x[0], x[1]) }},
	{"triangular", []string{"low", "mode", "high"}, 0, func(x []float64) (dist.Dist, error) { return dist.Triangular(x[0], x[1], x[2]) }},
	{"pert", []string{"low", "mode", "high"}, 0, func(x []float64) (dist.Dist, error) { return dist.PERT(x[0], x[1], x[2]) }},
	{"beta", []string{"a", "b"}, 0, func(x []float64) (dist.Dist, error) { return dist.Beta(x[0], x[1]) }},
}

// usage shows how a law is written.
func (l law) usage() string { return l.name + "(" + strings.Join(l.arguments, "; ") + ")" }

// lawNames lists what an expression may begin with.
func lawNames() []string {
	names := []string{"discrete", "truncated"}
	for _, l := range laws {
		names = append(names, l.name)
	}
	return sorted(names)
}

// refusal is an error with a hint, in the form of package quantity.
func refusal(hint, format string, args ...any) error {
	return &quantity.Error{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// parseDist reads a distribution of a key, in the key's unit:
//
//	30% to 60%                                    a 90% interval
//	normal(mean; sd)  lognormal(median; sigma)
//	uniform(low; high)  triangular(low; mode; high)  pert(low; mode; high)
//	beta(a; b)                                    of pure numbers, rates and shares only
//	discrete($10B 60%; $50B 40%)
//	truncated(DISTRIBUTION; low; high)
//
// Arguments are separated by semicolons or commas. The bounds of the key are not
// applied, but an interval may not end on them.
func parseDist(text string, k *Key) (dist.Dist, error) { return parseLaw(text, k, 0) }

// parseLaw is parseDist inside depth other expressions.
func parseLaw(text string, k *Key, depth int) (dist.Dist, error) {
	const deepest = 8
	text = strings.TrimSpace(text)
	name, inner, found := strings.Cut(text, "(")
	switch {
	case depth > deepest:
		return nil, refusal("", "%s is nested too deeply", quote(text))
	case !found && spread.MatchString(text):
		return interval(text, k)
	case !found:
		return nil, refusal("write an interval, such as 30% to 60%, or triangular(low; mode; high)", "%s is not a distribution", quote(text))
	case unclosed(text):
		return nil, refusal(`YAML cuts at commas within { } and [ ]: separate with semicolons, or quote the whole: "`+name+`(…)"`, "%s has an unclosed bracket", quote(text))
	case !strings.HasSuffix(inner, ")"):
		return nil, refusal("end with the closing bracket", "%s goes on after its closing bracket", quote(text))
	}
	name = strings.ToLower(strings.TrimSpace(name))
	args := arguments(strings.TrimSuffix(inner, ")"))
	switch name {
	case "discrete":
		return discrete(args, k)
	case "truncated":
		return truncated(args, k, depth)
	}
	for _, l := range laws {
		if l.name == name {
			return l.parse(args, k)
		}
	}
	return nil, refusal(meant(name, lawNames()), "there is no distribution %s", quote(name))
}

// arguments splits at semicolons outside brackets, or at commas where there are no
// semicolons.
func arguments(text string) []string {
	for _, separator := range ";," {
		var args []string
		depth, from := 0, 0
		for i, r := range text {
			switch {
			case r == '(':
				depth++
			case r == ')':
				depth--
			case r == separator && depth == 0:
				args = append(args, strings.TrimSpace(text[from:i]))
				from = i + 1
			}
		}
		if from > 0 {
			return append(args, strings.TrimSpace(text[from:]))
		}
	}
	return []string{strings.TrimSpace(text)}
}

// interval reads "30% to 60%".
func interval(text string, k *Key) (dist.Dist, error) {
	ends := spread.Split(text, -1)
	if len(ends) != 2 {
		return nil, refusal("write it as LOW to HIGH", "%s is not an interval", quote(text))
	}
	var x [2]float64
	for i, end := range ends {
		v, err := k.parse(end)
		if err != nil {
			return nil, err
		}
		if message := k.outside(v); message != "" {
			return nil, refusal("", "%s %s", quote(end), message)
		}
		if v == k.Lo || v == k.Hi {
			return nil, refusal("5% lie beyond either end: choose an end within the bounds, or write uniform("+ends[0]+"; "+ends[1]+")",
				"the end %s of a 90%% interval lies on a bound of what is possible", quote(end))
		}
		x[i] = v
	}
	if x[0] >= x[1] {
		return nil, refusal("write the lower end first: LOW to HIGH", "the low end of the interval must be below its high end")
	}
	d, err := dist.Interval(x[0], x[1], k.Unit)
	if err != nil {
		return nil, refusal("choose ends that are nearer to each other", "the ends of the interval are too far apart")
	}
	return d, nil
}

// parse reads the arguments of a law and builds it.
func (l law) parse(args []string, k *Key) (dist.Dist, error) {
	if l.name == "beta" && k.Quantity != quantity.Fraction && k.Quantity != quantity.Factor && k.Quantity != quantity.Rate {
		return nil, refusal("write pert(low; mode; high)", "beta lies between 0 and 1 and cannot be %s", k.Quantity)
	}
	if len(args) != len(l.arguments) {
		return nil, refusal("write "+l.usage(), "%s takes %d arguments, not %d", l.name, len(l.arguments), len(args))
	}
	x := make([]float64, len(args))
	for i, arg := range args {
		own := k
		if l.name == "beta" || l.pure == i+1 {
			own = &Key{Quantity: quantity.Factor}
		}
		v, err := own.parse(arg)
		if err != nil {
			return nil, within(l.usage(), l.arguments[i], err)
		}
		x[i] = v
	}
	d, err := l.build(x)
	return d, shown(err, l.usage())
}

// shown gives the error of a law that has no hint the way the law is written.
func shown(err error, usage string) error {
	if err == nil {
		return nil
	}
	message, hint := explain(err)
	if hint == "" {
		hint = "write " + usage
	}
	return refusal(hint, "%s", message)
}

// within says of which argument an error speaks.
func within(usage, argument string, err error) error {
	message, hint := explain(err)
	return refusal(hint, "%s of %s: %s", argument, usage, message)
}

// discrete reads values, each with its probability.
func discrete(args []string, k *Key) (dist.Dist, error) {
	const most = 1000
	usage := fmt.Sprintf("discrete(%s 60%%; VALUE 40%%)", k.Quantity.Example())
	if len(args) > most {
		return nil, refusal("", "discrete takes at most %d values, not %d", most, len(args))
	}
	var values, weights []float64
	for _, arg := range args {
		cut := strings.LastIndexAny(arg, " \t")
		if cut < 0 {
			return nil, refusal("write "+usage, "%s is not a value with its probability", quote(arg))
		}
		v, err := k.parse(arg[:cut])
		if err != nil {
			return nil, within(usage, "a value", err)
		}
		w, err := quantity.Parse(quantity.Fraction, arg[cut+1:])
		if err != nil {
			return nil, within(usage, "a probability", err)
		}
		values, weights = append(values, v), append(weights, w)
	}
	x, err := dist.Discrete(values, weights)
	return x, shown(err, usage)
}

// truncated reads a distribution and the bounds to cut it to.
func truncated(args []string, k *Key, depth int) (dist.Dist, error) {
	const usage = "truncated(DISTRIBUTION; low; high)"
	if len(args) != 3 {
		return nil, refusal("write "+usage, "truncated takes 3 arguments, not %d", len(args))
	}
	d, err := parseLaw(args[0], k, depth+1)
	if err != nil {
		return nil, err
	}
	var x [2]float64
	for i, arg := range args[1:] {
		if x[i], err = k.parse(arg); err != nil {
			return nil, within(usage, [...]string{"low", "high"}[i], err)
		}
	}
	t, err := dist.Truncated(d, x[0], x[1])
	return t, shown(err, usage)
}
