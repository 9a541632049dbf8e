/** Pairs of text: a query, a URLSearchParams, a FormData, or an array of pairs. */
export type Pairs = string | URLSearchParams | FormData | [string, string][];

/** The answer along one input. */
export type Along = {
  /** Key of the input. */
  key: string,
  /** Its label. */
  label: string,
  /** Name of the workload it belongs to; empty for an input of the whole decision. */
  of: string,
  /** Its unit. */
  unit: string,
  /** Value now, or what stands in for it. */
  current: number,
  /** Low end of what is plausible. */
  low: number,
  /** High end of what is plausible. */
  high: number,
  /** The scale to draw it on. */
  scale: Scale,
  /** The curve, rising in the input, over the searched range. */
  points: Array<PointAlong>,
  /** All switching values, rising. */
  switches: Array<Switch>,
  /** True when no cost of the plans that were met depends on it. */
  flat: boolean,
};

/** An interval of volume and who wins in it. */
export type Band = {
  /** From this multiple of today's volume. */
  from: number,
  /** To this one; the last band has no end. */
  to: number | null,
  /** The cheapest answer. */
  side: Side,
};

/** One bar. */
export type Bar = {
  /** Key of the input. */
  key: string,
  /** Its label. */
  label: string,
  /** Its unit. */
  unit: string,
  /** Low end of the plausible range. */
  low: number,
  /** High end. */
  high: number,
  /** Running something less buying everything at the low end, a level USD/month. */
  at_low: number,
  /** The same at the high end. */
  at_high: number,
  /** `at_low` − `at_high`. */
  swing: number,
  /** True when the bar crosses zero: only such an input can change the decision by itself. */
  crosses: boolean,
};

/** A heading with what stands under it. */
export type Block = {
  /** The heading. */
  heading: string,
  /** Whole sentences, each a paragraph. */
  paragraphs: Array<Sentence>,
  /** What stands in the columns of its table, that of the labels first. */
  columns: Array<string>,
  /** A table, if there is one. */
  rows: Array<Row>,
};

/** Break-even over volume. */
export type BreakEven = {
  /** All bands in order, from a thousandth of today's volume on. */
  bands: Array<Band>,
  /** The first volume at which running something is cheaper. */
  first: number | null,
  /** The volume above which buying everything is never cheapest again. */
  durable: number | null,
  /** Why no volume makes running anything cheaper, where that is known. */
  never: Never | null,
  /** Marginal cost of one more unit of volume when bought, USD of present value; the proof's left side. */
  marginal_buy: number,
  /** The same on the cheapest endlessly divisible fleet, streams that can be run only; the right side. */
  marginal_own: number,
  /** Where a spreadsheet with GPU rent alone would put the break-even. */
  naive: number | null,
  /** The durable crossing if GPU rents were half, where it is *never* at today's. */
  durable_at_half_rent: number | null,
  /** True when the search stopped before every interval was settled. */
  unsettled: boolean,
  /** What running saves beyond the durable crossing; absent where there is none. */
  gain: Gain | null,
  /** Points for a picture. */
  curve: Array<Point>,
};

/** From another calculator's monthly number for self-hosting to ours, for the case at hand. */
export type Bridge = {
  /** Whose way it is. */
  convention: Convention,
  /** What that way gives for this case, USD a month. */
  theirs: number,
  /** The steps, each with what it adds. */
  steps: Array<Step>,
  /** Ours: the first month in which everything runs, with the build and the moves spread over the horizon. */
  ours: number,
};

/** What one answer takes in one year, in the dollars of that year. */
export type Budget = {
  /** Hardware bought, less what was sold again. */
  capital: Usd,
  /** Building the service and moving the work, paid once. */
  building: Usd,
  /** Everything else. */
  running: Usd,
  /** The three together. */
  total: Usd,
  /** All years up to the end of this one. */
  so_far: Usd,
};

/** One year of every answer that is possible. The last one may have fewer months. */
export type BudgetYear = {
  /** From 1. */
  year: number,
  /** How many months of it lie within the horizon. */
  months: number,
  /** Everything bought. */
  buy: Budget | null,
  /** The cheapest mix. */
  hybrid: Budget | null,
  /** Everything run. */
  build: Budget | null,
};

/** The chance that running something is cheaper, in words. The bounds 10, 35, 65 and 90 % are judgement. */
export type Call = "buy" | "probably-buy" | "too-close" | "probably-own" | "own";

/** The candidates for one workload. */
export type Candidates = {
  /** Position of the workload. */
  workload: number,
  /** Its short name. */
  slug: string,
  /** The named floor. */
  asked: string,
  /** The floor in points; absent when anything will do or today's model has no score. */
  floor: number | null,
  /** Today's model, if it is scored. */
  today: Scored | null,
  /** Closed models that clear the floor, cheapest first. */
  hosted_closed: Array<Scored>,
  /** Open weights at hosts that clear it, cheapest first. */
  hosted_open: Array<Scored>,
  /** Open weights that could be run here, highest score first. */
  own: Array<Scored>,
  /** The highest-scored closed model on sale that is not announced to end. */
  best_closed: Scored | null,
  /** The highest-scored open model that fits a server. */
  best_open: Scored | null,
  /** Points by which the best open model trails the best closed one; negative when it leads. */
  gap: number | null,
  /** Hosted models of this kind that the index does not score; none of them was considered. */
  unscored: Array<string>,
  /** The same in words. */
  note: Sentence,
};

