package model

// SeriesID names a series of the ledger.
type SeriesID int

// The series, in the order in which documents list them.
const (
	Revenue SeriesID = iota
	Costs
	Compute
	Interest
	OperatingCash
	Rounds
	FacilityDraws
	FacilityBalance
	GapDraws
	GapInterest
	Cash
	FundingGap
	CapacityGW
	Renewals
	Credits
	Prepaid
	Deferred
	Cancelled
	FlexibilityFees
	DebtDraws
	DebtBalance
	IdleGW
	IdleCost
	BoughtCompute
	RevenueLost
	NumSeries
)

// SeriesInfo describes a series.
type SeriesInfo struct {
	Name    string
	Unit    string // USD or GW
	Balance bool   // shown at the end of a period; else summed over it
	Meaning string
}

var seriesTable = [NumSeries]SeriesInfo{
	Revenue:         {"revenue", "USD", false, "recognised revenue of all streams"},
	Costs:           {"costs", "USD", false, "all cost lines"},
	Compute:         {"compute", "USD", false, "payments due under the commitments, with escalation"},
	Interest:        {"interest", "USD", false, "interest earned on cash less interest paid on facilities"},
	OperatingCash:   {"operating_cash", "USD", false, "revenue less costs, compute and net interest"},
	Rounds:          {"rounds", "USD", false, "money from rounds"},
	FacilityDraws:   {"facility_draws", "USD", false, "drawn on facilities, net of repayments"},
	FacilityBalance: {"facility_balance", "USD", true, "owed on facilities"},
	GapDraws:        {"gap_draws", "USD", false, "new unfunded money, net of what is made good, without its interest"},
	GapInterest:     {"gap_interest", "USD", false, "interest added to the unfunded balance"},
	Cash:            {"cash", "USD", true, "cash"},
	FundingGap:      {"funding_gap", "USD", true, "the unfunded balance: what is due and has no source of money"},
	CapacityGW:      {"capacity_gw", "GW", true, "compute capacity online"},
	Renewals:        {"renewals", "USD", false, "payments that go on after commitments have ended"},
	Credits:         {"credits", "USD", false, "what counterparties are owed and take their own credits for"},
	Prepaid:         {"prepaid", "USD", false, "cash paid to counterparties ahead of what they are owed"},
	Deferred:        {"deferred", "USD", true, "what has been put off and is still to be paid"},
	Cancelled:       {"cancelled", "USD", false, "what has been cut and will never be paid"},
	FlexibilityFees: {"flexibility_fees", "USD", false, "what deferring and cancelling costs"},
	DebtDraws:       {"debt_draws", "USD", false, "loans paid out, net of what is paid back"},
	DebtBalance:     {"debt_balance", "USD", true, "owed on loans"},
	IdleGW:          {"idle_gw", "GW", true, "capacity online that demand does not use"},
	IdleCost:        {"idle_cost", "USD", false, "idle capacity at the price of demand, in no sum"},
	BoughtCompute:   {"bought_compute", "USD", false, "compute bought beside the commitments, part of costs"},
	RevenueLost:     {"revenue_lost", "USD", false, "revenue that capacity could not serve"},
}

// Info describes the series.
func (s SeriesID) Info() SeriesInfo { return seriesTable[s] }

// MetricID names a metric.
type MetricID int

// The metrics, in the order in which documents list them.
const (
	PeakGap MetricID = iota
	PeakGapDate
	GapAtEnd
	FirstGapDate
	BreakevenDate
	RunwayMonths
	CumulativeBurn
	MinCash
	TotalRevenue
	TotalCosts
	TotalCompute
	CommittedBeyond
	TotalFunding
	NPVCommitments
	Coverage
	ComputeToRevenue
	CapacityAtEnd
	CostPerGW
	TotalRenewals
	TotalCredits
	DeferredAtEnd
	TotalCancelled
	TotalFlexibilityFees
	TotalBoughtCompute
	TotalIdleCost
	TotalRevenueLost
	Dilution
	MinCashBreach
	DebtBreach
	NumMetrics
)

// MetricInfo describes a metric. Unit is USD, GW, USD/GW, months, "1" for a ratio, or
// "date": a month of the timeline, counted from its start.
type MetricInfo struct {
	Name    string
	Unit    string
	Meaning string
}

