//! Plain logs of requests: lines with a usage object, tables with token columns, and public request traces.

use super::super::fields::{Fields, Line};
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::super::tokens;
use super::{Header, Layout, label};

pub(super) const AZURE_COLUMNS: &[&str] = &["TIMESTAMP", "ContextTokens", "GeneratedTokens"];
pub(super) const BURST_COLUMNS: &[&str] = &["Timestamp", "Model", "Request tokens", "Response tokens", "Log Type"];

/// Tokens of one block of a Mooncake trace.
const BLOCK: f64 = 512.0;

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

/// Names of the columns of a table, by what they mean.
const ROLES: [(&str, &[&str]); 12] = [
    ("time", &["timestamp", "time", "ts", "created", "createdat", "starttime", "date", "day", "hour"]),
    (
        "input",
        &[
            "prompttokens",
            "inputtokens",
            "tokensin",
            "requesttokens",
            "contexttokens",
            "tokensprompt",
            "inputlength",
            "numprefilltokens",
            "requnits",
        ],
    ),
    (
        "output",
        &[
            "completiontokens",
            "outputtokens",
            "tokensout",
            "responsetokens",
            "generatedtokens",
            "tokenscompletion",
            "outputlength",
            "numdecodetokens",
            "resunits",
        ],
    ),
    (
        "cached",
        &[
            "cachedtokens",
            "tokenscached",
            "cacheread",
            "cachereadtokens",
            "cachereadinputtokens",
            "cachedinputtokens",
            "inputcachedtokens",
        ],
    ),
    ("reasoning", &["reasoningtokens", "tokensreasoning", "thinkingtokens"]),
    ("requests", &["requests", "requestcount", "numrequests", "nummodelrequests", "apirequests", "calls"]),
    ("model", &["model", "modelname", "aimodel", "modelid"]),
    ("app", &["app", "appname", "application", "service", "workload", "feature", "usecase", "tag"]),
    ("project", &["project", "projectname", "projectid", "team", "workspace"]),
    ("cost", &["costusd", "totalcost", "costtotal"]),
    ("status", &["status", "statuscode", "responsestatuscode"]),
    ("id", &["requestid"]),
];

/// Recognizes a table by what its columns mean.
pub(super) fn header(names: &[String]) -> Header {
    let mut columns = Vec::new();
    let mut twice = false;
    for (role, aliases) in ROLES {
        let mut found = names.iter().enumerate().filter(|(_, name)| aliases.contains(&name.as_str()));
        if let Some((at, _)) = found.next() {
            columns.push((role.to_owned(), at));
        }
        twice |= found.next().is_some() && matches!(role, "input" | "output");
    }
    let has = |role: &str| columns.iter().any(|(name, _)| name == role);
    if twice {
        return Header::Refused(
            "Two columns could be the tokens in, or the tokens out. Keep one of each and name it input_tokens or output_tokens.",
        );
    }
    if has("input") && has("output") && has("time") {
        return Header::Known(Layout::new(Format::Log, columns));
    }
    if has("input") && has("output") {
        return Header::Refused(
            "This table has tokens but no time, so it does not say what a month is. Add a column named time.",
        );
    }
    Header::Unknown
}

/// A line of such a table.
pub(super) fn line(tally: &mut Tally, line: &Line<'_>) {
    let Some(time) = line.time(&["time"]) else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (line.count("input"), line.count("output")) else {
        return tally.bad("has no input or output tokens");
    };
    if line.columns.iter().any(|(_, at)| spreadsheet_rounded(line.cells.get(*at))) {
        tally.say("A spreadsheet has rounded large numbers in this file (like 1.2E+06): digits are lost. Export again and do not open it in between.");
    }
    if time.ambiguous {
        tally.say("Dates like 9/1/2026 are read with the month first. If that is wrong, write them as 2026-01-09.");
    }
    let requests = line.columns.iter().any(|(role, _)| role == "requests");
    let count = line.count("requests");
    let failed = failed(&line.text("status"));
    let span = match (requests, time.day) {
        (_, true) => Span::Seconds(86_400.0),
        (true, _) => Span::Seconds(3_600.0),
        _ => Span::Request,
    };
    let (model, app, project, id) = (line.text("model"), line.text("app"), line.text("project"), line.text("id"));
    tally.row(
        Format::Log,
        &Row {
            requests: if requests { count } else { Some(1.0) },
            input,
            cached: line.count("cached"),
            output,
            reasoning: line.count("reasoning"),
            cost: line.count("cost"),
            model: &model,
            labels: [label(&app), "", label(&project), ""],
            embedding: model.contains("embed"),
            // Rows of a day without a count are one request each: equal ones are not the same.
            rest: if requests || !time.day { 0 } else { tally.record },
            id: &id,
            failed,
            ..Row::at(time, span)
        },
    );
}

fn spreadsheet_rounded(cell: Option<&String>) -> bool {
    cell.is_some_and(|cell| cell.contains(['E', 'e']))
        && cell.and_then(|cell| super::super::number::read(cell, false)).is_some_and(|one| one.rounded)
}

fn failed(status: &str) -> bool {
    let code = status.parse::<u32>().unwrap_or(0);
    code >= 400 || ["error", "failed", "failure"].contains(&status.to_ascii_lowercase().as_str())
}

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

/// Mooncake's trace names the blocks of each prompt: leading blocks that were seen before could be cached.
pub(super) fn mooncake(tally: &mut Tally, json: &Json) {
    let Some(milliseconds) = json.count("timestamp") else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (json.count("input_length"), json.count("output_length")) else {
        return tally.bad("has no input or output tokens");
    };
    let mut leading = true;
    let mut known = 0.0;
    for block in json.get("hash_ids").list().iter().filter_map(Json::number) {
        let seen = tally.block(block as u64);
        leading &= seen;
        known += if leading { BLOCK } else { 0.0 };
    }
    let time = Time { seconds: milliseconds / 1000.0, zoned: true, day: false, relative: true, ambiguous: false };
    let row =
        Row { requests: Some(1.0), input, cached: Some(known.min(input)), output, ..Row::at(time, Span::Request) };
    tally.row(Format::Mooncake, &row);
}

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
