//! Where a record of a log says what: its usage, model, time and id.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::time::{self, Habit, Time};
use super::super::tokens;

const TIMES: &[&str] = &[
    "timestamp",
    "timestamp_utc",
    "time",
    "ts",
    "created",
    "created_at",
    "createdAt",
    "startTime",
    "start_time",
    "date",
    "@timestamp",
    "request_created_at",
    "createTime",
    "create_time",
];

/// Where a usage object may stand.
const PLACES: [&str; 14] = [
    "",
    "usage",
    "usage_metadata",
    "result.message.usage",
    "result.usage",
    "meta",
    "response.usage",
    "body.usage",
    "message.usage",
    "usageMetadata",
    "response.usageMetadata",
    "response.body.usage",
    "full_response.usageMetadata",
    "response.body.usageMetadata",
];

/// The usage object of a record: where it stands and what it says.
pub(super) fn record_in(json: &Json) -> Option<(&Json, tokens::Tokens)> {
    let model = model_of(json);
    PLACES.iter().find_map(|place| {
        let usage = if place.is_empty() { json } else { json.at(place) };
        let object = if place.is_empty() && usage.has("usage") { &Json::Null } else { usage };
        tokens::read(object, model).map(|tokens| (object, tokens))
    })
}

/// Whether a record names its tokens, and not as numbers.
pub(super) fn is_odd(json: &Json) -> bool {
    let named = |one: &Json| {
        let names = ["prompt_tokens", "input_tokens", "completion_tokens", "output_tokens", "promptTokenCount"];
        names.iter().any(|name| one.has(name) && one.count(name).is_none())
    };
    named(json) || PLACES[1..].iter().any(|place| named(json.at(place)))
}

pub(super) fn model_of(json: &Json) -> &str {
    [
        "model",
        "modelVersion",
        "response.model",
        "message.model",
        "result.message.model",
        "body.model",
        "response.body.model",
        "ai_model",
        "response.modelVersion",
        "modelId",
        "response_model",
        "request_model",
        "request.model",
        "model_id",
        "model_version",
    ]
    .iter()
    .map(|place| json.at(place).text())
    .find(|text| !text.is_empty())
    .unwrap_or_default()
}

/// Where a number of requests may stand: a record that has one is a sum and no single request.
pub(super) const COUNTS: [&str; 5] =
    ["requests", "request_count", "num_requests", "api_requests", "num_model_requests"];

/// A response's own id first: a wrapper repeats it while a stream grows.
const IDS: [&str; 8] = [
    "message.id",
    "result.message.id",
    "response.id",
    "request_id",
    "requestId",
    "response.body.id",
    "responseId",
    "id",
];

pub(super) fn time_of(json: &Json) -> Option<Time> {
    let nested = ["response", "message", "body", "response.body", "result.message"].iter().map(|place| json.at(place));
    // A week's number alone is no time.
    let span = |name: &str| time::read_as(json.get(name).text(), Habit::MonthFirst).filter(|time| time.day);
    json.time(TIMES)
        .or_else(|| nested.clone().find_map(|part| part.time(TIMES)))
        .or_else(|| ["month", "week", "period"].into_iter().find_map(span))
}

pub(super) fn id_of(json: &Json) -> &str {
    IDS.iter().map(|place| json.at(place).text()).find(|text| !text.is_empty()).unwrap_or_default()
}

/// Gateways' flat names.
pub(super) fn gateway(json: &Json) -> Option<tokens::Tokens> {
    let pairs = [
        ("tokens_in", "tokens_out"),
        ("request_tokens", "response_tokens"),
        ("req_units", "res_units"),
        ("input_length", "output_length"),
    ];
    let (input, output) =
        pairs.into_iter().find(|(input, output)| json.count(input).is_some() && json.count(output).is_some())?;
    Some(tokens::Tokens { input: json.count(input)?, output: json.count(output)?, ..tokens::Tokens::default() })
}
