//! LiteLLM: the request log, and daily activity as its API gives it.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::{is_person, label};

pub(super) const COLUMNS: &[&str] = &[
    "request_id",
    "call_type",
    "spend",
    "prompt_tokens",
    "completion_tokens",
    "startTime",
    "model",
    "model_group",
    "custom_llm_provider",
    "metadata",
    "cache_hit",
    "request_tags",
    "team_id",
    "status",
];

/// Calls of models of text; what waits for them without blocking has an `a` before its name.
const TEXT_CALLS: [&str; 8] = [
    "completion",
    "text_completion",
    "responses",
    "anthropic_messages",
    "pass_through_endpoint",
    "llm_passthrough_route",
    "generate_content",
    "generate_content_stream",
];

/// One request.
pub(super) fn log<F: Fields>(tally: &mut Tally, from: &F) {
    let Some(time) = from.time(&["startTime", "start_time"]) else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (from.count("prompt_tokens"), from.count("completion_tokens")) else {
        return tally.bad("has no input or output tokens");
    };
    if super::super::number::flag(&from.text("cache_hit")) == Some(true) {
        return tally.leave_out("answered from the gateway’s own cache", input + output);
    }
    let call = from.text("call_type");
    let (embedding, batched) = (call.ends_with("embedding"), call.contains("batch"));
    if !(embedding || batched || call.is_empty() || is_text(&call)) {
        return tally.leave_out("sound, pictures, moderation and files", input + output);
    }
    let metadata = from.object("metadata");
    let failed = from.text("status") == "failure" || metadata.get("status").text() == "failure";
    let extra = metadata.get("additional_usage_values");
    let usage = metadata.get("usage_object");
    let either = |way: &str| extra.count(way).or(usage.count(way));
    let cached = either("cache_read_input_tokens").or(either("prompt_tokens_details.cached_tokens"));
    let written = either("cache_creation_input_tokens").or(either("prompt_tokens_details.cache_write_tokens"));
    let tags = from.object("request_tags");
    // The proxy adds tags of its own (User-Agent), and teams those of whoever called (user: jane).
    let of_person = |tag: &str| tag.split_once([':', '=']).is_some_and(|(name, _)| is_person(name));
    let tag = tags.list().iter().map(Json::text).find(|tag| !of_person(tag)).unwrap_or_default();
    let (model, group, team) = (from.text("model"), from.text("model_group"), from.text("team_id"));
    let input = tally.all_in(&model, input, cached, written);
    let batch = if batched { Some(true) } else { None };
    tally.row(
        Format::LiteLlm,
        &Row {
            requests: Some(1.0),
            input,
            cached,
            written,
            output,
            reasoning: either("completion_tokens_details.reasoning_tokens"),
            batch,
            cost: from.count("spend"),
            model: &model,
            provider: &from.text("custom_llm_provider"),
            labels: [label(tag), label(&group), label(&team), ""],
            embedding,
            id: &from.text("request_id"),
            failed,
            ..Row::at(Time { zoned: true, ..time }, Span::Request)
        },
    );
}

/// Days of metrics by model; the branches of a day's breakdown repeat each other, so one is used.
pub(super) fn daily(tally: &mut Tally, json: &Json) {
    if json.has("metadata") {
        let (page, pages) = (json.count("metadata.page"), json.count("metadata.total_pages"));
        let more = json.at("metadata.has_more").flag() == Some(true)
            || page.zip(pages).is_some_and(|(page, pages)| page < pages);
        tally.incomplete(Format::LiteLlmDaily, more, None);
    }
    for day in json.get("results").list() {
        let Some(time) = day.time(&["date"]) else {
            tally.bad("has no day that can be read");
            continue;
        };
        let breakdown = day.get("breakdown");
        let groups = breakdown.get("model_groups").fields();
        let models = breakdown.get("models").fields();
        let (branch, grouped) = if groups.is_empty() { (models, false) } else { (groups, true) };
        if branch.is_empty() {
            metrics(tally, time, day.get("metrics"), "", "");
        }
        for (name, one) in branch {
            // Older proxies put the figures there themselves.
            let figures = if one.get("metrics").is_map() { one.get("metrics") } else { one };
            metrics(tally, time, figures, if grouped { name } else { "" }, name);
        }
    }
}

fn metrics(tally: &mut Tally, time: Time, metrics: &Json, group: &str, model: &str) {
    let count = |name: &str| metrics.count(name);
    let (Some(input), Some(output)) = (count("prompt_tokens"), count("completion_tokens")) else { return };
    if input + output == 0.0 && count("api_requests").unwrap_or(0.0) == 0.0 {
        return tally.idle(Format::LiteLlmDaily, time.seconds, time.seconds + 86_400.0);
    }
    let (cached, written) = (count("cache_read_input_tokens"), count("cache_creation_input_tokens"));
    let input = tally.all_in(model, input, cached, written);
    tally.row(
        Format::LiteLlmDaily,
        &Row {
            requests: count("successful_requests").or(count("api_requests")),
            input,
            cached,
            written,
            output,
            cost: count("spend"),
            model,
            labels: ["", label(group), "", ""],
            cut: if group.is_empty() { "models" } else { "model groups" },
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(86_400.0))
        },
    );
}

fn is_text(call: &str) -> bool {
    TEXT_CALLS.contains(&call) || call.strip_prefix('a').is_some_and(|call| TEXT_CALLS.contains(&call))
}
