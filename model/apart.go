package model

// apart is a contract whose months the ledger needs one by one, at every point.
type apart struct {
	memory [3][]float64
	money  []float64 // by point: what its schedule spreads, USD
	due    lane      // what falls due in a month, with escalation, USD
	gw     lane      // scheduled at a month's end, GW
	after  lane      // renewals, USD
}

func (k *Kernel) newAparts() {
	k.aparts = make([]*apart, len(k.m.contracts))
	for i := range k.m.contracts {
		if c := &k.m.contracts[i]; !c.apart || !c.sums() {
			continue
		}
		a := &apart{money: make([]float64, k.setup.Width)}
		for j := range a.memory {
			a.memory[j] = make([]float64, k.m.time.Months*k.setup.Width)
		}
		k.aparts[i] = a
	}
}

// setApart begins a block: nothing is due yet.
func (k *Kernel) setApart(i int, money []float64) {
	a := k.aparts[i]
	if a == nil {
		return
	}
	for j, l := range []*lane{&a.due, &a.gw, &a.after} {
		*l = k.lane(a.memory[j], false)
	}
	d := k.schedules[i] // its months are written, as is the capacity
	clear(a.due.v[:min(d.lo, d.hi)*k.n])
	clear(a.due.v[d.hi*k.n:])
	if k.m.contracts[i].info.Renew {
		clear(a.after.v)
	}
	copy(a.money, money)
}

// spreadApart writes what is the same at all points once for each.
func (k *Kernel) spreadApart(i int) {
	a, w := k.aparts[i], k.setup.Width
	if a == nil {
		return
	}
	fillRow(a.money, a.money[0])
	for j, l := range []*lane{&a.due, &a.gw, &a.after} {
		line := a.memory[j]
		for m := k.m.time.Months - 1; m >= 0; m-- { // from its end: it grows
			fillRow(line[m*w:(m+1)*w], line[m])
		}
		*l = lane{v: line, w: w, step: w}
	}
}
