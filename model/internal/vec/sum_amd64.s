#include "textflag.h"

// func sumWide(dst, first, rest *float64, stride, rows, n int)
TEXT ·sumWide(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ first+8(FP), SI
	MOVQ rest+16(FP), R8
	MOVQ stride+24(FP), R9
	MOVQ rows+32(FP), BX
	MOVQ n+40(FP), DX
	LEAQ (R8)(R9*8), R10 // the second row
	LEAQ (R10)(R9*8), R11
	XORQ CX, CX
	CMPQ BX, $2
	JEQ  two
	JGT  three
one:
	VMOVUPD (SI)(CX*8), Y0
	VADDPD  (R8)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  one
	VZEROUPPER
	RET
two:
	VMOVUPD (SI)(CX*8), Y0
	VADDPD  (R8)(CX*8), Y0, Y0
	VADDPD  (R10)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  two
	VZEROUPPER
	RET
three:
	VMOVUPD (SI)(CX*8), Y0
	VADDPD  (R8)(CX*8), Y0, Y0
	VADDPD  (R10)(CX*8), Y0, Y0
	VADDPD  (R11)(CX*8), Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  three
	VZEROUPPER
	RET
