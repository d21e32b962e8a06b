#include "textflag.h"

// Every loop counts CX up by four; Y7 is zero.

// func addRoomWide(room, limit, owed *float64, n int)
TEXT ·addRoomWide(SB), NOSPLIT, $0-32
	MOVQ room+0(FP), DI
	MOVQ limit+8(FP), SI
	MOVQ owed+16(FP), BX
	MOVQ n+24(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VSUBPD  (BX)(CX*8), Y0, Y0
	VMAXPD  Y7, Y0, Y0
	VADDPD  (DI)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func drawDownWide(missing, limit, owed *float64, n int)
TEXT ·drawDownWide(SB), NOSPLIT, $0-32
	MOVQ missing+0(FP), DI
	MOVQ limit+8(FP), SI
	MOVQ owed+16(FP), BX
	MOVQ n+24(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VMOVUPD (BX)(CX*8), Y1
	VMOVUPD (DI)(CX*8), Y2
	VSUBPD  Y1, Y0, Y0
	VMAXPD  Y7, Y0, Y0
	VMINPD  Y0, Y2, Y0            // taken
	VADDPD  Y0, Y1, Y1
	VMOVUPD Y1, (BX)(CX*8)
	VSUBPD  Y0, Y2, Y2
	VMOVUPD Y2, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func partWide(missing, left, free *float64, n int)
TEXT ·partWide(SB), NOSPLIT, $0-32
	MOVQ missing+0(FP), DI
	MOVQ left+8(FP), SI
	MOVQ free+16(FP), BX
	MOVQ n+24(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (BX)(CX*8), Y0
	VSUBPD  Y0, Y7, Y1
	VMAXPD  Y7, Y1, Y1
	VMOVUPD Y1, (DI)(CX*8)
	VMAXPD  Y7, Y0, Y0
	VMOVUPD Y0, (SI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func lessWide(dst, x, y *float64, n int)
TEXT ·lessWide(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), BX
	MOVQ n+24(FP), R8
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VSUBPD  (BX)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func repayWide(left, owed *float64, n int)
TEXT ·repayWide(SB), NOSPLIT, $0-24
	MOVQ left+0(FP), DI
	MOVQ owed+8(FP), BX
	MOVQ n+16(FP), R8
	XORQ CX, CX
loop:
	VMOVUPD (DI)(CX*8), Y0
	VMOVUPD (BX)(CX*8), Y1
	VMINPD  Y1, Y0, Y2            // paid
	VSUBPD  Y2, Y1, Y1
	VMOVUPD Y1, (BX)(CX*8)
	VSUBPD  Y2, Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func coverWide(share, left, owed, used, extra *float64, n int) (any uint64)
TEXT ·coverWide(SB), NOSPLIT, $0-56
	MOVQ share+0(FP), DI
	MOVQ left+8(FP), SI
	MOVQ owed+16(FP), BX
	MOVQ used+24(FP), R9
	MOVQ extra+32(FP), R10
	MOVQ n+40(FP), R8
	VXORPD Y7, Y7, Y7
	VXORPD Y8, Y8, Y8
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VMOVUPD (BX)(CX*8), Y1
	VMINPD  Y1, Y0, Y2
	VMAXPD  Y7, Y2, Y2            // paid
	VCMPPD  $1, Y2, Y7, Y3        // 0 < paid
	VDIVPD  Y1, Y2, Y4
	VANDPD  Y3, Y4, Y4
	VMOVUPD Y4, (DI)(CX*8)
	VSUBPD  Y2, Y0, Y0
	VMOVUPD Y0, (SI)(CX*8)
	VCMPPD  $1, Y0, Y7, Y3        // 0 < left
	VORPD   Y3, Y8, Y8
	VADDPD  (R9)(CX*8), Y2, Y0
	VMOVUPD Y0, (R9)(CX*8)
	VMOVUPD (R10)(CX*8), Y0
	VSUBPD  Y2, Y0, Y0
	VMOVUPD Y0, (R10)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VMOVMSKPD Y8, DX
	MOVQ DX, any+48(FP)
	VZEROUPPER
	RET
