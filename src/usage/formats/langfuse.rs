//! Langfuse observations, as CSV with JSON in its cells, as JSON and as lines.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::bucket::label;

pub(super) const COLUMNS: &[&str] = &[
    "id",
    "startTime",
    "parentObservationId",
    "type",
    "environment",
    "name",
    "level",
    "model",
    "providedModelName",
    "promptName",
    "usageDetails",
    "inputUsage",
    "outputUsage",
    "totalCost",
    "calculatedTotalCost",
    "costDetails",
    "traceName",
    "latency",
    "timeToFirstToken",
];

/// Whether a record is an observation: by its usage, or in older exports by its kind.
pub(super) fn is_observation(json: &Json) -> bool {
    let any = |names: [&str; 2]| names.iter().any(|name| json.has(name));
    let kind = json.get("type").text();
    any(["traceId", "trace_id"])
        && (any(["usageDetails", "usage_details"])
            || any(["startTime", "start_time"]) && ["GENERATION", "EMBEDDING", "SPAN", "EVENT"].contains(&kind))
}

/// Keys of `usageDetails` do not overlap, the total aside: input is the sum of all that say `input`, and so on.
pub(super) fn observation<F: Fields>(tally: &mut Tally, from: &F) {
    let camel = from.object("usageDetails");
    let details = if camel.fields().is_empty() { from.object("usage_details") } else { camel };
    let sum = |wanted: &dyn Fn(&str) -> bool| {
        let parts = details.fields().iter().filter(|(name, _)| wanted(&name.to_ascii_lowercase()));
        parts.filter_map(|(_, value)| value.number()).fold(None, |sum: Option<f64>, one| Some(sum.unwrap_or(0.0) + one))
    };
    // Older exports have the sums beside it or under `usage`.
    let older = |names: &[&str]| names.iter().find_map(|name| from.count(name));
    let input = sum(&|name| name.contains("input") || name.contains("prompt"))
        .or_else(|| older(&["inputUsage", "promptTokens", "usage.input"]));
    let output = sum(&|name| name.contains("output") || name.contains("completion"))
        .or_else(|| older(&["outputUsage", "completionTokens", "usage.output"]));
    // Of a total and one part the other follows.
    let total = sum(&|name| name == "total").or_else(|| older(&["totalTokens", "usage.total"]));
    let rest = |part: Option<f64>| total.zip(part).map(|(total, part)| (total - part).max(0.0));
    let (input, output) = (input.or_else(|| rest(output)), output.or_else(|| rest(input)));
    if input.is_none() && output.is_none() {
        if total.unwrap_or(0.0) > 0.0 {
            return tally.bad("has a total of tokens, and not how many of them went in and out");
        }
        return tally.leave_out("steps without tokens", 0.0);
    }
    let Some(time) = from.time(&["startTime", "start_time"]) else { return tally.bad("has no time that can be read") };
    let kind = from.text("type");
    let model = from.first(&["model", "providedModelName", "provided_model_name", "model_name"]);
    let (embedding, error) = (kind == "EMBEDDING" || model.contains("embed"), from.text("level") == "ERROR");
    // Vectors have no output, and a call that failed may have neither; elsewhere what is not stated is unknown.
    let (Some(input), Some(output)) = (input.or(error.then_some(0.0)), output.or((embedding || error).then_some(0.0)))
    else {
        return tally.bad("has no input or output tokens");
    };
    let reasoning = sum(&|name| name.contains("reasoning"));
    // A reasoning key that does not say `output` is output all the same.
    let apart = sum(&|name| name.contains("reasoning") && !name.contains("output") && !name.contains("completion"));
    let seconds = |name: &str| from.count(name).map(|seconds| seconds * 1e3);
    let trace = from.first(&["traceName", "trace_name", "name", "promptName", "prompt_name"]);
    tally.row(
        Format::Langfuse,
        &Row {
            requests: Some(1.0),
            input,
            cached: sum(&|name| name.contains("cached") || name.contains("cache_read")),
            written: sum(&|name| name.contains("cache_creation") || name.contains("cache_write")),
            output: output + apart.unwrap_or(0.0),
            reasoning,
            cost: older(&["totalCost", "total_cost", "calculatedTotalCost", "calculated_total_cost"])
                .or_else(|| from.object("costDetails").count("total"))
                .or_else(|| from.object("cost_details").count("total")),
            took: seconds("timeToFirstToken")
                .or(seconds("time_to_first_token"))
                .zip(seconds("latency"))
                .map(Into::into),
            model: &model,
            labels: [label(&trace), "", "", ""],
            environment: &from.text("environment"),
            embedding,
            id: &from.text("id"),
            parent: &from.first(&["parentObservationId", "parent_observation_id"]),
            failed: error && output == 0.0,
            ..Row::at(Time { zoned: true, ..time }, Span::Request)
        },
    );
}
