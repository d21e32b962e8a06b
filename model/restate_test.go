package model

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// restate copies what a value holds and lets every quantity in it be changed.
func restate(v reflect.Value, change func(q *Quantity)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			copied := reflect.New(v.Type().Elem())
			copied.Elem().Set(v.Elem())
			v.Set(copied)
			restate(v.Elem(), change)
		}
	case reflect.Slice:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		if v.Len() > 0 {
			v.Set(copied)
		}
		for i := range v.Len() {
			restate(v.Index(i), change)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			value := reflect.New(v.Type().Elem()).Elem()
			value.Set(v.MapIndex(key))
			restate(value, change)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		if q, ok := v.Addr().Interface().(*Quantity); ok {
			if q.Present() {
				change(q)
			}
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				restate(v.Field(i), change)
			}
		}
	}
}

// doubt makes commitments less than certain.
func (g maker) doubt(s *Scenario) {
	if g.maybe() {
		s.Odds = Odds{}
		for _, f := range Firmnesses() {
			s.Odds[f] = g.num("firmness."+string(f), anyShare, 0, 1)
		}
	}
	for i := range s.Commitments {
		c := &s.Commitments[i]
		c.Firmness = rapid.SampledFrom(Firmnesses()).Draw(g.t, "firmness")
		c.Probability = g.optional("commitments."+c.ID+".probability", anyShare, 0, 1)
		if c.Probability.Present() && g.maybe() {
			c.Probability.Value = 1
		}
		if i > 0 && g.maybe() {
			c.Requires = "commitments." + s.Commitments[g.int(0, i-1)].ID
		}
	}
}

// TestRestated evaluates a model at a point, by a kernel in which its inputs move and by one in
// which they do not, and compares it with the model of the scenario that states the numbers of the
// point: the engine is a function of its inputs alone.
func TestRestated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := maker{t}
		s := g.any()
		g.doubt(s)
		m := compile(t, s)
		x, y, at, free := m.Central(), g.point(m), map[string]float64{}, []int(nil)
		o := *s
		restate(reflect.ValueOf(&o).Elem(), func(q *Quantity) {
			if i, ok := m.index[q.Path]; ok && g.int(0, 3) == 0 {
				q.Value, q.Dist = y[i], nil
				x[i], at[q.Path], free = y[i], y[i], append(free, i)
			}
		})
		k := m.Kernel(nil, free)
		k.Eval(x)
		fixed := m.Kernel(x, nil)
		other, err := Compile(&o, m.options)
		if err != nil {
			t.Skip(err) // the point is refused as a scenario
		}
		want := other.Project(nil)
		tol := 0.02 + 1e-9*turnover(want)
		for id := range NumSeries {
			for month := range s.Timeline.Months {
				got := k.Value(Measure{Series: id, IsSeries: true, First: month, Last: month})
				w := want.Value(Measure{Series: id, IsSeries: true, First: month, Last: month})
				scale := 1.0
				if id.Info().Unit == "GW" {
					scale = 1e-8
				}
				still := fixed.Value(Measure{Series: id, IsSeries: true, First: month, Last: month})
				if IsAbsent(got) != IsAbsent(w) || math.Abs(got-w) > tol*scale || IsAbsent(still) != IsAbsent(w) || math.Abs(still-w) > tol*scale {
					t.Fatalf("%s in month %d: %g, without moving %g, restated %g (moved %v)", id.Info().Name, month, got, still, w, at)
				}
			}
		}
	})
}
