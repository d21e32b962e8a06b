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

// func addPickedWide(sum, x, from *float64, k *Picks, n int)
TEXT ·addPickedWide(SB), NOSPLIT, $0-40
	MOVQ sum+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ from+16(FP), BX
	MOVQ k+24(FP), AX
	MOVQ n+32(FP), CX
	VMOVUPD (BX), Y0
	VMOVUPD 32(BX), Y1
	LEAQ Picks_pair(AX), R8
	LEAQ Picks_high(AX), R9
	XORQ DX, DX
loop:
	VMOVDQU (R8)(DX*1), Y2
	VPERMPS Y0, Y2, Y3
	VPERMPS Y1, Y2, Y4
	VMOVUPD (R9)(DX*1), Y5
	VBLENDVPD Y5, Y4, Y3, Y3
	VMULPD  (SI)(DX*1), Y3, Y3
	VADDPD  (DI)(DX*1), Y3, Y3
	VMOVUPD Y3, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func scaleWide(x, y *float64, limit float64, n int) bool
TEXT ·scaleWide(SB), NOSPLIT, $0-33
	MOVQ x+0(FP), DI
	MOVQ y+8(FP), SI
	VBROADCASTSD limit+16(FP), Y1
	MOVQ n+24(FP), CX
	XORQ DX, DX
	VPCMPEQD Y3, Y3, Y3 // all products so far are fine
loop:
	VMOVUPD (DI)(DX*1), Y0
	VMULPD  (SI)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	VCMPPD  $2, Y1, Y0, Y2 // product ≤ limit, false for what is no number
	VANDPD  Y2, Y3, Y3
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VMOVMSKPD Y3, AX
	CMPL AX, $15
	SETEQ ret+32(FP)
	VZEROUPPER
	RET