/** One month in cash, nominal. */
export type CashMonth = {
  /** From 1. */
  month: number,
  /** Everything bought. */
  buy: number | null,
  /** The cheapest mix. */
  hybrid: number | null,
  /** Everything run. */
  build: number | null,
  /** True while the service is still being built. */
  building: boolean,
  /** Everything bought, from the first month to the end of this one. */
  buy_so_far: number | null,
  /** The same of the cheapest mix. */
  hybrid_so_far: number | null,
  /** The same of everything run. */
  build_so_far: number | null,
};

/** One choice. */
export type Choice = {
  /** In links. */
  word: string,
  /** For people. */
  label: string,
  /** Why nobody moves to it, of a hosted model that has ended, will, or was not seen on sale of late. */
  ended: string | null,
  /** What models are compared by before one is chosen. */
  listing: Listing | null,
};

/** What a fleet that scales to zero does to those who come first. */
export type ColdStart = {
  /** How long the first request waits. */
  wait: Seconds,
  /** Starts from nothing in a month. */
  starts: number,
  /** Part of interactive requests that wait for one. */
  requests: Share,
};

/** Whether the licence lets a company serve the model. */
export type Commercial = "yes" | "conditions" | "no";

/** The finding on the regime, and what goes with it. */
export type Compliance = {
  /** What the regime does here. */
  status: Mandate,
  /** The regime's row, if one was named. */
  regime: RegimeFacts | null,
  /** The finding in words. */
  finding: Sentence,
  /** What is left to do, in order. */
  to_do: Array<Sentence>,
  /** What a wish costs a year, USD: the cheapest plan that runs everything it can less the cheapest bought one. */
  preference_year: number | null,
  /** Where an authority decides: the answer under either decision. */
  readings: Array<Reading>,
  /** The five questions; empty when no regime was named and none was hinted at. */
  questions: Array<string>,
  /** What should be known besides. */
  notes: Array<Sentence>,
  /** Licences of the open models in the best plan and in the best plan with models of one's own. */
  licences: Array<Licence>,
  /** Models that were tried on GPUs: what fits, and why the rest does not. */
  fits: Array<Fit>,
};

/** Another calculator's convention, to rebuild its number. */
export type Convention = "none" | "utilization" | "single-stream" | "no-people" | "gpu-rent-only";

/** A day of the proleptic Gregorian calendar, 1970 to 2199. */
export type Day = string;

/** How far apart running and buying are. */
export type Difference = {
  /** As present value, USD. */
  present: Quantiles,
  /** As the level monthly amount over the horizon at the visitor's discount rate, USD/month. */
  monthly: Quantiles,
  /** Mean present value, USD. */
  mean: number,
  /** Standard error of the mean. */
  error: number,
};

/** A sum of products, with what it gives. */
export type Equation = {
  /** What is worked out: the workload or the machines, or a part that a later equation uses. */
  title: string,
  /** Added up in this order. */
  terms: Array<Term>,
  /** What is done with the sum. */
  finish: Finish,
  /** What comes out. */
  result: number,
  /** What it is counted in. */
  unit: Unit,
  /** True where it is a part of the line's amount, false where a later equation uses it. */
  adds: boolean,
};

/** One way out. */
export type Exit = {
  /** Calendar time, weeks. */
  weeks: number,
  /** Money, USD. */
  money: number,
  /** What the money is made of. */
  items: Array<ExitItem>,
};

/** A part of what leaving costs. */
export type ExitItem = {
  /** What it is. */
  label: string,
  /** USD. */
  amount: number,
};

/** One number of an equation. */
export type Factor = {
  /** What it is, to be read after the number. */
  label: string,
  /** The number that is multiplied; a share is 0 to 1. */
  value: number,
  /** How it is written: a share in percent. */
  unit: Unit,
  /** The row of the ledger that it comes from; empty where an equation before it or the fleet gives it. */
  source: string,
  /** True when it divides. */
  over: boolean,
};

/** The side a reason speaks for when it applies. */
export type Favors = "buy" | "build" | "hybrid" | "neither";

/** One input. */
export type Field = {
  /** Key, or the part after the workload's name and a point. */
  name: string,
  /** Label. */
  label: string,
  /** Help. */
  help: string,
  /** Where it stands. */
  group: Group,
  /** Unit, `%` for shares typed in percent. */
  unit: string,
  /** `number`, `choice`, `reference` or `text`. */
  kind: string,
  /** Default as a number. */
  value: number | null,
  /** Default as a word. */
  word: string,
  /** Smallest and largest value that is read. */
  range: [number, number] | null,
  /** Plausible range, where it is drawn. */
  likely: [number, number] | null,
  /** True when it may be empty. */
  optional: boolean,
  /** The choices. */
  options: Array<Choice>,
  /** The catalog table of a reference. */
  table: Table | null,
  /** Most characters of a text. */
  most: number | null,
  /** Where default and range come from. */
  source: string,
  /** When that was. */
  date: string,
  /** How good that is. */
  grade: string,
  /** What a reader should know. */
  note: string,
};

