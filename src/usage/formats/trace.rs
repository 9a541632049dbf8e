//! Public traces of requests: Azure's, BurstGPT's and Mooncake's.

use super::bucket::label;
use crate::usage::fields::{Fields, Line};
use crate::usage::json::Json;
use crate::usage::row::{Format, Row, Span};
use crate::usage::tally::Tally;
use crate::usage::time::Time;

pub(super) const AZURE_COLUMNS: &[&str] = &["TIMESTAMP", "ContextTokens", "GeneratedTokens"];

pub(super) const BURST_COLUMNS: &[&str] = &["Timestamp", "Model", "Request tokens", "Response tokens", "Log Type"];

/// Tokens of one block of a Mooncake trace.
const BLOCK: f64 = 512.0;

/// Azure's trace: times without a zone are UTC.
pub(super) fn azure(tally: &mut Tally, line: &Line<'_>) {
    trace(tally, Format::AzureTrace, line, "TIMESTAMP", ["ContextTokens", "GeneratedTokens"]);
}

/// BurstGPT's trace counts seconds from a midnight; rows without tokens are failures.
pub(super) fn burst(tally: &mut Tally, line: &Line<'_>) {
    if line.count("Request tokens") == Some(0.0) && line.count("Response tokens") == Some(0.0) {
        return tally.leave_out("failed requests", 0.0);
    }
    trace(tally, Format::BurstGpt, line, "Timestamp", ["Request tokens", "Response tokens"]);
}

fn trace(tally: &mut Tally, format: Format, line: &Line<'_>, time: &str, [input, output]: [&str; 2]) {
    let Some(time) = line.time(&[time]) else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (line.count(input), line.count(output)) else {
        return tally.bad("has no input or output tokens");
    };
    let model = line.text("Model");
    tally.row(
        format,
        &Row {
            requests: Some(1.0),
            input,
            output,
            model: &model,
            labels: [label(&line.text("Log Type")), "", "", ""],
            ..Row::at(Time { zoned: true, ..time }, Span::Request)
        },
    );
}

/// Mooncake's trace names the blocks of each prompt: leading blocks that were seen before could be cached. Traces of
/// conversations (Qwen-Bailian) count their turns, write seconds and have shorter blocks.
pub(super) fn mooncake(tally: &mut Tally, json: &Json) {
    let (block, scale) = if json.has("turn") { (16.0, 1.0) } else { (BLOCK, 1000.0) };
    // It counts from its start, so a longer one than thirty years is no time either.
    let moment = json.count("timestamp").map(|moment| moment / scale).filter(|moment| *moment < 1e9);
    let Some(seconds) = moment else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (json.count("input_length"), json.count("output_length")) else {
        return tally.bad("has no input or output tokens");
    };
    let mut leading = true;
    let mut known = 0.0;
    for id in json.get("hash_ids").list().iter().filter_map(Json::number) {
        let seen = tally.block(id as u64);
        leading &= seen;
        known += if leading { block } else { 0.0 };
    }
    let time = Time { seconds, ..Time::UNKNOWN };
    let row =
        Row { requests: Some(1.0), input, cached: Some(known.min(input)), output, ..Row::at(time, Span::Request) };
    tally.row(Format::Mooncake, &row);
}
