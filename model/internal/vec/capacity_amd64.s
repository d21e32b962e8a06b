#include "go_asm.h"
#include "textflag.h"
#include "four.h"

FOUR(months, 0, 0x4028000000000000) // 12
GLOBL months<>(SB), RODATA|NOPTR, $32

// Every loop counts CX up by four; Y7 is zero.

// func takeOffWide(x, y *float64, n int)
TEXT ·takeOffWide(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	MOVQ y+8(FP), SI
	MOVQ n+16(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (DI)(CX*8), Y0
	VSUBPD  (SI)(CX*8), Y0, Y0
	VMAXPD  Y7, Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func addGivenWide(sum, x, y, due *float64, n int)
TEXT ·addGivenWide(SB), NOSPLIT, $0-40
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), BX
	MOVQ due+24(FP), R9
	MOVQ n+32(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VMULPD  (BX)(CX*8), Y0, Y0
	VMOVUPD (R9)(CX*8), Y1
	VCMPPD  $4, Y7, Y1, Y1        // due ≠ 0
	VANDPD  Y1, Y0, Y0
	VADDPD  (DI)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func addUnpaidWide(lost, unpaid, money, power *float64, n int, most float64)
TEXT ·addUnpaidWide(SB), NOSPLIT, $0-48
	MOVQ lost+0(FP), DI
	MOVQ unpaid+8(FP), SI
	MOVQ money+16(FP), BX
	MOVQ power+24(FP), R9
	MOVQ n+32(FP), R8
	VBROADCASTSD most+40(FP), Y8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VCMPPD  $1, Y0, Y7, Y1        // 0 < unpaid
	VDIVPD  (BX)(CX*8), Y0, Y0
	VMINPD  Y8, Y0, Y0
	VMULPD  (R9)(CX*8), Y0, Y0
	VANDPD  Y1, Y0, Y0
	VADDPD  (DI)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func missWide(missed, revenue, limit, capacity *float64, n int) (any uint64)
TEXT ·missWide(SB), NOSPLIT, $0-48
	MOVQ missed+0(FP), DI
	MOVQ revenue+8(FP), SI
	MOVQ limit+16(FP), BX
	MOVQ capacity+24(FP), R9
	MOVQ n+32(FP), R8
	VMOVUPD months<>(SB), Y9
	VXORPD Y7, Y7, Y7
	VXORPD Y8, Y8, Y8
	XORQ CX, CX
loop:
	VMOVUPD (BX)(CX*8), Y0
	VMULPD  (R9)(CX*8), Y0, Y0
	VDIVPD  Y9, Y0, Y0
	VMOVUPD (SI)(CX*8), Y1
	VSUBPD  Y0, Y1, Y0
	VMAXPD  Y7, Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	VCMPPD  $1, Y0, Y7, Y1        // 0 < missed
	VORPD   Y1, Y8, Y8
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VMOVMSKPD Y8, DX
	MOVQ DX, any+40(FP)
	VZEROUPPER
	RET

// func meetWide(u *Use, n int)
TEXT ·meetWide(SB), NOSPLIT, $0-16
	MOVQ u+0(FP), AX
	MOVQ n+8(FP), R8
	MOVQ Use_Capacity(AX), DI
	MOVQ Use_Price(AX), SI
	MOVQ Use_Want(AX), BX
	MOVQ Use_Idle(AX), R9
	MOVQ Use_Wasted(AX), R10
	MOVQ Use_Bought(AX), R11
	VMOVUPD months<>(SB), Y9
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (DI)(CX*8), Y0        // capacity
	VMOVUPD (SI)(CX*8), Y1        // price
	VMOVUPD (BX)(CX*8), Y2        // want
	VMULPD  Y1, Y0, Y3
	VDIVPD  Y9, Y3, Y3            // held
	VSUBPD  Y2, Y3, Y4
	VMAXPD  Y7, Y4, Y4
	VMOVUPD Y4, (R10)(CX*8)
	VSUBPD  Y3, Y2, Y4
	VMAXPD  Y7, Y4, Y4
	VADDPD  (R11)(CX*8), Y4, Y4
	VMOVUPD Y4, (R11)(CX*8)
	VMULPD  Y2, Y9, Y4
	VDIVPD  Y1, Y4, Y4
	VSUBPD  Y4, Y0, Y4
	VMAXPD  Y7, Y4, Y4
	VCMPPD  $1, Y3, Y2, Y5        // want < held
	VANDPD  Y5, Y4, Y4
	VMOVUPD Y4, (R9)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET
