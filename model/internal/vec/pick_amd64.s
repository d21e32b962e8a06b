#include "go_asm.h"
#include "textflag.h"

// func addPickedWide(sum, x, from *float64, k *Picks, n, stride, room, months int)
TEXT ·addPickedWide(SB), NOSPLIT, $0-64
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ from+16(FP), BX
	MOVQ k+24(FP), AX
	MOVQ n+32(FP), DX
	MOVQ stride+40(FP), R10
	MOVQ room+48(FP), R11
	MOVQ months+56(FP), R12
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
	VADDPD  (DI)(CX*8), Y3, Y3
	VMOVUPD Y3, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  loop
	LEAQ (DI)(R10*8), DI
	LEAQ (BX)(R11*8), BX
	DECQ R12
	JNZ  month
	VZEROUPPER
	RET
