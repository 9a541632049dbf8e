//! A point of load while it is read, and whether it counts.

use super::point::{LoadPoint, Loads};
use crate::sentence::rounded;
use crate::usage::fields::Fields;
use crate::usage::hidden::of_test;
use crate::usage::json::Json;
use crate::usage::tally::Tally;

/// Failed requests that a point may have.
const MOST_FAILED: f64 = 0.01;

/// Rounds of requests that a point must have run.
const LEAST_ROUNDS: f64 = 5.0;

/// Seconds that it must have run.
const LEAST_SECONDS: f64 = 30.0;

/// How many times the tokens a second that follow from a point's totals it may state: some tools leave out the warm-up.
const MOST_APART: f64 = 2.0;

pub(super) struct Draft {
    pub(super) point: LoadPoint,
    /// Requests a second as asked for, where a rate set the pace.
    pub(super) rate: Option<f64>,
    /// Most requests that the tool let be under way.
    pub(super) limit: Option<f64>,
}

impl Draft {
    pub(super) fn new(tool: &'static str, json: &Json, model: &str) -> Self {
        let point = LoadPoint {
            tool,
            file: String::new(),
            row: 0,
            model: model.to_owned(),
            gpu: json.first(&["gpu", "hw", "accelerator"]).into_owned(),
            setup: setup(json),
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
    pub(super) fn add(mut self, tally: &mut Tally, loads: &mut Loads) {
        let point = &mut self.point;
        point.file.clone_from(&tally.file().name);
        point.row = tally.record;
        (point.model, point.gpu) = (of_test(&point.model), of_test(&point.gpu));
        point.gpus = point.gpus.or_else(|| counted(&point.gpu));
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
            point.not_used = judged(point);
        }
        tally.file().load_tests += 1;
        if loads.len() < 2_000 {
            loads.push(self.point);
        }
    }
}

/// What tells results of one model on one GPU apart.
fn setup(json: &Json) -> String {
    let named = ["deployment", "framework", "precision"].map(|name| of_test(json.get(name).text()));
    named.join(" ").trim().to_owned()
}

/// How many GPUs a name says that it is of, such as `4xH100`, `8 x H100` and `H100 x 2`.
pub(in crate::usage) fn counted(gpu: &str) -> Option<f64> {
    let text = gpu.to_ascii_lowercase();
    let mut parts = text.split('x').filter_map(|part| part.trim().parse::<u8>().ok());
    parts.find(|many| (1..=64).contains(many)).map(f64::from)
}

/// The 95th percentile of a time in its own unit, else the 99th, and which it is.
pub(super) fn slowest(p95: Option<f64>, p99: Option<f64>) -> Option<(f64, f64)> {
    p95.map(|value| (value, 95.0)).or(p99.map(|value| (value, 99.0))).filter(|late| late.0 > 0.0)
}

/// Why a point does not count; empty where it does. What a file does not state is not held against it.
fn judged(point: &LoadPoint) -> String {
    let positive = |value: Option<f64>| value.is_some_and(|value| value > 0.0);
    let all = point.completed.zip(point.failed).map(|(completed, failed)| completed + failed);
    let rounds = point.completed.zip(point.concurrency).map(|(completed, load)| completed / load.max(1.0));
    // What all answers together held, in the time that they took.
    let written = point.completed.zip(point.output).zip(point.seconds.filter(|seconds| *seconds > 0.0));
    let written = written.map(|((completed, output), seconds)| completed * output / seconds);
    let stated = point.tokens_per_second.unwrap_or(0.0);
    if let Some(written) = written.filter(|written| *written > 0.0 && stated > MOST_APART * written) {
        let (stated, written) = (rounded(stated, 4), rounded(written, 4));
        return format!("it states {stated} tokens a second, and its answers ÷ its duration are {written}");
    }
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
    .to_owned()
}