/** What is done with a sum. */
export type Finish = "plain" | "at-least-zero" | "rounded-up";

/** The first of an answer; every field is that of the whole report, but for what is said of it. */
export type First = {
  /** The day whose prices count. */
  asof: Day,
  /** The shortest link that gives the report, as pairs. */
  pairs: Array<[string, string]>,
  /** What the link or the visitor set. */
  given: Array<Given>,
  /** What could not be read as it stood. */
  issues: Array<Issue>,
  /** The verdict, without a word on volume. */
  verdict: Verdict,
  /** Every way to do it, with its cost by line. */
  options: Array<OptionCost>,
  /** The inputs, without the catalog's rows. */
  ledger: Array<LedgerRow>,
};

/** Whether a model runs on a GPU. */
export type Fit = {
  /** The model. */
  model: string,
  /** The GPU. */
  gpu: string,
  /** GPUs of one replica. */
  gpus: number,
  /** True when it stays among the options. */
  fits: boolean,
  /** Why not; empty when it fits. */
  why: string,
};

/** A fleet of one model. */
export type FleetReport = {
  /** True for a fleet of the best plan, false for one that the answer does without. */
  chosen: boolean,
  /** The model. */
  model: string,
  /** Its id. */
  model_id: string,
  /** The GPU. */
  gpu: string,
  /** Its id. */
  gpu_id: string,
  /** Number format. */
  precision: string,
  /** GPUs of one replica. */
  gpus_per_replica: number,
  /** Replicas at today's volume, spares included. */
  replicas: number,
  /** GPUs at today's volume. */
  gpus: number,
  /** How they are paid. */
  pay: Pay,
  /** When they run. */
  run: Run,
  /** Rent of a GPU-hour. */
  gpu_hour: UsdPerHour | null,
  /** Lowest and highest quote. */
  quotes: [UsdPerHour, UsdPerHour] | null,
  /** Output tokens a second of one replica at the latency target. */
  throughput: TokensPerSecond,
  /** Measured over predicted throughput, 10th and 90th percentile of the class. */
  throughput_range: [number, number],
  /** Requests under way per replica. */
  slots: number,
  /** Mean work over capacity: an output, never an input. */
  utilization: Share,
  /** Part of the work that goes to a host instead. */
  overflow: Share,
  /** GPU cost of a million output tokens at that utilization. */
  per_mtok: UsdPerMtok | null,
  /** Weights on one GPU. */
  weights: Gigabytes,
  /** An engine's own workspace there. */
  workspace: Gigabytes,
  /** What is left for the caches of requests under way, of all models on the GPU. */
  cache: Gigabytes,
  /** Memory an engine may use of it. */
  memory: Gigabytes,
  /** Memory that the GPU has. */
  gpu_memory: Gigabytes,
  /** The longest request that fits, prompt and answer together; absent where models share GPUs. */
  longest_context: Tokens | null,
  /**
   * Requests that fit into one replica at once, of the workload that needs most room; absent where models share
   * GPUs or write nothing.
   */
  batch_limit: number | null,
  /** Starts from nothing, for a fleet that is off when idle. */
  cold_start: ColdStart | null,
  /** Other models on the same GPUs; replicas, GPUs and utilization then are of all of them together. */
  shares_with: Array<string>,
  /** The workloads it serves. */
  workloads: Array<string>,
  /** Memory, limits, sharing and starts, in sentences. */
  facts: Array<Sentence>,
};

/** What one input would have to be for another verdict. */
export type Flip = {
  /** Key of the input. */
  key: string,
  /** Its label. */
  label: string,
  /** Name of the workload it belongs to; empty for an input of the whole decision. */
  of: string,
  /** Its unit. */
  unit: string,
  /** Value now; for a choice not a number, zero. */
  current: number,
  /** All values at which the verdict changes, nearest first; empty when there is none in the searched range. */
  switches: Array<Switch>,
  /** For a choice: what each option gives. */
  options: Array<OptionAnswer>,
  /**
   * Distance of the nearest change, 1 being the edge of the plausible range (any other option of a choice is
   * 1 away); absent when nothing changes the verdict.
   */
  distance: number | null,
  /** In words. */
  sentence: Sentence,
};

/** All flips. */
export type Flips = {
  /** What wins now. */
  now: Winner | null,
  /** Inputs that can change the verdict, nearest first, then those that cannot. */
  flips: Array<Flip>,
};

/** Both tables, and what references choose from. */
export type Form = {
  /** Inputs of the whole decision. */
  global: Array<Field>,
  /** Inputs of each workload. */
  workload: Array<Field>,
  /** Hosted offers on the day. */
  hosted: Array<Choice>,
  /** Open models whose weights were out on the day. */
  models: Array<Choice>,
  /** GPUs that had a price by the day, and those that have none on record. */
  gpus: Array<Choice>,
  /** Load shapes. */
  shapes: Array<Choice>,
  /** Regimes. */
  regimes: Array<Choice>,
  /** Keys of a link that are no inputs: its version, the day of its prices, and what says how the page looks. */
  page_keys: Array<string>,
  /** Most workloads that a link may list. */
  most_workloads: number,
  /** Draws that the odds take when nobody says how many. */
  draws: number,
};

