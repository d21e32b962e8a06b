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
