package model

import "computegap/model/dist"

// Scenario is a checked description of a company, its promises and its money: the
// plain form of a scenario file. It holds no positions, no text to parse and nothing
// inherited; model/scenario makes one from YAML, a Go program may build one by hand.
//
// Months in a scenario are calendar months counted from January of year 0
// (12·year + month − 1); the timeline says where month 0 of the model lies.
type Scenario struct {
	Name        string // file name without extension, or the shipped name
	Title       string
	Description string
	AsOf        string // the date up to which facts are known, "2026-02"
	Timeline    Timeline

	Revenue     []Stream
	Costs       []Cost
	Commitments []Commitment
	Funding     Funding

	Odds           Odds // of promises by firmness; nil: every promise counts in full
	Policy         Policy
	NoCircular     bool     // money from those who are paid for compute is left out
	RevenuePerGW   Quantity // USD a year of revenue that a GW can serve; absent: no limit
	OtherCapacity  Quantity // GW online at the timeline's start that no commitment lists
	OtherGrowth    Quantity // of that, a year
	Demand         *Demand
	Counterparties []Counterparty

	Correlations []Correlation
	Ensemble     *Ensemble // nil when the scenario says nothing
	Checks       []string
	Sources      []Source
	Context      []Fact
}

// Quantity is one named number of a scenario in the base unit of its kind: USD,
// USD/yr, GW, months, and fractions (per year) for rates and shares.
//
// The zero Quantity has no path and means that the scenario does not have it.
type Quantity struct {
	Path   string    // "commitments.aws.total"
	Value  float64   // central value: the stated value or the median of Dist
	Unit   string    // base unit as model/quantity names it
	Dist   dist.Dist // nil when the number is certain
	Lo, Hi float64   // bounds of its key, inclusive
	Stated bool      // false: the default of the key
	Aside  bool      // it is shown beside the results, in none of which it is: never drawn
	Origin Origin
}

// Present reports whether the scenario has the quantity, stated or by default.
func (q Quantity) Present() bool { return q.Path != "" }

// Origin says where a number comes from.
type Origin struct {
	Text         string // as written
	Distribution string // the distribution as written, "" when certain
	Source       string // key in Sources, "command line", or ""
	Status       string // announced, reported, derived, assumed
	AsOf         string
	Note         string
	Place        string // file:line:column
}

// Source is a document that figures are taken from.
type Source struct {
	ID, Title, Publisher, Date, URL, Note, Status string
}

// Fact is a figure that the model does not use and a reader should know.
type Fact struct {
	Fact, Figure, When, Source, Status, Note string
}

// Timeline is the monthly grid and the step in which results are shown.
type Timeline struct {
	Start  int // first calendar month
	Months int // number of months, at least 1
	Step   int // months in a reporting period: 1, 3 or 12
}

// Window is the span of calendar months in which a line is active, both inclusive.
// A zero From or Until sets no limit on its side.
type Window struct {
	From, Until int
}

// Stream is a line of revenue.
type Stream struct {
	ID, Label     string
	Curve         Curve
	Window        Window
	Volatility    Quantity // σ per square root of a year
	MeanReversion Quantity // κ per year
}

// Shape names the law by which a run-rate moves.
type Shape string

// The curves of a run-rate. Flat is that of a cost line without growth.
const (
	Flat     Shape = "flat"
	Constant Shape = "constant"
	Fade     Shape = "fade"
	Logistic Shape = "logistic"
	Gompertz Shape = "gompertz"
	Bass     Shape = "bass"
	Points   Shape = "points"
	Annual   Shape = "annual"
)

// Curve is an annualised run-rate over time. Which fields it uses depends on Shape;
// [Compile] says what is missing.
type Curve struct {
	Path     string // "revenue.chatgpt.growth", for faults
	Shape    Shape
	At       int      // calendar month at whose beginning the run-rate holds; 0: the window's From, else the timeline's start
	RunRate  Quantity // USD/yr
	Rate     Quantity // growth per year
	FadesTo  Quantity // growth per year
	HalfLife Quantity // months
	Ceiling  Quantity // USD/yr
	Market   Quantity // USD/yr
	P, Q     Quantity // Bass's coefficients of innovation and imitation, per year
	Points   []Dated  // run-rates, ascending in time
	Linear   bool     // between points: linear in time, else log-linear
	Totals   []Dated  // calendar-year totals, ascending
	Beyond   Beyond
}

// Dated is a quantity that belongs to the calendar months First to Last, inclusive.
type Dated struct {
	First, Last int
	Quantity
}