/** What running saves of the cost of buying everything, over volume. */
export type Gain = {
  /** At twice the durable crossing. */
  at_twice: Share,
  /** The multiple of today's volume from which a tenth is saved; absent where that is never reached. */
  tenth_from: number | null,
  /** The most that any volume saves: the limit at endless volume, whole replicas and people being nothing there. */
  most: Share,
};

/** 10⁹ bytes. */
export type Gigabytes = number;

/** One input that was set. */
export type Given = {
  /** `horizon`, or `assistant.requests`. */
  key: string,
  /** As a link carries it. */
  text: string,
  /** Low end where a range was given, in the shown unit. */
  low: number | null,
  /** High end. */
  high: number | null,
  /** How an ambiguous or corrected text was read, in canonical text. */
  echo: boolean,
};

/** Where the form shows an input. */
export type Group = "workload" | "prices" | "time" | "team" | "capacity" | "owned" | "gates" | "switching" | "reasons" | "display";

/** Points of the one quality index that a catalog uses. */
export type IndexPoints = number;

/** What was wrong with a text, and what was used instead. */
export type Issue = {
  /** The key. */
  field: string,
  /** The text as typed, at most 80 characters of it. */
  text: string,
  /** What is the matter, to be read after the quoted text. */
  problem: string,
  /** What is allowed. */
  allowed: string,
  /** What was used instead; empty when the pair was set aside. */
  used: string,
  /** True for a reading that is only echoed, not corrected. */
  notice: boolean,
};

/** One number. */
export type LedgerRow = {
  /** Key in links, or the catalog row's id. */
  key: string,
  /** Name for people. */
  label: string,
  /** Value in the unit shown; absent when it is a word. */
  value: number | null,
  /** The word, for choices. */
  word: string,
  /** Unit. */
  unit: string,
  /** Low end. */
  low: number | null,
  /** High end. */
  high: number | null,
  /** Where it comes from. */
  source: string,
  /** When that was, as printed there. */
  date: string,
  /** How good that is: A, B, C or J. */
  grade: string,
  /** `default`, `link`, `catalog` or `overlay`. */
  set_by: string,
};

/** What knowing one input is worth before deciding. */
export type Lesson = {
  /** Key of the input; of several with one cause, the leading one. */
  key: string,
  /** Its label. */
  label: string,
  /** Keys of the inputs that the same cause moves. */
  with: Array<string>,
  /** Expected value of perfect information on it, USD of today: the most that finding out can be worth. */
  evppi: Usd,
  /** Standard error of that value. */
  error: Usd,
  /** True when the value is too small to be told from noise, or to matter. */
  suppressed: boolean,
  /** The cheapest study that would find it out, in words. */
  study: string,
  /** What that study costs, USD (judgement). */
  study_cost: Usd,
  /** True when the value exceeds that cost. */
  worth_it: boolean,
  /** All of it in a sentence; empty when suppressed. */
  advice: Sentence,
};

/** A licence to look at. */
export type Licence = {
  /** The model. */
  model: string,
  /** Its licence by name. */
  licence: string,
  /** Whether a company may serve it. */
  commercial: Commercial,
  /** In words. */
  sentence: Sentence,
};

/** One line of an option. */
export type LineAmount = {
  /** Short name. */
  id: string,
  /** Name for people. */
  label: string,
  /** Level monthly amount over the horizon. */
  monthly: UsdPerMonth,
  /** Present value. */
  present: Usd,
  /** The inputs it came from. */
  inputs: Array<string>,
  /** Its equations with the values in place, in words, where that was asked for. */
  worked: Array<Sentence>,
  /** The same as numbers. */
  equations: Worked | null,
};

/** What is known of a model before it is chosen. */
export type Listing = {
  /** Who sells it, or made it where no host is meant. */
  by: string,
  /** List price of input; none where a request has a price of its own. */
  input: UsdPerMtok | null,
  /** List price of output, likewise. */
  output: UsdPerMtok | null,
  /** Points of answers without reasoning. */
  plain: IndexPoints | null,
  /** Points of answers with it. */
  reasoning: IndexPoints | null,
  /** True when the points are a predecessor's, below which it is not expected. */
  at_least: boolean,
};

/** Both ways out. */
export type LockIn = {
  /** Away from the hosts used today. */
  leave_api: Exit,
  /** Away from one's own GPUs, by the cheapest plan that has any. */
  leave_gpus: Exit | null,
  /** The two side by side, in words. */
  note: Sentence,
};

/** What a named regime does to the options. */
export type Mandate = "none" | "mandate" | "restricted" | "condition" | "unresolved" | "preference";

/** Thousandths of a second. */
export type Milliseconds = number;

/** Calendar months of 730.5 hours. */
export type Months = number;

