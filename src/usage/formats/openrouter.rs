//! OpenRouter: activity by generation and by day.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span, hash};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::label;

pub(super) const COLUMNS: &[&str] = &[
    "generation_id",
    "created_at",
    "cost_total",
    "cost_cache",
    "byok_usage_inference",
    "tokens_prompt",
    "tokens_completion",
    "tokens_reasoning",
    "tokens_cached",
    "model_permaslug",
    "provider_name",
    "generation_time_ms",
    "time_to_first_token_ms",
    "variant",
    "app_name",
    "api_key_name",
];

/// One generation. A cache write shows only in its price: the tokens written are not stated.
pub(super) fn generation<F: Fields>(tally: &mut Tally, from: &F) {
    let Some(time) = from.time(&["created_at"]) else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (from.count("tokens_prompt"), from.count("tokens_completion")) else {
        return tally.bad("has no input or output tokens");
    };
    let cached = from.count("tokens_cached");
    if from.number("cost_cache").is_some_and(|cost| cost > 0.0) && cached.unwrap_or(0.0) == 0.0 {
        tally.say("Some requests wrote to the cache; how many tokens is not in this export, so “Cache writes” stays at its default.");
    }
    let (app, key, mut model) = (from.text("app_name"), from.text("api_key_name"), from.text("model_permaslug"));
    if from.text("variant") == "free" {
        model.to_mut().push_str(":free");
    }
    tally.row(
        Format::OpenRouter,
        &Row {
            requests: Some(1.0),
            input,
            cached,
            output,
            reasoning: from.count("tokens_reasoning"),
            batch: Some(from.text("variant") == "batch"),
            cost: with_own_keys(from, "cost_total"),
            took: from.count("time_to_first_token_ms").zip(from.count("generation_time_ms")).map(Into::into),
            model: &model,
            provider: &from.text("provider_name"),
            labels: [label(&app), "", "", label(&key)],
            id: &from.text("generation_id"),
            ..Row::at(Time { zoned: true, ..time }, Span::Request)
        },
    );
}

/// What was paid to OpenRouter, and with keys of one's own to the host behind it.
fn with_own_keys<F: Fields>(from: &F, paid: &str) -> Option<f64> {
    from.number(paid).map(|paid| paid + from.count("byok_usage_inference").unwrap_or(0.0))
}

/// One model's day; cached tokens are not stated.
pub(super) fn day(tally: &mut Tally, day: &Json) {
    let Some(time) = day.time(&["date"]) else { return tally.bad("has no day that can be read") };
    let either = |a: &str, b: &str| day.count(a).or(day.count(b));
    let (Some(input), Some(output)) =
        (either("prompt_tokens", "promptTokens"), either("completion_tokens", "completionTokens"))
    else {
        return tally.bad("has no input or output tokens");
    };
    let model = day.first(&["model_permaslug", "modelPermaslug", "model"]);
    tally.row(
        Format::OpenRouterDaily,
        &Row {
            requests: day.count("requests"),
            input,
            output,
            reasoning: either("reasoning_tokens", "reasoningTokens"),
            cost: with_own_keys(day, "usage"),
            model: &model,
            provider: &day.first(&["provider_name", "providerName"]),
            rest: hash(0, &day.first(&["endpoint_id", "endpointId"])),
            ..Row::at(Time { zoned: true, ..time }, Span::Seconds(86_400.0))
        },
    );
}
