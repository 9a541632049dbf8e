//! Results of load tests: one point of load each, brought to the same units.

mod clients;
mod servers;
mod target;

pub use target::{AtTarget, at_target};

use super::fields::Fields;
use super::json::Json;
use super::tally::Tally;
use clients::{guide, perf, stage};
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
    /// Mean tokens in per request.
    pub input: f64,
    /// Mean tokens out per request.
    pub output: f64,
    /// Output tokens a second of everything tested.
    pub tokens_per_second: f64,
    /// Requests a second.
    pub requests_per_second: f64,
    /// Median time to first token, ms.
    pub first_token: Option<f64>,
    /// Median time per output token after the first, ms; the mean where no median is given.
    pub per_token: Option<f64>,
    /// Requests that were answered.
    pub completed: f64,
    /// Requests that failed.
    pub failed: f64,
    /// How long it ran, s.
    pub seconds: f64,
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
    } else if json.at("output_token_throughput.avg").number().is_some() && json.get("time_to_first_token").has("unit") {
        perf(json).add(tally, loads);
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
    rate: Option<f64>,
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
            input: 0.0,
            output: 0.0,
            tokens_per_second: 0.0,
            requests_per_second: 0.0,
            first_token: None,
            per_token: None,
            completed: 0.0,
            failed: 0.0,
            seconds: 0.0,
            not_used: String::new(),
        };
        Self { point, rate: None }
    }

    /// Completes the point, judges it and adds it.
    fn add(mut self, tally: &mut Tally, loads: &mut Loads) {
        let point = &mut self.point;
        point.file.clone_from(&tally.file().name);
        let infinite = point.concurrency.is_none() && self.rate.is_none();
        if point.concurrency.is_none()
            && !infinite
            && let (Some(first), Some(next)) = (point.first_token, point.per_token)
        {
            let seconds = (first + next * (point.output - 1.0).max(0.0)) / 1000.0;
            point.concurrency = Some(point.requests_per_second * seconds);
            point.concurrency_derived = true;
        }
        let all = point.completed + point.failed;
        let rounds = point.concurrency.map_or(f64::INFINITY, |load| point.completed / load.max(1.0));
        point.not_used = if point.tokens_per_second <= 0.0 || point.per_token.is_none_or(|ms| ms <= 0.0) {
            "no tokens a second or no time per token".into()
        } else if all > 0.0 && point.failed > MOST_FAILED * all {
            "more than 1 % of its requests failed".into()
        } else if point.seconds > 0.0 && point.seconds < LEAST_SECONDS {
            "it ran for less than 30 seconds".into()
        } else if point.completed > 0.0 && rounds < LEAST_ROUNDS {
            "it made fewer than five rounds of requests".into()
        } else if point.concurrency.is_none() {
            "it had no limit on requests under way".into()
        } else {
            String::new()
        };
        tally.file().load_tests += 1;
        if loads.len() < 2_000 {
            loads.push(self.point);
        }
    }
}
