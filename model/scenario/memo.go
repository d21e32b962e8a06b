package scenario

import "sync"

// memo keeps what the texts of a document's files stand for, so that decoding them
// again, with other settings, is quick. The values of settings are not kept.
//
// Note: a node stands at one place under one key, so its text is only ever parsed in
// one way.
type memo struct{ known sync.Map }

// recall returns what parse gives for a node, without parsing it a second time. Errors
// are not kept.
func recall[T any](m *memo, n *node, parse func() (T, error)) (T, error) {
	if v, ok := m.known.Load(n); ok {
		if t, ok := v.(T); ok {
			return t, nil
		}
	}
	t, err := parse()
	if err == nil && !n.from.setting {
		m.known.Store(n, t)
	}
	return t, err
}
