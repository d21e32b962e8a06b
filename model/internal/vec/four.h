// FOUR lays a number out four times, for a register of them.
#define FOUR(name, offset, bits) \
	DATA name<>+(offset)(SB)/8, $bits; \
	DATA name<>+(offset+8)(SB)/8, $bits; \
	DATA name<>+(offset+16)(SB)/8, $bits; \
	DATA name<>+(offset+24)(SB)/8, $bits
