package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"computegap/model"
	"computegap/model/quantity"
	"computegap/model/scenario"
)

// inputText prints the central value of an input for people.
func inputText(q model.Quantity) string { return valueText(q, q.Value) }

// valueText prints a value of an input for people.
func valueText(q model.Quantity, v float64) string { return quantity.Format(scenario.KindOf(q), v) }

// hash identifies everything that the results follow from: the structure and the
// figures of the scenario after inheritance and settings, and the choice of classes.
func (l *loaded) hash() string { return l.hashWith(l.settings) }

// stateHash is the hash of what the draws follow from, whatever is said of how many paths
// to draw and how.
func (l *loaded) stateHash() string {
	return l.hashWith(append(slices.Clip(l.settings), scenario.Setting{Path: "ensemble", Value: "null"}))
}

// hashWith is the hash under settings; one that does not apply changes nothing.
func (l *loaded) hashWith(settings []scenario.Setting) string {
	h := sha256.New()
	h.Write(l.document.Canonical(settings...))
	for _, f := range l.model.Options().Only {
		fmt.Fprintf(h, "\nonly %s", f)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// parseMeasure reads the name of a metric or of a series at a date.
func parseMeasure(flag, text string, m *model.Model) (model.Measure, error) {
	q, err := scenario.ParseMeasure(text, m.Scenario().Timeline)
	if err != nil {
		return q, usagef(hintOf(err), "--%s: %s", flag, err)
	}
	return q, nil
}

// hintOf is the hint that an error carries, if any.
func hintOf(err error) string {
	var q *quantity.Error
	if errors.As(err, &q) {
		return q.Hint
	}
	var f scenario.Faults
	if errors.As(err, &f) && len(f) > 0 {
		return f[0].Hint
	}
	return ""
}

// metricNames lists the metrics for completion.
func metricNames() (names []string) {
	for i := range model.NumMetrics {
		names = append(names, fmt.Sprintf("%s\t%s", i.Info().Name, i.Info().Meaning))
	}
	return names
}
