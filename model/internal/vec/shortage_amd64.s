#include "go_asm.h"
#include "textflag.h"
#include "four.h"

FOUR(one, 0, 0x3ff0000000000000)
GLOBL one<>(SB), RODATA|NOPTR, $32

// Every loop counts CX up by four; AX is the shortage, BX the commitment, Y7 zero.

// func findWide(s *Shortage, free, room *float64, n int, month, least float64) (any uint64)
TEXT ·findWide(SB), NOSPLIT, $0-56
	MOVQ s+0(FP), AX
	MOVQ free+8(FP), SI
	MOVQ room+16(FP), DI
	MOVQ n+24(FP), R8
	VBROADCASTSD month+32(FP), Y8
	VBROADCASTSD least+40(FP), Y9
	VXORPD Y7, Y7, Y7
	VXORPD Y10, Y10, Y10
	XORQ CX, CX
loop:
	VSUBPD  (SI)(CX*8), Y7, Y0
	VSUBPD  (DI)(CX*8), Y0, Y0
	VMAXPD  Y7, Y0, Y0            // lack
	VMOVUPD Y0, Shortage_Lack(AX)(CX*8)
	VMOVUPD Shortage_Notice(AX)(CX*8), Y1
	VMINPD  Y1, Y8, Y2
	VCMPPD  $1, Y0, Y9, Y3        // least < lack
	VBLENDVPD Y3, Y2, Y1, Y1
	VMOVUPD Y1, Shortage_Notice(AX)(CX*8)
	VMOVUPD Y7, Shortage_Sum(AX)(CX*8)
	VMOVUPD Y7, Shortage_Saved(AX)(CX*8)
	VCMPPD  $1, Y0, Y7, Y3        // 0 < lack
	VORPD   Y3, Y10, Y10
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VMOVMSKPD Y10, DX
	MOVQ DX, any+48(FP)
	VZEROUPPER
	RET

