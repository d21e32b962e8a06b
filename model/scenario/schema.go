package scenario

import (
	"encoding/json"
	"math"
	"slices"

	"computegap/model/quantity"
)

// object is a JSON object under construction; its keys are printed in order of the
// alphabet.
type object map[string]any

// datePattern is what dates look like.
const (
	datePattern = `^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$`
	dayPattern  = `^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-Q[1-4])?$`
	lawPattern  = ` to |^[A-Za-z]+ ?\(`
)

// amountPatterns tell texts of each kind from those of the others; package quantity
// is stricter. Kinds without one may be plain numbers.
var amountPatterns = map[quantity.Kind]string{
	quantity.Money:    `[$]|[Uu][Ss][Dd]`,
	quantity.RunRate:  `([$]|[Uu][Ss][Dd]).*(/| per )`,
	quantity.Duration: `^[-−]?[0-9.eE+]+ *([A-Za-z]+)$|^0$`,
	quantity.Power:    `[0-9] *([TGMk]W|[A-Za-z]+[Ww]atts?)$`,
	quantity.Price:    `([$]|[Uu][Ss][Dd]).*(/| per )[GM]W`,
	quantity.Yield:    `([$]|[Uu][Ss][Dd]).*(/| per )[GM]W`,
}

// Schema returns a JSON Schema (draft 7) of scenario files, made from the table of
// keys, for editors that complete and mark YAML by it. It says of every key its kind,
// words, default and meaning. A null, which removes what is inherited, is allowed for
// every key; keys that are required are demanded only of files that extend none.
func Schema() []byte {
	root := tree.schema()
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = "Scenario"
	root["definitions"] = definitions()
	root["if"] = object{"required": []string{"extends"}}
	root["then"] = object{}
	root["else"] = tree.demands()
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(text, '\n')
}

// definitions describes every kind of quantity, certain and uncertain.
func definitions() object {
	defs := object{}
	for _, kind := range quantity.Kinds() {
		for _, uncertain := range []bool{false, true} {
			defs[definition(kind, uncertain)] = quantitySchema(kind, uncertain)
		}
	}
	return defs
}

// definition names the schema of a kind of quantity.
func definition(kind quantity.Kind, uncertain bool) string {
	names := [...]string{"money", "run-rate", "rate", "fraction", "factor", "duration", "power", "price", "yield"}
	if uncertain {
		return "uncertain-" + names[kind]
	}
	return names[kind]
}

// quantitySchema describes a quantity: a text, a number where no unit is wanted, or a
// mapping.
func quantitySchema(kind quantity.Kind, uncertain bool) object {
	text := object{"type": "string", "examples": []string{kind.Example()}}
	if pattern := amountPatterns[kind]; pattern != "" && uncertain {
		text["pattern"] = pattern + "|" + lawPattern
	} else if pattern != "" {
		text["pattern"] = pattern
	}
	forms := []any{text}
	if amountPatterns[kind] == "" {
		forms = append(forms, object{"type": "number"})
	}
	if kind == quantity.Duration {
		forms = append(forms, object{"const": 0})
	}
	parts := object{}
	for _, k := range partKeys {
		parts[k.Path[len(anyQuantity)+1:]] = (&branch{key: &k}).schema()
	}
	parts["value"] = object{"description": parts["value"].(object)["description"], "type": []string{"string", "number"}}
	return object{"anyOf": append(forms, object{"type": "object", "properties": parts, "additionalProperties": false})}
}

