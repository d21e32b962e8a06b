#include "textflag.h"

// REACH counts in Y9 which of four numbers have reached Y8; ODD does so too, and flips their
// bits in mask.
#define REACH(at, t) \
	VCMPPD $2, at(SI), Y8, t; \
	VPSUBQ t, Y9, Y9
#define ODD(at, t, mask) \
	VCMPPD $2, at(SI), Y8, t; \
	VPSUBQ t, Y9, Y9; \
	VPXOR  t, mask, mask

// PACK writes four numbers, those in mask first, and moves on by so many.
#define PACK(at, mask) \
	VMOVMSKPD mask, AX; \
	VMOVUPD at(SI), Y8; \
	POPCNTL AX, R13; \
	SHLQ $5, AX; \
	VMOVDQU (BX)(AX*1), Y9; \
	VPERMPS Y8, Y9, Y8; \
	VMOVUPD Y8, (DI); \
	LEAQ (DI)(R13*8), DI

// func siftWide(dst, x *float64, n int, from *float64, odd, all int, counts *lanes) int
TEXT ·siftWide(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ from+24(FP), R8
	MOVQ odd+32(FP), R9
	MOVQ all+40(FP), R10
	MOVQ counts+48(FP), R11
	LEAQ ·packs(SB), BX
thirtytwo:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ R11, R12
	XORQ DX, DX
	CMPQ DX, R9
	JGE  rest
odd:
	VBROADCASTSD (R8)(DX*8), Y8
	VMOVDQU (R12), Y9
	ODD(0, Y10, Y0)
	ODD(32, Y11, Y1)
	ODD(64, Y12, Y2)
	ODD(96, Y13, Y3)
	ODD(128, Y10, Y4)
	ODD(160, Y11, Y5)
	ODD(192, Y12, Y6)
	ODD(224, Y13, Y7)
	VMOVDQU Y9, (R12)
	ADDQ $32, R12
	INCQ DX
	CMPQ DX, R9
	JLT  odd
rest:
	CMPQ DX, R10
	JGE  pack
even:
	VBROADCASTSD (R8)(DX*8), Y8
	VMOVDQU (R12), Y9
	REACH(0, Y10)
	REACH(32, Y11)
	REACH(64, Y12)
	REACH(96, Y13)
	REACH(128, Y10)
	REACH(160, Y11)
	REACH(192, Y12)
	REACH(224, Y13)
	VMOVDQU Y9, (R12)
	ADDQ $32, R12
	INCQ DX
	CMPQ DX, R10
	JLT  even
pack:
	TESTQ R9, R9
	JEQ  next
	PACK(0, Y0)
	PACK(32, Y1)
	PACK(64, Y2)
	PACK(96, Y3)
	PACK(128, Y4)
	PACK(160, Y5)
	PACK(192, Y6)
	PACK(224, Y7)
next:
	ADDQ $256, SI
	SUBQ $32, CX
	JNZ  thirtytwo
	SUBQ dst+0(FP), DI
	SHRQ $3, DI
	MOVQ DI, ret+56(FP)
	VZEROUPPER
	RET
