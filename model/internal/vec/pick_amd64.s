#include "go_asm.h"
#include "textflag.h"

// func addPickedWide(sum, to, x, from *float64, k *Picks, n, stride, step, room, months int)
TEXT ·addPickedWide(SB), NOSPLIT, $0-80
	MOVQ sum+0(FP), DI
	MOVQ to+8(FP), R13
	MOVQ x+16(FP), SI
	MOVQ from+24(FP), BX
	MOVQ k+32(FP), AX
	MOVQ n+40(FP), DX
	MOVQ stride+48(FP), R10
	MOVQ step+56(FP), R15
	MOVQ room+64(FP), R11
	MOVQ months+72(FP), R12
	LEAQ Picks_pair(AX), R8
	LEAQ Picks_high(AX), R9
month:
	VMOVUPD (BX), Y0
	VMOVUPD 32(BX), Y1
	XORQ CX, CX
loop:
	VMOVDQU (R8)(CX*8), Y2
	VPERMPS Y0, Y2, Y3
	VPERMPS Y1, Y2, Y4
	VMOVUPD (R9)(CX*8), Y5
	VBLENDVPD Y5, Y4, Y3, Y3
	VMULPD  (SI)(CX*8), Y3, Y3
	VADDPD  (R13)(CX*8), Y3, Y3
	VMOVUPD Y3, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  loop
	LEAQ (DI)(R10*8), DI
	LEAQ (R13)(R15*8), R13
	LEAQ (BX)(R11*8), BX
	DECQ R12
	JNZ  month
	VZEROUPPER
	RET
