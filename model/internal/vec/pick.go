package vec

// Picked is how many numbers [Picks] picks from.
const Picked = 8

// Picks says for up to [Width] points which of [Picked] numbers each takes.
type Picks struct {
	pair [Width]uint64 // the places of the halves of the number, among four of them
	high [Width]uint64 // all ones for one of the last four
	at   [Width]uint8
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

// AddPicked adds to every row of sum, for so many months, x times the number of the month's
// row of from that each point takes, or writes it where what is there does not count. Rows of
// sum lie stride apart and those of from room, at least [Picked]; x has at most [Width] places.
func (k *Picks) AddPicked(sum []float64, stride int, x, from []float64, room, months int, fresh bool) {
	n := len(x)
	if n == 0 || months == 0 {
		return
	}
	_, _ = sum[(months-1)*stride+n-1], from[(months-1)*room+Picked-1]
	i := head(n)
	if i > 0 && fresh {
		addPickedWide(&sum[0], &zeros[0], &x[0], &from[0], k, i, stride, 0, room, months)
	} else if i > 0 {
		addPickedWide(&sum[0], &sum[0], &x[0], &from[0], k, i, stride, stride, room, months)
	}
	for ; i < n; i++ {
		at := int(k.at[i] & (Picked - 1))
		for m := range months {
			v := x[i] * from[m*room+at]
			if !fresh {
				v += sum[m*stride+i]
			}
			sum[m*stride+i] = v
		}
	}
}

// zeros is a row of nothing.
var zeros [Width]float64