// func approachWide(dst, gone, step, keep, end, scale *float64, t float64, n int)
TEXT ·approachWide(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ gone+8(FP), SI
	MOVQ step+16(FP), R8
	MOVQ keep+24(FP), R9
	MOVQ end+32(FP), R10
	MOVQ scale+40(FP), R11
	VBROADCASTSD t+48(FP), Y3
	MOVQ n+56(FP), CX
	XORQ DX, DX
loop:
	VMOVUPD (R9)(DX*1), Y0
	VMULPD  (SI)(DX*1), Y0, Y0
	VADDPD  (R8)(DX*1), Y0, Y0
	VMOVUPD Y0, (SI)(DX*1)
	VMULPD  (R11)(DX*1), Y0, Y0
	VMULPD  (R10)(DX*1), Y3, Y1
	VADDPD  Y0, Y1, Y1
	VMOVUPD Y1, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func walkWide(e, y, z *float64, f, s, half float64, n int)
TEXT ·walkWide(SB), NOSPLIT, $0-56
	MOVQ e+0(FP), DI
	MOVQ y+8(FP), SI
	MOVQ z+16(FP), BX
	VBROADCASTSD f+24(FP), Y3
	VBROADCASTSD s+32(FP), Y4
	VBROADCASTSD half+40(FP), Y5
	MOVQ n+48(FP), CX
	XORQ DX, DX
loop:
	VMULPD  (SI)(DX*1), Y3, Y0
	VMULPD  (BX)(DX*1), Y4, Y1
	VADDPD  Y1, Y0, Y0
	VMOVUPD Y0, (SI)(DX*1)
	VSUBPD  Y5, Y0, Y0
	VADDPD  (DI)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

DATA consts<>+0(SB)/8, $0x40A71547652B82FE  // 2048/ln 2
DATA consts<>+8(SB)/8, $0x4338000000000000  // 1.5·2⁵²
DATA consts<>+16(SB)/8, $0x3F362E42FEE00000 // ln2Hi
DATA consts<>+24(SB)/8, $0x3D3A39EF35793C76 // ln2Lo
DATA consts<>+32(SB)/8, $0x00000000000007FF
DATA consts<>+40(SB)/8, $0x3FC5555555555555 // 1/6
DATA consts<>+48(SB)/8, $0x3FE0000000000000 // 1/2
DATA consts<>+56(SB)/8, $0x4085E00000000000 // 700
DATA consts<>+64(SB)/8, $0x7FFFFFFFFFFFFFFF
GLOBL consts<>(SB), RODATA|NOPTR, $72

// func expWide(dst, src *float64, n int) int
TEXT ·expWide(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	LEAQ ·powers(SB), BX
	VBROADCASTSD consts<>+0(SB), Y8
	VBROADCASTSD consts<>+8(SB), Y9
	VBROADCASTSD consts<>+16(SB), Y10
	VBROADCASTSD consts<>+24(SB), Y11
	VBROADCASTSD consts<>+32(SB), Y12
	VBROADCASTSD consts<>+40(SB), Y13
	VBROADCASTSD consts<>+48(SB), Y14
	VBROADCASTSD consts<>+56(SB), Y15
	VBROADCASTSD consts<>+64(SB), Y7
	XORQ DX, DX
loop:
	VMOVUPD (SI)(DX*1), Y0
	VANDPD  Y7, Y0, Y1
	VCMPPD  $1, Y15, Y1, Y1 // |x| < 700, false for what is no number
	VMOVMSKPD Y1, AX
	CMPL AX, $15
	JNE  done
	VMULPD Y8, Y0, Y1
	VADDPD Y9, Y1, Y1       // shifted
	VSUBPD Y9, Y1, Y2       // k
	VMULPD Y10, Y2, Y3
	VSUBPD Y3, Y0, Y3
	VMULPD Y11, Y2, Y2
	VSUBPD Y2, Y3, Y3       // r
	VPAND  Y12, Y1, Y4
	VPCMPEQD Y5, Y5, Y5
	VXORPD Y6, Y6, Y6
	VGATHERQPD Y5, (BX)(Y4*8), Y6
	VPSLLQ $41, Y1, Y1
	VPADDQ Y1, Y6, Y6       // power
	VMULPD Y13, Y3, Y1
	VADDPD Y14, Y1, Y1
	VMULPD Y3, Y3, Y2
	VMULPD Y1, Y2, Y2
	VADDPD Y3, Y2, Y2
	VMULPD Y6, Y2, Y2
	VADDPD Y6, Y2, Y2
	VMOVUPD Y2, (DI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
done:
	SHRQ $3, DX
	MOVQ DX, ret+24(FP)
	VZEROUPPER
	RET

// func operatingWide(o *Operating, n int)
TEXT ·operatingWide(SB), NOSPLIT, $0-16
	MOVQ o+0(FP), AX
	MOVQ n+8(FP), CX
	MOVQ Operating_Interest(AX), DI
	MOVQ Operating_Operating(AX), SI
	MOVQ Operating_Cash(AX), R8
	MOVQ Operating_Rate(AX), R9
	MOVQ Operating_Cost(AX), R10
	MOVQ Operating_Revenue(AX), R11
	MOVQ Operating_Costs(AX), R12
	MOVQ Operating_Compute(AX), R13
	XORQ DX, DX
	VXORPD Y4, Y4, Y4
loop:
	VMOVUPD (R8)(DX*1), Y0
	VMAXPD  Y4, Y0, Y0 // zero unless cash is above it
	VMULPD  (R9)(DX*1), Y0, Y0
	VSUBPD  (R10)(DX*1), Y0, Y0
	VMOVUPD Y0, (DI)(DX*1)
	VMOVUPD (R11)(DX*1), Y1
	VSUBPD  (R12)(DX*1), Y1, Y1
	VSUBPD  (R13)(DX*1), Y1, Y1
	VADDPD  Y0, Y1, Y1
	VMOVUPD Y1, (SI)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func balanceWide(b *Balance, n int)
TEXT ·balanceWide(SB), NOSPLIT, $0-16
	MOVQ b+0(FP), AX
	MOVQ n+8(FP), CX
	MOVQ Balance_Cash(AX), DI
	MOVQ Balance_Gap(AX), SI
	MOVQ Balance_Operating(AX), R8
	MOVQ Balance_Rounds(AX), R9
	MOVQ Balance_Due(AX), R10
	MOVQ Balance_Rate(AX), R11
	MOVQ Balance_Floor(AX), R12
	MOVQ Balance_GapInterest(AX), R13
	MOVQ Balance_Draws(AX), R15
	MOVQ Balance_NewGap(AX), BX
	MOVQ Balance_NewCash(AX), AX
	XORQ DX, DX
	VXORPD Y7, Y7, Y7
loop:
	VMOVUPD (SI)(DX*1), Y0      // gap
	VMULPD  (R11)(DX*1), Y0, Y1 // its interest
	VMOVUPD Y1, (R13)(DX*1)
	VADDPD  Y1, Y0, Y2
	VMOVUPD (DI)(DX*1), Y3
	VADDPD  (R8)(DX*1), Y3, Y3
	VADDPD  (R9)(DX*1), Y3, Y3
	VSUBPD  (R10)(DX*1), Y3, Y3
	VSUBPD  Y2, Y3, Y3
	VMOVUPD (R12)(DX*1), Y4     // floor
	VSUBPD  Y4, Y3, Y3          // free
	VSUBPD  Y3, Y7, Y5
	VMAXPD  Y7, Y5, Y5          // missing
	VMAXPD  Y7, Y3, Y3          // left
	VADDPD  Y3, Y4, Y4
	VMOVUPD Y4, (AX)(DX*1)
	VMOVUPD Y5, (BX)(DX*1)
	VSUBPD  Y0, Y5, Y5
	VSUBPD  Y1, Y5, Y5
	VMOVUPD Y5, (R15)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET

// func gaugeWide(w *Gauge, month, after, least, negative float64, n int)
TEXT ·gaugeWide(SB), NOSPLIT, $0-48
	MOVQ w+0(FP), AX
	VBROADCASTSD month+8(FP), Y8
	VBROADCASTSD after+16(FP), Y9
	VBROADCASTSD least+24(FP), Y10
	VBROADCASTSD negative+32(FP), Y11
	MOVQ n+40(FP), CX
	MOVQ Gauge_Gap(AX), DI
	MOVQ Gauge_Cash(AX), SI
	MOVQ Gauge_Operating(AX), R8
	MOVQ Gauge_Peak(AX), R9
	MOVQ Gauge_First(AX), R10
	MOVQ Gauge_Burn(AX), R11
	MOVQ Gauge_Most(AX), R12
	MOVQ Gauge_Low(AX), R13
	MOVQ Gauge_Even(AX), R15
	XORQ DX, DX
loop:
	VMOVUPD (DI)(DX*1), Y0
	VMOVUPD (R9)(DX*1), Y1
	VMAXPD  Y1, Y0, Y1          // the old peak unless the gap is above it
	VMOVUPD Y1, (R9)(DX*1)
	VMOVUPD (R10)(DX*1), Y2
	VCMPPD  $3, Y2, Y2, Y3      // there is no first month yet
	VCMPPD  $1, Y0, Y10, Y4     // least < gap
	VANDPD  Y3, Y4, Y3
	VBLENDVPD Y3, Y8, Y2, Y2
	VMOVUPD Y2, (R10)(DX*1)
	VMOVUPD (R8)(DX*1), Y0
	VMOVUPD (R11)(DX*1), Y1
	VSUBPD  Y0, Y1, Y1
	VMOVUPD Y1, (R11)(DX*1)
	VMAXPD  (R12)(DX*1), Y1, Y1
	VMOVUPD Y1, (R12)(DX*1)
	VMOVUPD (SI)(DX*1), Y1
	VMINPD  (R13)(DX*1), Y1, Y1
	VMOVUPD Y1, (R13)(DX*1)
	VCMPPD  $1, Y11, Y0, Y3     // operating < −least
	VMOVUPD (R15)(DX*1), Y2
	VBLENDVPD Y3, Y9, Y2, Y2
	VMOVUPD Y2, (R15)(DX*1)
	ADDQ $32, DX
	SUBQ $4, CX
	JNZ  loop
	VZEROUPPER
	RET