/** Why running is never cheaper. All but [`Never::Proved`] say that nothing was there to compare. */
export type Never = { "reason": "no-model",
/** Name of the best open model; absent where no model of this kind has a score. */
model: string | null,
/** Its points. */
best: IndexPoints | null,
/** The points wanted. */
floor: IndexPoints | null, } | { "reason": "too-slow",
/** The slowest pace that the strictest such workload allows, per token. */
allowed: Milliseconds,
/** Within what its answers must begin, seconds; absent where that is not asked. */
first_token: number | null, } | { "reason": "unsuited",
/** Which, and why. */
why: string, } | { "reason": "horizon-too-short",
/** Months until own replicas carry traffic. */
build: Months,
/** Months looked at. */
horizon: Months, } | { "reason": "forbidden" } | { "reason": "proved",
/**
 * What the volume of today costs more when it is bought at twice the volume: its marginal cost, USD of
 * present value after the build.
 */
buy: Usd,
/** The same on the cheapest fleet that could be divided at will. */
  own: Usd,
};

/** What one notch less quality would save. */
export type NotchLess = {
  /** Position of the workload. */
  workload: number,
  /** The next lower floor, by its word. */
  quality: string,
  /** Saved a month over the whole portfolio, USD; zero when nothing. */
  saves: number,
  /** In words. */
  note: Sentence,
};

/** A strategy's odds. */
export type Odds = {
  /** Which answer of the portfolio it is. */
  strategy: Side,
  /** Chance that it is the cheapest. */
  cheapest: Probability,
  /** Mean present value of its cost, USD. */
  mean: number,
  /** 10th percentile of that cost. */
  p10: number,
  /** Median. */
  p50: number,
  /** 90th percentile. */
  p90: number,
  /** What it is expected to cost more than the cheapest of each draw, USD. */
  regret: number,
  /** Draws in which it could not run: it then costs what it takes to give it up, and the dearest of the others. */
  failed: number,
};

/** Why an offer stands in the list. */
export type OfferKind = "today" | "well" | "same-weights" | "other";

/** One hosted offer. */
export type OfferReport = {
  /** Id in the catalog. */
  id: string,
  /** Why it stands here. */
  kind: OfferKind,
  /** Who bills. */
  host: string,
  /** Model for people. */
  model: string,
  /** Whether it may and can serve the workload. */
  feasible: boolean,
  /** Today's monthly bill, tokens only. */
  bill: UsdPerMonth,
  /** Its price for a million tokens of this workload's mix, in and out together. */
  blended: UsdPerMtok,
  /** Score on the index. */
  score: IndexPoints | null,
  /** True when the score is a predecessor's. */
  score_is_floor: boolean,
  /** First day of the price. */
  from: string,
  /** Where the price was seen. */
  source: string,
};

/** The verdict under one option. */
export type OptionAnswer = {
  /** Its word in links. */
  word: string,
  /** Its label. */
  label: string,
  /** What wins. */
  winner: Winner,
  /** Running something less buying everything, as a level USD/month; absent where one is impossible. */
  difference: number | null,
  /** True for the option chosen now. */
  now: boolean,
};

/** One option of the whole portfolio. */
export type OptionCost = {
  /** `today`, `buy`, `hybrid`, `build` or `cascade`. */
  id: string,
  /** Name for people. */
  label: string,
  /** Which answer it is. */
  side: Side,
  /** True for the least of all. */
  best: boolean,
  /** Level monthly cost over the horizon, one-time costs spread. */
  monthly: UsdPerMonth,
  /** Present value over the horizon. */
  present: Usd,
  /** The first month in which everything runs, at that month's volume. */
  running: UsdPerMonth,
  /** The hosts' invoice of the first month: tokens and nothing else, at today's volume and prices. */
  invoice: UsdPerMonth,
  /** People's time, as a level monthly amount over the horizon: running, on call, tests, changes, building, moving. */
  people: UsdPerMonth,
  /** Most GPUs it ever has. */
  gpus: number,
  /** Most engineers it charges once running. */
  engineers: number,
  /** Its lines, those that are zero left out. */
  lines: Array<LineAmount>,
};

/** What an overlay brought. */
export type Overlaid = {
  /** Whose file it is, where it says so. */
  name: string,
  /** Table and name of every row taken. */
  taken: Array<[string, string]>,
  /** Inputs taken, as a link would write them. */
  inputs: Array<[string, string]>,
  /** Rows refused. */
  refused: Array<Refusal>,
  /** Prices taken that do not count on the catalog's day, and what they would have to be to count. */
  aside: Array<Refusal>,
  /** Prices that count and leave out what the public price of the same offer has, each with what is used. */
  asked: Array<Refusal>,
};

/** One piece of a sentence. */
export type Part = {
  /** What it is. */
  unit: Unit,
  /** The words, for text. */
  text: string,
  /** The amount, for the rest; exact, rounded where it is shown. */
  value: number,
};

/** A setup that was not taken. */
export type PassedOver = {
  /** The model. */
  model: string,
  /** The GPU. */
  gpu: string,
  /** GPUs per replica. */
  gpus: number,
  /** What kind of reason it is. */
  reason: Reason,
  /** Why, in words. */
  why: string,
};

/** How a group's GPUs are paid. */
export type Pay = "on-demand" | "reserved" | "spot" | "owned";

/** Costs at one volume, present values in USD over the horizon. */
export type Point = {
  /** Multiple of today's volume. */
  volume: number,
  /** Everything bought. */
  buy: number | null,
  /** The cheapest answer that runs something. */
  own: number | null,
  /** Everything run that can be. */
  build: number | null,
};

