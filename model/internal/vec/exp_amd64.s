#include "go_asm.h"
#include "textflag.h"
#include "four.h"

// What e^x needs, each four times; see Exp1.
FOUR(powered, 0, 0x3FF71547652B82FE) // 1/ln 2
FOUR(powered, 32, 0x4338000000000000) // 1.5·2⁵²
FOUR(powered, 64, 0x3FE62E42FEE00000) // ln2Hi
FOUR(powered, 96, 0x3DEA39EF35793C76) // ln2Lo
FOUR(powered, 128, 0x3DE6124613A86D09) // 1/13!
FOUR(powered, 160, 0x3E5AE64567F544E4) // 1/11!
FOUR(powered, 192, 0x3EC71DE3A556C734) // 1/9!
FOUR(powered, 224, 0x3F2A01A01A01A01A) // 1/7!
FOUR(powered, 256, 0x3F81111111111111) // 1/5!
FOUR(powered, 288, 0x3FC5555555555555) // 1/3!
FOUR(powered, 320, 0x3E21EED8EFF8D898) // 1/12!
FOUR(powered, 352, 0x3E927E4FB7789F5C) // 1/10!
FOUR(powered, 384, 0x3EFA01A01A01A01A) // 1/8!
FOUR(powered, 416, 0x3F56C16C16C16C17) // 1/6!
FOUR(powered, 448, 0x3FA5555555555555) // 1/4!
FOUR(powered, 480, 0x3FE0000000000000) // 1/2!
FOUR(powered, 512, 0x3FF0000000000000) // 1
FOUR(powered, 544, 0x4085E00000000000) // 700
FOUR(powered, 576, 0x7FFFFFFFFFFFFFFF) // all but the sign
GLOBL powered<>(SB), RODATA|NOPTR, $608

#define INVERSE powered<>+0(SB)
#define MAGIC powered<>+32(SB)
#define LN2HI powered<>+64(SB)
#define LN2LO powered<>+96(SB)
#define C13 powered<>+128(SB)
#define C11 powered<>+160(SB)
#define C9 powered<>+192(SB)
#define C7 powered<>+224(SB)
#define C5 powered<>+256(SB)
#define C3 powered<>+288(SB)
#define C12 powered<>+320(SB)
#define C10 powered<>+352(SB)
#define C8 powered<>+384(SB)
#define C6 powered<>+416(SB)
#define C4 powered<>+448(SB)
#define C2 powered<>+480(SB)
#define ONE powered<>+512(SB)
#define MOST powered<>+544(SB)
#define UNSIGNED powered<>+576(SB)

// CONSTANTS loads what POWERS and WITHIN want in registers.
#define CONSTANTS \
	VMOVUPD UNSIGNED, Y12; \
	VMOVUPD MOST, Y13; \
	VMOVUPD INVERSE, Y14; \
	VMOVUPD MAGIC, Y15

// WITHIN sets AX to 15 if the eight numbers of Y0 and Y6 are within ±700, which is false for
// what is no number; Y1 and Y7 are spare.
#define WITHIN \
	VANDPD Y12, Y0, Y1; \
	VANDPD Y12, Y6, Y7; \
	VCMPPD $1, Y13, Y1, Y1; \
	VCMPPD $1, Y13, Y7, Y7; \
	VANDPD Y7, Y1, Y1; \
	VMOVMSKPD Y1, AX

// POWERS makes Y0 and Y6 what e is to their power; Y1 to Y5 and Y7 to Y11 are spare. It is
// Exp1 twice, step by step, for one alone would wait for itself.
#define POWERS \
	VMOVAPD Y14, Y1; \
	VMOVAPD Y14, Y7; \
	VFMADD213PD Y15, Y0, Y1; \
	VFMADD213PD Y15, Y6, Y7; \
	VSUBPD Y15, Y1, Y2; \
	VSUBPD Y15, Y7, Y8; \
	VFNMADD231PD LN2HI, Y2, Y0; \
	VFNMADD231PD LN2HI, Y8, Y6; \
	VFNMADD231PD LN2LO, Y2, Y0; \
	VFNMADD231PD LN2LO, Y8, Y6; \
	VMULPD Y0, Y0, Y3; \
	VMULPD Y6, Y6, Y9; \
	VMOVUPD C13, Y4; \
	VMOVUPD C13, Y10; \
	VMOVUPD C12, Y5; \
	VMOVUPD C12, Y11; \
	VFMADD213PD C11, Y3, Y4; \
	VFMADD213PD C11, Y9, Y10; \
	VFMADD213PD C10, Y3, Y5; \
	VFMADD213PD C10, Y9, Y11; \
	VFMADD213PD C9, Y3, Y4; \
	VFMADD213PD C9, Y9, Y10; \
	VFMADD213PD C8, Y3, Y5; \
	VFMADD213PD C8, Y9, Y11; \
	VFMADD213PD C7, Y3, Y4; \
	VFMADD213PD C7, Y9, Y10; \
	VFMADD213PD C6, Y3, Y5; \
	VFMADD213PD C6, Y9, Y11; \
	VFMADD213PD C5, Y3, Y4; \
	VFMADD213PD C5, Y9, Y10; \
	VFMADD213PD C4, Y3, Y5; \
	VFMADD213PD C4, Y9, Y11; \
	VFMADD213PD C3, Y3, Y4; \
	VFMADD213PD C3, Y9, Y10; \
	VFMADD213PD C2, Y3, Y5; \
	VFMADD213PD C2, Y9, Y11; \
	VFMADD213PD Y5, Y0, Y4; \
	VFMADD213PD Y11, Y6, Y10; \
	VFMADD213PD Y0, Y3, Y4; \
	VFMADD213PD Y6, Y9, Y10; \
	VADDPD ONE, Y4, Y4; \
	VADDPD ONE, Y10, Y10; \
	VPSLLQ $52, Y1, Y1; \
	VPSLLQ $52, Y7, Y7; \
	VPADDQ Y1, Y4, Y0; \
	VPADDQ Y7, Y10, Y6