// Beyond says how points or yearly totals go on after the last one.
type Beyond struct {
	Allowed bool
	Growth  Quantity // absent: hold
}

// Cost is a line of costs: a share of revenue, or a run-rate of its own.
type Cost struct {
	ID, Label   string
	PerGW       Quantity // USD per GW-year of capacity online
	Commitments []string // whose capacity that is; empty: all
	Share       Quantity // a share of revenue, constant
	SharePoints []Dated  // or moving linearly between months
	Of          []string // streams the share is of; empty: all
	Curve       Curve    // used when there is no share
	Window      Window
}

// Firmness says how binding a promise is.
type Firmness string

// The classes of firmness, from the firmest.
const (
	Signed         Firmness = "signed"
	LetterOfIntent Firmness = "letter-of-intent"
	Option         Firmness = "option"
	Conditional    Firmness = "conditional"
	Target         Firmness = "target"
)

// Firmnesses lists the classes of firmness from the firmest.
func Firmnesses() []Firmness {
	return []Firmness{Signed, LetterOfIntent, Option, Conditional, Target}
}

// Commitment is a promise to pay for compute, or an umbrella over several.
type Commitment struct {
	ID, Label, Counterparty string
	Within                  string // ID of its umbrella, "" at the top
	Memo                    bool   // listed, in no sum
	Firmness                Firmness

	Total    Quantity // absent with Payments
	Start    int      // calendar month; unused with dated schedules
	Term     Quantity // months; absent with End
	End      int      // last calendar month; used when Term is absent
	Ramp     Ramp
	Payments []Dated // amounts by year, quarter or month

	Delay      Quantity // months
	Overrun    Quantity // factor on what is not yet due at the start
	Escalation Quantity // per year

	Capacity Quantity // GW
	Online   *Window  // months over which it comes online
	Build    bool     // capacity follows the payments and stays
	ChipLife Quantity // months

	Price       Quantity // USD per GW-year, in place of Total and Ramp
	Utilisation Quantity // share of the capacity online that is paid for

	Probability Quantity // that it is taken; absent: as Odds say
	Requires    string   // path of a commitment or round without which it is not taken

	TakeOrPay    Quantity // share of each month's amount that is due whatever happens
	Deferral     *Deferral
	Cancellation *Cancellation
	Renew        bool // goes on at the rate of its last year
}

// Ramp is the cumulative share of a commitment that is due by a share of its term.
type Ramp struct {
	Path       string // "commitments.aws.ramp", for faults
	Shape      RampShape
	Midpoint   Quantity // s-curve: where the inflection lies, fraction of the term
	Steepness  Quantity // s-curve
	Build      Quantity // plateau: months
	A, B       Quantity // beta
	Shares     []Dated  // by-year
	StatedName string   // as written
}

// RampShape names a ramp.
type RampShape string

// The ramps.
const (
	Linear      RampShape = "linear"
	Rising      RampShape = "rising"
	FrontLoaded RampShape = "front-loaded"
	SCurve      RampShape = "s-curve"
	Plateau     RampShape = "plateau"
	BetaRamp    RampShape = "beta"
	ByYear      RampShape = "by-year"
)

// Funding is the money a company has and can raise.
type Funding struct {
	Cash, CashFloor, CashRate, GapRate, DiscountRate Quantity

	Rounds     []Round
	Facilities []Facility
	Debt       []Debt

	MinCash       Quantity // covenants: the least cash
	DebtToRevenue Quantity // and the most debt over the last twelve months' revenue
}

// Round is new money on a date.
type Round struct {
	ID, Label, Counterparty string
	Amount, Probability     Quantity
	Month                   int
	Secondary               bool // shares change hands, the company gets nothing
	Kind                    RoundKind
	Firmness                Firmness
	Requires                string   // path of a commitment or round without which it does not close
	Trigger                 *Trigger // it waits for this
	PreMoney, PostMoney     Quantity // valuation before or after the money; at most one is present
}

// Facility is a line of credit.
type Facility struct {
	ID, Label   string
	Limit, Rate Quantity
	Lender      string
	Window      Window // it can be drawn; the balance is due in the month after
}

// Correlation is Spearman's rank correlation of two inputs, or of two streams' noise.
type Correlation struct {
	A, B string
	Rho  float64
}

// Ensemble says how many paths to draw and how. A zero field was not stated.
type Ensemble struct {
	Paths     int
	Auto      bool    // as many paths as Tolerance needs
	Seed      *uint64 // nil: not stated, for 0 is a seed
	Sampler   string
	Tolerance string
}