var metricTable = [NumMetrics]MetricInfo{
	PeakGap:          {"peak_gap", "USD", "the largest funding gap at a month's end"},
	PeakGapDate:      {"peak_gap_date", "date", "the first month within half a cent of the largest gap"},
	GapAtEnd:         {"gap_at_end", "USD", "the funding gap at the end of the timeline"},
	FirstGapDate:     {"first_gap_date", "date", "the first month with a gap above half a cent"},
	BreakevenDate:    {"breakeven_date", "date", "the first month from which operating cash is never negative again"},
	RunwayMonths:     {"runway_months", "months", "months before the first short one"},
	CumulativeBurn:   {"cumulative_burn", "USD", "the largest sum of negative operating cash from the first month on"},
	MinCash:          {"min_cash", "USD", "the least cash at a month's end"},
	TotalRevenue:     {"total_revenue", "USD", "revenue over the timeline"},
	TotalCosts:       {"total_costs", "USD", "costs over the timeline"},
	TotalCompute:     {"total_compute", "USD", "payments for compute over the timeline, with escalation"},
	CommittedBeyond:  {"committed_beyond", "USD", "due after the timeline, before escalation"},
	TotalFunding:     {"total_funding", "USD", "money from rounds over the timeline"},
	NPVCommitments:   {"npv_commitments", "USD", "payments for compute, discounted from mid-month to the start"},
	Coverage:         {"coverage", "1", "revenue less costs, over compute"},
	ComputeToRevenue: {"compute_to_revenue", "1", "compute over revenue"},
	CapacityAtEnd:    {"capacity_at_end", "GW", "capacity online at the end of the timeline"},
	CostPerGW:        {"cost_per_gw", "USD/GW", "stated totals over stated capacity of the topmost commitments that have both"},

	TotalRenewals:        {"total_renewals", "USD", "payments after commitments have ended, over the timeline"},
	TotalCredits:         {"total_credits", "USD", "what counterparties take their own credits for, over the timeline"},
	DeferredAtEnd:        {"deferred_at_end", "USD", "what has been put off and is still to be paid at the end of the timeline"},
	TotalCancelled:       {"total_cancelled", "USD", "what has been cut, over the timeline"},
	TotalFlexibilityFees: {"total_flexibility_fees", "USD", "what deferring and cancelling costs, over the timeline"},
	TotalBoughtCompute:   {"total_bought_compute", "USD", "compute bought beside the commitments, part of costs, over the timeline"},
	TotalIdleCost:        {"total_idle_cost", "USD", "idle capacity at the price of demand, over the timeline"},
	TotalRevenueLost:     {"total_revenue_lost", "USD", "revenue that capacity could not serve, over the timeline"},
	Dilution:             {"dilution", "1", "the share of the company that rounds with a valuation give away"},
	MinCashBreach:        {"min_cash_breach_date", "date", "the first month that closes with less cash than lenders ask for"},
	DebtBreach:           {"debt_to_revenue_breach_date", "date", "the first month that closes with more debt to revenue than lenders allow"},
}

// Info describes the metric.
func (m MetricID) Info() MetricInfo { return metricTable[m] }

// MetricByName finds a metric by the name used in files, flags and documents.
func MetricByName(name string) (MetricID, bool) {
	for i, info := range metricTable {
		if info.Name == name {
			return MetricID(i), true
		}
	}
	return 0, false
}

// SeriesByName finds a series by the name used in files, flags and documents.
func SeriesByName(name string) (SeriesID, bool) {
	for i, info := range seriesTable {
		if info.Name == name {
			return SeriesID(i), true
		}
	}
	return 0, false
}

// Measure is a number read off a projection: a metric, or a series over some months.
type Measure struct {
	Metric   MetricID
	Series   SeriesID
	IsSeries bool
	First    int // months of the timeline, inclusive, for a series
	Last     int
}

// Name is how the measure is written where no dates are needed.
func (q Measure) Name() string {
	if q.IsSeries {
		return q.Series.Info().Name
	}
	return q.Metric.Info().Name
}

// Unit is the unit of the measure, "date" for a month of the timeline.
func (q Measure) Unit() string {
	if q.IsSeries {
		return q.Series.Info().Unit
	}
	return q.Metric.Info().Unit
}
