#include "textflag.h"

// func firstBelowWide(dates, x, limit *float64, n int, month float64)
TEXT ·firstBelowWide(SB), NOSPLIT, $0-40
	MOVQ dates+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ limit+16(FP), BX
	MOVQ n+24(FP), R8
	VBROADCASTSD month+32(FP), Y8
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VCMPPD  $1, (BX)(CX*8), Y0, Y0 // x < limit
	VMOVUPD (DI)(CX*8), Y1
	VCMPPD  $3, Y1, Y1, Y2         // no date
	VANDPD  Y2, Y0, Y0
	VBLENDVPD Y0, Y8, Y1, Y1
	VMOVUPD Y1, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET
