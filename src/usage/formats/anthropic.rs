//! Anthropic: the Console's token and cost CSV, the usage report, and the analytics that count requests.

use super::super::ends::Ends;
use super::super::fields::{Fields, Line};
use super::super::json::Json;
use super::super::row::{Format, Row, Span, apart};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::{label, width};
use super::openai::{foreign, in_dollars, paid};

pub(super) const COLUMNS: &[&str] = &[
    "usage_date_utc",
    "model_version",
    "api_key",
    "workspace",
    "usage_type",
    "context_window",
    "usage_input_tokens_no_cache",
    "usage_input_tokens_cache_write",
    "usage_input_tokens_cache_write_5m",
    "usage_input_tokens_cache_write_1h",
    "usage_input_tokens_cache_read",
    "usage_output_tokens",
    "inference_geo",
    "speed",
];

pub(super) const COST_COLUMNS: &[&str] =
    &["usage_date_utc", "model", "workspace", "api_key", "usage_type", "token_type", "cost_usd"];

pub(super) fn line(tally: &mut Tally, line: &Line<'_>) {
    let Some(start) = line.time(&["usage_date_utc"]) else { return tally.bad("has no time that can be read") };
    let parts = [
        "usage_input_tokens_no_cache",
        "usage_input_tokens_cache_write",
        "usage_input_tokens_cache_write_5m",
        "usage_input_tokens_cache_write_1h",
        "usage_input_tokens_cache_read",
    ]
    .map(|name| line.count(name));
    let Some(output) = line.count("usage_output_tokens") else { return tally.bad("has no output tokens") };
    if parts[0].is_none() {
        return tally.bad("has no input tokens");
    }
    let written = parts[1].unwrap_or(0.0) + parts[2].unwrap_or(0.0) + parts[3].unwrap_or(0.0);
    let (key, workspace) = (line.text("api_key"), line.text("workspace"));
    let input = parts[0].unwrap_or(0.0) + written + parts[4].unwrap_or(0.0);
    if key.starts_with("claude_code_key_") || workspace.eq_ignore_ascii_case("claude code") {
        return tally.leave_out("developers’ own coding assistant", input + output);
    }
    let usage_type = line.text("usage_type");
    let seconds = lasts(tally, Format::Anthropic, start);
    let long = length(&line.text("context_window"));
    let (rest, told) = apart([&usage_type, long, &line.text("inference_geo"), &line.text("speed")]);
    tally.row(
        Format::Anthropic,
        &Row {
            input,
            cached: parts[4],
            written: Some(written),
            output,
            batch: (!usage_type.is_empty()).then_some(usage_type == "batch"),
            model: &line.text("model_version"),
            labels: ["", "", label(&workspace), label(&key)],
            rest,
            told,
            cut: "Console",
            ..Row::at(Time { zoned: true, ..start }, Span::Seconds(seconds))
        },
    );
}

pub(super) fn cost(tally: &mut Tally, line: &Line<'_>) {
    let Some(start) = line.time(&["usage_date_utc"]) else { return tally.bad("has no time that can be read") };
    let Some(cost) = line.number("cost_usd") else { return tally.bad("has no cost that can be read") };
    let seconds = lasts(tally, Format::AnthropicCost, start);
    let more = ["workspace", "api_key", "usage_type", "token_type"].map(|name| line.text(name)).concat();
    paid(tally, Format::AnthropicCost, start, seconds, Some(cost), [&line.text("model"), &more]);
}

/// Whether prompts were long: a spreadsheet may have spoiled the mark before the number.
fn length(context: &str) -> &'static str {
    match context {
        "" => "",
        long if long.starts_with(['>', '2']) => "long",
        _ => "short",
    }
}

/// How long a row of the Console's lasts. It exports whole days, the hours of one without any use left out: they were idle.
fn lasts(tally: &mut Tally, format: Format, start: Time) -> f64 {
    let day = libm::floor(start.seconds / 86_400.0) * 86_400.0;
    tally.idle(format, day, day + 86_400.0);
    if start.day { 86_400.0 } else { 3_600.0 }
}

