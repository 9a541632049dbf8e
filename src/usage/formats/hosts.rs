//! Smaller exports: DeepSeek, Fireworks, Vercel.

use super::super::fields::{Fields, Line};
use super::super::json::Json;
use super::super::row::{Format, Row, Span, hash};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::{label, width};

pub(super) const DEEPSEEK_COLUMNS: &[&str] =
    &["start_time_iso", "end_time_iso", "utc_date", "model", "api_key_name", "type", "amount"];

pub(super) const FIREWORKS_COLUMNS: &[&str] =
    &["start_time", "end_time", "usage_type", "base_model_name", "prompt_tokens", "completion_tokens"];

/// A line counts one thing: requests, or tokens of one kind.
pub(super) fn deepseek(tally: &mut Tally, line: &Line<'_>) {
    let Some(time) = line.time(&["start_time_iso", "utc_date"]) else {
        return tally.bad("has no time that can be read");
    };
    let Some(amount) = line.count("amount") else { return tally.bad("has no amount that can be read") };
    let seconds = width(line, time.seconds, &["end_time_iso"], 86_400.0);
    let (kind, model, key) = (line.text("type"), line.text("model"), line.text("api_key_name"));
    let (mut input, mut output, mut cached, mut requests) = (0.0, 0.0, 0.0, 0.0);
    match kind.as_ref() {
        "request_count" => requests = amount,
        "input_cache_hit_tokens" => (input, cached) = (amount, amount),
        "input_cache_miss_tokens" => input = amount,
        "output_tokens" => output = amount,
        _ => return tally.leave_out("other kinds of rows", 0.0),
    }
    tally.row(
        Format::DeepSeek,
        &Row {
            requests: Some(requests),
            input,
            cached: Some(cached),
            output,
            model: &model,
            labels: ["", "", "", label(&key)],
            rest: hash(0, &kind),
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(seconds))
        },
    );
}

/// No requests, no cached tokens; rows of deployments have no tokens.
pub(super) fn fireworks(tally: &mut Tally, line: &Line<'_>) {
    let Some(time) = line.time(&["start_time"]) else { return tally.bad("has no time that can be read") };
    let (Some(input), output) = (line.count("prompt_tokens"), line.count("completion_tokens").unwrap_or(0.0)) else {
        return tally.leave_out("rows without tokens", 0.0);
    };
    if input + output == 0.0 {
        return tally.leave_out("rows without tokens", 0.0);
    }
    let seconds = width(line, time.seconds, &["end_time"], 86_400.0);
    let model = line.text("base_model_name");
    tally.row(
        Format::Fireworks,
        &Row {
            input,
            output,
            model: &model,
            embedding: model.contains("embedding"),
            rest: hash(input.to_bits() ^ output.to_bits().rotate_left(7), &line.text("usage_type")),
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(seconds))
        },
    );
}

pub(super) fn vercel(tally: &mut Tally, row: &Json) {
    let Some(time) = row.time(&["day", "date"]) else {
        tally.say(
            "This Vercel report has no days. Ask for it with group_by=day, so that it says how much time it covers.",
        );
        return tally.leave_out("rows without a day", row.count("input_tokens").unwrap_or(0.0));
    };
    let (Some(input), Some(output)) = (row.count("input_tokens"), row.count("output_tokens")) else {
        return tally.bad("has no input or output tokens");
    };
    let model = row.get("model").text();
    tally.row(
        Format::Vercel,
        &Row {
            requests: row.count("request_count"),
            input,
            cached: row.count("cached_input_tokens"),
            written: row.count("cache_creation_input_tokens"),
            output,
            reasoning: row.count("reasoning_tokens"),
            cost: row.count("total_cost"),
            model,
            provider: row.get("provider").text(),
            labels: [label(row.get("tag").text()), "", "", ""],
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(86_400.0))
        },
    );
}
