/** Pairs of text: a query, a URLSearchParams, a FormData, or an array of pairs. */
export type Pairs = string | URLSearchParams | FormData | [string, string][];

/** How far the week is known. */
export type Evidence = "measured" | "hours" | "days" | "none";

/** One file. */
export type FileRead = {
  /** Its name. */
  name: string,
  /** What it was recognized as, for people; empty where it was not. */
  formats: Array<string>,
  /** Records in it, the header not counted. */
  records: number,
  /** Rows that were used. */
  rows: number,
  /** Rows that were left out, by reason. */
  left_out: Array<LeftOut>,
};

/** Where a number comes from. */
export type How = "read" | "derived" | "assumed" | "needed" | "given";

/** How a name was understood. */
export type Known = "exact" | "elsewhere" | "assumed" | "unknown";

/** Rows that were not used. */
export type LeftOut = {
  /** Why. */
  reason: string,
  /** How many. */
  rows: number,
  /** Their tokens, in and out; absent where they were not counted. */
  tokens: number | null,
};

/** One point of a load test: a steady load and what the servers did under it. */
export type LoadPoint = {
  /** The tool that measured it, for people. */
  tool: string,
  /** The file it stands in. */
  file: string,
  /** The line or record it stands in, from 1 with a header counted in; 0 where the file is one result or document. */
  row: number,
  /** The model, as the file names it; empty where it does not. */
  model: string,
  /** The GPU as the file names it; empty where it does not. */
  gpu: string,
  /** GPUs of all replicas together, where stated. */
  gpus: number | null,
  /** Requests under way on average: as set, else by Little's law from the rate and the times. */
  concurrency: number | null,
  /** True where Little's law gave it. */
  concurrency_derived: boolean,
  /** Mean tokens in per request; absent where the file does not state it. */
  input: number | null,
  /** Mean tokens out per request; absent where the file does not state it. */
  output: number | null,
  /** Output tokens a second of everything tested; absent where the file does not state it. */
  tokens_per_second: number | null,
  /** Requests a second; absent where the file does not state it. */
  requests_per_second: number | null,
  /** Median time to first token, ms. */
  first_token: number | null,
  /** Time to first token of the slowest answers, ms, and of which percentile: the 95th, the 99th where no other is stated. */
  first_token_late: [number, number] | null,
  /** Median time per output token after the first, ms; the mean where no median is given. */
  per_token: number | null,
  /** Requests that were answered; absent where the file does not state it. */
  completed: number | null,
  /** Requests that failed; absent where the file does not state it. */
  failed: number | null,
  /** How long it ran, s; absent where the file does not state it. */
  seconds: number | null,
  /** Why it does not count; empty where it does. */
  not_used: string,
};

/** One input with its evidence. */
export type Measured = {
  /** Name of the input. */
  key: string,
  /** Its label, for people. */
  label: string,
  /** Its value in the input's unit; absent where it is a word or not known. */
  value: number | null,
  /** As a link carries it; empty where it is left alone. */
  text: string,
  /** Where it comes from. */
  how: How,
  /** The rule, in words. */
  rule: string,
  /** The file that its first row stands in. */
  file: string,
  /** First and last record of the rows that count, the last perhaps of another file, and how many rows. */
  rows: [number, number, number],
  /** The same for people: `usage.csv, rows 2 to 337`; empty where no row counts. */
  stands: string,
};

/** A workload that is proposed. */
export type Proposal = {
  /** How edits name it: `w1`, `w2`, … */
  id: string,
  /** Short name in the link. */
  slug: string,
  /** Name, from the file unless the visitor gave one. */
  name: string,
  /** What the name is in the file: `application`, `project`, `key`, `model`, … */
  named_by: string,
  /** True while the name is the file's own. */
  name_from_file: boolean,
  /** Left out by the visitor. */
  left_out: boolean,
  /** The proposal that it was merged into; empty where it stands alone. */
  into: string,
  /** The format it comes from, for people. */
  format: string,
  /** Tokens a month, in and out; absent where there is no clock. */
  tokens: number | null,
  /** Sums of the rows that count. */
  totals: Totals,
  /** Part of the source's tokens. */
  share: number,
  /** The model as the file names it. */
  model_read: string,
  /** Id of the hosted model in the catalog; empty where it is not known. */
  model: string,
  /** How the model was understood. */
  model_known: Known,
  /** Dollars a month that the file states; absent where it states none. */
  cost: number | null,
  /** The same tokens at the catalog's list prices. */
  list_cost: number | null,
  /** 168 hours from Monday 00:00 UTC with a mean of 1, where they are known. */
  week: Array<number>,
  /** How far they are known. */
  evidence: Evidence,
  /**
   * The busiest hour over the mean hour, where every hour was seen; where only days were, the busiest day over the mean
   * day, which is the least it can be.
   */
  peak: number | null,
  /** The busiest hour of the week, 0 for Monday 00:00 UTC; absent where not every hour of it was seen. */
  busiest: number | null,
  /** Every input with its evidence. */
  inputs: Array<Measured>,
  /** What to check before it is accepted. */
  notes: Array<string>,
};