/// Flat rows with a number of requests.
pub(super) fn analytics(tally: &mut Tally, json: &Json) {
    let rows = json.get("data").list();
    let starts = rows.iter().filter_map(|row| row.time(&["starting_at"])).map(|time| time.seconds);
    tally.largest_first(Format::Anthropic, json.get("has_more").flag(), Ends::of(starts));
    for row in rows {
        bucket(tally, row, row.get("usage"), row.get("group"), "analytics");
    }
}

/// Buckets of results, or one bucket.
pub(super) fn report(tally: &mut Tally, json: &Json) {
    let single = json.has("results");
    let all = if single { core::slice::from_ref(json) } else { json.get("data").list() };
    let costs = all.iter().any(|one| one.get("results").list().iter().any(|result| result.has("amount")));
    let format = if costs { Format::AnthropicCost } else { Format::Anthropic };
    if !single {
        let last = json.get("data").list().last().and_then(|bucket| bucket.time(&["starting_at"]));
        tally.incomplete(format, json.get("has_more").flag() == Some(true), last.map(|time| time.seconds));
    }
    for one in all {
        let results = one.get("results").list();
        if results.is_empty()
            && let Some(start) = one.time(&["starting_at"])
        {
            let seconds = width(one, start.seconds, &["ending_at"], 86_400.0);
            tally.idle(format, start.seconds, start.seconds + seconds);
        }
        for result in results {
            if result.has("amount") {
                amount(tally, one, result);
            } else {
                bucket(tally, one, result, result, "API");
            }
        }
    }
}

/// Amounts of the cost report are texts in cents.
fn amount(tally: &mut Tally, bucket: &Json, result: &Json) {
    let Some(start) = bucket.time(&["starting_at"]) else { return tally.bad("has no time that can be read") };
    let currency = result.get("currency").text();
    if !in_dollars(currency) {
        return foreign(tally, Format::AnthropicCost);
    }
    let seconds = width(bucket, start.seconds, &["ending_at"], 86_400.0);
    let dollars = result.get("amount").number().map(|cents| cents / 100.0);
    let more = ["workspace_id", "service_tier", "context_window", "type"].map(|name| result.get(name).text()).concat();
    paid(tally, Format::AnthropicCost, start, seconds, dollars, [result.get("model").text(), &more]);
}

/// One row of counts: its times, its tokens and what they are of may stand in one object or apart.
pub(super) fn bucket(tally: &mut Tally, bucket: &Json, usage: &Json, group: &Json, cut: &'static str) {
    let Some(start) = bucket.time(&["starting_at"]) else { return tally.bad("has no time that can be read") };
    let seconds = width(bucket, start.seconds, &["ending_at"], 86_400.0);
    let count = |way: &str| usage.count(way);
    let written = count("cache_creation.ephemeral_5m_input_tokens").unwrap_or(0.0)
        + count("cache_creation.ephemeral_1h_input_tokens").unwrap_or(0.0)
        + if usage.get("cache_creation").is_map() { 0.0 } else { count("cache_creation_input_tokens").unwrap_or(0.0) };
    let (Some(fresh), Some(output)) = (count("uncached_input_tokens"), count("output_tokens")) else {
        return tally.bad("has no input or output tokens");
    };
    let input = fresh + written + count("cache_read_input_tokens").unwrap_or(0.0);
    let product = group.get("product").text();
    if !product.is_empty() && product != "api" {
        return tally.leave_out("people’s use of Claude’s own apps", input + output);
    }
    let tier = group.get("service_tier").text();
    let text = |name: &str| group.get(name).text();
    let (rest, told) = apart([tier, length(text("context_window")), text("inference_geo"), text("speed")]);
    tally.row(
        Format::Anthropic,
        &Row {
            requests: count("requests"),
            input,
            cached: count("cache_read_input_tokens"),
            written: Some(written),
            output,
            batch: (!tier.is_empty()).then_some(tier == "batch"),
            model: group.get("model").text(),
            labels: ["", "", label(group.get("workspace_id").text()), label(group.get("api_key_id").text())],
            rest,
            told,
            cut,
            ..Row::at(start, Span::Seconds(seconds))
        },
    );
}
