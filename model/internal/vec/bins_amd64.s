#include "textflag.h"

// func rangeWide(x *float64, n int) (lo, hi float64)
TEXT ·rangeWide(SB), NOSPLIT, $0-32
	MOVQ x+0(FP), SI
	MOVQ n+8(FP), CX
	VMOVUPD (SI), Y0
	VMOVUPD Y0, Y1
	VMOVUPD -32(SI)(CX*8), Y2 // the last four, as those of an odd eight are left out below
	VMINPD Y2, Y0, Y0
	VMAXPD Y2, Y1, Y1
	VMOVUPD Y0, Y2
	VMOVUPD Y1, Y3
	SHRQ $3, CX
	JEQ  done
loop:
	VMOVUPD (SI), Y4
	VMOVUPD 32(SI), Y5
	VMINPD Y4, Y0, Y0
	VMAXPD Y4, Y1, Y1
	VMINPD Y5, Y2, Y2
	VMAXPD Y5, Y3, Y3
	ADDQ $64, SI
	DECQ CX
	JNZ  loop
done:
	VMINPD Y2, Y0, Y0
	VMAXPD Y3, Y1, Y1
	VEXTRACTF128 $1, Y0, X2
	VMINPD X2, X0, X0
	VPERMILPD $1, X0, X2
	VMINSD X2, X0, X0
	VMOVSD X0, lo+16(FP)
	VEXTRACTF128 $1, Y1, X2
	VMAXPD X2, X1, X1
	VPERMILPD $1, X1, X2
	VMAXSD X2, X1, X1
	VMOVSD X1, hi+24(FP)
	VZEROUPPER
	RET

// func binsWide(dst *int32, x *float64, lo, unit float64, last int32, n int)
TEXT ·binsWide(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	VBROADCASTSD lo+16(FP), Y2
	VBROADCASTSD unit+24(FP), Y3
	MOVL last+32(FP), AX
	VMOVD AX, X4
	VPBROADCASTD X4, X4
	MOVQ n+40(FP), CX
loop:
	VMOVUPD (SI), Y0
	VSUBPD Y2, Y0, Y0
	VMULPD Y3, Y0, Y0
	VCVTTPD2DQY Y0, X0
	VPMINSD X4, X0, X0
	VMOVDQU X0, (DI)
	ADDQ $32, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET
