package scenario

import (
	"fmt"
	"slices"
	"strings"

	"computegap/model/quantity"
)

// Reference returns the table of keys as Markdown: a section for every block, and in
// it a line for every key with what it takes, its default, its bounds and its meaning.
// Blocks with the same keys share a section, and so do the keys by which every block
// says where its figures come from.
func Reference() []byte {
	var b strings.Builder
	for _, s := range sections() {
		fmt.Fprintf(&b, "### %s\n\n", strings.Join(s.titles, ", "))
		if s.meaning != "" {
			fmt.Fprintf(&b, "%s\n\n", s.meaning)
		}
		fmt.Fprintf(&b, "| key | takes | default | bounds | meaning |\n|---|---|---|---|---|\n%s\n", s.rows)
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// section is one table of the reference.
type section struct {
	titles        []string
	meaning, rows string
}

// sections groups the keys by their block, in the order of the table.
func sections() []section {
	var parents []string
	rows := map[string]string{}
	for i := range table {
		k := &table[i]
		parent, name, _ := cutLast(k.Path)
		if name == "*" || isOrigin(k) {
			continue
		}
		if _, ok := rows[parent]; !ok {
			parents = append(parents, parent)
		}
		rows[parent] += k.row(name)
	}
	var list []section
	for _, parent := range parents {
		s := section{[]string{title(parent)}, meaningOf(parent), rows[parent]}
		i := slices.IndexFunc(list, func(o section) bool { return o.rows == s.rows })
		if i >= 0 {
			list[i].titles = append(list[i].titles, s.titles...)
			continue
		}
		list = append(list, s)
	}
	about := section{titles: []string{"Every stream, cost line, commitment, round, facility, and `funding`"},
		meaning: "What a block says of all its figures, in the file in which it says so."}
	for i := range originKeys {
		about.rows += originKeys[i].row(originKeys[i].Path)
	}
	return slices.Insert(list, len(list)-1, about)
}

// isOrigin reports whether a key is one of those by which every block says where its
// figures come from.
func isOrigin(k *Key) bool {
	return slices.ContainsFunc(originKeys, func(o Key) bool { return o.Meaning == k.Meaning && strings.HasSuffix(k.Path, "."+o.Path) })
}

// title names a block.
func title(parent string) string {
	switch parent {
	case "":
		return "The file"
	case anyQuantity:
		return "Every quantity"
	}
	return "`" + strings.ReplaceAll(parent, "*", "NAME") + "`"
}

// meaningOf is what the table says of a block.
func meaningOf(parent string) string {
	if parent == anyQuantity {
		return "A quantity is a text such as `$40B`, or a mapping with these keys, of which `value` or `dist` must be there."
	}
	k, _ := KeyAt(parent)
	return k.Meaning
}

// row is the line of a key in the reference.
func (k *Key) row(name string) string {
	cells := []string{"`" + name + "`", k.takes(), k.usually(), k.bounds(), k.remark()}
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "|", `\|`)
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// takes says what a key takes, with an example of quantities.
func (k *Key) takes() string {
	text := [...]string{
		Text: "text", YesNo: "`true` or `false`", Word: "", Month: "date", LastMonth: "date, to its end", Day: "day, month or year",
		Integer: "whole number", Name: "name", Block: "mapping", Named: "mapping from names", List: "list", Pair: "[path, path, number]",
	}
	example := " (`" + k.Quantity.Example() + "`)"
	var of string
	switch k.Kind {
	case Amount:
		of = strings.TrimPrefix(strings.TrimPrefix(k.Quantity.String(), "an "), "a ") + example
		if strings.HasPrefix(k.Path, anyQuantity) {
			of = "the quantity"
		}
		if k.Also {
			of += ", or " + strings.TrimPrefix(k.Second.String(), "a ") + " (`" + k.Second.Example() + "`)"
		}
	case Dated:
		of = "mapping from dates" + example
		if k.Grain == "year" {
			of = "mapping from years" + example
		}
	case Name:
		of = "name in `" + k.Refers + "`"
		if k.Refers == promises {
			of = "name in `commitments` or `funding.rounds`"
		}
	default:
		of = text[k.Kind]
	}
	var ways []string
	if of != "" {
		ways = append(ways, of)
	}
	if _, ok := KeyAt(k.Path + ".points"); ok && k.Kind == Amount {
		ways = append(ways, "a mapping with `points`")
	}
	for _, w := range k.Words {
		ways = append(ways, "`"+w+"`")
	}
	return oneOf(ways)
}

// usually says what stands in for a key that is absent.
func (k *Key) usually() string {
	switch {
	case k.Default != "":
		return "`" + k.Default + "`"
	case k.Required:
		return "required"
	case len(k.Unless) > 0:
		return "required unless " + oneOf(conditions(k.Unless))
	}
	return ""
}

// bounds says between which values a key lies.
func (k *Key) bounds() string {
	switch {
	case strings.HasPrefix(k.Path, anyQuantity):
		return ""
	case (k.Kind == Amount || k.Kind == Dated) && k.Hi >= quantity.Limit:
		return quantity.Format(k.Quantity, k.Lo) + " or more"
	case (k.Kind == Amount || k.Kind == Dated) && k.Open:
		return "above " + quantity.Format(k.Quantity, k.Lo) + ", to " + quantity.Format(k.Quantity, k.Hi)
	case k.Kind == Amount || k.Kind == Dated:
		return quantity.Format(k.Quantity, k.Lo) + " to " + quantity.Format(k.Quantity, k.Hi)
	case k.Kind == Integer && k.Hi < 1<<53:
		return fmt.Sprintf("%.0f to %.0f", k.Lo, k.Hi)
	case k.Kind == Integer:
		return fmt.Sprintf("%.0f to %.4g", k.Lo, k.Hi)
	case k.Kind == Pair:
		return "-1 to 1"
	}
	return ""
}

// remark is the meaning of a key and what it goes with.
func (k *Key) remark() string {
	text := k.Meaning
	if len(k.Only) > 0 {
		text += " Only with " + joined(conditions(k.Only), "and") + "."
	}
	if len(k.Excludes) > 0 {
		text += " Not beside " + oneOf(conditions(k.Excludes)) + "."
	}
	if (k.Kind == Amount || k.Kind == Dated) && !k.Dist && !strings.HasPrefix(k.Path, anyQuantity) {
		text += " Not a distribution."
	}
	return text
}

// conditions writes conditions for a reader.
func conditions(texts []string) []string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = "`" + strings.NewReplacer("=", ": ", "|", "`, `").Replace(text) + "`"
	}
	return list
}