/** What one format's files said together. */
export type SourceRead = {
  /** The format, for people. */
  format: string,
  /** First moment, like `2026-11-02 00:00`, UTC; empty where the clock has no date. */
  from: string,
  /** Last moment. */
  to: string,
  /** Hours that count, after idle ends and whole weeks. */
  hours: number,
  /** `request`, `hour`, `day` or `longer`. */
  bucket: string,
  /** How a month is made of it. */
  rule: string,
  /** How far the week is known. */
  evidence: Evidence,
  /** True where its times name no zone and are read as UTC. */
  naive: boolean,
  /** True where it may hold only a part of the requests. */
  sampled: boolean,
  /** Growth a year in percent, and the ends of its 80 % interval, from six whole weeks on. */
  growth: [number, number, number] | null,
};

/** What a load test gives a workload. */
export type Throughput = {
  /** The workload's short name. */
  slug: string,
  /** Output tokens a second of one replica at the workload's pace; absent where the test cannot say. */
  value: number | null,
  /** Requests under way there, on one replica. */
  concurrency: number | null,
  /** Median time to first token there, ms. */
  first_token: number | null,
  /** Time to first token of the slowest answers there, ms, and of which percentile. */
  first_token_late: [number, number] | null,
  /** GPUs of one replica there, where stated. */
  gpus: number | null,
  /** The catalog's id of the model that was tested; empty where the catalog or the file has none. */
  open_model: string,
  /** The catalog's id of the GPU; empty where the catalog or the file has none. */
  gpu: string,
  /** The rule, or why there is none, in words. */
  rule: string,
  /** The file of the tested load that it is from; of the lesser one where it lies between two. */
  file: string,
  /** The file and row of that load, or of both: `a.json and b.json`; empty where the test cannot say. */
  stands: string,
};

/** Plain sums of the rows behind a workload; absent where the file does not state them. */
export type Totals = {
  /** Requests that were answered. */
  requests: number | null,
  /** Input tokens, cached and written ones inside. */
  input: number,
  /** Input tokens read from a cache. */
  cached: number | null,
  /** Input tokens written to a cache. */
  written: number | null,
  /** Output tokens, reasoning inside. */
  output: number,
  /** Hidden reasoning. */
  reasoning: number | null,
  /** Dollars. */
  cost: number | null,
};

/** What was read from some files, and the case that it makes. */
export type Usage = {
  /** The files, in the order they were given. */
  files: Array<FileRead>,
  /** What could not be read or must be known, one sentence each. */
  issues: Array<UsageIssue>,
  /** What was read, by format. */
  sources: Array<SourceRead>,
  /** The workloads that are proposed, the largest first. */
  workloads: Array<Proposal>,
  /** Inputs of the whole decision: growth, today's bill, retries. */
  globals: Array<Measured>,
  /** Points of load tests. */
  loads: Array<LoadPoint>,
  /** What the load tests give the workloads they fit. */
  throughputs: Array<Throughput>,
  /** The case as pairs of a link. */
  pairs: Array<[string, string]>,
  /** The same as a link's query. */
  link: string,
};

/** Something to say about a file. */
export type UsageIssue = {
  /** The file; empty where it is about all of them. */
  file: string,
  /** The record it is about, from 1 with the header counted in; 0 for the whole file. */
  row: number,
  /** One plain sentence. */
  sentence: string,
  /** True where something could not be read, false where it is only worth knowing. */
  wrong: boolean,
};
