#include "go_asm.h"
#include "textflag.h"

// Every loop counts CX down by four and moves all pointers on by DX = 0, 32, 64, … bytes.

// func addWide(sum, x *float64, n int)
TEXT ·addWide(SB), NOSPLIT, $0-24
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	XORQ DX, DX
loop:
	VMOVUPD (DI)(DX*1), Y0
	VADDPD  (SI)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func addProductWide(sum, x, y *float64, n int)
TEXT ·addProductWide(SB), NOSPLIT, $0-32
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), BX
	MOVQ n+24(FP), CX
	XORQ DX, DX
loop:
	VMOVUPD (SI)(DX*1), Y0
	VMULPD  (BX)(DX*1), Y0, Y0
	VADDPD  (DI)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func addScaledWide(sum, x *float64, c float64, n int)
TEXT ·addScaledWide(SB), NOSPLIT, $0-32
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSD c+16(FP), Y1
	MOVQ n+24(FP), CX
	XORQ DX, DX
loop:
	VMULPD  (SI)(DX*1), Y1, Y0
	VADDPD  (DI)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func deviationsWide(x *[64]float64, c, unit float64) (s1, s2 float64)
TEXT ·deviationsWide(SB), NOSPLIT, $0-40
	MOVQ x+0(FP), SI
	VBROADCASTSD c+8(FP), Y4
	VBROADCASTSD unit+16(FP), Y5
	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	MOVQ $64, CX
	XORQ DX, DX
loop:
	VMOVUPD (SI)(DX*1), Y2
	VSUBPD  Y4, Y2, Y2
	VMULPD  Y5, Y2, Y2
	VADDPD  Y2, Y0, Y0
	VMULPD  Y2, Y2, Y2
	VADDPD  Y2, Y1, Y1
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VEXTRACTF128 $1, Y0, X2
	VADDPD X2, X0, X0 // 0 + 2, 1 + 3
	VPERMILPD $1, X0, X2
	VADDSD X2, X0, X0
	VMOVSD X0, s1+24(FP)
	VEXTRACTF128 $1, Y1, X2
	VADDPD X2, X1, X1
	VPERMILPD $1, X1, X2
	VADDSD X2, X1, X1
	VMOVSD X1, s2+32(FP)
	VZEROUPPER
	RET

// func countWide(out *[64]uint64, x *[64]float64, from, above []float64)
TEXT ·countWide(SB), NOSPLIT, $0-64
	MOVQ out+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ from_base+16(FP), R8
	MOVQ from_len+24(FP), R9
	LEAQ (R8)(R9*8), R9
	MOVQ above_base+40(FP), R10
	MOVQ above_len+48(FP), R11
	LEAQ (R10)(R11*8), R11
	MOVQ $4, CX
sixteen:
	VMOVUPD (SI), Y0
	VMOVUPD 32(SI), Y1
	VMOVUPD 64(SI), Y2
	VMOVUPD 96(SI), Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	MOVQ R8, DX
	CMPQ DX, R9
	JEQ  next
from:
	VBROADCASTSD (DX), Y8
	VCMPPD $2, Y0, Y8, Y9 // number ≤ x
	VCMPPD $2, Y1, Y8, Y10
	VCMPPD $2, Y2, Y8, Y11
	VCMPPD $2, Y3, Y8, Y12
	VPSUBQ Y9, Y4, Y4
	VPSUBQ Y10, Y5, Y5
	VPSUBQ Y11, Y6, Y6
	VPSUBQ Y12, Y7, Y7
	ADDQ $8, DX
	CMPQ DX, R9
	JNE  from
next:
	MOVQ R10, DX
	CMPQ DX, R11
	JEQ  done
above:
	VBROADCASTSD (DX), Y8
	VCMPPD $1, Y0, Y8, Y9 // number < x
	VCMPPD $1, Y1, Y8, Y10
	VCMPPD $1, Y2, Y8, Y11
	VCMPPD $1, Y3, Y8, Y12
	VPSUBQ Y9, Y4, Y4
	VPSUBQ Y10, Y5, Y5
	VPSUBQ Y11, Y6, Y6
	VPSUBQ Y12, Y7, Y7
	ADDQ $8, DX
	CMPQ DX, R11
	JNE  above
done:
	VMOVDQU Y4, (DI)
	VMOVDQU Y5, 32(DI)
	VMOVDQU Y6, 64(DI)
	VMOVDQU Y7, 96(DI)
	ADDQ $128, SI
	ADDQ $128, DI
	DECQ CX
	JNZ  sixteen
	VZEROUPPER
	RET
