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
  break_even: BreakEven;
  cash: CashMonth[];
  ledger: LedgerRow[];
}

/** An input that was set, in canonical text. */
export interface Given { key: string; text: string; low: number | null; high: number | null; echo: boolean }

/** What was wrong with a text, or how an ambiguous one was read (`notice`). */
export interface Issue { field: string; text: string; problem: string; allowed: string; used: string; notice: boolean }

export interface Verdict {
  word: 'buy' | 'hybrid' | 'build' | 'too-close' | 'no-answer';
  side: Side;
  sentence: Sentence;
  monthly: number;
  other: number | null;
  other_side: Side | null;
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

export interface LineAmount { id: string; label: string; monthly: number; present: number; inputs: string[] }

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
  weights: number;
  memory: number;
  workloads: string[];
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
  set_by: 'default' | 'link' | 'catalog';
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