/** A point of a curve. */
export type PointAlong = {
  /** The input, in its shown unit. */
  value: number,
  /**
   * The cheapest way that runs something less buying everything, as a level USD/month over the horizon; above
   * zero buying is cheaper. Absent where one of them is impossible.
   */
  difference: number | null,
  /** What wins there. */
  winner: Winner,
};

/** A chance. */
export type Probability = {
  /** Part of the draws, 0 to 1. */
  exact: number,
  /** In percent, rounded to 5 points: what is shown. */
  shown: number,
  /** Standard error, as if the draws were independent (stratified ones are a little better). */
  error: number,
};

/** Points of a distribution. */
export type Quantiles = {
  /** 10th percentile. */
  p10: number,
  /** Median. */
  p50: number,
  /** 90th percentile. */
  p90: number,
  /** 20 equally likely outcomes, rising: the quantiles (i − 0.5) / 20. */
  dots20: Array<number>,
  /** 50 equally likely outcomes. */
  dots50: Array<number>,
};

/** The answer under one reading of an open regime. */
export type Reading = {
  /** True when the regime is read as forbidding a hosted API. */
  binds: boolean,
  /** The answer; absent when nothing serves every workload. */
  side: Side | null,
  /** Its cost a month, USD. */
  monthly: number | null,
  /** In words. */
  sentence: Sentence,
};

/** Why a setup was not taken, the most fundamental first. */
export type Reason = "no-model" | "attention" | "context" | "no-price" | "format" | "memory" | "slow" | "dearer";

/** The reasons behind a verdict. */
export type Reasons = {
  /** The essay's rules, each with the number that decides it. */
  rules: Array<Rule>,
  /** What the named law, contract or order does. */
  compliance: Compliance,
  /** Quality by workload, on one dated index. */
  candidates: Array<Candidates>,
  /** What one notch less quality would save, by workload. */
  one_notch_less: Array<NotchLess>,
  /** Named futures with the regret of each answer. */
  scenarios: Scenarios | null,
  /** The way back from either side. */
  lock_in: LockIn,
  /** Fine-tuning, for workloads that need it. */
  fine_tuning: Array<TuningFinding>,
  /** The steps from another calculator's number to ours, if one was asked for. */
  bridge: Bridge | null,
  /** One page. */
  memo: Array<Block>,
};

/** A row or field that was refused. */
export type Refusal = {
  /** The table. */
  table: string,
  /** The row, by its name, or its place in the table counted from 1. */
  row: string,
  /** The first day of the row as it is written, which tells the rows of one offer apart; empty where there is none. */
  from: string,
  /** The field. */
  field: string,
  /** What would have been allowed. */
  allowed: string,
  /** The whole, for whoever wrote the file. */
  said: string,
};

/** A regime as the catalog has it. */
export type RegimeFacts = {
  /** Row of the catalog. */
  id: string,
  /** Name for people. */
  name: string,
  /** What must hold for a hosted API. */
  condition: string,
  /** What settles it. */
  question: string,
  /** Where it was read. */
  source: string,
  /** When. */
  checked: string,
  /** Evidence grade. */
  grade: string,
};

/** The whole answer. */
export type Report = {
  /** Version of the engine that made it. */
  engine: string,
  /** The day whose prices count. */
  asof: Day,
  /** The day the catalog was last added to. */
  catalog_asof: Day,
  /** The quality index, with its scale. */
  index: string,
  /** Day of its snapshot. */
  index_date: Day,
  /** The shortest link that gives this report, as pairs. */
  pairs: Array<[string, string]>,
  /** What the link or the visitor set. */
  given: Array<Given>,
  /** What could not be read as it stood. */
  issues: Array<Issue>,
  /** Months of the horizon. */
  horizon: Months,
  /** The answer in words and in its few numbers. */
  verdict: Verdict,
  /** Every way to do it, with its cost by line; the first is today's. */
  options: Array<OptionCost>,
  /** Workload by workload. */
  workloads: Array<WorkloadReport>,
  /** By what part of its cost the cheapest plan may exceed the optimum; zero where every assignment was tried. */
  gap: Share,
  /** The week of each fleet of the best plan, or of the cheapest one that runs something; largest first. */
  weeks: Array<WeekReport>,
  /** Winner by volume. */
  break_even: BreakEven,
  /** How sure it is and what to find out first; absent when no draws were asked for or nothing can serve. */
  uncertainty: Uncertainty | null,
  /** Why; absent in a quick answer. */
  reasons: Reasons | null,
  /** Month by month. */
  cash: Array<CashMonth>,
  /** The same by year: bought to keep, built, run. */
  years: Array<BudgetYear>,
  /**
   * Month in which the cheapest answer that runs something has paid back what it cost more than buying; absent
   * when it does not within the horizon, or there is nothing to pay back.
   */
  payback: Months | null,
  /** Every number used. */
  ledger: Array<LedgerRow>,
};

/** Requests per month. */
export type RequestsPerMonth = number;

/** A row of a memo's table. */
export type Row = {
  /** What it is. */
  label: string,
  /** Amounts or words, one per column. */
  cells: Array<Sentence>,
};

