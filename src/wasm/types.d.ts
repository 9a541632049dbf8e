/** Pairs of text: a URLSearchParams, a FormData, or an array of pairs. */
export type Pairs = URLSearchParams | FormData | [string, string][];

/** A row or field of the catalog that was refused. */
export interface Refusal { table: string; row: string; field: string; allowed: string }

/** Which answer: everything bought, some of each, everything run that can be. */
export type Side = 'buy' | 'hybrid' | 'build';

/** What an amount is, which decides how it is written. */
export type Unit =
  | 'text' | 'usd' | 'usd_month' | 'usd_year' | 'usd_hour' | 'usd_mtok' | 'times' | 'percent'
  | 'months' | 'tokens_month' | 'tokens_second' | 'gigabytes' | 'number';

/** One piece of a sentence: words, or an exact amount to be rounded where it is shown. */
export interface Part { unit: Unit; text: string; value: number }
export type Sentence = Part[];

/** The whole answer. Missing values are null, never undefined. Money is nominal US dollars. */
export interface Report {
  engine: string;
  /** The day whose prices count, and the day the catalog was last added to. */
  asof: string;
  catalog_asof: string;
  index: string;
  index_date: string;
  /** The shortest link that gives this report. */
  pairs: [string, string][];
  given: Given[];
  issues: Issue[];
  /** Months. */
  horizon: number;
  verdict: Verdict;
  options: OptionCost[];
  workloads: WorkloadReport[];
  /** By what part of its cost the cheapest plan may exceed the optimum; 0 where every assignment was tried. */
  gap: number;
  /** The week of each fleet of the best plan, or of the cheapest one that runs something; largest first. */
  weeks: WeekReport[];
  break_even: BreakEven;
  /** Null when no draws were asked for, or nothing can serve. */
  uncertainty: Uncertainty | null;
  /** Null when no draws were asked for. */
  reasons: Reasons | null;
  cash: CashMonth[];
  /** Month in which running has paid back; null when it does not, or there is nothing to pay back. */
  payback: number | null;
  ledger: LedgerRow[];
}

/** An input that was set, in canonical text. */
export interface Given { key: string; text: string; low: number | null; high: number | null; echo: boolean }

/** What was wrong with a text, or how an ambiguous one was read (`notice`). */
export interface Issue { field: string; text: string; problem: string; allowed: string; used: string; notice: boolean }

export interface Verdict {
  word: 'buy' | 'probably-buy' | 'hybrid' | 'probably-hybrid' | 'build' | 'probably-build' | 'too-close' | 'no-answer';
  side: Side;
  sentence: Sentence;
  monthly: number;
  other: number | null;
  other_side: Side | null;
  sure: Sentence;
  check: Sentence;
  volume: Sentence;
  decides: Sentence;
  holds: Sentence;
  holds_months: number | null;
  note: Sentence | null;
}

export interface OptionCost {
  id: 'today' | 'buy' | 'hybrid' | 'build';
  label: string;
  side: Side;
  best: boolean;
  /** Level monthly cost over the horizon. */
  monthly: number;
  /** Present value over the horizon. */
  present: number;
  /** The first month in which everything runs. */
  running: number;
  gpus: number;
  engineers: number;
  lines: LineAmount[];
}

export interface LineAmount { id: string; label: string; monthly: number; present: number; inputs: string[]; worked: Sentence[] }

export interface CashMonth {
  month: number;
  buy: number | null;
  hybrid: number | null;
  build: number | null;
  building: boolean;
}

export interface WorkloadReport {
  slug: string;
  name: string;
  /** 0 to 1; below 1 where a mandate splits the workload. */
  part: number;
  own_only: boolean;
  requests: number;
  tokens: number;
  floor: number | null;
  choice: 'bought' | 'own';
  served_by: string;
  other_side_adds: number | null;
  offers: OfferReport[];
  fleet: FleetReport | null;
  /** Models and GPUs that were tried and lost, the most fundamental reason first. */
  passed_over: PassedOver[];
}

export interface PassedOver {
  model: string;
  gpu: string;
  gpus: number;
  reason: 'no-model' | 'attention' | 'context' | 'no-price' | 'format' | 'memory' | 'slow' | 'dearer';
  why: string;
}