// func offerWide(s *Shortage, b *Bend, due, covered *float64, n int, month float64)
TEXT ·offerWide(SB), NOSPLIT, $0-48
	MOVQ s+0(FP), AX
	MOVQ b+8(FP), BX
	MOVQ due+16(FP), SI
	MOVQ covered+24(FP), DI
	MOVQ n+32(FP), R8
	VBROADCASTSD month+40(FP), Y8
	VMOVUPD one<>(SB), Y9
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD Shortage_Notice(AX)(CX*8), Y0
	VADDPD  Bend_From(BX)(CX*8), Y0, Y0
	VCMPPD  $2, Y8, Y0, Y1        // notice + from ≤ month
	VMOVUPD (SI)(CX*8), Y2
	VCMPPD  $4, Y7, Y2, Y3        // due ≠ 0
	VANDPD  Y1, Y3, Y3
	VANDPD  Bend_Share(BX)(CX*8), Y3, Y3
	VSUBPD  (DI)(CX*8), Y9, Y4
	VMULPD  Y4, Y3, Y3            // part
	VMOVUPD Y3, Bend_Part(BX)(CX*8)
	VMULPD  Y2, Y3, Y3
	VSUBPD  Bend_Fee(BX)(CX*8), Y9, Y4
	VMULPD  Y4, Y3, Y3
	VADDPD  Shortage_Sum(AX)(CX*8), Y3, Y3
	VMOVUPD Y3, Shortage_Sum(AX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func splitWide(s *Shortage, n int)
TEXT ·splitWide(SB), NOSPLIT, $0-16
	MOVQ s+0(FP), AX
	MOVQ n+8(FP), R8
	VMOVUPD one<>(SB), Y9
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD Shortage_Sum(AX)(CX*8), Y0
	VMOVUPD Shortage_Lack(AX)(CX*8), Y1
	VDIVPD  Y0, Y1, Y1
	VMINPD  Y9, Y1, Y1
	VCMPPD  $1, Y0, Y7, Y2        // 0 < sum
	VANDPD  Y2, Y1, Y1
	VMOVUPD Y1, Shortage_Theta(AX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func takeWide(s *Shortage, b *Bend, due, sum, was, now *float64, n int) (any uint64)
TEXT ·takeWide(SB), NOSPLIT, $0-64
	MOVQ s+0(FP), AX
	MOVQ b+8(FP), BX
	MOVQ due+16(FP), SI
	MOVQ sum+24(FP), DI
	MOVQ was+32(FP), R9
	MOVQ now+40(FP), R10
	MOVQ n+48(FP), R8
	VXORPD Y7, Y7, Y7
	VXORPD Y10, Y10, Y10
	XORQ CX, CX
loop:
	VMOVUPD Bend_Part(BX)(CX*8), Y0
	VMULPD  Shortage_Theta(AX)(CX*8), Y0, Y0
	VMOVUPD Y0, Bend_Part(BX)(CX*8)
	VMULPD  (SI)(CX*8), Y0, Y0    // x
	VMOVUPD Y0, Bend_X(BX)(CX*8)
	VADDPD  (DI)(CX*8), Y0, Y1
	VMOVUPD Y1, (DI)(CX*8)
	VADDPD  (R9)(CX*8), Y0, Y1
	VMOVUPD Y1, (R10)(CX*8)
	VMULPD  Bend_Fee(BX)(CX*8), Y0, Y1
	VADDPD  Shortage_Fees(AX)(CX*8), Y1, Y2
	VMOVUPD Y2, Shortage_Fees(AX)(CX*8)
	VSUBPD  Y1, Y0, Y1
	VADDPD  Shortage_Saved(AX)(CX*8), Y1, Y1
	VMOVUPD Y1, Shortage_Saved(AX)(CX*8)
	VCMPPD  $1, Y0, Y7, Y3        // 0 < x
	VORPD   Y3, Y10, Y10
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VMOVMSKPD Y10, DX
	MOVQ DX, any+56(FP)
	VZEROUPPER
	RET

// func forceWide(b *Bend, before, past, extra *float64, n int)
TEXT ·forceWide(SB), NOSPLIT, $0-40
	MOVQ b+0(FP), BX
	MOVQ before+8(FP), SI
	MOVQ past+16(FP), DI
	MOVQ extra+24(FP), DX
	MOVQ n+32(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VSUBPD  (DI)(CX*8), Y0, Y0
	VMOVUPD Bend_Owing(BX)(CX*8), Y1
	VSUBPD  Y0, Y1, Y0
	VMAXPD  Y7, Y0, Y0            // forced
	VMOVUPD Y0, Bend_Forced(BX)(CX*8)
	VSUBPD  Y0, Y1, Y1
	VMOVUPD Y1, Bend_Owing(BX)(CX*8)
	VADDPD  (DX)(CX*8), Y0, Y0
	VMOVUPD Y0, (DX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET

// func findSpareWide(s *Shortage, free, owed *float64, n int) (any uint64)
TEXT ·findSpareWide(SB), NOSPLIT, $0-40
	MOVQ s+0(FP), AX
	MOVQ free+8(FP), SI
	MOVQ owed+16(FP), DI
	MOVQ n+24(FP), R8
	VXORPD Y7, Y7, Y7
	VXORPD Y10, Y10, Y10
	XORQ CX, CX
loop:
	VMOVUPD (SI)(CX*8), Y0
	VMOVUPD (DI)(CX*8), Y1
	VMOVUPD Shortage_Lack(AX)(CX*8), Y2
	VCMPPD  $1, Y0, Y7, Y3        // 0 < free
	VCMPPD  $1, Y1, Y7, Y4        // 0 < owed
	VCMPPD  $0, Y2, Y7, Y5        // lack = 0
	VANDPD  Y4, Y3, Y3
	VANDPD  Y5, Y3, Y3
	VORPD   Y3, Y10, Y10
	VANDPD  Y0, Y3, Y3
	VMOVUPD Y3, Shortage_Spare(AX)(CX*8)
	VMOVUPD Y3, Shortage_Left(AX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VMOVMSKPD Y10, DX
	MOVQ DX, any+32(FP)
	VZEROUPPER
	RET

// func spendWide(s *Shortage, free, operating *float64, n int)
TEXT ·spendWide(SB), NOSPLIT, $0-32
	MOVQ s+0(FP), AX
	MOVQ free+8(FP), SI
	MOVQ operating+16(FP), DI
	MOVQ n+24(FP), R8
	VXORPD Y7, Y7, Y7
	XORQ CX, CX
loop:
	VMOVUPD Shortage_Spare(AX)(CX*8), Y0
	VMOVUPD Shortage_Left(AX)(CX*8), Y1
	VCMPPD  $1, Y0, Y7, Y2        // 0 < spare
	VMOVUPD (SI)(CX*8), Y3
	VBLENDVPD Y2, Y1, Y3, Y3
	VMOVUPD Y3, (SI)(CX*8)
	VMOVUPD (DI)(CX*8), Y3
	VSUBPD  Y1, Y0, Y0
	VSUBPD  Y0, Y3, Y0
	VBLENDVPD Y2, Y0, Y3, Y3
	VMOVUPD Y3, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, R8
	JNE  loop
	VZEROUPPER
	RET
