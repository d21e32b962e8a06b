package ensemble

// gamma is the odd integer nearest to 2⁶⁴ divided by the golden ratio: the step of a
// Weyl sequence whose values [mix] turns into random numbers.
const gamma = 0x9e3779b97f4a7c15

// mix maps a 64-bit number one-to-one to another in which every bit depends on every
// bit. Source: the finaliser of SplitMix64, Steele, Lea & Flood (2014),
// doi:10.1145/2660193.2660195, with the constants of D. Stafford's variant 13.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// join returns a key that depends on both of its arguments, in their order.
func join(key, part uint64) uint64 {
	return mix(mix(key+gamma) ^ (part+1)*gamma)
}

// purpose keeps draws of different kinds apart that have the same seed and name.
type purpose uint64

const (
	ofInput  purpose = iota + 1 // the uniform of an input
	ofNoise                     // the normals of a noise, month by month
	ofBridge                    // the uniform of a noise at one place of its bridge
)

// keyOf returns the key of a name under a seed: its bytes by FNV-1a, then [join].
func keyOf(seed uint64, p purpose, name string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return join(join(mix(seed), uint64(p)), h)
}

// open returns the 52 highest bits of h as a number in (0, 1): (k + ½)·2⁻⁵², exactly.
// The smallest is 2⁻⁵³, the largest 1 − 2⁻⁵³, and they lie evenly about ½.
func open(h uint64) float64 {
	return (float64(h>>12) + 0.5) * (1.0 / (1 << 52))
}