/** 168 hours from Monday 00:00 UTC; work is counted in replicas. */
export interface WeekReport {
  title: Sentence;
  chosen: boolean;
  models: string[];
  gpu: string;
  gpus: number;
  run: FleetReport['run'];
  workloads: string[];
  work: number[];
  running: number[];
  elsewhere: number[];
  waiting: number;
}

export interface OfferReport {
  id: string;
  kind: 'today' | 'well' | 'same-weights' | 'other';
  host: string;
  model: string;
  feasible: boolean;
  bill: number;
  blended: number;
  score: number | null;
  score_is_floor: boolean;
  from: string;
  source: string;
}

export interface FleetReport {
  /** Whether it is part of the best plan. */
  chosen: boolean;
  model: string;
  model_id: string;
  gpu: string;
  gpu_id: string;
  precision: string;
  gpus_per_replica: number;
  replicas: number;
  gpus: number;
  pay: 'on-demand' | 'reserved' | 'spot' | 'owned';
  run: 'always' | 'hourly' | 'zero' | 'burst';
  gpu_hour: number | null;
  quotes: [number, number] | null;
  throughput: number;
  throughput_range: [number, number];
  slots: number;
  /** 0 to 1. */
  utilization: number;
  /** 0 to 1. */
  overflow: number;
  per_mtok: number | null;
  /** Gigabytes of one GPU: weights, workspace, what is left for caches; what an engine may use, what there is. */
  weights: number;
  workspace: number;
  cache: number;
  memory: number;
  gpu_memory: number;
  /** Tokens. */
  longest_context: number | null;
  batch_limit: number | null;
  /** Wait in seconds, starts a month, part of requests. */
  cold_start: { wait: number; starts: number; requests: number } | null;
  shares_with: string[];
  workloads: string[];
  facts: Sentence[];
}

/** Multiples of today's volume. */
export interface Band { from: number; to: number | null; side: Side }
export interface Point { volume: number; buy: number | null; own: number | null; build: number | null }
export interface BreakEven {
  bands: Band[];
  first: number | null;
  durable: number | null;
  never: boolean;
  marginal_buy: number;
  marginal_own: number;
  naive: number | null;
  durable_at_half_rent: number | null;
  unsettled: boolean;
  curve: Point[];
}

export interface LedgerRow {
  key: string;
  label: string;
  value: number | null;
  word: string;
  unit: string;
  low: number | null;
  high: number | null;
  source: string;
  date: string;
  grade: string;
  set_by: 'default' | 'link' | 'catalog' | 'overlay';
}

/** One choice of a list. */
export interface Choice { word: string; label: string }

/** One input, as a form shows it. */
export interface Field {
  name: string;
  label: string;
  help: string;
  group: 'workload' | 'prices' | 'time' | 'team' | 'capacity' | 'owned' | 'gates' | 'switching' | 'reasons' | 'display';
  unit: string;
  kind: 'number' | 'choice' | 'reference' | 'text';
  value: number | null;
  word: string;
  range: [number, number] | null;
  likely: [number, number] | null;
  optional: boolean;
  options: Choice[];
  table: 'hosted' | 'models' | 'gpus' | 'shapes' | 'regimes' | null;
  most: number | null;
  source: string;
  date: string;
  grade: string;
  note: string;
}

/** The tables of inputs. */
export interface Form {
  global: Field[];
  workload: Field[];
  hosted: Choice[];
  models: Choice[];
  gpus: Choice[];
  shapes: Choice[];
  regimes: Choice[];
}

/** Part of the draws from 0 to 1, and in percent rounded to 5 points as it is shown. */
export interface Probability { exact: number; shown: number; error: number }
export interface Quantiles { p10: number; p50: number; p90: number; dots20: number[]; dots50: number[] }

export interface Uncertainty {
  draws: number;
  strategies: Odds[];
  best: number;
  chosen: number;
  own: Probability;
  call: 'buy' | 'probably-buy' | 'too-close' | 'probably-own' | 'own';
  /** Running something less buying everything: above zero buying is cheaper. */
  difference: { present: Quantiles; monthly: Quantiles; mean: number; error: number } | null;
  regret: number;
  evpi: number;
  evpi_error: number;
  learn: Lesson[];
  drawn: string[];
}