// SECOND makes DX the place of the four numbers after those at CX, or of these once more if
// they are the last before R8.
#define SECOND \
	LEAQ 4(CX), DX; \
	CMPQ DX, R8; \
	CMOVQEQ CX, DX

// func expWide(dst, src *float64, n int) int
TEXT ·expWide(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), R8
	CONSTANTS
	XORQ CX, CX
loop:
	SECOND
	VMOVUPD (SI)(CX*8), Y0
	VMOVUPD (SI)(DX*8), Y6
	WITHIN
	CMPL AX, $15
	JNE  done
	POWERS
	VMOVUPD Y0, (DI)(CX*8)
	VMOVUPD Y6, (DI)(DX*8)
	LEAQ 4(DX), CX
	CMPQ CX, R8
	JNE  loop
done:
	MOVQ CX, ret+24(FP)
	VZEROUPPER
	RET

// func moveWide(s *Stream, n int)
TEXT ·moveWide(SB), NOSPLIT, $0-16
	MOVQ s+0(FP), AX
	MOVQ n+8(FP), DX
	MOVQ Stream_Row(AX), DI
	MOVQ Stream_Left(AX), SI
	MOVQ Stream_Y(AX), R8
	MOVQ Stream_Lift(AX), R9
	MOVQ Stream_Keep(AX), R10
	MOVQ Stream_End(AX), R11
	MOVQ Stream_Z(AX), R12
	VBROADCASTSD Stream_Time(AX), Y15
	VBROADCASTSD Stream_F(AX), Y14
	VBROADCASTSD Stream_S(AX), Y13
	VBROADCASTSD Stream_Half(AX), Y12
	XORQ CX, CX
loop:
	VMOVUPD (R10)(CX*8), Y0
	VMULPD  (SI)(CX*8), Y0, Y0
	VADDPD  (R9)(CX*8), Y0, Y0
	VMOVUPD Y0, (SI)(CX*8)     // left
	VMULPD  (R8)(CX*8), Y14, Y1
	VMULPD  (R12)(CX*8), Y13, Y2
	VADDPD  Y2, Y1, Y1
	VMOVUPD Y1, (R8)(CX*8)     // y
	VSUBPD  Y12, Y1, Y1
	VMULPD  (R11)(CX*8), Y15, Y2
	VADDPD  Y0, Y2, Y0
	VADDPD  Y1, Y0, Y0
	VMOVUPD Y0, (DI)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  loop
	VZEROUPPER
	RET

// func finishWide(s *Stream, from, to int) int
TEXT ·finishWide(SB), NOSPLIT, $0-32
	MOVQ s+0(FP), BX
	MOVQ from+8(FP), CX
	MOVQ to+16(FP), R8
	MOVQ Stream_Row(BX), DI
	MOVQ Stream_Sum(BX), SI
	MOVQ Stream_Money(BX), R9
	CONSTANTS
loop:
	SECOND
	VMOVUPD (DI)(CX*8), Y0
	VMOVUPD (DI)(DX*8), Y6
	WITHIN
	CMPL AX, $15
	JNE  done
	POWERS
	VBROADCASTSD Stream_Limit(BX), Y1
	VMULPD (R9)(CX*8), Y0, Y0  // money
	VMULPD (R9)(DX*8), Y6, Y6
	VCMPPD $2, Y1, Y0, Y2      // money ≤ limit, false for what is no number
	VCMPPD $2, Y1, Y6, Y3
	VANDPD Y2, Y3, Y3
	VMOVMSKPD Y3, AX
	CMPL AX, $15
	JNE  done
	VADDPD (SI)(CX*8), Y0, Y2
	VADDPD (SI)(DX*8), Y6, Y3
	VMOVUPD Y0, (DI)(CX*8)
	VMOVUPD Y6, (DI)(DX*8)
	VMOVUPD Y2, (SI)(CX*8)
	VMOVUPD Y3, (SI)(DX*8)
	LEAQ 4(DX), CX
	CMPQ CX, R8
	JNE  loop
done:
	MOVQ CX, ret+24(FP)
	VZEROUPPER
	RET
