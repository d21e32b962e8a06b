package vec

// Picked is how many numbers [Picks] picks from.
const Picked = 8

// Picks says for up to 64 points which of [Picked] numbers each takes.
type Picks struct {
	pair [64]uint64 // the places of the halves of the number, among four of them
	high [64]uint64 // all ones for one of the last four
	at   [64]uint8
}

// Set makes point p take number t, below [Picked].
func (k *Picks) Set(p, t int) {
	low := uint64(t%4) * 2
	k.pair[p] = low | (low+1)<<32
	k.high[p] = 0
	if t >= 4 {
		k.high[p] = ^uint64(0)
	}
	k.at[p] = uint8(t)
}

// AddPicked adds x times the number that each point takes to sum, which is not longer than x
// and has at most 64 places.
func (k *Picks) AddPicked(sum, x []float64, from *[Picked]float64) {
	x = x[:len(sum)]
	i := head(len(sum))
	if i > 0 {
		addPickedWide(&sum[0], &x[0], &from[0], k, i)
	}
	for ; i < len(sum); i++ {
		sum[i] += x[i] * from[k.at[i&63]&(Picked-1)]
	}
}
