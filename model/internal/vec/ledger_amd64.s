#include "go_asm.h"
#include "textflag.h"

// func openWide(l *Ledger, n int)
TEXT ·openWide(SB), NOSPLIT, $0-16
	MOVQ l+0(FP), AX
	MOVQ Ledger_Revenue(AX), DI
	MOVQ Ledger_Costs(AX), SI
	MOVQ Ledger_Compute(AX), R8
	MOVQ Ledger_Rounds(AX), R9
	MOVQ Ledger_Interest(AX), R10
	MOVQ Ledger_Operating(AX), R11
	MOVQ Ledger_GapInterest(AX), R12
	MOVQ Ledger_Cash(AX), R13
	MOVQ Ledger_Gap(AX), R15
	MOVQ Ledger_Extra(AX), DX
	XORQ CX, CX
	VXORPD Y7, Y7, Y7
loop:
	VMOVUPD (R13)(CX*8), Y0       // cash
	VMAXPD  Y7, Y0, Y1            // zero unless cash is above it
	VMULPD  Ledger_CashRate(AX)(CX*8), Y1, Y1
	VSUBPD  Ledger_Cost(AX)(CX*8), Y1, Y1
	VMOVUPD Y1, (R10)(CX*8)
	VMOVUPD (DI)(CX*8), Y2
	VSUBPD  (SI)(CX*8), Y2, Y2
	VSUBPD  (R8)(CX*8), Y2, Y2
	TESTQ DX, DX
	JEQ  paid
	VSUBPD  (DX)(CX*8), Y2, Y2
paid:
	VADDPD  Y1, Y2, Y2            // operating
	VMOVUPD Y2, (R11)(CX*8)
	VMOVUPD (R15)(CX*8), Y3
	VMULPD  Ledger_GapRate(AX)(CX*8), Y3, Y4
	VMOVUPD Y4, (R12)(CX*8)
	VADDPD  Y4, Y3, Y3            // gap and its interest
	VADDPD  Y2, Y0, Y0
	VADDPD  (R9)(CX*8), Y0, Y0
	VSUBPD  Ledger_Due(AX)(CX*8), Y0, Y0
	VSUBPD  Y3, Y0, Y0
	VSUBPD  Ledger_Floor(AX)(CX*8), Y0, Y0
	VMOVUPD Y0, Ledger_Free(AX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, n+8(FP)
	JNE  loop
	VZEROUPPER
	RET

// func closeWide(l *Ledger, n int, month, after, least, negative, factor float64)
TEXT ·closeWide(SB), NOSPLIT, $0-56
	MOVQ l+0(FP), AX
	MOVQ n+8(FP), DX
	VBROADCASTSD month+16(FP), Y8
	VBROADCASTSD after+24(FP), Y9
	VBROADCASTSD least+32(FP), Y10
	VBROADCASTSD negative+40(FP), Y11
	VBROADCASTSD factor+48(FP), Y12
	MOVQ Ledger_Compute(AX), DI
	MOVQ Ledger_Operating(AX), SI
	MOVQ Ledger_GapInterest(AX), R8
	MOVQ Ledger_Gap(AX), R9
	MOVQ Ledger_NewCash(AX), R10
	MOVQ Ledger_NewGap(AX), R11
	MOVQ Ledger_Draws(AX), R12
	XORQ CX, CX
	VXORPD Y7, Y7, Y7
loop:
	VMOVUPD Ledger_Free(AX)(CX*8), Y0
	VSUBPD  Y0, Y7, Y1
	VMAXPD  Y7, Y1, Y1            // missing
	VMAXPD  Y7, Y0, Y0            // left
	VADDPD  Ledger_Floor(AX)(CX*8), Y0, Y0
	VSUBPD  (R9)(CX*8), Y1, Y2
	VSUBPD  (R8)(CX*8), Y2, Y2
	VMOVUPD Y2, (R12)(CX*8)
	VMOVUPD Y0, (R10)(CX*8)
	VMOVUPD Y1, (R11)(CX*8)
	VMULPD  (DI)(CX*8), Y12, Y2
	VADDPD  Ledger_Value(AX)(CX*8), Y2, Y2
	VMOVUPD Y2, Ledger_Value(AX)(CX*8)
	VMINPD  Ledger_Low(AX)(CX*8), Y0, Y0
	VMOVUPD Y0, Ledger_Low(AX)(CX*8)
	VMOVUPD Ledger_First(AX)(CX*8), Y2
	VCMPPD  $3, Y2, Y2, Y3        // there is no first month yet
	VCMPPD  $1, Y1, Y10, Y4       // least < gap
	VANDPD  Y3, Y4, Y3
	VBLENDVPD Y3, Y8, Y2, Y2
	VMOVUPD Y2, Ledger_First(AX)(CX*8)
	VMAXPD  Ledger_Peak(AX)(CX*8), Y1, Y1
	VMOVUPD Y1, Ledger_Peak(AX)(CX*8)
	VMOVUPD (SI)(CX*8), Y0        // operating
	VMOVUPD Ledger_Burn(AX)(CX*8), Y1
	VSUBPD  Y0, Y1, Y1
	VMOVUPD Y1, Ledger_Burn(AX)(CX*8)
	VMAXPD  Ledger_Most(AX)(CX*8), Y1, Y1
	VMOVUPD Y1, Ledger_Most(AX)(CX*8)
	VCMPPD  $1, Y11, Y0, Y3       // operating < −least
	VMOVUPD Ledger_Even(AX)(CX*8), Y2
	VBLENDVPD Y3, Y9, Y2, Y2
	VMOVUPD Y2, Ledger_Even(AX)(CX*8)
	ADDQ $4, CX
	CMPQ CX, DX
	JNE  loop
	VZEROUPPER
	RET
