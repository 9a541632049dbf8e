//! Results of load tests: one point of load each, brought to the same units.

mod clients;
mod printed;
mod servers;
mod tables;
mod target;

pub(super) use printed::Printed;
pub(super) use tables::Tabled;
pub use target::{AtTarget, Targets, at_target};

use super::fields::Fields;
use super::json::Json;
use super::tally::Tally;
use clients::{guide, metrics, perf, stage};
use serde::Serialize;
use servers::{aggregated, serving, trtllm};

/// One point of a load test: a steady load and what the servers did under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LoadPoint {
    /// The tool that measured it, for people.
    pub tool: &'static str,
    /// The file it stands in.
    pub file: String,
    /// The model, as the file names it; empty where it does not.
    pub model: String,
    /// The GPU as the file names it; empty where it does not.
    pub gpu: String,
    /// GPUs of all replicas together, where stated.
    pub gpus: Option<f64>,
    /// Requests under way on average: as set, else by Little's law from the rate and the times.
    pub concurrency: Option<f64>,
    /// True where Little's law gave it.
    pub concurrency_derived: bool,
    /// Mean tokens in per request; absent where the file does not state it.
    pub input: Option<f64>,
    /// Mean tokens out per request; absent where the file does not state it.
    pub output: Option<f64>,
    /// Output tokens a second of everything tested; absent where the file does not state it.
    pub tokens_per_second: Option<f64>,
    /// Requests a second; absent where the file does not state it.
    pub requests_per_second: Option<f64>,
    /// Median time to first token, ms.
    pub first_token: Option<f64>,
    /// Time to first token of the slowest answers, ms, and of which percentile: the 95th, the 99th where no other is stated.
    pub first_token_late: Option<(f64, f64)>,
    /// Median time per output token after the first, ms; the mean where no median is given.
    pub per_token: Option<f64>,
    /// Requests that were answered; absent where the file does not state it.
    pub completed: Option<f64>,
    /// Requests that failed; absent where the file does not state it.
    pub failed: Option<f64>,
    /// How long it ran, s; absent where the file does not state it.
    pub seconds: Option<f64>,
    /// Why it does not count; empty where it does.
    pub not_used: String,
}

/// All points so far.
pub(super) type Loads = Vec<LoadPoint>;

/// Failed requests that a point may have.
const MOST_FAILED: f64 = 0.01;

/// Rounds of requests that a point must have run.
const LEAST_ROUNDS: f64 = 5.0;

/// Seconds that it must have run.
const LEAST_SECONDS: f64 = 30.0;

/// The result of a load test; false where a document is none.
pub(super) fn document(tally: &mut Tally, loads: &mut Loads, json: &Json) -> bool {
    let rows = json.get("benchmarks").list();
    if rows.first().is_some_and(|one| one.at("metrics.requests_per_second").is_map()) {
        for one in rows {
            guide(one, json).add(tally, loads);
        }
    } else if json.has("model_id") && json.has("output_throughput")
        || json.has("output_throughput") && json.has("median_ttft_ms")
    {
        serving(json).add(tally, loads);
    } else if let Some(metrics) = metrics(json) {
        perf(json, metrics).add(tally, loads);
    } else if json.get("load_summary").is_map() && json.at("successes.throughput").is_map() {
        stage(json).add(tally, loads);
    } else if json.has("hw") && json.has("tput_per_gpu") && json.has("conc") {
        aggregated(json).add(tally, loads);
    } else if json.at("performance.system_output_throughput_tok_s").number().is_some() {
        trtllm(json).add(tally, loads);
    } else {
        return false;
    }
    true
}

struct Draft {
    point: LoadPoint,
    /// Requests a second as asked for, where a rate set the pace.
    rate: Option<f64>,
    /// Most requests that the tool let be under way.
    limit: Option<f64>,
}

impl Draft {
    fn new(tool: &'static str, json: &Json, model: &str) -> Self {
        let point = LoadPoint {
            tool,
            file: String::new(),
            model: model.to_owned(),
            gpu: json.first(&["gpu", "hw", "accelerator"]).into_owned(),
            gpus: None,
            concurrency: None,
            concurrency_derived: false,
            input: None,
            output: None,
            tokens_per_second: None,
            requests_per_second: None,
            first_token: None,
            first_token_late: None,
            per_token: None,
            completed: None,
            failed: None,
            seconds: None,
            not_used: String::new(),
        };
        Self { point, rate: None, limit: None }
    }

    /// Completes the point, judges it and adds it.
    fn add(mut self, tally: &mut Tally, loads: &mut Loads) {
        let point = &mut self.point;
        point.file.clone_from(&tally.file().name);
        if let (None, Some(_), Some(first), Some(next), Some(output)) =
            (point.concurrency, self.rate, point.first_token, point.per_token, point.output)
        {
            let rate = point.requests_per_second.or(point.tokens_per_second.map(|tokens| tokens / output.max(1.0)));
            let seconds = (first + next * (output - 1.0).max(0.0)) / 1000.0;
            point.concurrency = rate.map(|rate| (rate * seconds).min(self.limit.unwrap_or(f64::INFINITY)));
            point.concurrency_derived = point.concurrency.is_some();
        }
        point.concurrency = point.concurrency.or(self.limit);
        if point.not_used.is_empty() {
            point.not_used = judged(point).to_owned();
        }
        tally.file().load_tests += 1;
        if loads.len() < 2_000 {
            loads.push(self.point);
        }
    }
}

/// The 95th percentile of a time, else the 99th, and which it is.
fn slowest(p95: Option<f64>, p99: Option<f64>) -> Option<(f64, f64)> {
    p95.map(|value| (value, 95.0)).or(p99.map(|value| (value, 99.0))).filter(|late| late.0 > 0.0)
}

/// Why a point does not count; empty where it does. What a file does not state is not held against it.
fn judged(point: &LoadPoint) -> &'static str {
    let positive = |value: Option<f64>| value.is_some_and(|value| value > 0.0);
    let all = point.completed.zip(point.failed).map(|(completed, failed)| completed + failed);
    let rounds = point.completed.zip(point.concurrency).map(|(completed, load)| completed / load.max(1.0));
    if !positive(point.tokens_per_second) || !positive(point.per_token) {
        "no tokens a second or no time per token"
    } else if point.failed.zip(all).is_some_and(|(failed, all)| failed > MOST_FAILED * all) {
        "more than 1 % of its requests failed"
    } else if point.seconds.is_some_and(|seconds| seconds < LEAST_SECONDS) {
        "it ran for less than 30 seconds"
    } else if rounds.is_some_and(|rounds| rounds < LEAST_ROUNDS) {
        "it made fewer than five rounds of requests"
    } else if point.concurrency.is_none() {
        "it had no limit on requests under way"
    } else {
        ""
    }
}

/// Whether bytes hold a result as `vllm bench serve` and SGLang's `bench_serving` print it, or begin as a table of results.
pub fn is_result(bytes: &[u8]) -> bool {
    Printed::begins(bytes) || Tabled::begins(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}