/** One reason, judged. */
export type Rule = {
  /** Short name. */
  id: string,
  /** Whether it holds here. */
  status: Status,
  /** The side it speaks for when it does. */
  favors: Favors,
  /** The reason as people say it. */
  title: string,
  /** The number that decides it. */
  deciding: Sentence,
  /** The inputs behind that number. */
  inputs: Array<string>,
  /** Where rule or figures come from. */
  source: string,
  /** What would settle it, or turn it into a reason. */
  question: string,
  /** True when it is unknown and the answer could change with it: worth finding out. */
  open: boolean,
};

/** When a group's replicas run. */
export type Run = "always" | "hourly" | "zero" | "burst";

/** The scale on which an input moves evenly. */
export type Scale = "linear" | "log" | "change";

/** A future. */
export type Scenario = {
  /** Short name. */
  id: string,
  /** For people. */
  label: string,
  /** What is assumed. */
  assumed: string,
  /** Present value of each strategy, USD; absent where it cannot be worked out. */
  cost: Array<number | null>,
  /** Regret of each, USD. */
  regret: Array<number | null>,
  /** Position of the best. */
  best: number | null,
};

/** The futures, the strategies, and what follows. */
export type Scenarios = {
  /** What could be decided today. */
  strategies: Array<Strategy>,
  /** The futures. */
  scenarios: Array<Scenario>,
  /** Position of the strategy that costs least as things stand. */
  cheapest: number,
  /** Position of the strategy whose largest regret is least. */
  minimax: number,
  /** Said when the two differ. */
  disagreement: Sentence | null,
};

/** A model with its score. */
export type Scored = {
  /** Row of the catalog. */
  id: string,
  /** Name for people; of a hosted model with its host. */
  name: string,
  /** Points on the catalog's index. */
  points: number,
  /** True when it is a predecessor's score: at least that. */
  is_floor: boolean,
  /** What serving the whole workload would cost a month over the horizon, where it can be bought. */
  monthly: number | null,
};

/** Seconds. */
export type Seconds = number;

/** Flips and curves. */
export type Sensitivity = {
  /** Switching values, nearest first. */
  flips: Flips,
  /** The answer along every numeric input. */
  curves: Array<Along>,
  /** How far the difference moves between the ends of an input's range, widest first. */
  tornado: Array<Bar>,
};

/** A sentence, or a few. */
export type Sentence = Array<Part>;

/** A part of a whole, always inside 0 to 1. */
export type Share = number;

/** What the three answers are called. */
export type Side = "buy" | "hybrid" | "build";

/** Whether a reason holds here. */
export type Status = "applies" | "does-not-apply" | "unknown";

/** One step. */
export type Step = {
  /** What it is, and why. */
  label: Sentence,
  /** What it adds, USD a month; negative where it takes away. */
  amount: number,
};

/** A strategy. */
export type Strategy = {
  /** Which answer it is. */
  side: Side,
  /** For people. */
  label: string,
  /** Present value as things stand, USD. */
  present: number,
  /** Its largest regret over the futures, USD in present value. */
  worst_regret: number,
  /** The future in which that is. */
  worst_in: string,
};

/** A value at which the verdict changes, checked by the whole engine on both sides. */
export type Switch = {
  /** The value, in the shown unit. */
  at: number,
  /** What wins just below it. */
  below: Winner,
  /** What wins just above it. */
  above: Winner,
  /** Distance from the present value, 1 being the edge of the plausible range on that side. */
  distance: number,
  /** The last value below and the first above at which the engine was asked. */
  between: [number, number],
  /**
   * The value as it is told: rounded to the digits that are shown, away from the present value, so that typing it
   * brings the change about; asked of the engine.
   */
  told: number,
};

/** The catalog table that a reference chooses from. */
export type Table = "hosted" | "models" | "gpus" | "shapes" | "regimes";

/** Factors multiplied, added or taken off. */
export type Term = {
  /** True when it is taken off. */
  minus: boolean,
  /** Multiplied, or divided by. */
  factors: Array<Factor>,
};

/** Tokens, a plain count. */
export type Tokens = number;

/** Tokens per month. */
export type TokensPerMonth = number;

/** Tokens per second. */
export type TokensPerSecond = number;

/** What a workload's fine-tuning needs come to. */
export type TuningFinding = {
  /** Position of the workload. */
  workload: number,
  /** Tokens a month that the fine-tuned model would carry. */
  tokens: number,
  /** An adapter (a small set of weights beside the open ones) at a host. */
  hosted_adapter: Sentence,
  /** Fine-tuning of a closed model by its maker. */
  hosted_closed: Sentence,
  /** On one's own servers. */
  own: Sentence,
  /** Where these facts come from. */
  source: string,
};