export interface Odds {
  strategy: Side;
  cheapest: Probability;
  mean: number;
  p10: number;
  p50: number;
  p90: number;
  regret: number;
  failed: number;
}

export interface Lesson {
  key: string;
  label: string;
  with: string[];
  evppi: number;
  error: number;
  suppressed: boolean;
  study: string;
  study_cost: number;
  worth_it: boolean;
  advice: Sentence;
}

/** Why. */
export interface Reasons {
  rules: Rule[];
  compliance: Compliance;
  candidates: Candidates[];
  one_notch_less: { workload: number; quality: string; saves: number; note: Sentence }[];
  scenarios: Scenarios | null;
  lock_in: { leave_api: Exit; leave_gpus: Exit | null; note: Sentence };
  fine_tuning: TuningFinding[];
  bridge: Bridge | null;
  memo: MemoBlock[];
}

export interface Rule {
  id: string;
  status: 'applies' | 'does-not-apply' | 'unknown';
  favors: 'buy' | 'build' | 'hybrid' | 'neither';
  title: string;
  deciding: Sentence;
  inputs: string[];
  source: string;
  question: string;
}

export interface Compliance {
  status: 'none' | 'mandate' | 'restricted' | 'condition' | 'unresolved' | 'preference';
  regime: { id: string; name: string; condition: string; question: string; source: string; checked: string; grade: string } | null;
  finding: Sentence;
  to_do: Sentence[];
  preference_year: number | null;
  readings: { binds: boolean; side: Side | null; monthly: number | null; sentence: Sentence }[];
  questions: string[];
  notes: Sentence[];
  licences: { model: string; licence: string; commercial: string; sentence: Sentence }[];
  fits: { model: string; gpu: string; gpus: number; fits: boolean; why: string }[];
}

export interface Scored { id: string; name: string; points: number; is_floor: boolean; monthly: number | null }
export interface Candidates {
  workload: number;
  slug: string;
  asked: string;
  floor: number | null;
  today: Scored | null;
  hosted_closed: Scored[];
  hosted_open: Scored[];
  own: Scored[];
  best_closed: Scored | null;
  best_open: Scored | null;
  gap: number | null;
  unscored: string[];
  note: Sentence;
}

export interface Scenarios {
  strategies: { side: Side; label: string; present: number; worst_regret: number; worst_in: string }[];
  scenarios: { id: string; label: string; assumed: string; cost: (number | null)[]; regret: (number | null)[]; best: number | null }[];
  cheapest: number;
  minimax: number;
  disagreement: Sentence | null;
}

export interface Exit { weeks: number; money: number; items: { label: string; amount: number }[] }
export interface TuningFinding {
  workload: number;
  tokens: number;
  hosted_adapter: Sentence;
  hosted_closed: Sentence;
  own: Sentence;
  source: string;
}
export interface Bridge { convention: string; theirs: number; steps: { label: Sentence; amount: number }[]; ours: number }
export interface MemoBlock { heading: string; paragraphs: Sentence[]; rows: { label: string; cells: Sentence[] }[] }

/** What would flip the answer, and the answer along every input. */
export interface Sensitivity { flips: { now: Winner | null; flips: Flip[] }; curves: Along[]; tornado: Bar[] }
/** What running something costs more than buying everything, USD/month, at both ends of an input's range. */
export interface Bar { key: string; label: string; unit: string; low: number; high: number; at_low: number; at_high: number; swing: number; crosses: boolean }
export type Winner = Side | 'nothing';
export interface Switch { at: number; below: Winner; above: Winner; distance: number; between: [number, number] }
export interface Flip {
  key: string;
  label: string;
  unit: string;
  current: number;
  switches: Switch[];
  options: { word: string; label: string; winner: Winner; difference: number | null; now: boolean }[];
  distance: number | null;
  sentence: Sentence;
}
export interface Along {
  key: string;
  label: string;
  unit: string;
  current: number;
  low: number;
  high: number;
  scale: 'linear' | 'log' | 'change';
  /** Above zero buying is cheaper, as a level amount a month. */
  points: { value: number; difference: number | null; winner: Winner }[];
  switches: Switch[];
  flat: boolean;
}
