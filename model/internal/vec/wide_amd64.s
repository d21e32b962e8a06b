#include "go_asm.h"
#include "textflag.h"

// Every loop counts CX down by four and moves all pointers on by DX = 0, 32, 64, … bytes.

// func fillWide(x *float64, c float64, n int)
TEXT ·fillWide(SB), NOSPLIT, $0-24
	MOVQ x+0(FP), DI
	VBROADCASTSD c+8(FP), Y0
	MOVQ n+16(FP), CX
	XORQ DX, DX
loop:
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func scaleWide(dst, x *float64, c float64, n int)
TEXT ·scaleWide(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSD c+16(FP), Y1
	MOVQ n+24(FP), CX
	XORQ DX, DX
loop:
	VMULPD  (SI)(DX*1), Y1, Y0
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

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