/** What the draws say. */
export type Uncertainty = {
  /** How many were taken. */
  draws: number,
  /** The strategies that were possible, `buy` first. */
  strategies: Array<Odds>,
  /** Position of the strategy whose mean cost is least. */
  best: number,
  /** Position of the strategy that the verdict chose, the cheapest at the middle of every range. */
  chosen: number,
  /** Chance that running something is cheaper than buying everything. */
  own: Probability,
  /** What that chance is called. */
  call: Call,
  /**
   * Cost of the cheapest strategy that runs something, less the cost of buying everything: above zero buying
   * is cheaper. Absent when one of them is impossible.
   */
  difference: Difference | null,
  /** What the verdict's strategy is expected to cost more than the best of each draw, USD of today. */
  regret: number,
  /** Expected value of knowing everything before deciding, USD of today: the regret of the best on average. */
  evpi: number,
  /** Its standard error. */
  evpi_error: number,
  /** What each input is worth knowing, most first; the suppressed ones last. */
  learn: Array<Lesson>,
  /** Inputs that were drawn, by key. */
  drawn: Array<string>,
  /**
   * Chance that a cheaper model first costs less than what the verdict chose; absent where no workload names a share that
   * it passes on.
   */
  cascade: Probability | null,
};

/** What an amount is, which decides how it is written. */
export type Unit = "text" | "name" | "usd" | "usd_month" | "usd_year" | "usd_hour" | "usd_mtok" | "times" | "percent" | "months" | "tokens_month" | "tokens_second" | "gigabytes" | "number";

/** United States dollars, nominal; may be negative where it is a saving. */
export type Usd = number;

/** Dollars per hour. */
export type UsdPerHour = number;

/** Dollars per month. */
export type UsdPerMonth = number;

/** Dollars per million tokens. */
export type UsdPerMtok = number;

/** The verdict. */
export type Verdict = {
  /** The answer. */
  word: Word,
  /** Whether the odds, which are not counted yet, may change the word; the sentence then leaves it out. */
  waits: boolean,
  /** The cheapest side, whatever the word. */
  side: Side,
  /** The sentence that opens the page. */
  sentence: Sentence,
  /** Level monthly cost of the answer. */
  monthly: UsdPerMonth,
  /** Level monthly cost of the best other answer. */
  other: UsdPerMonth | null,
  /** Which that is. */
  other_side: Side | null,
  /** The chance that the answer is the cheaper one, in steps of 5 points. */
  sure: Sentence,
  /** What to find out first, and what that is worth at most. */
  check: Sentence,
  /** How volume stands to break-even: never, times away, or past it. */
  volume: Sentence,
  /** What decides it: the largest line that the answer saves. */
  decides: Sentence,
  /** Until when it holds. */
  holds: Sentence,
  /** What moving to cheaper models, and deciding later, would bring; empty where neither matters. */
  ahead: Sentence,
  /** Which of the prices it rests on nobody has looked at for more than 60 days before the day asked about. */
  aged: Sentence,
  /** The first month from now in which the answer would be another, if any within the horizon. */
  holds_months: Months | null,
  /** When self-hosted quality is below today's, or only open models were compared. */
  note: Sentence | null,
};

/** 168 hours from Monday 00:00 UTC, at today's volume. Work is counted in replicas: 1 is what one can do. */
export type WeekReport = {
  /** What it shows, as a title. */
  title: Sentence,
  /** True for a fleet of the best plan, false for one that the answer does without. */
  chosen: boolean,
  /** The models, the one whose GPUs they are first. */
  models: Array<string>,
  /** The GPU. */
  gpu: string,
  /** GPUs at today's volume. */
  gpus: number,
  /** When they run. */
  run: Run,
  /** The workloads it serves. */
  workloads: Array<string>,
  /** Interactive work of each hour. */
  work: Array<number>,
  /** Replicas that run in each hour, spares included. */
  running: Array<number>,
  /** Work of each hour that goes to a host instead. */
  elsewhere: Array<number>,
  /** Mean work that may wait, which fills the troughs. */
  waiting: number,
};

/** What wins. */
export type Winner = "buy" | "hybrid" | "build" | "nothing";

/** How sure the word is. */
export type Word = "buy" | "probably-buy" | "hybrid" | "probably-hybrid" | "build" | "probably-build" | "too-close" | "no-answer";

/** How a line is worked out. */
export type Worked = {
  /** The month that the equations are for, from 1; zero where there are none. */
  month: number,
  /** The equations, in reading order; those that add up to the month's amount are marked. */
  equations: Array<Equation>,
  /** The present value of all months, spread evenly over the horizon. */
  level: Equation | null,
};

/** One workload, or the part of it under a mandate. */
export type WorkloadReport = {
  /** Short name. */
  slug: string,
  /** Name for people. */
  name: string,
  /** Part of the workload's requests, 1 unless a mandate splits it. */
  part: Share,
  /** True when no hosted API may serve it. */
  own_only: boolean,
  /** Requests of a month, retries included. */
  requests: RequestsPerMonth,
  /** Tokens of a month, in and out. */
  tokens: TokensPerMonth,
  /** Points it needs on the index. */
  floor: IndexPoints | null,
  /** `bought` or `own` in the best plan, or `none` where nothing that is allowed serves it. */
  choice: string,
  /** What it is served by, for people. */
  served_by: string,
  /** What forcing it to the other side would add, a month; absent when there is no other side. */
  other_side_adds: UsdPerMonth | null,
  /** Hosted offers, cheapest first, at most eight. */
  offers: Array<OfferReport>,
  /** The fleet that serves it in the best plan, or would in the self-hosted one. */
  fleet: FleetReport | null,
  /** Models and GPUs that were tried for it and lost, the most fundamental reason first, by name. */
  passed_over: Array<PassedOver>,
};
