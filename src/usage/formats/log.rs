//! Plain logs of requests: records with a usage object, wherever it stands in them.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::super::tokens;
use super::label;

const TIMES: &[&str] =
    &["timestamp", "time", "ts", "created", "created_at", "createdAt", "startTime", "start_time", "date", "@timestamp"];

/// Where a usage object may stand.
const PLACES: [&str; 10] = [
    "",
    "usage",
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

fn model_of(json: &Json) -> &str {
    [
        "model",
        "modelVersion",
        "response.model",
        "message.model",
        "body.model",
        "response.body.model",
        "ai_model",
        "response.modelVersion",
        "modelId",
    ]
    .iter()
    .map(|place| json.at(place).text())
    .find(|text| !text.is_empty())
    .unwrap_or_default()
}

/// A record of a log. False where no usage can be found in it.
pub(super) fn record(tally: &mut Tally, json: &Json) -> bool {
    let Some((usage, counted)) = record_in(json).or_else(|| gateway(json).map(|tokens| (json, tokens))) else {
        return false;
    };
    let nested = ["response", "message", "body", "response.body"].iter().map(|place| json.at(place));
    let time = json.time(TIMES).or_else(|| nested.clone().find_map(|part| part.time(TIMES)));
    let unknown = Time { seconds: 0.0, zoned: true, day: false, relative: true, ambiguous: false };
    if time.is_none() {
        tally.say("These records have no time: they give tokens per request, but no requests a month and no week.");
    }
    let time = time.unwrap_or(unknown);
    let model = model_of(json).to_owned();
    // A response's own id first: a wrapper repeats it while a stream grows.
    let id = ["message.id", "response.id", "request_id", "requestId", "response.body.id", "responseId", "id"];
    let id = id.iter().map(|place| json.at(place).text()).find(|text| !text.is_empty()).unwrap_or_default();
    let status = json
        .get("status_code")
        .number()
        .or(json.get("response_status_code").number())
        .or(json.at("response.status_code").number());
    let failed = status.is_some_and(|code| code >= 400.0) || json.get("success").flag() == Some(false);
    if json.get("cached").flag() == Some(true) {
        tally.leave_out("answered from the gateway’s own cache", counted.input + counted.output);
        return true;
    }
    let tier = [usage.get("service_tier"), json.get("service_tier")].map(Json::text);
    let tier = tier.into_iter().find(|text| !text.is_empty());
    let app = json.first(&["app", "app_name", "tag", "name", "prompt_slug"]);
    let project = json.first(&["project", "project_id", "workspace", "team"]);
    let provider = json.first(&["provider", "ai_provider", "ai_org"]);
    let batch = if json.get("custom_id").text().is_empty() { tier.map(|tier| tier == "batch") } else { Some(true) };
    let row = Row {
        requests: Some(1.0),
        input: counted.input,
        cached: counted.cached,
        written: counted.written,
        output: counted.output,
        reasoning: counted.reasoning,
        batch,
        cost: if json.get("cost_currency").text().is_empty() {
            None
        } else {
            json.count("cost").map(|cents| cents / 100.0)
        },
        model: &model,
        provider: &provider,
        labels: [label(&app), "", label(&project), ""],
        embedding: model.contains("embed"),
        id,
        last_counts: true,
        failed,
        ..Row::at(time, Span::Request)
    };
    tally.row(Format::Log, &row);
    iterations(tally, usage, &row);
    true
}

/// Steps of one answer that its total leaves out: compaction of the context, and advice of another model.
fn iterations(tally: &mut Tally, usage: &Json, row: &Row<'_>) {
    for (at, step) in usage.get("iterations").list().iter().enumerate() {
        let kind = step.get("type").text();
        let advice = kind == "advisor_message";
        if kind != "compaction" && !advice {
            continue;
        }
        let Some(more) = tokens::read(step, "claude") else { continue };
        let model = if advice { step.get("model").text() } else { row.model };
        let id = if row.id.is_empty() { String::new() } else { format!("{}/{at}", row.id) };
        tally.row(
            Format::Log,
            &Row {
                requests: Some(if advice { 1.0 } else { 0.0 }),
                input: more.input,
                cached: more.cached,
                written: more.written,
                output: more.output,
                reasoning: more.reasoning,
                model,
                id: &id,
                rest: at as u64 + 1,
                cost: None,
                ..row.clone()
            },
        );
    }
}

/// Gateways' flat names.
fn gateway(json: &Json) -> Option<tokens::Tokens> {
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