// schema describes what a key takes.
func (b *branch) schema() object {
	k := b.key
	s := object{}
	switch k.Kind {
	case Text, Name:
		s = object{"type": []string{"string", "number", "boolean", "null"}}
	case YesNo:
		s = object{"enum": []any{true, false, "yes", "no", nil}}
	case Word:
		s = object{"enum": append(anys(k.Words), nil)}
	case Month, LastMonth:
		s = object{"type": []string{"string", "integer", "null"}, "pattern": datePattern, "examples": []string{k.example()}}
	case Day:
		s = object{"type": []string{"string", "integer", "null"}, "pattern": dayPattern, "examples": []string{k.example()}}
	case Integer:
		s = object{"anyOf": append([]any{object{"type": []string{"integer", "null"}, "minimum": k.Lo, "maximum": math.Min(k.Hi, 1e18)}}, words(k)...)}
	case Amount:
		s = b.amountSchema()
	case Pair:
		s = object{"type": "array", "minItems": 3, "maxItems": 3, "items": []any{
			object{"type": "string"}, object{"type": "string"}, object{"type": []string{"number", "string"}, "exclusiveMinimum": k.Lo, "exclusiveMaximum": k.Hi}}}
	case List:
		s = object{"type": []string{"array", "null"}, "items": b.any.schema()}
	case Dated:
		s = object{"type": []string{"object", "null"}, "additionalProperties": false, "patternProperties": object{datePattern: b.any.schema()}}
	case Named:
		s = object{"type": []string{"object", "null"}, "propertyNames": object{"pattern": identifier.String()}, "additionalProperties": b.any.schema()}
	case Block:
		s = b.blockSchema()
	}
	if k.Meaning != "" {
		s["description"] = k.Meaning
	}
	switch {
	case k.Kind == Integer && k.Default != "":
		s["default"] = json.Number(k.Default)
	case k.Default != "" && k.Kind != YesNo:
		s["default"] = k.Default
	}
	return s
}

// words are the schemas of the words that may stand for a value.
func words(k *Key) []any {
	if len(k.Words) == 0 {
		return nil
	}
	return []any{object{"enum": k.Words}}
}

func anys(words []string) (list []any) {
	for _, w := range words {
		list = append(list, w)
	}
	return list
}

// amountSchema describes a quantity, and the words and mappings that may stand in its
// place.
func (b *branch) amountSchema() object {
	forms := []any{object{"$ref": "#/definitions/" + definition(b.key.Quantity, b.key.Dist)}, object{"type": "null"}}
	if b.key.Also {
		forms = append(forms, object{"$ref": "#/definitions/" + definition(b.key.Second, b.key.Dist)})
	}
	forms = append(forms, words(b.key)...)
	for _, c := range b.children {
		if c.key.Kind == Dated {
			forms = append(forms, object{"type": "object", "properties": object{c.name: c.schema()}, "additionalProperties": false, "required": []string{c.name}})
		}
	}
	return object{"anyOf": forms}
}

// blockSchema describes a block: its keys and, by its selector, which of them may and
// must stand.
func (b *branch) blockSchema() object {
	properties := object{}
	for _, c := range b.children {
		properties[c.name] = c.schema()
	}
	s := object{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
	if b.key.Selector == "" {
		return s
	}
	selector := b.named(b.key.Selector)
	var cases []any
	for _, word := range selector.key.Words {
		is := object{"type": "object", "properties": object{selector.name: object{"const": word}}, "required": []string{selector.name}}
		cases = append(cases, object{"if": is, "then": b.selected(word)})
	}
	s["allOf"] = cases
	if b.key.Bare {
		delete(s, "type")
		return object{"anyOf": []any{selector.schema(), object{"type": "object"}}, "properties": properties, "additionalProperties": false, "allOf": cases}
	}
	s["required"] = []string{selector.name}
	return s
}

// selected says which keys a block must and must not have for a value of its selector.
func (b *branch) selected(word string) object {
	never, must := object{}, []string{}
	for _, c := range b.children {
		for _, cond := range c.only {
			switch {
			case !slices.Contains(cond.values, word):
				never[c.name] = false
			case c.key.Required:
				must = append(must, c.name)
			}
		}
	}
	return object{"properties": never, "required": must}
}

// demands says which keys a file that extends none must have.
func (b *branch) demands() object {
	s := object{}
	required, properties := []string{}, object{}
	for _, c := range b.children {
		if c.key.Required && len(c.only) == 0 {
			required = append(required, c.name)
		}
		if below := c.demands(); len(below) > 0 && c.key.Selector == "" && c.key.Kind != Amount {
			properties[c.name] = below
		}
	}
	if len(required) > 0 {
		s["required"] = required
	}
	if len(properties) > 0 {
		s["properties"] = properties
	}
	if b.key.Kind == Named {
		if below := b.any.demands(); len(below) > 0 {
			s["additionalProperties"] = below
		}
	}
	return s
}
